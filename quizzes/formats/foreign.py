"""What readers of Moodle XML, QTI and H5P share: texts with their losses noted, and questions made of them.

A reader of one question raises LeftOut where it cannot be taken over; the question is then left out whole.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

from quizzes.formats.choices import choice_question
from quizzes.formats.exchange import Import, Picture, Report, Spot
from quizzes.formats.html import Plain, to_text
from quizzes.formats.intake import finished, identifier, refused
from quizzes.formats.pictures import MOST_PICTURES, picture_of_address
from quizzes.formats.problems import N_, Ledger
from quizzes.formats.secrecy import is_mark_of_secrecy, refuse_secret
from quizzes.formats.table import Table
from quizzes.questions import (
    Group,
    Match,
    MultipleChoice,
    Number,
    Option,
    Order,
    Question,
    SingleChoice,
    TrueFalse,
)
from quizzes.questions.base import Common, opaque_options

_LONGEST_NAME: Final = 80
# choice_question() made sure of all that their readers ask for; asking again takes a tenth of the time.
_SOUND: Final = (SingleChoice, MultipleChoice, TrueFalse)
SOURCE: Final = "Nguồn: "
"""How the last paragraph of an explanation begins that names the source."""


class LeftOut(Exception):
    """The question cannot be taken over; message and remedy are msgids filled from values."""

    def __init__(self, message: str, remedy: str, **values: str) -> None:
        """Keep why, in words for whoever made the file."""
        super().__init__(message)
        self.message, self.remedy, self.values = message, remedy, values


class AlreadyNoted(LeftOut):
    """The question cannot be taken over, and the report says why already."""

    def __init__(self) -> None:
        """Add nothing to the report."""
        super().__init__("", "")


@dataclass(slots=True)
class Intake:
    """One file under reading: its report, questions and pictures; and by their ids what was written to it.

    What is known may be empty: only a file that is read to prove an export was written here.
    """

    report: Report
    known: Mapping[str, Question] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)

    def take(self, spot: Spot, make: Callable[["Scribe"], Question]) -> None:
        """Add the question that make() returns, or note why there is none."""
        try:
            question = make(Scribe(self, spot))
            # What comes back as it was written is as sound as it was: asking takes a tenth of the time.
            if self.known.get(question.id) != question:
                question = sound(question)
        except AlreadyNoted:
            return
        except LeftOut as reason:
            spot.left_out(reason.message, reason.remedy, **reason.values)
            return
        self.questions.append(question)
        spot.took(question)

    def done(self, title: str) -> Import:
        """Return what was read; nothing where a question carries a mark of secrecy."""
        for question in self.questions:
            for text in (question.prompt, question.explanation, question.source):
                if any(map(is_mark_of_secrecy, text.split("\n"))) and refuse_secret(text, self.report):
                    return refused(self.report)
        done = finished(title, self.questions, self.report)
        return replace(done, pictures=tuple(self.pictures.values()))


@dataclass(slots=True)
class Scribe:
    """Turns the texts of one question into plain ones, and notes once each what they lost."""

    intake: Intake
    spot: Spot
    noted: set[str] = field(default_factory=set)

    def text(self, html: str) -> str:
        """Return HTML as a text of several lines."""
        plain = to_text(html)
        self._note(plain)
        return plain.text

    def line(self, html: str) -> str:
        """Return HTML as a text of one line."""
        return " ".join(self.text(html).split())

    def changed(self, message: str, remedy: str, **values: str) -> None:
        """Note a change, the same one only once for each question."""
        key = message + str(sorted(values.items()))
        if key not in self.noted:
            self.noted.add(key)
            self.spot.changed(message, remedy, **values)

    def _note(self, plain: Plain) -> None:
        if not plain.is_whole:
            raise LeftOut(
                N_("A text has too many tags inside each other."),
                N_("Write the text anew, without copying its formatting."),
            )
        if plain.lost:
            self.changed(
                N_("Formatting was taken off: %(tags)s."),
                N_("Where it carries meaning, as in “the underlined word”, say it in words."),
                tags=", ".join(f"<{tag}>" for tag in plain.lost),
            )
        for address in plain.pictures:
            self._note_picture(address)

    def _note_picture(self, address: str) -> None:
        name = address
        if address.startswith("data:"):
            name = f"hinh-{len(self.intake.pictures) + 1}"
            picture = picture_of_address(name, address)
            if picture is not None and len(self.intake.pictures) < MOST_PICTURES:
                self.intake.pictures[name] = picture
        self.changed(
            N_("The picture %(name)s is not shown in the question; its place says “[Hình]”."),
            N_("Say in words what it shows, or ask without it."),
            name=name.rpartition("/")[2][:80],
        )


class _Decoded(Table):
    """A table whose texts were decoded and cleaned when the file was read, and are taken as they are."""

    def _cleaned(self, key: str, value: object, *, lines: bool, optional: bool) -> str:
        if isinstance(value, str) and value:
            return value
        return Table._cleaned(self, key, value, lines=lines, optional=optional)


def sound(question: Question) -> Question:
    """Return the question if an author could have written it so; raise LeftOut with what is wrong in it.

    Explanation and source may be missing: the report of the whole file says so.
    """
    if not question.prompt:
        raise LeftOut(N_("The question has no text."), N_("Write the question before its options."))
    if isinstance(question, _SOUND):
        return question
    table = dict(question.written())
    for key in ("explanation", "source"):
        table[key] = table[key] or "-"
    ledger = Ledger("")
    type(question).read(_Decoded(table, ledger))
    for problem in ledger.problems:
        raise LeftOut(problem.message, problem.remedy, **problem.values)
    return question


def choice(
    fields: Common, options: Sequence[tuple[str, str]], right: Collection[int], spot: Spot, ids: Sequence[str]
) -> Question:
    """Return a choice from (text, feedback) and the places of the right; with the file's ids where it has."""
    question = choice_question(fields, options, right, spot)
    if question is None:
        raise AlreadyNoted
    names = list(map(identifier, ids))
    if not all(names) or len(set(names)) != len(options):
        return question
    if names == [part.id for part in getattr(question, "options", ())]:
        return question
    if isinstance(question, SingleChoice):
        (only,) = right
        return replace(question, options=_renamed(question.options, names), right_id=names[only])
    if isinstance(question, MultipleChoice):
        return replace(
            question,
            options=_renamed(question.options, names),
            right_ids=frozenset(names[place] for place in right),
            author_order=(),
        )
    return question


def _renamed(options: Sequence[Option], names: Sequence[str]) -> tuple[Option, ...]:
    return tuple(
        Option(name, option.text, option.feedback) for option, name in zip(options, names, strict=True)
    )


def matching(
    fields: Common,
    pairs: Sequence[tuple[str, str]],
    extra: Sequence[str],
    spot: Spot,
    names: Mapping[str, str] | None = None,
) -> Question:
    """Return pairs (left, right), or groups where a right side comes twice; names are ids of its texts."""
    rights = list(dict.fromkeys(right for _, right in pairs))
    if len(rights) == len(pairs):
        more = [text for text in dict.fromkeys(extra) if text not in rights]
        lefts = opaque_options(fields["id"], "left", [left for left, _ in pairs])
        sides = opaque_options(fields["id"], "right", [*rights, *more])
        key = tuple((left.id, right.id) for left, right in zip(lefts, sides, strict=False))
        return Match(**fields, lefts=lefts, rights=sides, pairs=key)
    if extra:
        spot.changed(
            N_("Answers that fit nothing were dropped: %(texts)s."),
            N_("A question of groups has no group without an item."),
            texts=", ".join(extra)[:200],
        )
    groups = _named(rights, names or {})
    ids = {group.text: group.id for group in groups}
    items = opaque_options(fields["id"], "item", [left for left, _ in pairs])
    grouped = tuple((item.id, ids[right]) for item, (_, right) in zip(items, pairs, strict=True))
    return Group(**fields, groups=groups, items=items, key=grouped)


def _named(texts: Sequence[str], ids: Mapping[str, str]) -> tuple[Option, ...]:
    """Return options named by ids or by their texts, or by numbers where that makes no ids that differ."""
    names = [ids.get(text) or identifier(text) for text in texts]
    if not all(names) or len(set(names)) != len(names):
        names = [str(number) for number in range(1, len(texts) + 1)]
    return tuple(Option(name, text) for name, text in zip(names, texts, strict=True))


def ordering(fields: Common, texts: Sequence[str]) -> Question:
    """Return a question of items that stand in the right order."""
    return Order(**fields, items=opaque_options(fields["id"], "item", texts))


def number(fields: Common, value: Fraction, low: Fraction, high: Fraction, unit: str = "") -> Question:
    """Return a question for a number from low to high."""
    return Number(**fields, low=low, high=high, value=value, unit=unit)


def split_source(explanation: str) -> tuple[str, str]:
    """Return explanation and source, which is its last paragraph “Nguồn: …” where it was written so."""
    before, _, last = explanation.rpartition("\n\n")
    if last.startswith(SOURCE):
        return before, " ".join(last.removeprefix(SOURCE).split())
    return explanation, ""


def with_source(explanation: str, source: str) -> str:
    """Return the text that split_source() takes apart."""
    return "\n\n".join(part for part in (explanation, SOURCE + source if source else "") if part)


def name_of_question(question: Question) -> str:
    """Return the first words of a question, for formats in which each has a name besides its text.

    A word cut in two would look like one typed in an old font.
    """
    words = " ".join(question.prompt.split())
    whole = words if len(words) <= _LONGEST_NAME else words[:_LONGEST_NAME].rpartition(" ")[0]
    return whole or question.id

"""What was typed against what is accepted: shared by every type with words to type.

The answer list is what is accepted, what is refused by name, and what other fields of the question accept.
Spelling comes first (spelling.py). Then, and only then, two slips may be forgiven, each with a remark, and
never both at once:

- tone marks and other marks left out, where tones are optional, unless two words of the list are then alike;
- one letter added, left out, changed or changed places with its neighbour, where one_slip is set and the
  answer has at least 5 letters, unless that makes, or might have meant, another word of the list.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, Literal, cast

from quizzes.formats.problems import N_
from quizzes.formats.table import Table
from quizzes.questions.base import RIGHT, WRONG, Marking, refuse_repeats
from quizzes.slips import is_one_slip
from quizzes.spelling import (
    LEADING_WORD,
    Step,
    cut_leading_word,
    key_of,
    number_key_of,
    why,
    without_leading_word,
)
from quizzes.vietnamese import bare, comparable, lacks_only_marks

LONGEST_RESPONSE: Final = 200
"""Characters, counted after cleaning."""
MOST_ACCEPTED: Final = 20
MOST_REFUSED: Final = 20

Tones = Literal["optional", "required"]
TONES: Final = ("optional", "required")

How = Literal[
    "spelling", "numerals", "leading_word", "tones_missing", "one_slip",
    "refused", "tones_required", "tones_ambiguous", "slip_ambiguous", "unknown",
]  # fmt: skip
"""By which rule a text counts (the first five), or why it does not."""

_FORGIVEN: Final = ("tones_missing", "one_slip")
_REMARKED: Final = ("tones_missing", "one_slip", "tones_required", "tones_ambiguous")
_RIGHT_WITH: Final = {remark: Marking(Fraction(1), (remark,)) for remark in _FORGIVEN}
_WRONG_WITH: Final = {remark: Marking(Fraction(0), (remark,)) for remark in _REMARKED[2:]}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why what was typed counts or not; `answer` is the accepted or refused one it was held for, or ""."""

    how: How
    answer: str = ""

    @property
    def is_right(self) -> bool:
        """Whether it counts as right."""
        return self.how in ("spelling", "numerals", "leading_word", *_FORGIVEN)

    @property
    def marking(self) -> Marking:
        """The mark, with the remark to show."""
        if self.how in _RIGHT_WITH:
            return _RIGHT_WITH[self.how]
        return RIGHT if self.is_right else _WRONG_WITH.get(self.how, WRONG)


_UNKNOWN: Final = Verdict("unknown")


@dataclass(frozen=True, slots=True)
class TypedAnswers:
    """The accepted answers of one field, the answers refused by name, and which slips are forgiven.

    `others` are words of the answer list that belong to other fields.
    """

    accepted: tuple[str, ...]
    tones: Tones = "required"
    names: bool = False
    one_slip: bool = False
    refused: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    _verdicts: dict[str, Verdict] = field(init=False, repr=False, compare=False)
    _numbers: dict[str, Verdict] = field(init=False, repr=False, compare=False)
    _leading: dict[str, Verdict] = field(init=False, repr=False, compare=False)
    _keys: tuple[tuple[str, str], ...] = field(init=False, repr=False, compare=False)
    _listed: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Look the list up in every form once, because marking must be fast."""
        keys = tuple((key_of(text, self.names), text) for text in self.accepted)
        refused = tuple((key_of(text, self.names), text) for text in self.refused)
        verdicts = {key: Verdict("refused", text) for key, text in reversed(refused)}
        verdicts |= {key: Verdict("spelling", text) for key, text in reversed(keys)}
        numbers = {
            key: Verdict("numerals", text)
            for text in reversed(self.accepted)
            if any(map(str.isdigit, key := number_key_of(text, self.names)))
        }
        leading = {
            alone: Verdict("leading_word", verdict.answer)
            for key, verdict in numbers.items()
            if (alone := without_leading_word(key))
        }
        others = (key_of(text, self.names) for text in self.others)
        for name, value in (
            ("_verdicts", verdicts),
            ("_numbers", numbers),
            ("_leading", leading),
            ("_keys", keys),
            ("_listed", frozenset((*verdicts, *others))),
        ):
            object.__setattr__(self, name, value)

    def marking(self, text: str) -> Marking:
        """Return 1 for an accepted answer, with a remark where a slip was forgiven; else 0."""
        return self.verdict(text).marking

    def verdict(self, text: str) -> Verdict:
        """Return whether a text counts, and by which rule."""
        key = key_of(text, self.names)
        if key in self._verdicts:
            return self._verdicts[key]
        return self._number(text) or self._without_marks(key) or self._with_one_slip(key) or _UNKNOWN

    def _number(self, text: str) -> Verdict | None:
        """Judge a text by the numbers in it; without a number in the list there is nothing to find."""
        if not self._numbers:
            return None
        number = number_key_of(text, self.names)
        if number in self._numbers:
            return self._numbers[number]
        if number in self._leading:
            return self._leading[number]
        alone = without_leading_word(number)
        if alone in self._numbers:
            return Verdict("leading_word", self._numbers[alone].answer)
        return None

    def _without_marks(self, key: str) -> Verdict | None:
        """Judge a key that lacks marks and nothing else: "chỉ bộ" for "chi bộ" is another word, no slip."""
        for accepted, text in self._keys:
            if lacks_only_marks(key, accepted):
                if self.tones == "required":
                    return Verdict("tones_required", text)
                alike = [listed for listed in self._listed if bare(listed) == bare(key)]
                return Verdict("tones_missing" if len(alike) == 1 else "tones_ambiguous", text)
        return None

    def _with_one_slip(self, key: str) -> Verdict | None:
        """Judge a key that is one letter away from an accepted answer."""
        if not self.one_slip or key in self._listed:
            return None
        near = [text for accepted, text in self._keys if is_one_slip(key, accepted)]
        if not near:
            return None
        meant = [listed for listed in self._listed if is_one_slip(key, listed)]
        return Verdict("one_slip" if len(meant) == 1 else "slip_ambiguous", near[0])


def explain(text: str, answers: TypedAnswers) -> tuple[Verdict, tuple[Step, ...]]:
    """Return whether a text counts, and the rules of spelling without which it would not be the answer."""
    verdict = answers.verdict(text)
    if verdict.how == "leading_word":
        bare_texts = (cut_leading_word(text), cut_leading_word(verdict.answer))
        return verdict, (*why(*bare_texts, names=answers.names, numerals=True), LEADING_WORD)
    if verdict.how not in ("spelling", "numerals", "refused"):
        return verdict, ()
    return verdict, why(text, verdict.answer, names=answers.names, numerals=verdict.how == "numerals")


def read_accepted(table: Table) -> TypedAnswers:
    """Return the accepted answers of a table, noting those too long, repeated or without a letter."""
    accepted = table.texts("accepted", 1, MOST_ACCEPTED)
    refused = table.texts("refused", 0, MOST_REFUSED)
    refuse_repeats(table, "accepted", accepted)
    refuse_repeats(table, "refused", refused)
    for text in (*accepted, *refused):
        _check_length(table, text)
    names = table.flag("names")
    keys = {key_of(text, names) for text in accepted}
    for text in refused:
        if key_of(text, names) in keys:
            table.problem(
                N_("“%(text)s” is both accepted and refused: the two are written alike."),
                N_("Remove it from one of the two lists."),
                text=text,
            )
    tones = cast(Tones, table.one_of("tones", TONES, default="required"))
    return TypedAnswers(accepted, tones, names, table.flag("one_slip"), refused)


def _check_length(table: Table, text: str) -> None:
    if len(text) > LONGEST_RESPONSE:
        table.problem(
            N_("An accepted answer has %(count)s characters."),
            N_("Ask for something shorter: at most %(most)s characters can be typed."),
            count=str(len(text)),
            most=str(LONGEST_RESPONSE),
        )
    elif text and not comparable(text):
        table.problem(
            N_("The accepted answer “%(text)s” has no letter or digit."),
            N_("Punctuation is not compared: accept a word or a number."),
            text=text,
        )


def written_accepted(answers: TypedAnswers) -> dict[str, object]:
    """Return the keys from which read_accepted() makes these answers."""
    table: dict[str, object] = {"accepted": list(answers.accepted)}
    if answers.refused:
        table["refused"] = list(answers.refused)
    if answers.tones != "required":
        table["tones"] = answers.tones
    for key, is_set in (("names", answers.names), ("one_slip", answers.one_slip)):
        if is_set:
            table[key] = True
    return table

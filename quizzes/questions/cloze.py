"""Gaps in a sentence, each typed or chosen (`cloze`)."""

import itertools
import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import ClassVar, Final, Self

from quizzes.formats.problems import N_
from quizzes.formats.table import Table
from quizzes.questions.base import (
    RIGHT,
    WRONG,
    InvalidResponse,
    Marking,
    Option,
    Question,
    Response,
    drawn,
    read_common,
    read_options,
    written_common,
    written_options,
)
from quizzes.questions.typed import (
    LONGEST_RESPONSE,
    TONES,
    Tones,
    TypedAnswers,
    read_accepted,
    written_accepted,
)
from quizzes.vietnamese import clean

MOST_GAPS: Final = 10
_MARKED: Final = re.compile(r"\[\[(.+?)\]\]")
_GAP: Final = re.compile(r"\{(\d{1,2})\}")


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap, named by its number: with options it is chosen and right_id is right, else it is typed."""

    id: str
    accepted: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    right_id: str = ""
    tones: Tones = "required"
    names: bool = False
    one_slip: bool = False
    refused: tuple[str, ...] = ()

    @property
    def right_part(self) -> str:
        """The part of a response that fills the gap rightly."""
        return self.right_id if self.options else self.accepted[0]

    def answers(self, others: tuple[str, ...] = ()) -> TypedAnswers:
        """Return what may be typed, beside the words that other gaps accept."""
        return TypedAnswers(self.accepted, self.tones, self.names, self.one_slip, self.refused, others)

    def text_of(self, part: str) -> str:
        """Return what stands in the gap, in words."""
        return next((option.text for option in self.options if option.id == part), part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloze(Question):
    """A sentence with gaps written {1}, {2} and so on; a response has a part for each gap, "" left open."""

    type: ClassVar[str] = "cloze"

    text: str
    gaps: tuple[Gap, ...]
    answers: tuple[TypedAnswers, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Put what may be typed into comparable form once, because marking must be fast."""
        others = [
            tuple(text for other in self.gaps if other.id != gap.id for text in other.accepted)
            for gap in self.gaps
        ]
        answers = tuple(gap.answers(words) for gap, words in zip(self.gaps, others, strict=True))
        object.__setattr__(self, "answers", answers)

    @classmethod
    def read(cls, table: Table) -> Self:
        """Return the question an author wrote, noting gaps that the sentence lacks or has twice."""
        text = table.text("text", lines=True)
        if table.has("gaps") or not _MARKED.search(text):
            rows = table.tables("gaps", 1, MOST_GAPS)
        else:
            text, rows = _marked(table, text)
        gaps = tuple(_read_gap(row, str(number)) for number, row in enumerate(rows, 1))
        places = _GAP.findall(text)
        if gaps and text and places != [gap.id for gap in gaps]:
            table.problem(
                N_("The sentence has the gaps %(places)s, but “gaps” has %(count)s items."),
                N_("Write {1}, {2} … into the sentence once each and in this order, one for each item."),
                places=", ".join(f"{{{place}}}" for place in places) or "–",
                count=str(len(gaps)),
            )
        return cls(**read_common(table), text=text, gaps=gaps)

    def written(self) -> dict[str, object]:
        """Return the author's table."""
        gaps = [_written_gap(*each) for each in zip(self.gaps, self.answers, strict=True)]
        return written_common(self) | {"text": self.text, "gaps": gaps}

    @property
    def pieces(self) -> tuple[str | Gap, ...]:
        """The sentence cut at its gaps: text, gap, text and so on, with a text at both ends."""
        by_id = {gap.id: gap for gap in self.gaps}
        parts = _GAP.split(self.text)
        return tuple(by_id.get(part, part) if place % 2 else part for place, part in enumerate(parts))

    @property
    def right_response(self) -> Response:
        """The right option or the first accepted text of every gap."""
        return tuple(gap.right_part for gap in self.gaps)

    @property
    def guess_score(self) -> Fraction:
        """The mean over the gaps: one in so many options where one chooses, 0 where one types."""
        chances = (Fraction(1, len(gap.options)) for gap in self.gaps if gap.options)
        return sum(chances, Fraction(0)) / len(self.gaps)

    def is_blank(self, response: Response) -> bool:
        """Tell whether every gap is left open."""
        return not any(map(clean, response))

    def check(self, response: Response) -> Response:
        """Return a cleaned part for each gap; raise InvalidResponse for another length, id or a long text."""
        parts = tuple(map(clean, response))
        if not any(parts):
            return ()
        if len(parts) != len(self.gaps):
            raise InvalidResponse(f"{len(parts)} parts for {len(self.gaps)} gaps of {self.id!r}")
        for gap, part in zip(self.gaps, parts, strict=True):
            known = not part or any(option.id == part for option in gap.options)
            if (gap.options and not known) or len(part) > LONGEST_RESPONSE:
                raise InvalidResponse(f"cannot stand in gap {gap.id} of {self.id!r}: {part!r}")
        return parts

    def shown(self, seed: str) -> Self:
        """Return the question with the options of each gap drawn from seed; gaps keep their places."""
        gaps = tuple(
            replace(gap, options=drawn(gap.options, seed, f"{self.id}:{gap.id}")) for gap in self.gaps
        )
        return replace(self, gaps=gaps)

    def answer_texts(self, response: Response) -> tuple[str, ...]:
        """Return "(1) text" for every gap that is filled."""
        filled = zip(self.gaps, self.check(response), strict=False)
        return tuple(f"({gap.id}) {gap.text_of(part)}" for gap, part in filled if part)

    def wrong_texts(self, response: Response) -> tuple[str, ...]:
        """Return "(1) text" for every gap that is filled wrongly."""
        parts = enumerate(self.check(response))
        wrong = [(self.gaps[place], part) for place, part in parts if self._marking_of(place, part).mark != 1]
        return tuple(f"({gap.id}) {gap.text_of(part)}" for gap, part in wrong if part)

    def _marking(self, checked: Response) -> Marking:
        markings = [self._marking_of(place, part) for place, part in enumerate(checked)]
        remarks = dict.fromkeys(remark for marking in markings for remark in marking.remarks)
        right = sum((marking.mark for marking in markings), Fraction(0))
        return Marking(right / len(self.gaps), tuple(remarks))

    def _marking_of(self, place: int, part: str) -> Marking:
        gap = self.gaps[place]
        if not part:
            return WRONG
        if gap.options:
            return RIGHT if part == gap.right_id else WRONG
        return self.answers[place].marking(part)


def _marked(table: Table, text: str) -> tuple[str, tuple[Table, ...]]:
    """Return a sentence with [[marked words]] as one with numbered gaps, and a table for each gap.

    In a mark | stands between words: all are accepted, or, where one ends with *, are options to choose.
    """
    tones = table.one_of("tones", TONES, default="required")
    shared: dict[str, object] = {
        "tones": tones,
        "names": table.flag("names"),
        "one_slip": table.flag("one_slip"),
    }
    marks = _MARKED.findall(text)
    if len(marks) > MOST_GAPS:
        table.problem(
            N_("“%(key)s” has %(count)s items."),
            N_("Write from %(low)s to %(high)s items."),
            key="gaps",
            count=str(len(marks)),
            low="1",
            high=str(MOST_GAPS),
        )
    rows = tuple(
        table.made("gaps", number, _as_options(words) or {"accepted": words} | shared)
        for number, words in enumerate(([part.strip() for part in mark.split("|")] for mark in marks), 1)
    )
    numbers = itertools.count(1)
    return _MARKED.sub(lambda _mark: f"{{{next(numbers)}}}", text), rows


def _as_options(words: list[str]) -> dict[str, object]:
    """Return the options among which a mark lets choose, or nothing where its words are to be typed."""
    if not any(word.endswith("*") for word in words):
        return {}
    options = [
        {"id": str(number), "text": word.removesuffix("*").strip()}
        | ({"right": True} if word.endswith("*") else {})
        for number, word in enumerate(words, 1)
    ]
    return {"options": options}


def _read_gap(row: Table, gap_id: str) -> Gap:
    """Return one gap: with options if it has any, else with accepted texts."""
    if not row.has("options"):
        answers = read_accepted(row)
        return Gap(
            gap_id,
            answers.accepted,
            tones=answers.tones,
            names=answers.names,
            one_slip=answers.one_slip,
            refused=answers.refused,
        )
    options, right_ids = read_options(row, "options", 2, 8)
    if len(right_ids) != 1:
        row.problem(
            N_("%(count)s options are marked right; a gap has exactly one."),
            N_("Keep “right = true” on one option."),
            count=str(len(right_ids)),
        )
    return Gap(gap_id, options=options, right_id=right_ids[0] if right_ids else "")


def _written_gap(gap: Gap, answers: TypedAnswers) -> dict[str, object]:
    if gap.options:
        return {"options": written_options(gap.options, (gap.right_id,))}
    return written_accepted(answers)

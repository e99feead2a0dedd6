"""A situation with questions that follow each other (`case`).

The parts are shown one after the other: a part only when those before it are answered, which from then on
cannot be changed. So a later part may say what the answer to an earlier one would have been.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar, Final, Self

from quizzes.formats.problems import N_
from quizzes.formats.table import Table
from quizzes.questions.base import (
    Common,
    InvalidResponse,
    Marking,
    Question,
    Response,
    read_common,
    refuse_repeats,
    written_common,
)
from quizzes.questions.choice import MultipleChoice, SingleChoice
from quizzes.questions.cloze import Cloze
from quizzes.questions.group import Group
from quizzes.questions.match import Match
from quizzes.questions.number import Number
from quizzes.questions.order import Order
from quizzes.questions.short_text import ShortText
from quizzes.questions.true_false import TrueFalse

PART_TYPES: Final[dict[str, type[Question]]] = {
    part.type: part
    for part in (
        SingleChoice,
        MultipleChoice,
        TrueFalse,
        ShortText,
        Number,
        Cloze,
        Match,
        Order,
        Group,
    )
}
PARTS: Final = (2, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Question):
    """Two to 4 questions on one situation, which is the prompt; each part's points are its weight.

    A response has one text for each part in the author's order: the part's own response as a JSON list of
    strings, or "" while the part is not answered.
    """

    type: ClassVar[str] = "case"

    parts: tuple[Question, ...]

    @classmethod
    def read(cls, table: Table) -> Self:
        """Return the case an author wrote; parts without a skill or a source have the case's own."""
        common = read_common(table)
        read = [_read_part(row, common) for row in table.tables("part", *PARTS)]
        parts = tuple(part for part in read if part is not None)
        refuse_repeats(table, "part", (part.id for part in parts))
        return cls(**common, parts=parts)

    def written(self) -> dict[str, object]:
        """Return the author's table."""
        return written_common(self) | {"part": [part.written() for part in self.parts]}

    @property
    def right_response(self) -> Response:
        """The right response of every part."""
        return self.packed([part.right_response for part in self.parts])

    def is_blank(self, response: Response) -> bool:
        """Tell whether no part was answered."""
        try:
            given = [_unpacked(text) for text in response]
        except InvalidResponse:
            return False
        if len(given) != len(self.parts):
            return not any(given)
        return all(part.is_blank(answer) for part, answer in zip(self.parts, given, strict=True))

    def is_whole(self, response: Response) -> bool:
        """Tell whether every part was answered; raise InvalidResponse as check does."""
        return self.open_part(response) is None

    def check(self, response: Response) -> Response:
        """Return each part's canonical response as JSON; raise InvalidResponse as the parts do."""
        if self.is_blank(response):
            return ()
        if len(response) != len(self.parts):
            raise InvalidResponse(f"{len(response)} answers to {len(self.parts)} parts of {self.id!r}")
        return self.packed(
            [part.check(_unpacked(text)) for part, text in zip(self.parts, response, strict=True)]
        )

    def responses(self, response: Response) -> tuple[Response, ...]:
        """Return the response of every part, `()` for those not answered; raise as check does."""
        checked = self.check(response) or ("",) * len(self.parts)
        return tuple(map(_unpacked, checked))

    def packed(self, responses: Sequence[Response]) -> Response:
        """Return one response from those of the parts, in the author's order; `()` when all are blank."""
        texts = tuple(json.dumps(given, ensure_ascii=False) if given else "" for given in responses)
        return texts if any(texts) else ()

    def open_part(self, response: Response) -> Question | None:
        """Return the part to answer next, None when all are answered; raise InvalidResponse as check does."""
        for part, given in zip(self.parts, self.responses(response), strict=True):
            if not given:
                return part
        return None

    def shown(self, seed: str) -> Self:
        """Return the case with each part's own order drawn from seed; the parts keep the author's order."""
        return replace(self, parts=tuple(part.shown(seed) for part in self.parts))

    def answer_texts(self, response: Response) -> tuple[str, ...]:
        """Return the lines of every answered part, one part after the other."""
        given = zip(self.parts, self.responses(response), strict=True)
        return tuple(line for part, answer in given for line in part.answer_texts(answer))

    def wrong_texts(self, response: Response) -> tuple[str, ...]:
        """Return the wrong lines of every answered part, one part after the other."""
        given = zip(self.parts, self.responses(response), strict=True)
        return tuple(text for part, answer in given for text in _wrong_in(part, answer))

    def markings(self, response: Response) -> tuple[Marking, ...]:
        """Return the marking of every part, 0 where it is not answered; raise as check does."""
        given = zip(self.parts, self.responses(response), strict=True)
        return tuple(part.mark(answer) for part, answer in given)

    @property
    def guess_score(self) -> Fraction:
        """The parts' own, weighed by their points."""
        earned = sum((part.points * part.guess_score for part in self.parts), Fraction(0))
        return earned / sum(part.points for part in self.parts)

    def _marking(self, checked: Response) -> Marking:
        """Mark the sum of points x mark / the sum of points (docs/topic-format.md, `case`)."""
        markings = self.markings(checked)
        weighed = zip(self.parts, markings, strict=True)
        earned = sum((part.points * marking.mark for part, marking in weighed), Fraction(0))
        remarks = dict.fromkeys(remark for marking in markings for remark in marking.remarks)
        return Marking(earned / sum(part.points for part in self.parts), tuple(remarks))


def _wrong_in(part: Question, answer: Response) -> tuple[str, ...]:
    if not part.choices:
        return part.wrong_texts(answer)
    texts = {option.id: option.text for option in part.choices}
    return tuple(texts[chosen] for chosen in part.wrong_choice_ids(answer))


def _unpacked(text: str) -> Response:
    """Return the response that a JSON list of strings holds; raise InvalidResponse for any other text."""
    if not text:
        return ()
    try:
        given: object = json.loads(text)
    # Endless nesting is the one error that json reports in its own way.
    except (ValueError, RecursionError):
        raise InvalidResponse("a part's response is not JSON") from None
    if not isinstance(given, list) or not all(isinstance(part, str) for part in given):
        raise InvalidResponse("a part's response is not a list of texts")
    return tuple(given)


def _read_part(row: Table, common: Common) -> Question | None:
    kind = row.one_of("type", tuple(PART_TYPES))
    if not kind:
        # Without the type nobody can say which keys are misspelt.
        row.excuse()
        return None
    row.fill_in({"skill": common["skill"], "source": common["source"]})
    part = PART_TYPES[kind].read(row)
    if part.confidence or part.discussion or part.valid_until:
        row.problem(
            N_("Confidence, discussion and last day belong to the whole case."),
            N_("Move “confidence”, “discussion” and “valid_until” up to the case."),
        )
    return part

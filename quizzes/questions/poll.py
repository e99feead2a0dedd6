"""An opinion, which is neither right nor wrong and belongs to nobody by name (`poll`)."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Final, Self, cast

from quizzes.formats.table import Table
from quizzes.questions.base import (
    SKILLS,
    WRONG,
    Common,
    InvalidResponse,
    Marking,
    Option,
    Question,
    Response,
    Skill,
    refuse_repeats,
    written_common,
    written_options,
)

FEWEST_BALLOTS: Final = 5
"""Below so many ballots a result would say what single people think."""


@dataclass(frozen=True, slots=True)
class PollResult:
    """How many voted, and how often each option was chosen, in the author's order."""

    ballots: int
    counts: tuple[tuple[Option, int], ...]

    def share(self, count: int) -> Fraction:
        """Return what share of the voters a count is, from 0 to 1."""
        return Fraction(count, max(self.ballots, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll(Question):
    """Two to 8 options of which one or, where `many`, any may be chosen; a response is their ids in order.

    A poll earns nothing, is not counted among the questions asked, and has no right response. Its options
    keep the author's order, because they are often steps of a scale.
    """

    type: ClassVar[str] = "poll"
    is_marked: ClassVar[bool] = False

    options: tuple[Option, ...]
    many: bool = False

    @classmethod
    def read(cls, table: Table) -> Self:
        """Return the poll an author wrote; explanation, source and skill may be left out."""
        options = tuple(Option(row.identifier(), row.text("text")) for row in table.tables("options", 2, 8))
        refuse_repeats(table, "options", (option.id for option in options))
        refuse_repeats(table, "options", (option.text for option in options))
        return cls(**_read_common(table), options=options, many=table.flag("many"))

    def written(self) -> dict[str, object]:
        """Return the author's table."""
        table = written_common(self) | {"options": written_options(self.options)}
        table = {key: value for key, value in table.items() if value != ""}
        return table | ({"many": True} if self.many else {})

    @property
    def version(self) -> str:
        """16 hexadecimal digits that change with the prompt and the options: ballots of two never mix."""
        asked = [self.prompt, self.many, [[option.id, option.text] for option in self.options]]
        return hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:16]

    @property
    def right_response(self) -> Response:
        """The empty response: no opinion is right."""
        return ()

    def check(self, response: Response) -> Response:
        """Return the chosen ids in the author's order; raise InvalidResponse for an unknown id, or two."""
        if self.is_blank(response):
            return ()
        given = set(response)
        if not given <= {option.id for option in self.options} or (len(response) > 1 and not self.many):
            raise InvalidResponse(f"not a vote in {self.id!r}: {response!r}")
        return tuple(option.id for option in self.options if option.id in given)

    def shown(self, seed: str) -> Self:
        """Return the poll itself: its options keep the author's order."""
        return self

    def answer_texts(self, response: Response) -> tuple[str, ...]:
        """Return the texts of the chosen options."""
        checked = self.check(response)
        return tuple(option.text for option in self.options if option.id in checked)

    def result_of(self, ballots: Iterable[Response]) -> PollResult | None:
        """Return what ballots come to, None below FEWEST_BALLOTS; raise InvalidResponse as check does."""
        checked = [self.check(ballot) for ballot in ballots]
        if len(checked) < FEWEST_BALLOTS:
            return None
        times = Counter(chosen for ballot in checked for chosen in ballot)
        return PollResult(len(checked), tuple((option, times[option.id]) for option in self.options))

    def _marking(self, checked: Response) -> Marking:
        return WRONG


def _read_common(table: Table) -> Common:
    """Return what every question has; a poll needs no facts, so it needs no source, and earns no points."""
    return {
        "id": table.identifier(),
        "prompt": table.text("prompt", lines=True),
        "explanation": table.text("explanation", lines=True, optional=True),
        "source": table.text("source", optional=True),
        "skill": cast(Skill, table.one_of("skill", SKILLS, default="judgement")),
        "points": 1,
        "valid_until": table.day("valid_until"),
        "discussion": table.text("discussion", lines=True, optional=True),
        "confidence": False,
    }

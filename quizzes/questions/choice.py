"""Choosing among options: one (`choice`) or several (`several`)."""

from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import comb
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

MOST_OPTIONS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleChoice(Question):
    """One right option among 2 to 10; a response is `(option id,)`."""

    type: ClassVar[str] = "choice"

    options: tuple[Option, ...]
    right_id: str
    _texts: dict[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the options once, because marking must be fast."""
        object.__setattr__(self, "_texts", {option.id: option.text for option in self.options})

    @classmethod
    def read(cls, table: Table) -> Self:
        """Return the question an author wrote, noting any number of right options but one."""
        options, right_ids = read_options(table, "options", 2, MOST_OPTIONS)
        if len(right_ids) != 1:
            table.problem(
                N_("%(count)s options are marked right; this type has exactly one."),
                N_("Keep “right = true” on one option, or use the type “several”."),
                count=str(len(right_ids)),
            )
        return cls(**read_common(table), options=options, right_id=right_ids[0] if right_ids else "")

    def written(self) -> dict[str, object]:
        """Return the author's table."""
        return written_common(self) | {"options": written_options(self.options, (self.right_id,))}

    @property
    def right_response(self) -> Response:
        """The right option."""
        return (self.right_id,)

    @property
    def guess_score(self) -> Fraction:
        """One in so many options."""
        return Fraction(1, len(self.options))

    @property
    def choices(self) -> tuple[Option, ...]:
        """The options, in the order shown."""
        return self.options

    def check(self, response: Response) -> Response:
        """Return `(id,)` of one option, or `()`; raise InvalidResponse for anything else."""
        if self.is_blank(response):
            return ()
        if len(response) != 1 or response[0] not in self._texts:
            raise InvalidResponse(f"not one option of {self.id!r}: {response!r}")
        return response

    def shown(self, seed: str) -> Self:
        """Return the question with its options in the order drawn from seed."""
        return replace(self, options=drawn(self.options, seed, self.id))

    def answer_texts(self, response: Response) -> tuple[str, ...]:
        """Return the text of the chosen option."""
        return tuple(self._texts[part] for part in self.check(response))

    def wrong_choice_ids(self, response: Response) -> tuple[str, ...]:
        """Return the chosen option if it is wrong."""
        return tuple(part for part in self.check(response) if part != self.right_id)

    def _marking(self, checked: Response) -> Marking:
        return RIGHT if checked[0] == self.right_id else WRONG


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleChoice(Question):
    """Two or more right and at least one wrong among 3 to 10; a response is ids in author's order."""

    type: ClassVar[str] = "several"

    options: tuple[Option, ...]
    right_ids: frozenset[str]
    # The author's order outlives shown(), so one choice has one canonical response however it was shown.
    author_order: tuple[str, ...] = ()
    _texts: dict[str, str] = field(init=False, repr=False, compare=False)
    _markings: tuple[Marking, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the options and make every possible marking once, because marking must be fast."""
        if not self.author_order:
            object.__setattr__(self, "author_order", tuple(option.id for option in self.options))
        count = len(self.right_ids)
        object.__setattr__(self, "_texts", {option.id: option.text for option in self.options})
        object.__setattr__(
            self, "_markings", tuple(Marking(Fraction(n, count or 1)) for n in range(count + 1))
        )

    @classmethod
    def read(cls, table: Table) -> Self:
        """Return the question an author wrote, noting fewer than two right options or none wrong."""
        options, right_ids = read_options(table, "options", 3, MOST_OPTIONS)
        if len(right_ids) < 2:
            table.problem(
                N_("%(count)s options are marked right; this type has two or more."),
                N_("Add “right = true” to the other right options, or use the type “choice”."),
                count=str(len(right_ids)),
            )
        if options and len(right_ids) == len(options):
            table.problem(
                N_("Every option is marked right."),
                N_("Add at least one wrong option, so that there is a choice."),
            )
        return cls(**read_common(table), options=options, right_ids=frozenset(right_ids))

    def written(self) -> dict[str, object]:
        """Return the author's table, the options in the author's order however they were shown."""
        options = sorted(self.options, key=lambda option: self.author_order.index(option.id))
        return written_common(self) | {"options": written_options(options, self.right_ids)}

    @property
    def right_response(self) -> Response:
        """The right options in the author's order."""
        return tuple(part for part in self.author_order if part in self.right_ids)

    @property
    def guess_score(self) -> Fraction:
        """The mean mark over every way of ticking one option or more, each as likely."""
        right, wrong = len(self.right_ids), len(self.options) - len(self.right_ids)
        ways = sum(
            comb(right, hits) * comb(wrong, misses) * (hits - misses)
            for hits in range(right + 1)
            for misses in range(min(hits, wrong + 1))
        )
        return Fraction(ways, right * (2 ** (right + wrong) - 1))

    @property
    def choices(self) -> tuple[Option, ...]:
        """The options, in the order shown."""
        return self.options

    def check(self, response: Response) -> Response:
        """Return the ids once each in the author's order; raise InvalidResponse for an id of no option."""
        if self.is_blank(response):
            return ()
        given = set(response)
        if not given <= self._texts.keys():
            raise InvalidResponse(f"not options of {self.id!r}: {response!r}")
        return tuple(part for part in self.author_order if part in given)

    def shown(self, seed: str) -> Self:
        """Return the question with its options in the order drawn from seed."""
        return replace(self, options=drawn(self.options, seed, self.id))

    def answer_texts(self, response: Response) -> tuple[str, ...]:
        """Return the texts of the chosen options in the author's order."""
        return tuple(self._texts[part] for part in self.check(response))

    def wrong_choice_ids(self, response: Response) -> tuple[str, ...]:
        """Return the chosen options that are wrong."""
        return tuple(part for part in self.check(response) if part not in self.right_ids)

    def _marking(self, checked: Response) -> Marking:
        """Mark (right chosen - wrong chosen) / right, never below 0 (docs/topic-format.md, `several`)."""
        right = len(self.right_ids.intersection(checked))
        return self._markings[max(0, 2 * right - len(checked))]

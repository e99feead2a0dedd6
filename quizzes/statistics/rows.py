"""What statistics are made from: one row for each question that somebody was asked, gathered by columns.

A question that somebody was not asked has no row; one that was asked and left open has a row without a mark.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import compress
from typing import Final, Literal, NamedTuple

from quizzes.questions.base import Response

Number = int | float | Fraction

ANSWERED: Final = 0
PARTLY_ANSWERED: Final = 1
UNANSWERED: Final = 2
NO_RESPONSE: Final = -1
UNMARKED: Final = 0
"""What is left unanswered earns."""

Tries = Literal["first", "all"]


class UnusableRows(ValueError):
    """The rows say something twice or give more than the most: no figure made from them would be true."""


class Row(NamedTuple):
    """One answer: `mark` of at most `maximum`, in any one unit; a mark of None was left unanswered.

    `slot` is the place in the quiz for which a question was drawn at random: questions that share a slot
    stand in for each other. Without one a question is its own place.
    """

    member: str
    question: str
    mark: Number | None
    maximum: Number = 1
    response: Response | None = None
    attempt: int = 1
    slot: str = ""


@dataclass(slots=True)
class Column:
    """All answers to one question, or in one slot: 25 bytes an answer, and each distinct response once."""

    name: str
    marks: "array[float]" = field(default_factory=lambda: array("d"))
    maxima: "array[float]" = field(default_factory=lambda: array("d"))
    attempts: "array[int]" = field(default_factory=lambda: array("i"))
    responses: "array[int]" = field(default_factory=lambda: array("i"))
    states: "array[int]" = field(default_factory=lambda: array("b"))

    def extend(self, other: "Column") -> None:
        """Add another column's answers."""
        self.marks.extend(other.marks)
        self.maxima.extend(other.maxima)
        self.attempts.extend(other.attempts)
        self.responses.extend(other.responses)
        self.states.extend(other.states)

    def keep(self, kept: bytearray) -> "Column":
        """Return the answers whose attempt is kept."""
        chosen = bytes(kept[attempt] for attempt in self.attempts)
        return Column(
            self.name,
            array("d", compress(self.marks, chosen)),
            array("d", compress(self.maxima, chosen)),
            array("i", compress(self.attempts, chosen)),
            array("i", compress(self.responses, chosen)),
            array("b", compress(self.states, chosen)),
        )

    @property
    def maximum(self) -> float | None:
        """The most one answer can earn, None where answers differ in that."""
        most = self.maxima[0]
        return most if self.maxima.count(most) == len(self.maxima) else None


@dataclass(frozen=True, slots=True)
class Gathered:
    """Every answer by question and by slot; `members` names whose attempt each number is."""

    members: tuple[str, ...]
    questions: tuple[Column, ...]
    slots: tuple[Column, ...]
    responses: tuple[Response, ...]
    is_one_each: bool
    """Whether no member has two attempts."""

    def people(self, column: Column) -> int:
        """Return how many different people answered in a column."""
        if self.is_one_each:
            return len(column.attempts)
        return len({self.members[attempt] for attempt in column.attempts})


def gather(rows: Iterable[Row], tries: Tries = "first") -> Gathered:
    """Return the rows in columns, of each member's first attempt or of all; the rows are read once.

    Raises UnusableRows where one attempt answers a question or fills a slot twice, where a mark is above its
    maximum, and where a maximum is not above 0.
    """
    gathering = _Gathering()
    gathering.take(rows)
    columns, members = gathering.columns, tuple(member for member, _ in gathering.attempts)
    if tries == "first":
        kept = _first(tuple(gathering.attempts))
        if not all(kept):
            columns = {key: column.keep(kept) for key, column in columns.items()}
            columns = {key: column for key, column in columns.items() if column.attempts}
    by_question = _merged((question, column) for (_, question), column in columns.items())
    by_slot = _merged((slot, column) for (slot, _), column in columns.items())
    _refuse_repeats(by_question if by_question == by_slot else (*by_question, *by_slot), members)
    is_one_each = len(set(members)) == len(members)
    return Gathered(members, by_question, by_slot, tuple(gathering.responses), is_one_each)


class _Gathering:
    """Columns by slot and question, while rows are read; what comes again is kept once."""

    def __init__(self) -> None:
        self.columns: dict[tuple[str, str], Column] = {}
        self.attempts: dict[tuple[str, int], int] = {}
        self.responses: dict[Response, int] = {}
        self._states: list[int] = []

    def take(self, rows: Iterable[Row]) -> None:
        """Add rows; this loop is what a large file waits for."""
        attempts, columns, responses, states = self.attempts, self.columns, self.responses, self._states
        attempt, last = 0, ("", 0)
        for member, question, mark, maximum, response, number, slot in rows:
            # Rows of one attempt mostly follow each other.
            if member is not last[0] or number != last[1]:
                last = (member, number)
                attempt = attempts.setdefault(last, len(attempts))
            key = (slot or question, question)
            column = columns[key] if key in columns else self._new(key)
            earned = UNMARKED if mark is None else mark
            if not maximum > 0 or not earned <= maximum:
                raise UnusableRows(f"{mark} of {maximum} for {question!r}, {member!r}")
            given, state = NO_RESPONSE, ANSWERED
            if response is not None:
                given = responses[response] if response in responses else self._heard(response)
                state = states[given]
            column.marks.append(float(earned))
            column.maxima.append(float(maximum))
            column.attempts.append(attempt)
            column.responses.append(given)
            column.states.append(UNANSWERED if mark is None else state)

    def _new(self, key: tuple[str, str]) -> Column:
        column = self.columns[key] = Column(key[1])
        return column

    def _heard(self, response: Response) -> int:
        """Return the number of a response that comes for the first time."""
        self._states.append(_state_of(response))
        return self.responses.setdefault(response, len(self.responses))


def _state_of(response: Response) -> int:
    """Return whether all, some or none of a response's parts were given."""
    if not any(response):
        return UNANSWERED
    return ANSWERED if all(response) else PARTLY_ANSWERED


def _first(attempts: tuple[tuple[str, int], ...]) -> bytearray:
    """Return which attempts are their member's first."""
    first: dict[str, int] = {}
    for member, number in attempts:
        first[member] = min(number, first.get(member, number))
    return bytearray(first[member] == number for member, number in attempts)


def _merged(columns: Iterable[tuple[str, Column]]) -> tuple[Column, ...]:
    """Return one column for each name, in the order in which names first come."""
    merged: dict[str, Column] = {}
    shared: set[str] = set()
    for name, column in columns:
        if name not in merged:
            merged[name] = column if column.name == name else replace(column, name=name)
            continue
        if name not in shared:
            own = Column(name)
            own.extend(merged[name])
            merged[name] = own
            shared.add(name)
        merged[name].extend(column)
    return tuple(merged.values())


def _refuse_repeats(columns: Iterable[Column], members: tuple[str, ...]) -> None:
    for column in columns:
        if len(set(column.attempts)) == len(column.attempts):
            continue
        seen: set[int] = set()
        for attempt in column.attempts:
            if attempt in seen:
                raise UnusableRows(f"{members[attempt]!r} answers {column.name!r} twice in one attempt")
            seen.add(attempt)

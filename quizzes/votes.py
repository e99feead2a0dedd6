"""What the votes of a round come to, and what a first vote advises the host to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

Voter = TypeVar("Voter")
Given = TypeVar("Given")


class Advice(StrEnum):
    """What to do after the first vote."""

    NOBODY = "nobody"
    EXPLAIN_FIRST = "explain_first"
    DISCUSS = "discuss"
    GO_ON = "go_on"


class Decision(StrEnum):
    """Whether an answer may be taken, and if not, why."""

    ALLOWED = "allowed"
    NOT_YET = "not_yet"
    CLOSED = "closed"
    TOO_LATE = "too_late"
    ENDED = "ended"

    @property
    def is_allowed(self) -> bool:
        """Whether the answer may be taken."""
        return self is Decision.ALLOWED


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answered, and how many of them wholly right."""

    answered: int
    right: int

    @property
    def share(self) -> Fraction | None:
        """The share of right answers; None where nobody answered."""
        return Fraction(self.right, self.answered) if self.answered else None


def advice(share: Fraction | None) -> Advice:
    """Say what to do after a first vote of which `share` was right; None where nobody answered.

    Under 30 % discussion has nobody to learn from, over 70 % it has little to add (Crouch and Mazur, "Peer
    instruction: ten years of experience and results", American Journal of Physics 69, 2001, p. 970).
    """
    if share is None:
        return Advice.NOBODY
    if share < Fraction(3, 10):
        return Advice.EXPLAIN_FIRST
    return Advice.DISCUSS if share <= Fraction(7, 10) else Advice.GO_ON


def tally(counted_marks: Iterable[tuple[Fraction, int]]) -> Tally:
    """Return what marks come to, each with the number of people who earned it."""
    answered = right = 0
    for mark, people in counted_marks:
        answered += people
        right += people if mark == 1 else 0
    return Tally(answered, right)


def final(first: Mapping[Voter, Given], second: Mapping[Voter, Given]) -> dict[Voter, Given]:
    """Return each voter's answer that counts: the second, and the first of whoever gave no second."""
    return {**first, **second}

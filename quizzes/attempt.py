"""The rules of a quiz taken alone: order, what may still be answered, when feedback shows, and totals.

An attempt is open until it is handed in or, where the exam has a time limit, until its deadline and a grace
of two seconds have passed. In practice mode a question closes with its answer, because the answer's feedback
gives the key; in exam mode it may be changed while the attempt is open. A case closes part by part in both
modes (questions/case.py).
"""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Final

from quizzes.quiz import Mode, Policy, Quiz

GRACE: Final = timedelta(seconds=2)
"""How late an answer may reach the server: it was given in time on a slow network."""

LARGEST_DENOMINATOR: Final = 32
"""The parts a mark may be counted in: 28 of a post, 12 items of a group, 10 gaps, 8 pairs or options.

Up to 32 a mark is kept exactly: two different ones lie at least 1/(32 · 31) apart, which is more than a
thousandth, so each has a thousandth of its own. The parts of a case may come to more: its mark is kept to
the thousandth, and wholly right stays wholly right.
"""


class Decision(StrEnum):
    """Whether a response may be taken, and if not, why."""

    ALLOWED = "allowed"
    HANDED_IN = "handed_in"
    TOO_LATE = "too_late"
    ALREADY_ANSWERED = "already_answered"

    @property
    def is_allowed(self) -> bool:
        """Whether the response may be taken."""
        return self is Decision.ALLOWED


@dataclass(frozen=True, slots=True)
class Total:
    """What an attempt came to; `mark` is the share of all points earned, from 0 to 1."""

    right: int
    asked: int
    mark: Fraction
    unanswered: int


def question_order(quiz: Quiz, seed: str) -> tuple[str, ...]:
    """Return all ids in the order of SHA-256 over "seed:id", so a seed asks the same for ever."""
    return _drawn_order(tuple(question.id for question in quiz.questions), seed)


# An attempt asks for its order with every question and every answer.
@lru_cache(maxsize=4096)
def _drawn_order(ids: tuple[str, ...], seed: str) -> tuple[str, ...]:
    def lot(question_id: str) -> bytes:
        return hashlib.sha256(f"{seed}:{question_id}".encode("utf-8", "replace")).digest()

    return tuple(sorted(ids, key=lot))


def may_begin(policy: Policy, mode: Mode, tries_taken: int) -> bool:
    """Tell whether another attempt may begin; tries are counted and limited in exam mode alone."""
    return mode == "practice" or policy.tries is None or tries_taken < policy.tries


def deadline_of(policy: Policy, mode: Mode, begun: datetime) -> datetime | None:
    """Return when an attempt's time is up, without the grace; None where time has no limit."""
    if mode == "practice" or policy.minutes is None:
        return None
    return begun + timedelta(minutes=policy.minutes)


def may_answer(
    mode: Mode,
    submitted: bool,
    deadline: datetime | None,
    now: datetime,
    already_answered: bool,
) -> Decision:
    """Decide on a response that arrives now; both times are aware.

    A question counts as already answered when no part of it is left to answer.
    """
    if submitted:
        return Decision.HANDED_IN
    if deadline is not None and now > deadline + GRACE:
        return Decision.TOO_LATE
    if mode == "practice" and already_answered:
        return Decision.ALREADY_ANSWERED
    return Decision.ALLOWED


def feedback_is_shown(mode: Mode, submitted: bool, answered: bool) -> bool:
    """Tell whether a key may be seen: after handing in, in practice mode also once it is answered."""
    return submitted or (mode == "practice" and answered)


def total(quiz: Quiz, marks: Mapping[str, Fraction], dropped: Collection[str] = ()) -> Total:
    """Sum up marks by question id, weighed by points; raise UnknownQuestion for a mark of no question here.

    A question without a mark is unanswered and earns nothing. Polls, and questions that were dropped from
    the scores, count nowhere: neither as asked nor as right. A quiz without marked questions comes to 0.
    """
    counted = {
        question_id: mark
        for question_id, mark in marks.items()
        if quiz.question(question_id).is_marked and question_id not in dropped
    }
    asked = [question for question in quiz.questions if question.is_marked and question.id not in dropped]
    earned = sum((counted.get(question.id, Fraction(0)) * question.points for question in asked), Fraction(0))
    return Total(
        right=sum(mark == 1 for mark in counted.values()),
        asked=len(asked),
        mark=earned / max(sum(question.points for question in asked), 1),
        unanswered=len(asked) - len(counted),
    )


@lru_cache(maxsize=4096)
def thousandths(mark: Fraction) -> int:
    """Return a mark in whole thousandths, halves up; only 1 itself becomes 1000 and only 0 becomes 0."""
    nearest = int(mark * 1000 + Fraction(1, 2))
    if 0 < mark < 1:
        return min(max(nearest, 1), 999)
    return nearest


@lru_cache(maxsize=1001)
def from_thousandths(number: int) -> Fraction:
    """Return the mark that was stored: exactly, for the mark of one question; else that many thousandths."""
    simple = Fraction(number, 1000).limit_denominator(LARGEST_DENOMINATOR)
    return simple if thousandths(simple) == number else Fraction(number, 1000)

"""What is read of attempts: one with everything it needs, and what a member may start."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Final, cast

from sqlalchemy import bindparam, func, null, select, union_all
from sqlalchemy.orm import Session

from elearn import clock, db
from elearn.accounts.models import Member
from elearn.attempts.kept import COLUMNS, AnyAttempt, KeptAttempt
from elearn.attempts.models import Attempt, Extension, GivenResponse, SetAside
from elearn.attempts.polls import voted_in
from elearn.topics.models import Assignment
from elearn.topics.offered import OfferedTopic
from elearn.topics.queries import assignment_of_topic, pinned_quiz
from quizzes.attempt import GRACE, Total, from_thousandths, question_order, total
from quizzes.questions import Question, Response
from quizzes.quiz import Mode, Policy, Quiz


@dataclass(frozen=True, slots=True)
class Given:
    """A response as it is kept, and its mark."""

    response: Response
    mark: Fraction
    answered_at: datetime
    # How sure the member said they were, or None.
    confidence: str | None = None


@dataclass(frozen=True, slots=True)
class OpenedAttempt:
    """An attempt with its quiz, in its own order, and what was given so far."""

    row: AnyAttempt
    quiz: Quiz
    order: tuple[str, ...]
    given: Mapping[str, Given]
    aside: frozenset[str]
    # The polls that the member has voted in; how, nobody knows.
    voted: frozenset[str] = frozenset()

    @property
    def mode(self) -> Mode:
        """`practice` (luyện) or `exam` (thi)."""
        return cast(Mode, self.row.mode)

    def question(self, number: int) -> Question:
        """Return the question asked as number 1…n, with its options in the order drawn for this attempt."""
        return self.quiz.question(self.order[number - 1]).shown(self.row.seed)

    def is_over(self, now: datetime) -> bool:
        """Whether nothing can be answered any more: handed in, or the time and its grace are up."""
        return is_over(self.row, now)

    def total(self, dropped: Collection[str] = ()) -> Total:
        """Return what the responses come to without the questions that the cell dropped from its scores."""
        return total(self.quiz, {question: given.mark for question, given in self.given.items()}, dropped)

    def is_answered(self, question_id: str) -> bool:
        """Whether nothing of a question is left to answer: a case may be answered in part."""
        given = self.given.get(question_id)
        if given is None:
            return question_id in self.voted
        return self.quiz.question(question_id).is_whole(given.response)

    def unanswered(self) -> list[int]:
        """Return the numbers of the questions that are not or not wholly answered; nobody must vote."""
        return [
            number
            for number, question in enumerate(self.order, 1)
            if self.quiz.question(question).is_marked and not self.is_answered(question)
        ]


def is_over(attempt: AnyAttempt, now: datetime) -> bool:
    """Whether an attempt was handed in, or its time and the grace are up."""
    if attempt.submitted_at is not None:
        return True
    return attempt.deadline is not None and now > attempt.deadline + GRACE


# Every question page and every answer begins with these two statements: they are put together once.
_attempt, _given, _aside = Attempt.__table__, GivenResponse.__table__, SetAside.__table__
_OF_ATTEMPT: Final = union_all(
    select(
        _given.c.question, _given.c.response, _given.c.mark, _given.c.answered_at, _given.c.confidence
    ).where(_given.c.cell_id == bindparam("cell"), _given.c.attempt_id == bindparam("attempt")),
    # What is set aside comes along, as rows without a response.
    select(_aside.c.question, null(), null(), null(), null()).where(
        _aside.c.cell_id == bindparam("cell"), _aside.c.attempt_id == bindparam("attempt")
    ),
)
_ATTEMPT_LOCKED: Final = (
    select(Attempt)
    .where(Attempt.cell_id == bindparam("cell"), Attempt.id == bindparam("attempt"))
    .with_for_update()
)
_KEPT: Final = select(*(_attempt.c[name] for name in COLUMNS)).where(
    _attempt.c.cell_id == bindparam("cell"), _attempt.c.id == bindparam("attempt")
)
_KEPT_LOCKED: Final = _KEPT.with_for_update()


def open_attempt(session: Session, attempt: AnyAttempt) -> OpenedAttempt:
    """Return `attempt` with all that its pages need; one statement, two where its quiz has polls.

    The quiz itself is read once a process.
    """
    given: dict[str, Given] = {}
    aside: set[str] = set()
    for question, response, mark, at, confidence in db.rows(
        session, _OF_ATTEMPT, {"cell": attempt.cell_id, "attempt": attempt.id}
    ):
        if response is None:
            aside.add(question)
        else:
            given[question] = Given(tuple(json.loads(response)), from_thousandths(mark), at, confidence)
    quiz = pinned_quiz(session, attempt.quiz_digest)
    voted = voted_in(session, attempt.cell_id, attempt.member_id, attempt.topic, quiz)
    return OpenedAttempt(attempt, quiz, question_order(quiz, attempt.seed), given, frozenset(aside), voted)


def kept_attempt(
    session: Session, cell_id: int, attempt_id: int, *, lock: bool = False
) -> KeptAttempt | None:
    """Return an attempt; locked, no other request can answer or hand it in until this one has committed."""
    whose = {"cell": cell_id, "attempt": attempt_id}
    row = db.rows(session, _KEPT_LOCKED if lock else _KEPT, whose).first()
    return None if row is None else KeptAttempt._make(row)


def attempt_to_end(session: Session, cell_id: int, attempt_id: int) -> Attempt:
    """Return the entity of an attempt that is there, locked, to be handed in."""
    return session.scalars(_ATTEMPT_LOCKED, {"cell": cell_id, "attempt": attempt_id}).one()


def entered_by(session: Session, attempt: AnyAttempt) -> str | None:
    """Return the name of who entered an attempt on paper; None, without a statement, for any other."""
    if attempt.entered_by is None:
        return None
    return session.scalar(
        select(Member.name).where(Member.cell_id == attempt.cell_id, Member.id == attempt.entered_by)
    )


_ATTEMPTS: Final = (
    select(*(_attempt.c[name] for name in COLUMNS))
    .where(
        _attempt.c.cell_id == bindparam("cell"),
        _attempt.c.member_id == bindparam("member"),
        _attempt.c.topic == bindparam("topic"),
    )
    .order_by(_attempt.c.started_at.desc(), _attempt.c.id.desc())
)


def attempts_of(session: Session, cell_id: int, member_id: int, topic: str) -> Sequence[KeptAttempt]:
    """Return a member's attempts at a topic's quiz, the newest first."""
    whose = {"cell": cell_id, "member": member_id, "topic": topic}
    return [KeptAttempt._make(row) for row in db.rows(session, _ATTEMPTS, whose)]


_ATTEMPTS_LOCKED: Final = (
    select(Attempt)
    .where(
        Attempt.cell_id == bindparam("cell"),
        Attempt.member_id == bindparam("member"),
        Attempt.topic == bindparam("topic"),
    )
    .order_by(Attempt.id)
    .with_for_update()
    .execution_options(populate_existing=True)
)


def attempts_locked(session: Session, cell_id: int, member_id: int, topic: str) -> Sequence[Attempt]:
    """Return the entities of a member's attempts at a topic's quiz; nobody else changes them."""
    return session.scalars(_ATTEMPTS_LOCKED, {"cell": cell_id, "member": member_id, "topic": topic}).all()


_OVER_LOCKED: Final = (
    select(Attempt)
    .where(
        Attempt.cell_id == bindparam("cell"),
        Attempt.submitted_at.is_(None),
        Attempt.deadline < bindparam("before"),
    )
    .order_by(Attempt.id)
    .with_for_update()
    .execution_options(populate_existing=True)
)
_OVER_LOCKED_OF: Final = _OVER_LOCKED.where(Attempt.member_id == bindparam("member"))


def over_locked(
    session: Session, cell_id: int, before: datetime, member_id: int | None = None
) -> Sequence[Attempt]:
    """Return the open attempts of a cell, or of one member, whose deadline was before that time; locked."""
    found = _OVER_LOCKED if member_id is None else _OVER_LOCKED_OF
    return session.scalars(found, {"cell": cell_id, "before": before, "member": member_id}).all()


_MARKS: Final = select(_given.c.attempt_id, _given.c.question, _given.c.mark).where(
    _given.c.cell_id == bindparam("cell"), _given.c.attempt_id.in_(bindparam("attempts", expanding=True))
)


def marks_of(session: Session, attempts: Sequence[Attempt]) -> Mapping[int, dict[str, Fraction]]:
    """Return the marks by attempt id and question id; one statement, or none for no attempts."""
    marks: dict[int, dict[str, Fraction]] = {attempt.id: {} for attempt in attempts}
    if attempts:
        whose = {"cell": attempts[0].cell_id, "attempts": list(marks)}
        for attempt_id, question, mark in db.rows(session, _MARKS, whose):
            marks[attempt_id][question] = from_thousandths(mark)
    return marks


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a member may take a topic's exam: its policy with extensions, and the window."""

    policy: Policy
    assignment: Assignment | None

    def is_open(self, today: date) -> bool:
        """Whether the exam may be started today; a topic nobody assigned is always open."""
        if self.assignment is None:
            return True
        return self.assignment.opens_on <= today <= self.assignment.closes_on

    def tries_taken(self, attempts: Sequence[AnyAttempt]) -> int:
        """How many of these attempts count: those begun in the window, when there is one."""
        if self.assignment is None:
            return len(attempts)
        opened = clock.start_of_day(self.assignment.opens_on)
        return sum(attempt.started_at >= opened for attempt in attempts)


_extension = Extension.__table__
_ADDED: Final = select(
    func.coalesce(func.sum(_extension.c.tries), 0), func.coalesce(func.sum(_extension.c.minutes), 0)
).where(
    _extension.c.cell_id == bindparam("cell"),
    _extension.c.member_id == bindparam("member"),
    _extension.c.topic == bindparam("topic"),
    _extension.c.given_at >= bindparam("since"),
)
_EVER: Final = datetime(2000, 1, 1, tzinfo=UTC)


def terms_for(session: Session, cell_id: int, member_id: int, offered: OfferedTopic) -> Terms:
    """Return the terms of a member's exam: the assignment's, else the author's, and what was added.

    What was added for an earlier window is over with it.
    """
    slug = offered.topic.slug
    assignment = assignment_of_topic(session, cell_id, slug)
    policy = offered.topic.quiz.policy
    tries, minutes, since = policy.tries, policy.minutes, _EVER
    if assignment is not None:
        tries, minutes = assignment.tries, assignment.minutes
        since = clock.start_of_day(assignment.opens_on)
    whose = {"cell": cell_id, "member": member_id, "topic": slug, "since": since}
    more_tries, more_minutes = db.rows(session, _ADDED, whose).one()
    return Terms(
        Policy(
            tries=None if tries is None else tries + more_tries,
            minutes=None if minutes is None else minutes + more_minutes,
        ),
        assignment,
    )

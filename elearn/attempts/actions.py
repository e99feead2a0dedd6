"""Every write about attempts: starting, answering, setting aside, handing in, extending."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from elearn import db
from elearn.attempts import polls
from elearn.attempts.dropping import dropped_by_topic, ended_in
from elearn.attempts.kept import AnyAttempt, KeptAttempt
from elearn.attempts.models import Attempt, Extension, GivenResponse, SetAside
from elearn.attempts.queries import (
    OpenedAttempt,
    Terms,
    attempt_to_end,
    attempts_locked,
    attempts_of,
    is_over,
    marks_of,
    over_locked,
)
from elearn.topics.actions import pin
from elearn.topics.offered import OfferedTopic
from elearn.topics.queries import pinned_quiz
from quizzes.attempt import GRACE, Decision, deadline_of, may_answer, may_begin, thousandths, total
from quizzes.questions import Poll, Question, Response
from quizzes.quiz import Mode

# Attempts whose marks one statement asks for: databases limit how many values it may carry.
MOST_AT_ONCE: Final = 1000


class NoTriesLeft(Exception):
    """The member has used every try of the exam."""


def start(
    session: Session,
    cell_id: int,
    member_id: int,
    offered: OfferedTopic,
    mode: Mode,
    ordinal: int,
    terms: Terms,
    now: datetime,
    seed: str,
) -> KeptAttempt:
    """Return the member's attempt number `ordinal`, begun now unless it or another one is open already.

    Raises NoTriesLeft when the exam may not be taken once more.
    """
    before = [
        attempt
        for attempt in attempts_of(session, cell_id, member_id, offered.topic.slug)
        if attempt.mode == mode
    ]
    going_on = _same_or_open(before, ordinal, now)
    if going_on is not None:
        return going_on
    settle_all(session, cell_id, now, member_id=member_id)
    if not may_begin(terms.policy, mode, terms.tries_taken(before)):
        raise NoTriesLeft
    values = {"cell_id": cell_id, "member_id": member_id, "topic": offered.topic.slug, "mode": mode}
    db.insert_unless_there(
        session,
        Attempt,
        **values,
        id=db.new_id(),
        ordinal=len(before) + 1,
        quiz_digest=pin(session, offered, now),
        seed=seed,
        started_at=now,
        deadline=deadline_of(terms.policy, mode, now),
    )
    # Ours, or the one that another tab of the same member made a moment before.
    after = attempts_of(session, cell_id, member_id, offered.topic.slug)
    return next(row for row in after if row.mode == mode and row.ordinal == len(before) + 1)


def _same_or_open(before: Sequence[KeptAttempt], ordinal: int, now: datetime) -> KeptAttempt | None:
    for attempt in before:
        if attempt.ordinal == ordinal or not is_over(attempt, now):
            return attempt
    return None


def answer(
    session: Session,
    attempt: OpenedAttempt,
    question: Question,
    response: Response,
    now: datetime,
    confidence: str | None = None,
) -> Decision:
    """Keep a response, its mark and how sure the member is if the rules still allow it; say if they did.

    A case is kept with each of its parts. A vote in a poll goes into the box and nowhere else.
    Raises InvalidResponse for a response that this question cannot have.
    """
    row = attempt.row
    given = attempt.given.get(question.id)
    is_answered = attempt.is_answered(question.id)
    decision = may_answer(attempt.mode, row.submitted_at is not None, row.deadline, now, is_answered)
    if decision is Decision.TOO_LATE:
        hand_in(session, row.cell_id, row.id, now)
    if not decision.is_allowed:
        # The same answer once more, by a double tap or the back button, is no refusal.
        same = question.id in attempt.voted or (given is not None and given.response == response)
        return Decision.ALLOWED if same and decision is Decision.ALREADY_ANSWERED else decision
    if isinstance(question, Poll):
        polls.vote(session, row.cell_id, row.member_id, row.topic, question, response)
        return Decision.ALLOWED
    key = {"cell_id": row.cell_id, "attempt_id": row.id, "question": question.id}
    values = {
        "response": stored(response),
        "mark": thousandths(question.mark(response).mark),
        "points": question.points,
        "answered_at": now,
        "confidence": confidence,
    }
    if attempt.mode == "practice" and given is None:
        kept = db.insert_unless_there(session, GivenResponse, **key, **values)
        return Decision.ALLOWED if kept else Decision.ALREADY_ANSWERED
    db.insert_or_change(session, GivenResponse, key, values)
    return Decision.ALLOWED


def stored(response: Response) -> str:
    """Return a response as it is kept: a JSON list of strings."""
    return json.dumps(response, ensure_ascii=False)


def set_aside(session: Session, attempt: AnyAttempt, question_id: str, aside: bool) -> None:
    """Mark a question for later, or unmark it; once more changes nothing."""
    key = {"cell_id": attempt.cell_id, "attempt_id": attempt.id, "question": question_id}
    if aside:
        db.insert_unless_there(session, SetAside, **key)
    else:
        session.execute(delete(SetAside).filter_by(**key))


def hand_in(session: Session, cell_id: int, attempt_id: int, now: datetime) -> None:
    """End an attempt; once more changes nothing."""
    attempt = attempt_to_end(session, cell_id, attempt_id)
    if attempt.submitted_at is None:
        sum_up(session, [attempt])
        attempt.submitted_at = now if attempt.deadline is None else min(now, attempt.deadline)


def settle_all(session: Session, cell_id: int, now: datetime, member_id: int | None = None) -> None:
    """End every attempt of a cell, or of one member, whose time is up; three statements.

    The attempts are locked first: an answer given in the last moment is either counted or refused.
    """
    attempts = over_locked(session, cell_id, now - GRACE, member_id)
    sum_up(session, attempts)
    for attempt in attempts:
        attempt.submitted_at = attempt.deadline


def sum_up(session: Session, attempts: Sequence[Attempt]) -> None:
    """Put the results of attempts together from their responses: the truth, of which they are a summary."""
    if not attempts:
        return
    marks = marks_of(session, attempts)
    dropped = dropped_by_topic(session, attempts[0].cell_id)
    for attempt in attempts:
        quiz = pinned_quiz(session, attempt.quiz_digest)
        result = total(quiz, marks[attempt.id], dropped.get(attempt.topic, ()))
        attempt.right, attempt.asked, attempt.mark = result.right, result.asked, thousandths(result.mark)


def sum_up_topic(session: Session, cell_id: int, topic: str) -> None:
    """Put all results of a topic's quiz together anew, after what counts in them has changed."""
    attempts = ended_in(session, cell_id, topic)
    for start_at in range(0, len(attempts), MOST_AT_ONCE):
        sum_up(session, attempts[start_at : start_at + MOST_AT_ONCE])


def extend(
    session: Session,
    cell_id: int,
    member_id: int,
    topic: str,
    *,
    extension_id: int,
    minutes: int,
    tries: int,
    given_by: int,
    now: datetime,
) -> bool:
    """Give a member more time or tries for a topic's exam; False when this extension was given before.

    An exam that is going on gets the minutes at once.
    """
    is_new = db.insert_unless_there(
        session,
        Extension,
        cell_id=cell_id,
        id=extension_id,
        member_id=member_id,
        topic=topic,
        minutes=minutes,
        tries=tries,
        given_by=given_by,
        given_at=now,
    )
    if is_new:
        for attempt in attempts_locked(session, cell_id, member_id, topic):
            if attempt.deadline is not None and not is_over(attempt, now):
                attempt.deadline += timedelta(minutes=minutes)
    return is_new

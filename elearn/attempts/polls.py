"""Polls in a quiz taken alone: casting a ballot that belongs to nobody, and counting ballots."""

import json
import secrets
from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from elearn import db
from elearn.attempts.poll_models import TOKEN_LENGTH, QuizBallot, QuizBallotCast
from elearn.cells.queries import lock_cell
from quizzes.questions import Poll, Response
from quizzes.questions.poll import PollResult
from quizzes.quiz import Quiz


def polls_in(quiz: Quiz) -> tuple[Poll, ...]:
    """Return the polls of a quiz."""
    # By the name of the type: every page of an attempt asks, and isinstance() on an abstract class is slow.
    return tuple(question for question in quiz.questions if type(question) is Poll)


def vote(session: Session, cell_id: int, member_id: int, topic: str, poll: Poll, response: Response) -> bool:
    """Cast a member's ballot; False when they have voted in this poll before, which changes nothing.

    Raises InvalidResponse for a response that the poll cannot have. The ballots are written anew, see
    poll_models.py; the lock keeps two that vote at once from writing each other's ballot away.
    """
    text = json.dumps(poll.check(response))
    key = {"cell_id": cell_id, "topic": topic, "question": poll.id, "version": poll.version}
    lock_cell(session, cell_id)
    if not db.insert_unless_there(session, QuizBallotCast, member_id=member_id, **key):
        return False
    kept = session.scalars(select(QuizBallot.response).filter_by(**key)).all()
    session.execute(delete(QuizBallot).filter_by(**key))
    tokens = sorted(secrets.token_hex(TOKEN_LENGTH // 2) for _ in range(len(kept) + 1))
    # Which ballot gets which of the sorted keys is drawn, too: the new one is not the last.
    ballots = [*kept, text]
    secrets.SystemRandom().shuffle(ballots)
    rows = [
        {**key, "token": token, "response": ballot} for token, ballot in zip(tokens, ballots, strict=True)
    ]
    session.execute(insert(QuizBallot), rows)
    return True


def voted_in(session: Session, cell_id: int, member_id: int, topic: str, quiz: Quiz) -> frozenset[str]:
    """Return the ids of a quiz's polls that a member has voted in; one statement, none without polls."""
    polls = polls_in(quiz)
    if not polls:
        return frozenset()
    cast = session.execute(
        select(QuizBallotCast.question, QuizBallotCast.version).where(
            QuizBallotCast.cell_id == cell_id,
            QuizBallotCast.member_id == member_id,
            QuizBallotCast.topic == topic,
        )
    ).all()
    versions = {(question, version) for question, version in cast}
    return frozenset(poll.id for poll in polls if (poll.id, poll.version) in versions)


def results_in(session: Session, cell_id: int, topic: str, quiz: Quiz) -> Mapping[str, PollResult | None]:
    """Return what each poll of a quiz came to by its id, None below five ballots; one statement or none."""
    polls = polls_in(quiz)
    if not polls:
        return {}
    rows = session.execute(
        select(QuizBallot.question, QuizBallot.version, QuizBallot.response).where(
            QuizBallot.cell_id == cell_id, QuizBallot.topic == topic
        )
    )
    ballots: dict[tuple[str, str], list[Response]] = defaultdict(list)
    for question, version, response in rows:
        ballots[question, version].append(tuple(json.loads(response)))
    return {poll.id: poll.result_of(ballots[poll.id, poll.version]) for poll in polls}

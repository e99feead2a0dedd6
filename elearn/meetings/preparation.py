"""Questions of a meeting that members answer some days before it, on their own phones.

Nobody gets a key, a mark or a figure from it before the meeting but the host: an answer given at home is
what that member thought of the question before anybody talked about it, and may be changed until the room
opens. Afterwards it stands beside what they answered in the room.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, case, func, select
from sqlalchemy.orm import Session

from elearn import clock, db
from elearn.meetings.answer_models import PreparationAnswer
from elearn.meetings.models import LiveSession, Meeting, MeetingStep
from elearn.meetings.plan_queries import question_of
from elearn.topics.models import QuizText
from quizzes.attempt import thousandths
from quizzes.questions import Question, Response
from quizzes.votes import Tally


class NotOpen(Exception):
    """The meeting has begun, is over or called off, or its question is for a later day."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question open for preparation, and what the member answered to it so far."""

    step: MeetingStep
    question: Question
    given: Response


def is_open(meeting: Meeting, room: str | None) -> bool:
    """Whether answers for preparation are still taken: the room is not open yet."""
    return meeting.ended_at is None and meeting.cancelled_at is None and room is None


def room_of(session: Session, meeting: Meeting) -> str | None:
    """Return the state of a meeting's room, None until it was opened."""
    return session.scalar(
        select(LiveSession.state).where(
            LiveSession.cell_id == meeting.cell_id, LiveSession.meeting_id == meeting.id
        )
    )


def to_prepare(session: Session, meeting: Meeting, member_id: int, now: datetime) -> list[Prepared]:
    """Return the questions that are open for preparation today, with the member's answers; one statement."""
    rows = session.execute(
        select(MeetingStep, QuizText.text, PreparationAnswer.response)
        .join(QuizText, QuizText.digest == MeetingStep.quiz_digest)
        .outerjoin(
            PreparationAnswer,
            (PreparationAnswer.cell_id == MeetingStep.cell_id)
            & (PreparationAnswer.meeting_id == MeetingStep.meeting_id)
            & (PreparationAnswer.step_id == MeetingStep.id)
            & (PreparationAnswer.member_id == member_id),
        )
        .where(
            MeetingStep.cell_id == meeting.cell_id,
            MeetingStep.meeting_id == meeting.id,
            MeetingStep.opens_on <= clock.vietnam_day(now),
        )
        .order_by(MeetingStep.position)
    )
    found = []
    for step, text, response in rows:
        question = question_of(step, text)
        if question is not None:
            found.append(Prepared(step, question, tuple(json.loads(response)) if response else ()))
    return found


def answer(
    session: Session, meeting: Meeting, prepared: Prepared, member_id: int, response: Response, now: datetime
) -> None:
    """Keep a member's answer for preparation; the latest one counts.

    Raises NotOpen once the room is open, and InvalidResponse for a response the question cannot have.
    """
    if not is_open(meeting, room_of(session, meeting)):
        raise NotOpen
    key = {
        "cell_id": meeting.cell_id,
        "meeting_id": meeting.id,
        "step_id": prepared.step.id,
        "member_id": member_id,
    }
    values = {
        "response": json.dumps(response, ensure_ascii=False),
        "mark": thousandths(prepared.question.mark(response).mark),
        "answered_at": now,
    }
    db.insert_or_change(session, PreparationAnswer, key, values)


# Put together once: the host's screen asks at every press.
_TALLIES: Final = (
    select(
        PreparationAnswer.step_id, func.count(), func.sum(case((PreparationAnswer.mark == 1000, 1), else_=0))
    )
    .where(
        PreparationAnswer.cell_id == bindparam("cell"), PreparationAnswer.meeting_id == bindparam("meeting")
    )
    .group_by(PreparationAnswer.step_id)
)


def tallies_of(session: Session, cell_id: int, meeting_id: int) -> dict[int, Tally]:
    """Return how many prepared each step and how many of them wholly rightly; for the host; one statement."""
    rows = db.rows(session, _TALLIES, {"cell": cell_id, "meeting": meeting_id})
    return {step_id: Tally(answered, right) for step_id, answered, right in rows}


def numbers_left(prepared: Sequence[Prepared]) -> list[int]:
    """Return the numbers, from one, of the questions the member has not answered."""
    return [number for number, one in enumerate(prepared, 1) if not one.given]

"""A poll that the cell makes for one meeting: pinned like any other question, of no topic."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from elearn.meetings import plan_actions
from elearn.meetings.models import Meeting, MeetingStep
from elearn.topics.actions import pin_question
from quizzes.questions import Option, Poll
from quizzes.quiz import Quiz, Topic

QUESTION_ID: Final = "phieu"
# The slug under which its text is pinned: no topic has an empty name.
NO_TOPIC: Final = ""


def add_own_poll(
    session: Session,
    meeting: Meeting,
    *,
    step_id: int,
    prompt: str,
    options: Sequence[str],
    many: bool,
    minutes: int,
    now: datetime,
) -> None:
    """Add a poll with the cell's own question and answers; a second tap adds no second one.

    Raises PlanClosed or AgendaFull.
    """
    plan_actions.require_open(session, meeting)
    poll = Poll(
        id=QUESTION_ID,
        prompt=prompt,
        explanation="",
        source="",
        skill="judgement",
        options=tuple(Option(f"lua-chon-{number}", text) for number, text in enumerate(options, 1)),
        many=many,
    )
    nowhere = Topic(NO_TOPIC, prompt, "", 0, (), (), Quiz(prompt, (poll,)))
    step = MeetingStep(
        cell_id=meeting.cell_id,
        meeting_id=meeting.id,
        id=step_id,
        kind="poll",
        minutes=minutes,
        quiz_digest=pin_question(session, nowhere, poll, now),
        question=poll.id,
    )
    plan_actions.place_step(session, meeting, step)

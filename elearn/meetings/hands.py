"""Members without a phone: an answer entered for one of them, and hands counted."""

from collections.abc import Mapping

from sqlalchemy import delete
from sqlalchemy.orm import Session

from elearn import db
from elearn.meetings.answer_models import Hands
from elearn.meetings.intake import Sent, write_answers
from elearn.meetings.room_actions import note_present
from elearn.meetings.rooms import LiveRoom
from quizzes.votes import Decision


def enter_for(session: Session, sent: Sent) -> Decision:
    """Enter an answer for a member who has no phone; it shows that they are there, and who entered it.

    Raises InvalidResponse for a response that the question cannot have.
    """
    write_answers(session, [sent])
    if sent.error is not None:
        raise sent.error
    if sent.decision is Decision.ALLOWED and sent.entered_by is not None:
        note_present(session, sent.cell_id, sent.meeting_id, sent.member_id, sent.entered_by)
    return sent.decision or Decision.CLOSED


def count_hands(session: Session, live: LiveRoom, round_id: int, counted: Mapping[str, int]) -> None:
    """Keep how many hands were raised for each option, in place of what was counted before."""
    session.execute(delete(Hands).where(Hands.cell_id == live.cell_id, Hands.round_id == round_id))
    db.insert_those_missing(
        session,
        Hands,
        [
            {"cell_id": live.cell_id, "round_id": round_id, "option": option, "hands": people}
            for option, people in counted.items()
            if people
        ],
    )

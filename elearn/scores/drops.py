"""What a question's page needs beside figures: when and why it was dropped, where it may be asked next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from elearn.accounts.models import Member
from elearn.attempts.dropping import DroppedQuestion
from elearn.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Drop:
    """That a question was dropped once; `restored_at` is None while that is in force."""

    reason: str
    dropped_by: str
    dropped_at: datetime
    restored_by: str | None
    restored_at: datetime | None


def drops_of(session: Session, cell_id: int, topic: str, question: str) -> Sequence[Drop]:
    """Return every time a question was dropped, the latest first; one statement."""
    dropper, restorer = aliased(Member), aliased(Member)
    rows = session.execute(
        select(
            DroppedQuestion.reason,
            dropper.name,
            DroppedQuestion.dropped_at,
            restorer.name,
            DroppedQuestion.restored_at,
        )
        .join(
            dropper, (dropper.cell_id == DroppedQuestion.cell_id) & (dropper.id == DroppedQuestion.dropped_by)
        )
        .outerjoin(
            restorer,
            (restorer.cell_id == DroppedQuestion.cell_id) & (restorer.id == DroppedQuestion.restored_by),
        )
        .where(
            DroppedQuestion.cell_id == cell_id,
            DroppedQuestion.topic == topic,
            DroppedQuestion.question == question,
        )
        .order_by(DroppedQuestion.dropped_at.desc(), DroppedQuestion.id.desc())
    )
    return [Drop(*row) for row in rows]


def next_meeting(session: Session, cell_id: int, now: datetime) -> Meeting | None:
    """Return the meeting that comes next and is still being planned, or None; one statement."""
    return session.scalar(
        select(Meeting)
        .where(
            Meeting.cell_id == cell_id,
            Meeting.starts_at > now,
            Meeting.ended_at.is_(None),
            Meeting.cancelled_at.is_(None),
        )
        .order_by(Meeting.starts_at)
        .limit(1)
    )

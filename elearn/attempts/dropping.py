"""Questions that a cell dropped from its scores, each with a reason that stays on record."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    String,
    bindparam,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from elearn import db
from elearn.attempts.models import Attempt
from elearn.cells.queries import lock_cell
from elearn.db import Base, UtcDateTime, new_id
from elearn.topics.models import QUESTION_ID_LENGTH, SLUG_LENGTH

REASON_LENGTH: Final = 200
_IN_FORCE: Final = text("restored_at IS NULL")


class DroppedQuestion(Base):
    """That a question does not count in a cell's scores, why, and who said so; taken back, the row stays."""

    __tablename__ = "dropped_questions"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "dropped_by"], ["members.cell_id", "members.id"]),
        ForeignKeyConstraint(["cell_id", "restored_by"], ["members.cell_id", "members.id"]),
        CheckConstraint("(restored_at IS NULL) = (restored_by IS NULL)", name="taken_back_by_somebody"),
        CheckConstraint("reason <> ''", name="reason_is_given"),
        # Dropped twice at the same moment, it is dropped once.
        Index(
            "uq_dropped_questions_in_force",
            "cell_id",
            "topic",
            "question",
            unique=True,
            sqlite_where=_IN_FORCE,
            postgresql_where=_IN_FORCE,
        ),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, default=new_id)
    topic: Mapped[str] = mapped_column(String(SLUG_LENGTH))
    question: Mapped[str] = mapped_column(String(QUESTION_ID_LENGTH))
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH))
    dropped_by: Mapped[int] = mapped_column(BigInteger)
    dropped_at: Mapped[datetime] = mapped_column(UtcDateTime)
    restored_by: Mapped[int | None] = mapped_column(BigInteger)
    restored_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


_dropped = DroppedQuestion.__table__
_DROPPED: Final = select(_dropped.c.topic, _dropped.c.question, _dropped.c.reason).where(
    _dropped.c.cell_id == bindparam("cell"), _dropped.c.restored_at.is_(None)
)
_DROPPED_OF_TOPIC: Final = _DROPPED.where(_dropped.c.topic == bindparam("topic"))


def dropped_in(session: Session, cell_id: int, topic: str) -> Mapping[str, str]:
    """Return why each question of a topic does not count, by its id; one statement."""
    rows = db.rows(session, _DROPPED_OF_TOPIC, {"cell": cell_id, "topic": topic})
    return {question: reason for _topic, question, reason in rows}


def dropped_by_topic(session: Session, cell_id: int) -> Mapping[str, set[str]]:
    """Return the ids of all questions that do not count in a cell, by topic; one statement."""
    found: dict[str, set[str]] = {}
    for topic, question, _reason in db.rows(session, _DROPPED, {"cell": cell_id}):
        found.setdefault(topic, set()).add(question)
    return found


def drop(
    session: Session, cell_id: int, topic: str, question: str, *, reason: str, by: int, now: datetime
) -> bool:
    """Take a question out of a cell's scores; False when it is out already.

    The results that it counted in have to be summed up anew: actions.sum_up_topic.
    """
    lock_cell(session, cell_id)
    if question in dropped_in(session, cell_id, topic):
        return False
    row = DroppedQuestion(cell_id=cell_id, id=db.new_id(), topic=topic, question=question, reason=reason)
    row.dropped_by, row.dropped_at = by, now
    session.add(row)
    session.flush()
    return True


def restore(session: Session, cell_id: int, topic: str, question: str, *, by: int, now: datetime) -> bool:
    """Let a question count again; False when it does. That it was dropped, and why, stays on record."""
    lock_cell(session, cell_id)
    row = session.scalar(
        select(DroppedQuestion)
        .filter_by(cell_id=cell_id, topic=topic, question=question, restored_at=None)
        .execution_options(populate_existing=True)
    )
    if row is None:
        return False
    row.restored_by, row.restored_at = by, now
    session.flush()
    return True


def ended_in(session: Session, cell_id: int, topic: str) -> Sequence[Attempt]:
    """Return the ended attempts at a topic's quiz.

    All of its attempts are locked first: one that is handed in at this moment is either seen here, or sums
    itself up with what was decided.
    """
    attempts = session.scalars(
        select(Attempt)
        .where(Attempt.cell_id == cell_id, Attempt.topic == topic)
        .order_by(Attempt.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    return [attempt for attempt in attempts if attempt.submitted_at is not None]

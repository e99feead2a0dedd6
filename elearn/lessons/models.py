"""How far a member has read, and what they answered to the check questions among the cards."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from elearn.db import Base, UtcDateTime
from elearn.topics.models import CONFIDENCE_LENGTH, KNOWN_CONFIDENCE, QUESTION_ID_LENGTH, SLUG_LENGTH

LESSON_SLUG_LENGTH = 80


class Bookmark(Base):
    """Where a member is in a lesson: the number of the next card to read, from 1."""

    __tablename__ = "bookmarks"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "member_id"], ["members.cell_id", "members.id"]),
        CheckConstraint("card >= 1", name="cards_count_from_one"),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    member_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    topic: Mapped[str] = mapped_column(String(SLUG_LENGTH), primary_key=True)
    lesson: Mapped[str] = mapped_column(String(LESSON_SLUG_LENGTH), primary_key=True)
    card: Mapped[int] = mapped_column(SmallInteger)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # Set once, when the last card was passed; reading it again leaves it.
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CheckAnswer(Base):
    """A member's latest response to a check question, and the mark of the first one."""

    __tablename__ = "check_answers"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "member_id"], ["members.cell_id", "members.id"]),
        CheckConstraint(KNOWN_CONFIDENCE, name="known_confidence"),
        CheckConstraint(
            "mark BETWEEN 0 AND 1000 AND first_mark BETWEEN 0 AND 1000", name="marks_in_thousandths"
        ),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    member_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    topic: Mapped[str] = mapped_column(String(SLUG_LENGTH), primary_key=True)
    question: Mapped[str] = mapped_column(String(QUESTION_ID_LENGTH), primary_key=True)
    response: Mapped[str] = mapped_column(Text)
    mark: Mapped[int] = mapped_column(SmallInteger)
    first_mark: Mapped[int] = mapped_column(SmallInteger)
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # How sure the member said they were of the latest response, where the question asks for it.
    confidence: Mapped[str | None] = mapped_column(String(CONFIDENCE_LENGTH))

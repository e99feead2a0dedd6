"""What is assigned, and the exact texts that attempts used."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from elearn.db import Base, UtcDateTime, new_id

SLUG_LENGTH = 60
QUESTION_ID_LENGTH = 60
CONFIDENCE_LENGTH = 6
# Of the columns beside a response that say how sure the member was (quizzes/confidence.py).
KNOWN_CONFIDENCE = "confidence IN ('sure', 'rather', 'guess')"


class QuizText(Base):
    """The exact text of a quiz that was used, kept once under its digest: an edit changes no old score."""

    __tablename__ = "quiz_texts"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    topic: Mapped[str] = mapped_column(String(SLUG_LENGTH))
    text: Mapped[str] = mapped_column(Text)
    first_used_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TopicSnapshot(Base):
    """The last reading of a topic that had no error: it stays on offer when the files are broken later."""

    __tablename__ = "topic_snapshots"

    slug: Mapped[str] = mapped_column(String(SLUG_LENGTH), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    # A JSON object of the topic's files: path → text.
    files: Mapped[str] = mapped_column(Text)
    read_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Assignment(Base):
    """A topic given to the cell with a from–to window; both days are inside the window."""

    __tablename__ = "assignments"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "assigned_by"], ["members.cell_id", "members.id"]),
        CheckConstraint("opens_on <= closes_on", name="window_runs_forward"),
        CheckConstraint("tries BETWEEN 1 AND 10", name="tries_in_range"),
        CheckConstraint("minutes IS NULL OR minutes BETWEEN 1 AND 180", name="minutes_in_range"),
        # One assignment of a topic at a time: a window is extended, not doubled.
        UniqueConstraint("cell_id", "topic"),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("cells.id"), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, default=new_id)
    topic: Mapped[str] = mapped_column(String(SLUG_LENGTH))
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    tries: Mapped[int]
    minutes: Mapped[int | None]
    assigned_by: Mapped[int] = mapped_column(BigInteger)
    assigned_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Printing(Base):
    """A quiz printed once, in versions A and B: what is entered later refers to exactly this text."""

    __tablename__ = "printings"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "printed_by"], ["members.cell_id", "members.id"]),
        Index("ix_printings_cell_id_topic", "cell_id", "topic"),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("cells.id"), primary_key=True)
    # The form that asks for a printing carries the id it will have: posted twice, it is one printing.
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    topic: Mapped[str] = mapped_column(String(SLUG_LENGTH))
    quiz_digest: Mapped[str] = mapped_column(String(64), ForeignKey("quiz_texts.digest"))
    # Four hexadecimal digits, printed on every sheet; the versions' orders are drawn from it.
    code: Mapped[str] = mapped_column(String(8))
    printed_by: Mapped[int] = mapped_column(BigInteger)
    printed_at: Mapped[datetime] = mapped_column(UtcDateTime)

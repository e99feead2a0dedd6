"""What is assigned, and the exact texts that attempts used."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from elearn.db import Base, UtcDateTime, new_id

SLUG_LENGTH = 60
QUESTION_ID_LENGTH = 60
TITLE_LENGTH = 200
# 12 letters of a digest, and two sides of at most 4 digits.
PICTURE_NAME_LENGTH = 22
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


class OwnTopic(Base):
    """A topic that a cell wrote or copied: who may change what is offered of it, and how far its draft is."""

    __tablename__ = "own_topics"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "created_by"], ["members.cell_id", "members.id"]),
        ForeignKeyConstraint(["cell_id", "checked_by"], ["members.cell_id", "members.id"]),
        CheckConstraint("(checked_by IS NULL) = (checked_revision IS NULL)", name="checked_by_somebody"),
        CheckConstraint("(checked_at IS NULL) = (checked_revision IS NULL)", name="checked_at_a_time"),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("cells.id"), primary_key=True)
    # Never changes: assignments, attempts and addresses point to it.
    slug: Mapped[str] = mapped_column(String(SLUG_LENGTH), primary_key=True)
    # The draft's title, so that a list of topics need not read their parts.
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    # The version members see; None where none was published, or it was taken back.
    offered: Mapped[int | None]
    # Whether somebody who wrote nothing of it must have checked it before it is published.
    needs_checker: Mapped[bool] = mapped_column(default=False)
    # Grows with every change of a part: what was checked is checked until then.
    draft_revision: Mapped[int] = mapped_column(default=0)
    checked_revision: Mapped[int | None]
    checked_by: Mapped[int | None] = mapped_column(BigInteger)
    checked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # The number of the next question's id: an id that was in use never comes again.
    next_number: Mapped[int] = mapped_column(default=1)
    created_by: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def is_checked(self) -> bool:
        """Whether somebody checked the draft as it stands now."""
        return self.checked_revision == self.draft_revision


class TopicVersion(Base):
    """A topic as it was published once: it never changes, and the next one has the next number."""

    __tablename__ = "topic_versions"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "slug"], ["own_topics.cell_id", "own_topics.slug"]),
        ForeignKeyConstraint(["cell_id", "published_by"], ["members.cell_id", "members.id"]),
        ForeignKeyConstraint(["cell_id", "checked_by"], ["members.cell_id", "members.id"]),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    slug: Mapped[str] = mapped_column(String(SLUG_LENGTH), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    # A JSON object of the topic's files: path → text.
    files: Mapped[str] = mapped_column(Text)
    published_by: Mapped[int] = mapped_column(BigInteger)
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    checked_by: Mapped[int | None] = mapped_column(BigInteger)


class TopicPicture(Base):
    """A picture on a card of a cell's own topic: WebP under a name that its bytes give it, never changed."""

    __tablename__ = "topic_pictures"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "slug"], ["own_topics.cell_id", "own_topics.slug"]),
        ForeignKeyConstraint(["cell_id", "added_by"], ["members.cell_id", "members.id"]),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    slug: Mapped[str] = mapped_column(String(SLUG_LENGTH), primary_key=True)
    name: Mapped[str] = mapped_column(String(PICTURE_NAME_LENGTH), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    added_by: Mapped[int] = mapped_column(BigInteger)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)


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

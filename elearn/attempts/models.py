"""A quiz taken alone: the attempt, its responses, and what was set aside for later."""

from datetime import datetime
from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from elearn.db import Base, UtcDateTime, new_id
from elearn.topics.models import CONFIDENCE_LENGTH, KNOWN_CONFIDENCE, QUESTION_ID_LENGTH, SLUG_LENGTH


class Attempt(Base):
    """One member taking one quiz once; it points to the exact text it uses."""

    __tablename__ = "attempts"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "member_id"], ["members.cell_id", "members.id"]),
        ForeignKeyConstraint(["cell_id", "printing_id"], ["printings.cell_id", "printings.id"]),
        ForeignKeyConstraint(["cell_id", "entered_by"], ["members.cell_id", "members.id"]),
        CheckConstraint("mode IN ('practice', 'exam', 'paper')", name="known_mode"),
        CheckConstraint(
            "(mode = 'paper') = (printing_id IS NOT NULL) AND (mode = 'paper') = (entered_by IS NOT NULL)",
            name="paper_was_printed_and_entered",
        ),
        CheckConstraint("ordinal >= 1", name="attempts_count_from_one"),
        CheckConstraint("(submitted_at IS NULL) = (mark IS NULL)", name="ended_means_summed_up"),
        # The number of the attempt travels in the form that starts it: posted twice, it is one attempt.
        UniqueConstraint("cell_id", "member_id", "topic", "mode", "ordinal"),
        # A member has one sheet of a printing, in version A or B: entered twice, it is one attempt.
        UniqueConstraint("cell_id", "printing_id", "member_id"),
        # With all that the desk asks of every attempt of a cell: it reads this index alone, and no rows
        # that lie scattered among those of thousands of other cells.
        Index(
            "ix_attempts_cell_id_topic",
            "cell_id",
            "topic",
            "member_id",
            "submitted_at",
            "mode",
            "ordinal",
            "right_count",
            "asked_count",
        ),
        # Few attempts are open at a time; those whose time is up are looked for on every page of results.
        Index(
            "ix_attempts_open",
            "cell_id",
            "deadline",
            sqlite_where=text("submitted_at IS NULL"),
            postgresql_where=text("submitted_at IS NULL"),
        ),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, default=new_id)
    member_id: Mapped[int] = mapped_column(BigInteger)
    topic: Mapped[str] = mapped_column(String(SLUG_LENGTH))
    mode: Mapped[str] = mapped_column(String(10))
    ordinal: Mapped[int] = mapped_column(SmallInteger)
    quiz_digest: Mapped[str] = mapped_column(String(64), ForeignKey("quiz_texts.digest"))
    seed: Mapped[str] = mapped_column(String(32))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # When the time is up on the server's clock; none without a time limit.
    deadline: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # When it was handed in, or its time was up.
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # The result, summed up from the responses once, when the attempt ended: a whole cell is read from here.
    right: Mapped[int | None] = mapped_column("right_count", SmallInteger)
    asked: Mapped[int | None] = mapped_column("asked_count", SmallInteger)
    mark: Mapped[int | None] = mapped_column(SmallInteger)
    # Of an attempt on paper: what was printed, and who entered the sheet last.
    printing_id: Mapped[int | None] = mapped_column(BigInteger)
    entered_by: Mapped[int | None] = mapped_column(BigInteger)

    @property
    def is_being_entered(self) -> bool:
        """Whether this is a sheet that does not count yet, because it is still being entered."""
        return self.mode == "paper" and self.submitted_at is None


class GivenResponse(Base):
    """What was given to one question of an attempt, and its mark; at most one a question."""

    __tablename__ = "responses"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "attempt_id"], ["attempts.cell_id", "attempts.id"]),
        CheckConstraint("mark BETWEEN 0 AND 1000", name="mark_in_thousandths"),
        CheckConstraint(KNOWN_CONFIDENCE, name="known_confidence"),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    attempt_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    question: Mapped[str] = mapped_column(String(QUESTION_ID_LENGTH), primary_key=True)
    # A JSON list of strings: the engine's Response. Empty where a mark was given by hand on paper.
    response: Mapped[str] = mapped_column(Text)
    mark: Mapped[int] = mapped_column(SmallInteger)
    # The question's weight in the pinned text, kept beside the mark so that totals are one SUM.
    points: Mapped[int] = mapped_column(SmallInteger)
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # How sure the member said they were, where the question asks for it and they said so.
    confidence: Mapped[str | None] = mapped_column(String(CONFIDENCE_LENGTH))


# What was given in an attempt. The sum keeps SQLite, which counts nothing beforehand and takes a cell for as
# telling as an attempt, from walking through everything a cell ever answered to find one topic's attempts.
GIVEN_IN_ATTEMPT: Final = (GivenResponse.cell_id == Attempt.cell_id) & (
    GivenResponse.attempt_id == Attempt.id + 0
)


class SetAside(Base):
    """That a question of an attempt is marked for later."""

    __tablename__ = "set_aside"
    __table_args__ = (ForeignKeyConstraint(["cell_id", "attempt_id"], ["attempts.cell_id", "attempts.id"]),)

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    attempt_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    question: Mapped[str] = mapped_column(String(QUESTION_ID_LENGTH), primary_key=True)


class Extension(Base):
    """More time or more tries that a member was given for a topic's quiz."""

    __tablename__ = "extensions"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "member_id"], ["members.cell_id", "members.id"]),
        ForeignKeyConstraint(["cell_id", "given_by"], ["members.cell_id", "members.id"]),
        CheckConstraint("minutes BETWEEN 0 AND 180 AND tries BETWEEN 0 AND 10", name="amounts_in_range"),
        # The form carries the id it will make: posted twice, the extension is given once.
        Index("ix_extensions_cell_id_member_id_topic", "cell_id", "member_id", "topic"),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, default=new_id)
    member_id: Mapped[int] = mapped_column(BigInteger)
    topic: Mapped[str] = mapped_column(String(SLUG_LENGTH))
    minutes: Mapped[int] = mapped_column(SmallInteger)
    tries: Mapped[int] = mapped_column(SmallInteger)
    given_by: Mapped[int] = mapped_column(BigInteger)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)

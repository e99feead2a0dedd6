"""What the room says: votes, hands and ballots in rounds, answers for preparation, ideas.

Ballots and ideas without a name must not lead back to anybody. So they carry no time; their keys are
drawn at random; and on SQLite they lie in the order of their keys, not in the order of their arrival.
PostgreSQL keeps the order of arrival and the transaction with each row: a poll is therefore written
anew, sorted, when it closes (actions.seal).
"""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKeyConstraint,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from elearn.db import Base, UtcDateTime, new_id

OPTION_LENGTH = 80
TOKEN_LENGTH = 32
IDEA_LENGTH = 200


class Round(Base):
    """One question asked once: the first or the second vote of a step."""

    __tablename__ = "rounds"
    __table_args__ = (
        ForeignKeyConstraint(
            ["cell_id", "meeting_id", "step_id"],
            ["step_runs.cell_id", "step_runs.meeting_id", "step_runs.step_id"],
        ),
        CheckConstraint("vote IN (1, 2)", name="first_or_second"),
        CheckConstraint("closed_at IS NULL OR closed_at >= opened_at", name="closes_after_it_opens"),
        UniqueConstraint("cell_id", "meeting_id", "step_id", "vote"),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, default=new_id)
    meeting_id: Mapped[int] = mapped_column(BigInteger)
    step_id: Mapped[int] = mapped_column(BigInteger)
    vote: Mapped[int] = mapped_column(SmallInteger)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Vote(Base):
    """What one member answered in a round; at most one, which may change until the round closes."""

    __tablename__ = "votes"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "round_id"], ["rounds.cell_id", "rounds.id"]),
        ForeignKeyConstraint(["cell_id", "member_id"], ["members.cell_id", "members.id"]),
        ForeignKeyConstraint(["cell_id", "entered_by"], ["members.cell_id", "members.id"]),
        CheckConstraint("mark BETWEEN 0 AND 1000", name="mark_in_thousandths"),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    round_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    member_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    # A JSON list of strings: the engine's Response.
    response: Mapped[str] = mapped_column(Text)
    mark: Mapped[int] = mapped_column(SmallInteger)
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # Who entered it for a member without a phone ("nhập hộ").
    entered_by: Mapped[int | None] = mapped_column(BigInteger)


class Hands(Base):
    """How many hands were raised for one option, by members whose phones did not answer."""

    __tablename__ = "hands"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "round_id"], ["rounds.cell_id", "rounds.id"]),
        CheckConstraint("hands BETWEEN 1 AND 1000", name="hands_in_range"),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    round_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    # The id of an option or a verdict.
    option: Mapped[str] = mapped_column(String(OPTION_LENGTH), primary_key=True)
    hands: Mapped[int] = mapped_column(SmallInteger)


class Ballot(Base):
    """One vote in a poll: what was chosen, and nobody."""

    __tablename__ = "ballots"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "round_id"], ["rounds.cell_id", "rounds.id"]),
        {"sqlite_with_rowid": False},
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    round_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    # 128 random bits in hexadecimal, drawn when the ballot is cast.
    token: Mapped[str] = mapped_column(String(TOKEN_LENGTH), primary_key=True)
    response: Mapped[str] = mapped_column(Text)


class BallotCast(Base):
    """That a member has voted in a poll; there are as many of these as ballots."""

    __tablename__ = "ballots_cast"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "round_id"], ["rounds.cell_id", "rounds.id"]),
        ForeignKeyConstraint(["cell_id", "member_id"], ["members.cell_id", "members.id"]),
        {"sqlite_with_rowid": False},
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    round_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    member_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)


class PreparationAnswer(Base):
    """What a member answered to a question of the meeting on a day before it; the latest one."""

    __tablename__ = "preparation_answers"
    __table_args__ = (
        ForeignKeyConstraint(
            ["cell_id", "meeting_id", "step_id"],
            ["meeting_steps.cell_id", "meeting_steps.meeting_id", "meeting_steps.id"],
        ),
        ForeignKeyConstraint(["cell_id", "member_id"], ["members.cell_id", "members.id"]),
        CheckConstraint("mark BETWEEN 0 AND 1000", name="mark_in_thousandths"),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    meeting_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    step_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    member_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    response: Mapped[str] = mapped_column(Text)
    mark: Mapped[int] = mapped_column(SmallInteger)
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Idea(Base):
    """One sentence to the room; under a name only if its author wanted that."""

    __tablename__ = "ideas"
    __table_args__ = (
        ForeignKeyConstraint(
            ["cell_id", "meeting_id"], ["live_sessions.cell_id", "live_sessions.meeting_id"]
        ),
        ForeignKeyConstraint(
            ["cell_id", "meeting_id", "step_id"],
            ["step_runs.cell_id", "step_runs.meeting_id", "step_runs.step_id"],
        ),
        ForeignKeyConstraint(["cell_id", "member_id"], ["members.cell_id", "members.id"]),
        CheckConstraint("kind IN ('idea', 'question')", name="known_kind"),
        CheckConstraint("state IN ('waiting', 'shown', 'hidden')", name="known_state"),
        CheckConstraint("length(text) > 0", name="says_something"),
        {"sqlite_with_rowid": False},
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    meeting_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    # Drawn at random, not by time: see the head of this file.
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    # The step during which it was said; none before the first.
    step_id: Mapped[int | None] = mapped_column(BigInteger)
    member_id: Mapped[int | None] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(String(IDEA_LENGTH))
    state: Mapped[str] = mapped_column(String(8), default="waiting")


class IdeaVote(Base):
    """That a member finds an idea good."""

    __tablename__ = "idea_votes"
    __table_args__ = (
        ForeignKeyConstraint(
            ["cell_id", "meeting_id", "idea_id"], ["ideas.cell_id", "ideas.meeting_id", "ideas.id"]
        ),
        ForeignKeyConstraint(["cell_id", "member_id"], ["members.cell_id", "members.id"]),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    meeting_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    idea_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    member_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)

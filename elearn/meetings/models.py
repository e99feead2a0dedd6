"""The plan of a meeting and its run: the agenda, the room, the state it is in, and who is there.

A meeting is run once, so everything about its run is keyed by the cell and the meeting: a row cannot
point to a step of another meeting. What members say is in elearn/meetings/answer_models.py.
"""

from datetime import date, datetime

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
from elearn.topics.models import QUESTION_ID_LENGTH

TITLE_LENGTH = 160
PLACE_LENGTH = 160
STEP_TITLE_LENGTH = 200
CODE_LENGTH = 6
MOST_STEPS = 40
# Kinds that ask a pinned question; the others show text, or collect what the room says.
ASKING_KINDS = ("question", "real_or_false", "poll")


class Meeting(Base):
    """A meeting of a cell as it is planned: when, where, and under what title."""

    __tablename__ = "meetings"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "created_by"], ["members.cell_id", "members.id"]),
        CheckConstraint("length(title) > 0", name="has_a_title"),
        CheckConstraint("ended_at IS NULL OR cancelled_at IS NULL", name="ended_or_cancelled"),
        CheckConstraint("planned_minutes BETWEEN 15 AND 480", name="length_in_range"),
        Index("ix_meetings_cell_id_starts_at", "cell_id", "starts_at"),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("cells.id"), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, default=new_id)
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    place: Mapped[str] = mapped_column(String(PLACE_LENGTH), default="")
    # When it is to begin now; where it was to begin before is a postponement.
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # How long it is to last; the steps of the agenda are added up against it.
    planned_minutes: Mapped[int] = mapped_column(SmallInteger, server_default="90")
    created_by: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Postponement(Base):
    """That a meeting was moved from one time to another, and by whom."""

    __tablename__ = "postponements"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "meeting_id"], ["meetings.cell_id", "meetings.id"]),
        ForeignKeyConstraint(["cell_id", "moved_by"], ["members.cell_id", "members.id"]),
        CheckConstraint("moved_from <> moved_to", name="moves"),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    meeting_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, default=new_id)
    moved_from: Mapped[datetime] = mapped_column(UtcDateTime)
    moved_to: Mapped[datetime] = mapped_column(UtcDateTime)
    moved_by: Mapped[int] = mapped_column(BigInteger)
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime)


class MeetingStep(Base):
    """One step of the agenda; a step that asks points to the exact text of its question."""

    __tablename__ = "meeting_steps"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "meeting_id"], ["meetings.cell_id", "meetings.id"]),
        CheckConstraint(
            "kind IN ('reading', 'question', 'real_or_false', 'poll', 'ideas', 'story', 'discussion',"
            " 'conclusion')",
            name="known_kind",
        ),
        CheckConstraint("position >= 1", name="positions_count_from_one"),
        CheckConstraint("minutes BETWEEN 0 AND 180", name="minutes_in_range"),
        CheckConstraint(
            "(kind IN ('question', 'real_or_false', 'poll')) = (quiz_digest IS NOT NULL)"
            " AND (quiz_digest IS NULL) = (question IS NULL)",
            name="asking_means_pinned",
        ),
        # A poll is asked in the room only: nobody's opinion stands somewhere for days.
        CheckConstraint(
            "opens_on IS NULL OR kind IN ('question', 'real_or_false')", name="marked_questions_open_early"
        ),
        # Whoever moves steps writes them past the last position first: no database asks this late.
        UniqueConstraint("cell_id", "meeting_id", "position"),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    meeting_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, default=new_id)
    position: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(String(STEP_TITLE_LENGTH), default="")
    minutes: Mapped[int] = mapped_column(SmallInteger)
    # What the room reads, as Markdown: a passage, a story, what is to be talked about.
    text: Mapped[str] = mapped_column(Text, default="")
    # What the host alone reads.
    note: Mapped[str] = mapped_column(Text, default="")
    quiz_digest: Mapped[str | None] = mapped_column(String(64), ForeignKey("quiz_texts.digest"))
    question: Mapped[str | None] = mapped_column(String(QUESTION_ID_LENGTH))
    # From this day on members may answer the question for preparation; nobody sees the answers.
    opens_on: Mapped[date | None]


class LiveSession(Base):
    """A meeting while it is run: the room's code, and the state of quizzes/live.py."""

    __tablename__ = "live_sessions"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "meeting_id"], ["meetings.cell_id", "meetings.id"]),
        ForeignKeyConstraint(["cell_id", "host_id"], ["members.cell_id", "members.id"]),
        ForeignKeyConstraint(
            ["cell_id", "meeting_id", "step_id"],
            ["meeting_steps.cell_id", "meeting_steps.meeting_id", "meeting_steps.id"],
        ),
        CheckConstraint(
            "state IN ('lobby', 'shown', 'reading', 'voting', 'counted', 'explaining', 'discussing',"
            " 'revoting', 'collecting', 'result', 'ended')",
            name="known_state",
        ),
        CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name="ended_has_a_time"),
        CheckConstraint("state = 'ended' OR (state = 'lobby') = (step_id IS NULL)", name="in_a_step"),
        CheckConstraint(
            "deadline IS NULL OR state IN ('voting', 'revoting')", name="only_votes_have_a_deadline"
        ),
        CheckConstraint("timer_s IS NULL OR timer_s BETWEEN 10 AND 600", name="timer_in_range"),
        CheckConstraint("version >= 1 AND active_s >= 0 AND told_s >= 0", name="counts_run_forward"),
        # One code leads to one open room; after the meeting it may be drawn again.
        Index(
            "uq_live_sessions_open_code",
            "code",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    meeting_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    code: Mapped[str] = mapped_column(String(CODE_LENGTH))
    host_id: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(12))
    step_id: Mapped[int | None] = mapped_column(BigInteger)
    # Grows with everything that changes what a screen shows: a press carries the one it was made at.
    version: Mapped[int] = mapped_column(default=1)
    # Seconds for an answer where the host turned a timer on.
    timer_s: Mapped[int | None] = mapped_column(SmallInteger)
    deadline: Mapped[datetime | None] = mapped_column(UtcDateTime)
    paused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Since when the state is what it is: the two sums grow by the difference at the next change.
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    active_s: Mapped[int] = mapped_column(default=0)
    told_s: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class StepRun(Base):
    """That a step was reached in the meeting, for how long, and whether its result was shown."""

    __tablename__ = "step_runs"
    __table_args__ = (
        ForeignKeyConstraint(
            ["cell_id", "meeting_id"], ["live_sessions.cell_id", "live_sessions.meeting_id"]
        ),
        ForeignKeyConstraint(
            ["cell_id", "meeting_id", "step_id"],
            ["meeting_steps.cell_id", "meeting_steps.meeting_id", "meeting_steps.id"],
        ),
        CheckConstraint("seconds >= 0", name="seconds_run_forward"),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    meeting_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    step_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    reached_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seconds: Mapped[int] = mapped_column(default=0)
    # From then on the key is out: no answer is taken, and the answers count in the scores.
    result_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Presence(Base):
    """That a member came in, and what the secretary says about it; either alone is possible."""

    __tablename__ = "presences"
    __table_args__ = (
        ForeignKeyConstraint(
            ["cell_id", "meeting_id"], ["live_sessions.cell_id", "live_sessions.meeting_id"]
        ),
        ForeignKeyConstraint(["cell_id", "member_id"], ["members.cell_id", "members.id"]),
        ForeignKeyConstraint(["cell_id", "confirmed_by"], ["members.cell_id", "members.id"]),
        CheckConstraint("(confirmed IS NULL) = (confirmed_by IS NULL)", name="confirmed_by_somebody"),
        CheckConstraint("joined_at IS NOT NULL OR confirmed IS NOT NULL", name="joined_or_confirmed"),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    meeting_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    member_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    # When their own phone first came in; none for who has no phone.
    joined_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Present or absent in the secretary's word; none while only suggested.
    confirmed: Mapped[bool | None]
    confirmed_by: Mapped[int | None] = mapped_column(BigInteger)


class Observer(Base):
    """That a guest came in who does not vote: a number, no name."""

    __tablename__ = "observers"
    __table_args__ = (
        ForeignKeyConstraint(
            ["cell_id", "meeting_id"], ["live_sessions.cell_id", "live_sessions.meeting_id"]
        ),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    meeting_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, default=new_id)
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)

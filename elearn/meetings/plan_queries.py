"""What is read of meetings that are planned, and of those that were: the list, one with its agenda."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Executable, bindparam, func, or_, select, union
from sqlalchemy.orm import Session

from elearn import clock
from elearn.accounts.models import Member
from elearn.meetings.answer_models import BallotCast, Idea, IdeaVote, PreparationAnswer, Round, Vote
from elearn.meetings.models import LiveSession, Meeting, MeetingStep, Postponement
from elearn.topics.models import QuizText
from elearn.topics.queries import quiz_of_text
from quizzes.questions import Question

# A meeting whose day has passed without its room being opened is no longer the next one.
STILL_NEXT: Final = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Activity:
    """The measure of a meeting: minutes of answering and talking against being told, and who took part."""

    active_s: int
    told_s: int
    took_part: int
    members: int

    @property
    def share_active(self) -> float:
        """The share of the time in which members answered or talked, 0..1."""
        together = self.active_s + self.told_s
        return self.active_s / together if together else 0.0

    @property
    def share_took_part(self) -> float:
        """The share of the cell's members who took part, 0..1."""
        return self.took_part / self.members if self.members else 0.0


@dataclass(frozen=True, slots=True)
class ListedMeeting:
    """A meeting with what a list says of it."""

    row: Meeting
    # None until the room was opened; then a state of quizzes/live.py, "ended" at last.
    room: str | None
    code: str
    steps: int
    minutes: int
    postponed_from: datetime | None
    activity: Activity

    @property
    def is_over(self) -> bool:
        """Whether the meeting was held."""
        return self.row.ended_at is not None or self.room == "ended"


@dataclass(frozen=True, slots=True)
class AgendaStep:
    """A step of the agenda with the question it asks, of which topic."""

    row: MeetingStep
    question: Question | None
    topic: str | None
    topic_title: str


def _those_who_took_part(cell_id: int) -> Any:
    """Return how many took part by meeting: who answered, voted, said something or found an idea good."""
    rounds = select(Round.meeting_id, Vote.member_id).join(
        Vote, (Vote.cell_id == Round.cell_id) & (Vote.round_id == Round.id)
    )
    polls = select(Round.meeting_id, BallotCast.member_id).join(
        BallotCast, (BallotCast.cell_id == Round.cell_id) & (BallotCast.round_id == Round.id)
    )
    said = union(
        rounds.where(Round.cell_id == cell_id),
        polls.where(Round.cell_id == cell_id),
        select(IdeaVote.meeting_id, IdeaVote.member_id).where(IdeaVote.cell_id == cell_id),
        select(Idea.meeting_id, Idea.member_id).where(Idea.cell_id == cell_id, Idea.member_id.is_not(None)),
    ).subquery()
    return select(said.c.meeting_id, func.count().label("people")).group_by(said.c.meeting_id).subquery()


def _in_the_cell_then() -> Any:
    then = func.coalesce(Meeting.ended_at, Meeting.starts_at)
    return (
        select(func.count())
        .where(
            Member.cell_id == Meeting.cell_id,
            Member.joined_at <= then,
            or_(Member.left_at.is_(None), Member.left_at > then),
        )
        .correlate(Meeting)
        .scalar_subquery()
    )


def _of_the_agenda(counted: Any) -> Any:
    return (
        select(counted)
        .where(MeetingStep.cell_id == Meeting.cell_id, MeetingStep.meeting_id == Meeting.id)
        .correlate(Meeting)
        .scalar_subquery()
    )


def _first_date() -> Any:
    return (
        select(func.min(Postponement.moved_from))
        .where(Postponement.cell_id == Meeting.cell_id, Postponement.meeting_id == Meeting.id)
        .correlate(Meeting)
        .scalar_subquery()
    )


def meetings_of(session: Session, cell_id: int, *, only: int | None = None) -> list[ListedMeeting]:
    """Return a cell's meetings, or `only` one of them, the latest first; one statement."""
    people = _those_who_took_part(cell_id)
    found = (
        select(
            Meeting,
            LiveSession.state,
            LiveSession.code,
            _of_the_agenda(func.count()),
            _of_the_agenda(func.coalesce(func.sum(MeetingStep.minutes), 0)),
            _first_date(),
            func.coalesce(LiveSession.active_s, 0),
            func.coalesce(LiveSession.told_s, 0),
            func.coalesce(people.c.people, 0),
            _in_the_cell_then(),
        )
        .outerjoin(
            LiveSession, (LiveSession.cell_id == Meeting.cell_id) & (LiveSession.meeting_id == Meeting.id)
        )
        .outerjoin(people, people.c.meeting_id == Meeting.id)
        .where(Meeting.cell_id == cell_id)
        .order_by(Meeting.starts_at.desc(), Meeting.id.desc())
    )
    if only is not None:
        found = found.where(Meeting.id == only)
    return [
        ListedMeeting(row, room, code or "", steps, minutes, moved_from, Activity(*activity))
        for row, room, code, steps, minutes, moved_from, *activity in session.execute(found)
    ]


def agenda_of(session: Session, meeting: Meeting) -> list[AgendaStep]:
    """Return the steps of a meeting with the questions they ask; one statement."""
    rows = session.execute(
        select(MeetingStep, QuizText.topic, QuizText.text)
        .outerjoin(QuizText, QuizText.digest == MeetingStep.quiz_digest)
        .where(MeetingStep.cell_id == meeting.cell_id, MeetingStep.meeting_id == meeting.id)
        .order_by(MeetingStep.position)
    )
    return [AgendaStep(row, question_of(row, text), topic, _title_in(row, text)) for row, topic, text in rows]


def _title_in(step: MeetingStep, text: str | None) -> str:
    return quiz_of_text(step.quiz_digest, text).title if step.quiz_digest and text is not None else ""


def question_of(step: MeetingStep, text: str | None) -> Question | None:
    """Return the question a step asks, from its pinned text; None for a step that asks nothing."""
    if step.quiz_digest is None or step.question is None or text is None:
        return None
    return quiz_of_text(step.quiz_digest, text).question(step.question)


def latest_meeting(session: Session, cell_id: int) -> Meeting | None:
    """Return the cell's meeting that is, or was, planned last, or None before the first."""
    return session.scalar(
        select(Meeting).where(Meeting.cell_id == cell_id).order_by(Meeting.starts_at.desc()).limit(1)
    )


def postponements_of(session: Session, meeting: Meeting) -> Sequence[tuple[Postponement, str]]:
    """Return when a meeting was moved, and who moved it, the first time leading."""
    rows = session.execute(
        select(Postponement, Member.name)
        .join(Member, (Member.cell_id == Postponement.cell_id) & (Member.id == Postponement.moved_by))
        .where(Postponement.cell_id == meeting.cell_id, Postponement.meeting_id == meeting.id)
        .order_by(Postponement.moved_at)
    )
    return [(row, name) for row, name in rows]


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The meeting a member goes to next, and how far they are with its questions for preparation."""

    row: Meeting
    room: str | None
    code: str
    postponed_from: datetime | None
    to_prepare: int
    prepared: int


@lru_cache(maxsize=1)
def _next_meeting() -> Executable:
    """Return the statement that every home page makes, put together once."""
    open_steps = (
        MeetingStep.cell_id == Meeting.cell_id,
        MeetingStep.meeting_id == Meeting.id,
        MeetingStep.opens_on <= bindparam("today"),
    )
    answered = (
        select(func.count())
        .select_from(PreparationAnswer)
        .where(
            PreparationAnswer.cell_id == Meeting.cell_id,
            PreparationAnswer.meeting_id == Meeting.id,
            PreparationAnswer.member_id == bindparam("member"),
        )
    )
    return (
        select(
            Meeting,
            LiveSession.state,
            LiveSession.code,
            _first_date(),
            select(func.count()).where(*open_steps).correlate(Meeting).scalar_subquery(),
            answered.correlate(Meeting).scalar_subquery(),
        )
        .outerjoin(
            LiveSession, (LiveSession.cell_id == Meeting.cell_id) & (LiveSession.meeting_id == Meeting.id)
        )
        .where(
            Meeting.cell_id == bindparam("cell"),
            Meeting.ended_at.is_(None),
            Meeting.cancelled_at.is_(None),
            or_(
                Meeting.starts_at > bindparam("since"),
                LiveSession.state.is_not(None) & (LiveSession.state != "ended"),
            ),
        )
        # A room that is open comes before whatever is planned.
        .order_by(LiveSession.state.is_(None), Meeting.starts_at, Meeting.id)
        .limit(1)
    )


def next_meeting_of(session: Session, cell_id: int, member_id: int, now: datetime) -> NextMeeting | None:
    """Return the cell's next meeting, or the one whose room is open now; one statement."""
    wanted = {
        "cell": cell_id,
        "member": member_id,
        "today": clock.vietnam_day(now),
        "since": now - STILL_NEXT,
    }
    row = session.execute(_next_meeting(), wanted).first()
    return None if row is None else NextMeeting(row[0], row[1], row[2] or "", *row[3:])

"""The cell at a glance: what changed, what the cell has wrong most, and how active its meetings were."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, case, func, literal, null, or_, select, union_all
from sqlalchemy.orm import Session

from elearn.accounts.models import Member
from elearn.attempts.dropping import DroppedQuestion
from elearn.attempts.models import Attempt
from elearn.attempts.standing import SHARE_THAT_IS_SOUND
from elearn.lessons.models import Bookmark
from elearn.meetings.plan_queries import ListedMeeting
from elearn.scores.plots import Points, points_of
from elearn.scores.queries import QuestionFigures, WrongQuestion
from elearn.topics.models import Assignment
from elearn.topics.offered import OfferedTopic

# While no meeting has been held, changes are told of so many days.
DAYS_WITHOUT_MEETING: Final = 30
# Meetings are compared over so many days: a year of monthly ones, and the one of a year ago.
DAYS_OF_MEETINGS: Final = 380
# A window that closed longer ago than so many days is no longer named.
DAYS_AFTER_CLOSING: Final = 30
MOST_WRONG: Final = 5
# What is wrong most is looked for in so many topics, so that the page stays quick.
LATEST_TOPICS: Final = 4
# Topics that are named among what changed.
MOST_NAMED: Final = 3


@dataclass(slots=True)
class Changes:
    """What the cell did since a moment, as counts; `meeting` says whether that is the last meeting's end.

    With it come the topics in which a quiz ended, the latest first, and the questions that do not count.
    """

    since: datetime
    meeting: bool
    people: int = 0
    attempts: int = 0
    finished: int = 0
    by_topic: dict[str, int] = field(default_factory=dict)
    latest: list[str] = field(default_factory=list)
    dropped: set[tuple[str, str]] = field(default_factory=set)

    def most_taken(self, offered: Mapping[str, OfferedTopic]) -> list[tuple[OfferedTopic, int]]:
        """Return the few topics whose quizzes were taken most since then, each with its attempts."""
        taken = [(offered[slug], count) for slug, count in self.by_topic.items() if count and slug in offered]
        return sorted(taken, key=lambda one: -one[1])[:MOST_NAMED]

    def latest_of(self, offered: Mapping[str, OfferedTopic]) -> dict[str, OfferedTopic]:
        """Return the few topics in which an attempt ended last."""
        slugs = [slug for slug in self.latest if slug in offered]
        return {slug: offered[slug] for slug in slugs[:LATEST_TOPICS]}


def changes_of(session: Session, cell_id: int, meetings: Iterable[ListedMeeting], now: datetime) -> Changes:
    """Return what those who are in the cell did since its last meeting; one statement."""
    ended = max((one.row.ended_at for one in meetings if one.row.ended_at), default=None)
    found = Changes(ended or now - timedelta(days=DAYS_WITHOUT_MEETING), ended is not None)
    last: dict[str, datetime] = {}
    for kind, topic, question, count, ended_at in session.execute(_changes(cell_id, found.since)):
        if kind == "topic":
            found.by_topic[topic], last[topic] = count, ended_at
        elif kind == "dropped":
            found.dropped.add((topic, question))
        elif kind == "people":
            found.people = count
        else:
            found.finished = count
    found.attempts = sum(found.by_topic.values())
    found.latest = sorted(last, key=last.__getitem__, reverse=True)
    return found


def _changes(cell_id: int, since: datetime) -> Any:
    topics = (
        select(
            literal("topic"),
            Attempt.topic,
            null(),
            func.sum(case((Attempt.submitted_at >= since, 1), else_=0)),
            func.max(Attempt.submitted_at),
        )
        .join(Member, _is_here(Attempt))
        .where(Attempt.cell_id == cell_id, Attempt.submitted_at.is_not(None))
        .group_by(Attempt.topic)
    )
    return union_all(
        topics,
        _count_of("people", _who_studied(cell_id, since)),
        _count_of("finished", _ended_first(cell_id, since)),
        select(literal("dropped"), DroppedQuestion.topic, DroppedQuestion.question, null(), null()).where(
            DroppedQuestion.cell_id == cell_id, DroppedQuestion.restored_at.is_(None)
        ),
    )


def _is_here(row: type[Attempt] | type[Bookmark]) -> ColumnElement[bool]:
    return (Member.cell_id == row.cell_id) & (Member.id == row.member_id) & Member.left_at.is_(None)


def _count_of(kind: str, rows: Any) -> Any:
    return select(literal(kind), null(), null(), func.count(), null()).select_from(rows.subquery())


def _who_studied(cell_id: int, since: datetime) -> Any:
    """Select the members who read, took or ended something; a sheet that is being entered is none of it."""
    read = (
        select(Bookmark.member_id)
        .join(Member, _is_here(Bookmark))
        .where(Bookmark.cell_id == cell_id, Bookmark.moved_at >= since)
    )
    took = (
        select(Attempt.member_id)
        .join(Member, _is_here(Attempt))
        .where(
            Attempt.cell_id == cell_id,
            or_(Attempt.mode != "paper", Attempt.submitted_at.is_not(None)),
            func.coalesce(Attempt.submitted_at, Attempt.started_at) >= since,
        )
    )
    return read.union(took)


def _ended_first(cell_id: int, since: datetime) -> Any:
    """Select the members and topics of whom the first attempt ended since then."""
    return (
        select(Attempt.member_id, Attempt.topic)
        .join(Member, _is_here(Attempt))
        .where(Attempt.cell_id == cell_id, Attempt.submitted_at.is_not(None))
        .group_by(Attempt.member_id, Attempt.topic)
        .having(func.min(Attempt.submitted_at) >= since)
    )


def windows_of(
    assignments: Iterable[Assignment], offered: Mapping[str, OfferedTopic], today: date
) -> list[Assignment]:
    """Return the windows that are to come, are open, or closed lately, of topics that are on offer."""
    last = today - timedelta(days=DAYS_AFTER_CLOSING)
    return [row for row in assignments if row.topic in offered and row.closes_on >= last]


def wrong_most(
    figures: Mapping[str, Iterable[QuestionFigures]],
    offered: Mapping[str, OfferedTopic],
    dropped: set[tuple[str, str]],
) -> list[WrongQuestion]:
    """Return at most five questions, what is most wrong leading; silent where there are too few answers."""
    found = [
        WrongQuestion(offered[slug], one)
        for slug, questions in figures.items()
        for one in questions
        if one.is_enough and one.share_right < SHARE_THAT_IS_SOUND and (slug, one.question.id) not in dropped
    ]
    return sorted(found, key=lambda wrong: wrong.figures.share_right)[:MOST_WRONG]


@dataclass(frozen=True, slots=True)
class MeetingsCourse:
    """The meetings of the last twelve months, oldest first, with their measure of activity and its plot."""

    meetings: Sequence[ListedMeeting]

    @property
    def active(self) -> Points:
        """The share of each meeting's time in which members answered or discussed."""
        return points_of([one.activity.share_active for one in self.meetings])

    @property
    def took_part(self) -> Points:
        """The share of the cell's members who took part in each."""
        return points_of([one.activity.share_took_part for one in self.meetings])


def meetings_course(meetings: Iterable[ListedMeeting], now: datetime) -> MeetingsCourse:
    """Return the meetings that were held in the last twelve months, in the order in which they were held."""
    first = now - timedelta(days=DAYS_OF_MEETINGS)
    held = [one for one in meetings if one.is_over and one.row.starts_at >= first]
    return MeetingsCourse(sorted(held, key=lambda one: one.row.starts_at))

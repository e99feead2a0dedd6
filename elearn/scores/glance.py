"""The cell at a glance: who stands where, what changed, and what the cell has wrong most."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, null, select, union_all
from sqlalchemy.orm import Session

from elearn.accounts.models import Member
from elearn.attempts.dropping import DroppedQuestion
from elearn.attempts.progress import Progress, State
from elearn.meetings.models import Meeting
from elearn.scores.queries import QuestionFigures
from elearn.topics.offered import OfferedTopic

# While no meeting has been held, changes are told of so many days.
DAYS_WITHOUT_MEETING: Final = 30
MOST_WRONG: Final = 5
# What is wrong most is looked for in so many topics, so that the page stays quick.
LATEST_TOPICS: Final = 4
# From this share of right answers up a question is known well enough not to be named here.
SHARE_THAT_IS_SOUND: Final = 0.8


@dataclass(frozen=True, slots=True)
class Place:
    """Where one member stands in one topic."""

    state: State
    cards_read: int
    best: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What the cell did since a moment, as counts; `meeting` says whether that is the last meeting's end."""

    since: datetime
    meeting: bool
    people: int
    attempts: int
    finished: int


@dataclass(frozen=True, slots=True)
class Wrong:
    """A question that the cell has wrong, and of which topic."""

    offered: OfferedTopic
    figures: QuestionFigures


Progresses = Mapping[tuple[int, str], Progress]


def places_of(
    members: Sequence[Member], offered: Mapping[str, OfferedTopic], progress: Progresses
) -> list[tuple[Member, list[Place]]]:
    """Return each member with their places, in the members' and the topics' order."""
    return [
        (
            member,
            [_place(progress.get((member.id, slug), Progress()), item) for slug, item in offered.items()],
        )
        for member in members
    ]


def _place(progress: Progress, offered: OfferedTopic) -> Place:
    best = progress.best
    words = f"{best.right}/{best.asked}" if best is not None else ""
    return Place(progress.state(offered), progress.cards_read(offered), words)


def since_and_dropped(
    session: Session, cell_id: int, now: datetime
) -> tuple[datetime, bool, set[tuple[str, str]]]:
    """Return since when changes are told, whether a meeting ended then, and what does not count.

    What does not count is topic and question. One statement.
    """
    rows: Sequence[Any] = session.execute(
        union_all(
            select(func.max(Meeting.ended_at), null(), null()).where(Meeting.cell_id == cell_id),
            select(null(), DroppedQuestion.topic, DroppedQuestion.question).where(
                DroppedQuestion.cell_id == cell_id, DroppedQuestion.restored_at.is_(None)
            ),
        )
    ).all()
    dropped = {(topic, question) for _, topic, question in rows if topic is not None}
    ended = next((ended for ended, topic, _ in rows if topic is None and ended is not None), None)
    return ended or now - timedelta(days=DAYS_WITHOUT_MEETING), ended is not None, dropped


def changes_since(since: datetime, meeting: bool, progress: Progresses, members: Iterable[Member]) -> Changes:
    """Return what the members who are in the cell did since a moment."""
    here = {member.id for member in members}
    seen: set[int] = set()
    attempts = finished = 0
    for (member_id, _topic), one in progress.items():
        if member_id not in here:
            continue
        if one.last_seen is not None and one.last_seen >= since:
            seen.add(member_id)
        ended = [score.ended_at for score in one.scores]
        attempts += sum(at >= since for at in ended)
        finished += bool(ended) and min(ended) >= since
    return Changes(since, meeting, len(seen), attempts, finished)


def latest_of(progress: Progresses, offered: Mapping[str, OfferedTopic]) -> dict[str, OfferedTopic]:
    """Return the few topics in which an attempt ended last."""
    last: dict[str, datetime] = {}
    for (_member_id, slug), one in progress.items():
        for score in one.scores if slug in offered else ():
            last[slug] = max(score.ended_at, last.get(slug, score.ended_at))
    return {slug: offered[slug] for slug in sorted(last, key=last.__getitem__, reverse=True)[:LATEST_TOPICS]}


def wrong_most(
    figures: Mapping[str, Iterable[QuestionFigures]],
    offered: Mapping[str, OfferedTopic],
    dropped: set[tuple[str, str]],
) -> list[Wrong]:
    """Return at most five questions, what is most wrong leading; silent where there are too few answers."""
    found = [
        Wrong(offered[slug], one)
        for slug, questions in figures.items()
        for one in questions
        if one.is_enough and one.share_right < SHARE_THAT_IS_SOUND and (slug, one.question.id) not in dropped
    ]
    return sorted(found, key=lambda wrong: wrong.figures.share_right)[:MOST_WRONG]

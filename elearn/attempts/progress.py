"""How far members are with a topic: what was read, what was taken, and in which state that leaves them.

The one place that says what «chưa mở», «đang học» and «đã học xong» mean: nothing opened; something
opened; every lesson read to its end and the quiz ended at least once, practising or in an exam.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Literal

from sqlalchemy import Executable, bindparam, or_, select
from sqlalchemy.orm import Session

from elearn import db
from elearn.attempts.models import Attempt
from elearn.lessons.models import Bookmark
from elearn.topics.offered import OfferedTopic

State = Literal["unopened", "studying", "finished"]


@dataclass(frozen=True, slots=True)
class Score:
    """The result of one ended attempt."""

    attempt_id: int
    mode: str
    right: int
    asked: int
    mark: int
    ended_at: datetime


@dataclass(slots=True)
class Progress:
    """What one member did in one topic."""

    # The number of the next card by lesson, and the lessons read to their end.
    bookmarks: dict[str, int] = field(default_factory=dict)
    finished_lessons: set[str] = field(default_factory=set)
    scores: list[Score] = field(default_factory=list)
    open_attempts: dict[str, int] = field(default_factory=dict)
    last_seen: datetime | None = None

    def state(self, offered: OfferedTopic) -> State:
        """Return the member's state in the topic as it is on offer now."""
        if self.scores and all(lesson.slug in self.finished_lessons for lesson in offered.topic.lessons):
            return "finished"
        return "studying" if self.bookmarks or self.scores or self.open_attempts else "unopened"

    def cards_read(self, offered: OfferedTopic) -> int:
        """Return how many of the topic's cards were passed."""
        return sum(self._passed(lesson.slug, len(lesson.cards)) for lesson in offered.topic.lessons)

    def _passed(self, lesson: str, cards: int) -> int:
        if lesson in self.finished_lessons:
            return cards
        return min(self.bookmarks.get(lesson, 1) - 1, cards)

    @property
    def best(self) -> Score | None:
        """The best exam or paper, or the best practice without either; a tie goes to the earlier one."""
        exams = [score for score in self.scores if score.mode != "practice"]
        return max(exams or self.scores, key=lambda score: score.mark, default=None)

    def ended(self, mode: str) -> int:
        """Return how many attempts of `mode` have ended."""
        return sum(score.mode == mode for score in self.scores)


_mark, _try = Bookmark.__table__.c, Attempt.__table__.c


# Put together once: the home page and every topic's page begin with them.
@lru_cache(maxsize=4)
def _statements(of_member: bool, of_topics: bool) -> tuple[Executable, Executable]:
    marks = select(
        _mark.member_id, _mark.topic, _mark.lesson, _mark.card, _mark.finished_at, _mark.moved_at
    ).where(_mark.cell_id == bindparam("cell"))
    tries = (
        select(
            _try.member_id,
            _try.topic,
            _try.id,
            _try.mode,
            _try.right_count,
            _try.asked_count,
            _try.mark,
            _try.submitted_at,
            _try.started_at,
        )
        # A sheet that is being entered is nothing the member does.
        .where(_try.cell_id == bindparam("cell"), or_(_try.mode != "paper", _try.submitted_at.is_not(None)))
        .order_by(_try.started_at)
    )
    if of_member:
        marks = marks.where(_mark.member_id == bindparam("member"))
        tries = tries.where(_try.member_id == bindparam("member"))
    if of_topics:
        marks = marks.where(_mark.topic.in_(bindparam("topics", expanding=True)))
        tries = tries.where(_try.topic.in_(bindparam("topics", expanding=True)))
    return marks, tries


def progress_of(
    session: Session, cell_id: int, *, member_id: int | None = None, topics: Iterable[str] | None = None
) -> Mapping[tuple[int, str], Progress]:
    """Return progress by (member id, topic slug), for one member or the cell; two statements.

    Attempts whose time is up must have been settled first.
    """
    found: dict[tuple[int, str], Progress] = {}
    marks, tries = _statements(member_id is not None, topics is not None)
    wanted = {"cell": cell_id, "member": member_id, "topics": list(topics or ())}
    for member, topic, lesson, card, finished_at, moved_at in db.rows(session, marks, wanted):
        progress = found.setdefault((member, topic), Progress())
        progress.bookmarks[lesson] = card
        if finished_at is not None:
            progress.finished_lessons.add(lesson)
        progress.last_seen = max(moved_at, progress.last_seen or moved_at)
    for member, topic, attempt_id, mode, right, asked, mark, ended_at, started_at in db.rows(
        session, tries, wanted
    ):
        progress = found.setdefault((member, topic), Progress())
        progress.last_seen = max(ended_at or started_at, progress.last_seen or started_at)
        if ended_at is None or right is None or asked is None or mark is None:
            progress.open_attempts[mode] = attempt_id
        else:
            progress.scores.append(Score(attempt_id, mode, right, asked, mark, ended_at))
    return found

"""How far members are with a topic: what was read, what was taken, and in which state that leaves them.

The one place that says what «chưa mở», «đang học» and «đã học xong» mean: nothing opened; something
opened; every lesson read to its end and the quiz ended at least once, practising or in an exam.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Literal

from sqlalchemy import Executable, bindparam, literal, literal_column, null, or_, select, union_all
from sqlalchemy.orm import Session

from elearn import db
from elearn.attempts.models import Attempt
from elearn.lessons.models import Bookmark
from elearn.topics.offered import OfferedTopic

State = Literal["unopened", "studying", "finished"]


def state_of(offered: OfferedTopic, finished: Collection[str], *, ended: bool, opened: bool) -> State:
    """Return the state of whoever finished these lessons, ended the quiz, or opened anything of a topic."""
    if ended and all(lesson.slug in finished for lesson in offered.topic.lessons):
        return "finished"
    return "studying" if opened or ended else "unopened"


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
        opened = bool(self.bookmarks or self.open_attempts)
        return state_of(offered, self.finished_lessons, ended=bool(self.scores), opened=opened)

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


# Put together once: the home page and every topic's page begin with it.
@lru_cache(maxsize=4)
def _statement(of_member: bool, of_topics: bool) -> Executable:
    """Return bookmarks, then attempts, as rows of one form: whose, of what, what and how far, and when."""
    marks = select(
        _mark.member_id,
        _mark.topic,
        _mark.lesson,
        _mark.card,
        _mark.finished_at,
        _mark.moved_at,
        null(),
        null(),
        null(),
        literal(False),
    ).where(_mark.cell_id == bindparam("cell"))
    tries = select(
        _try.member_id,
        _try.topic,
        _try.mode,
        _try.id,
        _try.submitted_at,
        _try.started_at,
        _try.right_count,
        _try.asked_count,
        _try.mark,
        literal(True),
        # A sheet that is being entered is nothing the member does.
    ).where(_try.cell_id == bindparam("cell"), or_(_try.mode != "paper", _try.submitted_at.is_not(None)))
    if of_member:
        marks = marks.where(_mark.member_id == bindparam("member"))
        tries = tries.where(_try.member_id == bindparam("member"))
    if of_topics:
        marks = marks.where(_mark.topic.in_(bindparam("topics", expanding=True)))
        tries = tries.where(_try.topic.in_(bindparam("topics", expanding=True)))
    # By when an attempt was started.
    return union_all(marks, tries).order_by(literal_column("6"))


def progress_of(
    session: Session, cell_id: int, *, member_id: int | None = None, topics: Iterable[str] | None = None
) -> Mapping[tuple[int, str], Progress]:
    """Return progress by (member id, topic slug), for one member or the cell; one statement.

    Attempts whose time is up must have been settled first. For all topics of a whole cell places.py says less
    in a fraction of the time.
    """
    found: dict[tuple[int, str], Progress] = {}
    wanted = {"cell": cell_id, "member": member_id, "topics": list(topics or ())}
    rows = db.rows(session, _statement(member_id is not None, topics is not None), wanted)
    for member, topic, name, number, ended_at, at, right, asked, mark, is_attempt in rows:
        progress = found.setdefault((member, topic), Progress())
        seen = (ended_at or at) if is_attempt else at
        progress.last_seen = max(seen, progress.last_seen or seen)
        if not is_attempt:
            progress.bookmarks[name] = number
            if ended_at is not None:
                progress.finished_lessons.add(name)
        elif ended_at is None or right is None or asked is None or mark is None:
            progress.open_attempts[name] = number
        else:
            progress.scores.append(Score(number, name, right, asked, mark, ended_at))
    return found

"""What one member has got hold of and what to review: from their latest answer to each question; no rank.

The member sees it as «của tôi», the secretary on the member's page: the same figures, the same words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

from sqlalchemy import Executable, bindparam, literal_column, null, or_, select, union_all
from sqlalchemy.orm import Session

from elearn import db
from elearn.attempts.dropping import DroppedQuestion
from elearn.attempts.models import GIVEN_IN_ATTEMPT, Attempt, GivenResponse
from elearn.lessons.models import CheckAnswer
from elearn.topics.offered import OfferedTopic
from quizzes.questions.base import SKILLS, Question
from quizzes.quiz import Lesson

# Below so many answers nothing is said of a topic or a kind of question.
FEWEST_ANSWERS: Final = 10
# From this share of right answers up something is known well; below, it is worth a review.
SHARE_THAT_IS_SOUND: Final = 0.8
FULL_MARK: Final = 1000
# So many topics, and so many lessons, are named; the rest is counted.
MOST_TOPICS: Final = 8
MOST_LESSONS: Final = 5

Level = Literal["sound", "review", "few"]


@dataclass(slots=True)
class Hold:
    """Of how many questions the latest answer was fully right."""

    right: int = 0
    asked: int = 0

    def count(self, mark: int) -> None:
        """Count one question by the mark of its latest answer."""
        self.asked += 1
        self.right += mark == FULL_MARK

    @property
    def share(self) -> float:
        """The share that was right, 0..1."""
        return self.right / self.asked if self.asked else 0.0

    @property
    def level(self) -> Level:
        """What the figures allow to say."""
        if self.asked < FEWEST_ANSWERS:
            return "few"
        return "sound" if self.share >= SHARE_THAT_IS_SOUND else "review"


@dataclass(slots=True)
class TopicHold:
    """A topic with what the member has got hold of, and the lessons whose check was not right last time."""

    offered: OfferedTopic
    hold: Hold = field(default_factory=Hold)
    lessons: list[Lesson] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Standing:
    """One member's topics and kinds of questions, those never answered left out."""

    topics: list[TopicHold]
    skills: dict[str, Hold]

    def of_level(self, level: Level) -> list[TopicHold]:
        """Return the topics of which this can be said, what was least right leading."""
        return sorted((one for one in self.topics if one.hold.level == level), key=lambda one: one.hold.share)

    @property
    def to_review(self) -> list[TopicHold]:
        """The topics to review first, at most eight."""
        return self.of_level("review")[:MOST_TOPICS]

    @property
    def strengths(self) -> list[TopicHold]:
        """The topics known best, at most eight."""
        return self.of_level("sound")[: -MOST_TOPICS - 1 : -1]

    @property
    def lessons(self) -> list[tuple[OfferedTopic, Lesson]]:
        """The lessons to read again first, at most five: those of the topics that are known least."""
        found = [
            (one.offered, lesson)
            for one in sorted(self.topics, key=lambda one: one.hold.share)
            for lesson in one.lessons
        ]
        return found[:MOST_LESSONS]


_try, _given = Attempt.__table__.c, GivenResponse.__table__.c
_check, _drop = CheckAnswer.__table__.c, DroppedQuestion.__table__.c
_ANSWERS: Final[Executable] = union_all(
    select(_try.topic, _given.question, _given.mark, _given.answered_at)
    .join_from(Attempt.__table__, GivenResponse.__table__, GIVEN_IN_ATTEMPT)
    .where(
        _try.cell_id == bindparam("cell"),
        _try.member_id == bindparam("member"),
        # Of an exam or a sheet that is still open the key is not out.
        or_(_try.mode == "practice", _try.submitted_at.is_not(None)),
    ),
    select(_check.topic, _check.question, _check.mark, _check.answered_at).where(
        _check.cell_id == bindparam("cell"), _check.member_id == bindparam("member")
    ),
    # What does not count comes along, as rows without a mark; after every answer.
    select(_drop.topic, _drop.question, null(), null()).where(
        _drop.cell_id == bindparam("cell"), _drop.restored_at.is_(None)
    ),
).order_by(literal_column("4"))


def standing_of(
    session: Session, cell_id: int, member_id: int, offered: Mapping[str, OfferedTopic]
) -> Standing:
    """Return what a member has got hold of; one statement.

    A question counts once, by the latest answer: in the quiz practising, in an exam that has ended or on
    paper, or as a check in a lesson. What was dropped, or is not asked any more, does not count.
    """
    latest: dict[str, dict[str, int]] = {slug: {} for slug in offered}
    dropped: set[tuple[str, str]] = set()
    rows: Iterable[tuple[str, str, int | None, datetime | None]]
    rows = db.rows(session, _ANSWERS, {"cell": cell_id, "member": member_id})
    for topic, question, mark, _answered_at in rows:
        if mark is None:
            dropped.add((topic, question))
        elif topic in latest:
            latest[topic][question] = mark
    standing = Standing([], {skill: Hold() for skill in SKILLS})
    for slug, marks in latest.items():
        known = {question: mark for question, mark in marks.items() if (slug, question) not in dropped}
        if known:
            _count(standing, TopicHold(offered[slug]), known)
    return standing


def _count(standing: Standing, one: TopicHold, marks: Mapping[str, int]) -> None:
    topic = one.offered.topic
    for question in topic.quiz.questions:
        _count_question(standing, one.hold, question, marks)
    for lesson in topic.lessons:
        for question in lesson.questions:
            _count_question(standing, one.hold, question, marks)
        if any(marks.get(question.id, FULL_MARK) < FULL_MARK for question in lesson.questions):
            one.lessons.append(lesson)
    if one.hold.asked:
        standing.topics.append(one)


def _count_question(standing: Standing, hold: Hold, question: Question, marks: Mapping[str, int]) -> None:
    if question.is_marked and question.id in marks:
        hold.count(marks[question.id])
        standing.skills[question.skill].count(marks[question.id])

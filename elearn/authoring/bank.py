"""The bank: every question that the cell is offered, found by what it says, is, and has shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from elearn.attempts.models import Attempt, GivenResponse
from elearn.scores.queries import FEWEST_ANSWERS, FEWEST_PEOPLE
from elearn.topics.offered import OfferedTopic
from quizzes.questions import Question
from quizzes.quiz import Topic
from quizzes.vietnamese import fold

Difficulty = Literal["", "hard", "middling", "easy", "unknown"]
Use = Literal["", "never", "long_ago"]
HARD, EASY = 0.5, 0.8
"""Shares of the points earned: below HARD a question is hard, from EASY up it is easy."""
LONG_AGO: Final = timedelta(days=180)

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Record:
    """What the cell did with a question: the share of points earned in 0..1, by how many, and when last."""

    answers: int
    people: int
    share: float
    last_used: datetime

    @property
    def is_enough(self) -> bool:
        """Whether it says more about the question than about a person."""
        return self.people >= FEWEST_PEOPLE and self.answers >= FEWEST_ANSWERS


@dataclass(frozen=True, slots=True)
class Held:
    """A question of the bank, the topic it stands in, and what the cell did with it."""

    topic: Topic
    question: Question
    record: Record | None

    @property
    def key(self) -> str:
        """Its name in a form."""
        return f"{self.topic.slug}:{self.question.id}"

    @property
    def difficulty(self) -> Difficulty:
        """How hard it proved to be."""
        if self.record is None or not self.record.is_enough:
            return "unknown"
        share = self.record.share
        return "hard" if share < HARD else "easy" if share >= EASY else "middling"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; an empty value asks nothing."""

    words: str = ""
    topic: str = ""
    type: str = ""
    skill: str = ""
    difficulty: str = ""
    used: str = ""

    def takes(self, held: Held, now: datetime) -> bool:
        """Tell whether a question is among those looked for."""
        question = held.question
        return (
            self.topic in ("", held.topic.slug)
            and self.type in ("", question.type)
            and (self.skill == "" or (question.is_marked and question.skill == self.skill))
            and self.difficulty in ("", held.difficulty)
            and self._takes_use(held.record, now)
            and all(word in _text_of(held) for word in fold(self.words).split())
        )

    def _takes_use(self, record: Record | None, now: datetime) -> bool:
        if self.used == "never":
            return record is None
        if self.used == "long_ago":
            return record is not None and now - record.last_used > LONG_AGO
        return True


def found_in(
    session: Session, cell_id: int, on_offer: Iterable[OfferedTopic], wanted: Wanted, now: datetime
) -> Sequence[Held]:
    """Return the questions of the bank that are wanted, in the order of their topics; one statement."""
    records = _records(session, cell_id)
    bank = (
        Held(offered.topic, question, records.get((offered.topic.slug, question.id)))
        for offered in on_offer
        for question in offered.topic.questions
    )
    return [held for held in bank if wanted.takes(held, now)]


def _records(session: Session, cell_id: int) -> Mapping[Key, Record]:
    rows = session.execute(
        select(
            Attempt.topic,
            GivenResponse.question,
            func.count(),
            func.count(Attempt.member_id.distinct()),
            func.sum(GivenResponse.mark),
            func.max(GivenResponse.answered_at),
        )
        .join(Attempt, (Attempt.cell_id == GivenResponse.cell_id) & (Attempt.id == GivenResponse.attempt_id))
        .where(Attempt.cell_id == cell_id)
        .group_by(Attempt.topic, GivenResponse.question)
    )
    return {
        (topic, question): Record(answers, people, float(marks) / answers / 1000, last)
        for topic, question, answers, people, marks, last in rows
    }


def _text_of(held: Held) -> str:
    question = held.question
    parts = (
        question.prompt,
        question.explanation,
        question.source,
        *(each.text for each in question.choices),
    )
    return _folded(" ".join((held.topic.title, *parts)))


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return fold(text)

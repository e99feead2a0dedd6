"""What the secretary reviews, in a number of statements that does not grow with members or answers."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Executable, String, case, cast, distinct, func, or_, select, tuple_
from sqlalchemy.orm import Session

from elearn import clock
from elearn.accounts.models import Member
from elearn.attempts.dropping import DroppedQuestion
from elearn.attempts.models import GIVEN_IN_ATTEMPT, Attempt, GivenResponse
from elearn.attempts.progress import Progress, State
from elearn.topics.offered import OfferedTopic
from elearn.topics.queries import pinned_quiz
from quizzes.confidence import LEVELS
from quizzes.questions import InvalidResponse, Question
from quizzes.quiz import Quiz, UnknownQuestion

# Below these a figure says more about a person than about the question.
FEWEST_PEOPLE: Final = 5
FEWEST_ANSWERS: Final = 10
# A full mark, as marks are kept: in thousandths.
FULL_MARK: Final = 1000
STATES: Final[tuple[State, ...]] = ("finished", "studying", "unopened")


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member's line in a topic's results."""

    member: Member
    progress: Progress
    state: State
    cards_read: int


def lines_of(
    members: Sequence[Member], offered: OfferedTopic, progress: Mapping[tuple[int, str], Progress]
) -> list[MemberLine]:
    """Return a line for each member, in the members' order."""
    lines = []
    for member in members:
        done = progress.get((member.id, offered.topic.slug), Progress())
        lines.append(MemberLine(member, done, done.state(offered), done.cards_read(offered)))
    return lines


def count_states(states: Iterable[State]) -> Mapping[State, int]:
    """Return how many members are in each state."""
    counted = Counter(states)
    return {state: counted[state] for state in STATES}


@dataclass(slots=True)
class QuestionFigures:
    """What the cell answered to one question: each member's first practice, first exam, first paper."""

    question: Question
    # The ids of those who answered, and of those of them who said how sure they were.
    givers: set[str] = field(default_factory=set)
    givers_who_said: set[str] = field(default_factory=set)
    answers: int = 0
    right: int = 0
    # How often each wrong option was chosen, by its text.
    wrong: Counter[str] = field(default_factory=Counter)
    # How sure they said they were, how often: by level, and whether it was fully right.
    said: Counter[tuple[str, bool]] = field(default_factory=Counter)

    @property
    def people(self) -> int:
        """How many people answered."""
        return len(self.givers)

    @property
    def is_enough(self) -> bool:
        """Whether there are enough people and answers to say anything."""
        return self.people >= FEWEST_PEOPLE and self.answers >= FEWEST_ANSWERS

    @property
    def share_right(self) -> float:
        """The share of answers that were fully right, 0..1."""
        return self.right / self.answers if self.answers else 0.0

    @property
    def most_drawn(self) -> tuple[str, int] | None:
        """The wrong option that drew most, with its count."""
        return self.wrong.most_common(1)[0] if self.wrong else None

    @property
    def confidence(self) -> list[tuple[str, int, int]]:
        """Each level's msgid, its answers and how many of them are not right; nothing below the minimum."""
        if len(self.givers_who_said) < FEWEST_PEOPLE or self.said.total() < FEWEST_ANSWERS:
            return []
        return [
            (words, self.said[level, True] + self.said[level, False], self.said[level, False])
            for level, words in LEVELS.items()
        ]


class Taken(NamedTuple):
    """What one member took of one topic in a time, of the attempts that ended in it."""

    topic: str
    member_id: int
    attempts: int
    right: int
    asked: int


def taken_between(session: Session, cell_id: int, first: date, after: date) -> list[Taken]:
    """Return what those who are in the cell took from one day until before another; one statement."""
    rows = session.execute(
        select(
            Attempt.topic,
            Attempt.member_id,
            func.count(),
            func.coalesce(func.sum(Attempt.right), 0),
            func.coalesce(func.sum(Attempt.asked), 0),
        )
        .join(Member, (Member.cell_id == Attempt.cell_id) & (Member.id == Attempt.member_id))
        .where(
            Attempt.cell_id == cell_id,
            Attempt.submitted_at >= clock.start_of_day(first),
            Attempt.submitted_at < clock.start_of_day(after),
            Member.left_at.is_(None),
        )
        .group_by(Attempt.topic, Attempt.member_id)
    )
    return [Taken._make(row) for row in rows]


@dataclass(frozen=True, slots=True)
class WrongQuestion:
    """A question that the cell has wrong, of which topic."""

    offered: OfferedTopic
    figures: QuestionFigures


def figures_of(session: Session, cell_id: int, offered: OfferedTopic) -> list[QuestionFigures]:
    """Return the figures of each question of a topic's quiz, what the cell gets wrong most leading.

    Only each member's first practice, exam and paper count: whoever practises until it is right would
    otherwise hide what was hard. One statement.
    """
    slug = offered.topic.slug
    return figures_in(session, cell_id, {slug: offered})[slug]


def figures_in(
    session: Session,
    cell_id: int,
    offered: Mapping[str, OfferedTopic],
    only: Collection[tuple[str, str]] | None = None,
) -> Mapping[str, list[QuestionFigures]]:
    """Return the figures of each question by topic, as figures_of does; one statement for all topics.

    With `only`, pairs of topic and question, what was answered to those alone is counted.
    """
    figures = {
        slug: {
            question.id: QuestionFigures(question)
            for question in item.topic.quiz.questions
            if question.is_marked
        }
        for slug, item in offered.items()
    }
    counted = _counted(cell_id, offered)
    if only is not None:
        counted += (tuple_(Attempt.topic, GivenResponse.question).in_(only),)
    key = (Attempt.topic, GivenResponse.question)
    given = (Attempt.quiz_digest, GivenResponse.response, GivenResponse.mark, GivenResponse.confidence)
    # Who gave each answer: people cannot be added up, and counting them apart would read every answer twice.
    givers = func.aggregate_strings(cast(Attempt.member_id, String), ",")
    answers: Executable = (
        select(*key, func.count(), givers, *given)
        .join(GivenResponse, GIVEN_IN_ATTEMPT)
        .where(*counted)
        .group_by(*key, *given)
    )
    for topic, question_id, number, members, digest, response, mark, confidence in session.execute(answers):
        one = figures[topic].get(question_id)
        if one is None:
            continue  # The question was dropped from the quiz since.
        one.givers.update(members.split(","))
        if confidence:
            one.givers_who_said.update(members.split(","))
            one.said[confidence, mark == FULL_MARK] += number
        _count(one, pinned_quiz(session, digest), question_id, response, mark, number)
    return {
        slug: sorted(found.values(), key=lambda one: (not one.is_enough, one.share_right))
        for slug, found in figures.items()
    }


def _counted(cell_id: int, topics: Iterable[str]) -> tuple[ColumnElement[bool], ...]:
    """Return what is asked of the attempts whose answers count in figures."""
    return (
        Attempt.cell_id == cell_id,
        Attempt.topic.in_(topics),
        Attempt.ordinal == 1,
        or_(Attempt.mode == "practice", Attempt.submitted_at.is_not(None)),
    )


def shares_right_in(
    session: Session, cell_id: int, offered: Mapping[str, OfferedTopic], topics: int
) -> Mapping[tuple[str, str], float]:
    """Return the share right, 0..1, by topic and question, of all that have enough answers; one statement.

    Looked at are so many topics, those taken last. What was dropped from the scores is left out. Every answer
    is counted, none is read.
    """
    counted = _counted(cell_id, offered)
    last = func.max(func.coalesce(Attempt.submitted_at, Attempt.started_at))
    latest = select(Attempt.topic).where(*counted).group_by(Attempt.topic).order_by(last.desc()).limit(topics)
    right = func.sum(case((GivenResponse.mark == FULL_MARK, 1), else_=0))
    tally = (
        select(Attempt.topic, GivenResponse.question, func.count().label("answers"), right.label("right"))
        .join(GivenResponse, GIVEN_IN_ATTEMPT)
        .where(*counted, Attempt.topic.in_(latest.scalar_subquery()))
        .group_by(Attempt.topic, GivenResponse.question)
        .having(func.count() >= FEWEST_ANSWERS, func.count(distinct(Attempt.member_id)) >= FEWEST_PEOPLE)
        .subquery()
    )
    dropped = select(DroppedQuestion.id).where(
        DroppedQuestion.cell_id == cell_id,
        DroppedQuestion.topic == tally.c.topic,
        DroppedQuestion.question == tally.c.question,
        DroppedQuestion.restored_at.is_(None),
    )
    rows = session.execute(select(tally).where(~dropped.exists()))
    return {(topic, question): known / answers for topic, question, answers, known in rows}


def _count(
    figures: QuestionFigures, quiz: Quiz, question_id: str, response: str, mark: int, number: int
) -> None:
    figures.answers += number
    figures.right += number if mark == FULL_MARK else 0
    try:
        # The text that was shown then says what an option meant, not the text of today.
        question = quiz.question(question_id)
        wrong = question.wrong_choice_ids(tuple(json.loads(response)))
    except (UnknownQuestion, InvalidResponse):
        return
    if not question.choices and mark < FULL_MARK:
        for text in question.wrong_texts(tuple(json.loads(response))):
            figures.wrong[text] += number
    texts = {option.id: option.text for option in question.choices}
    for option_id in wrong:
        figures.wrong[texts.get(option_id, option_id)] += number

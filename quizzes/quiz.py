"""What there is to study: topics of lessons and cards, quizzes of questions, and how a quiz may be taken."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from quizzes.questions.base import Question

Mode = Literal["practice", "exam", "paper"]
"""`practice` (luyện) gives the answer after each question; `exam` (thi), as `paper`, after handing in."""


class UnknownQuestion(LookupError):
    """The quiz or topic has no question of this id."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How an exam is taken: how many tries, how many minutes each; None sets no limit."""

    tries: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Quiz:
    """Questions in the author's order under one title, with ids that differ."""

    title: str
    questions: tuple[Question, ...]
    policy: Policy = Policy()
    _by_id: dict[str, Question] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the questions once."""
        object.__setattr__(self, "_by_id", {question.id: question for question in self.questions})

    def question(self, question_id: str) -> Question:
        """Return the question of this id; raise UnknownQuestion where there is none."""
        question = self._by_id.get(question_id)
        if question is None:
            raise UnknownQuestion(question_id)
        return question


@dataclass(frozen=True, slots=True)
class CardPicture:
    """A picture on a card by its name (quizzes/formats/lesson_pictures.py), in words, and in pixels."""

    name: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to read: at most 80 words of Markdown, their source and last day, perhaps a check."""

    title: str
    body: str
    source: str
    valid_until: date | None = None
    question: Question | None = None
    picture: CardPicture | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A few cards to read in so many minutes; `slug` is the file's name without number and ending."""

    slug: str
    title: str
    minutes: int
    cards: tuple[Card, ...]
    file: str = ""

    @property
    def questions(self) -> tuple[Question, ...]:
        """The check questions, in the order of their cards."""
        return tuple(card.question for card in self.cards if card.question is not None)


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject: lessons, a quiz to take alone, and questions for a meeting; no question id comes twice."""

    slug: str
    title: str
    summary: str
    order: int
    sources: tuple[str, ...]
    lessons: tuple[Lesson, ...]
    quiz: Quiz
    meeting_title: str = ""
    meeting_minutes: int | None = None
    meeting_questions: tuple[Question, ...] = ()

    @property
    def meeting(self) -> Quiz:
        """The meeting's questions as a quiz without limits."""
        return Quiz(self.meeting_title, self.meeting_questions)

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question: the checks in the lessons, then the quiz, then the meeting."""
        checks = tuple(question for lesson in self.lessons for question in lesson.questions)
        return checks + self.quiz.questions + self.meeting_questions

    def question(self, question_id: str) -> Question:
        """Return the question of this id wherever it stands; raise UnknownQuestion where there is none."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise UnknownQuestion(question_id)

    def lesson(self, slug: str) -> Lesson | None:
        """Return the lesson of this slug, or None."""
        return next((lesson for lesson in self.lessons if lesson.slug == slug), None)

"""The door to lessons: what an address names, as it is on offer now, or 404."""

from dataclasses import dataclass
from datetime import date

from flask import abort

from elearn.topics.library import access_topic
from quizzes.questions import Question
from quizzes.quiz import Card, Lesson, Topic


@dataclass(frozen=True, slots=True)
class OpenedCard:
    """One card of a lesson of a topic; `number` counts from 1."""

    topic: Topic
    lesson: Lesson
    number: int

    @property
    def card(self) -> Card:
        """The card itself."""
        return self.lesson.cards[self.number - 1]

    @property
    def is_last(self) -> bool:
        """Whether the lesson ends with this card."""
        return self.number == len(self.lesson.cards)

    def needs_a_look(self, today: date) -> bool:
        """Whether the card speaks of something that held only until a day before `today`."""
        return self.card.valid_until is not None and self.card.valid_until < today


def access_lesson(slug: str, lesson_slug: str) -> tuple[Topic, Lesson]:
    """Return a lesson on offer and its topic, or 404."""
    topic = access_topic(slug).topic
    lesson = topic.lesson(lesson_slug)
    if lesson is None or not lesson.cards:
        abort(404)
    return topic, lesson


def access_card(slug: str, lesson_slug: str, number: int) -> OpenedCard:
    """Return a card on offer, or 404."""
    topic, lesson = access_lesson(slug, lesson_slug)
    if not 1 <= number <= len(lesson.cards):
        abort(404)
    return OpenedCard(topic, lesson, number)


def access_question(slug: str, lesson_slug: str, number: int) -> tuple[OpenedCard, Question]:
    """Return a card on offer and its check question, or 404."""
    place = access_card(slug, lesson_slug, number)
    if place.card.question is None:
        abort(404)
    return place, place.card.question

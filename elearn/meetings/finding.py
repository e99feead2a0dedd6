"""Finding a question or a card for the agenda in every topic on offer, with or without tone marks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from elearn.topics.offered import OfferedTopic
from quizzes.questions import Question
from quizzes.quiz import Card, Lesson
from quizzes.vietnamese import fold

Place = Literal["meeting", "quiz", "lessons"]

# How many a page shows; who finds more adds a word.
MOST_FOUND: Final = 30


@dataclass(frozen=True, slots=True)
class FoundQuestion:
    """A question on offer, in which topic and where in it."""

    offered: OfferedTopic
    place: Place
    question: Question


def _questions_of(offered: OfferedTopic) -> Iterator[FoundQuestion]:
    topic = offered.topic
    checks = tuple(question for lesson in topic.lessons for question in lesson.questions)
    sets: tuple[tuple[Place, tuple[Question, ...]], ...] = (
        ("meeting", topic.meeting_questions),
        ("quiz", topic.quiz.questions),
        ("lessons", checks),
    )
    for place, questions in sets:
        for question in questions:
            yield FoundQuestion(offered, place, question)


@lru_cache(maxsize=4096)
def _folded(prompt: str) -> str:
    return fold(prompt)


def questions_found(
    offered: Iterable[OfferedTopic], words: str, topic: str = ""
) -> tuple[list[FoundQuestion], bool]:
    """Return the questions whose prompt holds every word, those made for meetings leading, and whether
    there are more than a page shows; without words all of them, with `topic` only those of this topic.
    """
    wanted = fold(words).split()
    found = [
        one
        for item in offered
        if topic in ("", item.topic.slug)
        for one in _questions_of(item)
        if all(word in _folded(one.question.prompt) for word in wanted)
    ]
    found.sort(key=lambda one: one.place != "meeting")
    return found[:MOST_FOUND], len(found) > MOST_FOUND


@dataclass(frozen=True, slots=True)
class FoundCard:
    """A card of a lesson on offer, to be read together; its number counts from one in the lesson."""

    offered: OfferedTopic
    lesson: Lesson
    number: int
    card: Card


def cards_found(offered: Iterable[OfferedTopic], words: str, topic: str = "") -> tuple[list[FoundCard], bool]:
    """Return the cards whose title or text holds every word, and whether there are more than a page shows."""
    wanted = fold(words).split()
    found = [
        FoundCard(item, lesson, number, card)
        for item in offered
        if topic in ("", item.topic.slug)
        for lesson in item.topic.lessons
        for number, card in enumerate(lesson.cards, 1)
        if all(word in _folded(f"{card.title} {card.body}") for word in wanted)
    ]
    return found[:MOST_FOUND], len(found) > MOST_FOUND

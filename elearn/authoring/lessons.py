"""A lesson's draft as its author sees it: card by card, with what is still wrong in each."""

from collections.abc import Mapping
from dataclasses import dataclass

from quizzes.formats.lesson import MOST_WORDS, read_lesson
from quizzes.formats.lesson_text import cards_in
from quizzes.formats.parts import Part, checks_named_in, files_of
from quizzes.formats.problems import Ledger, Problem
from quizzes.quiz import Card


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A card as members will see it, its length, the questions after it, and its problems."""

    card: Card
    words: int
    checks: tuple[Part, ...]
    problems: tuple[Problem, ...]

    @property
    def is_too_long(self) -> bool:
        """Whether it has more words than a card may have."""
        return self.words > MOST_WORDS


@dataclass(frozen=True, slots=True)
class DraftLesson:
    """The cards of a lesson's text, and what is wrong with it as a whole."""

    cards: tuple[DraftCard, ...]
    problems: tuple[Problem, ...]


def draft_lesson(lesson: Part, checks: Mapping[str, Part]) -> DraftLesson:
    """Return a lesson's draft in cards; `checks` are the topic's check questions by id.

    The problems of a question itself are shown with the question.
    """
    named = checks_named_in(str(lesson.table.get("text", "")))
    parts = (lesson, *(checks[each] for each in dict.fromkeys(named) if each in checks))
    ((name, text),) = ((name, text) for name, text in files_of(parts).items() if name.startswith("lessons/"))
    ledger = Ledger(name)
    read = read_lesson(text, lesson.id, ledger)
    texts = cards_in(str(lesson.table.get("text", "")))
    by_place: dict[str, list[Problem]] = {}
    for problem in ledger.problems:
        by_place.setdefault(problem.place, []).append(problem)
    cards = tuple(
        DraftCard(
            card,
            written.words,
            tuple(checks[each] for each in written.checks if each in checks),
            tuple(by_place.pop(f"## {card.title}", ())),
        )
        for card, written in zip(read.cards, texts, strict=True)
    )
    of_questions = {place for place in by_place if " › " in place}
    rest = (each for place, found in by_place.items() if place not in of_questions for each in found)
    return DraftLesson(cards, tuple(rest))

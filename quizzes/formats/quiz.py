"""Reading quiz.toml and meeting.toml (docs/topic-format.md).

The pinned text of a quiz is its file's text, byte for byte, kept under digest(text).
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from quizzes.formats.problems import N_, Ledger, Problem
from quizzes.formats.table import Table, parse_toml
from quizzes.questions import TYPES, Question
from quizzes.quiz import Policy, Quiz

MOST_QUESTIONS = 200


class UnreadableText(ValueError):
    """The text has problems, which `problems` holds."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems, which are data and not yet words."""
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class QuizReading:
    """A quiz, or the problems for which there is none; minutes are those a meeting is planned for."""

    quiz: Quiz | None
    problems: tuple[Problem, ...] = ()
    minutes: int | None = None


def read_quiz(text: str) -> Quiz:
    """Return the quiz of a quiz.toml; raise UnreadableText with every problem."""
    return _or_raise(quiz_reading(text))


def read_meeting(text: str) -> Quiz:
    """Return a meeting.toml as a quiz without limits; raise UnreadableText with every problem."""
    return _or_raise(meeting_reading(text))


def quiz_reading(text: str, file: str = "quiz.toml") -> QuizReading:
    """Return the quiz of a quiz.toml or every problem in it; never raises."""
    return _reading(text, file, _quiz)


def meeting_reading(text: str, file: str = "meeting.toml") -> QuizReading:
    """Return the questions of a meeting.toml or every problem in it; never raises."""
    return _reading(text, file, _meeting)


def digest(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes in hexadecimal, the name under which it is pinned."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_question(table: Table) -> Question | None:
    """Return the question of one table; None, after noting it, for an unknown type."""
    kind = table.one_of("type", tuple(TYPES))
    if not kind:
        # Without the type nobody can say which keys are misspelt.
        table.excuse()
        return None
    return TYPES[kind].read(table)


def refuse_repeated_id(ledger: Ledger, place: str, question_id: str) -> None:
    """Note that another question of the topic has this id."""
    ledger.add(
        place,
        N_("The id “%(id)s” belongs to another question of this topic."),
        N_("Give the newer question another id; an id that was in use never changes."),
        id=question_id,
    )


def _or_raise(reading: QuizReading) -> Quiz:
    if reading.quiz is None:
        raise UnreadableText(reading.problems)
    return reading.quiz


def _reading(text: str, file: str, read: Callable[[Table], tuple[Quiz, int | None]]) -> QuizReading:
    ledger = Ledger(file)
    table = parse_toml(text.removeprefix("\ufeff"), ledger)
    if table is None:
        return QuizReading(None, tuple(ledger.problems))
    quiz, minutes = read(table)
    table.finish()
    seen: set[str] = set()
    for question in quiz.questions:
        if question.id and question.id in seen:
            refuse_repeated_id(ledger, f"question › {question.id}", question.id)
        seen.add(question.id)
    if ledger.problems:
        return QuizReading(None, tuple(ledger.problems))
    return QuizReading(quiz, (), minutes)


def _quiz(table: Table) -> tuple[Quiz, int | None]:
    exam = table.table("exam")
    policy = Policy()
    if exam is not None:
        policy = Policy(exam.optional_integer("tries", 1, 99), exam.optional_integer("minutes", 1, 600))
    return Quiz(table.text("title"), _questions(table, _nothing_more), policy), None


def _meeting(table: Table) -> tuple[Quiz, int | None]:
    minutes = table.optional_integer("minutes", 1, 600)
    return Quiz(table.text("title"), _questions(table, _ask_for_discussion)), minutes


def _questions(table: Table, look_at: Callable[[Table], None]) -> tuple[Question, ...]:
    questions = []
    for row in table.tables("question", 1, MOST_QUESTIONS):
        look_at(row)
        question = read_question(row)
        if question is not None:
            questions.append(question)
    return tuple(questions)


def _nothing_more(row: Table) -> None:
    """Ask nothing of a question beyond what its type asks."""


def _ask_for_discussion(row: Table) -> None:
    if not row.has("discussion"):
        row.problem(
            N_("The meeting's question has no “discussion”."),
            N_('Add discussion = "…": what the host may ask the room.'),
        )

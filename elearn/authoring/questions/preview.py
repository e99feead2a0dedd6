"""A draft of a question as members will see it, or what keeps it from being seen."""

from dataclasses import dataclass

from quizzes.formats.parts import Kind, Values, text_of
from quizzes.formats.problems import Problem
from quizzes.formats.quiz import QuizReading, meeting_reading, quiz_reading
from quizzes.questions import Question


@dataclass(frozen=True, slots=True)
class Preview:
    """A question that can be shown, or its problems."""

    question: Question | None
    problems: tuple[Problem, ...]


def preview_of(table: Values, kind: Kind) -> Preview:
    """Read a question as publishing will read it, in a file of its own."""
    text = text_of({"title": "-", "question": [dict(table)]})
    reading: QuizReading = meeting_reading(text) if kind == "meeting" else quiz_reading(text)
    question = reading.quiz.questions[0] if reading.quiz is not None else None
    return Preview(question, reading.problems)

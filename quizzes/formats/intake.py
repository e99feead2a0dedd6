"""What readers of foreign formats share: ids, whole points, and what a question still lacks."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from quizzes.formats.exchange import Import, Report, Spot
from quizzes.formats.problems import N_
from quizzes.formats.table import is_identifier
from quizzes.numbers import written_number
from quizzes.questions.base import Common, Question
from quizzes.vietnamese import fold

MOST_POINTS: Final = 10
_LONGEST_ID: Final = 64
_NOT_IN_IDS = re.compile("[^a-z0-9]+")


def identifier(text: str) -> str:
    """Return a text as an id, as in "Câu hỏi 1" → "cau-hoi-1"; "" where it has no letter or digit."""
    if is_identifier(text):
        return text
    return _NOT_IN_IDS.sub("-", fold(text)).strip("-")[:_LONGEST_ID].rstrip("-")


class Ids:
    """Gives every question of a file its own id: the file's where it has one, else cau-1, cau-2 …"""

    def __init__(self) -> None:
        """Begin without an id in use."""
        self._used: set[str] = set()
        self._next: dict[str, int] = {}
        self._count = 0

    def next(self, wanted: str = "") -> str:
        """Return the id that a text of the file makes, or the next number; never one that was returned."""
        self._count += 1
        name = identifier(wanted) or f"cau-{self._count}"
        unique, number = name, self._next.get(name, 2)
        while unique in self._used:
            unique = f"{name[: _LONGEST_ID - len(str(number)) - 1]}-{number}"
            number += 1
        self._next[name] = number
        self._used.add(unique)
        return unique


def common(question_id: str, prompt: str, explanation: str = "", points: int = 1, source: str = "") -> Common:
    """Return the fields of every type for a question of a foreign file, which knows no skill."""
    return {
        "id": question_id,
        "prompt": prompt,
        "explanation": explanation,
        "source": source,
        "skill": "recall",
        "points": points,
        "valid_until": None,
        "discussion": "",
        "confidence": False,
    }


def note_id(given: str, question_id: str, spot: Spot) -> None:
    """Note that a question's id in the file could not be kept."""
    spot.changed(
        N_("The id “%(given)s” became “%(id)s”."),
        N_("Ids are lower-case letters without marks, digits and hyphens, each once in a file."),
        given=given,
        id=question_id,
    )


def nearest_points(value: int | Fraction) -> int:
    """Return foreign points as 1 to 10 whole ones."""
    return min(MOST_POINTS, max(1, round(value)))


def whole_points(value: int | Fraction, spot: Spot) -> int:
    """Return foreign points as 1 to 10 whole ones, noting the change where they were not."""
    points = nearest_points(value)
    if points != value:
        spot.changed(
            N_("The question was worth %(given)s points and is now worth %(points)s."),
            N_("Points are whole numbers from 1 to 10; set them in the quiz."),
            given=written_number(Fraction(value), "vi"),
            points=str(points),
        )
    return points


def finished(title: str, questions: Sequence[Question], report: Report) -> Import:
    """Return a file's questions, after noting once what they lack before members may see them."""
    if not questions and report.is_whole:
        report.add(
            "left_out",
            "file",
            "",
            N_("No question was found in the file."),
            N_("See in the guide how this format writes a question."),
        )
    lacking = sum(not (question.explanation and question.source) for question in questions)
    if lacking:
        report.add(
            "changed",
            "file",
            "",
            N_("%(count)s questions have no explanation or no source yet."),
            N_("Write both before members see the questions; “skill” was set to “recall”."),
            count=str(lacking),
        )
    return Import(title, tuple(questions), report)


def refused(report: Report) -> Import:
    """Return an import without questions, whose report says why."""
    return Import("", (), report)

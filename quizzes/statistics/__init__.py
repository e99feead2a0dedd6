"""Statistics of a quiz from plain rows: how hard, how telling, which wrong answers, how reliable."""

from quizzes.statistics.analysis import (
    FEWEST_ANSWERS,
    FEWEST_PEOPLE,
    Analysis,
    Fewest,
    QuestionFigures,
    analyse,
)
from quizzes.statistics.choices import WrongAnswer
from quizzes.statistics.rows import Row, UnusableRows
from quizzes.statistics.whole import QuizFigures, Ranking

__all__ = [
    "FEWEST_ANSWERS",
    "FEWEST_PEOPLE",
    "Analysis",
    "Fewest",
    "QuestionFigures",
    "QuizFigures",
    "Ranking",
    "Row",
    "UnusableRows",
    "WrongAnswer",
    "analyse",
]

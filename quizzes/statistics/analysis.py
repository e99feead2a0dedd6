"""How hard each question is, how telling, and how far a result can be trusted; from plain rows.

The definitions are those of "Quiz statistics calculations", Moodle's documentation for developers
(https://docs.moodle.org/dev/Quiz_statistics_calculations): x is a question's mark, T the total of an attempt,
X = T - x the rest of the test; V a variance and C a covariance with n - 1 below. All shares are per cent.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import fsum, isnan, sqrt
from typing import Final

from quizzes.questions.base import Question
from quizzes.statistics import moments
from quizzes.statistics.choices import WrongAnswer, wrong_answers
from quizzes.statistics.rows import (
    PARTLY_ANSWERED,
    UNANSWERED,
    Column,
    Gathered,
    Row,
    Tries,
    gather,
)
from quizzes.statistics.whole import QuizFigures, Totals, quiz_figures, totals_of

FEWEST_PEOPLE: Final = 5
"""People below whom a figure says more about one of them than about a question or a quiz."""

FEWEST_ANSWERS: Final = 10
"""Answers to a question, or attempts at a quiz, below which chance decides its figures."""


@dataclass(frozen=True, slots=True)
class Fewest:
    """Below so many people or answers every figure is silent ("chưa đủ số liệu")."""

    people: int = FEWEST_PEOPLE
    answers: int = FEWEST_ANSWERS


_FEWEST: Final = Fewest()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFigures:
    """What is known of one question, or of one slot for which questions are drawn at random.

    The counts of answers are always there, and the weight the author meant. The rest is None where it is not
    `enough` or has no value: nobody differs, there is no rest of the test, maxima differ. An
    `effective_weight` of None with `opposes` means that C(x, T) is negative: whoever is right here is wrong
    elsewhere.
    """

    name: str
    answers: int
    people: int
    unanswered: int
    partly_answered: int
    enough: bool
    maximum: float | None
    right: int | None = None
    partly_right: int | None = None
    facility: float | None = None
    deviation: float | None = None
    guess: Fraction | None = None
    intended_weight: float | None = None
    effective_weight: float | None = None
    discrimination: float | None = None
    efficiency: float | None = None
    opposes: bool = False
    wrong: tuple[WrongAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that rows tell; `slots` are the questions themselves unless rows name slots."""

    quiz: QuizFigures
    questions: tuple[QuestionFigures, ...]
    slots: tuple[QuestionFigures, ...]


@dataclass(frozen=True, slots=True)
class _Measured:
    """A column with what is measured of it, still apart from the other columns; shares are per cent."""

    column: Column
    facility: float
    deviation: float | None
    intended: float
    with_total: float | None
    discrimination: float | None
    efficiency: float | None
    rests: Sequence[float]


def analyse(
    rows: Iterable[Row],
    questions: Mapping[str, Question] | None = None,
    *,
    tries: Tries = "first",
    fewest: Fewest = _FEWEST,
) -> Analysis:
    """Return every figure of the rows; `questions`, by id, add random-guess scores and wrong options.

    Only each member's first attempt counts unless tries is "all": later ones build on what was learnt from
    the first. The rows are read once, then each question's answers a few times; memory is 25 bytes an answer,
    each distinct response, and some 300 bytes an answer of one question at a time. Raises UnusableRows.
    """
    gathered = gather(rows, tries)
    totals = totals_of(gathered)
    known = questions or {}
    slots = _figures(gathered, gathered.slots, totals, known, fewest)
    drawn = gathered.slots != gathered.questions
    by_question = _figures(gathered, gathered.questions, totals, known, fewest) if drawn else slots
    if drawn:
        # Weights are shares of one quiz, and a quiz is made of slots.
        by_question = tuple(replace(one, effective_weight=None, opposes=False) for one in by_question)
    return Analysis(quiz_figures(gathered, totals, fewest.people, fewest.answers), by_question, slots)


def _figures(
    gathered: Gathered,
    columns: Sequence[Column],
    totals: Totals,
    questions: Mapping[str, Question],
    fewest: Fewest,
) -> tuple[QuestionFigures, ...]:
    """Return the figures of columns that together make the quiz."""
    kept: list[tuple[QuestionFigures, float | None]] = []
    for column in columns:
        # One column's deviations at a time are held in memory.
        measured = _measured(column, totals)
        question = questions.get(column.name)
        kept.append((_named(gathered, measured, question, fewest), measured.with_total))
    roots = fsum(sqrt(shared) for _, shared in kept if shared is not None and shared > 0)
    return tuple(_weighed(figures, shared, roots) for figures, shared in kept)


def _measured(column: Column, totals: Totals) -> _Measured:
    most = column.maximum
    # Marks of different maxima are compared as shares; where the maximum is one, that changes nothing.
    marks = column.marks if most else [mark / top for mark, top in _pairs(column)]
    scale = most or 1.0
    apart = _apart(marks, scale)
    spread = moments.deviation(moments.covariance(apart, apart))
    overall = moments.deviations([totals.values[attempt] for attempt in column.attempts])
    rests = totals.rests(column)
    # An attempt that was nothing but this question has no rest to compare it with.
    known = [rest for rest in rests if not isnan(rest)]
    beside = apart if len(known) == len(rests) else _apart(_with_rest(marks, rests), scale)
    rest_apart = _apart(known, 100.0)
    weights = [top / totals.maxima[at] for top, at in zip(column.maxima, column.attempts, strict=True)]
    return _Measured(
        column,
        100 * moments.mean(marks) / scale,
        None if spread is None else 100 * spread / scale,
        100 * moments.mean(weights),
        moments.shared_spread(apart, overall) if most else None,
        moments.correlation(beside, rest_apart),
        moments.efficiency(beside, rest_apart),
        rests,
    )


def _pairs(column: Column) -> Iterable[tuple[float, float]]:
    return zip(column.marks, column.maxima, strict=True)


def _with_rest(marks: Sequence[float], rests: Sequence[float]) -> list[float]:
    return [mark for mark, rest in zip(marks, rests, strict=True) if not isnan(rest)]


def _apart(values: Sequence[float], scale: float) -> list[float]:
    """Return the deviations, all 0 where they are nothing but rounding."""
    apart = moments.deviations(values) if values else []
    return apart if any(abs(each) > scale * moments.NO_SPREAD for each in apart) else [0.0] * len(apart)


def _named(gathered: Gathered, one: _Measured, question: Question | None, fewest: Fewest) -> QuestionFigures:
    """Return a column's figures: its counts alone where they are too few."""
    column = one.column
    people = gathered.people(column)
    counts = QuestionFigures(
        name=column.name,
        answers=len(column.marks),
        people=people,
        unanswered=column.states.count(UNANSWERED),
        partly_answered=column.states.count(PARTLY_ANSWERED),
        enough=people >= fewest.people and len(column.marks) >= fewest.answers,
        maximum=column.maximum,
        guess=None if question is None else question.guess_score,
        intended_weight=one.intended,
    )
    if not counts.enough:
        return counts
    return replace(
        counts,
        right=sum(mark == top for mark, top in _pairs(column)),
        partly_right=sum(0 < mark < top for mark, top in _pairs(column)),
        facility=one.facility,
        deviation=one.deviation,
        discrimination=one.discrimination,
        efficiency=one.efficiency,
        wrong=wrong_answers(column, gathered.responses, one.rests, question, fewest.people),
    )


def _weighed(figures: QuestionFigures, shared: float | None, roots: float) -> QuestionFigures:
    """Return the figures with the effective weight: 100 sqrt C(x, T) / the sum of these roots."""
    if not figures.enough or shared is None or not roots:
        return figures
    if shared < 0:
        return replace(figures, opposes=True)
    return replace(figures, effective_weight=100 * sqrt(shared) / roots)

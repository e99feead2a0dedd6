"""The quiz as a whole: totals, how they spread, and whether their differences are more than error.

Source: "Quiz statistics calculations" (https://docs.moodle.org/dev/Quiz_statistics_calculations), the test
statistics.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import nan, sqrt

from quizzes.statistics import moments
from quizzes.statistics.rows import Column, Gathered


class Ranking(StrEnum):
    """Whether results may be compared with each other, and if not, why."""

    TOO_FEW = "too_few"
    DIFFERENT_QUESTIONS = "different_questions"
    ONE_QUESTION = "one_question"
    ALL_EQUAL = "all_equal"
    NEGATIVE_CONSISTENCY = "negative_consistency"
    WITHIN_ERROR = "within_error"
    BEYOND_ERROR = "beyond_error"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizFigures:
    """What is known of the totals; all but counts, skewness and kurtosis are per cent of the maximum.

    `maximum` is the most an attempt can earn, None where attempts differ in that: each total is then a share
    of its own. Mean, median, lowest and highest are there from the fewest people up, the rest from the
    fewest attempts up. Consistency and errors need the same slots in every attempt. `ranking` says in one
    word what may be made of differences; two results less than `least_difference` apart are the same, and
    where most are, nobody should be ranked.
    """

    attempts: int
    people: int
    slots: int
    maximum: float | None
    ranking: Ranking
    mean: float | None = None
    median: float | None = None
    lowest: float | None = None
    highest: float | None = None
    deviation: float | None = None
    skewness: float | None = None
    kurtosis: float | None = None
    consistency: float | None = None
    error_ratio: float | None = None
    standard_error: float | None = None
    least_difference: float | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """What each attempt came to, by its number: `values` are marks, or shares where maxima differ."""

    values: tuple[float, ...]
    maxima: tuple[float, ...]
    maximum: float | None

    @property
    def scale(self) -> float:
        """What a full total is in the unit of `values`."""
        return 1.0 if self.maximum is None else self.maximum

    def rests(self, column: Column) -> list[float]:
        """Return the rest of the test in per cent, for each answer of a column; NaN where there is no rest.

        It is what the attempt earned on everything but this answer. Where maxima are the same for everybody,
        dividing by them changes no correlation.
        """
        top, values = column.maximum, self.values
        if top is not None and self.maximum is not None and _is_above(self.maximum, top):
            share = 100 / (self.maximum - top)
            return [
                (values[attempt] - mark) * share
                for attempt, mark in zip(column.attempts, column.marks, strict=True)
            ]
        return [
            self._rest(attempt, mark, most)
            for attempt, mark, most in zip(column.attempts, column.marks, column.maxima, strict=True)
        ]

    def _rest(self, attempt: int, mark: float, top: float) -> float:
        of = self.maxima[attempt]
        return (
            100 * (self.values[attempt] * of / self.scale - mark) / (of - top) if _is_above(of, top) else nan
        )


def _is_above(of: float, top: float) -> bool:
    return of - top > of * moments.NO_SPREAD


def totals_of(gathered: Gathered) -> Totals:
    """Return the total of every attempt; what was left unanswered earns nothing."""
    values, maxima = [0.0] * len(gathered.members), [0.0] * len(gathered.members)
    for column in gathered.slots:
        for attempt, mark, top in zip(column.attempts, column.marks, column.maxima, strict=True):
            values[attempt] += mark
            maxima[attempt] += top
    most = max(maxima, default=0.0)
    taken = [top for top in maxima if top]
    if all(most - top <= most * moments.NO_SPREAD for top in taken):
        return Totals(tuple(values), tuple(maxima), most)
    shares = (value / top if top else 0.0 for value, top in zip(values, maxima, strict=True))
    return Totals(tuple(shares), tuple(maxima), None)


def quiz_figures(gathered: Gathered, totals: Totals, fewest_people: int, fewest_attempts: int) -> QuizFigures:
    """Return the figures of the totals, as far as there are people and attempts enough."""
    # Attempts that were left out of the columns (later tries) have no maximum.
    taken = [attempt for attempt, top in enumerate(totals.maxima) if top]
    people = len({gathered.members[attempt] for attempt in taken})
    shares = [100 * totals.values[attempt] / totals.scale for attempt in taken]
    figures: dict[str, float | None] = {}
    ranking = Ranking.TOO_FEW
    if taken and people >= fewest_people:
        figures |= {
            "mean": moments.mean(shares),
            "median": moments.median(shares),
            "lowest": min(shares),
            "highest": max(shares),
        }
        if len(taken) >= fewest_attempts:
            figures |= _spread(shares)
            figures |= _errors(gathered, len(taken), totals, figures["deviation"])
            ranking = _ranking(gathered, len(taken), figures)
    return QuizFigures(
        attempts=len(taken),
        people=people,
        slots=len(gathered.slots),
        maximum=totals.maximum,
        ranking=ranking,
        **figures,
    )


def _spread(shares: list[float]) -> dict[str, float | None]:
    """Return standard deviation, skewness and kurtosis; the last two only where totals differ."""
    apart = moments.deviations(shares)
    if all(abs(each) <= 100 * moments.NO_SPREAD for each in apart):
        return {"deviation": 0.0 if len(apart) > 1 else None}
    return {
        "deviation": moments.deviation(moments.covariance(apart, apart)),
        "skewness": moments.skewness(apart),
        "kurtosis": moments.kurtosis(apart),
    }


def _errors(
    gathered: Gathered, attempts: int, totals: Totals, deviation: float | None
) -> Mapping[str, float | None]:
    """Return consistency, error ratio, standard error and least difference; nothing where undefined."""
    if not deviation or totals.maximum is None or not _is_whole(gathered, attempts):
        return {}
    variances = []
    for column in gathered.slots:
        apart = moments.deviations(column.marks)
        variances.append(moments.covariance(apart, apart) or 0.0)
    found = moments.consistency(variances, (deviation * totals.maximum / 100) ** 2)
    if found is None:
        return {}
    ratio = moments.error_ratio(found)
    error = ratio * deviation / 100
    return {
        "consistency": found,
        "error_ratio": ratio,
        "standard_error": error,
        "least_difference": moments.least_difference(error),
    }


def _is_whole(gathered: Gathered, attempts: int) -> bool:
    """Tell whether every attempt fills every slot, each with one maximum."""
    return all(len(column.marks) == attempts and column.maximum is not None for column in gathered.slots)


def _ranking(gathered: Gathered, attempts: int, figures: Mapping[str, float | None]) -> Ranking:
    deviation, consistency, least = map(figures.get, ("deviation", "consistency", "least_difference"))
    if not deviation:
        return Ranking.ALL_EQUAL
    if not _is_whole(gathered, attempts):
        return Ranking.DIFFERENT_QUESTIONS
    if consistency is None or least is None:
        return Ranking.ONE_QUESTION
    if consistency < 0:
        return Ranking.NEGATIVE_CONSISTENCY
    # The differences between all pairs of results have this root mean square.
    return Ranking.WITHIN_ERROR if least >= sqrt(2) * deviation else Ranking.BEYOND_ERROR

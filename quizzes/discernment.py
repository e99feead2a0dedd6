"""How well a group tells real from false, and which way it leans: hits, false alarms, d' and c.

What is real is the signal: to take something real for real is a hit, to take something false for real a
false alarm. So d' says how well the two are told apart, above 0 better than by chance; and c which way the
group leans, below 0 to believing too easily, above 0 to doubting too much. That the two must be kept apart,
and that what is real is the signal, follows Batailler, Brannon, Teas and Gawronski 2022, "A signal detection
approach to understanding the identification of fake news", Perspectives on Psychological Science 17(1).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import NormalDist
from typing import Final

from quizzes.formats.problems import N_
from quizzes.questions.base import InvalidResponse, Judgement, Question
from quizzes.statistics.analysis import FEWEST_ANSWERS, FEWEST_PEOPLE
from quizzes.statistics.rows import Row, Tries

_NORMAL: Final = NormalDist()
_WIDTH: Final = _NORMAL.inv_cdf(0.975)
"""Standard errors to each side of a 95 per cent interval."""

FAIR: Final = 1.0
"""The d' from which telling apart is called good: without leaning, 69 of 100 judgements are right."""

STRONG: Final = 2.0
"""The d' from which it is called very good: without leaning, 84 of 100 judgements are right."""


class Telling(StrEnum):
    """How well real and false are told apart."""

    REVERSED = "reversed"
    NOT_TOLD = "not_told"
    PARTLY = "partly"
    WELL = "well"
    VERY_WELL = "very_well"


class Leaning(StrEnum):
    """Which way judgements lean, whatever is judged."""

    BELIEVING = "believing"
    NEITHER = "neither"
    DOUBTING = "doubting"


TELLING_WORDS: Final[Mapping[Telling, str]] = {
    Telling.REVERSED: N_("The group took the false for real more often than the real."),
    Telling.NOT_TOLD: N_(
        "These answers do not show that the group tells real from false better than by guessing."
    ),
    Telling.PARTLY: N_("The group tells real from false better than by guessing, but still confuses many."),
    Telling.WELL: N_("The group tells real from false fairly well."),
    Telling.VERY_WELL: N_("The group tells real from false very well."),
}
"""Each as a msgid."""

LEANING_WORDS: Final[Mapping[Leaning, str]] = {
    Leaning.BELIEVING: N_("It leans to believing too easily: what is false is let through."),
    Leaning.NEITHER: N_("It leans neither to believing too easily nor to doubting too much."),
    Leaning.DOUBTING: N_("It leans to doubting too much: what is real is doubted as well."),
}
"""Each as a msgid."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A value and where it lies with 95 per cent confidence."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Discernment:
    """What a group took for real: `hits` of so many real things, `false_alarms` of so many false ones.

    `unsure` counts those who said neither, who are in no other count. The rest is None where fewer than five
    people judged, or fewer than ten judgements were made of what is real or of what is false.
    """

    people: int
    real: int
    hits: int
    false: int
    false_alarms: int
    unsure: int
    d_prime: Interval | None = None
    criterion: Interval | None = None
    telling: Telling | None = None
    leaning: Leaning | None = None


def judgements_in(
    rows: Iterable[Row], questions: Mapping[str, Question], tries: Tries = "first"
) -> list[tuple[str, Judgement]]:
    """Return who judged what, from the rows of questions about what is real; other rows are passed over.

    Only each member's first attempt counts unless tries is "all". A response that its question cannot have
    is passed over.
    """
    found: list[tuple[str, int, Judgement]] = []
    first: dict[str, int] = {}
    for row in rows:
        first[row.member] = min(row.attempt, first.get(row.member, row.attempt))
        question = questions.get(row.question)
        if question is None or row.response is None:
            continue
        try:
            judgement = question.judgement(row.response)
        except InvalidResponse:
            continue
        if judgement is not None:
            found.append((row.member, row.attempt, judgement))
    return [
        (member, judgement)
        for member, attempt, judgement in found
        if tries == "all" or attempt == first[member]
    ]


def discern(
    judgements: Iterable[tuple[str, Judgement]],
    *,
    fewest_people: int = FEWEST_PEOPLE,
    fewest_answers: int = FEWEST_ANSWERS,
) -> Discernment:
    """Return how well the members who judged tell real from false, all judgements taken together.

    Judgements of one member are no more alike than those of two in this model; where they are, the true
    intervals are wider.
    """
    people = set()
    counts = {(real, believed): 0 for real in (True, False) for believed in (True, False, None)}
    for member, judgement in judgements:
        people.add(member)
        counts[judgement.is_real, judgement.believed] += 1
    hits, misses = counts[True, True], counts[True, False]
    alarms, rejections = counts[False, True], counts[False, False]
    real, false = hits + misses, alarms + rejections
    is_enough = len(people) >= fewest_people and min(real, false) >= fewest_answers
    d_prime, criterion = sensitivity(hits, real, alarms, false) if is_enough else (None, None)
    return Discernment(
        people=len(people),
        real=real,
        hits=hits,
        false=false,
        false_alarms=alarms,
        unsure=counts[True, None] + counts[False, None],
        d_prime=d_prime,
        criterion=criterion,
        telling=None if d_prime is None else _telling(d_prime),
        leaning=None if criterion is None else _leaning(criterion),
    )


def sensitivity(hits: int, real: int, false_alarms: int, false: int) -> tuple[Interval, Interval]:
    """Return d' and c with their 95 per cent intervals, from counts.

    H = (hits + 0.5) / (real + 1) and F = (false alarms + 0.5) / (false + 1), the log-linear correction, made
    whatever the counts: Hautus 1995, "Corrections for extreme proportions and their biasing effects on
    estimated values of d'", Behavior Research Methods, Instruments, & Computers 27(1). Then d' = z(H) - z(F)
    and c = -(z(H) + z(F)) / 2. Both `real` and `false` are above 0. The variance of d' is the sum over both
    of p(1 - p) / (n phi(z(p))^2), p the corrected share and n the number of judgements: Gourevitch and
    Galanter 1967, "A significance test for one parameter isosensitivity functions", Psychometrika 32; that
    of c is a quarter of it (Macmillan and Creelman 2005, Detection Theory, chapter 13).
    """
    z_hits, of_hits = _z(hits, real)
    z_alarms, of_alarms = _z(false_alarms, false)
    error = sqrt(of_hits + of_alarms)
    return _around(z_hits - z_alarms, error), _around(-(z_hits + z_alarms) / 2, error / 2)


def _z(count: int, of: int) -> tuple[float, float]:
    """Return z of the corrected share, and its variance."""
    share = (count + 0.5) / (of + 1)
    z = _NORMAL.inv_cdf(share)
    return z, share * (1 - share) / (of * _NORMAL.pdf(z) ** 2)


def _around(value: float, error: float) -> Interval:
    return Interval(value, value - _WIDTH * error, value + _WIDTH * error)


def _telling(d_prime: Interval) -> Telling:
    if d_prime.high < 0:
        return Telling.REVERSED
    if d_prime.low <= 0:
        return Telling.NOT_TOLD
    if d_prime.value < FAIR:
        return Telling.PARTLY
    return Telling.WELL if d_prime.value < STRONG else Telling.VERY_WELL


def _leaning(criterion: Interval) -> Leaning:
    if criterion.high < 0:
        return Leaning.BELIEVING
    return Leaning.DOUBTING if criterion.low > 0 else Leaning.NEITHER

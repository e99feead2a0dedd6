"""The published formulae, on plain lists of numbers; each returns None where it has no value.

Source of all, unless a function names another: "Quiz statistics calculations", Moodle's documentation for
developers (https://docs.moodle.org/dev/Quiz_statistics_calculations). Sums are exact to the last bit (fsum)
and are taken about the mean, so that large numbers of answers lose nothing.
"""

from collections.abc import Sequence
from math import fsum, sqrt
from operator import mul
from typing import Final

NO_SPREAD: Final = 1e-9
"""A standard deviation below this share of the scale is rounding, not a difference."""


def mean(values: Sequence[float]) -> float:
    """Return the mean of at least one value."""
    return fsum(values) / len(values)


def median(values: Sequence[float]) -> float:
    """Return the middle value, or the mean of the two in the middle, of at least one value."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def deviations(values: Sequence[float]) -> list[float]:
    """Return how far each value lies from the mean."""
    middle = mean(values)
    return [value - middle for value in values]


def covariance(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Return C = sum of products / (n - 1) of two lists of deviations; None for fewer than two.

    With the same list twice it is the variance V.
    """
    return fsum(map(mul, one, other)) / (len(one) - 1) if len(one) > 1 else None


def shared_spread(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Return C of deviations, 0 where it is nothing but rounding: its root is taken for the weights."""
    shared, first, second = covariance(one, other), covariance(one, one), covariance(other, other)
    if shared is None or first is None or second is None:
        return None
    return shared if abs(shared) > NO_SPREAD * sqrt(first * second) else 0.0


def deviation(variance: float | None) -> float | None:
    """Return the standard deviation, the root of V."""
    return None if variance is None else sqrt(variance)


def correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Return 100 C(x, y) / sqrt(V(x) V(y)), from -100 to 100, of deviations.

    The discrimination index is this of a question's marks and the rest of the test. None where either has
    no spread.
    """
    shared, first, second = covariance(one, other), covariance(one, one), covariance(other, other)
    if shared is None or not first or not second:
        return None
    return 100 * shared / sqrt(first * second)


def efficiency(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Return 100 C / Cmax, of deviations: Cmax pairs the smallest with the smallest and so on.

    The discriminative efficiency is this of a question's marks and the rest of the test. None where Cmax is
    0, that is where either has no spread.
    """
    shared, most = covariance(one, other), covariance(sorted(one), sorted(other))
    return None if shared is None or not most else 100 * shared / most


def skewness(apart: Sequence[float]) -> float | None:
    """Return k3 / k2^(3/2) of deviations with spread, by the k-statistics; None for fewer than three."""
    n = len(apart)
    if n < 3:
        return None
    k2 = _power_sum(apart, 2) / (n - 1)
    k3 = n * _power_sum(apart, 3) / ((n - 1) * (n - 2))
    return k3 / sqrt(k2) ** 3


def kurtosis(apart: Sequence[float]) -> float | None:
    """Return k4 / k2^2 of deviations with spread, 0 for a normal distribution; None for fewer than four."""
    n = len(apart)
    if n < 4:
        return None
    m2, m4 = _power_sum(apart, 2) / n, _power_sum(apart, 4) / n
    k2 = n * m2 / (n - 1)
    k4 = n**2 * ((n + 1) * m4 - 3 * (n - 1) * m2**2) / ((n - 1) * (n - 2) * (n - 3))
    return k4 / k2**2


def consistency(of_parts: Sequence[float], of_totals: float) -> float | None:
    """Return the coefficient of internal consistency in per cent, from variances of parts and of totals.

    It is 100 p/(p - 1) (1 - sum of V(x) / V(T)) for p parts: Cronbach's alpha, which may be negative. None
    for one part alone or totals without spread.
    """
    parts = len(of_parts)
    if parts < 2 or not of_totals:
        return None
    return 100 * parts / (parts - 1) * (1 - fsum(of_parts) / of_totals)


def error_ratio(of_test: float) -> float:
    """Return 100 sqrt(1 - CIC/100): how much of the standard deviation is error of measurement."""
    return 100 * sqrt(max(0.0, 1 - of_test / 100))


def least_difference(standard_error: float) -> float:
    """Return the difference between two results that chance alone exceeds once in twenty times.

    It is 1.96 sqrt(2) SE: the error of a difference is that of two results together. Source: Harvill 1991,
    "Standard error of measurement", Educational Measurement: Issues and Practice 10(2).
    """
    return 1.96 * sqrt(2) * standard_error


def _power_sum(apart: Sequence[float], power: int) -> float:
    return fsum(each**power for each in apart)

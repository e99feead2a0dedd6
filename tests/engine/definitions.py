"""The published definitions, written out slowly with exact fractions: what the engine's figures must equal.

Source: "Quiz statistics calculations" (https://docs.moodle.org/dev/Quiz_statistics_calculations). Nothing of
quizzes.statistics is used here. Marks are a table: one line a person, one column a question.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import sqrt

Table = Sequence[Sequence[Fraction]]


def mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def c(xs: Sequence[Fraction], ys: Sequence[Fraction]) -> Fraction:
    """Return the covariance with n - 1 below."""
    mx, my = mean(xs), mean(ys)
    return sum(((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)), Fraction(0)) / (len(xs) - 1)


def v(xs: Sequence[Fraction]) -> Fraction:
    return c(xs, xs)


def m(power: int, xs: Sequence[Fraction]) -> Fraction:
    """Return the moment about the mean."""
    return mean([(x - mean(xs)) ** power for x in xs])


def columns(table: Table) -> list[list[Fraction]]:
    return [list(column) for column in zip(*table, strict=True)]


def totals(table: Table) -> list[Fraction]:
    return [sum(line, Fraction(0)) for line in table]


def rests(table: Table, place: int) -> list[Fraction]:
    return [sum(line, Fraction(0)) - line[place] for line in table]


def facility(table: Table, place: int, most: Fraction) -> float:
    return float(100 * mean(columns(table)[place]) / most)


def deviation(table: Table, place: int, most: Fraction) -> float:
    return 100 * sqrt(v(columns(table)[place])) / float(most)


def intended_weight(maxima: Sequence[Fraction], place: int) -> float:
    return float(100 * maxima[place] / sum(maxima, Fraction(0)))


def effective_weight(table: Table, place: int) -> float | None:
    """Return 100 sqrt C(x, T) / the sum of these roots, over the questions where C is not negative."""
    shared = [c(column, totals(table)) for column in columns(table)]
    roots = sum(sqrt(each) for each in shared if each > 0)
    return None if shared[place] < 0 or not roots else 100 * sqrt(shared[place]) / roots


def discrimination(table: Table, place: int) -> float | None:
    xs, rest = columns(table)[place], rests(table, place)
    below = v(xs) * v(rest)
    return 100 * float(c(xs, rest)) / sqrt(below) if below else None


def efficiency(table: Table, place: int) -> float | None:
    xs, rest = columns(table)[place], rests(table, place)
    most = c(sorted(xs), sorted(rest))
    return float(100 * c(xs, rest) / most) if most else None


def median(table: Table) -> Fraction:
    ordered = sorted(totals(table))
    middle = len(ordered) // 2
    assert all(one <= other for one, other in pairwise(ordered))
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def k2(table: Table) -> Fraction:
    s = len(table)
    return Fraction(s, s - 1) * m(2, totals(table))


def skewness(table: Table) -> float:
    s = len(table)
    k3 = Fraction(s * s, (s - 1) * (s - 2)) * m(3, totals(table))
    return float(k3) / float(k2(table)) ** 1.5


def kurtosis(table: Table) -> float:
    s, m2, m4 = len(table), m(2, totals(table)), m(4, totals(table))
    k4 = Fraction(s * s, (s - 1) * (s - 2) * (s - 3)) * ((s + 1) * m4 - 3 * (s - 1) * m2 * m2)
    return float(k4 / k2(table) ** 2)


def consistency(table: Table) -> float:
    p = len(table[0])
    parts = sum((v(column) for column in columns(table)), Fraction(0))
    return float(100 * Fraction(p, p - 1) * (1 - parts / v(totals(table))))


def error_ratio(table: Table) -> float:
    return 100 * sqrt(1 - consistency(table) / 100)


def standard_error(table: Table) -> float:
    return error_ratio(table) / 100 * sqrt(v(totals(table)))

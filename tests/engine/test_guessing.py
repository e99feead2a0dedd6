"""What guessing earns, for every type exactly."""

from fractions import Fraction
from itertools import permutations

import pytest

from quizzes.questions import TYPES
from quizzes.statistics import Row, analyse
from tests.engine.examples import example


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_guessing_earns_a_share_below_one(kind):
    assert 0 <= example(kind).guess_score < 1


@pytest.mark.parametrize(
    ("kind", "score"),
    [
        ("choice", Fraction(1, 3)),
        # Three verdicts and two reasons.
        ("true_false", Fraction(1, 3) * Fraction(3, 4)),
        ("short_text", Fraction(0)),
        ("match", Fraction(1, 4)),
        ("number", Fraction(0)),
    ],
)
def test_what_guessing_earns(kind, score):
    assert example(kind).guess_score == score


def test_guessing_among_boxes_earns_the_mean_of_all_ways_to_tick_them():
    question = example("several")
    ids = [option.id for option in question.choices]
    ways = [
        tuple(one for place, one in enumerate(ids) if pattern >> place & 1)
        for pattern in range(1, 2 ** len(ids))
    ]
    marks = [question.mark(way).mark for way in ways]
    assert question.guess_score == sum(marks, Fraction(0)) / len(marks)


def test_guessing_an_order_earns_the_mean_of_all_orders():
    question = example("order")
    marks = [question.mark(way).mark for way in permutations(question.key)]
    assert question.guess_score == sum(marks, Fraction(0)) / len(marks)


def test_the_guess_score_stands_beside_a_question_that_is_known():
    rows = [Row(f"m{n}", "mot", n % 2) for n in range(12)]
    assert analyse(rows).questions[0].guess is None
    assert analyse(rows, {"mot": example("choice")}).questions[0].guess == Fraction(1, 3)

"""Real against false: counts, d′ and c with their intervals, and words that claim no more than they do."""

from math import sqrt
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.discernment import (
    LEANING_WORDS,
    TELLING_WORDS,
    Leaning,
    Telling,
    discern,
    judgements_in,
    sensitivity,
)
from quizzes.questions.base import Judgement
from quizzes.statistics import Row
from tests.engine.examples import example, question

COUNTS = st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def judged(hits: int, real: int, alarms: int, false: int, people: int = 6) -> list[tuple[str, Judgement]]:
    """Return so many judgements, made by people in turn."""
    all_of_them = [Judgement(True, n < hits) for n in range(real)]
    all_of_them += [Judgement(False, n < alarms) for n in range(false)]
    return [(f"m{n % people}", judgement) for n, judgement in enumerate(all_of_them)]


def test_the_published_example_of_the_corrected_shares():
    # 82 of 100 and 46 of 100: d' 1.002793 (Wickens 2002, as in the R package statpsych).
    d_prime, criterion = sensitivity(82, 100, 46, 100)
    assert d_prime.value == pytest.approx(1.002793, abs=1e-6)
    # Its bias is the threshold 0.09943603 less d'/2.
    assert criterion.value == pytest.approx(0.09943603 - 1.002793 / 2, abs=1e-6)


def test_half_right_everywhere_is_no_discernment_and_no_leaning():
    d_prime, criterion = sensitivity(10, 20, 10, 20)
    assert d_prime.value == criterion.value == 0
    # p(1 - p) / (n phi(0)^2) = (1/4) / (20 / (2 pi)), twice.
    error = sqrt(2 * 0.25 * 2 * 3.141592653589793 / 20)
    assert d_prime.high == pytest.approx(1.959963984540054 * error)
    assert criterion.high == pytest.approx(d_prime.high / 2)


@given(COUNTS, COUNTS)
def test_any_counts_have_finite_values_inside_their_intervals(of_real, of_false):
    for interval in sensitivity(*of_real, *of_false):
        assert interval.low < interval.value < interval.high
        assert abs(interval.value) < 10


@given(COUNTS, COUNTS)
def test_saying_real_for_false_and_false_for_real_turns_the_leaning_and_keeps_the_discernment(
    of_real, of_false
):
    (hits, real), (alarms, false) = of_real, of_false
    d_prime, criterion = sensitivity(hits, real, alarms, false)
    turned, leaning = sensitivity(false - alarms, false, real - hits, real)
    assert turned.value == pytest.approx(d_prime.value)
    assert leaning.value == pytest.approx(-criterion.value)


def test_d_prime_is_the_distance_of_the_corrected_shares():
    d_prime, _ = sensitivity(19, 20, 0, 10)
    z = NormalDist().inv_cdf
    assert d_prime.value == pytest.approx(z(19.5 / 21) - z(0.5 / 11))


@pytest.mark.parametrize(
    ("counts", "telling", "leaning"),
    [
        ((58, 60, 2, 60), Telling.VERY_WELL, Leaning.NEITHER),
        ((45, 60, 15, 60), Telling.WELL, Leaning.NEITHER),
        ((56, 60, 45, 60), Telling.PARTLY, Leaning.BELIEVING),
        ((15, 60, 4, 60), Telling.PARTLY, Leaning.DOUBTING),
        ((6, 12, 5, 12), Telling.NOT_TOLD, Leaning.NEITHER),
        ((12, 60, 48, 60), Telling.REVERSED, Leaning.NEITHER),
    ],
)
def test_words_say_how_well_and_which_way(counts, telling, leaning):
    found = discern(judged(*counts))
    assert (found.telling, found.leaning) == (telling, leaning)
    assert (found.hits, found.real, found.false_alarms, found.false) == counts


def test_every_word_has_its_sentence():
    assert TELLING_WORDS.keys() == set(Telling)
    assert LEANING_WORDS.keys() == set(Leaning)


@pytest.mark.parametrize(
    ("counts", "people"), [((9, 9, 1, 12), 6), ((10, 12, 1, 9), 6), ((10, 12, 1, 12), 4)]
)
def test_below_five_people_or_ten_judgements_of_a_kind_only_counts_are_given(counts, people):
    found = discern(judged(*counts, people=people))
    assert found.d_prime is found.criterion is found.telling is found.leaning is None
    assert found.hits == counts[0]


def test_nobody_judged_nothing():
    assert discern([]).people == 0


def test_who_says_not_enough_evidence_is_counted_apart():
    unsure = [("m0", Judgement(True, None)), ("m1", Judgement(False, None))]
    found = discern(judged(10, 12, 2, 12) + unsure)
    assert (found.unsure, found.real, found.false) == (2, 12, 12)


REAL = question('type = "true_false"\nverdict = "true"\nunknown_offered = true\n', "that")
FALSE = question('type = "true_false"\nverdict = "false"\n', "gia")


def test_judgements_are_found_among_all_answers_of_a_first_attempt():
    rows = [
        Row("an", "that", 1, 1, ("true",)),
        Row("an", "gia", 0, 1, ("true",)),
        Row("an", "gia", 1, 1, ("false",), attempt=2),
        Row("binh", "that", 0, 1, ("unknown",)),
        Row("binh", "gia", 0, 1, ()),
        Row("binh", "mot", 1, 1, ("a",)),
        Row("chi", "gia", 0, 1, ("không có",)),
        Row("chi", "that", 1, 1),
    ]
    questions = {"that": REAL, "gia": FALSE, "mot": example("choice")}
    first = [("an", Judgement(True, True)), ("an", Judgement(False, True)), ("binh", Judgement(True, None))]
    assert judgements_in(rows, questions) == first
    assert len(judgements_in(rows, questions, "all")) == 4


def test_a_statement_that_nobody_can_know_is_neither_real_nor_false():
    assert example("true_false").judgement(("true",)) is None

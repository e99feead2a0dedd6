"""Statistics agree with the published definitions, and are silent where they would pretend."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizzes.statistics import Analysis, Fewest, Ranking, Row, UnusableRows, analyse
from tests.engine import definitions
from tests.engine.examples import example

ALWAYS = Fewest(people=0, answers=0)
# Twelve people, five questions of 1, 1, 2, 3 and 5 points, with partial marks: made for this test.
MAXIMA = tuple(map(Fraction, (1, 1, 2, 3, 5)))
TABLE = [
    [Fraction(part) for part in line.split()]
    for line in (
        "1 1 2 3 5",
        "1 0 2 3/2 5",
        "1 1 1 3 5/2",
        "0 1 2 2 5/3",
        "1 1/2 0 3 5",
        "1 0 2 1 0",
        "0 1 1 0 5/2",
        "1 1/3 0 3/2 0",
        "0 0 1 1 5/3",
        "0 1 0 0 0",
        "1 0 0 0 5/4",
        "0 0 0 3/2 0",
    )
]


def rows_of(table: definitions.Table, maxima: Sequence[Fraction]) -> list[Row]:
    """Return the rows of a table, one for each cell."""
    return [
        Row(f"m{person}", f"q{place}", mark, maxima[place])
        for person, line in enumerate(table)
        for place, mark in enumerate(line)
    ]


def near(value: float | None) -> object:
    """Return what equals value to a millionth."""
    return value if value is None else pytest.approx(value, rel=1e-6, abs=1e-6)


def check_all(table: definitions.Table, maxima: Sequence[Fraction], analysis: Analysis) -> None:
    """Compare every figure with its definition."""
    for place, one in enumerate(analysis.questions):
        assert one.facility == near(definitions.facility(table, place, maxima[place]))
        assert one.deviation == near(definitions.deviation(table, place, maxima[place]))
        assert one.intended_weight == near(definitions.intended_weight(maxima, place))
        assert one.effective_weight == near(definitions.effective_weight(table, place))
        assert one.discrimination == near(definitions.discrimination(table, place))
        assert one.efficiency == near(definitions.efficiency(table, place))
    quiz, scale = analysis.quiz, 100 / float(sum(maxima))
    assert quiz.mean == near(float(definitions.mean(definitions.totals(table))) * scale)
    assert quiz.median == near(float(definitions.median(table)) * scale)
    assert quiz.deviation == near(sqrt(definitions.v(definitions.totals(table))) * scale)
    assert quiz.skewness == near(definitions.skewness(table))
    assert quiz.kurtosis == near(definitions.kurtosis(table))
    assert quiz.consistency == near(definitions.consistency(table))
    assert quiz.error_ratio == near(definitions.error_ratio(table))
    assert quiz.standard_error == near(definitions.standard_error(table) * scale)


def test_every_figure_agrees_with_its_definition_for_weighted_questions_and_partial_marks():
    check_all(TABLE, MAXIMA, analyse(rows_of(TABLE, MAXIMA)))


@given(st.data())
def test_every_figure_agrees_with_its_definition_for_any_table(data):
    places = data.draw(st.integers(2, 5))
    maxima = tuple(Fraction(data.draw(st.integers(1, 4))) for _ in range(places))
    shares = st.sampled_from([Fraction(n, 6) for n in range(7)])
    table = [[data.draw(shares) * most for most in maxima] for _ in range(data.draw(st.integers(4, 9)))]
    assume(definitions.v(definitions.totals(table)) > 0)
    check_all(table, maxima, analyse(rows_of(table, maxima), fewest=ALWAYS))


def test_figures_worked_out_by_hand():
    # Four people, two questions of one point: right-right, right-wrong, wrong-right, right-right.
    table = [[Fraction(int(mark)) for mark in line] for line in ("11", "10", "01", "11")]
    analysis = analyse(rows_of(table, (Fraction(1), Fraction(1))), fewest=ALWAYS)
    first = analysis.questions[0]
    assert first.facility == 75
    assert first.deviation == pytest.approx(50)
    # C(x, X) = -1/12 and V(x) = V(X) = 1/4; Cmax pairs 0 1 1 1 with 0 1 1 1.
    assert first.discrimination == pytest.approx(-100 / 3)
    assert first.efficiency == pytest.approx(-100 / 3)
    assert first.effective_weight == pytest.approx(50)
    # V(T) = 1/3: 100 * 2 * (1 - (1/2) / (1/3)).
    assert analysis.quiz.consistency == pytest.approx(-100)


def test_the_order_of_rows_never_matters():
    rows = rows_of(TABLE, MAXIMA)
    one, other = analyse(rows), analyse(reversed(rows))
    assert one.quiz == other.quiz
    assert {each.name: each for each in one.questions} == {each.name: each for each in other.questions}


def test_the_unit_of_marks_never_matters():
    thousandths = [
        row._replace(mark=row.mark * 1000, maximum=row.maximum * 1000) for row in rows_of(TABLE, MAXIMA)
    ]
    one, other = analyse(rows_of(TABLE, MAXIMA)).quiz, analyse(thousandths).quiz
    assert other.standard_error == near(one.standard_error)
    assert other.mean == near(one.mean)


def test_what_was_left_unanswered_earns_nothing_and_is_counted():
    rows = [row._replace(mark=None) if row.mark == 0 else row for row in rows_of(TABLE, MAXIMA)]
    left, whole = analyse(rows), analyse(rows_of(TABLE, MAXIMA))
    assert [one.unanswered for one in left.questions] == [5, 5, 5, 3, 4]
    assert [one.unanswered for one in whole.questions] == [0] * 5
    assert left.quiz == whole.quiz


def test_a_response_with_open_parts_is_partly_answered_and_an_empty_one_unanswered():
    responses = [("a", "b"), ("a", ""), ("", ""), ()]
    rows = [Row(f"m{n}", "q", 0, 1, response) for n, response in enumerate(responses)]
    (one,) = analyse(rows).questions
    assert (one.answers, one.partly_answered, one.unanswered) == (4, 1, 2)


def test_a_question_that_not_everybody_got_is_measured_by_those_who_got_it():
    asked = [row for row in rows_of(TABLE, MAXIMA) if row.question != "q0" or int(row.member[1:]) % 2 == 0]
    analysis = analyse(asked, fewest=ALWAYS)
    one = analysis.questions[0]
    even = TABLE[::2]
    assert one.answers == 6
    assert one.facility == near(definitions.facility(even, 0, MAXIMA[0]))
    assert one.discrimination == near(definitions.discrimination(even, 0))


def test_members_with_different_questions_are_compared_by_shares_and_never_ranked():
    rows = [row for row in rows_of(TABLE, MAXIMA) if (row.question, row.member) != ("q4", "m0")]
    quiz = analyse(rows).quiz
    assert quiz.maximum is None
    assert quiz.ranking is Ranking.DIFFERENT_QUESTIONS
    assert quiz.consistency is None
    # Who was not asked the last question earned all of the other seven points.
    assert quiz.highest == 100


def test_questions_drawn_at_random_share_the_figures_of_their_slot():
    rows = [
        row._replace(slot="1", question="q0a" if int(row.member[1:]) % 2 else "q0b")
        if row.question == "q0"
        else row
        for row in rows_of(TABLE, MAXIMA)
    ]
    analysis, plain = analyse(rows), analyse(rows_of(TABLE, MAXIMA))
    assert [one.name for one in analysis.slots] == ["1", "q1", "q2", "q3", "q4"]
    assert replace(analysis.slots[0], name="q0") == plain.questions[0]
    assert analysis.quiz == plain.quiz
    assert {one.name: one.answers for one in analysis.questions}["q0a"] == 6


def test_only_the_first_attempt_counts_unless_all_are_wanted():
    later = [row._replace(attempt=2, mark=row.maximum) for row in rows_of(TABLE, MAXIMA)]
    rows = later + rows_of(TABLE, MAXIMA)
    assert analyse(rows).quiz == analyse(rows_of(TABLE, MAXIMA)).quiz
    everything = analyse(rows, tries="all").quiz
    assert (everything.attempts, everything.people) == (24, 12)
    assert everything.mean > analyse(rows).quiz.mean


def test_below_ten_answers_or_five_people_nothing_is_said_of_a_question():
    nine = analyse(rows_of(TABLE[:9], MAXIMA))
    assert all(one.facility is one.discrimination is one.right is None for one in nine.questions)
    assert not any(one.enough for one in nine.questions)
    assert all(one.enough for one in analyse(rows_of(TABLE[:10], MAXIMA)).questions)
    four = [
        row._replace(member=f"m{int(row.member[1:]) % 4}", attempt=1 + int(row.member[1:]) // 4)
        for row in rows_of(TABLE, MAXIMA)
    ]
    assert not any(one.enough for one in analyse(four, tries="all").questions)


def test_totals_have_a_mean_from_five_people_and_a_spread_from_ten_attempts():
    four, five = (analyse(rows_of(TABLE[:n], MAXIMA)).quiz for n in (4, 5))
    assert four.mean is None
    assert five.mean is not None
    assert five.deviation is five.consistency is None
    assert five.ranking is Ranking.TOO_FEW


def test_nothing_at_all_gives_no_figure():
    analysis = analyse([])
    assert analysis.questions == ()
    assert analysis.quiz.attempts == 0


def test_a_question_that_everybody_gets_right_tells_nothing_and_divides_by_nothing():
    one = analyse([Row(f"m{n}", q, 1 if q == "easy" else n % 2) for n in range(12) for q in ("easy", "hard")])
    easy = one.questions[0]
    assert (easy.facility, easy.deviation) == (100, 0)
    assert easy.discrimination is easy.efficiency is None


@pytest.mark.parametrize("mark", [Fraction(1, 3), 0.1, 0.7])
def test_rounding_is_no_difference(mark):
    quiz = analyse([Row(f"m{n}", f"q{q}", mark) for n in range(12) for q in range(7)]).quiz
    assert quiz.deviation == 0
    assert quiz.skewness is quiz.kurtosis is quiz.consistency is None
    assert quiz.ranking is Ranking.ALL_EQUAL


def test_one_question_ranks_nobody():
    assert analyse([Row(f"m{n}", "q", n % 2) for n in range(12)]).quiz.ranking is Ranking.ONE_QUESTION


def test_questions_that_contradict_each_other_rank_nobody():
    rows = [Row(f"m{n}", q, (n + (q == "b" and n < 11)) % 2) for n in range(12) for q in "ab"]
    analysis = analyse(rows)
    assert analysis.quiz.consistency < 0
    assert analysis.quiz.error_ratio > 100
    assert analysis.quiz.ranking is Ranking.NEGATIVE_CONSISTENCY


def test_differences_within_the_error_rank_nobody_and_beyond_it_they_may():
    unclear = analyse(rows_of(TABLE, MAXIMA)).quiz
    assert unclear.ranking is Ranking.WITHIN_ERROR
    assert unclear.least_difference > sqrt(2) * unclear.deviation
    clear = [Row(f"m{n}", f"q{q}", int(q < n)) for n in range(21) for q in range(20)]
    quiz = analyse(clear).quiz
    assert quiz.ranking is Ranking.BEYOND_ERROR
    assert quiz.least_difference == pytest.approx(1.96 * sqrt(2) * quiz.standard_error)
    assert quiz.least_difference < sqrt(2) * quiz.deviation


def test_a_question_that_goes_against_the_total_has_no_effective_weight():
    rows = [Row(f"m{n}", f"q{q}", int(q < n) if q else int(n < 6)) for n in range(12) for q in range(9)]
    first = analyse(rows).questions[0]
    assert first.effective_weight is None
    assert first.opposes


@pytest.mark.parametrize(
    "rows",
    [
        [Row("m", "q", 1), Row("m", "q", 0)],
        [Row("m", "a", 1, slot="1"), Row("m", "b", 0, slot="1")],
        [Row("m", "q", 2)],
        [Row("m", "q", float("nan"))],
        [Row("m", "q", 0, 0)],
    ],
)
def test_rows_that_cannot_be_are_refused(rows):
    with pytest.raises(UnusableRows):
        analyse(rows)


def test_wrong_options_are_counted_with_how_their_choosers_do_elsewhere():
    question = example("choice")
    chosen = "aaaaaabbbbbb"
    rows = []
    for n, option in enumerate(chosen):
        rows.append(Row(f"m{n}", "mot", question.mark((option,)).mark, 1, (option,)))
        # Whoever chose the wrong option does better in the rest.
        rows += [Row(f"m{n}", f"q{q}", int(option == "b" or q == 0)) for q in range(4)]
    one = analyse(rows, {"mot": question}).questions[0]
    assert [(wrong.response, wrong.count) for wrong in one.wrong] == [(("b",), 6), (("c",), 0)]
    assert one.wrong[0].share == 50
    assert one.wrong[0].rest == 100
    assert one.wrong[0].draws_the_able
    assert not one.wrong[1].draws_the_able


def test_without_the_question_every_response_below_the_full_mark_is_a_wrong_answer():
    given = ["hà nội"] * 7 + ["huế"] * 4 + [""]
    rows = [
        Row(f"m{n}", "q", int(text == "hà nội"), 1, (text,) if text else ()) for n, text in enumerate(given)
    ]
    (one,) = analyse(rows).questions
    assert [(wrong.response, wrong.count) for wrong in one.wrong] == [(("huế",), 4)]

"""A quiz taken alone."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.attempt import (
    GRACE,
    LARGEST_DENOMINATOR,
    Decision,
    Total,
    deadline_of,
    feedback_is_shown,
    from_thousandths,
    may_answer,
    may_begin,
    question_order,
    thousandths,
    total,
)
from quizzes.questions.cloze import MOST_GAPS
from quizzes.questions.group import MOST_ITEMS
from quizzes.quiz import Policy, Quiz, UnknownQuestion
from tests.engine.examples import BODIES, example, question

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
QUIZ = Quiz("Trắc nghiệm", tuple(question(BODIES["choice"], f"q{number}") for number in range(6)))


@given(st.text(max_size=8))
def test_every_question_is_asked_once_in_an_order_that_the_seed_fixes(seed):
    order = question_order(QUIZ, seed)
    assert sorted(order) == [question.id for question in QUIZ.questions]
    assert question_order(QUIZ, seed) == order


def test_seeds_ask_in_different_orders():
    assert len({question_order(QUIZ, str(seed)) for seed in range(20)}) > 10


def test_practice_may_always_begin_and_an_exam_while_tries_are_left():
    assert may_begin(Policy(tries=2), "practice", 99)
    assert may_begin(Policy(tries=2), "exam", 1)
    assert not may_begin(Policy(tries=2), "exam", 2)
    assert may_begin(Policy(), "exam", 99)


def test_only_an_exam_with_minutes_has_a_deadline():
    assert deadline_of(Policy(minutes=20), "exam", NOON) == NOON + timedelta(minutes=20)
    assert deadline_of(Policy(), "exam", NOON) is None
    assert deadline_of(Policy(minutes=20), "practice", NOON) is None


@pytest.mark.parametrize(
    ("mode", "submitted", "late", "answered", "decision"),
    [
        ("practice", False, None, False, Decision.ALLOWED),
        ("practice", False, None, True, Decision.ALREADY_ANSWERED),
        ("practice", True, None, False, Decision.HANDED_IN),
        ("exam", False, None, True, Decision.ALLOWED),
        ("exam", True, None, False, Decision.HANDED_IN),
        ("exam", False, timedelta(seconds=-1), True, Decision.ALLOWED),
        ("exam", False, GRACE, False, Decision.ALLOWED),
        ("exam", False, GRACE + timedelta(microseconds=1), False, Decision.TOO_LATE),
        ("exam", True, GRACE * 2, False, Decision.HANDED_IN),
    ],
)
def test_a_response_is_taken_while_the_attempt_and_the_question_are_open(
    mode, submitted, late, answered, decision
):
    deadline = None if late is None else NOON - late
    found = may_answer(mode, submitted, deadline, NOON, answered)
    assert found is decision
    assert found.is_allowed is (decision == "allowed")


def test_feedback_waits_for_the_answer_in_practice_and_for_handing_in_in_an_exam():
    shown = {
        (mode, submitted, answered): feedback_is_shown(mode, submitted, answered)
        for mode in ("practice", "exam")
        for submitted in (False, True)
        for answered in (False, True)
    }
    hidden = {case for case, is_shown in shown.items() if not is_shown}
    assert hidden == {("practice", False, False), ("exam", False, False), ("exam", False, True)}


@given(st.sampled_from(["practice", "exam"]), st.booleans(), st.booleans())
def test_a_key_that_was_shown_can_no_longer_be_used(mode, submitted, answered):
    if feedback_is_shown(mode, submitted, answered):
        assert not may_answer(mode, submitted, None, NOON, answered).is_allowed


def test_a_total_counts_questions_fully_right_and_sums_up_all_marks():
    marks = {"q0": Fraction(1), "q1": Fraction(1, 3), "q2": Fraction(0)}
    assert total(QUIZ, marks) == Total(right=1, asked=6, mark=Fraction(2, 9), unanswered=3)


def test_points_weigh_a_mark():
    heavy = question(BODIES["choice"] + "points = 3\n", "heavy")
    found = total(Quiz("Trắc nghiệm", (example("choice"), heavy)), {"heavy": Fraction(1, 2)})
    assert found.mark == Fraction(3, 8)


def test_an_empty_quiz_comes_to_nothing():
    assert total(Quiz("Trống", ()), {}) == Total(right=0, asked=0, mark=Fraction(0), unanswered=0)


def test_a_mark_of_another_quiz_is_refused():
    with pytest.raises(UnknownQuestion):
        total(QUIZ, {"khac": Fraction(1)})


@given(st.dictionaries(st.sampled_from([f"q{number}" for number in range(6)]), st.fractions(0, 1)))
def test_a_total_is_a_share_and_is_whole_only_when_all_is_right(marks):
    found = total(QUIZ, marks)
    assert 0 <= found.mark <= 1
    assert (found.mark == 1) == (found.right == found.asked)
    assert found.unanswered == found.asked - len(marks)


@given(
    st.integers(1, LARGEST_DENOMINATOR).flatmap(
        lambda low: st.builds(Fraction, st.integers(0, low), st.just(low))
    )
)
def test_the_mark_of_a_question_is_stored_without_loss(mark):
    assert from_thousandths(thousandths(mark)) == mark


def test_every_mark_of_one_question_has_a_thousandth_of_its_own():
    marks = {
        Fraction(part, whole) for whole in range(1, LARGEST_DENOMINATOR + 1) for part in range(whole + 1)
    }
    assert len(set(map(thousandths, marks))) == len(marks)


def test_no_type_counts_its_mark_in_more_parts():
    assert max(MOST_GAPS, MOST_ITEMS) <= LARGEST_DENOMINATOR


@given(st.integers(0, 1000))
def test_every_stored_number_is_kept(number):
    assert thousandths(from_thousandths(number)) == number


@given(st.fractions(0, 1))
def test_only_a_whole_mark_is_stored_as_whole_and_only_nothing_as_nothing(mark):
    assert (thousandths(mark) == 1000) == (mark == 1)
    assert (thousandths(mark) == 0) == (mark == 0)
    assert abs(Fraction(thousandths(mark), 1000) - mark) <= Fraction(1, 1000)

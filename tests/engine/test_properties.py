"""What holds for every question that anybody can write, of every type, and every answer to it."""

import contextlib
import json
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.attempt import from_thousandths, thousandths
from quizzes.formats.problems import Ledger
from quizzes.formats.quiz import read_question
from quizzes.formats.table import Table
from quizzes.questions import InvalidResponse, Question
from tests.engine.strategies import questions, responses

# Making a question of up to twelve parts takes its time.
FEWER = settings(max_examples=50)


@st.composite
def answered(draw: st.DrawFn) -> tuple[Question, tuple[str, ...]]:
    """Return a question and a response that its form could take."""
    question = draw(questions())
    response = draw(responses(question))
    with contextlib.suppress(InvalidResponse):
        return question, question.check(response)
    return question, question.right_response


@settings(FEWER)
@given(questions())
def test_the_right_response_earns_one_and_nothing_earns_nothing(question):
    assert question.check(question.right_response) == question.right_response
    assert question.mark(question.right_response).mark == 1
    assert question.mark(()).mark == 0


@settings(FEWER)
@given(answered())
def test_a_mark_is_an_exact_share_that_is_stored_without_loss(case):
    question, response = case
    mark = question.mark(response).mark
    assert type(mark) is Fraction
    assert 0 <= mark <= 1
    # The weighed parts of a case may come to any fraction: only whether it is wholly right or wrong is exact.
    if question.type == "case":
        assert (thousandths(mark) in (0, 1000)) is (mark in (0, 1))
    else:
        assert from_thousandths(thousandths(mark)) == mark


@settings(FEWER)
@given(case=answered(), seed=st.text(max_size=8))
def test_the_order_in_which_options_are_shown_never_matters(case, seed):
    question, response = case
    shown = question.shown(seed)
    assert shown.check(response) == response
    assert shown.mark(response) == question.mark(response)
    assert shown.answer_texts(response) == question.answer_texts(response)
    assert shown.right_response == question.right_response


@settings(FEWER)
@given(answered())
def test_a_response_survives_storing_and_reading(case):
    question, response = case
    stored = tuple(json.loads(json.dumps(response, ensure_ascii=False)))
    assert stored == response
    assert question.check(stored) == response
    assert question.mark(stored) == question.mark(response)


@settings(FEWER)
@given(questions())
def test_what_is_written_is_read_as_the_same_question(question):
    ledger = Ledger("quiz.toml")
    table = Table(question.written(), ledger)
    assert read_question(table) == question
    table.finish()
    assert ledger.problems == []


@settings(FEWER)
@given(answered())
def test_what_is_said_to_be_wrong_is_part_of_what_was_answered(case):
    question, response = case
    wrong = question.wrong_texts(response)
    if question.mark(response).mark == 1:
        assert wrong == ()
    if question.type != "order":
        assert set(wrong) <= set(question.answer_texts(response))


@settings(FEWER)
@given(case=answered(), data=st.data())
def test_the_order_in_which_the_author_wrote_the_options_never_matters(case, data):
    question, response = case
    table = question.written()
    if "options" in table:
        table["options"] = data.draw(st.permutations(table["options"]))
        again = read_question(Table(table, Ledger("quiz.toml")))
        assert again.mark(response) == question.mark(response)

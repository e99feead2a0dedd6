"""Judging a statement and saying why."""

from fractions import Fraction

import pytest

from quizzes.questions import InvalidResponse
from tests.engine.examples import example, problems_of, question


@pytest.mark.parametrize(
    ("response", "mark"),
    [
        (("unknown", "a"), Fraction(1)),
        (("unknown", "b"), Fraction(1, 2)),
        (("unknown",), Fraction(1, 2)),
        (("unknown", ""), Fraction(1, 2)),
        (("false", "a"), Fraction(0)),
        (("true", "b"), Fraction(0)),
    ],
)
def test_the_verdict_earns_half_and_the_reason_the_rest(response, mark):
    assert example("true_false").mark(response).mark == mark


def test_without_reasons_the_verdict_earns_all():
    statement = question('type = "true_false"\nverdict = "false"')
    assert statement.mark(("false",)).mark == 1
    assert statement.mark(("true",)).mark == 0
    assert statement.right_response == ("false",)


def test_not_enough_evidence_is_refused_where_it_is_not_offered():
    statement = question('type = "true_false"\nverdict = "false"')
    assert [verdict.id for verdict in statement.choices] == ["true", "false"]
    with pytest.raises(InvalidResponse):
        statement.check(("unknown",))


@pytest.mark.parametrize("response", [("", "a"), ("true", "a", "b"), ("true", "true")])
def test_a_reason_alone_or_two_reasons_are_refused(response):
    with pytest.raises(InvalidResponse):
        example("true_false").check(response)


def test_a_response_in_words_begins_with_the_verdicts_msgid():
    assert example("true_false").answer_texts(("unknown", "b")) == (
        "Not enough evidence",
        "Nhiều người đã chia sẻ",
    )


def test_wrong_verdict_and_wrong_reason_are_counted_each():
    statement = example("true_false")
    assert statement.wrong_choice_ids(("true", "b")) == ("true", "b")
    assert statement.wrong_choice_ids(("true", "a")) == ("true",)
    assert statement.wrong_choice_ids(("unknown", "b")) == ("b",)


REASON = '{ id = "a", text = "A", right = true }, { id = "b", text = "B" }'
FAULTS = {
    "verdict": ('verdict = "yes"', "“verdict” cannot be “yes”"),
    "unknown": ('verdict = "unknown"', "which is not offered"),
    "one reason": (
        'verdict = "true"\nreasons = [{ id = "a", text = "A", right = true }]',
        "“reasons” has 1 items",
    ),
    "no right": (
        'verdict = "true"\nreasons = [{ id = "a", text = "A" }, { id = "b", text = "B" }]',
        "0 reasons",
    ),
    "reserved": (f'verdict = "true"\nreasons = [{REASON.replace("a", "true", 1)}]', "id of a verdict"),
}


@pytest.mark.parametrize(("body", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_a_faulty_statement_is_explained(body, message):
    assert any(message in line for line in problems_of(f'type = "true_false"\n{body}'))

"""Choosing one, and choosing several."""

from fractions import Fraction

import pytest

from quizzes.questions import InvalidResponse
from tests.engine.examples import example, problems_of


def test_a_right_choice_earns_one_and_a_wrong_one_nothing():
    question = example("choice")
    assert [question.mark((chosen,)).mark for chosen in "abc"] == [1, 0, 0]


def test_a_wrong_choice_is_counted_and_has_its_feedback():
    question = example("choice")
    assert question.wrong_choice_ids(("b",)) == ("b",)
    assert [option.feedback for option in question.choices if option.id == "b"] == [
        "Chuyển rồi thì rất khó lấy lại."
    ]


@pytest.mark.parametrize(
    ("chosen", "mark"),
    [
        ("abd", Fraction(1)),
        ("ab", Fraction(2, 3)),
        ("abc", Fraction(1, 3)),
        ("abcde", Fraction(1, 3)),
        ("a", Fraction(1, 3)),
        ("ac", Fraction(0)),
        ("ce", Fraction(0)),
        ("ace", Fraction(0)),
    ],
)
def test_each_wrong_choice_takes_away_what_a_right_one_gives(chosen, mark):
    assert example("several").mark(tuple(chosen)).mark == mark


def test_several_are_stored_in_the_authors_order_once_each():
    assert example("several").check(("d", "a", "d", "c")) == ("a", "c", "d")


def test_only_the_wrong_ones_of_several_are_counted():
    assert example("several").wrong_choice_ids(("e", "a", "c")) == ("c", "e")


def test_two_choices_where_one_is_asked_are_refused():
    with pytest.raises(InvalidResponse):
        example("choice").check(("a", "b"))


OPTIONS = {
    "none right": ('{ id = "a", text = "A" }, { id = "b", text = "B" }', "0 options are marked right"),
    "two right": (
        '{ id = "a", text = "A", right = true }, { id = "b", text = "B", right = true }',
        "2 options are marked right",
    ),
    "one option": ('{ id = "a", text = "A", right = true }', "“options” has 1 items"),
    "same id": ('{ id = "a", text = "A", right = true }, { id = "a", text = "B" }', "“a” comes twice"),
    "same text": ('{ id = "a", text = "A", right = true }, { id = "b", text = "A" }', "“A” comes twice"),
    "no text": ('{ id = "a", right = true }, { id = "b", text = "B" }', "“text” is missing"),
    "bad id": ('{ id = "Á", text = "A", right = true }, { id = "b", text = "B" }', "“Á” cannot be an id"),
    "right in words": (
        '{ id = "a", text = "A", right = "yes" }, { id = "b", text = "B" }',
        "“right” must be true or",
    ),
    "unknown key": (
        '{ id = "a", txt = "A", right = true }, { id = "b", text = "B" }',
        "“txt” is not known here",
    ),
    "no table": ('"A", "B"', "Item 1 of “options” is not a table"),
}


@pytest.mark.parametrize(("options", "message"), OPTIONS.values(), ids=OPTIONS.keys())
def test_a_faulty_choice_is_explained(options, message):
    assert any(message in line for line in problems_of(f'type = "choice"\noptions = [{options}]'))


def test_several_need_two_right_and_one_wrong():
    row = '{{ id = "{0}", text = "{0}", right = {1} }}'
    rows = [row.format(letter, "true") for letter in "abc"]
    assert problems_of(f'type = "several"\noptions = [{", ".join(rows)}]') == [
        "Every option is marked right."
    ]
    rows = [row.format(letter, str(letter == "a").lower()) for letter in "abc"]
    assert "1 options are marked right" in problems_of(f'type = "several"\noptions = [{", ".join(rows)}]')[0]

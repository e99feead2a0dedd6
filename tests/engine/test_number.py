"""Typing a number."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.questions import InvalidResponse, Number
from quizzes.questions.number import NoNumber
from tests.engine.examples import example, problems_of, question


def asked(body: str) -> Number:
    """Return a number question with these keys."""
    return question(f'type = "number"\n{body}')


@pytest.mark.parametrize("typed", ["1.000,5", "1000,5 km", "1000", "1.001 km", "1 000,5", "một nghìn"])
def test_a_number_within_the_tolerance_is_right(typed):
    assert example("number").mark((typed,)).mark == 1


@pytest.mark.parametrize("typed", ["999,9", "1.001,1", "-1000,5", "1,0005"])
def test_a_number_outside_is_wrong(typed):
    assert example("number").mark((typed,)).mark == 0


@pytest.mark.parametrize("written", ["1945", '"1945"', '"1.945"', "1945.0"])
def test_an_author_writes_the_value_bare_or_in_quotation_marks(written):
    assert asked(f"value = {written}").value == 1945


def test_a_bare_decimal_is_exact():
    assert asked("value = 0.1").value == Fraction(1, 10)
    assert asked("value = 1.1\ntolerance = 0.1").high == Fraction(12, 10)


def test_a_range_is_right_from_end_to_end_and_its_middle_is_named():
    ranged = asked('low = "3"\nhigh = "5"')
    assert ranged.right_response == ("4",)
    assert [ranged.mark((text,)).mark for text in ("2,9", "3", "4,2", "5", "5,1")] == [0, 1, 1, 1, 0]
    assert ranged.accepted_range == ("3", "5")
    assert asked('value = "5"\nlow = "3"\nhigh = "5"').right_response == ("5",)


def test_an_exact_value_has_no_range():
    assert asked('value = "5"').accepted_range is None


def test_a_unit_may_be_typed_or_left_out_and_another_is_asked_to_be_changed():
    walked = asked('value = "5"\nunit = "km"')
    assert walked.mark(("5",)).mark == walked.mark(("5 km",)).mark == 1
    with pytest.raises(NoNumber, match="Write the number in “km”, without “m”"):
        walked.check(("5000 m",))
    with pytest.raises(NoNumber, match="Write only the number, without “km”"):
        asked('value = "5"').check(("5 km",))


def test_a_unit_that_is_part_of_the_answer_must_be_right():
    walked = asked('value = "5"\nunit = "km"\nunit_needed = true')
    assert walked.mark(("5 km",)).mark == 1
    assert (walked.mark(("5",)).mark, walked.mark(("5",)).remarks) == (0, ("unit_missing",))
    assert (walked.mark(("5 m",)).mark, walked.mark(("5 m",)).remarks) == (0, ("unit_wrong",))
    assert walked.right_response == ("5 km",)


def test_a_year_is_written_without_a_dot_and_read_with_its_word():
    founded = asked('value = "1930"\nyear = true')
    assert founded.right_response == ("1930",)
    for typed in ("1930", "năm 1930", "1.930", "một chín ba không"):
        assert founded.mark((typed,)).mark == 1


def test_english_numbers_are_read_and_written_where_the_author_says_so():
    english = asked('value = "1,000.5"\nlocale = "en"')
    assert english.right_response == ("1,000.5",)
    assert english.mark(("1000.5",)).mark == 1
    assert english.mark(("1000,5",)).mark == 1
    assert english.mark(("1.000",)).mark == 0


def test_a_member_is_told_how_the_number_was_read():
    assert example("number").read_as(("1000,5 km",)) == "1.000,5 km"


@pytest.mark.parametrize("typed", ["chưa biết", "9" * 5000, "9" * 101, "1.2.3"])
def test_what_is_no_number_is_refused_in_words_and_not_counted_wrong(typed):
    with pytest.raises(NoNumber) as refusal:
        example("number").mark((typed,))
    assert refusal.value.message % refusal.value.values
    assert isinstance(refusal.value, InvalidResponse)


@given(st.integers(-(10**20), 10**20), st.integers(0, 10**6))
def test_both_ends_of_a_tolerance_are_right_and_what_lies_beyond_is_not(value, tolerance):
    one = asked(f'value = "{value}"\ntolerance = "{tolerance}"')
    for end in (value - tolerance, value + tolerance):
        assert one.mark((str(end),)).mark == 1
    for end in (value - tolerance - 1, value + tolerance + 1):
        assert one.mark((str(end),)).mark == 0


FAULTS = {
    "none": ("", "“value” is missing"),
    "word": ('value = "nhiều"', "“value” is not a number: “nhiều”"),
    "flag": ("value = true", "“value” is not a number that can be used"),
    "huge": ("value = 1e999999", "“value” is not a number that can be used"),
    "nan": ("value = nan", "“value” is not a number that can be used"),
    "low alone": ('value = "1"\nlow = "0"', "“low” and “high” go together"),
    "upside down": ('low = "5"\nhigh = "3"', "is not between"),
    "outside": ('value = "9"\nlow = "3"\nhigh = "5"', "is not between"),
    "below 0": ('value = "9"\ntolerance = "-1"', "“tolerance” goes with “value”"),
    "both": ('low = "3"\nhigh = "5"\ntolerance = "1"', "“tolerance” goes with “value”"),
    "unit": ('value = "9"\nunit = "5 km"', "begins with a digit"),
    "no unit": ('value = "9"\nunit_needed = true', "there is no “unit”"),
    "locale": ('value = "9"\nlocale = "fr"', "“locale” cannot be “fr”"),
}


@pytest.mark.parametrize(("body", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_a_faulty_number_is_explained(body, message):
    assert any(message in line for line in problems_of(f'type = "number"\n{body}'))

"""Numbers as people write them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.numbers import NotANumber, read_number, read_quantity, written_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.000,5", Fraction(2001, 2)),
        ("1000,5", Fraction(2001, 2)),
        ("1 000,5", Fraction(2001, 2)),
        ("1\u00a0000,5", Fraction(2001, 2)),
        ("1,000", 1),
        ("1.000", 1000),
        ("1.5", Fraction(3, 2)),
        ("0.500", Fraction(1, 2)),
        ("1,000,000", 1_000_000),
        ("1.000.000", 1_000_000),
        (",5", Fraction(1, 2)),
        ("\u22125", -5),
        ("\u2013 5", -5),
        ("âm 5", -5),
        ("- 1.000,25", Fraction(-4001, 4)),
        ("+3", 3),
        ("3/4", Fraction(3, 4)),
        ("1945.", 1945),
        ("5,6 triệu", 5_600_000),
        ("2 nghìn tỷ", 2 * 10**12),
        ("khoảng 30", 30),
        ("một nghìn chín trăm bốn mươi lăm", 1945),
        ("0", 0),
        ("9" * 60, int("9" * 60)),
    ],
)
def test_a_number_is_read_as_vietnamese_write_it(text, number):
    assert read_quantity(text, "vi") == (number, "")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,000.5", Fraction(2001, 2)),
        ("1,000", 1000),
        ("1.000", 1),
        ("1,5", Fraction(3, 2)),
        ("1.000.000", 1_000_000),
        ("1 000.5", Fraction(2001, 2)),
    ],
)
def test_a_number_is_read_as_english_write_it(text, number):
    assert read_quantity(text, "en") == (number, "")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("abc", "is not a number"),
        ("", "is not a number"),
        ("1e5", "is not a number"),
        ("0x10", "is not a number"),
        ("\u0663", "is not a number"),
        ("..", "is not a number"),
        ("3-5", "is not a number"),
        ("1.00.000", "make no number"),
        ("12 5", "make no number"),
        ("1.5.5", "make no number"),
        ("1/0", "divided by 0"),
        ("9" * 61, "too long"),
        ("9" * 5000, "too long"),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(text, reason):
    with pytest.raises(NotANumber, match=reason):
        read_quantity(text, "vi")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5 km", "km"),
        ("5km", "km"),
        ("km 5", "km"),
        ("5 KM.", "km"),
        ("5%", "%"),
        ("5 phần trăm", "%"),
        ("5 m2", "m²"),
        ("5m²", "m²"),
        ("năm tuổi", "tuổi"),
        ("5 triệu đồng", "triệu đồng"),
    ],
)
def test_a_unit_is_found_before_or_behind_the_number(text, unit):
    assert read_quantity(text, "vi", unit) == (5, unit)


def test_a_unit_may_be_left_out_and_another_is_told_apart():
    assert read_quantity("5", "vi", "km") == (5, "")
    assert read_quantity("5 m", "vi", "km") == (5, "m")
    assert read_quantity("5,6 triệu người", "vi", "người") == (5_600_000, "người")


def test_a_year_may_have_its_word():
    assert read_quantity("Năm 1945", "vi", year=True) == (1945, "")
    assert read_quantity("năm một chín bốn lăm", "vi", year=True) == (1945, "")
    assert read_quantity("30 năm", "vi", "năm") == (30, "năm")


DECIMALS = st.builds(
    lambda whole, places: Fraction(whole, 10**places), st.integers(-(10**12), 10**12), st.integers(0, 9)
)
LOCALES = st.sampled_from(["vi", "en"])


@given(number=DECIMALS | st.fractions(max_denominator=999), locale=LOCALES, grouped=st.booleans())
def test_what_is_written_is_read_as_the_same_number(number, locale, grouped):
    assert read_number(written_number(number, locale, grouped=grouped), locale) == number


def test_numbers_are_written_as_the_locale_writes_them():
    assert written_number(Fraction(2001, 2), "vi") == "1.000,5"
    assert written_number(Fraction(-2001, 2), "en") == "-1,000.5"
    assert written_number(Fraction(1945), "vi", grouped=False) == "1945"
    assert written_number(Fraction(1, 3), "vi") == "1/3"


@given(
    text=st.text(max_size=80) | st.text(st.sampled_from("0123456789.,-+ /km%"), max_size=20), locale=LOCALES
)
def test_anything_typed_is_read_or_refused(text, locale):
    try:
        number, _unit = read_quantity(text, locale, "km")
    except NotANumber:
        return
    assert type(number) is Fraction

"""Numbers in words and in Roman numerals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.numerals import read_words, roman_value, romans_in_digits, words_in_digits

UNITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def in_words(number: int) -> str:
    """Say a number up to 9,999 as it is taught in school."""
    thousands, rest = divmod(number, 1000)
    hundreds, below = divmod(rest, 100)
    words = [UNITS[thousands], "nghìn"] if thousands else []
    if hundreds or (thousands and below):
        words += [UNITS[hundreds], "trăm"]
    tens, unit = divmod(below, 10)
    if tens == 1:
        words += ["mười"]
    elif tens:
        words += [UNITS[tens], "mươi"]
    elif unit and words:
        words += ["linh"]
    if unit == 5 and tens:
        words += ["lăm"]
    elif unit == 1 and tens > 1:
        words += ["mốt"]
    elif unit or not words:
        words += [UNITS[unit]]
    return " ".join(words)


def test_every_number_up_to_9999_is_read_from_its_words():
    assert [read_words(in_words(number)) for number in range(10_000)] == list(range(10_000))


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("một chín bốn lăm", 1945),
        ("một chín bảy năm", 1975),
        ("hai không hai sáu", 2026),
        ("hai nghìn lẻ năm", 2005),
        ("hai ngàn không trăm hai mươi tư", 2024),
        ("ba mươi bốn", 34),
        ("bẩy mươi nhăm", 75),
        ("năm triệu sáu trăm nghìn", 5_600_000),
        ("3 nghìn", 3000),
        ("hai tỷ", 2_000_000_000),
    ],
)
def test_the_usual_variants_are_read(words, number):
    assert read_words(words) == number


@pytest.mark.parametrize(
    "text", ["", "đảng viên", "hai ba", "mười năm", "một nghìn chín", "nghìn", "mươi hai"]
)
def test_what_is_no_single_number_is_not_read(text):
    assert read_words(text) is None


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("năm một nghìn chín trăm bốn mươi lăm", "năm 1945"),
        ("thế kỷ hai mươi", "thế kỷ 20"),
        ("ba năm", "3 năm"),
        ("năm năm", "5 năm"),
        ("mười năm trồng cây", "10 năm trồng cây"),
        ("một trăm năm", "100 năm"),
        ("thứ tư", "thứ 4"),
        ("thứ nhất", "thứ 1"),
        ("tháng giêng", "tháng 1"),
        ("tháng năm", "tháng 5"),
        ("một, hai, ba", "một, hai, 3"),
        ("không có gì quý hơn độc lập tự do", "không có gì quý hơn độc lập tự do"),
        ("tư tưởng", "tư tưởng"),
        ("trăm năm", "trăm năm"),
        ("một hai ba bốn", "1 2 3 4"),
    ],
)
def test_words_become_digits_only_where_they_are_numbers(text, digits):
    assert words_in_digits(text) == digits


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("thế kỷ XX", "thế kỷ 20"),
        ("thế kỉ xx", "thế kỉ 20"),
        ("Đại hội XIII", "Đại hội 13"),
        ("chương I", "chương 1"),
        ("Khóa V", "Khóa 5"),
        ("quý IV/2025", "quý 4/2025"),
        ("hành vi", "hành vi"),
        ("X.Y.Z. và C.B.", "X.Y.Z. và C.B."),
        ("IIII", "IIII"),
        ("MIX", "MIX"),
        ("", ""),
    ],
)
def test_roman_numerals_become_digits_and_words_stay(text, digits):
    assert romans_in_digits(text) == digits


def test_a_roman_numeral_has_one_right_form():
    assert [roman_value(text) for text in ("I", "IV", "XIX", "XL", "MCMXLV", "MMXXVI", "MMMCMXCIX")] == [
        1, 4, 19, 40, 1945, 2026, 3999,
    ]  # fmt: skip
    assert [roman_value(text) for text in ("", "IIX", "VV", "IC", "MMMM", "A")] == [None] * 6


WORDS = st.lists(
    st.sampled_from([*UNITS, "mười", "mươi", "trăm", "nghìn", "triệu", "linh", "lăm", "tháng", "12", "x"])
)


@given(WORDS)
def test_any_words_are_read_without_a_crash_and_digits_stay_digits(words):
    text = " ".join(words)
    once = words_in_digits(text)
    assert set(once.split()) <= {*words, *filter(str.isdecimal, once.split())}


@given(st.text(max_size=40))
def test_any_text_is_looked_through_for_roman_numerals(text):
    assert romans_in_digits(text).count(" ") == text.count(" ")

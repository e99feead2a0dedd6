"""Numbers in Vietnamese words and in Roman numerals, brought into digits so that they can be compared.

Words are read as they are taught (một nghìn chín trăm bốn mươi lăm), with the usual variants (mốt, tư, lăm,
nhăm, bẩy, ngàn, linh, lẻ) up to tỷ, and a year also digit by digit (một chín bốn lăm). Three words are more
often something else and count as digits only where nothing else can be meant: năm (year), tư, không (not).
"""

import re
from collections.abc import Sequence
from typing import Final

_UNITS: Final = {"không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7} | {
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_AFTER_LINH: Final = {**_UNITS, "tư": 4}
# "mười năm" and "hai mươi năm" are years; 15 and 25 end in lăm.
_AFTER_TEN: Final = {word: unit for word, unit in _UNITS.items() if word not in ("không", "năm")} | {
    "lăm": 5,
    "nhăm": 5,
}
_AFTER_TENS: Final = {**_AFTER_TEN, "mốt": 1, "tư": 4}
_OF_YEARS: Final = {**_UNITS, "mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
SCALES: Final = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_LINH: Final = ("linh", "lẻ")
# Years that are said digit by digit begin so: 18.., 19.., 20...
_CENTURIES: Final = ((1, 8), (1, 9), (2, 0))
# After these, năm is 5, tư is 4, and a small or single Roman numeral is a number.
_BEFORE_NUMBERS: Final = frozenset(
    "thứ tháng quý điều khoản chương phần mục tập lần khóa khoá kỷ kỉ hội kỳ kì số ngày mùng mồng".split()  # noqa: SIM905 # a list would take twenty lines
)
_AMBIGUOUS: Final = frozenset(("năm", "không"))
_ORDINALS: Final = {"nhất": 1, "nhì": 2, "tư": 4}
_MONTHS: Final = {"giêng": 1, "chạp": 12, "tư": 4}
# No number begins with another word.
_BEGINNINGS: Final = frozenset((*_AFTER_LINH, "mười", *_ORDINALS, *_MONTHS))

_ROMAN: Final = re.compile("M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_MAY_BE_ROMAN: Final = re.compile(r"\b[IVX]{2}|\b[ivxlcdmIVXLCDM]+\b")
_WORD: Final = re.compile(r"\w+")


def roman_value(text: str) -> int | None:
    """Return the number of a capital Roman numeral from 1 to 3999 in its one right form, or None."""
    if not text or not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_VALUES[letter] for letter in text]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def romans_in_digits(text: str) -> str:
    """Return the text with its Roman numerals in digits.

    A numeral is two or more of the capitals I, V, X; or any Roman numeral, capital or not, behind a word that
    numbers follow, as in "thế kỷ xx" and "chương I". So "vi" in "hành vi" stays a word.
    """
    if not _MAY_BE_ROMAN.search(text):
        return text
    found: list[str] = []
    before, end = "", 0
    for word in _WORD.finditer(text):
        value = _roman_at(word[0], before)
        found += (text[end : word.start()], word[0] if value is None else str(value))
        before, end = word[0].lower(), word.end()
    return "".join((*found, text[end:]))


def _roman_at(word: str, before: str) -> int | None:
    if before in _BEFORE_NUMBERS:
        return roman_value(word.upper())
    if len(word) > 1 and word.strip("IVX") == "":
        return roman_value(word)
    return None


def words_in_digits(text: str) -> str:
    """Return lower-case words, one space between two, with every number among them in digits."""
    words = text.split()
    if not any(word in _BEGINNINGS or word.isdecimal() for word in words):
        return text
    found: list[str] = []
    place = 0
    while place < len(words):
        if words[place] not in _BEGINNINGS and not words[place].isdecimal():
            found.append(words[place])
            place += 1
            continue
        value, after = _number_at(words, place, found[-1] if found else "")
        found.append(words[place] if value is None else str(value))
        place = after
    return " ".join(found)


def read_words(text: str) -> int | None:
    """Return the number that all the words together are, or None where they are none or more than one."""
    words = text.split()
    value, after = _number_at(words, 0, "số") if words else (None, 0)
    return value if after == len(words) else None


def _number_at(words: Sequence[str], place: int, before: str) -> tuple[int | None, int]:
    """Return the number that begins at place and where it ends, or None and the next place."""
    for read in (_year_at, _scaled_at):
        value, after = read(words, place)
        if value is not None:
            return value, after
    word = words[place]
    if before == "thứ" and word in _ORDINALS:
        return _ORDINALS[word], place + 1
    if before == "tháng" and word in _MONTHS:
        return _MONTHS[word], place + 1
    if words[place : place + 2] == ["năm", "năm"]:
        return 5, place + 1
    is_alone = len(words) == 1 or before in _BEFORE_NUMBERS
    known = _AFTER_LINH if is_alone else _UNITS
    if word in known and (is_alone or word not in _AMBIGUOUS):
        return known[word], place + 1
    return None, place + 1


def _year_at(words: Sequence[str], place: int) -> tuple[int | None, int]:
    digits = [_OF_YEARS.get(word) for word in words[place : place + 4]]
    if len(digits) < 4 or (digits[0], digits[1]) not in _CENTURIES or None in digits:
        return None, place
    # A fifth digit makes it a list of digits, and "một chín trăm" is no year.
    if place + 4 < len(words) and words[place + 4] in (*_OF_YEARS, "mươi", "trăm", *SCALES):
        return None, place
    return int("".join(map(str, digits))), place + 4


def _scaled_at(words: Sequence[str], place: int) -> tuple[int | None, int]:
    """Return a number of groups below a thousand with falling scales, or of one group above nine."""
    total: int | None = None
    lowest = 10**12
    while place < len(words):
        value, after = _group_at(words, place, behind_scale=total is not None)
        if value is None:
            break
        scale = SCALES.get(words[after]) if after < len(words) else None
        if scale is None or scale >= lowest:
            is_lone_digit = after == place + 1 and words[place] != "mười"
            return (total, place) if is_lone_digit else ((total or 0) + value, after)
        total, lowest, place = (total or 0) + value * scale, scale, after + 1
    return total, place


def _group_at(words: Sequence[str], place: int, *, behind_scale: bool) -> tuple[int | None, int]:
    """Return a number below a thousand: digits, or hundreds, tens and units in words."""
    word, following = words[place], words[place + 1] if place + 1 < len(words) else ""
    if word.isdecimal() and word.isascii():
        return (int(word), place + 1) if len(word) <= 3 and following in SCALES else (None, place)
    if following == "trăm" and word in _UNITS:
        rest, after = _below_hundred_at(words, place + 2)
        return _UNITS[word] * 100 + rest, after
    if behind_scale and word in _LINH:
        rest, after = _below_hundred_at(words, place)
        return (rest, after) if rest else (None, place)
    value, after = _below_hundred_at(words, place)
    if value:
        return value, after
    return (_UNITS[word], place + 1) if word in _UNITS else (None, place)


def _below_hundred_at(words: Sequence[str], place: int) -> tuple[int, int]:
    """Return tens, or a unit behind linh, and where they end; 0 and the same place where there are none."""
    one, two, three = (*words[place : place + 3], "", "", "")[:3]
    if one in _LINH and two in _AFTER_LINH:
        return _AFTER_LINH[two], place + 2
    if one == "mười":
        return (10 + _AFTER_TEN[two], place + 2) if two in _AFTER_TEN else (10, place + 1)
    if two == "mươi" and one in _UNITS:
        tens = _UNITS[one] * 10
        return (tens + _AFTER_TENS[three], place + 3) if three in _AFTER_TENS else (tens, place + 2)
    return 0, place

"""Numbers as people write them, 1.000,5 or 1,000.5, read and written exactly: no float comes near a mark.

A quantity is a number with what stands beside it: "năm 1945", "5,6 triệu người", "12 %", "−3 °C".
"""

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final, Literal

from quizzes.formats.problems import N_
from quizzes.numerals import SCALES, read_words
from quizzes.vietnamese import clean, comparable

Locale = Literal["vi", "en"]
"""`vi` writes 1.000,5 and `en` writes 1,000.5."""
LOCALES: Final = ("vi", "en")

LONGEST_NUMBER: Final = 60
"""Characters of a number; what is longer is no answer anybody types, and costs time to read."""

_SIGNS: Final = str.maketrans(dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d", "-"))
_MARKS: Final = {"vi": (".", ","), "en": (",", ".")}
_FRACTION = re.compile(r"([+-]?)(\d+) ?/ ?(\d+)")
_ABOUT = re.compile("(?:khoảng|chừng|độ) (?=.)")
_NEGATIVE = re.compile("(?:âm|trừ) (?=.)")
_QUANTITY = re.compile(r"(?P<before>[^\d.,+-]*)(?P<number>[+-]? ?[.,]?\d(?:[\d., /]*\d)?)(?P<after>\D*)")
_SUPERSCRIPTS: Final = str.maketrans("²³", "23")
_SAME_UNIT: Final = {"phần trăm": "%", "phần nghìn": "‰"}
_DIGITS = re.compile(r"[+-]?(?:\d+(?:[., ]\d+)*|[.,]\d+)")


class NotANumber(ValueError):
    """The text is no number; `message` is a msgid that says why, filled from `values`."""

    def __init__(self, message: str, **values: str) -> None:
        """Keep why, in words for whoever typed it."""
        super().__init__(message % values)
        self.message, self.values = message, values


def too_long(most: int) -> NotANumber:
    """Return the refusal of a text of more than so many characters."""
    return NotANumber(N_("That is too long for a number: at most %(most)s characters."), most=str(most))


def read_number(text: str, locale: Locale) -> Fraction:
    """Return the number a clean text writes; raise NotANumber, with words for the writer, where it is none.

    Thousands may be marked as the locale marks them, or by spaces, each group whole. A mark that cannot
    stand for thousands is taken for the decimal mark: many keyboards offer only one of the two. A fraction
    of whole numbers, 3/4, is read too.
    """
    if len(text) > LONGEST_NUMBER:
        raise too_long(LONGEST_NUMBER)
    text = re.sub("^([+-]) ", r"\1", text.translate(_SIGNS))
    if (parts := _FRACTION.fullmatch(text)) and text.isascii():
        if not int(parts[3]):
            raise NotANumber(N_("Nothing can be divided by 0."))
        return Fraction(int(f"{parts[1]}{parts[2]}"), int(parts[3]))
    if not text.isascii() or not _DIGITS.fullmatch(text):
        raise NotANumber(N_("“%(text)s” is not a number. Write it in digits, as in 12."), text=text)
    return Fraction(_plain(text, locale))


@lru_cache(maxsize=16384)
def read_quantity(text: str, locale: Locale, unit: str = "", *, year: bool = False) -> tuple[Fraction, str]:
    """Return a number and what was typed as its unit: `unit` itself, other words, or "" for none.

    The unit may stand before or behind, and behind a number in digits a scale, as in "5,6 triệu"; a number
    may be in words, too. A year may have the word "năm" before it. Raises NotANumber, with words for the
    writer, where there is no number.
    """
    lower = clean(text).lower().translate(_SIGNS)
    lower = _ABOUT.sub("", lower, count=1)
    bare, has_unit = _cut_unit(_NEGATIVE.sub("-", lower, count=1), unit)
    if year:
        bare = bare.removeprefix("năm ")
    in_words = read_words(bare)
    if in_words is not None:
        return Fraction(in_words), unit if has_unit else ""
    parts = _QUANTITY.fullmatch(bare)
    if parts is None:
        return read_number(bare, locale), unit if has_unit else ""
    number = read_number(parts["number"].strip(), locale)
    rest = f"{parts['before']} {parts['after'].strip('.,;: ')}".split()
    while rest and rest[0] in SCALES and not parts["before"].strip():
        number *= SCALES[rest.pop(0)]
    bare, is_unit = _cut_unit(" ".join(rest), unit)
    return number, unit if has_unit or is_unit else bare


def _cut_unit(text: str, unit: str) -> tuple[str, bool]:
    """Return the text without the unit at one of its ends, and whether it was there."""
    if not unit:
        return text, False
    names = {_unit_key(unit), *(_unit_key(name) for name, sign in _SAME_UNIT.items() if sign == unit)}
    words = text.split(" ")
    for count in range(1, len(words) + 1):
        if _unit_key(" ".join(words[-count:])) in names:
            return " ".join(words[:-count]), True
        if _unit_key(" ".join(words[:count])) in names:
            return " ".join(words[count:]), True
    # Written without a space: 5km, 12%.
    plain = text.translate(_SUPERSCRIPTS).removesuffix(unit.lower().translate(_SUPERSCRIPTS))
    return (plain, True) if len(plain) < len(text) and plain[-1:].isdigit() else (text, False)


def _unit_key(text: str) -> str:
    plain = text.translate(_SUPERSCRIPTS)
    return comparable(plain) or plain


def _plain(text: str, locale: Locale) -> str:
    """Return the number in digits with a dot before its decimals; raise NotANumber where marks mislead."""
    thousands, decimal = _MARKS[locale]
    whole, has_decimals, decimals = text.partition(decimal)
    if decimal in decimals or thousands in decimals or " " in decimals:
        # 1,000,000 in a place where 1.000.000 is written: several marks can only be for thousands.
        if has_decimals and _is_grouped(text, decimal):
            return text.replace(decimal, "")
        raise _misplaced(text, locale)
    if thousands not in whole and " " not in whole:
        return f"{whole}.{decimals}" if has_decimals else whole
    for mark in (thousands, " "):
        if _is_grouped(whole, mark):
            return f"{whole.replace(mark, '')}.{decimals or '0'}"
    if not has_decimals and whole.count(thousands) == 1 and " " not in whole:
        return whole.replace(thousands, ".")
    raise _misplaced(text, locale)


def _is_grouped(text: str, mark: str) -> bool:
    first, *others = text.lstrip("+-").split(mark)
    return (
        bool(others)
        and 1 <= len(first) <= 3
        and not first.startswith("0")
        and first.isdecimal()
        and all(len(other) == 3 and other.isdecimal() for other in others)
    )


def _misplaced(text: str, locale: Locale) -> NotANumber:
    return NotANumber(
        N_("The dots, commas or spaces in “%(text)s” make no number. Write it as in %(example)s."),
        text=text,
        example=written_number(Fraction(2469, 2), locale),
    )


def written_number(number: Fraction, locale: Locale, *, grouped: bool = True) -> str:
    """Return the number as the locale writes it; one without an end in decimals as a fraction, 1/3."""
    twos_and_fives = number.denominator
    for prime in (2, 5):
        while twos_and_fives % prime == 0:
            twos_and_fives //= prime
    if twos_and_fives != 1:
        return f"{number.numerator}/{number.denominator}"
    thousands, decimal = _MARKS[locale]
    whole, _, decimals = _decimal_digits(number).partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    text = f"{int(digits):,}".replace(",", thousands) if grouped else digits
    return sign + text + (decimal + decimals if decimals else "")


def _decimal_digits(number: Fraction) -> str:
    places = 0
    while number.denominator != 1 and (number * 10**places).denominator != 1:
        places += 1
    # Decimal's own precision would round; its constructor never does.
    digits = format(Decimal(int(abs(number) * 10**places)), "f").rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if number < 0 else text

"""Numbers in digits, as XML formats write them: exact, and too small to cost time."""

import re
from fractions import Fraction
from functools import lru_cache

_NUMBER = re.compile(r"\s*([+-]?\d{1,30}(?:[.,]\d{1,30})?|[+-]?[.,]\d{1,30})(?:[eE]([+-]?\d{1,2}))?\s*")


Exact = int | Fraction
"""A number; a whole one is an int, with which marking takes a third of the time."""


@lru_cache(maxsize=1024)
def number_of(text: str) -> Fraction | None:
    """Return the number that a text writes with dot or comma, or None; huge ones are none."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    number = Fraction(found[1].replace(",", "."))
    return number * Fraction(10) ** int(found[2]) if found[2] else number


def exact(number: Fraction) -> Exact:
    """Return a number as an int where it is whole."""
    return number.numerator if number.denominator == 1 else number


def decimal(number: Fraction, most: int = 10) -> str:
    """Return a number in digits with a dot, rounded to so many decimals."""
    if number.denominator == 1:
        return str(number.numerator)
    scaled = round(number * 10**most)
    digits = str(abs(scaled)).rjust(most + 1, "0")
    text = f"{digits[:-most]}.{digits[-most:]}".rstrip("0").rstrip(".")
    return f"-{text}" if scaled < 0 else text

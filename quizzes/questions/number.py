"""A number to type (`number`)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Final, Self, cast

from quizzes.formats.problems import N_
from quizzes.formats.table import Table
from quizzes.numbers import LOCALES, Locale, NotANumber, read_number, read_quantity, too_long, written_number
from quizzes.questions.base import (
    RIGHT,
    WRONG,
    InvalidResponse,
    Marking,
    Response,
    read_common,
    written_common,
)
from quizzes.questions.one_text import OneText
from quizzes.vietnamese import clean

LONGEST_RESPONSE: Final = 100
"""Characters of a number with its unit, counted after cleaning."""

_UNIT_WRONG = Marking(WRONG.mark, ("unit_wrong",))
_UNIT_MISSING = Marking(WRONG.mark, ("unit_missing",))


class NoNumber(InvalidResponse):
    """What was typed is no number; `message` is a msgid that says why, filled from `values`."""

    def __init__(self, refusal: NotANumber) -> None:
        """Keep why, in words for whoever typed it."""
        super().__init__(str(refusal))
        self.message, self.values = refusal.message, refusal.values


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(OneText):
    """A number from low to high, both included; a response is `(cleaned text,)`.

    `value` is the one named as right. A `unit` may be typed or left out, unless unit_needed; `year` numbers
    are written without marks between thousands.
    """

    type: ClassVar[str] = "number"

    low: Fraction
    high: Fraction
    value: Fraction
    unit: str = ""
    locale: Locale = "vi"
    unit_needed: bool = False
    year: bool = False

    @classmethod
    def read(cls, table: Table) -> Self:
        """Return the question an author wrote, noting a value that is no number or outside its range."""
        locale = cast(Locale, table.one_of("locale", LOCALES, default="vi"))
        low, high, value = _read_range(table, locale)
        unit, unit_needed = table.text("unit", optional=True), table.flag("unit_needed")
        if unit_needed and not unit:
            table.problem(
                N_("“unit_needed” is set, but there is no “unit”."),
                N_('Add the unit, as in unit = "km", or remove unit_needed.'),
            )
        if any(char.isdigit() for char in unit[:1]):
            table.problem(
                N_("The unit “%(unit)s” begins with a digit."),
                N_("Write only the unit, without a number."),
                unit=unit,
            )
        return cls(
            **read_common(table),
            low=low,
            high=high,
            value=value,
            unit=unit,
            locale=locale,
            unit_needed=unit_needed,
            year=table.flag("year"),
        )

    def written(self) -> dict[str, object]:
        """Return the author's table, its numbers as the locale writes them."""
        table = written_common(self) | {"value": self._in_digits(self.value)}
        if self.low != self.high:
            table |= {"low": self._in_digits(self.low), "high": self._in_digits(self.high)}
        kept = {
            "unit": self.unit,
            "unit_needed": self.unit_needed,
            "year": self.year,
            "locale": self.locale if self.locale != "vi" else "",
        }
        return table | {key: value for key, value in kept.items() if value}

    @property
    def right_response(self) -> Response:
        """The right value with its unit, as the locale writes it."""
        return (f"{self._in_digits(self.value)} {self.unit}".strip(),)

    @property
    def accepted_range(self) -> tuple[str, str] | None:
        """The lowest and the highest number that is right, in words; None where only one is."""
        if self.low == self.high:
            return None
        return self._in_digits(self.low), self._in_digits(self.high)

    @property
    def digits_suffice(self) -> bool:
        """Whether the right answer can be typed on a keyboard that has digits and decimal marks alone."""
        return self.low >= 0 and not self.unit_needed and "/" not in self._in_digits(self.value)

    def check(self, response: Response) -> Response:
        """Return the cleaned text; raise NoNumber where it is no number, InvalidResponse for two texts."""
        texts = tuple(map(clean, response))
        if not any(texts):
            return ()
        if len(texts) != 1:
            raise InvalidResponse(f"{len(texts)} texts for one number of {self.id!r}")
        if len(texts[0]) > LONGEST_RESPONSE:
            raise NoNumber(too_long(LONGEST_RESPONSE))
        self._read(texts[0])
        return texts

    def _marking(self, checked: Response) -> Marking:
        number, unit = self._read(checked[0])
        if not self.low <= number <= self.high:
            return WRONG
        if self.unit_needed and unit != self.unit:
            return _UNIT_WRONG if unit else _UNIT_MISSING
        return RIGHT

    def _in_digits(self, number: Fraction) -> str:
        return written_number(number, self.locale, grouped=not self.year)

    def read_as(self, response: Response) -> str:
        """Return how what was typed is read, as the locale writes it; raise as check does."""
        number, unit = self._read(self.check(response)[0])
        return f"{self._in_digits(number)} {unit}".strip()

    def _read(self, text: str) -> tuple[Fraction, str]:
        """Return the number and the unit that was typed with it, "" for none; raise NoNumber."""
        try:
            number, unit = read_quantity(text, self.locale, self.unit, year=self.year)
            if unit not in ("", self.unit) and not self.unit_needed:
                raise _other_unit(unit, self.unit)
        except NotANumber as refusal:
            raise NoNumber(refusal) from refusal
        return number, unit


def _other_unit(typed: str, unit: str) -> NotANumber:
    if unit:
        return NotANumber(N_("Write the number in “%(unit)s”, without “%(typed)s”."), unit=unit, typed=typed)
    return NotANumber(N_("Write only the number, without “%(typed)s”."), typed=typed)


def _read_range(table: Table, locale: Locale) -> tuple[Fraction, Fraction, Fraction]:
    """Return low, high and value: from value alone, value and tolerance, or low and high."""
    value = _read_value(table, "value", locale)
    tolerance = _read_value(table, "tolerance", locale)
    low, high = _read_value(table, "low", locale), _read_value(table, "high", locale)
    if (low is None) != (high is None):
        table.problem(N_("“low” and “high” go together."), N_("Write both, or “value” with “tolerance”."))
    if tolerance is not None and (low is not None or tolerance < 0 or value is None):
        table.problem(
            N_("“tolerance” goes with “value” alone and is not below 0."),
            N_('Write value and tolerance, as in value = "100" and tolerance = "5", or low and high.'),
        )
    if low is not None and high is not None:
        value = (low + high) / 2 if value is None else value
        if not low <= value <= high:
            table.problem(
                N_("The value is not between “low” and “high”."),
                N_("Write the numbers so that low ≤ value ≤ high."),
            )
        return low, high, value
    if value is None and not table.has("value"):
        table.problem(
            N_("“%(key)s” is missing."), N_('Add the right number, as in value = "1945".'), key="value"
        )
    value, tolerance = value or Fraction(0), tolerance or Fraction(0)
    return value - tolerance, value + tolerance, value


def _read_value(table: Table, key: str, locale: Locale) -> Fraction | None:
    """Return the number under key, written bare or as text; None where there is none or, noted, no number."""
    given = table.number(key)
    if given is None or isinstance(given, Decimal):
        return None if given is None else Fraction(given)
    try:
        return read_number(given, locale)
    except NotANumber:
        table.problem(
            N_("“%(key)s” is not a number: “%(value)s”."),
            N_("Write it as in %(example)s, at most %(most)s characters, without the unit."),
            key=key,
            value=given[:40],
            example=written_number(Fraction(2469, 2), locale),
            most="60",
        )
        return None

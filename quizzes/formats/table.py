"""A typed reader over one TOML table: every value is asked for by name, and what is wrong is noted.

A method that finds no usable value notes a problem and returns a harmless stand-in of the right type, so a
reader runs to its end and reports everything at once. What was read is used only if nothing was noted.
"""

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from quizzes.formats.problems import N_, Ledger
from quizzes.vietnamese import clean, is_mojibake

_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_IDENTIFIER = 64


def is_identifier(text: str) -> bool:
    """Tell whether text is at most 64 lower-case ASCII letters, digits and single inner hyphens."""
    return len(text) <= _LONGEST_IDENTIFIER and _IDENTIFIER.fullmatch(text) is not None


class Table:
    """One TOML table under reading, with the place that problems name."""

    def __init__(self, values: Mapping[str, object], ledger: Ledger, place: str = "") -> None:
        """Read from values, noting problems in ledger under place."""
        self._values = values
        self._ledger = ledger
        self._place = place
        self._asked: list[str] = []
        self._children: list[Table] = []
        self._is_excused = False

    def problem(self, message: str, remedy: str, **values: str) -> None:
        """Note a problem of this table; message and remedy are msgids filled from values."""
        self._ledger.add(self._place, message, remedy, **values)

    def has(self, key: str) -> bool:
        """Tell whether the author wrote the key, of whatever type."""
        return key in self._values

    def fill_in(self, values: Mapping[str, object]) -> None:
        """Let these values stand under the keys that the author left out."""
        self._values = {**values, **self._values}

    def text(self, key: str, *, optional: bool = False, lines: bool = False) -> str:
        """Return the cleaned text under key, "" after noting why there is none; lines keeps breaks."""
        value = self._take(key, optional)
        if value is None:
            return ""
        return self._cleaned(key, value, lines=lines, optional=optional)

    def identifier(self, key: str = "id") -> str:
        """Return the id under key, or "" after noting that it is missing or has a forbidden character."""
        value = self.text(key)
        if value and not is_identifier(value):
            self.problem(
                N_("“%(value)s” cannot be an id."),
                N_("Use at most 64 lower-case letters without marks, digits and hyphens, as in “tin-gia-1”."),
                value=value,
            )
            return ""
        return value

    def one_of(self, key: str, choices: Collection[str], default: str | None = None) -> str:
        """Return the word under key if it is one of choices, else the default (or "") after noting it."""
        value = self.text(key, optional=default is not None)
        if value in choices:
            return value
        if value:
            self.problem(
                N_("“%(key)s” cannot be “%(value)s”."),
                N_("Write one of: %(choices)s."),
                key=key,
                value=value,
                choices=", ".join(choices),
            )
        return default or ""

    def integer(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """Return the whole number under key, from low to high inclusive; low stands in for what is wrong."""
        value = self._take(key, optional=default is not None)
        if value is None:
            return low if default is None else default
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.problem(
                N_("“%(key)s” must be a whole number from %(low)s to %(high)s."),
                N_("Write the number without quotation marks, as in %(key)s = %(low)s."),
                key=key,
                low=str(low),
                high=str(high),
            )
            return low
        return value

    def optional_integer(self, key: str, low: int, high: int) -> int | None:
        """Return the whole number under key, from low to high inclusive, or None where the key is missing."""
        if self.has(key):
            return self.integer(key, low, high)
        self._take(key, optional=True)
        return None

    def number(self, key: str) -> Decimal | str | None:
        """Return the number under key: a bare one exactly, one in quotation marks as its cleaned text."""
        value = self._take(key, optional=True)
        if isinstance(value, str):
            return self._cleaned(key, value, lines=False, optional=False) or None
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            number = Decimal(str(value))
            if number.is_finite() and -30 <= number.adjusted() <= 30 and len(number.as_tuple().digits) <= 60:
                return number
        if value is not None:
            self.problem(
                N_("“%(key)s” is not a number that can be used."),
                N_('Write it in digits, at most 30 before the decimal mark, as in %(key)s = "1945".'),
                key=key,
            )
        return None

    def flag(self, key: str) -> bool:
        """Return the true or false under key; a missing key means false."""
        value = self._take(key, optional=True)
        if value is None or isinstance(value, bool):
            return value is True
        self.problem(
            N_("“%(key)s” must be true or false."),
            N_("Write %(key)s = true, without quotation marks, or remove the line."),
            key=key,
        )
        return False

    def day(self, key: str) -> date | None:
        """Return the date under key, or None where it is missing or, after noting it, not a date."""
        value = self._take(key, optional=True)
        if value is None:
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self.problem(
            N_("“%(key)s” must be a date."),
            N_("Write year-month-day without quotation marks, as in %(key)s = 2026-12-31."),
            key=key,
        )
        return None

    def texts(self, key: str, low: int, high: int) -> tuple[str, ...]:
        """Return the list of texts under key; a missing key is an empty list when low is 0."""
        items = self._list(key, low, high)
        return tuple(self._cleaned(key, item, lines=False, optional=False) for item in items)

    def tables(self, key: str, low: int, high: int) -> tuple["Table", ...]:
        """Return the list of tables under key, each with its own place; [] is allowed when low is 0."""
        children = []
        for number, item in enumerate(self._list(key, low, high), start=1):
            if isinstance(item, dict):
                children.append(self._child(item, key, number))
            else:
                self.problem(
                    N_("Item %(number)s of “%(key)s” is not a table."),
                    N_('Write each item between braces, as in { id = "a", text = "…" }.'),
                    key=key,
                    number=str(number),
                )
        return tuple(children)

    @property
    def written_keys(self) -> tuple[str, ...]:
        """The keys that the author wrote, known or not."""
        return tuple(self._values)

    def rows(self, key: str) -> list[dict[str, object]]:
        """Return the tables under key as they were written, however many; what is no table is left out."""
        value = self._take(key, optional=True)
        return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []

    def made(self, key: str, number: int, values: Mapping[str, object]) -> "Table":
        """Return a table made from what the author wrote in another way; its problems name key and number."""
        return self._child(values, key, number)

    def table(self, key: str) -> "Table | None":
        """Return the table under key, or None where there is none or, after noting it, no table."""
        value = self._take(key, optional=True)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.problem(
                N_("“%(key)s” must be a section."),
                N_("Write [%(key)s] on a line of its own and its keys below."),
                key=key,
            )
            return None
        child = Table(value, self._ledger, self._beneath(key))
        self._children.append(child)
        return child

    def excuse(self) -> None:
        """Let finish() pass over this table."""
        self._is_excused = True

    def finish(self) -> None:
        """Note every key that nobody asked for, here and in the tables within: most are misspelt."""
        if self._is_excused:
            return
        for key in self._values:
            if key not in self._asked:
                self.problem(
                    N_("“%(key)s” is not known here."),
                    N_("Remove it, or write one of: %(known)s."),
                    key=key,
                    known=", ".join(self._asked),
                )
        for child in self._children:
            child.finish()

    def _take(self, key: str, optional: bool) -> object:
        if key not in self._asked:
            self._asked.append(key)
        value = self._values.get(key)
        if value is None and not optional:
            self.problem(N_("“%(key)s” is missing."), N_("Add the line %(key)s = …"), key=key)
        return value

    def _cleaned(self, key: str, value: object, *, lines: bool, optional: bool) -> str:
        if not isinstance(value, str):
            self.problem(N_("“%(key)s” must be text."), N_('Put it between quotation marks: "…".'), key=key)
            return ""
        if encoding := is_mojibake(value):
            self.problem(
                N_("“%(key)s” was typed in an old %(encoding)s font and cannot be read."),
                N_("Convert the text to Unicode (UniKey: Ctrl+Shift+F6), then paste it again."),
                key=key,
                encoding=encoding,
            )
        text = clean(value, keep_lines=lines)
        if not text and not optional:
            self.problem(
                N_("“%(key)s” is empty."), N_("Write the text between the quotation marks."), key=key
            )
        return text

    def _list(self, key: str, low: int, high: int) -> Sequence[object]:
        value = self._take(key, optional=low == 0)
        if value is None:
            return []
        if not isinstance(value, list):
            self.problem(
                N_("“%(key)s” must be a list."), N_("Put its items between [ and ], with commas."), key=key
            )
            return []
        if not low <= len(value) <= high:
            self.problem(
                N_("“%(key)s” has %(count)s items."),
                N_("Write from %(low)s to %(high)s items."),
                key=key,
                count=str(len(value)),
                low=str(low),
                high=str(high),
            )
        return value

    def _child(self, values: Mapping[str, object], key: str, number: int) -> "Table":
        name = values.get("id")
        child = type(self)(
            values, self._ledger, self._beneath(f"{key} › {name if isinstance(name, str) else number}")
        )
        self._children.append(child)
        return child

    def _beneath(self, name: str) -> str:
        return f"{self._place} › {name}" if self._place else name


def parse_toml(text: str, ledger: Ledger, place: str = "") -> Table | None:
    """Return the top table of a TOML text, or None after noting why it cannot be read."""
    values: Mapping[str, object]
    try:
        values = tomllib.loads(text, parse_float=Decimal)
    # tomllib lets two errors of Python through: digits beyond the limit of int(), and endless nesting.
    except (ValueError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        ledger.add(
            place,
            N_("The text is not valid TOML (line %(line)s): %(detail)s"),
            N_(
                "Look at that line for a missing quotation mark, bracket or comma; text that has quotation "
                "marks in it goes between ''' and '''."
            ),
            line=line[1] if line else "?",
            detail=str(error),
        )
        return None
    return Table(values, ledger, place)

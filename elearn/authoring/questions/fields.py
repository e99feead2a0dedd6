"""The fields of which a question's form is made: each knows its key in the table, and how it is sent.

A field says what it shows of a table, and what a table gets from what was sent; nothing is judged here: a
draft may be half written, and read_topic() says what is missing. An empty field is no key in the table.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from werkzeug.datastructures import MultiDict

from quizzes.formats.parts import Values
from quizzes.vietnamese import clean

Sent = MultiDict[str, str]
MOST_ROWS: Final = 12
"""Rows of one list: no type takes more of anything."""


class Field(Protocol):
    """What every field has: its key, its label (a msgid), and the two ways between a table and a form."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def kind(self) -> str: ...

    def read(self, sent: Sent, prefix: str) -> object: ...


@dataclass(frozen=True, slots=True)
class TextField:
    """A text; with `rows` above 1 it may have several lines."""

    key: str
    label: str
    rows: int = 1
    hint: str = ""

    @property
    def kind(self) -> str:
        """The macro that draws it."""
        return "area" if self.rows > 1 else "line"

    def read(self, sent: Sent, prefix: str) -> object:
        """Return the text, cleaned."""
        return clean(sent.get(prefix + self.key, ""), keep_lines=self.rows > 1)


@dataclass(frozen=True, slots=True)
class TickField:
    """Something that is so, or not."""

    key: str
    label: str
    hint: str = ""
    kind: str = "tick"

    def read(self, sent: Sent, prefix: str) -> object:
        """Return whether it is ticked."""
        return bool(sent.get(prefix + self.key))


@dataclass(frozen=True, slots=True)
class PickField:
    """One of a few values, each with its word (a msgid)."""

    key: str
    label: str
    choices: tuple[tuple[str, str], ...]
    hint: str = ""
    kind: str = "pick"

    def read(self, sent: Sent, prefix: str) -> object:
        """Return the value, "" for one that is none of them."""
        value = sent.get(prefix + self.key, "")
        return value if value in dict(self.choices) else ""


@dataclass(frozen=True, slots=True)
class WholeField:
    """A whole number; what is none stays as it was typed, for the reader to name it."""

    key: str
    label: str
    hint: str = ""
    kind: str = "whole"

    def read(self, sent: Sent, prefix: str) -> object:
        """Return the number."""
        text = sent.get(prefix + self.key, "").strip()
        return int(text) if text.isdecimal() and len(text) < 6 else text


@dataclass(frozen=True, slots=True)
class DayField:
    """A day of the calendar."""

    key: str
    label: str
    hint: str = ""
    kind: str = "day"

    def read(self, sent: Sent, prefix: str) -> object:
        """Return the day, or the text that is none."""
        text = sent.get(prefix + self.key, "").strip()
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text


@dataclass(frozen=True, slots=True)
class LinesField:
    """Several texts, one a line."""

    key: str
    label: str
    hint: str = ""
    kind: str = "lines"

    def read(self, sent: Sent, prefix: str) -> object:
        """Return the lines that are not empty."""
        lines = (clean(line) for line in sent.get(prefix + self.key, "").splitlines())
        return [line for line in lines if line]


@dataclass(frozen=True, slots=True)
class RowsField:
    """A list of rows with an id each, which stays when the texts change: answers refer to it."""

    key: str
    label: str
    columns: tuple[TextField | TickField | PickField, ...]
    # Rows that a new question shows, and empty ones after those that are filled.
    at_first: int = 4
    hint: str = ""
    kind: str = "rows"

    def read(self, sent: Sent, prefix: str) -> object:
        """Return the rows in which something is written, in their order."""
        rows = []
        for number in range(MOST_ROWS):
            place = f"{prefix}{self.key}-{number}-"
            values = filled({column.key: column.read(sent, place) for column in self.columns})
            row_id = sent.get(place + "id", "")
            if row_id and any(
                isinstance(column, TextField) and column.key in values for column in self.columns
            ):
                rows.append({"id": row_id, **values})
        return rows

    def shown(self, rows: Sequence[Values], more: int) -> list[Values]:
        """Return the rows of a form: those there are, then `more` empty ones with an id of their own."""
        empty = max(self.at_first - len(rows), more)
        taken = {str(row.get("id")) for row in rows}
        return [*rows, *({"id": _new_id(taken)} for _ in range(min(empty, MOST_ROWS - len(rows))))]


def filled(values: Mapping[str, object]) -> dict[str, object]:
    """Return the values that say something."""
    return {key: value for key, value in values.items() if value not in ("", None, False, [])}


def _new_id(taken: set[str]) -> str:
    # Drawn, not counted: the id of a row that was taken out must not come again.
    while True:
        drawn = f"m{secrets.token_hex(3)}"
        if drawn not in taken:
            taken.add(drawn)
            return drawn

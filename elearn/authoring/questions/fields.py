"""The fields of which a question's form is made: each knows its key in the table, and how it is sent.

A field says what it shows of a table, and what a table gets from what was sent; nothing is judged here: a
draft may be half written, and read_topic() says what is missing. An empty field is no key in the table.
"""

import secrets
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Final

from werkzeug.datastructures import MultiDict

from quizzes.formats.parts import Values
from quizzes.vietnamese import clean

Sent = MultiDict[str, str]
MOST_ROWS: Final = 12
"""Rows of one list: no type takes more of anything."""


@dataclass(frozen=True, slots=True)
class Field(ABC):
    """A field has its key in the table, its label and perhaps a hint (msgids)."""

    kind: ClassVar[str]
    """Says how it is drawn: templates/authoring/_question_fields.html."""

    key: str
    label: str
    hint: str = field(default="", kw_only=True)

    @abstractmethod
    def read(self, sent: Sent, prefix: str) -> object:
        """Return what the table gets of what was sent."""


@dataclass(frozen=True, slots=True)
class TextField(Field):
    """A text; with `rows` above 1 it may have several lines."""

    kind = "text"

    rows: int = 1

    def read(self, sent: Sent, prefix: str) -> object:
        """Return the text, cleaned."""
        return clean(sent.get(prefix + self.key, ""), keep_lines=self.rows > 1)


@dataclass(frozen=True, slots=True)
class TickField(Field):
    """Something that is so, or not."""

    kind = "tick"

    def read(self, sent: Sent, prefix: str) -> object:
        """Return whether it is ticked."""
        return bool(sent.get(prefix + self.key))


@dataclass(frozen=True, slots=True)
class PickField(Field):
    """One of a few values, each with its word (a msgid)."""

    kind = "pick"

    choices: tuple[tuple[str, str], ...]

    def read(self, sent: Sent, prefix: str) -> object:
        """Return the value, "" for one that is none of them."""
        value = sent.get(prefix + self.key, "")
        return value if value in dict(self.choices) else ""


@dataclass(frozen=True, slots=True)
class WholeField(Field):
    """A whole number; what is none stays as it was typed, for the reader to name it."""

    kind = "whole"

    def read(self, sent: Sent, prefix: str) -> object:
        """Return the number."""
        text = sent.get(prefix + self.key, "").strip()
        return int(text) if text.isdecimal() and len(text) < 6 else text


@dataclass(frozen=True, slots=True)
class DayField(Field):
    """A day of the calendar."""

    kind = "day"

    def read(self, sent: Sent, prefix: str) -> object:
        """Return the day, or the text that is none."""
        text = sent.get(prefix + self.key, "").strip()
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text


@dataclass(frozen=True, slots=True)
class LinesField(Field):
    """Several texts, one a line."""

    kind = "lines"

    def read(self, sent: Sent, prefix: str) -> object:
        """Return the lines that are not empty."""
        lines = (clean(line) for line in sent.get(prefix + self.key, "").splitlines())
        return [line for line in lines if line]


@dataclass(frozen=True, slots=True)
class RowsField(Field):
    """A list of rows with an id each, which stays when the texts change: answers refer to it."""

    kind = "rows"

    columns: tuple[TextField | TickField | PickField, ...]
    # Rows that a new question shows, and empty ones after those that are filled.
    at_first: int = 4

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

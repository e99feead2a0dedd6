"""What a column holds, by its heading: our template's, Kahoot's, and what people call them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from quizzes.formats.spreadsheet.cells import Row, Sheet
from quizzes.vietnamese import fold

LOOKED_AT: Final = 20
"""Rows among which the headings are looked for: Kahoot has them in row 8."""
MOST_PARTS: Final = 16
"""Columns for options, pairs or items."""

# Tried in this order on the folded heading; the first that fits names the column.
_NAMES: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("number", r"stt|no\.?|so tt|#|so thu tu"),
        ("id", r"(?:ma|id)(?: cau(?: hoi)?)?"),
        ("type", r"(?:loai|kieu|type|dang)\b.*"),
        ("time", r"(?:time|thoi gian|thoi luong)\b.*"),
        ("right", r"(?:dap an|cau tra loi|phuong an)(?: dung)?|correct\b.*|right\b.*|answer|key|dung"),
        ("explanation", r"(?:giai thich|loi giai|huong dan|explanation)\b.*"),
        ("source", r"(?:nguon|source|trich nguon|can cu)\b.*"),
        ("skill", r"(?:muc do|ky nang|skill|level)\b.*"),
        ("points", r"(?:diem|points?)\b.*"),
        ("valid_until", r"(?:dung den|valid.until)\b.*"),
        ("discussion", r"(?:trao doi|discussion)\b.*"),
        ("tones", r"(?:thieu dau|tones)\b.*"),
        ("prompt", r"(?:noi dung(?: cau hoi)?|cau hoi|question|prompt|de bai|cau)\b.*"),
    )
)
_PART: Final = re.compile(
    r"(?:(?:phuong an|dap an|lua chon|answer|option|choice|cau tra loi)[ ]*(?P<number>\d{1,2}|[a-p])"
    r"|(?P<letter>[a-p]))(?:[ ]*[.):–-].*)?"
)


@dataclass(slots=True)
class Columns:
    """Where the named columns and those of the parts stand, and columns whose heading says nothing known."""

    row: Row
    named: dict[str, int] = field(default_factory=dict)
    parts: dict[int, int] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)

    @property
    def are_enough(self) -> bool:
        """Whether these are headings of questions at all."""
        return "prompt" in self.named and (len(self.parts) >= 2 or "right" in self.named)


def find_columns(sheet: Sheet) -> Columns | None:
    """Return the columns of a sheet by its headings, or None where it has none."""
    for row in sheet.rows[:LOOKED_AT]:
        columns = _columns(row)
        if columns.are_enough:
            return columns
    return None


def _columns(row: Row) -> Columns:
    columns = Columns(row)
    for column, heading in enumerate(row.cells):
        words = fold(heading[:120])
        if not words:
            continue
        part = _PART.fullmatch(words)
        name = next((name for name, pattern in _NAMES if pattern.fullmatch(words)), "")
        if part is not None:
            columns.parts.setdefault(_place(part), column)
        elif name:
            columns.named.setdefault(name, column)
        else:
            columns.unknown.append(column)
    return columns


def _place(found: re.Match[str]) -> int:
    sign = found["number"] or found["letter"]
    return int(sign) - 1 if sign.isdecimal() else ord(sign) - ord("a")


def named_cells(row: Row, columns: Columns) -> Mapping[str, str]:
    """Return the texts of a row's named columns that are not empty."""
    return {
        name: row.cells[column]
        for name, column in columns.named.items()
        if column < len(row.cells) and row.cells[column]
    }


def part_cells(row: Row, columns: Columns) -> Sequence[tuple[int, str]]:
    """Return (column, text) of the parts in their order, empty ones at the end left away."""
    cells = [
        (column, row.cells[column] if column < len(row.cells) else "")
        for _, column in sorted(columns.parts.items())
    ]
    while cells and not cells[-1][1]:
        cells.pop()
    return cells

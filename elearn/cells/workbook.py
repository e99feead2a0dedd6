"""A roster in a spreadsheet, as cells really keep one: turned into the lines of a pasted list.

Such a table has rows of titles above, headings over one or two rows, columns in any order, and a total and
signatures below. Names and notes are taken, nothing else: what the other columns hold must not be kept here.
The lines keep the numbers of their rows, so what is said of a line can be found in the file.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from quizzes.formats.encoding import decode
from quizzes.formats.exchange import Report
from quizzes.formats.secrecy import refuse_secret
from quizzes.formats.spreadsheet.cells import Row, Sheet, rows_of_csv, sheets_of
from quizzes.vietnamese import clean, fold

Column = Literal["number", "name", "family", "given", "post", "note"]

_HEADINGS: Final[dict[Column, frozenset[str]]] = {
    "number": frozenset({"stt", "tt", "so tt", "so thu tu", "no"}),
    "name": frozenset(
        {"ho va ten", "ho ten", "ho va ten dang vien", "ho ten dang vien", "ten dang vien", "dang vien"}
        | {"ho va ten khai sinh", "ho va ten dang dung", "ho, ten", "ho - ten", "ho ten khai sinh"}
    ),
    "family": frozenset({"ho", "ho dem", "ho va dem", "ho va ten dem", "ho, dem", "ho lot", "ho va chu dem"}),
    "given": frozenset({"ten"}),
    "post": frozenset({"chuc vu", "chuc vu dang", "chuc danh", "chuc vu trong chi bo", "nhiem vu"}),
    "note": frozenset({"ghi chu", "chu thich", "ghi chu khac"}),
}
# A row that ends the list: what stands below it is the sum and the signatures.
_END = re.compile(r"(?:tong\s*(?:cong|so)?|cong)\b.*|(?:danh sach|an dinh).*\b(?:co|gom)\b.*\d.*")
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_ROWS_WITH_HEADINGS: Final = 40


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """A row below the headings that holds text but nobody's name."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class RosterReading:
    """A spreadsheet as the text of a pasted list, line n being row n, and what was left out of it."""

    text: str
    sheet: str
    left_out_columns: tuple[str, ...]
    left_out_rows: tuple[LeftOutRow, ...]

    @property
    def people(self) -> int:
        """How many rows hold a name."""
        return sum(bool(line) for line in self.text.split("\n"))


def read_roster(data: bytes, report: Report) -> RosterReading | None:
    """Return the roster in an .xlsx or .csv file, or None after noting why there is none."""
    sheets = _sheets(data, report)
    if not report.is_whole:
        return None
    readings = [reading for sheet in sheets if (reading := _roster_in(sheet)) is not None]
    return max(readings, key=lambda reading: reading.people, default=None)


def _sheets(data: bytes, report: Report) -> tuple[Sheet, ...]:
    if data.startswith(b"PK"):
        sheets = sheets_of(data, report)
    else:
        text = decode(data, report)
        sheets = () if text is None else (rows_of_csv(text, report),)
    for sheet in sheets:
        if refuse_secret("\n".join(cell for row in sheet.rows for cell in row.cells), report):
            return ()
    return sheets


def _roster_in(sheet: Sheet) -> RosterReading | None:
    """Return the roster in a sheet, or None where no column holds names."""
    head = _headings_of(sheet.rows[:_ROWS_WITH_HEADINGS])
    if head is None:
        return None
    end, columns = head
    people, rows = [], []
    left_out: list[LeftOutRow] = []
    for row in sheet.rows:
        if row.number <= end or _is_numbering(row):
            continue
        if _ends_the_list(row):
            break
        name = _name_in(row, columns)
        if name:
            people.append(
                (row.number, name, _cell(row, columns.get("note")), _cell(row, columns.get("post")))
            )
        else:
            left_out.append(LeftOutRow(row.number, " ".join(filter(None, row.cells))[:80]))
        rows.append(row)
    if not people:
        return None
    return RosterReading(
        "\n".join(_lines(people)),
        sheet.name,
        _left_out_columns(sheet.rows, end, columns, rows),
        tuple(left_out),
    )


def _headings_of(rows: Sequence[Row]) -> tuple[int, dict[Column, int]] | None:
    """Return the number of the last row of headings, and which column is which."""
    for place, row in enumerate(rows):
        columns = _columns_in(row)
        if "name" in columns or {"family", "given"} <= columns.keys():
            following = rows[place + 1] if place + 1 < len(rows) else None
            # Headings over two rows: the second has more of them where the first spans several columns.
            if following is not None and _is_second_row_of_headings(following, columns):
                return following.number, {**_columns_in(following), **columns}
            return row.number, columns
    return None


def _columns_in(row: Row) -> dict[Column, int]:
    found: dict[Column, int] = {}
    for place, cell in enumerate(row.cells):
        heading = fold(_IN_BRACKETS.sub("", cell).replace("\n", " ")).strip(" .:*")
        for column, headings in _HEADINGS.items():
            if heading in headings:
                found.setdefault(column, place)
    return found


def _is_second_row_of_headings(row: Row, columns: dict[Column, int]) -> bool:
    first = columns.get("name", columns.get("family"))
    return not _cell(row, first) and not _cell(row, columns.get("number"))


def _cell(row: Row, place: int | None) -> str:
    return clean(row.cells[place]) if place is not None and place < len(row.cells) else ""


def _name_in(row: Row, columns: dict[Column, int]) -> str:
    if "name" not in columns:
        return f"{_cell(row, columns['family'])} {_cell(row, columns['given'])}".strip()
    name = _cell(row, columns["name"])
    # A heading «Họ và tên» may span two columns: the given name stands alone in the next one.
    beside = columns["name"] + 1
    if (
        name
        and beside not in columns.values()
        and _is_given_name(_cell(row, beside))
        and len(name.split()) < 4
    ):
        return f"{name} {_cell(row, beside)}"
    return name


def _is_given_name(text: str) -> bool:
    return text.isalpha() and text.istitle() and fold(text) not in ("nam", "nu", "kinh", "co", "khong")


def _is_numbering(row: Row) -> bool:
    """Tell whether a row only numbers the columns: 1 2 3 4, or (1) (2) (3), or A B 1 2."""
    cells = [cell.strip("() ") for cell in row.cells if cell]
    return len(cells) > 1 and all(len(cell) < 3 and (cell.isdecimal() or cell in "AB") for cell in cells)


def _ends_the_list(row: Row) -> bool:
    return any(_END.fullmatch(fold(cell)) for cell in row.cells[:4] if cell)


def _lines(people: Sequence[tuple[int, str, str, str]]) -> list[str]:
    """Return a line for each row up to the last person's, empty where a row holds nobody."""
    alike = Counter(fold(name) for _, name, _, _ in people)
    lines = [""] * people[-1][0]
    for number, name, note, post in people:
        # Of two people with one name, the post tells which is which where no note does.
        told_apart = note or (post if alike[fold(name)] > 1 else "")
        lines[number - 1] = f"{name}; {told_apart}" if told_apart else name
    return lines


def _left_out_columns(
    all_rows: Sequence[Row], end: int, columns: dict[Column, int], rows: Sequence[Row]
) -> tuple[str, ...]:
    """Return the headings of columns that hold something and are not taken."""
    taken = {columns[column] for column in ("number", "name", "family", "given", "note") if column in columns}
    heads = [row for row in all_rows if end - 1 <= row.number <= end]
    left_out: dict[str, None] = {}
    for place in range(max((len(row.cells) for row in rows), default=0)):
        if place in taken or not any(_cell(row, place) for row in rows):
            continue
        heading = next((_cell(head, place) for head in reversed(heads) if _cell(head, place)), "")
        if heading:
            left_out.setdefault(heading)
    return tuple(left_out)

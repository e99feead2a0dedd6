"""A workbook or a CSV file as rows of texts that know their cells."""

import csv
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from quizzes.formats.archive import Archive, open_archive
from quizzes.formats.exchange import Report
from quizzes.formats.problems import N_

MOST_ROWS: Final = 20_000
"""Rows read of one sheet."""
MOST_COLUMNS: Final = 60
"""Columns read of one sheet."""

_DELIMITERS: Final = ";,\t|"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number from 1, and the texts of its cells from column A on."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's name, "" where a file has only one, and its rows."""

    name: str
    rows: tuple[Row, ...]

    def place(self, row: Row, column: int) -> str:
        """Return the name of a cell as a spreadsheet shows it, as in "C5" or "Câu hỏi!C5"."""
        name = f"{column_name(column)}{row.number}"
        return f"{self.name}!{name}" if self.name else name


def column_name(column: int) -> str:
    """Return the letters of a column counted from 0: A, B … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def sheets_of(data: bytes, report: Report) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook; none after noting why it cannot be read."""
    archive = open_archive(data, report)
    if archive is None or _has_entities(archive, report):
        return ()
    try:
        return _sheets(data, report)
    # The library lets through whatever a damaged file makes of its own code.
    except Exception as error:
        report.add(
            "left_out",
            "file",
            "",
            N_("The workbook cannot be read: %(detail)s"),
            N_("Open it in Excel or LibreOffice, save it again as .xlsx, and try again."),
            detail=f"{type(error).__name__}: {error}"[:120],
        )
        return ()


def _has_entities(archive: Archive, report: Report) -> bool:
    """Refuse parts that declare entities: no spreadsheet program writes them, and they can swell."""
    for name in archive.names:
        if name.endswith((".xml", ".rels")):
            content = archive.read(name)
            if content is None:
                return True
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
                report.add(
                    "left_out",
                    "element",
                    name,
                    N_("A part of the file declares entities, which is refused."),
                    N_("Open it in Excel or LibreOffice, save it again as .xlsx, and try again."),
                )
                return True
    return False


def _sheets(data: bytes, report: Report) -> tuple[Sheet, ...]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # What openpyxl cannot keep (charts, validation) does not concern questions.
        warnings.simplefilter("ignore")
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = []
        for worksheet in workbook.worksheets:
            worksheet.reset_dimensions()
            values = worksheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
            rows = tuple(_rows(values))
            if len(rows) and rows[-1].number > MOST_ROWS:
                _note_too_long(worksheet.title, report)
                rows = rows[:-1]
            sheets.append(Sheet(str(worksheet.title), rows))
        workbook.close()
    return tuple(sheets) if len(sheets) > 1 else tuple(Sheet("", sheet.rows) for sheet in sheets)


def _rows(values: Iterator[tuple[object, ...]]) -> Iterator[Row]:
    for number, cells in enumerate(values, start=1):
        texts = tuple(map(text_of, cells))
        if any(texts):
            yield Row(number, texts)


def _note_too_long(sheet: str, report: Report) -> None:
    report.add(
        "left_out",
        "element",
        sheet,
        N_("The sheet has more than %(most)s rows; the rest was not read."),
        N_("Divide it into smaller files."),
        most=str(MOST_ROWS),
    )


def text_of(value: object) -> str:
    """Return a cell's value as people see it: 20.0 as 20, a date as 31/12/2026, TRUE as a word."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    return str(value).replace("_x000D_", "").replace("\r\n", "\n").strip()


def rows_of_csv(text: str, report: Report) -> Sheet:
    """Return a CSV file as a sheet: its delimiter is found in its first lines."""
    text = text.replace("\0", "")
    first, _, rest = text.partition("\n")
    delimiter = _delimiter(text)
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        delimiter, text = first.strip()[4], rest
    rows = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MOST_ROWS:
                _note_too_long("", report)
                break
            texts = tuple(_unguarded(cell.strip()) for cell in cells[:MOST_COLUMNS])
            if any(texts):
                rows.append(Row(number, texts))
    except csv.Error as error:
        report.add(
            "left_out",
            "line",
            str(reader.line_num),
            N_("From this line on the file could not be read: %(detail)s"),
            N_("Look for a quotation mark that is not closed."),
            detail=str(error),
        )
    return Sheet("", tuple(rows))


def _delimiter(text: str) -> str:
    head = text[:4000].splitlines()[:3]
    return max(_DELIMITERS, key=lambda sign: sum(line.count(sign) for line in head))


def guarded(text: str) -> str:
    """Return a text that no spreadsheet program takes for a formula when it opens a CSV file."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text

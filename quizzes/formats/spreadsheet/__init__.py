"""Questions in a spreadsheet, one a row: our template, Kahoot's, or any table with known headings."""

from quizzes.formats.encoding import decode, refuse_old_font
from quizzes.formats.exchange import Export, Import, Report
from quizzes.formats.intake import refused
from quizzes.formats.proof import proved
from quizzes.formats.spreadsheet.cells import rows_of_csv, sheets_of
from quizzes.formats.spreadsheet.kahoot import kahoot_of
from quizzes.formats.spreadsheet.reading import read_sheets
from quizzes.formats.spreadsheet.writing import csv_of, workbook_of
from quizzes.mojibake import is_mojibake
from quizzes.quiz import Quiz


def read(data: bytes) -> Import:
    """Return the questions of a workbook (.xlsx); never raises."""
    report = Report()
    sheets = sheets_of(data, report)
    text = "\n".join(cell for sheet in sheets for row in sheet.rows for cell in row.cells if cell)
    if encoding := is_mojibake(text):
        refuse_old_font(encoding, report)
    if not sheets or not report.is_whole:
        return refused(report)
    return read_sheets(sheets, report)


def read_csv(data: bytes) -> Import:
    """Return the questions of a CSV file with commas, semicolons or tabs; never raises."""
    report = Report()
    text = decode(data, report)
    if text is None:
        return refused(report)
    return read_sheets((rows_of_csv(text, report),), report)


def write(quiz: Quiz) -> Export:
    """Return a quiz as a workbook in our template."""
    report = Report()
    return proved(quiz, workbook_of(quiz, report), read, report)


def write_csv(quiz: Quiz) -> Export:
    """Return a quiz as CSV in our template."""
    report = Report()
    return proved(quiz, csv_of(quiz, report), read_csv, report)


def write_kahoot(quiz: Quiz) -> Export:
    """Return a quiz as a workbook that Kahoot loads."""
    report = Report()
    return proved(quiz, kahoot_of(quiz, report), read, report)


def template() -> bytes:
    """Return our template without questions, to be filled in."""
    return workbook_of(Quiz("", ()), Report())

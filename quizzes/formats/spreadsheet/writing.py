"""From questions to rows: our template with a help sheet, the same as CSV, and Kahoot's template."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from quizzes.formats.choices import verdict_options
from quizzes.formats.exchange import Report
from quizzes.formats.proof import leave_out
from quizzes.formats.spreadsheet.cells import guarded
from quizzes.formats.spreadsheet.help import HELP
from quizzes.formats.spreadsheet.reading import ARROW, FEEDBACK, TYPE_WORDS
from quizzes.formats.words import BETWEEN_ANSWERS, SKILL_WORDS
from quizzes.numbers import written_number
from quizzes.questions import (
    Group,
    Match,
    MultipleChoice,
    Number,
    Option,
    Order,
    Question,
    ShortText,
    SingleChoice,
    TrueFalse,
)
from quizzes.quiz import Quiz

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

PART_LETTERS: Final = "ABCDEFGHIJKLMNOP"
OPTIONS: Final = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
"""Text stays text, and rows leave the memory as they are written."""
NO_TIME: Final = datetime(1980, 1, 1, tzinfo=UTC)
"""What a workbook says of its making: the engine asks no clock."""

_BEFORE: Final = ("Mã", "Loại", "Câu hỏi")
_AFTER: Final = (
    "Đáp án", "Giải thích", "Nguồn", "Mức độ", "Điểm", "Đúng đến", "Trao đổi", "Thiếu dấu",
)  # fmt: skip
_TITLE: Final = "xlsx, csv"


def headings() -> list[str]:
    """Return the headings of our template."""
    return [*_BEFORE, *PART_LETTERS, *_AFTER]


def rows_of(quiz: Quiz, report: Report) -> Iterator[list[str]]:
    """Return a row for each question that can be written; the others are noted."""
    for question in quiz.questions:
        parts = _parts(question)
        if parts is None:
            leave_out(report, question, _TITLE)
            continue
        texts, right = parts
        cells = [*texts, *([""] * (len(PART_LETTERS) - len(texts)))]
        tones = "được" if isinstance(question, ShortText) and question.tones == "optional" else ""
        yield [
            question.id,
            TYPE_WORDS[question.type],
            question.prompt,
            *cells,
            right,
            question.explanation,
            question.source,
            SKILL_WORDS[question.skill],
            str(question.points),
            f"{question.valid_until:%d/%m/%Y}" if question.valid_until else "",
            question.discussion,
            tones,
        ]


def _parts(question: Question) -> tuple[list[str], str] | None:
    """Return the texts of the part columns and that of the answer, or None for a type without either."""
    match question:
        case SingleChoice() | MultipleChoice():
            return _options(question.options, question.right_response)
        case TrueFalse():
            return _options(verdict_options(question), (question.verdict,))
        case ShortText():
            return [], BETWEEN_ANSWERS.join(question.accepted)
        case Number():
            return [], _number(question)
        case Order() | Group():
            return list(question.answer_texts(question.right_response)), ""
        case Match():
            paired = {right for _, right in question.pairs}
            extra = [f"{ARROW} {right.text}" for right in question.rights if right.id not in paired]
            return [*question.answer_texts(question.right_response), *extra], ""
    return None


def _options(options: Sequence[Option], right: Sequence[str]) -> tuple[list[str], str]:
    texts = [
        f"{option.text}\n{FEEDBACK} {option.feedback}" if option.feedback else option.text
        for option in options
    ]
    ids = [option.id for option in options]
    return texts, ", ".join(PART_LETTERS[ids.index(part)] for part in right)


def _number(question: Number) -> str:
    value, low, high = (
        written_number(number, "vi", grouped=False)
        for number in (question.value, question.low, question.high)
    )
    span = f" ({low} .. {high})" if question.low != question.high else ""
    return f"{value}{span} {question.unit}".rstrip()


def csv_of(quiz: Quiz, report: Report) -> bytes:
    """Return a quiz as CSV with semicolons, as a Vietnamese Excel opens it; no cell is a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings())
    writer.writerows([guarded(cell) for cell in row] for row in rows_of(quiz, report))
    return out.getvalue().encode("utf-8-sig", "replace")


def workbook_of(quiz: Quiz, report: Report) -> bytes:
    """Return a quiz as a workbook in our template, with a sheet that explains it; no cell is a formula."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, OPTIONS) as workbook:
        workbook.set_properties({"created": NO_TIME})
        bold = workbook.add_format({"bold": True, "text_wrap": True, "bg_color": "#F3E6C4"})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        sheet = workbook.add_worksheet("Câu hỏi")
        sheet.set_column(0, 1, 14, wrapped)
        sheet.set_column(2, 2, 48, wrapped)
        sheet.set_column(3, len(headings()) - 1, 24, wrapped)
        sheet.freeze_panes(2, 3)
        sheet.write_string(0, 0, quiz.title, bold)
        for column, heading in enumerate(headings()):
            sheet.write_string(1, column, heading, bold)
        for number, row in enumerate(rows_of(quiz, report), start=2):
            for column, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, column, cell, wrapped)
        _add_help(workbook.add_worksheet("Hướng dẫn"), bold, wrapped)
    return out.getvalue()


def _add_help(sheet: "Worksheet", bold: "Format", wrapped: "Format") -> None:
    sheet.set_column(0, 0, 24, bold)
    sheet.set_column(1, 1, 90, wrapped)
    for number, (name, text) in enumerate(HELP):
        sheet.write_string(number, 0, name, bold)
        sheet.write_string(number, 1, text, wrapped)

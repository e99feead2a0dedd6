"""Rows from a file of comma- or semicolon-separated values, as a spreadsheet saves it.

The first line names the columns, in English or Vietnamese, in any order: member, question, mark, max, and
perhaps response, attempt, slot. Other columns are not read. Numbers have a decimal comma or point and no
marks between thousands; a share may be written 1/3. An empty mark was left unanswered. The parts of a
response are divided by "|".
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from quizzes.formats.encoding import decode
from quizzes.formats.exchange import Report
from quizzes.formats.problems import N_
from quizzes.questions.base import Response
from quizzes.statistics.rows import Row
from quizzes.vietnamese import clean, fold

MOST_BYTES: Final = 256 * 1024 * 1024
"""Bytes of the largest file that is read: two million rows take some forty million."""

MOST_PROBLEMS: Final = 20
"""Problems after which reading stops: a file so wrong is wrong in one way."""

DIVIDER: Final = "|"
"""What stands between the parts of a response."""

_NAMES: Final = {
    "member": ("member", "dang vien", "thanh vien", "nguoi lam"),
    "question": ("question", "cau hoi", "cau", "ma cau"),
    "mark": ("mark", "diem", "diem dat"),
    "maximum": ("max", "maximum", "diem toi da", "toi da"),
    "response": ("response", "tra loi", "cau tra loi"),
    "attempt": ("attempt", "luot", "luot lam"),
    "slot": ("slot", "vi tri"),
}
_COLUMN: Final = {name: column for column, names in _NAMES.items() for name in names}
_WANTED: Final = {"member": "member", "question": "question", "mark": "mark", "maximum": "max"}
_DIVIDERS: Final = ";,\t"
_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_NUMBER = re.compile(r"([+-]?\d{1,12})(?:[.,](\d{1,12})|/(\d{1,12}))?")


@dataclass(frozen=True, slots=True)
class RowsReading:
    """What a file held: every row, or none where the report says that something is wrong."""

    rows: tuple[Row, ...]
    report: Report


@dataclass(frozen=True, slots=True)
class _Refused(Exception):
    """A line that says nothing usable: why and what to do, as msgids."""

    message: str
    remedy: str
    values: dict[str, str]


def read_rows(data: bytes) -> RowsReading:
    """Return a file's rows; what is wrong with it is in the report, each with its line.

    Nothing is left out silently: one wrong line and no row is returned, because figures made from the others
    would be about something else.
    """
    report = Report()
    text = decode(data, report, MOST_BYTES)
    rows: list[Row] = []
    if text is not None:
        try:
            rows = _Reader(text, report).rows()
        except csv.Error:
            report.add(
                "left_out",
                "file",
                "",
                N_("The file is no table: a quotation mark is never closed, or a cell is far too long."),
                N_("Save it again from the spreadsheet as CSV UTF-8."),
            )
        if not rows and report.is_whole:
            report.add(
                "left_out",
                "file",
                "",
                N_("The file has no row of answers."),
                N_("Under the line with the names of the columns, write one line for each answer."),
            )
    return RowsReading(tuple(rows) if report.is_whole else (), report)


class _Reader:
    """Reads one text; numbers and names that come again are understood once."""

    def __init__(self, text: str, report: Report) -> None:
        named = _SEPARATOR.match(text)
        # Excel writes its separator into a line of its own, which is no line of the table.
        self._before = 1 if named else 0
        body = text[named.end() :] if named else text
        head = body.partition("\n")[0]
        divider = named[1] if named else max(_DIVIDERS, key=head.count)
        self._lines = csv.reader(io.StringIO(body, newline=""), delimiter=divider, strict=True)
        self._report = report
        self._numbers: dict[str, float] = {}
        self._texts: dict[str, str] = {}
        self._responses: dict[str, Response] = {}

    def rows(self) -> list[Row]:
        """Return the rows up to the last line or the last problem that is told."""
        rows: list[Row] = []
        heads = next(self._lines, None)
        if not heads:
            return rows
        places = self._places(heads)
        seen: dict[tuple[str, str, int], int] = {}
        if places is None:
            return rows
        problems = 0
        for number, cells in self._filled():
            try:
                row = self._row(cells, places)
                before = seen.setdefault((row.member, row.question, row.attempt), number)
                if before != number:
                    raise _Refused(
                        N_("This answer is there already, in line %(line)s."),
                        N_("Remove one of the two, or number the attempts in a column “attempt”."),
                        {"line": str(before)},
                    )
                rows.append(row)
            except _Refused as refused:
                self._report.add(
                    "left_out", "line", str(number), refused.message, refused.remedy, **refused.values
                )
                problems += 1
                if problems >= MOST_PROBLEMS:
                    break
        return rows

    def _filled(self) -> Iterator[tuple[int, list[str]]]:
        """Return the lines that hold something, each with the number of the line on which it ends."""
        for cells in self._lines:
            if any(cells):
                yield self._lines.line_num + self._before, cells

    def _places(self, heads: Sequence[str]) -> dict[str, int] | None:
        """Return where each column stands, or None after noting what is missing."""
        places: dict[str, int] = {}
        for place, head in enumerate(heads):
            column = _COLUMN.get(fold(head))
            if column is not None:
                places.setdefault(column, place)
        missing = [name for column, name in _WANTED.items() if column not in places]
        if missing:
            self._report.add(
                "left_out",
                "line",
                str(1 + self._before),
                N_("The first line does not name the columns %(missing)s."),
                N_("Write into the first line: member, question, mark, max (and perhaps response, attempt)."),
                missing=", ".join(missing),
            )
            return None
        return places

    def _row(self, cells: Sequence[str], places: dict[str, int]) -> Row:
        if len(cells) <= max(places.values()):
            raise _Refused(
                N_("The line has %(count)s cells, fewer than the first line names."),
                N_("Fill in what is missing; a text with the separator in it stands in quotation marks."),
                {"count": str(len(cells))},
            )
        cell = {column: cells[place].strip() for column, place in places.items()}
        member, question = self._text(cell["member"], "member"), self._text(cell["question"], "question")
        given = cell.get("response", "")
        mark = self._number(cell["mark"], "mark") if cell["mark"] else None
        maximum = self._number(cell["maximum"], "max")
        _refuse_impossible(mark, maximum, given)
        response: Response | None = None
        if "response" in cell and (given or not mark):
            response = self._responses.setdefault(given, _parts(given))
        attempt = _attempt(cell.get("attempt", ""))
        return Row(member, question, mark, maximum, response, attempt, cell.get("slot", ""))

    def _text(self, text: str, column: str) -> str:
        """Return the clean text of a cell that may not be empty."""
        if text not in self._texts:
            self._texts[text] = clean(text)
        if not self._texts[text]:
            raise _Refused(
                N_("The cell “%(column)s” is empty."),
                N_("Fill it in, or remove the line."),
                {"column": column},
            )
        return self._texts[text]

    def _number(self, text: str, column: str) -> float:
        """Return the number a cell writes, with a decimal comma or point or as a share."""
        known = self._numbers.get(text)
        if known is not None:
            return known
        found = _NUMBER.fullmatch(text)
        if found is None or (found[3] and not int(found[3])):
            raise _Refused(
                N_("“%(text)s” in the column “%(column)s” is not a number."),
                N_("Write it in digits, as 1 or 0,5, without marks between thousands."),
                {"text": text[:40], "column": column},
            )
        value = Fraction(f"{found[1]}.{found[2] or 0}") / int(found[3] or 1)
        return self._numbers.setdefault(text, float(value))


def _refuse_impossible(mark: float | None, maximum: float, given: str) -> None:
    if maximum <= 0:
        raise _Refused(
            N_("The most that can be earned, “max”, must be above 0."),
            N_("Write the points that a full mark earns; leave out questions without marks."),
            {},
        )
    if mark is None and given:
        raise _Refused(
            N_("There is a response but no mark."),
            N_("Write the mark, 0 where it is wrong; empty is for what was left unanswered."),
            {},
        )
    if mark is not None and not -maximum <= mark <= maximum:
        raise _Refused(
            N_("The mark %(mark)s is beyond the most that can be earned, %(most)s."),
            N_("Correct “mark” or “max”: both are in the same unit."),
            {"mark": f"{mark:g}", "most": f"{maximum:g}"},
        )


def _parts(given: str) -> Response:
    return tuple(clean(part) for part in given.split(DIVIDER)) if given else ()


def _attempt(text: str) -> int:
    if not text:
        return 1
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) < 1:
        raise _Refused(
            N_("“%(text)s” in the column “%(column)s” is not a number."),
            N_("Number the attempts of each member 1, 2, 3."),
            {"text": text[:40], "column": "attempt"},
        )
    return int(text)

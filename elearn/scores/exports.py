"""Results as files that a spreadsheet program opens: nothing in them can run.

A cell that begins with =, +, - or @ is a formula to a spreadsheet. In XLSX text is written as text; in
CSV, where that cannot be said, such a cell gets an apostrophe in front (OWASP, "CSV Injection").
"""

import csv
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any, Final

from flask_babel import gettext as _

from elearn import clock
from elearn.meetings.own_queries import OwnMeeting
from elearn.scores.queries import FEWEST_ANSWERS, FEWEST_PEOPLE, MemberLine, QuestionFigures
from elearn.shell import in_words, moment

Value = str | int | datetime | None
Row = Sequence[Value]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"

# What a spreadsheet can hold in one cell; what is longer is cut and ends with an ellipsis.
LONGEST_CELL: Final = 32_767

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def members_table(lines: Sequence[MemberLine], meetings: Sequence[OwnMeeting]) -> list[Row]:
    """Return the members' results, the header first: of the quiz, and in columns of its own of meetings."""
    rows: list[Row] = [
        (
            _("No."),
            _("Full name"),
            _("Note"),
            _("State"),
            _("Cards read"),
            _("Questions right"),
            _("Questions asked"),
            _("Taken as"),
            _("Ended at"),
            _("Right in meetings"),
            _("Answered in meetings"),
        )
    ]
    right, answered = Counter[int](), Counter[int]()
    for one in meetings:
        right[one.member_id] += one.right
        answered[one.member_id] += one.asked
    states = {"finished": _("finished"), "studying": _("studying"), "unopened": _("not opened yet")}
    for number, line in enumerate(lines, 1):
        best = line.progress.best
        rows.append(
            (
                number,
                line.member.name,
                line.member.note,
                states[line.state],
                line.cards_read,
                best.right if best else None,
                best.asked if best else None,
                _taken_as(best.mode) if best else "",
                best.ended_at if best else None,
                right[line.member.id] if answered[line.member.id] else None,
                answered[line.member.id] or None,
            )
        )
    return rows


def _taken_as(mode: str) -> str:
    return str({"exam": _("exam"), "paper": _("on paper")}.get(mode, _("practice")))


def meetings_table(lines: Sequence[MemberLine], meetings: Sequence[OwnMeeting]) -> list[Row]:
    """Return what members answered in meetings, the header first; one row for a member and a meeting."""
    rows: list[Row] = [
        (
            _("Full name"),
            _("Note"),
            _("Meeting"),
            _("Held on"),
            _("Questions right"),
            _("Questions answered"),
            _("Entered for them"),
        )
    ]
    for line in lines:
        for one in meetings:
            if one.member_id == line.member.id:
                entered = sum(answer.is_proxy for answer in one.answers)
                where = (one.meeting.title, one.meeting.starts_at)
                rows.append((line.member.name, line.member.note, *where, one.right, one.asked, entered))
    return rows


def questions_table(figures: Sequence[QuestionFigures]) -> list[Row]:
    """Return the questions' figures, the header first; those below the minimum say so."""
    rows: list[Row] = [
        (
            _("Question"),
            _("People"),
            _("Answers"),
            _("Fully right"),
            _("Wrong option drawn most"),
            _("Times drawn"),
            _("Right in per cent"),
        )
    ]
    for one in figures:
        if not one.is_enough:
            few = _(
                "fewer than %(people)d people or %(answers)d answers",
                people=FEWEST_PEOPLE,
                answers=FEWEST_ANSWERS,
            )
            rows.append((one.question.prompt, None, None, None, few, None, None))
            continue
        text, times = one.most_drawn or ("", None)
        rows.append(
            (
                one.question.prompt,
                one.people,
                one.answers,
                one.right,
                in_words(text),
                times,
                round(100 * one.share_right),
            )
        )
    return rows


def _chart(book: Any, sheet: Any, name: str, rows: Sequence[Row]) -> None:
    """Draw the share right of each question that has figures, beside them."""
    # The last column holds the share; a question that is silent has none, and stands last.
    share = len(rows[0]) - 1
    shown = [number for number, row in enumerate(rows) if number and row[share] is not None]
    if not shown:
        return
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": [name, 0, share],
            "categories": [name, shown[0], 0, shown[-1], 0],
            "values": [name, shown[0], share, shown[-1], share],
        }
    )
    chart.set_x_axis({"min": 0, "max": 100})
    # The first question of the table stands at the top of the chart.
    chart.set_y_axis({"reverse": True})
    chart.set_legend({"none": True})
    chart.set_size({"width": 720, "height": 80 + 28 * len(shown)})
    sheet.insert_chart(len(rows) + 1, 0, chart)


def xlsx_of(title: str, members: Sequence[Row], questions: Sequence[Row], meetings: Sequence[Row]) -> bytes:
    """Return a workbook with a sheet of members, a sheet of questions and one of what meetings brought."""
    # Some megabytes of every process, which only this needs.
    import xlsxwriter

    buffer = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": title})
        bold, wrap = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"text_wrap": True})
        dated = book.add_format({"num_format": "dd/mm/yyyy hh:mm", "align": "left"})
        widths = {
            _("Members"): (6, 28, 16, 14, 12, 12, 12, 12, 18, 14, 14),
            _("Questions"): (70, 9, 10, 12, 50, 10, 10),
            _("Meetings of the cell"): (28, 16, 40, 18, 12, 12, 12),
        }
        for (name, columns), rows in zip(widths.items(), (members, questions, meetings), strict=True):
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
            for column, width in enumerate(columns):
                sheet.set_column(column, column, width, wrap)
            for row, values in enumerate(rows):
                for column, value in enumerate(values):
                    if isinstance(value, datetime):
                        # A spreadsheet knows no zones: the time of day in Vietnam, without one.
                        here = value.astimezone(clock.VIETNAM).replace(tzinfo=None)
                        sheet.write_datetime(row, column, here, dated)
                    else:
                        sheet.write(row, column, _fitting(value), bold if row == 0 else wrap)
            if rows is questions:
                _chart(book, sheet, name, rows)
    return buffer.getvalue()


def _fitting(value: Value) -> Value:
    if isinstance(value, str) and len(value) > LONGEST_CELL:
        return f"{value[: LONGEST_CELL - 1]}…"
    return value


def csv_of(rows: Sequence[Row]) -> bytes:
    """Return comma-separated UTF-8 with the mark that makes Excel read it as UTF-8."""
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([[_harmless(value) for value in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def _harmless(value: Value) -> str | int | None:
    if isinstance(value, datetime):
        return moment(value)
    return f"'{value}" if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA) else value

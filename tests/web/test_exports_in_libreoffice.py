"""Every export opens in LibreOffice and reads back equal; no formula runs, a report is one page."""

import csv
import io
import re
import zipfile
from typing import Any

import pytest
from docx import Document
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook, load_workbook

from elearn.scores import exports
from tests.conftest import TOPIC, SignIn, TestCell, TestClock
from tests.office import CSV_AS_TEXT, Office
from tests.web.held_meeting import hold
from tests.web.test_question_page import everybody
from tests.web.test_reports import REPORT, report_on
from tests.web.test_scores import add_people

EVIL = ['=HYPERLINK("http://x","y")', "+1+1", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0"]
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice with an empty profile."""
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture
def secretary(app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock) -> FlaskClient:
    """The secretary of a cell that has answered, with members whose names are formulas."""
    everybody(app, cell, signed_in, the_clock, (True, True), (False, True))
    add_people(app, cell, the_clock, EVIL)
    return signed_in(cell.secretary)


def values(book: Workbook) -> dict[str, list[list[Any]]]:
    """Return what stands in each sheet, row by row, without the empty rows that no program keeps."""
    return {
        sheet.title: [row for row in map(list, sheet.iter_rows(values_only=True)) if any(row)]
        for sheet in book.worksheets
    }


def formulas(book: Workbook) -> list[str]:
    """Return what a spreadsheet program would compute."""
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return [str(cell.value) for cell in cells if cell.data_type == "f"]


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def test_the_workbook_reads_back_equal_with_its_charts_and_frozen_headings(
    secretary: FlaskClient, office: Office
) -> None:
    sent = secretary.get(f"/ket-qua/{TOPIC}.xlsx").get_data()
    kept = office.saved_as("ket-qua.xlsx", sent, "xlsx")
    ours, theirs = opened(sent), opened(kept)
    assert values(theirs) == values(ours)
    # Where a window scrolls is no content: without a window LibreOffice does not write it again.
    assert [sheet.freeze_panes for sheet in ours.worksheets] == ["A2"] * 3
    assert len(zipfile.ZipFile(io.BytesIO(kept)).read("xl/charts/chart1.xml")) > 0
    names = [row[1] for row in values(theirs)[theirs.worksheets[0].title]]
    assert set(EVIL) <= set(names)
    assert not formulas(theirs)


def test_the_csv_file_reads_back_equal_and_nothing_in_it_is_a_formula(
    secretary: FlaskClient, office: Office
) -> None:
    sent = secretary.get(f"/ket-qua/{TOPIC}.csv").get_data()
    book = opened(office.saved_as("ket-qua.csv", sent, "xlsx", CSV_AS_TEXT))
    (sheet,) = book.worksheets
    rows = [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]
    assert rows == list(csv.reader(io.StringIO(sent.decode("utf-8-sig"))))
    assert {f"'{name}" for name in EVIL} <= {row[1] for row in rows}
    assert not formulas(book)


def test_a_cell_that_is_too_long_for_a_spreadsheet_is_cut_and_says_so(office: Office, app: Flask) -> None:
    longest, too_long = "Đ" * exports.LONGEST_CELL, "ế" * (exports.LONGEST_CELL + 1)
    with app.test_request_context():
        sent = exports.xlsx_of("Thử", [("a",), (longest,), (too_long,)], [("b", "c")], [("d",)])
    (_, (first,), (second,)) = values(opened(office.saved_as("dai.xlsx", sent, "xlsx")))["Đảng viên"]
    assert first == longest
    assert second == too_long[: exports.LONGEST_CELL - 1] + "…"


def lines(content: bytes) -> list[str]:
    """Return every paragraph of a Word file, those in its head included."""
    word = Document(io.BytesIO(content))
    in_tables = [p.text for table in word.tables for cell in table.rows[0].cells for p in cell.paragraphs]
    return [line for line in (*in_tables, *(p.text for p in word.paragraphs)) if line.strip()]


@pytest.mark.parametrize(
    ("page", "file"),
    [
        (REPORT, f"{REPORT}.docx"),
        (f"{REPORT}?ten", f"{REPORT}.docx"),
        ("/ket-qua/bao-cao", "/ket-qua/bao-cao.docx"),
    ],
)
def test_a_report_reads_back_equal_and_is_one_page(
    secretary: FlaskClient, office: Office, page: str, file: str
) -> None:
    text = report_on(secretary, page)
    head = {"superior": "Đảng bộ xã Nà Chì", "place": "Nà Chì"}
    sent = secretary.post(file, data={"text": text, **head}).get_data()
    assert lines(office.saved_as("bao-cao.docx", sent, "docx")) == lines(sent)
    assert set(text.split("\n")) <= set(lines(sent))
    printed = office.saved_as("bao-cao.docx", sent, "pdf")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def test_the_insert_for_the_minutes_reads_back_equal(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock, office: Office
) -> None:
    held = hold(app, cell, signed_in, the_clock)
    address = f"/sinh-hoat/{held.planning.id}/bien-ban"
    text = report_on(held.secretary, address)
    sent = held.secretary.post(f"{address}.docx", data={"text": text, "place": "Nà Chì"}).get_data()
    assert lines(office.saved_as("bien-ban.docx", sent, "docx")) == lines(sent)


def test_what_no_file_can_hold_is_left_out_of_it(secretary: FlaskClient, office: Office) -> None:
    strange = {"text": "Dòng\x00 một\x0b\x1b[31m\ufffe", "place": "\x07Nà Chì"}
    answer = secretary.post(f"{REPORT}.docx", data=strange)
    assert answer.status_code == 200
    kept = lines(office.saved_as("la.docx", answer.get_data(), "docx"))
    assert kept == lines(answer.get_data())
    assert {"Dòng một", "[31m"} <= set(kept)

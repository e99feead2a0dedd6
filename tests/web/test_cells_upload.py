"""A roster in a spreadsheet: what is read of it, what is named as left out, what is refused."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from elearn.cells.pasted import MAX_LINES, understand
from elearn.cells.workbook import read_roster
from quizzes.formats.exchange import Report
from tests.conftest import SignIn, TestCell
from tests.web.cells_hands import names_in
from tests.web.rosters import CASES, Case, csv_of, workbook_of


def named(cases: list[Case]) -> list[object]:
    return [pytest.param(case, id=case.name) for case in cases]


def upload(browser: FlaskClient, data: bytes, name: str = "danh-sach.xlsx") -> TestResponse:
    return browser.post("/chi-bo/them-tep", data={"file": (BytesIO(data), name)})


@pytest.mark.parametrize("case", named(CASES))
def test_the_people_of_a_workbook_are_found(case: Case) -> None:
    reading = read_roster(workbook_of(case), Report())
    assert reading
    assert [(line.name, line.note) for line in understand(reading.text, frozenset())] == case.people


@pytest.mark.parametrize("case", named([case for case in CASES if not case.more_sheets]))
def test_the_people_of_a_csv_file_are_found(case: Case) -> None:
    reading = read_roster(csv_of(case), Report())
    assert reading
    assert [(line.name, line.note) for line in understand(reading.text, frozenset())] == case.people


@pytest.mark.parametrize("case", named(CASES))
def test_what_is_not_taken_is_named(case: Case) -> None:
    reading = read_roster(workbook_of(case), Report())
    assert reading
    assert (*reading.left_out_columns, *(row.text for row in reading.left_out_rows)) == case.left_out


def test_a_line_has_the_number_of_its_row() -> None:
    reading = read_roster(workbook_of(CASES[2]), Report())
    assert reading
    assert [line.number for line in understand(reading.text, frozenset())] == [7, 8, 9]


def test_a_file_is_shown_before_anybody_is_added(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    before = names_in(app, cell.id)
    answer = upload(signed_in(cell.secretary), workbook_of(CASES[4]))
    assert answer.status_code == 200
    assert "Ngày sinh" in answer.text
    assert "0912345678" not in answer.text
    assert names_in(app, cell.id) == before


def test_what_was_shown_is_added_and_once_more_adds_nobody(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    browser = signed_in(cell.secretary)
    reading = read_roster(workbook_of(CASES[17]), Report())
    assert reading
    for _ in range(2):
        browser.post("/chi-bo/them-danh-sach/luu", data={"people": reading.text})
    # Sùng Mí Dính was there before.
    assert [names_in(app, cell.id).count(name) for name, _ in CASES[17].people] == [1, 1, 1]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "trong.xlsx"),
        (b"PK\x03\x04 broken", "hong.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "cu.xls"),
        (b"%PDF-1.7", "danh-sach.pdf"),
        ("Chỉ có chữ, không có bảng".encode(), "chu.csv"),
        (workbook_of(Case("secret", [["TỐI MẬT"], ["Họ và tên"], ["Nguyễn Văn An"]], [])), "mat.xlsx"),
        (
            workbook_of(
                Case("long", [["Họ và tên"], *([f"Lê Thị {'X' * 3} {n}"] for n in range(MAX_LINES + 1))], [])
            ),
            "dai.xlsx",
        ),
    ],
)
def test_a_file_without_a_roster_is_refused_in_words(
    app: Flask, cell: TestCell, signed_in: SignIn, data: bytes, name: str
) -> None:
    before = names_in(app, cell.id)
    answer = upload(signed_in(cell.secretary), data, name)
    assert answer.status_code == 422
    assert "field__error" in answer.text
    assert names_in(app, cell.id) == before


def test_a_file_that_would_swell_is_refused(cell: TestCell, signed_in: SignIn) -> None:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    answer = upload(signed_in(cell.secretary), stream.getvalue())
    assert answer.status_code == 422


def test_no_file_is_asked_for(cell: TestCell, signed_in: SignIn) -> None:
    assert signed_in(cell.secretary).post("/chi-bo/them-tep", data={}).status_code == 422

"""Reports of one page: counts by default, names when asked for, each file taken along on record."""

import html
import io

import pytest
from docx import Document
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.accounts.models import AccessRecord
from tests.conftest import TOPIC, SignIn, TestCell, TestClock
from tests.web.taking import start
from tests.web.test_question_page import answer, everybody

REPORT = f"/ket-qua/{TOPIC}/bao-cao"
QUARTER = "/ket-qua/bao-cao"


def report_on(browser: FlaskClient, address: str) -> str:
    """Return the text of a report."""
    page = browser.get(address).text
    return html.unescape(page.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0])


def test_a_topic_s_report_counts_says_what_is_wrong_and_names_nobody(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    everybody(app, cell, signed_in, the_clock, (True, True), (False, True))
    text = report_on(signed_in(cell.secretary), REPORT)
    assert "Đến ngày 23/11/2026, 0/7 đồng chí đã học xong, 6 đang học, 1 chưa mở." in text
    assert "12 lượt của 6 đồng chí" in text
    assert (
        "“Chọn một: việc nào làm trước?”: 4/12 lượt trả lời đúng; hay chọn nhầm: “Chia sẻ cho mọi người”."
        in text
    )
    assert not any(person.name in text for person in (cell.dinh, cell.binh, cell.secretary))


def test_names_come_only_when_asked_for_and_without_marks(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    answer(start(app, signed_in(cell.dinh), "exam"), True, True)
    text = report_on(signed_in(cell.secretary), f"{REPORT}?ten")
    assert "Đang học: Sùng Mí Dính." in text
    assert "Chưa mở: Nguyễn Văn An, Lê Thị Bình, Trần Thị Chi." in text
    assert "6/6" not in text


def test_below_five_people_a_report_names_no_mean(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    for person in (cell.dinh, cell.binh):
        answer(start(app, signed_in(person), "exam"), True, True)
    text = report_on(signed_in(cell.secretary), REPORT)
    assert "chưa đủ số liệu" in text.lower()
    assert "trên 100" not in text


def test_a_quarter_s_report_counts_what_ended_in_it(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    everybody(app, cell, signed_in, the_clock, (True, True), (False, True))
    secretary = signed_in(cell.secretary)
    text = report_on(secretary, QUARTER)
    assert "Quý 4 năm 2026, 6/7 đồng chí đã làm bài của 1 chuyên đề." in text
    assert "6 đồng chí, 12 lượt, đúng 89 % số câu." in text
    assert "Sùng Mí Dính" not in text
    assert "Sùng Mí Dính" in report_on(secretary, f"{QUARTER}?quy=2026-4&ten")
    assert "0/7 đồng chí" in report_on(secretary, f"{QUARTER}?quy=2026-3")


@pytest.mark.parametrize("quarter", ["2026-5", "x", "2026-0", "99999999-1"])
def test_a_quarter_that_cannot_be_is_not_found(cell: TestCell, signed_in: SignIn, quarter: str) -> None:
    assert signed_in(cell.secretary).get(f"{QUARTER}?quy={quarter}").status_code == 404


@pytest.mark.parametrize("address", [f"{REPORT}.docx", f"{QUARTER}.docx?quy=2026-4"])
def test_the_word_file_has_the_text_as_changed_and_is_on_record(
    app: Flask, cell: TestCell, signed_in: SignIn, address: str
) -> None:
    secretary = signed_in(cell.secretary)
    answered = secretary.post(address, data={"text": "Dòng một.\nDòng hai.", "superior": "Đảng ủy xã Nà Chì"})
    assert answered.status_code == 200
    document = Document(io.BytesIO(answered.get_data()))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert "BÁO CÁO" in lines
    assert {"Dòng một.", "Dòng hai."} <= set(lines)
    with app.app_context(), app.extensions["database"].reading() as session:
        seen = session.scalars(select(AccessRecord.member_id).filter_by(what="export")).all()
    assert sorted(seen) == sorted([cell.dinh.id, cell.binh.id, cell.deputy.id])


def test_a_text_that_is_too_long_is_refused_and_stays_on_the_page(cell: TestCell, signed_in: SignIn) -> None:
    answered = signed_in(cell.secretary).post(f"{REPORT}.docx", data={"text": "a" * 20_001})
    assert answered.status_code == 422
    assert "a" * 20_001 in answered.text

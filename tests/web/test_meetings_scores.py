"""Answers given in meetings, in the members' own results and in the secretary's scores."""

import csv
import io

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests.conftest import SignIn, TestCell, TestClock
from tests.web.held_meeting import Held, hold
from tests.web.meeting_hands import run
from tests.web.planning_hands import plan_meeting


@pytest.fixture
def held(app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock) -> Held:
    """The meeting, with six members' phones in the room."""
    return hold(app, cell, signed_in, the_clock)


def test_members_see_their_own_answers_with_key_and_reason(held: Held) -> None:
    page = held.phones[2].get(f"{held.planning.address}/cua-toi").text
    assert "1/1" in page
    assert "Câu trả lời đầu, trước khi trao đổi:" in page
    assert "Kiểm tra trước thì không phải đính chính." in page
    topic = held.phones[2].get("/chuyen-de/thu-nghiem").text
    assert "buổi sinh hoạt ngày 03/12/2026" in topic
    assert f"{held.planning.address}/cua-toi" in topic


def test_before_the_room_saw_the_result_no_page_gives_the_key(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    planning = plan_meeting(app, signed_in(cell.secretary))
    planning.add_question("mot")
    room, binh = run(app, planning.browser, planning.id), signed_in(cell.binh)
    room.to("voting")
    room.answer(binh, answer="a")
    room.to("counted")
    for address in (f"{planning.address}/cua-toi", "/chuyen-de/thu-nghiem"):
        assert f"{planning.address}/cua-toi" not in binh.get("/chuyen-de/thu-nghiem").text
        assert "Kiểm tra trước thì không phải đính chính." not in binh.get(address).text


def test_the_secretary_sees_a_member_s_answers_and_the_member_that_somebody_looked(
    cell: TestCell, held: Held
) -> None:
    person = held.people[0]
    page = held.secretary.get(f"/ket-qua/dang-vien/{person.id}").text
    address = f"/ket-qua/sinh-hoat/{held.planning.id}/{person.id}"
    assert address in page
    assert "buổi sinh hoạt ngày 03/12/2026" in page
    assert "1/1" in held.secretary.get(address).text
    assert "Nguyễn Văn An" in held.phones[0].get("/toi/du-lieu").text


def test_a_topic_s_scores_tell_of_meetings_as_counts(
    app: Flask, cell: TestCell, held: Held, signed_in: SignIn, the_clock: TestClock
) -> None:
    assert "/ket-qua/thu-nghiem/sinh-hoat" in held.secretary.get("/ket-qua/thu-nghiem").text
    page = held.secretary.get("/ket-qua/thu-nghiem/sinh-hoat").text
    assert "buổi sinh hoạt ngày 03/12/2026" in page
    # Six answers are fewer than ten.
    assert "chưa đủ câu trả lời (mới có 6)" in page


def test_the_files_tell_of_meetings_in_columns_and_a_sheet_of_their_own(
    app: Flask, cell: TestCell, held: Held
) -> None:
    text = held.secretary.get("/ket-qua/thu-nghiem.csv").get_data().decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    assert [
        (row["Đúng trong buổi sinh hoạt"], row["Đã trả lời trong buổi sinh hoạt"], row["Tổng số câu"])
        for row in table
        if row["Họ và tên"].startswith("Đảng viên Số")
    ] == [("1", "1", "")] * 3 + [("0", "1", "")] * 3
    (absent,) = (row for row in table if row["Họ và tên"] == "Sùng Mí Dính")
    assert absent["Đã trả lời trong buổi sinh hoạt"] == ""
    book = load_workbook(io.BytesIO(held.secretary.get("/ket-qua/thu-nghiem.xlsx").get_data()))
    rows = list(book["Các buổi sinh hoạt"].iter_rows(values_only=True))
    assert len(rows) == 1 + 6
    name, _note, title, day, *numbers = rows[1]
    assert (name, title, str(day)) == ("Đảng viên Số 0", "Sinh hoạt tháng 12", "2026-12-03 19:30:00")
    assert numbers == [1, 1, 0]

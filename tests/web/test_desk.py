"""The cell at a glance: who stands where by shape and word, what changed, what is wrong most; no rank."""

import re

from flask import Flask

from tests.conftest import TOPIC, SignIn, TestCell, TestClock
from tests.web.cells_hands import text_of
from tests.web.held_meeting import hold
from tests.web.taking import start
from tests.web.test_question_page import answer, everybody

GLANCE = "/ket-qua/toan-canh"
COMPARISON = f"/ket-qua/{TOPIC}/so-sanh"


def test_each_member_stands_with_shape_word_and_result(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    taking = start(app, signed_in(cell.dinh), "exam")
    taking.answer_all()
    taking.hand_in()
    page = signed_in(cell.secretary).get(GLANCE).text
    # The shape before the word comes from the style sheet, by the letter of the state.
    row = next(row for row in page.split("<tr>") if "Sùng Mí Dính" in row)
    assert "<td class=s>đang học 6/6" in row
    other = next(row for row in page.split("<tr>") if "Lê Thị Bình" in row)
    assert "<td>chưa mở" in other
    names = re.findall(r"<th scope=row>([^<\n]+)", page)
    assert names == ["Nguyễn Văn An", "Lê Thị Bình", "Trần Thị Chi", "Sùng Mí Dính"]


def test_what_is_wrong_most_comes_with_the_option_that_drew_most(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    secretary = signed_in(cell.secretary)
    assert "Chọn một: việc nào làm trước?" not in secretary.get(GLANCE).text
    everybody(app, cell, signed_in, the_clock, (True, True), (False, True))
    page = text_of(secretary, GLANCE)
    assert "Chọn một: việc nào làm trước?" in page
    assert "“Chia sẻ cho mọi người” (8 lần)" in page


def test_a_dropped_question_is_not_among_what_is_wrong_most(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    everybody(app, cell, signed_in, the_clock, (True, True), (False, True))
    secretary = signed_in(cell.secretary)
    secretary.post(f"/ket-qua/{TOPIC}/cau/mot/bo", data={"reason": "Hai phương án đúng"})
    assert "Chọn một: việc nào làm trước?" not in secretary.get(GLANCE).text


def test_changes_are_told_of_thirty_days_while_there_was_no_meeting(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    start(app, signed_in(cell.binh), "practice").hand_in()
    secretary = signed_in(cell.secretary)
    page = text_of(secretary, GLANCE)
    assert "Trong 30 ngày qua" in page
    assert "1 đồng chí đã học." in page
    assert "1 lượt làm bài đã xong." in page
    the_clock.forward(days=31)
    assert "Chưa có đồng chí nào học." in text_of(signed_in(cell.secretary), GLANCE)


def test_each_total_has_its_error_and_small_differences_are_said_to_be_small(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    everybody(app, cell, signed_in, the_clock, (True, True), (False, False))
    page = text_of(signed_in(cell.secretary), COMPARISON)
    assert "Sai số chuẩn là" in page
    assert re.search(r"100 ± \d+", page)
    assert "không nên xếp hạng" in page
    assert page.index("Lê Thị Bình") < page.index("Sùng Mí Dính")


def test_too_few_results_are_not_compared(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    answer(start(app, signed_in(cell.dinh), "exam"), True, True)
    page = text_of(signed_in(cell.secretary), COMPARISON)
    assert not re.search(r"± \d", page)
    assert "Chưa đủ" in page or "chưa đủ" in page


def test_months_are_a_plot_and_the_same_figures_as_a_table(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    secretary = signed_in(cell.secretary)
    assert "<svg" not in secretary.get("/ket-qua/theo-thang").text.split("<main", 1)[1]
    everybody(app, cell, signed_in, the_clock, (True, True), (False, True))
    page = secretary.get("/ket-qua/theo-thang").text.split("<main", 1)[1]
    assert page.count("h0") == 1
    assert '<svg class="plot"' in page
    assert "<th scope=row>11/2026<td>6<td>64/72<td>89\u00a0%\n" in page


def test_a_month_of_too_few_people_has_no_share(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    for person in (cell.dinh, cell.binh):
        answer(start(app, signed_in(person), "exam"), True, True)
    page = signed_in(cell.secretary).get("/ket-qua/theo-thang").text.split("<main", 1)[1]
    assert "h0" not in page
    assert "%)" not in page


def test_meetings_are_a_plot_and_the_same_figures_as_a_table(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    secretary = signed_in(cell.secretary)
    assert "Chưa có buổi nào họp trên hệ thống." in text_of(secretary, GLANCE)
    held = hold(app, cell, signed_in, the_clock)
    page = secretary.get(GLANCE).text
    course = page.split('id="measure"')[1].split("</section>")[0]
    # One dot for the share of the time, one for the share of members.
    assert course.count("h0") == 2
    assert f'href="/sinh-hoat/{held.planning.id}/tong-ket"' in course
    figures = re.findall(r"<td>([^<]+)", course)
    assert figures[2:] == ["6/10", "60\u00a0%"]
    assert re.fullmatch(r"\d+/\d+", figures[0])


def test_a_meeting_of_more_than_a_year_ago_is_not_among_them(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    hold(app, cell, signed_in, the_clock)
    the_clock.forward(days=400)
    assert 'class="plot"' not in signed_in(cell.secretary).get(GLANCE).text


def test_what_was_taken_most_since_the_last_meeting_is_named(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    for ordinal in (1, 2):
        start(app, signed_in(cell.binh), "practice", ordinal).hand_in()
    start(app, signed_in(cell.dinh), "practice", 1, "tin-gia").hand_in()
    page = text_of(signed_in(cell.secretary), GLANCE)
    assert "Làm bài nhiều nhất: Chuyên đề thử nghiệm (2 lượt làm); Nhận diện tin giả" in page


def test_a_window_that_closed_long_ago_is_no_longer_named(
    cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    secretary = signed_in(cell.secretary)
    window = {"opens_on": "20/11/2026", "closes_on": "30/11/2026", "tries": "2", "minutes": "20"}
    secretary.post(f"/giao-hoc/{TOPIC}", data=window)
    the_clock.forward(days=37)
    assert "đến 30/11/2026" in text_of(secretary, GLANCE)
    the_clock.forward(days=1)
    assert "đến 30/11/2026" not in text_of(secretary, GLANCE)

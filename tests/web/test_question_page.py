"""A question's page says in plain words what its figures mean and what to do; it is silent on too few."""

import io
import re
import zipfile

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests.conftest import TOPIC, SignIn, TestCell, TestClock
from tests.web.answers import right
from tests.web.cells_hands import text_of
from tests.web.planning_hands import plan_meeting
from tests.web.taking import Taking, start
from tests.web.test_scores import add_people

QUESTION = f"/ket-qua/{TOPIC}/cau/mot"
MEANING = "Số liệu nói gì"
UNCLEAR = "Câu này nhiều khả năng khó hiểu: người làm tốt các câu khác cũng sai ở đây."


def answer(taking: Taking, right_in_one: bool, right_elsewhere: bool) -> None:
    """Hand in with question «mot» and the other questions right or wrong."""
    for number, question_id in enumerate(taking.opened().order, 1):
        if question_id == "mot":
            taking.answer(number, {"answer": "a" if right_in_one else "b"})
        elif right_elsewhere:
            taking.answer(number, right(taking.opened().question(number)))
    taking.hand_in()


def everybody(
    app: Flask,
    cell: TestCell,
    signed_in: SignIn,
    the_clock: TestClock,
    able: tuple[bool, bool],
    others: tuple[bool, bool],
) -> None:
    """Two of six do as `able` says, four as `others`: right in «mot», right elsewhere; practice and exam."""
    people = [cell.dinh, cell.binh, cell.deputy]
    people += add_people(app, cell, the_clock, ["Vừ Thị Mỷ", "Lò Văn Pó", "Giàng Mí Lúa"])
    for number, person in enumerate(people):
        browser = signed_in(person)
        for mode in ("practice", "exam"):
            answer(start(app, browser, mode), *(able if number < 2 else others))


def test_it_says_nothing_of_too_few_people(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    for person in (cell.dinh, cell.binh, cell.deputy, cell.secretary):
        browser = signed_in(person)
        for mode in ("practice", "exam"):
            answer(start(app, browser, mode), False, True)
    page = text_of(signed_in(cell.secretary), QUESTION)
    assert MEANING not in page
    assert "Nên làm" not in page
    assert "Chia sẻ cho mọi người" not in page


@pytest.mark.parametrize(
    ("able", "others", "advice"),
    [
        ((False, True), (True, False), UNCLEAR),
        ((True, True), (True, False), "Hầu như mọi người đều nắm"),
        ((False, True), (False, False), "không hơn đoán mò"),
    ],
)
def test_it_gives_advice(
    app: Flask,
    cell: TestCell,
    signed_in: SignIn,
    the_clock: TestClock,
    able: tuple[bool, bool],
    others: tuple[bool, bool],
    advice: str,
) -> None:
    everybody(app, cell, signed_in, the_clock, able, others)
    page = text_of(signed_in(cell.secretary), QUESTION)
    assert MEANING in page
    assert "12 câu trả lời của 6 đồng chí" in page
    assert advice in page


def test_an_attempt_that_is_still_open_is_not_counted_in_what_the_figures_say(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    everybody(app, cell, signed_in, the_clock, (True, True), (True, False))
    open_one = start(app, signed_in(cell.secretary), "practice")
    open_one.answer(open_one.number_of("mot"), {"answer": "b"})
    assert "12 câu trả lời của 6 đồng chí" in text_of(signed_in(cell.secretary), QUESTION)


def test_it_is_put_on_the_agenda_of_the_next_meeting_once(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    secretary = signed_in(cell.secretary)
    assert "Chưa có buổi sinh hoạt nào" in text_of(secretary, QUESTION)
    planning = plan_meeting(app, secretary)
    page = secretary.get(QUESTION).text
    assert "Buổi tới: ngày 03/12/2026." in page
    action = re.search(r'action="(/sinh-hoat/\d+/cau-hoi)"', page)
    assert action
    for _tap in range(2):
        answered = secretary.post(action[1], data={"topic": TOPIC, "question": "mot"})
        assert answered.status_code == 303
    assert [step.question for step in planning.steps] == ["mot"]


def test_the_workbook_draws_the_share_right_of_each_question_that_has_figures(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    secretary = signed_in(cell.secretary)
    workbook = f"/ket-qua/{TOPIC}.xlsx"
    assert not charts_in(secretary.get(workbook).get_data())
    everybody(app, cell, signed_in, the_clock, (True, True), (False, True))
    content = secretary.get(workbook).get_data()
    (chart,) = charts_in(content)
    # Six questions with figures: rows 2 to 7, the share in column G.
    assert "$G$2:$G$7" in chart
    sheet = load_workbook(io.BytesIO(content)).worksheets[1]
    assert [sheet["G2"].value, sheet["G3"].value] == [33, 100]


def charts_in(content: bytes) -> list[str]:
    """Return the charts of a workbook, as XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name).decode() for name in archive.namelist() if "/charts/chart" in name]

"""What the secretary reviews: honest figures, nobody shamed, files that do no harm."""

import csv
import io
import re

from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from elearn.accounts import actions as accounts_actions
from elearn.accounts.models import AccessRecord
from elearn.attempts.actions import sum_up
from elearn.attempts.models import Attempt
from tests.conftest import PIN, TOPIC, SignIn, TestCell, TestClock
from tests.web.taking import start

WINDOW = {"opens_on": "20/11/2026", "closes_on": "30/11/2026", "tries": "2", "minutes": "20"}


def add_people(app: Flask, cell: TestCell, the_clock: TestClock, names: list[str]) -> list:
    with app.app_context(), app.extensions["database"].writing() as session:
        people = [accounts_actions.add_member(session, cell.id, name, "", the_clock()) for name in names]
        for person in people:
            accounts_actions.set_pin(session, person, PIN)
        session.commit()
        return people


def test_the_three_figures_say_who_finished_who_is_half_way_who_has_not_opened(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    start(app, signed_in(cell.dinh), "practice")
    done = signed_in(cell.binh)
    for lesson in ("bai-mot", "bai-hai"):
        done.post(f"/chuyen-de/{TOPIC}/bai/{lesson}/1/xong")
        done.post(f"/chuyen-de/{TOPIC}/bai/{lesson}/2/cau-hoi", data={"answer": "a"})
        done.post(f"/chuyen-de/{TOPIC}/bai/{lesson}/2/xong")
    taking = start(app, done, "exam")
    taking.answer_all()
    taking.hand_in()
    page = signed_in(cell.secretary).get(f"/ket-qua/{TOPIC}").text
    finished, studying, unopened = page.split('<h3 id="')[1:][::-1]
    assert "Lê Thị Bình" in finished
    assert "6/6" in finished
    assert "Sùng Mí Dính" in studying
    assert "Trần Thị Chi" in unopened


def test_what_was_assigned_leads(cell: TestCell, signed_in: SignIn) -> None:
    secretary = signed_in(cell.secretary)
    slugs = re.findall(r'<h2 class="due__title"><a href="/ket-qua/([^"]+)"', secretary.get("/ket-qua").text)
    secretary.post(f"/giao-hoc/{slugs[-1]}", data=WINDOW)
    led = re.findall(r'<h2 class="due__title"><a href="/ket-qua/([^"]+)"', secretary.get("/ket-qua").text)
    assert led == [slugs[-1], *slugs[:-1]]


def test_members_stand_in_the_order_of_their_given_names(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    add_people(app, cell, the_clock, ["Phạm Đức Ân", "Trần Ánh", "Đặng Anh Quân", "Hoàng Thị Đào"])
    page = signed_in(cell.secretary).get(f"/ket-qua/{TOPIC}").text
    order = [
        "Nguyễn Văn An",
        "Trần Ánh",
        "Phạm Đức Ân",
        "Lê Thị Bình",
        "Sùng Mí Dính",
        "Hoàng Thị Đào",
        "Quân",
    ]
    places = [page.index(name) for name in order]
    assert places == sorted(places)


def test_a_question_is_silent_below_five_people_and_ten_answers(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    people = [
        cell.dinh,
        cell.binh,
        cell.deputy,
        *add_people(app, cell, the_clock, ["Vừ Thị Mỷ", "Lò Văn Pó"]),
    ]
    secretary = signed_in(cell.secretary)
    address = f"/ket-qua/{TOPIC}/cau/mot"
    for person in people:
        browser = signed_in(person)
        for mode in ("practice", "exam"):
            assert "Chia sẻ cho mọi người" not in secretary.get(address).text
            taking = start(app, browser, mode)
            taking.answer(taking.number_of("mot"), {"answer": "b"})
            taking.hand_in()
    page = secretary.get(address).text
    assert "Chia sẻ cho mọi người" in page
    assert "0/10" in page or "0 " in page


def test_practising_until_it_is_right_does_not_hide_what_was_hard(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    people = [
        cell.dinh,
        cell.binh,
        cell.deputy,
        *add_people(app, cell, the_clock, ["Vừ Thị Mỷ", "Lò Văn Pó"]),
    ]
    for person in people:
        browser = signed_in(person)
        for mode, ordinal, option in (
            ("practice", 1, "b"),
            ("exam", 1, "b"),
            ("practice", 2, "a"),
            ("exam", 2, "a"),
        ):
            taking = start(app, browser, mode, ordinal)
            taking.answer(taking.number_of("mot"), {"answer": option})
            taking.hand_in()
    page = signed_in(cell.secretary).get(f"/ket-qua/{TOPIC}/cau/mot").text
    assert 'value="0" max="10"' in page


def test_the_reminder_counts_and_names_nobody(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    secretary = signed_in(cell.secretary)
    secretary.post(f"/giao-hoc/{TOPIC}", data=WINDOW)
    page = secretary.get(f"/ket-qua/{TOPIC}/nhac").text
    text = page.split("<textarea")[1].split("</textarea>")[0]
    assert "30/11/2026" in text
    assert f"/chuyen-de/{TOPIC}" in text
    assert not any(person.name in text for person in (cell.dinh, cell.binh, cell.deputy))


def test_assigning_twice_is_one_assignment_and_a_window_can_be_extended(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    secretary = signed_in(cell.secretary)
    for closes_on in ("30/11/2026", "30/11/2026", "2026-12-24"):
        answer = secretary.post(f"/giao-hoc/{TOPIC}", data=WINDOW | {"closes_on": closes_on})
        assert answer.status_code == 303
    home = signed_in(cell.dinh).get("/").text
    assert home.count('class="due__title"') == 1
    assert "24/12/2026" in secretary.get(f"/ket-qua/{TOPIC}").text


def test_a_window_that_cannot_be_is_refused_and_what_was_typed_stays(
    cell: TestCell, signed_in: SignIn
) -> None:
    secretary = signed_in(cell.secretary)
    for wrong in (
        {"closes_on": "19/11/2026"},
        {"closes_on": "31/02/2027"},
        {"closes_on": "mai"},
        {"opens_on": ""},
        {"closes_on": "30/11/2030"},
        {"tries": "0"},
        {"tries": "99999999999999999999"},
        {"minutes": "nhiều"},
    ):
        answer = secretary.post(f"/giao-hoc/{TOPIC}", data=WINDOW | wrong)
        assert answer.status_code == 422, wrong
        assert 'aria-invalid="true"' in answer.text
    assert "Chi bộ giao học" not in signed_in(cell.dinh).get("/").text


def test_that_somebody_looked_is_recorded_once_a_day(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    secretary = signed_in(cell.secretary)
    for _ in range(3):
        secretary.get(f"/ket-qua/dang-vien/{cell.dinh.id}")
    secretary.get(f"/ket-qua/dang-vien/{cell.secretary.id}")
    secretary.get(f"/ket-qua/{TOPIC}.csv")
    with app.app_context(), app.extensions["database"].reading() as session:
        rows = session.execute(select(AccessRecord.member_id, AccessRecord.what)).all()
    assert rows.count((cell.dinh.id, "results")) == 1
    assert sum(what == "results" for _, what in rows) == 1
    assert sorted(member for member, what in rows if what == "export") == sorted(
        [cell.dinh.id, cell.binh.id, cell.deputy.id]
    )


def test_names_that_look_like_formulas_do_no_harm_in_a_spreadsheet(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    evil = ['=HYPERLINK("http://x","y")', "+1+1", "-2", "@SUM(A1)"]
    add_people(app, cell, the_clock, evil)
    secretary = signed_in(cell.secretary)
    text = secretary.get(f"/ket-qua/{TOPIC}.csv").get_data()
    assert text.startswith(b"\xef\xbb\xbf")
    names = [row[1] for row in csv.reader(io.StringIO(text.decode("utf-8-sig")))]
    assert all(f"'{name}" in names for name in evil)
    assert "Sùng Mí Dính" in names
    book = load_workbook(io.BytesIO(secretary.get(f"/ket-qua/{TOPIC}.xlsx").get_data()))
    cells = [row[1] for row in book.worksheets[0].iter_rows()]
    assert {cell.value for cell in cells} >= set(evil)
    assert all(cell.data_type == "s" for cell in cells)
    assert book.worksheets[0].freeze_panes == "A2"


def test_a_summed_up_result_can_be_rebuilt_from_the_responses(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam")
    for number in (1, 2, 3):
        taking.answer(number)
    taking.hand_in()
    with app.app_context(), app.extensions["database"].writing() as session:
        attempt = session.scalars(select(Attempt)).one()
        told = (attempt.right, attempt.asked, attempt.mark, attempt.submitted_at)
        attempt.right, attempt.asked, attempt.mark = 0, 0, 0
        sum_up(session, [attempt])
        assert (attempt.right, attempt.asked, attempt.mark, attempt.submitted_at) == told
        assert told[:2] == (3, 6)


def test_an_exam_left_open_is_counted_when_the_secretary_looks(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam")
    taking.answer(1)
    the_clock.forward(days=1)
    assert "1/6" in signed_in(cell.secretary).get(f"/ket-qua/{TOPIC}").text


def test_members_see_nothing_of_the_cells_results(cell: TestCell, signed_in: SignIn) -> None:
    member = signed_in(cell.dinh)
    for address in (
        "/ket-qua",
        f"/ket-qua/{TOPIC}",
        f"/ket-qua/{TOPIC}.xlsx",
        f"/ket-qua/dang-vien/{cell.binh.id}",
    ):
        assert member.get(address).status_code == 403

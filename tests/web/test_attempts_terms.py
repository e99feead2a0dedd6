"""On what terms a quiz is taken: its pinned text, the assignment's window, extensions."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from flask import Flask

from elearn.topics.library import library
from tests.conftest import TOPIC, SignIn, TestCell, TestClock
from tests.web.answers import right
from tests.web.taking import start


def test_an_edit_of_the_quiz_never_changes_an_attempt_that_has_begun(
    app: Flask, cell: TestCell, signed_in: SignIn, tmp_path: object
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam")
    before = taking.opened().quiz
    with app.app_context():
        offered = library().offered()[TOPIC]
        edited = offered.quiz_text.replace("Kiểm tra nguồn tin", "Câu đã sửa")
        changed = type(offered)(offered.topic, edited, "0" * 64)
        library()._offered = {**library().offered(), TOPIC: changed}
    assert taking.answer(taking.number_of("mot"), right(before.question("mot"))).status_code == 303
    page = taking.hand_in().text
    assert "Câu đã sửa" not in page
    assert taking.opened().quiz == before


def test_an_exam_outside_its_window_is_refused_and_practice_goes_on(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    secretary, browser = signed_in(cell.secretary), signed_in(cell.dinh)
    window = {"opens_on": "01/12/2026", "closes_on": "05/12/2026", "tries": "1", "minutes": ""}
    assert secretary.post(f"/giao-hoc/{TOPIC}", data=window).status_code == 303
    refused = browser.post(f"/chuyen-de/{TOPIC}/lam-bai", data={"mode": "exam", "ordinal": 1})
    assert refused.status_code == 409
    assert "05/12/2026" in refused.text
    start(app, browser, "practice")
    the_clock.forward(days=12)
    assert the_clock().date() == date(2026, 12, 5)
    assert start(app, browser, "exam").opened().row.deadline is None


def test_an_extension_reaches_an_exam_that_is_going_on(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam")
    deadline = taking.opened().row.deadline
    secretary = signed_in(cell.secretary)
    fields = {"number": "12345", "topic": TOPIC, "minutes": "10", "tries": "1"}
    for _ in range(2):
        assert secretary.post(f"/ket-qua/dang-vien/{cell.dinh.id}/gia-han", data=fields).status_code == 303
    moved = taking.opened().row.deadline
    assert deadline is not None
    assert moved is not None
    assert (moved - deadline).total_seconds() == 600
    taking.hand_in()
    start(app, taking.browser, "exam", 2).hand_in()
    start(app, taking.browser, "exam", 3)


def test_extensions_given_at_the_same_moment_all_count(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    taking = start(app, signed_in(cell.dinh), "exam")
    before = taking.opened().row.deadline
    secretaries = [signed_in(cell.secretary), signed_in(cell.deputy)]
    address = f"/ket-qua/dang-vien/{cell.dinh.id}/gia-han"

    def extend(number: int) -> int:
        fields = {"number": str(number), "topic": TOPIC, "minutes": "10", "tries": "0"}
        return secretaries[number % 2].post(address, data=fields).status_code

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(extend, (11, 12, 13, 14))) == {303}
    after = taking.opened().row.deadline
    assert before is not None
    assert after is not None
    assert (after - before).total_seconds() == 4 * 600


def test_a_new_window_brings_new_tries_and_ends_old_extensions(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    secretary, browser = signed_in(cell.secretary), signed_in(cell.dinh)
    window = {"opens_on": "23/11/2026", "closes_on": "30/11/2026", "tries": "1", "minutes": "20"}
    secretary.post(f"/giao-hoc/{TOPIC}", data=window)
    fields = {"number": "77", "topic": TOPIC, "minutes": "10", "tries": "0"}
    secretary.post(f"/ket-qua/dang-vien/{cell.dinh.id}/gia-han", data=fields)
    first = start(app, browser, "exam").opened().row
    assert first.deadline is not None
    assert (first.deadline - first.started_at).total_seconds() == 30 * 60
    browser.post(f"/luot/{first.id}/nop")
    the_clock.forward(days=30)
    secretary.post(f"/giao-hoc/{TOPIC}", data=window | {"opens_on": "20/12/2026", "closes_on": "31/12/2026"})
    second = start(app, browser, "exam", 2).opened().row
    assert second.deadline is not None
    assert (second.deadline - second.started_at).total_seconds() == 20 * 60

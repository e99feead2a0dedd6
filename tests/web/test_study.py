"""The home page: what is due, where to go on, and nobody else's figures."""

from flask import Flask

from tests.conftest import TOPIC, SignIn, TestCell, TestClock
from tests.web.taking import start

# What stands over a topic that is due.
ASSIGNED = "Chi bộ giao học"
WINDOW = {"opens_on": "20/11/2026", "closes_on": "26/11/2026", "tries": "2", "minutes": "20"}


def test_what_is_assigned_leads_to_the_card_where_one_left_off(cell: TestCell, signed_in: SignIn) -> None:
    signed_in(cell.secretary).post(f"/giao-hoc/{TOPIC}", data=WINDOW)
    member = signed_in(cell.dinh)
    member.post(f"/chuyen-de/{TOPIC}/bai/bai-mot/1/xong")
    assert f"/chuyen-de/{TOPIC}/hoc-tiep" in member.get("/").text
    page = member.get(f"/chuyen-de/{TOPIC}/hoc-tiep", follow_redirects=True)
    assert page.request.path == f"/chuyen-de/{TOPIC}/bai/bai-mot/2"


def test_a_secretary_is_led_through_the_first_steps_until_a_topic_is_assigned(
    cell: TestCell, signed_in: SignIn
) -> None:
    secretary = signed_in(cell.secretary)
    assert "Việc đầu tiên của bí thư" in secretary.get("/").text
    assert "Việc đầu tiên của bí thư" not in signed_in(cell.dinh).get("/").text
    secretary.post(f"/giao-hoc/{TOPIC}", data=WINDOW)
    assert "Việc đầu tiên của bí thư" not in secretary.get("/").text


def test_a_finished_topic_is_no_longer_due(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    signed_in(cell.secretary).post(f"/giao-hoc/{TOPIC}", data=WINDOW)
    member = signed_in(cell.dinh)
    assert ASSIGNED in member.get("/").text
    for lesson in ("bai-mot", "bai-hai"):
        member.post(f"/chuyen-de/{TOPIC}/bai/{lesson}/1/xong")
        member.post(f"/chuyen-de/{TOPIC}/bai/{lesson}/2/cau-hoi", data={"answer": "b"})
        member.post(f"/chuyen-de/{TOPIC}/bai/{lesson}/2/xong")
    assert ASSIGNED in member.get("/").text
    start(app, member, "practice").hand_in()
    assert ASSIGNED not in member.get("/").text


def test_what_opens_later_or_closed_long_ago_is_not_urged(
    cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    secretary, member = signed_in(cell.secretary), signed_in(cell.dinh)
    secretary.post(f"/giao-hoc/{TOPIC}", data=WINDOW | {"opens_on": "24/11/2026"})
    assert ASSIGNED not in member.get("/").text
    the_clock.forward(days=1)
    assert ASSIGNED in member.get("/").text
    the_clock.forward(days=16)
    assert ASSIGNED in member.get("/").text
    the_clock.forward(days=1)
    assert ASSIGNED not in member.get("/").text


def test_the_home_page_shows_nobody_elses_name(cell: TestCell, signed_in: SignIn) -> None:
    page = signed_in(cell.dinh).get("/").text
    assert not any(person.name in page for person in (cell.secretary, cell.deputy, cell.binh))


def test_a_member_sees_no_links_to_what_the_secretary_reviews(cell: TestCell, signed_in: SignIn) -> None:
    assert 'href="/ket-qua"' not in signed_in(cell.dinh).get("/").text
    assert 'href="/ket-qua"' in signed_in(cell.deputy).get("/").text


def test_what_is_half_done_leads_on_also_when_nobody_assigned_it(cell: TestCell, signed_in: SignIn) -> None:
    member = signed_in(cell.dinh)
    member.post(f"/chuyen-de/{TOPIC}/bai/bai-mot/1/xong")
    page = member.get("/").text
    assert ASSIGNED not in page
    assert f"/chuyen-de/{TOPIC}/hoc-tiep" in page
    assert "2/4" in page


def test_whoever_has_nothing_to_do_is_shown_a_topic_not_opened_yet(cell: TestCell, signed_in: SignIn) -> None:
    page = signed_in(cell.dinh).get("/").text
    assert ASSIGNED not in page
    assert page.count("/hoc-tiep") == 1

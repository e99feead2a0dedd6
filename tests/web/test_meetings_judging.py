"""Real/false items of a meeting: what the room took for real, and which way it leans, from five people up."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import SignIn, TestCell, TestClock
from tests.web.meeting_hands import Running, run, text_of
from tests.web.planning_hands import SHIPPED, Planning, crowd, plan_meeting

REAL, FALSE = "tuong-dat-set", "dinh-chinh-ban-ve"
COUNTS = re.compile(r"Nội dung (thật|giả): (\d+) trên (\d+) câu trả lời cho là thật")
TOO_FEW = "Muốn biết cả chi bộ phân biệt thật, giả tốt đến đâu"


@pytest.fixture
def planning(app: Flask, cell: TestCell, signed_in: SignIn) -> Planning:
    """A meeting with one real and one false item."""
    found = plan_meeting(app, signed_in(cell.secretary))
    found.add_question(REAL, SHIPPED)
    found.add_question(FALSE, SHIPPED)
    found.post("buoc/moi/conclusion", number="6", title="Kết luận", minutes="5")
    assert [step.kind for step in found.steps] == ["real_or_false", "real_or_false", "conclusion"]
    return found


@pytest.fixture
def ten(app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock) -> list[FlaskClient]:
    """The phones of ten members."""
    return [signed_in(person) for person in crowd(app, cell, the_clock, 10)]


def judge(room: Running, phones: list[FlaskClient], believers: int) -> None:
    """Let the first phones take the next item for real and the others for false, and show the result."""
    room.to("voting")
    for seat, phone in enumerate(phones):
        verdict = "true" if seat < believers else "false"
        assert room.answer(phone, verdict=verdict).status_code == 200
    room.press()
    room.press("result")
    assert room.row.state == "result"


def host_s_screen(room: Running) -> str:
    return text_of(room.host.get(f"/buoi/{room.id}/dieu-khien").text)


def test_one_item_gives_plain_counts_and_says_what_is_missing(
    app: Flask, planning: Planning, ten: list[FlaskClient]
) -> None:
    room = run(app, planning.browser, planning.id)
    judge(room, ten, 9)
    screen = host_s_screen(room)
    assert COUNTS.findall(screen) == [("thật", "9", "10")]
    assert TOO_FEW in screen


def test_ten_answers_to_real_and_ten_to_false_say_which_way_the_room_leans(
    app: Flask, planning: Planning, ten: list[FlaskClient]
) -> None:
    room = run(app, planning.browser, planning.id)
    for believers in (10, 9):
        judge(room, ten, believers)
        room.press() if believers == 10 else None
    for told in (host_s_screen(room), text_of(planning.page("tong-ket"))):
        assert COUNTS.findall(told) == [("thật", "10", "10"), ("giả", "9", "10")]
        assert TOO_FEW not in told
        assert "chưa thấy cả nhóm phân biệt thật, giả rõ hơn" in told
        assert "nghiêng về phía tin quá dễ" in told


def test_only_the_host_sees_it_and_only_with_the_result(
    app: Flask, planning: Planning, ten: list[FlaskClient]
) -> None:
    room = run(app, planning.browser, planning.id)
    judge(room, ten, 9)
    for browser, address in ((ten[0], "phong"), (room.host, "man-chieu")):
        assert not COUNTS.search(text_of(browser.get(f"/buoi/{room.id}/{address}").text))
    room.press()
    assert not COUNTS.search(host_s_screen(room))


def test_a_member_s_own_verdict_is_said_in_words(
    app: Flask, planning: Planning, ten: list[FlaskClient]
) -> None:
    room = run(app, planning.browser, planning.id)
    judge(room, ten, 9)
    assert "A. Đúng" in text_of(ten[0].get(f"/buoi/{room.id}/phong").text)
    room.to("ended")
    assert f"{planning.address}/tong-ket" in room.host.get(f"/buoi/{room.id}/dieu-khien").text


def test_below_five_people_it_is_silent(app: Flask, planning: Planning, ten: list[FlaskClient]) -> None:
    room = run(app, planning.browser, planning.id)
    judge(room, ten[:4], 2)
    assert not COUNTS.search(host_s_screen(room))
    assert not COUNTS.search(text_of(planning.page("tong-ket")))


def test_raised_hands_count_as_people(app: Flask, planning: Planning, ten: list[FlaskClient]) -> None:
    room = run(app, planning.browser, planning.id)
    room.to("voting")
    for phone in ten[:3]:
        room.answer(phone, verdict="true")
    room.host.post(f"/buoi/{room.id}/gio-tay/{room.round}", data={"tay-true": "1", "tay-false": "1"})
    room.press()
    room.press("result")
    assert COUNTS.findall(host_s_screen(room)) == [("thật", "4", "5")]


def test_what_was_answered_alone_counts_not_what_the_discussion_made_of_it(
    app: Flask, planning: Planning, ten: list[FlaskClient]
) -> None:
    room = run(app, planning.browser, planning.id)
    room.to("voting")
    for verdict in ("false", "true"):
        for phone in ten:
            room.answer(phone, verdict=verdict)
        if verdict == "false":
            room.press()
            room.press("discuss")
            room.press()
            assert room.row.state == "revoting"
    room.press()
    assert COUNTS.findall(host_s_screen(room)) == [("thật", "0", "10")]


def test_the_summary_tells_nothing_of_a_vote_that_is_open(
    app: Flask, planning: Planning, ten: list[FlaskClient]
) -> None:
    room = run(app, planning.browser, planning.id)
    room.to("voting")
    for phone in ten:
        room.answer(phone, verdict="true")
    for where in ("tong-ket", "bien-ban"):
        told = text_of(planning.page(where))
        assert "câu trả lời đúng (" not in told
        assert not COUNTS.search(told)
        assert "10/10" not in told
    assert "Buổi này chưa có câu hỏi nào được trả lời" in text_of(planning.page("tong-ket"))

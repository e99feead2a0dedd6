"""A poll that the cell makes for one meeting: on the agenda like any step, cast without names."""

import pytest
from flask import Flask

from tests.conftest import SignIn, TestCell, TestClock
from tests.web.meeting_hands import run
from tests.web.planning_hands import Planning, crowd, number_in, plan_meeting

POLL = {"prompt": "Buổi sau họp vào lúc nào?", "options": "Tối thứ sáu\r\n\r\nSáng chủ nhật", "minutes": "4"}


@pytest.fixture
def planning(app: Flask, cell: TestCell, signed_in: SignIn) -> Planning:
    """A meeting with an empty agenda."""
    return plan_meeting(app, signed_in(cell.secretary))


def test_a_poll_is_written_by_hand_and_a_second_tap_writes_no_other(planning: Planning) -> None:
    number = number_in(planning.page("phieu-y-kien"))
    for _tap in range(2):
        assert planning.post("phieu-y-kien", number=number, **POLL).status_code == 303
    (step,) = planning.steps
    assert (step.kind, step.minutes) == ("poll", 4)
    page = planning.page()
    assert "Buổi sau họp vào lúc nào?" in page
    assert "lấy ý kiến · 4 phút" in page


@pytest.mark.parametrize(
    "wrong",
    [{"prompt": ""}, {"options": "Một mình"}, {"options": "A\nA"}, {"options": "\n".join("ABCDEFGHI")},
     {"minutes": "999"}, {"number": "x"}],
)  # fmt: skip
def test_a_slip_is_named_and_nothing_is_added(planning: Planning, wrong: dict[str, str]) -> None:
    answer = planning.post("phieu-y-kien", **({"number": "7"} | POLL | wrong))
    assert answer.status_code == 422
    assert planning.steps == []


def test_it_runs_in_the_room_and_its_counts_reach_the_insert(
    app: Flask, cell: TestCell, planning: Planning, signed_in: SignIn, the_clock: TestClock
) -> None:
    planning.post("phieu-y-kien", number="7", **POLL)
    room = run(app, planning.browser, planning.id)
    phones = [signed_in(person) for person in crowd(app, cell, the_clock, 5)]
    room.to("voting")
    for seat, phone in enumerate(phones):
        chosen = "lua-chon-1" if seat < 3 else "lua-chon-2"
        assert room.answer(phone, votes=chosen).status_code == 200
    room.to("ended")
    assert "5 đồng chí đã cho ý kiến; không ai biết ai chọn gì." in planning.page("tong-ket")
    assert "“Buổi sau họp vào lúc nào?”: Tối thứ sáu: 3; Sáng chủ nhật: 2." in planning.page("bien-ban")
    held = phones[0].get("/toi/du-lieu.json").json["meetings"]
    assert held[0]["polls_voted_in"] == ["Buổi sau họp vào lúc nào?"]
    assert "Tối thứ sáu" not in phones[0].get("/toi/du-lieu/chu").text


def test_it_is_never_opened_for_preparation(planning: Planning) -> None:
    planning.post("phieu-y-kien", number="7", **POLL)
    planning.open_for_preparation()
    assert planning.steps[0].opens_on is None


def test_the_host_s_sheet_shows_its_answers_without_a_key(planning: Planning) -> None:
    planning.post("phieu-y-kien", number="7", **POLL)
    page = planning.page("to-dieu-hanh")
    assert "☐ Tối thứ sáu" in page
    assert "☑" not in page

"""What a room refuses: repeated, late, forged and foreign posts, each with its reason; and who comes in."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient

from elearn.meetings import room_actions
from elearn.meetings.answer_models import Ballot, BallotCast, Hands, Vote
from elearn.meetings.codes import ALPHABET, draw_codes, typed_code
from elearn.meetings.models import LiveSession, Meeting, Observer, Presence
from tests.conftest import PIN, SignIn, TestCell, TestClock
from tests.web.meeting_hands import RIGHT, WRONG, Running, kept, plan, run


@pytest.fixture
def room(app: Flask, cell: TestCell, host: FlaskClient, the_clock: TestClock) -> Running:
    """A room with a question and a poll."""
    return run(app, host, plan(app, cell, the_clock, [("question", "mot"), ("poll", "mot")]))


# Answers


def test_an_answer_before_the_vote_or_after_it_is_told_why(room: Running, dinh: FlaskClient) -> None:
    room.to("voting")
    room.press("back")
    early = room.answer(dinh)
    assert (early.status_code, "chưa mở" in (early.json or {})["words"]) == (409, True)
    room.to("counted")
    late = room.answer(dinh)
    assert (late.status_code, "đã đóng" in (late.json or {})["words"]) == (409, True)


def test_with_a_timer_two_seconds_of_grace_and_no_more(
    app: Flask, room: Running, dinh: FlaskClient, host: FlaskClient, the_clock: TestClock
) -> None:
    host.post(f"/buoi/{room.id}/hen-gio", data={"giay": 60})
    room.to("voting")
    the_clock.forward(seconds=62)
    assert room.answer(dinh, answer=WRONG).status_code == 200
    the_clock.forward(seconds=1)
    late = room.answer(dinh, answer=RIGHT)
    assert (late.status_code, "hết giờ" in (late.json or {})["words"]) == (409, True)
    assert [vote.mark for vote in kept(app, Vote)] == [0]
    room.press("more_time")
    assert room.answer(dinh, answer=RIGHT).status_code == 200


@pytest.mark.parametrize("answer", ["không có", "", "a'; DROP TABLE votes"])
def test_a_forged_answer_is_refused_and_costs_the_others_nothing(
    app: Flask, room: Running, dinh: FlaskClient, host: FlaskClient, answer: str
) -> None:
    room.to("voting")
    room.answer(host, answer=RIGHT)
    assert room.answer(dinh, answer=answer).status_code == 422
    assert len(kept(app, Vote)) == 1


def test_a_round_of_nobody_and_a_foreign_room_take_no_answer(
    app: Flask, room: Running, other_cell: TestCell, signed_in: SignIn, dinh: FlaskClient
) -> None:
    room.to("voting")
    assert room.answer(dinh, round_id=12345).status_code == 409
    stranger = signed_in(other_cell.dinh)
    assert room.answer(stranger).status_code == 404
    assert stranger.post(f"/buoi/{room.id}/lenh", data={"lenh": "next", "v": 1}).status_code == 403
    leader = signed_in(other_cell.secretary)
    assert leader.post(f"/buoi/{room.id}/lenh", data={"lenh": "next", "v": 1}).status_code == 404
    assert kept(app, Vote) == []


def test_a_member_cannot_press(room: Running, dinh: FlaskClient) -> None:
    version = room.row.version
    assert dinh.post(f"/buoi/{room.id}/lenh", data={"lenh": "next", "v": version}).status_code == 403
    assert room.row.version == version


def test_without_scripts_an_answer_leads_back_to_the_room(room: Running, dinh: FlaskClient) -> None:
    room.to("voting")
    address = f"/buoi/{room.id}/tra-loi/{room.round}"
    assert dinh.post(address, data={"answer": RIGHT}).location == f"/buoi/{room.id}/phong"
    page = dinh.get(f"/buoi/{room.id}/phong").text
    assert "Đã lưu" in page
    assert 'http-equiv="refresh"' in page
    room.press()
    assert dinh.post(address, data={"answer": WRONG}).status_code == 303
    assert "đã đóng" in dinh.get(f"/buoi/{room.id}/phong").text


def test_a_page_without_scripts_never_reloads_over_a_half_made_answer(
    room: Running, dinh: FlaskClient
) -> None:
    room.to("voting")
    assert 'http-equiv="refresh"' not in dinh.get(f"/buoi/{room.id}/phong").text


# Polls


def test_a_ballot_is_cast_once_and_is_nobody_s(
    app: Flask, cell: TestCell, room: Running, dinh: FlaskClient
) -> None:
    room.to("voting")
    room.press("skip")
    room.to("voting")
    for answer in (RIGHT, WRONG):
        receipt = room.answer(dinh, answer=answer)
        assert (receipt.status_code, receipt.json) == (200, {"round": room.round})
    assert [ballot.response for ballot in kept(app, Ballot)] == [json.dumps([RIGHT])]
    assert [cast.member_id for cast in kept(app, BallotCast)] == [cell.dinh.id]
    assert kept(app, Vote) == []
    assert not {"member_id", "answered_at", "id"} & set(Ballot.__table__.columns.keys())


def test_there_are_as_many_ballots_as_voters_and_closing_keeps_them(
    app: Flask, cell: TestCell, room: Running, signed_in: SignIn
) -> None:
    room.to("voting")
    room.press("skip")
    room.to("voting")
    for member, answer in ((cell.dinh, "a"), (cell.binh, "b"), (cell.deputy, "b")):
        room.answer(signed_in(member), answer=answer)
    before = sorted(ballot.response for ballot in kept(app, Ballot))
    room.to("counted")
    assert sorted(ballot.response for ballot in kept(app, Ballot)) == before
    assert len(kept(app, BallotCast)) == len(before) == 3


def test_a_poll_in_which_few_voted_shows_no_result(
    app: Flask, cell: TestCell, room: Running, dinh: FlaskClient, host: FlaskClient
) -> None:
    room.to("voting")
    room.press("skip")
    room.to("voting")
    room.answer(dinh, answer=RIGHT)
    room.to("result")
    for browser, page in ((dinh, "phong"), (host, "man-chieu"), (host, "dieu-khien")):
        shown = browser.get(f"/buoi/{room.id}/{page}").text
        assert "Chưa đủ 5 đồng chí" in shown
        assert "tally__bar" not in shown


def test_nobody_s_ballot_is_entered_for_them(cell: TestCell, room: Running, host: FlaskClient) -> None:
    room.to("voting")
    room.press("skip")
    room.to("voting")
    assert host.get(f"/buoi/{room.id}/nhap-ho/{cell.binh.id}").status_code == 409


# Members without a phone


def test_an_answer_entered_for_somebody_is_marked_and_they_are_present(
    app: Flask, cell: TestCell, room: Running, host: FlaskClient
) -> None:
    room.to("voting")
    assert host.get(f"/buoi/{room.id}/nhap-ho/{cell.binh.id}").text.count("live__choice") == 3
    entered = host.post(f"/buoi/{room.id}/nhap-ho/{cell.binh.id}/{room.round}", data={"answer": RIGHT})
    assert entered.status_code == 303
    assert [(v.member_id, v.entered_by) for v in kept(app, Vote)] == [(cell.binh.id, cell.secretary.id)]
    assert [(p.member_id, p.confirmed) for p in kept(app, Presence)] == [(cell.binh.id, True)]


def test_raised_hands_count_and_counting_again_replaces_them(
    app: Flask, room: Running, dinh: FlaskClient, host: FlaskClient
) -> None:
    room.to("voting")
    room.answer(dinh, answer=WRONG)
    for hands in ({"tay-a": 9}, {"tay-a": 3, "tay-b": 0}):
        host.post(f"/buoi/{room.id}/gio-tay/{room.round}", data=hands)
    assert [(row.option, row.hands) for row in kept(app, Hands)] == [("a", 3)]
    room.to("result")
    wall = host.get(f"/buoi/{room.id}/man-chieu").text
    assert "3 · 75" in wall
    refused = host.post(f"/buoi/{room.id}/gio-tay/{room.round}", data={"tay-a": 1})
    assert refused.status_code == 409


# The door


def test_members_of_the_cell_come_in_by_name_and_pin(
    app: Flask, cell: TestCell, room: Running, client: FlaskClient
) -> None:
    code = room.row.code
    assert client.get("/p", query_string={"ma": f" {code[:3].lower()} {code[3:]}"}).location == f"/p/{code}"
    assert "Sùng Mí Dính" in client.get(f"/p/{code}").text
    wrong = client.post(f"/p/{code}", data={"member": cell.dinh.id, "pin": "111111"})
    assert wrong.status_code == 422
    right = client.post(f"/p/{code}", data={"member": cell.dinh.id, "pin": PIN})
    assert right.location == f"/buoi/{room.id}/phong"
    assert client.get(right.location).status_code == 200


def test_nobody_of_another_cell_comes_in_by_name(
    app: Flask, room: Running, other_cell: TestCell, client: FlaskClient
) -> None:
    answer = client.post(f"/p/{room.row.code}", data={"member": other_cell.dinh.id, "pin": PIN})
    assert answer.status_code == 422
    assert kept(app, Presence) == []


def test_a_guest_watches_without_a_name_and_cannot_vote(
    app: Flask, room: Running, client: FlaskClient
) -> None:
    room.to("voting")
    for _twice in range(2):
        assert client.post(f"/p/{room.row.code}/khach").location == "/p/xem"
    assert len(kept(app, Observer)) == 1
    assert "Chọn một: việc nào làm trước?" in client.get("/p/xem").text
    assert "<form" not in client.get("/p/xem").text.split("<main")[1]
    assert "/vao" in (room.answer(client).location or "")


def test_a_code_leads_nowhere_when_wrong_or_after_the_end(room: Running, client: FlaskClient) -> None:
    assert client.get("/p/KKKKKK").status_code == 404
    code = room.row.code
    room.press("end")
    assert client.get(f"/p/{code}").status_code == 404


def test_who_tries_many_codes_has_to_wait(room: Running, client: FlaskClient) -> None:
    statuses = [client.get(f"/p/KK{n:04d}").status_code for n in range(41)]
    assert statuses[-1] == 429


def test_codes_are_of_six_characters_that_neither_eye_nor_ear_mixes_up() -> None:
    drawn = list(draw_codes())
    assert {len(code) for code in drawn} == {6}
    assert not set("".join(drawn)) & set("0OQ1IJL2Z5S8BDĐ")
    assert not set(ALPHABET) & set("AEIOUYW0OQ1IJL2Z5S8BDĐ")
    assert [typed_code(f" {code[:3].lower()}-{code[3:]} ") for code in drawn] == drawn


def test_two_open_rooms_never_share_a_code(
    app: Flask, cell: TestCell, room: Running, the_clock: TestClock
) -> None:
    other = plan(app, cell, the_clock)
    with app.extensions["database"].writing() as session:
        meeting = session.get_one(Meeting, (cell.id, other))
        codes = [room.row.code, "MMMMMM"]
        assert (
            room_actions.open_the_room(session, meeting, cell.secretary.id, the_clock(), codes).code
            == "MMMMMM"
        )
        session.commit()
    assert len({row.code for row in kept(app, LiveSession)}) == 2

"""A meeting is run: the room opens, the host presses, members answer, results come when the host says so."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from elearn.meetings.answer_models import Round, Vote
from elearn.meetings.models import Meeting, Presence, StepRun
from elearn.topics.library import library
from tests.conftest import TOPIC, SignIn, TestCell, TestClock
from tests.web.answers import right
from tests.web.meeting_hands import RIGHT, SCRIPT, WRONG, Running, plan, run


@pytest.fixture
def room(app: Flask, cell: TestCell, host: FlaskClient, the_clock: TestClock) -> Running:
    """A room that was just opened: a question, then the conclusion."""
    return run(app, host, plan(app, cell, the_clock))


def votes(app: Flask) -> dict[tuple[int, int], tuple[str, int]]:
    """Return what is kept: by vote and member, the response and its mark."""
    with app.extensions["database"].reading() as session:
        rows = session.execute(
            select(Round.vote, Vote.member_id, Vote.response, Vote.mark).join(Vote, Vote.round_id == Round.id)
        )
        return {(vote, member): (response, mark) for vote, member, response, mark in rows}


def test_one_button_opens_the_room_and_leads_to_the_projector(
    app: Flask, cell: TestCell, host: FlaskClient, the_clock: TestClock
) -> None:
    meeting = plan(app, cell, the_clock)
    answer = host.post(f"/buoi/{meeting}/mo")
    assert answer.location == f"/buoi/{meeting}/man-chieu"
    wall = host.get(answer.location).text
    code = Running(app, host, meeting).row.code
    assert f"{code[:3]} {code[3:]}" in wall
    assert "data:image/svg+xml" in wall


def test_opening_it_again_changes_nothing(room: Running) -> None:
    before = room.row
    room.press()
    room.host.post(f"/buoi/{room.id}/mo")
    after = room.row
    assert (after.code, after.state, after.started_at) == (before.code, "reading", before.started_at)


def test_a_member_comes_in_with_one_tap_and_is_present(
    app: Flask, cell: TestCell, room: Running, signed_in: SignIn
) -> None:
    binh = signed_in(cell.binh)
    assert binh.post(f"/buoi/{room.id}/vao").location == f"/buoi/{room.id}/phong"
    binh.post(f"/buoi/{room.id}/vao")
    with app.extensions["database"].reading() as session:
        assert session.scalars(select(Presence.member_id)).all() == [cell.binh.id]


def test_the_whole_way_of_a_question(app: Flask, cell: TestCell, room: Running, signed_in: SignIn) -> None:
    binh, dinh = signed_in(cell.binh), signed_in(cell.dinh)
    page = f"/buoi/{room.id}/phong"
    room.to("reading")
    assert 'name="answer"' not in binh.get(page).text
    room.to("voting")
    assert 'name="answer"' in binh.get(page).text
    assert room.answer(binh, answer=WRONG).status_code == 200
    assert room.answer(dinh, answer=RIGHT).status_code == 200
    room.press()
    # Half of them are right: neighbours discuss.
    room.press()
    assert room.row.state == "discussing"
    room.press()
    assert room.row.state == "revoting"
    assert room.answer(binh, answer=RIGHT).status_code == 200
    room.press()
    assert room.row.state == "result"
    assert votes(app) == {
        (1, cell.binh.id): ('["b"]', 0),
        (1, cell.dinh.id): ('["a"]', 1000),
        (2, cell.binh.id): ('["a"]', 1000),
    }
    wall = room.host.get(f"/buoi/{room.id}/man-chieu").text
    assert wall.count("tally__bar--before") == 3
    room.press()
    assert room.row.state == "shown"
    room.press()
    assert room.row.state == "ended"


def test_an_answer_may_change_until_the_vote_closes(
    app: Flask, cell: TestCell, room: Running, signed_in: SignIn
) -> None:
    binh = signed_in(cell.binh)
    room.to("voting")
    for answer in (WRONG, RIGHT, RIGHT):
        assert room.answer(binh, answer=answer).status_code == 200
    assert votes(app) == {(1, cell.binh.id): ('["a"]', 1000)}
    room.press()
    refused = room.answer(binh, answer=WRONG)
    assert refused.status_code == 409
    assert votes(app) == {(1, cell.binh.id): ('["a"]', 1000)}


def test_pressing_twice_or_on_both_devices_never_skips(
    cell: TestCell, room: Running, signed_in: SignIn
) -> None:
    phone = signed_in(cell.secretary)
    seen = room.row.version
    for browser in (room.host, phone, room.host):
        browser.post(f"/buoi/{room.id}/lenh", data={"lenh": "next", "v": seen})
    assert room.row.state == "reading"
    assert room.row.version == seen + 1


def test_ending_ends_the_meeting_and_can_be_taken_back(app: Flask, room: Running) -> None:
    room.to("reading")
    room.press("end")
    with app.extensions["database"].reading() as session:
        assert session.scalars(select(Meeting.ended_at)).one() is not None
    room.press("reopen")
    assert room.row.state == "reading"
    with app.extensions["database"].reading() as session:
        assert session.scalars(select(Meeting.ended_at)).one() is None


def test_the_clocks_and_steps_are_kept(app: Flask, room: Running, the_clock: TestClock) -> None:
    room.to("voting")
    the_clock.forward(minutes=2)
    room.press()
    the_clock.forward(minutes=1)
    room.press("result")
    with app.extensions["database"].reading() as session:
        run_of_step = session.scalars(select(StepRun)).one()
    assert (room.row.active_s, room.row.told_s) == (120, 60)
    assert run_of_step.seconds == 180
    assert run_of_step.result_at is not None


def test_who_comes_late_was_absent_and_not_wrong(
    app: Flask, cell: TestCell, room: Running, signed_in: SignIn
) -> None:
    room.to("voting")
    room.answer(signed_in(cell.binh), answer=RIGHT)
    room.to("result")
    late = signed_in(cell.dinh)
    assert late.get(f"/buoi/{room.id}/phong").status_code == 200
    with app.extensions["database"].reading() as session:
        assert session.scalar(select(func.count()).select_from(Vote)) == 1


def test_a_meeting_left_open_overnight_goes_on_in_the_morning_with_nothing_lost(
    app: Flask, cell: TestCell, room: Running, signed_in: SignIn, the_clock: TestClock
) -> None:
    room.to("voting")
    before = room.round
    binh, dinh = signed_in(cell.binh), signed_in(cell.dinh)
    assert room.answer(binh, answer=RIGHT).status_code == 200
    the_clock.forward(hours=11)
    assert "data-send" in dinh.get(f"/buoi/{room.id}/phong").text
    assert (room.row.state, room.round) == ("voting", before)
    assert room.answer(dinh, answer=WRONG).status_code == 200
    room.to("result")
    assert {member: response for (_vote, member), (response, _mark) in votes(app).items()} == {
        cell.binh.id: f'["{RIGHT}"]',
        cell.dinh.id: f'["{WRONG}"]',
    }
    # Nobody was active all night: a stretch without a press counts 45 minutes at most.
    assert room.row.active_s == 45 * 60


def test_every_type_of_question_can_be_asked_answered_and_shown(
    app: Flask, cell: TestCell, host: FlaskClient, signed_in: SignIn, the_clock: TestClock
) -> None:
    binh = signed_in(cell.binh)
    with app.app_context():
        questions = library().offered()[TOPIC].topic.quiz.questions
    room = run(app, host, plan(app, cell, the_clock, [("question", question.id) for question in questions]))
    for question in questions:
        room.to("voting")
        address = f"/buoi/{room.id}/tra-loi/{room.round}"
        taken = binh.post(address, data=right(question.shown(str(room.id))), headers=SCRIPT)
        assert taken.status_code == 200, (question.id, taken.text)
        room.to("result")
        for page in ("phong", "man-chieu", "dieu-khien"):
            assert room.host.get(f"/buoi/{room.id}/{page}").status_code == 200, question.id
        told = binh.get(f"/buoi/{room.id}/trang-thai").json or {}
        assert list(told["marks"].values()) == [100], question.id
        room.press()

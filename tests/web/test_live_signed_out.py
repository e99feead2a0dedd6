"""A phone that was signed out, or whose member left, answers no more, though its answers came in before."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.accounts import actions
from elearn.accounts.models import Device, Member
from elearn.meetings.answer_models import BallotCast, Vote
from tests.conftest import SignIn, TestCell, TestClock
from tests.web.meeting_hands import RIGHT, WRONG, Running, plan, run


@pytest.fixture
def room(app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock) -> Running:
    """A room with a question and a poll."""
    host = signed_in(cell.secretary)
    return run(app, host, plan(app, cell, the_clock, [("question", "mot"), ("poll", "mot")]))


def sign_out(app: Flask, cell: TestCell) -> None:
    """End đồng chí Dính's device from elsewhere."""
    with app.extensions["database"].writing() as session:
        device = session.scalars(select(Device).where(Device.member_id == cell.dinh.id)).one()
        assert actions.end_device(session, cell.id, cell.dinh.id, device.id)
        session.commit()


def answers(app: Flask, room: Running) -> list[str]:
    """Return the answers that were taken."""
    with app.extensions["database"].reading() as session:
        return list(session.scalars(select(Vote.response).where(Vote.round_id == room.round)))


@pytest.mark.parametrize("fields", [{"answer": WRONG}, {"answer": ""}, {"answer": "không có"}])
def test_a_phone_signed_out_elsewhere_is_led_to_sign_in_at_once(
    app: Flask, cell: TestCell, room: Running, dinh: FlaskClient, fields: dict[str, str]
) -> None:
    room.to("voting")
    assert room.answer(dinh, answer=RIGHT).status_code == 200
    before = answers(app, room)
    sign_out(app, cell)
    refused = room.answer(dinh, **fields)
    assert (refused.status_code, refused.location) == (303, "/vao?lost=1")
    assert answers(app, room) == before
    assert room.answer(dinh, **fields).status_code == 303


def test_a_phone_signed_out_elsewhere_is_not_even_told_that_a_vote_is_closed(
    app: Flask, cell: TestCell, room: Running, dinh: FlaskClient
) -> None:
    room.to("voting")
    assert room.answer(dinh, answer=RIGHT).status_code == 200
    sign_out(app, cell)
    assert room.answer(dinh, round_id=12345).status_code == 303


def test_a_member_who_left_answers_no_more(
    app: Flask, cell: TestCell, room: Running, dinh: FlaskClient, the_clock: TestClock
) -> None:
    room.to("voting")
    assert room.answer(dinh, answer=RIGHT).status_code == 200
    with app.extensions["database"].writing() as session:
        actions.move_out(session, session.get_one(Member, (cell.id, cell.dinh.id)), the_clock())
        session.commit()
    before = answers(app, room)
    assert room.answer(dinh, answer=WRONG).status_code == 303
    assert answers(app, room) == before


def test_a_phone_signed_out_elsewhere_casts_no_ballot(
    app: Flask, cell: TestCell, room: Running, dinh: FlaskClient
) -> None:
    room.to("voting")
    assert room.answer(dinh, answer=RIGHT).status_code == 200
    room.press("skip")
    room.to("voting")
    sign_out(app, cell)
    assert room.answer(dinh, answer=RIGHT).status_code == 303
    with app.extensions["database"].reading() as session:
        assert session.scalars(select(BallotCast)).all() == []

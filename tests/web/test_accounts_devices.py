"""Where one goes after signing in, staying in, and going out."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.accounts import actions
from elearn.accounts.models import Device, Member
from elearn.app import create_app
from elearn.config import Settings
from tests.conftest import PIN, SignIn, TestCell, TestClock
from tests.web.accounts_hands import is_in, link_of, notice


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "javascript:alert(1)",
        "evil.example",
        " //evil.example",
    ],
)
def test_signing_in_never_leads_to_another_site(client: FlaskClient, cell: TestCell, target: str) -> None:
    answer = client.post("/vao", data={"code": cell.binh.code, "pin": PIN, "next": target})
    assert (answer.status_code, answer.location) == (303, "/")


def test_signing_in_leads_to_the_page_that_was_asked_for(client: FlaskClient, cell: TestCell) -> None:
    asked = client.get("/chi-bo?tim=dinh")
    assert asked.status_code == 302
    page = client.get(asked.location).text
    found = re.search(r'name="next"[^>]*value="([^"]*)"', page)
    assert found
    answer = client.post("/vao", data={"code": cell.deputy.code, "pin": PIN, "next": found[1]})
    assert answer.location == "/chi-bo?tim=dinh"


def test_a_post_from_a_browser_that_was_signed_out_is_said_to_be_lost(
    client: FlaskClient, cell: TestCell
) -> None:
    answer = client.post("/chi-bo/ten", data={"name": "x"})
    assert (answer.status_code, answer.location) == (303, "/vao?lost=1")
    assert 'role="alert"' in client.get(answer.location).text


def test_signing_in_survives_a_restart_and_a_month(
    app: Flask, cell: TestCell, signed_in: SignIn, settings: Settings, the_clock: TestClock
) -> None:
    browser = signed_in(cell.binh)
    the_clock.forward(days=30)
    restarted = create_app(settings, the_clock)
    phone = restarted.test_client()
    cookie = browser.get_cookie("phien")
    assert cookie
    assert cookie.expires is not None
    phone.set_cookie("phien", cookie.value)
    assert is_in(phone)
    restarted.extensions["database"].dispose()


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_first_request_of_a_day_keeps_the_day(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock, method: str
) -> None:
    browser = signed_in(cell.secretary)
    the_clock.forward(days=2)
    answer = browser.open("/chi-bo/ten", method=method, data={"name": "Chi bộ Tổ 6"})
    assert answer.status_code in (200, 303)
    with app.app_context(), app.extensions["database"].reading() as session:
        device = session.scalars(select(Device).filter_by(member_id=cell.secretary.id)).one()
    assert device.last_seen_on == the_clock().date()


def test_signing_out_ends_the_device(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    browser = signed_in(cell.binh)
    stolen = browser.get_cookie("phien")
    assert stolen
    for _ in range(2):
        assert browser.post("/ra").status_code == 303
    assert not is_in(browser)
    thief = app.test_client()
    thief.set_cookie("phien", stolen.value)
    assert not is_in(thief)


def test_following_a_link_does_not_sign_out(cell: TestCell, signed_in: SignIn) -> None:
    browser = signed_in(cell.binh)
    assert browser.get("/ra").status_code == 405
    assert is_in(browser)


def test_a_device_ended_elsewhere_is_signed_out(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    phone, laptop = signed_in(cell.binh), signed_in(cell.binh)
    with app.app_context(), app.extensions["database"].writing() as session:
        first = session.scalars(select(Device).filter_by(member_id=cell.binh.id).order_by(Device.id)).first()
        assert first
        assert not actions.end_device(session, cell.id, cell.dinh.id, first.id)
        assert actions.end_device(session, cell.id, cell.binh.id, first.id)
        session.commit()
    assert not is_in(phone)
    assert is_in(laptop)


def test_who_moved_out_is_out_and_cannot_come_in(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    phone, path = signed_in(cell.binh), link_of(app, cell.binh)
    with app.app_context(), app.extensions["database"].writing() as session:
        member = session.get(Member, (cell.id, cell.binh.id))
        assert member
        actions.move_out(session, member, app.extensions["clock"]())
        session.commit()
    assert not is_in(phone)
    stranger = app.test_client()
    assert stranger.get(path).status_code == 410
    assert stranger.get(link_of(app, cell.binh)).status_code == 410
    assert notice(stranger, cell.binh.code, PIN) == notice(stranger, "10000001", PIN)


@pytest.mark.parametrize("token", ["", "forged", "0"])
def test_a_forged_token_in_a_cookie_signs_nobody_in(app: Flask, cell: TestCell, token: str) -> None:
    browser = app.test_client()
    with browser.session_transaction() as cookie:
        cookie["_user_id"] = token
    assert not is_in(browser)


def test_a_cookie_signed_with_another_key_signs_nobody_in(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    browser = signed_in(cell.binh)
    app.config["SECRET_KEY"] = "another key"
    assert not is_in(browser)


def test_the_next_person_on_a_shared_phone_gets_a_cookie_of_their_own(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    browser = signed_in(cell.secretary)
    assert browser.post(link_of(app, cell.binh), data={"pin": PIN}).status_code == 303
    assert browser.get("/chi-bo").status_code == 403


def test_what_signs_in_is_not_kept_by_the_browser_nor_told_to_other_sites(
    app: Flask, client: FlaskClient, cell: TestCell
) -> None:
    answer = client.get(link_of(app, cell.binh))
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    cookie = client.post("/vao", data={"code": cell.binh.code, "pin": PIN}).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie

"""Coming in, as a test's hands: links, and whether somebody is signed in."""

import re

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.accounts import actions
from elearn.accounts.models import Member
from elearn.accounts.secrets import link_token
from tests.conftest import TestCell, TestClock

NEW_PIN = "730562"
WRONG_PIN = "615204"


def add_newcomer(app: Flask, cell: TestCell, the_clock: TestClock) -> Member:
    """Add Vàng Thị Mỷ, who has a link and no PIN."""
    with app.app_context(), app.extensions["database"].writing() as session:
        member = actions.add_member(session, cell.id, "Vàng Thị Mỷ", "", the_clock())
        session.commit()
        return member


def link_of(app: Flask, member: Member) -> str:
    """Return the path of a member's personal link as it is now."""
    with app.app_context(), app.extensions["database"].reading() as session:
        now = session.scalars(select(Member).filter_by(id=member.id)).one()
        return f"/vao/{link_token(now.code, now.link_serial)}"


def is_in(browser: FlaskClient) -> bool:
    """Say whether somebody is signed in on a browser."""
    return browser.get("/").status_code == 200


def notice(browser: FlaskClient, code: str, pin: str = WRONG_PIN) -> str:
    """Return what is said after a try."""
    answer = browser.post("/vao", data={"code": code, "pin": pin})
    assert answer.status_code == 422
    found = re.search('role="alert".*?</div>', answer.text, re.DOTALL)
    assert found
    return found[0]

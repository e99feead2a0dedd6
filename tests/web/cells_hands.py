"""A secretary at the roster, as a test's hands."""

import html
import re

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn import clock
from elearn.accounts import actions as accounts
from elearn.accounts.models import Cell, Member, RoleGrant
from elearn.accounts.queries import held_on
from tests.conftest import TestCell, TestClock


def page_of(member: Member) -> str:
    """Return the address of a member's page in the roster."""
    return f"/chi-bo/dang-vien/{member.id}"


def member_now(app: Flask, member: Member) -> Member:
    """Return a member as the database has them now."""
    with app.app_context(), app.extensions["database"].reading() as session:
        return session.scalars(select(Member).filter_by(id=member.id)).one()


def names_in(app: Flask, cell_id: int) -> list[str]:
    """Return the names of all who are or were in a cell."""
    with app.app_context(), app.extensions["database"].reading() as session:
        return sorted(session.scalars(select(Member.name).filter_by(cell_id=cell_id)))


def roles_now(app: Flask, member: Member) -> set[str]:
    """Return the roles a member holds now."""
    with app.app_context(), app.extensions["database"].reading() as session:
        now = select(RoleGrant.role).filter_by(member_id=member.id).where(held_on(clock.today()))
        return set(session.scalars(now))


def cell_name(app: Flask, cell_id: int) -> str:
    """Return a cell's name."""
    with app.app_context(), app.extensions["database"].reading() as session:
        return session.scalars(select(Cell.name).filter_by(id=cell_id)).one()


def text_of(browser: FlaskClient, path: str) -> str:
    """Return the text a page shows, without its markup."""
    answer = browser.get(path)
    assert answer.status_code == 200, answer.status_code
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", answer.text)).split())


def serial_on(browser: FlaskClient, path: str) -> str:
    """Return the serial number in a page's form."""
    found = re.search(r'name="serial"[^>]*value="(\d+)"', browser.get(path).text)
    assert found
    return found[1]


def who_left(app: Flask, cell: TestCell, the_clock: TestClock) -> Member:
    """Return Vàng Thị Mỷ, who was in a cell and left it."""
    with app.app_context(), app.extensions["database"].writing() as session:
        member = accounts.add_member(session, cell.id, "Vàng Thị Mỷ", "", the_clock())
        accounts.move_out(session, member, the_clock())
        session.commit()
        return member

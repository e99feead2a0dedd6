"""What is read of people."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from sqlalchemy import BindParameter, ColumnElement, Date, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from elearn import db
from elearn.accounts.access import Viewer
from elearn.accounts.models import Cell, Device, Installation, Member, RoleGrant
from elearn.accounts.secrets import digest_of

# Every request of every member begins with this statement: it is put together once, of plain tables.
_device, _member, _cell, _grant = (row.__table__ for row in (Device, Member, Cell, RoleGrant))


def not_past(day: date) -> ColumnElement[bool]:
    """Return the condition that a grant is in force on a day, or to come."""
    return or_(_grant.c.until.is_(None), _grant.c.until >= day)


def held_on(day: date | BindParameter[date]) -> ColumnElement[bool]:
    """Return the condition that a grant is in force on a day."""
    return and_(_grant.c.granted_on <= day, or_(_grant.c.until.is_(None), _grant.c.until >= day))


_VIEWER: Final = (
    select(
        _member.c.cell_id,
        _member.c.id,
        _member.c.name,
        _cell.c.name,
        _device.c.id,
        _device.c.last_seen_on,
        _cell.c.topics_revision,
        _grant.c.role,
    )
    .select_from(_device)
    .join(_member, (_member.c.cell_id == _device.c.cell_id) & (_member.c.id == _device.c.member_id))
    .join(_cell, _cell.c.id == _device.c.cell_id)
    .outerjoin(
        _grant,
        (_grant.c.cell_id == _device.c.cell_id)
        & (_grant.c.member_id == _device.c.member_id)
        & held_on(bindparam("today", type_=Date)),
    )
    .where(_device.c.token_digest == bindparam("digest"), _member.c.left_at.is_(None))
)


def viewer_of(session: Session, token: str, today: date) -> tuple[Viewer, date] | None:
    """Return who is signed in with a device's token and the day it was last seen; one statement.

    The viewer has the roles they hold `today`.
    """
    rows = db.rows(session, _VIEWER, {"digest": digest_of(token), "today": today}).all()
    if not rows:
        return None
    cell_id, member_id, name, cell_name, device_id, seen_on, topics, _role = rows[0]
    roles = frozenset(row[7] for row in rows if row[7])
    return Viewer(cell_id, member_id, name, cell_name, roles, device_id, token, topics), seen_on


_WITH_CODE: Final = select(Member).where(Member.code == bindparam("code"), Member.left_at.is_(None))


_SIGNED_IN: Final = (
    select(_device.c.cell_id, _device.c.id)
    .join(_member, (_member.c.cell_id == _device.c.cell_id) & (_member.c.id == _device.c.member_id))
    .where(
        _device.c.cell_id.in_(bindparam("cells", expanding=True)),
        _device.c.id.in_(bindparam("devices", expanding=True)),
        _member.c.left_at.is_(None),
    )
)


def devices_signed_in(session: Session, devices: Collection[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return those (cell, device) ids whose members would be let in now; one statement for any number."""
    wanted = {
        "cells": list({cell for cell, _id in devices}),
        "devices": [device for _cell, device in devices],
    }
    return {(cell_id, device_id) for cell_id, device_id in db.rows(session, _SIGNED_IN, wanted)}


def member_with_code(session: Session, code: str) -> Member | None:
    """Return the member who signs in with `code`, unless they left."""
    return session.scalar(_WITH_CODE, {"code": code})


def members_in(session: Session, cell_id: int) -> Sequence[Member]:
    """Return the members who are in a cell now, by given name."""
    return session.scalars(
        select(Member)
        .where(Member.cell_id == cell_id, Member.left_at.is_(None))
        .order_by(Member.sort_text, Member.id)
    ).all()


def cell_named(session: Session, cell_id: int) -> str:
    """Return the name of a cell."""
    return session.scalars(select(Cell.name).where(Cell.id == cell_id)).one()


def devices_of(session: Session, cell_id: int, member_id: int) -> Sequence[Device]:
    """Return a member's devices, the one used last first."""
    return session.scalars(
        select(Device)
        .where(Device.cell_id == cell_id, Device.member_id == member_id)
        .order_by(Device.last_seen_on.desc(), Device.signed_in_at.desc())
    ).all()


def grants_of(session: Session, cell_id: int, member_id: int) -> Sequence[RoleGrant]:
    """Return all grants of roles to a member, past and to come, in the order of their days."""
    return session.scalars(
        select(RoleGrant)
        .where(RoleGrant.cell_id == cell_id, RoleGrant.member_id == member_id)
        .order_by(RoleGrant.granted_on, RoleGrant.role)
    ).all()


def open_grants_of(session: Session, member: Member, today: date) -> dict[str, RoleGrant]:
    """Return the grants to a member that are not past, by role: at most one of each, in force or to come."""
    grants = grants_of(session, member.cell_id, member.id)
    return {grant.role: grant for grant in grants if not grant.term.is_past(today)}


def number_of_cells(session: Session) -> int:
    """Return how many cells this installation has."""
    return session.scalars(select(func.count()).select_from(Cell)).one()


def installation_value(session: Session, name: str) -> str | None:
    """Return one value of the installation, or None."""
    return session.scalar(select(Installation.value).where(Installation.name == name))

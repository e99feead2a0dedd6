"""Every write about a cell's roster: plain functions that never commit and never see Flask."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from elearn.accounts import actions as accounts
from elearn.accounts.models import LEADING_ROLES, Cell, Member, RoleGrant
from elearn.accounts.queries import roles_of
from elearn.cells.pasted import key_of
from elearn.cells.queries import lock_cell, number_of_secretaries, people_known


class LastSecretary(Exception):
    """A cell would be left without a secretary."""


class SecretaryOnly(Exception):
    """Only the secretary may do this to a secretary or deputy."""


class OwnSignIn(Exception):
    """A leader would sign themselves out and have nobody to let them in again."""


class HasLeft(Exception):
    """The member is not in the cell any more."""


def rename_cell(session: Session, cell_id: int, name: str) -> None:
    """Give a cell another name."""
    session.execute(update(Cell).where(Cell.id == cell_id).values(name=name))


def add_people(
    session: Session, cell_id: int, people: Iterable[tuple[str, str]], now: datetime
) -> list[Member]:
    """Add those of `people` (name and note) whom the cell does not know yet, and return them."""
    lock_cell(session, cell_id)
    here, gone = people_known(session, cell_id)
    known = set(here | gone)
    added = []
    for name, note in people:
        if key_of(name, note) not in known:
            known.add(key_of(name, note))
            added.append(accounts.add_member(session, cell_id, name, note, now))
    return added


def is_known(session: Session, member: Member, name: str, note: str) -> bool:
    """Say whether another member of the same cell has this name and note."""
    here, gone = people_known(session, member.cell_id)
    own = key_of(member.name, member.note)
    return key_of(name, note) != own and key_of(name, note) in here | gone


def require_may_manage(own_roles: Collection[str], roles: Collection[str]) -> None:
    """Raise SecretaryOnly unless somebody with `own_roles` may decide about a member with `roles`.

    A deputy who could renew the secretary's sign-in could become the secretary.
    """
    if LEADING_ROLES.intersection(roles) and "secretary" not in own_roles:
        raise SecretaryOnly


def require_present(member: Member) -> None:
    """Raise HasLeft when the member is not in the cell any more."""
    if member.left_at is not None:
        raise HasLeft


def renew_link(member: Member, serial: int) -> None:
    """Void the member's links if `serial` is still theirs; a second tap changes nothing."""
    require_present(member)
    if member.link_serial == serial:
        accounts.renew_link(member)


def reset_sign_in(session: Session, member: Member, serial: int, by_id: int) -> None:
    """Void the member's links, PIN and devices if `serial` is still theirs; a second tap changes nothing.

    Raises OwnSignIn for one's own.
    """
    require_present(member)
    if member.id == by_id:
        raise OwnSignIn
    if member.link_serial == serial:
        accounts.reset_sign_in(session, member)


def move_out(session: Session, member: Member, now: datetime) -> None:
    """Let a member leave; once more changes nothing. Raises LastSecretary."""
    _lock(session, member)
    if member.left_at is not None:
        return
    _require_another_secretary(session, member)
    accounts.move_out(session, member, now)


def require_may_move_out(
    session: Session, member: Member, roles: Collection[str], own_roles: Collection[str]
) -> None:
    """Raise what move_out and the rule about leaders would: SecretaryOnly, HasLeft or LastSecretary."""
    require_may_manage(own_roles, roles)
    require_present(member)
    _require_another_secretary(session, member)


def move_back(member: Member) -> None:
    """Let a member who left return; once more changes nothing."""
    accounts.move_back(member)


def set_roles(
    session: Session, member: Member, wanted: Collection[str], own_roles: Collection[str], today: date
) -> None:
    """Give `member` the roles in `wanted` and take the others.

    Raises SecretaryOnly when a deputy would change who leads the cell, and LastSecretary.
    """
    _lock(session, member)
    require_present(member)
    held = roles_of(session, member.cell_id, member.id)
    changed = held.symmetric_difference(wanted)
    require_may_manage(own_roles, changed)
    if "secretary" in held - set(wanted):
        _require_another_secretary(session, member)
    for role in sorted(changed - held):
        accounts.grant_role(session, member, role, today)
    session.execute(
        delete(RoleGrant).where(
            RoleGrant.cell_id == member.cell_id,
            RoleGrant.member_id == member.id,
            RoleGrant.role.in_(changed & held),
        )
    )


def _lock(session: Session, member: Member) -> None:
    lock_cell(session, member.cell_id)
    # Another request may have changed the member while this one waited.
    session.refresh(member)


def _require_another_secretary(session: Session, member: Member) -> None:
    is_secretary = "secretary" in roles_of(session, member.cell_id, member.id)
    if is_secretary and number_of_secretaries(session, member.cell_id) == 1:
        raise LastSecretary

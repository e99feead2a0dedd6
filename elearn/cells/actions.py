"""Every write about a cell's roster: plain functions that never commit and never see Flask."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from elearn.accounts import actions as accounts
from elearn.accounts.models import LEADING_ROLES, Cell, Member
from elearn.accounts.queries import grants_of, open_grants_of
from elearn.accounts.terms import Term
from elearn.cells.pasted import key_of
from elearn.cells.queries import has_secretary, lock_cell, people_known
from elearn.clock import vietnam_day


class LastSecretary(Exception):
    """A cell would be left without a secretary, now or on a day to come."""


class HeldBefore(Exception):
    """A term would begin on a day on which the member held the `role`, until `until`."""

    def __init__(self, role: str, until: date) -> None:
        """Keep which role, and its last day."""
        super().__init__(role)
        self.role, self.until = role, until


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
    _require_another_secretary(session, member, vietnam_day(now))
    accounts.move_out(session, member, now)


def require_may_move_out(
    session: Session, member: Member, roles: Collection[str], own_roles: Collection[str], today: date
) -> None:
    """Raise what move_out and the rule about leaders would: SecretaryOnly, HasLeft or LastSecretary."""
    require_may_manage(own_roles, roles)
    require_present(member)
    _require_another_secretary(session, member, today)


def move_back(member: Member) -> None:
    """Let a member who left return; once more changes nothing."""
    accounts.move_back(member)


def set_roles(
    session: Session, member: Member, wanted: Mapping[str, Term], own_roles: Collection[str], today: date
) -> None:
    """Give `member` the roles in `wanted`, each for its term, and take the others back.

    Raises SecretaryOnly when a deputy would change who leads the cell, HeldBefore, and LastSecretary.
    """
    _lock(session, member)
    require_present(member)
    held = open_grants_of(session, member, today)
    terms = {role: grant.term for role, grant in held.items()}
    changed = {role for role in {*terms, *wanted} if terms.get(role) != wanted.get(role)}
    require_may_manage(own_roles, changed)
    for role in sorted(changed):
        if role in wanted:
            _require_not_held_before(session, member, role, wanted[role], today)
            accounts.set_term(session, member, role, held.get(role), wanted[role])
        else:
            accounts.take_back(session, held[role], today)
    session.flush()
    if "secretary" in changed and not has_secretary(session, member.cell_id, today):
        raise LastSecretary


def _require_not_held_before(session: Session, member: Member, role: str, term: Term, today: date) -> None:
    past = [
        grant.until
        for grant in grants_of(session, member.cell_id, member.id)
        if grant.role == role and grant.until is not None and grant.term.is_past(today)
    ]
    if past and term.since <= max(past):
        raise HeldBefore(role, max(past))


def _lock(session: Session, member: Member) -> None:
    lock_cell(session, member.cell_id)
    # Another request may have changed the member while this one waited.
    session.refresh(member)


def _require_another_secretary(session: Session, member: Member, today: date) -> None:
    is_secretary = "secretary" in open_grants_of(session, member, today)
    if is_secretary and not has_secretary(session, member.cell_id, today, without=member.id):
        raise LastSecretary

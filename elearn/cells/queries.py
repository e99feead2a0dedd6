"""What is read of a cell's roster."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.accounts.models import LEADING_ROLES, Cell, Member, RoleGrant
from elearn.accounts.queries import not_past
from elearn.accounts.terms import held_every_day
from elearn.cells.pasted import PersonKey, key_of
from quizzes.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Listed:
    """A member as the roster lists them."""

    member: Member
    # Those held today, and those that begin later.
    roles: frozenset[str]
    roles_to_come: frozenset[str]

    @property
    def has_left(self) -> bool:
        """Whether the member moved out of the cell."""
        return self.member.left_at is not None

    @property
    def has_pin(self) -> bool:
        """Whether the member has signed in and set a PIN."""
        return self.member.pin_hash is not None

    @property
    def leads(self) -> bool:
        """Whether the member is the secretary or a deputy."""
        return bool(self.roles & LEADING_ROLES)


def roster_of(session: Session, cell_id: int, today: date) -> list[Listed]:
    """Return everybody in a cell by given name with today's roles, also those who left; one statement."""
    rows = session.execute(
        select(Member, RoleGrant.role, RoleGrant.granted_on)
        .outerjoin(
            RoleGrant,
            (RoleGrant.cell_id == Member.cell_id) & (RoleGrant.member_id == Member.id) & not_past(today),
        )
        .where(Member.cell_id == cell_id, Member.erased_at.is_(None))
    ).all()
    roles: dict[int, set[str]] = {}
    members: dict[int, Member] = {}
    to_come: dict[int, set[str]] = {}
    for member, role, since in rows:
        members[member.id] = member
        kind = roles if since is None or since <= today else to_come
        kind.setdefault(member.id, set()).update({role} if role else ())
    # Here, not in the statement: a database in a Vietnamese locale would not compare byte by byte.
    in_order = sorted(members.values(), key=lambda member: (member.sort_text, member.note, member.id))
    return [
        Listed(member, frozenset(roles.get(member.id, ())), frozenset(to_come.get(member.id, ())))
        for member in in_order
    ]


def found_in(roster: Sequence[Listed], text: str) -> list[Listed]:
    """Return those whose name or note holds every word of `text`, with or without tone marks."""
    words = fold(text).split()
    return [
        listed
        for listed in roster
        if all(word in fold(f"{listed.member.name} {listed.member.note}") for word in words)
    ]


def people_known(session: Session, cell_id: int) -> tuple[frozenset[PersonKey], frozenset[PersonKey]]:
    """Return the names and notes of those who are in a cell, and of those who left it; one statement."""
    rows = session.execute(
        select(Member.name, Member.note, Member.left_at).where(
            Member.cell_id == cell_id, Member.erased_at.is_(None)
        )
    ).all()
    here = frozenset(key_of(name, note) for name, note, left_at in rows if left_at is None)
    gone = frozenset(key_of(name, note) for name, note, left_at in rows if left_at is not None)
    return here, gone


def has_secretary(session: Session, cell_id: int, today: date, *, without: int | None = None) -> bool:
    """Whether a cell has a secretary today and on every day to come, also without a member (their id)."""
    grants = session.scalars(
        select(RoleGrant).where(
            RoleGrant.cell_id == cell_id, RoleGrant.role == "secretary", RoleGrant.member_id != (without or 0)
        )
    )
    return held_every_day((grant.term for grant in grants), today)


def lock_cell(session: Session, cell_id: int) -> None:
    """Wait until no other request changes this cell's roster, and hold it until the commit.

    SQLite ignores it: there a request that writes holds the whole database from its first statement.
    """
    session.execute(select(Cell.id).where(Cell.id == cell_id).with_for_update())

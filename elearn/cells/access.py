"""Whom a leader of the cell may manage: fetched and guarded in one place."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from elearn import clock
from elearn.accounts.access import access_member, viewer
from elearn.accounts.models import LEADING_ROLES, Member, RoleGrant
from elearn.accounts.queries import grants_of
from elearn.cells import actions
from elearn.errors import Refused


@dataclass(frozen=True, slots=True)
class Managed:
    """A member of the viewer's cell, with what the viewer may do about them."""

    member: Member
    # All grants of roles, past and to come, in the order of their days.
    grants: Sequence[RoleGrant]
    roles: frozenset[str]
    is_self: bool
    # A deputy sees and renews what signs in ordinary members and themselves, not other leaders.
    sign_in_is_open: bool

    @property
    def past_grants(self) -> list[RoleGrant]:
        """The grants that are a record: the member does not hold the role any more."""
        today = clock.today()
        return [grant for grant in self.grants if grant.term.is_past(today)]

    @property
    def open_grants(self) -> list[RoleGrant]:
        """The other ones: in force, or to come."""
        today = clock.today()
        return [grant for grant in self.grants if not grant.term.is_past(today)]


def may_manage(member: Member, roles: Collection[str]) -> bool:
    """Whether the viewer may see and renew what signs `member` in, who holds `roles` or will hold them."""
    own = viewer()
    return own.id == member.id or "secretary" in own.roles or not LEADING_ROLES.intersection(roles)


def access_managed(session: Session, member_id: int) -> Managed:
    """Return a member of the viewer's own cell, also one who left; 404 for any other."""
    member = access_member(session, member_id)
    grants, today = grants_of(session, member.cell_id, member.id), clock.today()
    roles = frozenset(grant.role for grant in grants if grant.term.holds_on(today))
    # Who will lead the cell tomorrow must not be signed in by a deputy today.
    is_open = may_manage(member, {grant.role for grant in grants if not grant.term.is_past(today)})
    return Managed(member, grants, roles, member.id == viewer().id, is_open)


def access_sign_in(session: Session, member_id: int) -> Member:
    """Return a member whose sign-in the viewer may renew; Refused for another leader or one who left."""
    managed = access_managed(session, member_id)
    with refusing():
        actions.require_present(managed.member)
        if not managed.sign_in_is_open:
            raise actions.SecretaryOnly
    return managed.member


def access_rename(session: Session, member_id: int) -> Member:
    """Return a member whose name and note the viewer may correct, also one who left."""
    managed = access_managed(session, member_id)
    with refusing():
        if not managed.sign_in_is_open:
            raise actions.SecretaryOnly
    return managed.member


@contextmanager
def refusing() -> Iterator[None]:
    """Turn what the roster's rules forbid into a page that says why and what to do."""
    try:
        yield
    except actions.LastSecretary:
        raise Refused(
            _("A cell must have a secretary. Make another member the secretary first, then try again.")
        ) from None
    except actions.SecretaryOnly:
        raise Refused(_("Only the secretary decides about the secretary and the deputies."), 403) from None
    except actions.OwnSignIn:
        raise Refused(
            _("Resetting your own PIN would sign you out at once. Change your PIN on the page “Me”.")
        ) from None
    except actions.HasLeft:
        raise Refused(_("This member has left the cell. Move them back first, then try again.")) from None

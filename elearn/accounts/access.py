"""The only door to other people's things: each function fetches and guards, or raises.

Every address needs a signed-in member unless its view says `@public`, so that a view whose author
forgot to think about it is closed, not open.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from flask import Flask, abort, current_app, flash, redirect, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import UserMixin, current_user
from sqlalchemy.orm import Session

from elearn.accounts.models import LEADING_ROLES, WRITING_ROLES, Member

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Viewer(UserMixin):
    """The signed-in member, on one of their devices."""

    cell_id: int
    id: int
    name: str
    cell_name: str
    roles: frozenset[str]
    device_id: int
    token: str
    # Of the topics that the cell itself offers (Cell.topics_revision).
    topics_revision: int = 0

    @property
    def leads(self) -> bool:
        """Whether this member may see the cell's results and manage its roster."""
        return bool(self.roles & LEADING_ROLES)

    @property
    def plans(self) -> bool:
        """Whether this member may plan the cell's meetings and run them."""
        return self.leads or "host" in self.roles

    @property
    def writes(self) -> bool:
        """Whether this member may write the cell's topics."""
        return bool(self.roles & WRITING_ROLES)

    def get_id(self) -> str:
        """Return what the session cookie holds: the device's token."""
        return self.token


def viewer() -> Viewer:
    """Return the signed-in member; only for views behind the door."""
    return cast(Viewer, current_user._get_current_object())


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Open a view to everybody."""
    view.is_public = True  # type: ignore[attr-defined] # a mark on a function, read by _guard
    return view


def leaders_only(view: Callable[P, R]) -> Callable[P, R]:
    """Close a view to all but the secretary and deputies of a cell."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        if not viewer().leads:
            abort(403)
        return view(*args, **kwargs)

    return guarded


def authors_only(view: Callable[P, R]) -> Callable[P, R]:
    """Close a view to all but those who may write a cell's topics."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        if not viewer().writes:
            abort(403)
        return view(*args, **kwargs)

    return guarded


def init_app(app: Flask) -> None:
    """Guard every view of `app`."""
    app.before_request(_guard)


def _guard() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None  # No such page: the 404 reveals nothing.
    if request.blueprint == "static_files":
        return None  # Style sheets and scripts hold nothing about anybody.
    view = current_app.view_functions[request.endpoint]
    if getattr(view, "is_public", False) or current_user.is_authenticated:
        return None
    return to_sign_in()


def to_sign_in() -> ResponseReturnValue:
    """Lead a browser that is not signed in, or no longer, to where one signs in."""
    if cookie.pop("_user_id", None):
        flash(_("This device was signed out. What you have done is kept; sign in again."), "error")
    if request.method == "GET":
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    # A post from a browser that was signed out meanwhile: say so, instead of a form that lost it.
    return redirect(url_for("accounts.sign_in", lost=1), 303)


def access_member(session: Session, member_id: int) -> Member:
    """Return a member of the viewer's own cell, also one who left; 404 for any other."""
    member = session.get(Member, (viewer().cell_id, member_id))
    if member is None or member.erased_at is not None:
        abort(404)
    return member

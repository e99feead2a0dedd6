"""The door to meetings: one's own cell's, to take part in; those who lead or host, to run them."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import abort
from flask import session as cookie
from flask_login import current_user
from sqlalchemy.orm import Session

from elearn import db
from elearn.accounts.access import viewer
from elearn.meetings.models import Meeting
from elearn.meetings.rooms import LiveRoom, open_room, room_that_asked

P = ParamSpec("P")
R = TypeVar("R")
View = TypeVar("View", bound=Callable[..., Any])

OBSERVER = "khach"


def hosts_only(view: Callable[P, R]) -> Callable[P, R]:
    """Close a view to all but those who may run a meeting."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        if not viewer().plans:
            abort(403)
        return view(*args, **kwargs)

    return guarded


def writes_elsewhere(view: View) -> View:
    """Mark a view that answers a POST and only reads: what is to be written it hands to the intake.

    Who sent it may be remembered: the intake asks whether their device is still signed in, and so must the
    view before it does anything else for them.
    """
    view.writes_elsewhere = True  # type: ignore[attr-defined] # a mark on a function, read by elearn/db.py
    return view


def access_meeting(session: Session, meeting_id: int) -> Meeting:
    """Return a meeting of the viewer's own cell; 404 for any other."""
    meeting = session.get(Meeting, (viewer().cell_id, meeting_id))
    if meeting is None:
        abort(404)
    return meeting


def access_room(session: Session, meeting_id: int, *, lock: bool = False) -> LiveRoom:
    """Return the room of a meeting of the viewer's own cell; 404 for any other, and before it was opened."""
    live = open_room(session, viewer().cell_id, meeting_id, lock=lock)
    if live is None:
        abort(404)
    return live


def access_round(meeting_id: int, round_id: int) -> LiveRoom:
    """Return a room of the viewer's own cell in which a round's question can be read; 404 for any other."""
    known = room_that_asked(viewer().cell_id, meeting_id, round_id)
    return known if known is not None else access_room(db.session(), meeting_id)


def remember_observer(live: LiveRoom, observer_id: int) -> None:
    """Let this browser watch the room without being anybody's."""
    cookie[OBSERVER] = [live.cell_id, live.meeting_id, observer_id]
    cookie.permanent = False


def observed_room(session: Session) -> tuple[LiveRoom, int] | None:
    """Return the room that this browser may watch as a guest, and the guest's number."""
    kept = cookie.get(OBSERVER)
    if not isinstance(kept, list) or len(kept) != 3:
        return None
    live = open_room(session, kept[0], kept[1])
    return None if live is None else (live, kept[2])


def signed_in_here(live: LiveRoom) -> bool:
    """Whether somebody of the room's own cell is signed in on this browser."""
    return bool(current_user.is_authenticated) and viewer().cell_id == live.cell_id

"""Whose meeting it is, and who may plan it: fetched and guarded in one place."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import abort
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from elearn.accounts.access import viewer
from elearn.errors import Refused
from elearn.meetings import plan_actions
from elearn.meetings.models import MOST_STEPS, Meeting, MeetingStep
from elearn.meetings.plan_queries import ListedMeeting, meeting_with_id, meetings_of

P = ParamSpec("P")
R = TypeVar("R")


def planners_only(view: Callable[P, R]) -> Callable[P, R]:
    """Close a view to all but the secretary, the deputies and those who host meetings."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        if not viewer().plans:
            abort(403)
        return view(*args, **kwargs)

    return guarded


def access_plan(session: Session, meeting_id: int, *, lock: bool = False) -> Meeting:
    """Return a meeting of the viewer's own cell; 404 for any other. Locked, nobody else changes it."""
    meeting = meeting_with_id(session, viewer().cell_id, meeting_id)
    if meeting is None:
        abort(404)
    if lock:
        plan_actions.lock(session, meeting)
    return meeting


def access_listed(session: Session, meeting_id: int) -> ListedMeeting:
    """Return a meeting of the viewer's own cell with what a list says of it; 404 for any other."""
    found = meetings_of(session, viewer().cell_id, only=meeting_id)
    if not found:
        abort(404)
    return found[0]


def access_step(session: Session, meeting: Meeting, step_id: int) -> MeetingStep:
    """Return a step of this meeting's agenda; 404 for any other."""
    step = session.get(MeetingStep, (meeting.cell_id, meeting.id, step_id))
    if step is None:
        abort(404)
    return step


@contextmanager
def refusing() -> Iterator[None]:
    """Turn what the plan's rules forbid into a page that says why and what to do."""
    try:
        yield
    except plan_actions.PlanClosed:
        raise Refused(
            _("This meeting is under way, over or cancelled: its plan cannot be changed any more.")
        ) from None
    except plan_actions.AgendaFull:
        raise Refused(_("An agenda has at most %(max)d steps. Remove one first.", max=MOST_STEPS)) from None

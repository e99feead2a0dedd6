"""A meeting with its plan, and the steps of it: fetched and guarded in one place."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import abort
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from elearn.accounts.access import viewer
from elearn.errors import Refused
from elearn.meetings import plan_actions
from elearn.meetings.access import access_meeting
from elearn.meetings.models import MOST_STEPS, Meeting, MeetingStep
from elearn.meetings.plan_queries import ListedMeeting, meetings_of


def access_plan(session: Session, meeting_id: int, *, lock: bool = False) -> Meeting:
    """Return a meeting of the viewer's own cell; 404 for any other. Locked, nobody else changes it."""
    meeting = access_meeting(session, meeting_id)
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
    except plan_actions.NotForMeetings:
        raise Refused(
            _("Only for the quiz: a case is answered part by part, each at one's own pace.")
        ) from None

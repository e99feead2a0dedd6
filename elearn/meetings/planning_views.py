"""The meetings of a cell: the list, planning one, another date, calling it off."""

from datetime import datetime, timedelta

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from elearn import clock, db
from elearn.accounts.access import viewer
from elearn.meetings import plan_actions, plan_queries
from elearn.meetings.access import hosts_only
from elearn.meetings.models import Meeting
from elearn.meetings.plan_access import access_listed, access_plan, refusing
from elearn.meetings.plan_forms import (
    USUAL_LENGTH_MINUTES,
    DateForm,
    MeetingForm,
    PlaceForm,
    id_in,
)
from elearn.meetings.plan_queries import STILL_NEXT, ListedMeeting
from elearn.shell import moment

blueprint = Blueprint("planning", __name__)

# When a new meeting is proposed to begin, days ahead: members get a week to prepare.
USUAL_NOTICE = timedelta(days=7)

KIND_NAMES = {
    "reading": _l("reading together"),
    "question": _l("question to answer"),
    "real_or_false": _l("real or false"),
    "poll": _l("poll"),
    "ideas": _l("ideas"),
    "story": _l("story"),
    "discussion": _l("discussion"),
    "conclusion": _l("conclusion"),
}


def to_meeting(meeting_id: int) -> ResponseReturnValue:
    """Lead to a meeting's page after a post."""
    return redirect(url_for("planning.meeting", meeting_id=meeting_id), 303)


@blueprint.get("/sinh-hoat")
@hosts_only
def meetings() -> ResponseReturnValue:
    """List the meetings that are to come, those that were held with their measure, those called off."""
    found = plan_queries.meetings_of(db.session(), viewer().cell_id)
    now = clock.now()
    to_come = [one for one in found if _is_to_come(one, now)]
    return render_template(
        "meetings/list.html",
        to_come=to_come[::-1],
        held=[one for one in found if one.is_over],
        dropped=[one for one in found if not one.is_over and one not in to_come],
    )


def _is_to_come(one: ListedMeeting, now: datetime) -> bool:
    if one.is_over or one.row.cancelled_at is not None:
        return False
    return one.room is not None or one.row.starts_at > now - STILL_NEXT


@blueprint.get("/sinh-hoat/moi")
@hosts_only
def new() -> ResponseReturnValue:
    """Show the form for a new meeting, in a week; the rest is as it was the last time."""
    day = clock.today() + USUAL_NOTICE
    before = plan_queries.latest_meeting(db.session(), viewer().cell_id)
    form = MeetingForm(
        number=str(db.new_id()),
        day=day,
        title=_("Meeting of %(month)02d/%(year)d", month=day.month, year=day.year),
        time=before.starts_at.astimezone(clock.VIETNAM).time() if before else None,
        place=before.place if before else "",
        planned_minutes=before.planned_minutes if before else USUAL_LENGTH_MINUTES,
    )
    return render_template("meetings/new.html", form=form)


@blueprint.post("/sinh-hoat/moi")
@hosts_only
def new_submit() -> ResponseReturnValue:
    """Plan the meeting; a second tap finds it planned."""
    form = MeetingForm()
    meeting_id = id_in(form.number)
    if not form.validate() or meeting_id is None:
        return render_template("meetings/new.html", form=form), 422
    session = db.session()
    plan_actions.create(
        session,
        viewer().cell_id,
        meeting_id=meeting_id,
        title=form.title.data,
        place=form.place.data or "",
        starts_at=form.starts_at,
        planned_minutes=form.planned_minutes.data,
        created_by=viewer().id,
        now=clock.now(),
    )
    db.commit(session)
    return redirect(url_for("planning.add", meeting_id=meeting_id), 303)


@blueprint.get("/sinh-hoat/<id:meeting_id>")
@hosts_only
def meeting(meeting_id: int) -> ResponseReturnValue:
    """Show a meeting: when and where, its agenda against the planned length, what to do next."""
    session = db.session()
    listed = access_listed(session, meeting_id)
    return render_template(
        "meetings/meeting.html",
        listed=listed,
        meeting=listed.row,
        agenda=plan_queries.agenda_of(session, listed.row),
        moved=plan_queries.postponements_of(session, listed.row),
        may_change=not listed.is_over and listed.row.cancelled_at is None and listed.room in (None, "lobby"),
        kinds=KIND_NAMES,
    )


@blueprint.get("/sinh-hoat/<id:meeting_id>/sua")
@hosts_only
def edit(meeting_id: int) -> ResponseReturnValue:
    """Show the form for the title, the place and the length."""
    found = access_plan(db.session(), meeting_id)
    return _edit_page(found, PlaceForm(obj=found))


def _edit_page(found: Meeting, form: PlaceForm) -> str:
    return render_template("meetings/edit.html", meeting=found, form=form)


@blueprint.post("/sinh-hoat/<id:meeting_id>/sua")
@hosts_only
def edit_submit(meeting_id: int) -> ResponseReturnValue:
    """Change the title, the place and the length; possible also afterwards."""
    session = db.session()
    found = access_plan(session, meeting_id, lock=True)
    form = PlaceForm()
    if not form.validate():
        return _edit_page(found, form), 422
    plan_actions.change(
        found,
        title=form.title.data,
        place=form.place.data or "",
        planned_minutes=form.planned_minutes.data,
    )
    db.commit(session)
    flash(_("Saved."))
    return to_meeting(meeting_id)


@blueprint.get("/sinh-hoat/<id:meeting_id>/hoan")
@hosts_only
def postpone(meeting_id: int) -> ResponseReturnValue:
    """Show the form for another date."""
    found = access_plan(db.session(), meeting_id)
    here = found.starts_at.astimezone(clock.VIETNAM)
    return _postpone_page(found, DateForm(day=here.date(), time=here.time()))


def _postpone_page(found: Meeting, form: DateForm) -> str:
    return render_template("meetings/postpone.html", meeting=found, form=form)


@blueprint.post("/sinh-hoat/<id:meeting_id>/hoan")
@hosts_only
def postpone_submit(meeting_id: int) -> ResponseReturnValue:
    """Move the meeting to another date; once more changes nothing."""
    session = db.session()
    found = access_plan(session, meeting_id, lock=True)
    form = DateForm()
    if not form.validate():
        return _postpone_page(found, form), 422
    with refusing():
        plan_actions.postpone(session, found, form.starts_at, viewer().id, clock.now())
    db.commit(session)
    flash(
        _(
            "The meeting begins at %(moment)s. Members see it on their home page.",
            moment=moment(found.starts_at),
        )
    )
    return to_meeting(meeting_id)


@blueprint.get("/sinh-hoat/<id:meeting_id>/huy")
@hosts_only
def cancel(meeting_id: int) -> ResponseReturnValue:
    """Ask before a meeting is called off."""
    return render_template("meetings/cancel.html", meeting=access_plan(db.session(), meeting_id))


@blueprint.post("/sinh-hoat/<id:meeting_id>/huy")
@hosts_only
def cancel_submit(meeting_id: int) -> ResponseReturnValue:
    """Call a meeting off; once more changes nothing."""
    session = db.session()
    found = access_plan(session, meeting_id, lock=True)
    with refusing():
        plan_actions.cancel(session, found, clock.now())
    db.commit(session)
    flash(_("The meeting is called off. Its agenda is kept."))
    return to_meeting(meeting_id)


@blueprint.post("/sinh-hoat/<id:meeting_id>/giu-lai")
@hosts_only
def restore(meeting_id: int) -> ResponseReturnValue:
    """Take a cancellation back; once more changes nothing."""
    session = db.session()
    plan_actions.restore(access_plan(session, meeting_id, lock=True))
    db.commit(session)
    return to_meeting(meeting_id)

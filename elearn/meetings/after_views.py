"""After a meeting: its summary, who was present, the insert for the minutes."""

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from elearn import clock, db
from elearn.accounts.access import leaders_only, viewer
from elearn.meetings import after_queries, attendance
from elearn.meetings.access import hosts_only
from elearn.meetings.after_queries import Summary
from elearn.meetings.minutes import insert_of, subject_of
from elearn.meetings.models import Meeting
from elearn.meetings.own_queries import OwnMeeting, own_meetings_of
from elearn.meetings.plan_access import access_plan
from elearn.meetings.plan_forms import InsertForm
from elearn.meetings.planning_views import KIND_NAMES, blueprint, to_meeting

KIND_OF_DOCUMENT = "Biên bản"


def _summary(meeting_id: int) -> Summary | None:
    """Return a meeting's summary, None before its room was opened; 404 for another cell's."""
    found = after_queries.summary_of(db.session(), viewer().cell_id, meeting_id)
    if found is None:
        abort(404)
    return found if found.listed.room is not None else None


@blueprint.get("/sinh-hoat/<id:meeting_id>/tong-ket")
@hosts_only
def summary(meeting_id: int) -> ResponseReturnValue:
    """Show what a meeting came to; who was present only to those who lead the cell."""
    found = _summary(meeting_id)
    if found is None:
        return redirect(url_for("planning.meeting", meeting_id=meeting_id))
    return render_template(
        "meetings/summary.html",
        summary=found,
        meeting=found.listed.row,
        kinds=KIND_NAMES,
        fewest_people=after_queries.FEWEST_PEOPLE,
    )


@blueprint.post("/sinh-hoat/<id:meeting_id>/co-mat")
@leaders_only
def confirm_presence(meeting_id: int) -> ResponseReturnValue:
    """Keep the secretary's word on who was present; once more changes nothing."""
    session = db.session()
    meeting = access_plan(session, meeting_id, lock=True)
    found = _summary(meeting_id)
    if found is None:
        return to_meeting(meeting_id)
    present = {
        int(number) for number in request.form.getlist("co-mat") if number.isascii() and number.isdecimal()
    }
    attendance.confirm_presence(
        session, meeting, [one.member.id for one in found.attendance], present, viewer().id
    )
    db.commit(session)
    flash(_("Who was present is confirmed."))
    return redirect(url_for("planning.summary", meeting_id=meeting_id, _anchor="co-mat"), 303)


@blueprint.get("/sinh-hoat/<id:meeting_id>/bien-ban")
@hosts_only
def minutes(meeting_id: int) -> ResponseReturnValue:
    """Show the insert for the minutes, to change on the page and to copy; it is made anew each time."""
    found = _summary(meeting_id)
    if found is None:
        return redirect(url_for("planning.meeting", meeting_id=meeting_id))
    return _minutes_page(found, InsertForm(MultiDict(), text=insert_of(found)))


def _minutes_page(found: Summary, form: InsertForm) -> str:
    return render_template("meetings/minutes.html", meeting=found.listed.row, form=form)


@blueprint.post("/sinh-hoat/<id:meeting_id>/bien-ban.docx")
@hosts_only
def minutes_docx(meeting_id: int) -> ResponseReturnValue:
    """Send the insert as it was changed on the page as a Party document; nothing of it is kept."""
    found = _summary(meeting_id)
    if found is None:
        return to_meeting(meeting_id)
    form = InsertForm()
    if not form.validate():
        return _minutes_page(found, form), 422
    # Word's library and lxml take 6 MB, and a cell writes minutes once a month.
    from elearn.meetings.party_document import DOCX, PartyDocument, docx_of

    content = docx_of(
        PartyDocument(
            cell=viewer().cell_name,
            superior=form.superior.data or "",
            place=form.place.data or "",
            day=clock.vietnam_day(found.listed.row.starts_at),
            kind=KIND_OF_DOCUMENT,
            subject=subject_of(found),
            paragraphs=tuple(line for line in (form.text.data or "").split("\n") if line.strip()),
        )
    )
    response = Response(content, content_type=DOCX)
    name = f"bien-ban-{clock.vietnam_day(found.listed.row.starts_at):%Y-%m-%d}.docx"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@blueprint.get("/sinh-hoat/<id:meeting_id>/cua-toi")
def own(meeting_id: int) -> ResponseReturnValue:
    """Show a member what they answered in a meeting, the right answers, why, and the sources."""
    session = db.session()
    meeting = access_plan(session, meeting_id)
    found = own_meetings_of(session, viewer().cell_id, member_id=viewer().id, meeting_id=meeting_id)
    return own_page(meeting, found[0] if found else None, owner=None)


def own_page(meeting: Meeting, found: OwnMeeting | None, owner: str | None) -> str:
    """Return the page with a member's answers in a meeting; `owner` is their name where another looks."""
    return render_template("meetings/own.html", meeting=meeting, own=found, owner=owner)

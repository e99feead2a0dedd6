"""What those who lead a cell do with a topic: assign it, extend it, print it."""

from datetime import timedelta

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn import clock, db
from elearn.accounts.access import leaders_only, viewer
from elearn.topics import actions, queries
from elearn.topics.forms import AssignForm
from elearn.topics.library import access_topic
from elearn.topics.offered import OfferedTopic

blueprint = Blueprint("topics", __name__)

_OF_THIS_BROWSER_FOR_A_YEAR = "private, max-age=31536000, immutable"
USUAL_WINDOW = timedelta(days=14)


@blueprint.get("/giao-hoc/<slug>")
@leaders_only
def assign(slug: str) -> ResponseReturnValue:
    """Show the window of a topic, or a usual one to start from."""
    offered = access_topic(slug)
    known = queries.assignment_of_topic(db.session(), viewer().cell_id, slug)
    today = clock.today()
    policy = offered.topic.quiz.policy
    form = AssignForm(
        opens_on=known.opens_on if known else today,
        closes_on=known.closes_on if known else today + USUAL_WINDOW,
        tries=known.tries if known else policy.tries or 2,
        minutes=known.minutes if known else policy.minutes,
    )
    return _assign_page(offered, form, is_assigned=known is not None)


def _assign_page(offered: OfferedTopic, form: AssignForm, *, is_assigned: bool) -> str:
    return render_template("topics/assign.html", topic=offered.topic, form=form, is_assigned=is_assigned)


@blueprint.post("/giao-hoc/<slug>")
@leaders_only
def assign_submit(slug: str) -> ResponseReturnValue:
    """Assign a topic, or change its window; once more changes nothing."""
    offered = access_topic(slug)
    session = db.session()
    form = AssignForm()
    if not form.validate():
        known = queries.assignment_of_topic(session, viewer().cell_id, slug)
        return _assign_page(offered, form, is_assigned=known is not None), 422
    actions.assign(
        session,
        viewer().cell_id,
        offered,
        opens_on=form.opens_on.day,
        closes_on=form.closes_on.day,
        tries=form.tries.data,
        minutes=form.minutes.data,
        assigned_by=viewer().id,
        now=clock.now(),
    )
    db.commit(session)
    flash(_("Assigned. Copy the reminder below into the cell's Zalo group."))
    return redirect(url_for("scores.reminder", slug=slug), 303)


@blueprint.post("/giao-hoc/<slug>/thu-hoi")
@leaders_only
def withdraw(slug: str) -> ResponseReturnValue:
    """Take an assignment back; what members did stays, and once more changes nothing."""
    access_topic(slug)
    session = db.session()
    known = queries.assignment_of_topic(session, viewer().cell_id, slug)
    if known is not None:
        actions.withdraw(session, known)
        db.commit(session)
    flash(_("No longer assigned. What members did is kept."))
    return redirect(url_for("scores.topic", slug=slug), 303)


@blueprint.get("/chuyen-de/<slug>/in")
@leaders_only
def print_quiz(slug: str) -> ResponseReturnValue:
    """Show the quiz for A4 paper, with its key on a page of its own."""
    topic = access_topic(slug).topic
    return render_template(
        "topics/print.html", topic=topic, title=topic.quiz.title, questions=topic.quiz.questions
    )


@blueprint.get("/chuyen-de/<slug>/sinh-hoat")
@leaders_only
def print_meeting(slug: str) -> ResponseReturnValue:
    """Show the questions for the meeting for A4 paper, each with what to discuss."""
    topic = access_topic(slug).topic
    return render_template(
        "topics/print.html", topic=topic, title=topic.meeting_title, questions=topic.meeting_questions
    )


@blueprint.get("/chuyen-de/<slug>/hinh/<name>.webp")
def picture(slug: str, name: str) -> ResponseReturnValue:
    """Send a picture on a card of the cell's own topic; its name changes with its bytes, so it is kept."""
    data = queries.picture_of(db.session(), viewer().cell_id, slug, name)
    if data is None:
        abort(404)
    return Response(data, mimetype="image/webp", headers={"Cache-Control": _OF_THIS_BROWSER_FOR_A_YEAR})

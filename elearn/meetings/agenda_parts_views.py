"""What an agenda is made of: a topic's set, single questions, cards of lessons, a poll of the cell's own."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from elearn import clock, db
from elearn.meetings import plan_actions, plan_queries
from elearn.meetings.access import hosts_only
from elearn.meetings.agenda_views import KINDS_FROM_CARDS, PLAIN_KINDS
from elearn.meetings.finding import MOST_FOUND, cards_found, questions_found
from elearn.meetings.own_polls import add_own_poll
from elearn.meetings.plan_access import access_plan, refusing
from elearn.meetings.plan_actions import USUAL_MINUTES
from elearn.meetings.plan_forms import OwnPollForm, id_in
from elearn.meetings.planning_views import KIND_NAMES, blueprint, to_meeting
from elearn.topics.library import topics_on_offer
from elearn.topics.offered import OfferedTopic
from quizzes.quiz import UnknownQuestion
from quizzes.vietnamese import clean

SEARCH_LENGTH = 80


@blueprint.get("/sinh-hoat/<id:meeting_id>/them")
@hosts_only
def add(meeting_id: int) -> ResponseReturnValue:
    """Show what an agenda can be made of: a topic's set, proposals, any question, other steps."""
    return render_template(
        "meetings/add.html",
        meeting=access_plan(db.session(), meeting_id),
        offered=topics_on_offer(),
        plain_kinds=PLAIN_KINDS,
        kinds=KIND_NAMES,
    )


def _posted_topic() -> OfferedTopic:
    offered = topics_on_offer().get(request.form.get("topic", ""))
    if offered is None:
        abort(400)
    return offered


@blueprint.post("/sinh-hoat/<id:meeting_id>/bo-cau-hoi")
@hosts_only
def add_set(meeting_id: int) -> ResponseReturnValue:
    """Make a topic's set for meetings part of the agenda; a second tap adds nothing."""
    session = db.session()
    found = access_plan(session, meeting_id, lock=True)
    offered = _posted_topic()
    with refusing():
        added = plan_actions.add_topic_set(session, found, offered, _("Conclusion of the chair"), clock.now())
    db.commit(session)
    if added:
        flash(ngettext("%(num)d question is added.", "%(num)d questions are added.", added))
    return to_meeting(meeting_id)


def _search() -> dict[str, Any]:
    """Return what is looked for in the topics on offer, for the page that shows what was found."""
    return {
        "offered": topics_on_offer(),
        "wanted": clean(request.args.get("tim", ""))[:SEARCH_LENGTH],
        "topic": request.args.get("chuyen", ""),
        "most": MOST_FOUND,
    }


@blueprint.get("/sinh-hoat/<id:meeting_id>/cau-hoi")
@hosts_only
def find_question(meeting_id: int) -> ResponseReturnValue:
    """Find a question among those of every topic, with or without tone marks."""
    session = db.session()
    found = access_plan(session, meeting_id)
    search = _search()
    questions, more = questions_found(topics_on_offer().values(), search["wanted"], search["topic"])
    known = {(step.topic, step.row.question) for step in plan_queries.agenda_of(session, found)}
    return render_template(
        "meetings/find_question.html",
        meeting=found,
        questions=questions,
        more=more,
        **search,
        known=known,
        is_for_meetings=plan_actions.is_for_meetings,
    )


@blueprint.post("/sinh-hoat/<id:meeting_id>/cau-hoi")
@hosts_only
def add_question(meeting_id: int) -> ResponseReturnValue:
    """Add one question of a topic; a second tap adds nothing."""
    session = db.session()
    found = access_plan(session, meeting_id, lock=True)
    offered = _posted_topic()
    try:
        question = offered.topic.question(request.form.get("question", ""))
    except UnknownQuestion:
        abort(400)
    with refusing():
        plan_actions.add_question(session, found, offered, question, clock.now())
    db.commit(session)
    flash(_("The question is on the agenda."))
    if request.form.get("tu") == "de-xuat":
        return redirect(url_for("meeting_scores.proposals", meeting_id=meeting_id), 303)
    return redirect(
        url_for(
            "planning.find_question",
            meeting_id=meeting_id,
            tim=request.form.get("tim") or None,
            chuyen=request.form.get("chuyen") or None,
        ),
        303,
    )


@blueprint.get("/sinh-hoat/<id:meeting_id>/the-bai/<kind>")
@hosts_only
def find_card(meeting_id: int, kind: str) -> ResponseReturnValue:
    """Find a card of a lesson to read together or to tell as a story."""
    found = access_plan(db.session(), meeting_id)
    if kind not in KINDS_FROM_CARDS:
        abort(404)
    search = _search()
    cards, more = cards_found(topics_on_offer().values(), search["wanted"], search["topic"])
    return render_template(
        "meetings/find_card.html",
        meeting=found,
        kind=kind,
        kinds=KIND_NAMES,
        cards=cards,
        more=more,
        **search,
    )


@blueprint.get("/sinh-hoat/<id:meeting_id>/phieu-y-kien")
@hosts_only
def own_poll(meeting_id: int) -> ResponseReturnValue:
    """Show the form for a poll of the cell's own."""
    found = access_plan(db.session(), meeting_id)
    form = OwnPollForm(number=str(db.new_id()), minutes=USUAL_MINUTES["poll"])
    return render_template("meetings/own_poll.html", meeting=found, form=form)


@blueprint.post("/sinh-hoat/<id:meeting_id>/phieu-y-kien")
@hosts_only
def own_poll_submit(meeting_id: int) -> ResponseReturnValue:
    """Add the poll; a second tap adds no second one."""
    session = db.session()
    found = access_plan(session, meeting_id, lock=True)
    form = OwnPollForm()
    step_id = id_in(form.number)
    if not form.validate() or step_id is None:
        return render_template("meetings/own_poll.html", meeting=found, form=form), 422
    with refusing():
        add_own_poll(
            session,
            found,
            step_id=step_id,
            prompt=form.prompt.data,
            options=form.lines,
            many=form.many.data,
            minutes=form.minutes.data,
            now=clock.now(),
        )
    db.commit(session)
    return to_meeting(meeting_id)

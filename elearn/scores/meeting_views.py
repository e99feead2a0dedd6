"""Pages of a meeting that need the cell's figures: proposed questions, and the host's sheet."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from elearn import clock, db
from elearn.accounts.access import access_member, leaders_only, viewer
from elearn.accounts.actions import record_access
from elearn.meetings import own_queries
from elearn.meetings.access import hosts_only
from elearn.meetings.after_views import own_page
from elearn.meetings.plan_access import access_plan
from elearn.meetings.plan_queries import agenda_of
from elearn.meetings.planning_views import KIND_NAMES
from elearn.meetings.preparation import tallies_of
from elearn.scores import queries
from elearn.scores.host_sheet import sheet_of
from elearn.scores.proposals import LATEST_TOPICS, proposals_of
from elearn.topics.library import access_topic, topics_on_offer

blueprint = Blueprint("meeting_scores", __name__)


@blueprint.get("/sinh-hoat/<id:meeting_id>/de-xuat")
@leaders_only
def proposals(meeting_id: int) -> ResponseReturnValue:
    """Propose the questions the cell got wrong in quizzes, with the numbers that say so."""
    session = db.session()
    meeting = access_plan(session, meeting_id)
    return render_template(
        "scores/proposals.html",
        meeting=meeting,
        proposals=proposals_of(session, viewer().cell_id, topics_on_offer()),
        latest_topics=LATEST_TOPICS,
        known={(step.topic, step.row.question) for step in agenda_of(session, meeting)},
        fewest_people=queries.FEWEST_PEOPLE,
        fewest_answers=queries.FEWEST_ANSWERS,
    )


@blueprint.get("/sinh-hoat/<id:meeting_id>/to-dieu-hanh")
@hosts_only
def host_sheet(meeting_id: int) -> ResponseReturnValue:
    """Show the agenda for A4 paper: each question, its usual mistake and what to ask next."""
    session = db.session()
    meeting = access_plan(session, meeting_id)
    agenda = agenda_of(session, meeting)
    asked = {step.topic for step in agenda if step.topic}
    offered = {slug: item for slug, item in topics_on_offer().items() if slug in asked}
    return render_template(
        "scores/host_sheet.html",
        meeting=meeting,
        sheet=sheet_of(
            agenda,
            queries.figures_in(session, viewer().cell_id, offered),
            tallies_of(session, viewer().cell_id, meeting.id),
        ),
        kinds=KIND_NAMES,
    )


@blueprint.get("/ket-qua/<slug>/sinh-hoat")
@leaders_only
def topic_in_meetings(slug: str) -> ResponseReturnValue:
    """Show how the cell answered a topic's questions in each of its meetings, as counts."""
    offered = access_topic(slug)
    return render_template(
        "scores/topic_in_meetings.html",
        topic=offered.topic,
        meetings=own_queries.topic_in_meetings(db.session(), viewer().cell_id, slug),
        fewest_people=queries.FEWEST_PEOPLE,
        fewest_answers=queries.FEWEST_ANSWERS,
    )


@blueprint.get("/ket-qua/sinh-hoat/<id:meeting_id>/<id:member_id>")
@leaders_only
def member_in_meeting(meeting_id: int, member_id: int) -> ResponseReturnValue:
    """Show what a member answered in a meeting; that somebody looked is recorded and the member sees it."""
    db.write_on_get()
    session = db.session()
    meeting = access_plan(session, meeting_id)
    person = access_member(session, member_id)
    found = own_queries.own_meetings_of(session, viewer().cell_id, member_id=person.id, meeting_id=meeting.id)
    today = clock.today()
    record_access(session, viewer().cell_id, [person.id], viewer().id, "attempt", today)
    page = own_page(meeting, found[0] if found else None, owner=person.name)
    db.commit(session)
    return page

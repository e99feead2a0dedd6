"""The secretary's desk between meetings: the cell at a glance, over months, and compared honestly."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from elearn import clock, db
from elearn.accounts.access import leaders_only, viewer
from elearn.accounts.queries import members_in
from elearn.attempts.places import NOWHERE, places_of
from elearn.attempts.progress import progress_of
from elearn.attempts.settling import settle_ended
from elearn.meetings.plan_queries import meetings_of
from elearn.scores import glance, months, queries
from elearn.scores.analysis import analysis_of
from elearn.shell import number
from elearn.topics.library import access_topic, topics_on_offer
from elearn.topics.queries import assignments_of
from quizzes.statistics.words import RANKING_WORDS

blueprint = Blueprint("desk", __name__)


@blueprint.get("/ket-qua/toan-canh")
@leaders_only
def overview() -> ResponseReturnValue:
    """Show what changed since the last meeting, what is wrong most, meetings over months, who is how far."""
    session, now, cell_id = db.session(), clock.now(), viewer().cell_id
    settle_ended(cell_id, now)
    offered = topics_on_offer()
    meetings = meetings_of(session, cell_id)
    changes = glance.changes_of(session, cell_id, meetings, now)
    figures = queries.figures_in(session, cell_id, changes.latest_of(offered))
    return render_template(
        "scores/glance.html",
        offered=offered,
        members=members_in(session, cell_id),
        places=places_of(session, cell_id, offered),
        nowhere=NOWHERE,
        changes=changes,
        wrong=glance.wrong_most(figures, offered, changes.dropped),
        course=glance.meetings_course(meetings, now),
        assignments=glance.windows_of(assignments_of(session, cell_id), offered, clock.vietnam_day(now)),
        today=clock.vietnam_day(now),
        latest_topics=glance.LATEST_TOPICS,
        fewest_people=queries.FEWEST_PEOPLE,
        fewest_answers=queries.FEWEST_ANSWERS,
    )


@blueprint.get("/ket-qua/<slug>/so-sanh")
@leaders_only
def comparison(slug: str) -> ResponseReturnValue:
    """Show each total with its error, and say which differences mean nothing; nobody is ranked."""
    session, now, cell_id = db.session(), clock.now(), viewer().cell_id
    offered = access_topic(slug)
    settle_ended(cell_id, now)
    members = members_in(session, cell_id)
    progress = progress_of(session, cell_id, topics=[slug])
    quiz = analysis_of(session, cell_id, offered).quiz
    least = quiz.least_difference
    return render_template(
        "scores/comparison.html",
        topic=offered.topic,
        lines=queries.lines_of(members, offered, progress),
        quiz=quiz,
        verdict=RANKING_WORDS[quiz.ranking],
        least="–" if least is None else number(least, 1),
        fewest_people=queries.FEWEST_PEOPLE,
        fewest_answers=queries.FEWEST_ANSWERS,
    )


@blueprint.get("/ket-qua/theo-thang")
@leaders_only
def over_months() -> ResponseReturnValue:
    """Show how well the cell answered in each topic from month to month: a plot, and its figures."""
    session, now, cell_id = db.session(), clock.now(), viewer().cell_id
    settle_ended(cell_id, now)
    return render_template(
        "scores/months.html",
        courses=months.courses_of(session, cell_id, topics_on_offer(), clock.vietnam_day(now)),
        fewest_people=queries.FEWEST_PEOPLE,
        fewest_answers=queries.FEWEST_ANSWERS,
    )

"""The member's home page, and a topic's page."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from elearn import clock, db
from elearn.accounts.access import viewer
from elearn.attempts import queries as attempts_queries
from elearn.attempts.progress import Progress, progress_of
from elearn.attempts.settling import settle_ended
from elearn.attempts.standing import FEWEST_ANSWERS, standing_of
from elearn.meetings.own_queries import own_meetings_of
from elearn.meetings.plan_queries import next_meeting_of
from elearn.study.queries import due_of, half_done_of, resume_of, suggestion_of
from elearn.topics import queries as topics_queries
from elearn.topics.library import access_topic, topics_on_offer

blueprint = Blueprint("study", __name__)


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Show what is due, what is half done, and all topics with their state."""
    session, now = db.session(), clock.now()
    cell_id, member_id = viewer().cell_id, viewer().id
    settle_ended(cell_id, now)
    offered = topics_on_offer()
    found = progress_of(session, cell_id, member_id=member_id)
    progress = {slug: found.get((member_id, slug), Progress()) for slug in offered}
    today = clock.vietnam_day(now)
    assignments = {row.topic: row for row in topics_queries.assignments_of(session, cell_id)}
    due = due_of(assignments.values(), offered, progress, today)
    return render_template(
        "study/home.html",
        due=due,
        half_done=half_done_of(offered, progress, due),
        suggestion=suggestion_of(offered, progress),
        offered=offered,
        progress=progress,
        assignments=assignments,
        today=today,
        meeting=next_meeting_of(session, cell_id, member_id, now),
    )


@blueprint.get("/chuyen-de/<slug>")
def topic(slug: str) -> ResponseReturnValue:
    """Show a topic: its lessons, the two ways to take its quiz, and what was done before."""
    offered = access_topic(slug)
    session, now = db.session(), clock.now()
    cell_id, member_id = viewer().cell_id, viewer().id
    settle_ended(cell_id, now)
    found = progress_of(session, cell_id, member_id=member_id, topics=[slug])
    attempts = attempts_queries.attempts_of(session, cell_id, member_id, slug)
    terms = attempts_queries.terms_for(session, cell_id, member_id, offered)
    progress = found.get((member_id, slug), Progress())
    taken = {mode: sum(a.mode == mode for a in attempts) for mode in ("practice", "exam")}
    going_on = {a.mode: a for a in attempts if not attempts_queries.is_over(a, now)}
    return render_template(
        "study/topic.html",
        offered=offered,
        topic=offered.topic,
        progress=progress,
        state_name=progress.state(offered),
        resume=resume_of(offered, progress),
        meetings=own_meetings_of(session, cell_id, topic=slug, member_id=member_id),
        ended=[a for a in attempts if attempts_queries.is_over(a, now)],
        taken=taken,
        going_on=going_on,
        terms=terms,
        exam_open=terms.is_open(clock.vietnam_day(now)),
        tries_left=None
        if terms.policy.tries is None
        else max(0, terms.policy.tries - terms.tries_taken([a for a in attempts if a.mode == "exam"])),
    )


@blueprint.get("/chuyen-de/<slug>/hoc-tiep")
def go_on(slug: str) -> ResponseReturnValue:
    """Lead to the card where the member left off, or to the topic's page when all lessons are read."""
    offered = access_topic(slug)
    found = progress_of(db.session(), viewer().cell_id, member_id=viewer().id, topics=[slug])
    progress = found.get((viewer().id, slug), Progress())
    lesson = resume_of(offered, progress)
    if lesson is None:
        return redirect(url_for("study.topic", slug=slug))
    # Straight to the card: on a slow line each redirect costs half a second.
    number = min(progress.bookmarks.get(lesson.slug, 1), len(lesson.cards))
    return redirect(url_for("lessons.card", slug=slug, lesson=lesson.slug, number=number))


@blueprint.get("/toi/ket-qua")
def results() -> ResponseReturnValue:
    """Show what the member has got hold of, what to review, and every attempt; no rank, nobody else."""
    session, now = db.session(), clock.now()
    cell_id, member_id = viewer().cell_id, viewer().id
    settle_ended(cell_id, now)
    offered = topics_on_offer()
    found = progress_of(session, cell_id, member_id=member_id)
    return render_template(
        "study/results.html",
        standing=standing_of(session, cell_id, member_id, offered),
        fewest=FEWEST_ANSWERS,
        offered=offered,
        progress={slug: found.get((member_id, slug), Progress()) for slug in offered},
        meetings=own_meetings_of(session, cell_id, member_id=member_id),
        member_id=member_id,
    )

"""The author's table: the cell's topics, a topic with its parts, and what is done with it as a whole."""

import json
from collections.abc import Iterable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from elearn import clock, db
from elearn.accounts.access import authors_only, viewer
from elearn.authoring import actions, publishing, queries
from elearn.authoring.access import access_own_topic, access_part
from elearn.authoring.forms import AboutForm, NewLessonForm, NewTopicForm, TopicZipForm
from elearn.authoring.models import DraftPart
from elearn.authoring.questions.specs import SPECS
from elearn.topics.library import library
from elearn.topics.models import OwnTopic, TopicSnapshot
from quizzes.formats.parts import ABOUT, Part, files_of, part_of_problem, parts_of
from quizzes.formats.topic import UnreadableText, read_topic

blueprint = Blueprint("authoring", __name__)

# A topic called like one of these would share an address with something else.
_WORDS_OF_ADDRESSES = ("chep", "nhan")


@blueprint.get("/soan")
@authors_only
def topics() -> ResponseReturnValue:
    """Show the topics that the cell writes, and those it may copy."""
    return _topics_page(NewTopicForm())


def _topics_page(form: NewTopicForm) -> str:
    own = queries.topics_of(db.session(), viewer().cell_id)
    return render_template(
        "authoring/topics.html",
        topics=own,
        everybodys=library().offered(),
        form=form,
        zip_form=TopicZipForm(formdata=None),
    )


@blueprint.post("/soan")
@authors_only
def begin() -> ResponseReturnValue:
    """Begin a topic with its title."""
    form = NewTopicForm()
    if not form.validate():
        return _topics_page(form), 422
    return _begun(form.title.data, (actions.about_of(form.title.data),))


@blueprint.post("/soan/chep/<slug>")
@authors_only
def copy(slug: str) -> ResponseReturnValue:
    """Copy a topic that every cell is offered, so that this cell can change it."""
    kept = db.session().get(TopicSnapshot, slug) if slug in library().offered() else None
    if kept is None:
        abort(404)
    return _begun(slug, parts_of(json.loads(kept.files)))


def _begun(name: str, parts: Iterable[Part]) -> ResponseReturnValue:
    session = db.session()
    own = begun(session, name, parts)
    if own is None:
        return redirect(url_for("authoring.topics"), 303)
    db.commit(session)
    return redirect(url_for("authoring.topic", slug=own.slug), 303)


def begun(session: Session, name: str, parts: Iterable[Part]) -> OwnTopic | None:
    """Return a new topic of the cell with these parts; None, after saying so, where there is no room."""
    own = (topic.slug for topic in queries.topics_of(session, viewer().cell_id))
    taken = {*own, *library().offered(), *_WORDS_OF_ADDRESSES}
    slug = actions.free_slug(name, taken)
    try:
        return actions.begin_topic(session, viewer().cell_id, slug, parts, viewer().id, clock.now())
    except actions.TooMany:
        flash(_("There is no room for another topic: at most %(most)d.", most=actions.MOST_TOPICS), "error")
        return None


@blueprint.get("/soan/<slug>")
@authors_only
def topic(slug: str) -> ResponseReturnValue:
    """Show a topic with its parts, what is still wrong in it, and what was published."""
    return _topic_page(access_own_topic(db.session(), slug))


def _topic_page(own: OwnTopic) -> str:
    session = db.session()
    rows = queries.all_parts_of(session, own)
    parts = [queries.part_of(row) for row in rows if row.removed_at is None]
    problems = read_topic(files_of(parts), own.slug).problems
    return render_template(
        "authoring/topic.html",
        topic=own,
        parts={kind: [part for part in parts if part.kind == kind] for kind in ("lesson", "quiz", "meeting")},
        problems=[(problem, part_of_problem(problem, parts)) for problem in problems],
        removed=[queries.part_of(row) for row in rows if row.removed_at is not None],
        versions=queries.versions_of(session, own),
        new_lesson=NewLessonForm(formdata=None),
        specs=SPECS,
    )


@blueprint.get("/soan/<slug>/gioi-thieu")
@authors_only
def about(slug: str) -> ResponseReturnValue:
    """Show what the topic is about, for changing."""
    own, part = access_part(db.session(), slug, ABOUT)
    return render_template(
        "authoring/about.html", topic=own, part=part, form=AboutForm.of(queries.part_of(part).table)
    )


@blueprint.post("/soan/<slug>/gioi-thieu")
@authors_only
def about_submit(slug: str) -> ResponseReturnValue:
    """Save what the topic is about; over somebody's later save only when the author says so."""
    session, form = db.session(), AboutForm()
    own, part = access_part(session, slug, ABOUT)
    if not form.validate():
        return render_template("authoring/about.html", topic=own, part=part, form=form), 422
    table = form.table(queries.part_of(part).table)
    try:
        actions.save(
            session,
            own,
            part,
            table,
            opened_revision=request.form.get("revision", 0, int),
            by=viewer().id,
            now=clock.now(),
        )
    except actions.EditedMeanwhile:
        return render_template("authoring/about.html", topic=own, part=part, form=form, theirs=part), 409
    db.commit(session)
    flash(_("Saved."))
    return redirect(url_for("authoring.topic", slug=slug), 303)


@blueprint.post("/soan/<slug>/phan/<part_id>/<any(len, xuong, bo, lui):deed>")
@authors_only
def change_part(slug: str, part_id: str, deed: str) -> ResponseReturnValue:
    """Move a part up or down, remove it, or take its last change back."""
    session = db.session()
    own, part = access_part(session, slug, part_id)
    if part_id == ABOUT and deed != "lui":
        abort(404)
    if deed == "lui":
        if not actions.undo(session, own, part, viewer().id, clock.now()):
            flash(_("There is nothing to take back."), "error")
    elif deed == "bo":
        actions.remove(own, part, viewer().id, clock.now())
        flash(_("Removed. It can be put back below."))
    else:
        rows = [row for row in queries.draft_of(session, own) if row.kind == part.kind]
        actions.move(own, rows, part, -1 if deed == "len" else 1)
    db.commit(session)
    return redirect(url_for("authoring.topic", slug=slug, _anchor=part_id if deed != "bo" else None), 303)


@blueprint.post("/soan/<slug>/phan/<part_id>/tra-lai")
@authors_only
def put_back(slug: str, part_id: str) -> ResponseReturnValue:
    """Put a removed part back; once more changes nothing."""
    session = db.session()
    own = access_own_topic(session, slug)
    part = session.get(DraftPart, (own.cell_id, slug, part_id))
    if part is None:
        abort(404)
    actions.put_back(own, part, viewer().id)
    db.commit(session)
    return redirect(url_for("authoring.topic", slug=slug, _anchor=part_id), 303)


@blueprint.post("/soan/<slug>/cong-bo")
@authors_only
def publish(slug: str) -> ResponseReturnValue:
    """Publish the draft; what is still wrong in it is listed instead."""
    session = db.session()
    own = access_own_topic(session, slug)
    parts = [queries.part_of(row) for row in queries.draft_of(session, own)]
    try:
        publishing.publish(session, own, parts, viewer().id, clock.now())
    except UnreadableText:
        return _topic_page(own), 422
    except publishing.NotChecked:
        flash(_("Somebody who did not write it has to check it first."), "error")
        return redirect(url_for("authoring.check_list", slug=slug), 303)
    db.commit(session)
    flash(_("Published. The cell sees it from now on."))
    return redirect(url_for("authoring.topic", slug=slug), 303)


@blueprint.post("/soan/<slug>/thoi-cong-bo")
@authors_only
def withdraw(slug: str) -> ResponseReturnValue:
    """Offer the topic no longer; what members did stays, and once more changes nothing."""
    session = db.session()
    own = access_own_topic(session, slug)
    publishing.offer(session, own, None)
    db.commit(session)
    flash(_("No longer offered. What members did is kept."))
    return redirect(url_for("authoring.topic", slug=slug), 303)

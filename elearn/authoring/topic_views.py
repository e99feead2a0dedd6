"""The author's table: the cell's topics, a topic with its parts, and what is done with it as a whole."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn import clock, db
from elearn.accounts.access import authors_only, viewer
from elearn.authoring import actions, publishing, queries
from elearn.authoring.access import access_own_topic, access_part, access_shipped
from elearn.authoring.forms import AboutForm, NewLessonForm, NewTopicForm, TopicZipForm
from elearn.authoring.models import DraftPart
from elearn.authoring.questions.specs import SPECS
from elearn.authoring.shared_views import begun, blueprint, saved
from elearn.topics.library import library
from elearn.topics.models import OwnTopic
from quizzes.formats.parts import ABOUT, files_of, part_of_problem, parts_of
from quizzes.formats.topic import UnreadableText, read_topic


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
    session = db.session()
    own = begun(session, form.title.data, [actions.about_of(form.title.data)])
    db.commit(session)
    return redirect(url_for("authoring.topic", slug=own.slug), 303)


@blueprint.post("/soan/chep/<slug>")
@authors_only
def copy(slug: str) -> ResponseReturnValue:
    """Copy a topic that every cell is offered, so that this cell can change it."""
    session = db.session()
    own = begun(session, slug, parts_of(access_shipped(session, slug)))
    db.commit(session)
    return redirect(url_for("authoring.topic", slug=own.slug), 303)


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
    return _about_page(own, part, AboutForm.of(queries.part_of(part).table))


def _about_page(own: OwnTopic, part: DraftPart, form: AboutForm, *, is_late: bool = False) -> str:
    return render_template(
        "authoring/about.html",
        topic=own,
        part=part,
        form=form,
        theirs=AboutForm.of(queries.part_of(part).table) if is_late else None,
        who=queries.name_of(db.session(), own.cell_id, part.changed_by) if is_late else None,
    )


@blueprint.post("/soan/<slug>/gioi-thieu")
@authors_only
def about_submit(slug: str) -> ResponseReturnValue:
    """Save what the topic is about; over somebody's later save only when the author says so."""
    session, form = db.session(), AboutForm()
    own, part = access_part(session, slug, ABOUT)
    if not form.validate():
        return _about_page(own, part, form), 422
    if not saved(session, own, part, form.table(queries.part_of(part).table)):
        return _about_page(own, part, form, is_late=True), 409
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
    back = url_for("authoring.topic", slug=slug, _anchor=part_id if deed != "bo" else None)
    if deed == "lui":
        back = _address_of(part)
        if actions.undo(session, own, part, viewer().id, clock.now()):
            flash(_("Taken back: this stood there before."))
        else:
            flash(_("There is nothing to take back."), "error")
    elif deed == "bo":
        actions.remove(own, part, viewer().id, clock.now())
        flash(_("Removed. It can be put back below."))
    else:
        rows = [row for row in queries.draft_of(session, own) if row.kind == part.kind]
        actions.move(own, rows, part, -1 if deed == "len" else 1)
    db.commit(session)
    return redirect(back, 303)


def _address_of(part: DraftPart) -> str:
    if part.id == ABOUT:
        return url_for("authoring.about", slug=part.slug)
    page = "authoring.lesson" if part.kind == "lesson" else "authoring.question"
    return url_for(page, slug=part.slug, part_id=part.id)


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
    try:
        publishing.publish(session, own, queries.parts_of_draft(session, own), viewer().id, clock.now())
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

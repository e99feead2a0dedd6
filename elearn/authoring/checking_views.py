"""Before and after publishing: the list of what to look at, the checker, versions, and keys put right."""

import json

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn import clock, db
from elearn.accounts.access import authors_only, leaders_only, viewer
from elearn.attempts import correcting
from elearn.authoring import checking, queries
from elearn.authoring.access import access_own_topic
from elearn.authoring.forms import CorrectionForm, NeedsCheckerForm
from elearn.authoring.labels import label_of
from elearn.authoring.shared_views import blueprint
from elearn.topics.library import access_topic, topics_on_offer
from elearn.topics.models import OwnTopic
from quizzes.formats.differences import differences
from quizzes.formats.parts import Part, files_of, part_of_problem, parts_of
from quizzes.formats.topic import read_topic
from quizzes.quiz import UnknownQuestion


@blueprint.get("/soan/<slug>/kiem-tra")
@authors_only
def check_list(slug: str) -> ResponseReturnValue:
    """List what a machine finds in the draft, and who may say that it was checked."""
    session = db.session()
    own = access_own_topic(session, slug)
    parts = queries.parts_of_draft(session, own)
    reading = read_topic(files_of(parts), own.slug)
    today = clock.today()
    found = (
        checking.what_to_look_at(reading.topic, topics_on_offer(), today)
        if reading.topic is not None
        else reading.problems
    )
    return render_template(
        "authoring/check_list.html",
        topic=own,
        is_whole=reading.topic is not None,
        found=[(problem, part_of_problem(problem, parts)) for problem in found],
        wrote=checking.wrote_in(session, own, viewer().id),
        checker=queries.name_of(session, own.cell_id, own.checked_by) if own.is_checked else None,
        form=NeedsCheckerForm(formdata=None, needs_checker=own.needs_checker),
    )


@blueprint.post("/soan/<slug>/da-kiem-tra")
@authors_only
def mark_checked(slug: str) -> ResponseReturnValue:
    """Keep that the viewer looked the draft through; not for whoever wrote in it."""
    session = db.session()
    own = access_own_topic(session, slug)
    if checking.wrote_in(session, own, viewer().id):
        flash(_("You wrote in this draft: somebody else has to check it."), "error")
    else:
        checking.mark_checked(own, viewer().id, clock.now())
        db.commit(session)
        flash(_("Checked. Any change to the draft makes this void."))
    return redirect(url_for("authoring.check_list", slug=slug), 303)


@blueprint.post("/soan/<slug>/can-nguoi-kiem-tra")
@leaders_only
def need_checker(slug: str) -> ResponseReturnValue:
    """Let the topic be published only after somebody else checked it, or let it be published without."""
    session = db.session()
    own = access_own_topic(session, slug)
    own.needs_checker = NeedsCheckerForm().needs_checker.data
    db.commit(session)
    flash(_("Saved."))
    return redirect(url_for("authoring.check_list", slug=slug), 303)


@blueprint.get("/soan/<slug>/ban/<int:number>")
@authors_only
def version(slug: str, number: int) -> ResponseReturnValue:
    """Show what a published version changed in the one before it."""
    session = db.session()
    own = access_own_topic(session, slug)
    now, before = queries.versions_between(session, own, number)
    if now is None:
        abort(404)
    return _differences_page(own, _parts_of(before), _parts_of(now), number)


@blueprint.get("/soan/<slug>/khac")
@authors_only
def draft_differences(slug: str) -> ResponseReturnValue:
    """Show what the draft changes in the version that the cell sees."""
    session = db.session()
    own = access_own_topic(session, slug)
    offered, _before = queries.versions_between(session, own, own.offered or 0)
    draft = queries.parts_of_draft(session, own)
    return _differences_page(own, _parts_of(offered), draft, None)


def _parts_of(files: str | None) -> list[Part]:
    return list(parts_of(json.loads(files))) if files is not None else []


def _differences_page(own: OwnTopic, before: list[Part], after: list[Part], number: int | None) -> str:
    return render_template(
        "authoring/differences.html",
        topic=own,
        number=number,
        found=differences(before, after),
        label_of=label_of,
    )


@blueprint.get("/soan/<slug>/sua-dap-an")
@leaders_only
def corrections(slug: str) -> ResponseReturnValue:
    """Show whose marks the keys that were put right would change, and what was changed before."""
    access_own_topic(db.session(), slug)
    return _corrections_page(slug, CorrectionForm(formdata=None), None)


def _corrections_page(slug: str, form: CorrectionForm, failed: str | None) -> str:
    session, offered = db.session(), access_topic(slug)
    return render_template(
        "authoring/corrections.html",
        topic=offered.topic,
        changes=correcting.changes_under(session, viewer().cell_id, slug, offered.topic.quiz),
        record=correcting.corrections_in(session, viewer().cell_id, slug),
        form=form,
        failed=failed,
    )


@blueprint.post("/soan/<slug>/sua-dap-an/<question_id>")
@leaders_only
def correct(slug: str, question_id: str) -> ResponseReturnValue:
    """Mark all answers to a question by its new key, with a reason that stays; once more changes nothing."""
    session = db.session()
    access_own_topic(session, slug)
    quiz, form = access_topic(slug).topic.quiz, CorrectionForm()
    try:
        quiz.question(question_id)
    except UnknownQuestion:
        abort(404)
    if not form.validate():
        return _corrections_page(slug, form, question_id), 422
    count = correcting.correct(
        session,
        viewer().cell_id,
        slug,
        quiz,
        question_id,
        reason=form.reason.data,
        by=viewer().id,
        now=clock.now(),
    )
    db.commit(session)
    flash(_("Marked anew: %(count)d answers have another mark.", count=count))
    return redirect(url_for("authoring.corrections", slug=slug), 303)

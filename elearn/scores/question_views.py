"""One question's page: its figures in plain words, what to do about it, and whether it counts."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn import clock, db
from elearn.accounts.access import leaders_only, viewer
from elearn.attempts import dropping
from elearn.attempts.actions import sum_up_topic
from elearn.attempts.settling import settle_ended
from elearn.scores import queries
from elearn.scores.advice import advice_on
from elearn.scores.analysis import analysis_of, question_figures
from elearn.scores.drops import drops_of, next_meeting
from elearn.scores.forms import DropForm
from elearn.topics.library import access_topic
from elearn.topics.offered import OfferedTopic
from quizzes.statistics.words import TELLING_WORDS, telling_of

blueprint = Blueprint("question_scores", __name__)


@blueprint.get("/ket-qua/<slug>/cau/<question_id>")
@leaders_only
def question(slug: str, question_id: str) -> ResponseReturnValue:
    """Show how many answered one question rightly, which wrong option drew most, and what to do about it."""
    settle_ended(viewer().cell_id, clock.now())
    return _page(access_topic(slug), question_id, DropForm())


def _page(offered: OfferedTopic, question_id: str, form: DropForm) -> str:
    session, slug = db.session(), offered.topic.slug
    figures = queries.figures_of(session, viewer().cell_id, offered)
    one = next((one for one in figures if one.question.id == question_id), None)
    if one is None:
        abort(404)
    record = drops_of(session, viewer().cell_id, slug, question_id)
    analysis = analysis_of(session, viewer().cell_id, offered, keep=question_id)
    analysed = question_figures(analysis, question_id)
    telling = None
    if analysed is not None and analysed.discrimination is not None:
        telling = TELLING_WORDS[telling_of(analysed.discrimination)]
    return render_template(
        "scores/question.html",
        topic=offered.topic,
        one=one,
        analysed=analysed,
        telling=telling,
        advice=advice_on(analysed) if analysed is not None else None,
        record=record,
        is_dropped=any(entry.restored_at is None for entry in record),
        form=form,
        meeting=next_meeting(session, viewer().cell_id, clock.now()),
        fewest_people=queries.FEWEST_PEOPLE,
        fewest_answers=queries.FEWEST_ANSWERS,
    )


def _access_question(slug: str, question_id: str) -> OfferedTopic:
    """Return the topic whose quiz has this question; 404 where it has none, or none that is marked."""
    offered = access_topic(slug)
    if not any(one.id == question_id and one.is_marked for one in offered.topic.quiz.questions):
        abort(404)
    return offered


@blueprint.post("/ket-qua/<slug>/cau/<question_id>/bo")
@leaders_only
def drop(slug: str, question_id: str) -> ResponseReturnValue:
    """Take a question out of the cell's scores, with a reason; every result is summed up without it."""
    offered = _access_question(slug, question_id)
    form = DropForm()
    if not form.validate():
        return _page(offered, question_id, form), 422
    session, cell_id = db.session(), viewer().cell_id
    if dropping.drop(
        session, cell_id, slug, question_id, reason=form.reason.data, by=viewer().id, now=clock.now()
    ):
        sum_up_topic(session, cell_id, slug)
    db.commit(session)
    flash(_("The question does not count any more; every result of this quiz was summed up without it."))
    return redirect(url_for("question_scores.question", slug=slug, question_id=question_id), 303)


@blueprint.post("/ket-qua/<slug>/cau/<question_id>/tinh-lai")
@leaders_only
def restore(slug: str, question_id: str) -> ResponseReturnValue:
    """Let a dropped question count again; that it was dropped, and why, stays on record."""
    _access_question(slug, question_id)
    session, cell_id = db.session(), viewer().cell_id
    if dropping.restore(session, cell_id, slug, question_id, by=viewer().id, now=clock.now()):
        sum_up_topic(session, cell_id, slug)
    db.commit(session)
    flash(_("The question counts again; every result of this quiz was summed up with it."))
    return redirect(url_for("question_scores.question", slug=slug, question_id=question_id), 303)

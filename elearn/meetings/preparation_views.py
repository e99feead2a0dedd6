"""A member's preparation for the next meeting: its questions, one at a time, without key or figures."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn import clock, db
from elearn.accounts.access import viewer
from elearn.answer_forms import AnswerForm, form_for
from elearn.errors import Refused
from elearn.meetings import preparation
from elearn.meetings.models import Meeting
from elearn.meetings.plan_access import access_plan
from elearn.meetings.planning_views import blueprint
from elearn.meetings.preparation import Prepared


def _prepared(meeting: Meeting) -> list[Prepared]:
    return preparation.to_prepare(db.session(), meeting, viewer().id, clock.now())


def _seed() -> str:
    # The same member sees the options in the same order whenever they come back.
    return f"chuan-bi:{viewer().id}"


@blueprint.get("/sinh-hoat/<id:meeting_id>/chuan-bi")
def prepare(meeting_id: int) -> ResponseReturnValue:
    """Show the questions to prepare and which of them are answered."""
    session = db.session()
    found = access_plan(session, meeting_id)
    return render_template(
        "meetings/prepare.html",
        meeting=found,
        prepared=_prepared(found),
        is_open=preparation.is_open(found, preparation.room_of(session, found)),
    )


def _numbered(prepared: list[Prepared], number: int) -> Prepared:
    if not 1 <= number <= len(prepared):
        abort(404)
    return prepared[number - 1]


@blueprint.get("/sinh-hoat/<id:meeting_id>/chuan-bi/<int:number>")
def prepare_question(meeting_id: int, number: int) -> ResponseReturnValue:
    """Show one question to prepare, with what was answered before."""
    session = db.session()
    found = access_plan(session, meeting_id)
    prepared = _prepared(found)
    one = _numbered(prepared, number)
    if not preparation.is_open(found, preparation.room_of(session, found)):
        return redirect(url_for("planning.prepare", meeting_id=meeting_id))
    return _question_page(found, prepared, number, form_for(one.question.shown(_seed()), one.given))


def _question_page(meeting: Meeting, prepared: list[Prepared], number: int, form: AnswerForm) -> str:  # type: ignore[type-arg] # of any question
    return render_template(
        "meetings/prepare_question.html",
        meeting=meeting,
        number=number,
        count=len(prepared),
        question=form.question,
        form=form,
        given=bool(prepared[number - 1].given),
    )


@blueprint.post("/sinh-hoat/<id:meeting_id>/chuan-bi/<int:number>")
def prepare_submit(meeting_id: int, number: int) -> ResponseReturnValue:
    """Keep the answer and lead to the next question; sent again, the latest one counts."""
    session, now = db.session(), clock.now()
    found = access_plan(session, meeting_id, lock=True)
    prepared = _prepared(found)
    one = _numbered(prepared, number)
    form = form_for(one.question.shown(_seed()))
    response = form.read(request.form)
    if response is None:
        return _question_page(found, prepared, number, form), 422
    try:
        preparation.answer(session, found, one, viewer().id, response, now)
    except preparation.NotOpen:
        raise Refused(
            _(
                "The meeting has begun: the answer just sent does not count, the earlier ones do. "
                "Answer in the room."
            )
        ) from None
    db.commit(session)
    after = [left for left in preparation.numbers_left(prepared) if left != number]
    following = next((left for left in after if left > number), after[0] if after else None)
    if following is None:
        flash(_("Everything is answered. You can change your answers until the meeting begins."))
        return redirect(url_for("planning.prepare", meeting_id=meeting_id), 303)
    return redirect(url_for("planning.prepare_question", meeting_id=meeting_id, number=following), 303)

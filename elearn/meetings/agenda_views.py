"""The agenda of a meeting: adding steps, changing, moving and removing them."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn import db
from elearn.meetings import plan_actions, plan_queries
from elearn.meetings.access import hosts_only
from elearn.meetings.models import STEP_TITLE_LENGTH, Meeting, MeetingStep
from elearn.meetings.plan_access import access_plan, access_step, refusing
from elearn.meetings.plan_actions import USUAL_MINUTES, StepTexts
from elearn.meetings.plan_forms import NewStepForm, StepForm, id_in
from elearn.meetings.planning_views import KIND_NAMES, blueprint, to_meeting
from elearn.topics.library import topics_on_offer

# Steps without a question; those with one come from a topic.
PLAIN_KINDS = ("reading", "story", "ideas", "discussion", "conclusion")
# Steps whose text may be that of a lesson's card.
KINDS_FROM_CARDS = ("reading", "story")
# Questions with a key may be answered beforehand; an opinion is asked for in the room only.
PREPARED_KINDS = ("question", "real_or_false")


def _texts_of_card() -> dict[str, str]:
    """Return title and text of the card that the address names, or nothing."""
    offered = topics_on_offer().get(request.args.get("chuyen", ""))
    lesson = offered.topic.lesson(request.args.get("bai", "")) if offered else None
    number = request.args.get("the", 0, type=int)
    if lesson is None or not 1 <= number <= len(lesson.cards):
        return {}
    card = lesson.cards[number - 1]
    source = _("Source: %(source)s", source=card.source)
    return {"title": card.title[:STEP_TITLE_LENGTH], "text": f"{card.body}\n\n{source}"}


def _check_kind(kind: str) -> str:
    if kind not in PLAIN_KINDS:
        abort(404)
    return kind


@blueprint.get("/sinh-hoat/<id:meeting_id>/buoc/moi/<kind>")
@hosts_only
def new_step(meeting_id: int, kind: str) -> ResponseReturnValue:
    """Show the form for a step that asks nothing, with the text of a card where the address names one."""
    found = access_plan(db.session(), meeting_id)
    minutes = USUAL_MINUTES[_check_kind(kind)]
    form = NewStepForm(number=str(db.new_id()), minutes=minutes, **_texts_of_card())
    return _new_step_page(found, kind, form)


def _new_step_page(found: Meeting, kind: str, form: StepForm) -> str:
    return render_template(
        "meetings/new_step.html",
        meeting=found,
        kind=kind,
        kinds=KIND_NAMES,
        form=form,
        from_cards=kind in KINDS_FROM_CARDS,
    )


@blueprint.post("/sinh-hoat/<id:meeting_id>/buoc/moi/<kind>")
@hosts_only
def new_step_submit(meeting_id: int, kind: str) -> ResponseReturnValue:
    """Add the step; a second tap adds no second one."""
    session = db.session()
    found = access_plan(session, meeting_id, lock=True)
    form = NewStepForm()
    step_id = id_in(form.number)
    if not form.validate() or step_id is None:
        return _new_step_page(found, _check_kind(kind), form), 422
    with refusing():
        texts = _texts_of(form)
        plan_actions.add_step(session, found, step_id=step_id, kind=_check_kind(kind), texts=texts)
    db.commit(session)
    return to_meeting(meeting_id)


def _texts_of(form: StepForm, *, prepared: bool = False) -> StepTexts:
    return StepTexts(
        title=form.title.data or "",
        minutes=form.minutes.data,
        text=form.text.data or "",
        note=form.note.data or "",
        opens_on=form.opens_on.day if prepared and (form.opens_on.data or "").strip() else None,
    )


@blueprint.get("/sinh-hoat/<id:meeting_id>/buoc/<id:step_id>")
@hosts_only
def step(meeting_id: int, step_id: int) -> ResponseReturnValue:
    """Show a step with what can be changed about it."""
    session = db.session()
    found = access_plan(session, meeting_id)
    row = access_step(session, found, step_id)
    return _step_page(found, row, StepForm(obj=row))


def _step_page(found: Meeting, row: MeetingStep, form: StepForm) -> str:
    agenda = plan_queries.agenda_of(db.session(), found)
    return render_template(
        "meetings/step.html",
        meeting=found,
        step=next(one for one in agenda if one.row.id == row.id),
        last=len(agenda),
        kinds=KIND_NAMES,
        prepared_kinds=PREPARED_KINDS,
        form=form,
    )


@blueprint.post("/sinh-hoat/<id:meeting_id>/buoc/<id:step_id>")
@hosts_only
def step_submit(meeting_id: int, step_id: int) -> ResponseReturnValue:
    """Change a step's minutes and texts, and from when its question may be prepared."""
    session = db.session()
    found = access_plan(session, meeting_id, lock=True)
    row = access_step(session, found, step_id)
    form = StepForm() if row.question else NewStepForm()
    if not form.validate():
        return _step_page(found, row, form), 422
    with refusing():
        texts = _texts_of(form, prepared=row.kind in PREPARED_KINDS)
        plan_actions.change_step(session, found, row, texts)
    db.commit(session)
    return to_meeting(meeting_id)


@blueprint.post("/sinh-hoat/<id:meeting_id>/buoc/<id:step_id>/chuyen")
@hosts_only
def move_step(meeting_id: int, step_id: int) -> ResponseReturnValue:
    """Move a step up or down by one; a second tap on the same button moves it no further."""
    session = db.session()
    found = access_plan(session, meeting_id, lock=True)
    row = access_step(session, found, step_id)
    by = {"len": -1, "xuong": 1}.get(request.form.get("di", ""))
    if by is None:
        abort(400)
    with refusing():
        seen_at = request.form.get("tu", 0, type=int)
        plan_actions.move_step(session, found, row, seen_at=seen_at, by=by)
    db.commit(session)
    return redirect(url_for("planning.meeting", meeting_id=meeting_id, _anchor=f"buoc-{step_id}"), 303)


@blueprint.post("/sinh-hoat/<id:meeting_id>/buoc/<id:step_id>/bo")
@hosts_only
def remove_step(meeting_id: int, step_id: int) -> ResponseReturnValue:
    """Take a step out of the agenda; once more changes nothing."""
    session = db.session()
    found = access_plan(session, meeting_id, lock=True)
    with refusing():
        plan_actions.remove_step(session, found, step_id)
    db.commit(session)
    return to_meeting(meeting_id)

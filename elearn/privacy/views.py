"""The member's own page: what signs them in, how pages look, what is held about them, and its end."""

import hashlib

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, logout_user

from elearn import clock, db, shell
from elearn.accounts import actions as accounts_actions
from elearn.accounts.access import leaders_only, public, viewer
from elearn.accounts.devices import kind_in_words
from elearn.accounts.models import Member
from elearn.accounts.pins import refusal_of
from elearn.cells.actions import LastSecretary
from elearn.forms import is_own_path
from elearn.i18n import COOKIE as LANGUAGE_COOKIE
from elearn.privacy import actions, queries
from elearn.privacy.access import access_who_left
from elearn.privacy.export import json_of
from elearn.privacy.forms import ChangeOwnPinForm, DisplayForm, EraseForm
from elearn.privacy.plain_meetings import meetings_in_office
from elearn.privacy.plain_text import text_of, voted_in_words, writing_in_office
from elearn.topics.library import topics_on_offer
from quizzes.questions.base import Question
from quizzes.quiz import UnknownQuestion

blueprint = Blueprint("privacy", __name__)

FILE_NAME = "du-lieu-ve-toi.json"


@blueprint.get("/toi")
def me() -> ResponseReturnValue:
    """Show who one is here, the devices one is signed in on, and how pages look."""
    member, devices = queries.member_and_devices(db.session(), viewer().cell_id, viewer().id)
    return render_template("privacy/me.html", member=member, devices=devices, kind_in_words=kind_in_words)


@blueprint.post("/toi/thiet-bi/<id:device_id>/ket-thuc")
def end_device(device_id: int) -> ResponseReturnValue:
    """End one of one's own devices; one that is gone already, or somebody else's, changes nothing."""
    session = db.session()
    accounts_actions.end_device(session, viewer().cell_id, viewer().id, device_id)
    db.commit(session)
    return redirect(url_for("privacy.me"), 303)


@blueprint.post("/toi/thiet-bi/ket-thuc-cac-may-khac")
def end_other_devices() -> ResponseReturnValue:
    """End every device but this one."""
    session = db.session()
    actions.end_other_devices(session, viewer().cell_id, viewer().id, viewer().device_id)
    db.commit(session)
    return redirect(url_for("privacy.me"), 303)


@blueprint.post("/toi/hien-thi")
@public
def display() -> ResponseReturnValue:
    """Remember the size of the text and the language in this browser, and go back to where one was."""
    form = DisplayForm()
    if not form.validate():
        abort(400)
    target = form.next.data or ""
    answer = current_app.make_response(
        redirect(target if is_own_path(target) else url_for("privacy.me"), 303)
    )
    if form.text_size.data:
        size = shell.LARGE_TEXT if form.text_size.data == "large" else ""
        _remember(answer, shell.TEXT_SIZE_COOKIE, size)
    if form.language.data:
        _remember(answer, LANGUAGE_COOKIE, form.language.data)
    return answer


def _remember(answer: Response, name: str, value: str) -> None:
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    answer.set_cookie(name, value, max_age=shell.A_YEAR_S, secure=secure, httponly=True, samesite="Lax")


def _stamp_of(member: Member) -> str:
    # Differs for every PIN that was set, and tells nothing about it: the hash has a salt of its own.
    return hashlib.sha256((member.pin_hash or "").encode()).hexdigest()[:16]


def _myself() -> Member:
    return db.session().get_one(Member, (viewer().cell_id, viewer().id))


def _wrong_pin(member: Member, pin: str) -> str:
    """Return why a PIN is not taken, or nothing; of somebody who is signed in only the PIN can be wrong."""
    refusal = refusal_of(member.code, pin, member)
    return refusal.words(_("That is not your PIN. Type the one you sign in with.")) if refusal else ""


@blueprint.get("/toi/ma-pin")
def pin() -> ResponseReturnValue:
    """Show the form that changes the PIN."""
    return render_template("privacy/pin.html", form=ChangeOwnPinForm(made_for=_stamp_of(_myself())), error="")


@blueprint.post("/toi/ma-pin")
def pin_submit() -> ResponseReturnValue:
    """Change the PIN and end the other devices; a second tap finds it changed."""
    session, form = db.session(), ChangeOwnPinForm()
    if form.made_for.data != _stamp_of(_myself()):
        flash(_("The PIN was changed already. Use the new one from now on."))
        return redirect(url_for("privacy.me"), 303)
    if not form.validate():
        return render_template("privacy/pin.html", form=form, error=""), 422
    member = _myself()
    error = _wrong_pin(member, form.old.data)
    if error:
        return render_template("privacy/pin.html", form=form, error=error), 422
    actions.change_pin(session, member, form.pin.data, viewer().device_id)
    db.commit(session)
    flash(_("The PIN is changed, and your other devices are signed out."))
    return redirect(url_for("privacy.me"), 303)


def _title_of(slug: str) -> str:
    offered = topics_on_offer().get(slug)
    return offered.topic.title if offered else slug


def _held() -> queries.Held:
    return queries.held_about(db.session(), viewer().cell_id, viewer().id)


def _question_of(slug: str, question_id: str) -> Question | None:
    offered = topics_on_offer().get(slug)
    try:
        return offered.topic.question(question_id) if offered else None
    except UnknownQuestion:
        return None


@blueprint.get("/toi/du-lieu")
def held() -> ResponseReturnValue:
    """Show everything that is held about one, in plain words, and who looked at it."""
    found = _held()
    topics = [(_title_of(slug), counts) for slug, counts in found.by_topic().items()]
    return render_template(
        "privacy/held.html",
        held=found,
        topics=topics,
        title_of=_title_of,
        kind_in_words=kind_in_words,
        name_in_words=actions.name_in_words,
        voted_in_words=voted_in_words,
        office_lines=lambda office: [*writing_in_office(office), *meetings_in_office(office)],
    )


@blueprint.get("/toi/du-lieu.json")
def take_along() -> ResponseReturnValue:
    """Hand everything out as a file."""
    return Response(
        json_of(_held(), viewer().cell_name, _title_of, clock.now()),
        mimetype="application/json",
        headers={"Content-Disposition": f'attachment; filename="{FILE_NAME}"'},
    )


@blueprint.get("/toi/du-lieu/chu")
def held_as_text() -> ResponseReturnValue:
    """Show the same as text to read and copy, for browsers that cannot keep a file."""
    text = text_of(_held(), viewer().cell_name, _title_of, _question_of, clock.now())
    return render_template("privacy/held_as_text.html", text=text)


@blueprint.get("/toi/xoa")
def erase() -> ResponseReturnValue:
    """Explain what erasing takes away and what stays, and ask for the PIN."""
    return _erase_page(EraseForm())


def _erase_page(form: EraseForm, error: str = "") -> str:
    last = queries.is_last_secretary(db.session(), viewer().cell_id, viewer().id, clock.today())
    return render_template("privacy/erase.html", form=form, error=error, is_last_secretary=last)


@blueprint.post("/toi/xoa")
@public
def erase_submit() -> ResponseReturnValue:
    """Erase everything that is held about one but counts; a second tap comes from nobody any more."""
    if not current_user.is_authenticated:
        return redirect(url_for("privacy.erased"), 303)
    session, form = db.session(), EraseForm()
    if not form.validate():
        return _erase_page(form), 422
    member = _myself()
    error = _wrong_pin(member, form.pin.data)
    if error:
        return _erase_page(form, error), 422
    try:
        actions.erase(session, member, clock.now())
    except LastSecretary:
        return _erase_page(form), 409
    db.commit(session)
    logout_user()
    cookie.clear()
    return redirect(url_for("privacy.erased"), 303)


@blueprint.get("/toi/xoa-theo-yeu-cau/<id:member_id>")
@leaders_only
def erase_for(member_id: int) -> ResponseReturnValue:
    """Ask before somebody who left is erased on their request, and say what stays."""
    member = access_who_left(db.session(), member_id)
    if member.erased_at is not None:
        abort(404)
    return render_template("privacy/erase_for.html", member=member)


@blueprint.post("/toi/xoa-theo-yeu-cau/<id:member_id>")
@leaders_only
def erase_for_submit(member_id: int) -> ResponseReturnValue:
    """Erase somebody who left; a second tap finds it done."""
    session = db.session()
    member = access_who_left(session, member_id)
    try:
        actions.erase_who_left(session, member, clock.now())
    except actions.StillHere:
        abort(404)
    db.commit(session)
    flash(_("It is erased. Only counts stay, without the name."))
    return redirect(url_for("cells.roster"), 303)


@blueprint.get("/toi/da-xoa")
@public
def erased() -> ResponseReturnValue:
    """Say that it is done, to somebody whom we do not know any more."""
    if current_user.is_authenticated:
        return redirect(url_for("privacy.me"))
    return render_template("privacy/erased.html")

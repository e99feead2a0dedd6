"""Coming in and going out: the first cell, personal links, code and PIN."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user
from sqlalchemy.orm import Session

from elearn import clock, db
from elearn.accounts import actions, queries, remembered, secrets
from elearn.accounts.access import Viewer, public, viewer
from elearn.accounts.devices import kind_of
from elearn.accounts.forms import FoundCellForm, LinkPinForm, NewPinForm, SignInForm
from elearn.accounts.models import Member
from elearn.accounts.pins import Refusal, refusal_of
from elearn.extensions import login_manager
from elearn.forms import is_own_path

blueprint = Blueprint("accounts", __name__)


@login_manager.user_loader
def load_viewer(token: str) -> Viewer | None:
    """Return who is signed in with the token in the cookie, and keep the day the device was seen."""
    if db.writes_elsewhere():
        known = remembered.viewer_with(token)
        if known is not None:
            return known
    today = clock.today()
    found = queries.viewer_of(db.session(), token, today)
    if found is None:
        return None
    signed_in, seen_on = found
    if seen_on != today:
        with db.writing_beside() as session:
            actions.note_seen(session, token, today)
    remembered.keep(signed_in)
    return signed_in


def come_in(session: Session, member: Member, target: str = "") -> ResponseReturnValue:
    """Sign `member` in on this browser, commit, and go to `target` or the home page."""
    now = clock.now()
    kind = kind_of(request.user_agent.string)
    # Whoever was signed in on this browser is no longer: one browser is one device.
    actions.end_device_with(session, str(cookie.get("_user_id", "")))
    token = actions.sign_in(session, member, kind, now, clock.vietnam_day(now))
    db.commit(session)
    signed_in = Viewer(member.cell_id, member.id, member.name, "", frozenset(), 0, token)
    # A new cookie: what stood in the old one belonged to whoever used this browser before.
    cookie.clear()
    cookie.permanent = True
    login_user(signed_in)
    return redirect(target if is_own_path(target) else url_for("study.home"), 303)


def _words_for(refusal: Refusal) -> str:
    return refusal.words(_("The code or the PIN is not right. Look at your card, then try again."))


@blueprint.get("/khoi-dau/<token>")
@public
def set_up(token: str) -> ResponseReturnValue:
    """Show the first-run page of a one-time link."""
    if not actions.setup_token_is_valid(db.session(), token):
        return render_template("accounts/link_void.html", first_run=True), 410
    return render_template("accounts/set_up.html", form=FoundCellForm())


@blueprint.post("/khoi-dau/<token>")
@public
def set_up_submit(token: str) -> ResponseReturnValue:
    """Name the cell, set the first secretary's PIN, and use the link up."""
    session = db.session()
    if not actions.setup_token_is_valid(session, token):
        return render_template("accounts/link_void.html", first_run=True), 410
    form = FoundCellForm()
    if not form.validate():
        return render_template("accounts/set_up.html", form=form), 422
    if not actions.use_setup_token(session, token):
        return render_template("accounts/link_void.html", first_run=True), 410
    secretary = actions.found_cell(session, form.cell_name.data, form.name.data, form.pin.data, clock.now())
    return come_in(session, secretary, url_for("cells.roster"))


@blueprint.get("/vao")
@public
def sign_in() -> ResponseReturnValue:
    """Show the form for code and PIN."""
    if current_user.is_authenticated:
        return redirect(url_for("study.home"))
    form = SignInForm(next=request.args.get("next", ""))
    return render_template("accounts/sign_in.html", form=form, error="", lost="lost" in request.args)


@blueprint.post("/vao")
@public
def sign_in_submit() -> ResponseReturnValue:
    """Sign in with code and PIN."""
    form = SignInForm()
    if not form.validate():
        return render_template("accounts/sign_in.html", form=form, error="", lost=False), 422
    # Nothing is written before the PIN is checked: its hash takes time on purpose, and nobody else
    # could write meanwhile.
    with db.database().reading() as reader:
        member = queries.member_with_code(reader, form.code.data)
    refusal = refusal_of(form.code.data, form.pin.data, member)
    if refusal is not None or member is None:
        words = _words_for(refusal or Refusal(None))
        return render_template("accounts/sign_in.html", form=form, error=words, lost=False), 422
    return come_in(db.session(), member, form.next.data or "")


def _member_of_link(session: Session, token: str) -> Member | None:
    signed = secrets.read_link_token(token)
    if signed is None:
        return None
    code, serial = signed
    member = queries.member_with_code(session, code)
    return member if member is not None and member.link_serial == serial else None


def _link_page(member: Member, form: NewPinForm | LinkPinForm, error: str = "") -> str:
    return render_template(
        "accounts/link.html",
        form=form,
        member=member,
        cell_name=queries.cell_named(db.session(), member.cell_id),
        is_new=member.pin_hash is None,
        error=error,
    )


@blueprint.get("/vao/<token>")
@public
def link(token: str) -> ResponseReturnValue:
    """Greet the owner of a personal link: the first time they set a PIN, later they type it."""
    member = _member_of_link(db.session(), token)
    if member is None:
        return render_template("accounts/link_void.html", first_run=False), 410
    if current_user.is_authenticated and viewer().id == member.id:
        return redirect(url_for("study.home"))
    return _link_page(member, NewPinForm() if member.pin_hash is None else LinkPinForm())


@blueprint.post("/vao/<token>")
@public
def link_submit(token: str) -> ResponseReturnValue:
    """Set the PIN on the first visit, or check it on a later one, and sign in."""
    with db.database().reading() as reader:
        member = _member_of_link(reader, token)
    if member is None:
        return render_template("accounts/link_void.html", first_run=False), 410
    form = NewPinForm() if member.pin_hash is None else LinkPinForm()
    if not form.validate():
        return _link_page(member, form), 422
    if member.pin_hash is None:
        return _set_first_pin(member, form.pin.data, token)
    refusal = refusal_of(member.code, form.pin.data, member)
    if refusal is not None:
        return _link_page(member, form, _words_for(refusal)), 422
    return come_in(db.session(), member)


def _set_first_pin(member: Member, pin: str, token: str) -> ResponseReturnValue:
    pin_hash = secrets.hash_pin(pin)
    session = db.session()
    if not actions.set_first_pin(session, member, pin_hash):
        # A second tap: the first one set it, and the page now asks for it.
        return redirect(url_for("accounts.link", token=token), 303)
    return come_in(session, member)


@blueprint.get("/vao/<token>/khong-phai-toi")
@public
def not_me(token: str) -> ResponseReturnValue:
    """Tell somebody who got another person's link what to do with it."""
    return render_template("accounts/not_me.html", token=token)


@blueprint.post("/ra")
@public
def sign_out() -> ResponseReturnValue:
    """End this device and forget it; once more changes nothing."""
    if current_user.is_authenticated:
        session = db.session()
        actions.end_device(session, viewer().cell_id, viewer().id, viewer().device_id)
        db.commit(session)
        logout_user()
    return redirect(url_for("accounts.sign_in"), 303)

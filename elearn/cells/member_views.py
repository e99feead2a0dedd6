"""One member's page: what signs them in, their name, their roles, leaving and coming back."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn import clock, db
from elearn.accounts import actions as accounts
from elearn.accounts import throttle
from elearn.accounts.access import access_member, leaders_only, viewer
from elearn.accounts.models import LEADING_ROLES
from elearn.cells import actions
from elearn.cells.access import Managed, access_managed, access_rename, access_sign_in, refusing
from elearn.cells.cards import card_of, opens_only_here
from elearn.cells.forms import ROLE_NAMES, PersonForm, RolesForm, SerialForm
from elearn.cells.roster_views import already_there, blueprint
from elearn.shell import day, site_address


def _to_member(member_id: int) -> ResponseReturnValue:
    return redirect(url_for("cells.member", member_id=member_id), 303)


@blueprint.get("/chi-bo/dang-vien/<id:member_id>")
@leaders_only
def member(member_id: int) -> ResponseReturnValue:
    """Show a member with the link, code and QR code to give them."""
    managed = access_managed(db.session(), member_id)
    address = site_address()
    shown = managed.sign_in_is_open and managed.member.left_at is None
    return render_template(
        "cells/member.html",
        managed=managed,
        member=managed.member,
        card=card_of(managed.member, address) if shown else None,
        only_here=opens_only_here(address),
        address=address,
        serial=SerialForm(serial=str(managed.member.link_serial)),
        role_names=ROLE_NAMES,
    )


@blueprint.get("/chi-bo/dang-vien/<id:member_id>/sua")
@leaders_only
def edit(member_id: int) -> ResponseReturnValue:
    """Show the form for a member's name and note."""
    found = access_rename(db.session(), member_id)
    return render_template("cells/edit.html", form=PersonForm(obj=found), member=found)


@blueprint.post("/chi-bo/dang-vien/<id:member_id>/sua")
@leaders_only
def edit_submit(member_id: int) -> ResponseReturnValue:
    """Correct a member's name and note."""
    session = db.session()
    found = access_rename(session, member_id)
    form = PersonForm()
    if not form.validate():
        return render_template("cells/edit.html", form=form, member=found), 422
    name, note = form.name.data, form.note.data or ""
    if actions.is_known(session, found, name, note):
        form.name.errors = [already_there()]
        return render_template("cells/edit.html", form=form, member=found), 422
    accounts.rename_member(found, name, note)
    db.commit(session)
    flash(_("Saved."))
    return _to_member(member_id)


@blueprint.post("/chi-bo/dang-vien/<id:member_id>/lien-ket-moi")
@leaders_only
def renew_link(member_id: int) -> ResponseReturnValue:
    """Void a member's links and show the new one; the PIN stays."""
    session = db.session()
    found = access_sign_in(session, member_id)
    actions.renew_link(found, SerialForm().number)
    db.commit(session)
    flash(_("The old link and cards are void. Below is the new link."))
    return _to_member(member_id)


@blueprint.get("/chi-bo/dang-vien/<id:member_id>/dat-lai-pin")
@leaders_only
def reset_pin(member_id: int) -> ResponseReturnValue:
    """Say what resetting a member's PIN does, before it is done."""
    found = access_sign_in(db.session(), member_id)
    serial = SerialForm(serial=str(found.link_serial))
    return render_template(
        "cells/reset_pin.html", member=found, serial=serial, is_self=found.id == viewer().id
    )


@blueprint.post("/chi-bo/dang-vien/<id:member_id>/dat-lai-pin")
@leaders_only
def reset_pin_submit(member_id: int) -> ResponseReturnValue:
    """Void a member's PIN, links and devices, and lift the lock of wrong PINs."""
    session = db.session()
    found = access_sign_in(session, member_id)
    with refusing():
        actions.reset_sign_in(session, found, SerialForm().number, viewer().id)
    code = found.code
    db.after_commit(lambda: throttle.forget(code))
    db.commit(session)
    flash(_("The PIN is reset. Send the new link below: they choose a new PIN with it."))
    return _to_member(member_id)


@blueprint.get("/chi-bo/dang-vien/<id:member_id>/chuyen-di")
@leaders_only
def move_out(member_id: int) -> ResponseReturnValue:
    """Ask before a member leaves, and say what is kept."""
    session = db.session()
    managed = access_managed(session, member_id)
    with refusing():
        roles = {grant.role for grant in managed.open_grants}
        actions.require_may_move_out(session, managed.member, roles, viewer().roles, clock.today())
    return render_template("cells/move_out.html", member=managed.member, is_self=managed.is_self)


@blueprint.post("/chi-bo/dang-vien/<id:member_id>/chuyen-di")
@leaders_only
def move_out_submit(member_id: int) -> ResponseReturnValue:
    """Let a member leave the cell; what they did is kept."""
    session = db.session()
    managed = access_managed(session, member_id)
    with refusing():
        actions.require_may_manage(viewer().roles, {grant.role for grant in managed.open_grants})
        actions.move_out(session, managed.member, clock.now())
    db.commit(session)
    flash(_("%(name)s has left the cell and cannot sign in any more.", name=managed.member.name))
    return redirect(url_for("cells.roster"), 303)


@blueprint.post("/chi-bo/dang-vien/<id:member_id>/tro-lai")
@leaders_only
def move_back(member_id: int) -> ResponseReturnValue:
    """Let a member who left return with everything they did."""
    session = db.session()
    actions.move_back(access_member(session, member_id))
    db.commit(session)
    flash(_("They are in the cell again. Send them the link below."))
    return _to_member(member_id)


@blueprint.get("/chi-bo/dang-vien/<id:member_id>/vai-tro")
@leaders_only
def roles(member_id: int) -> ResponseReturnValue:
    """Show which roles a member holds, and held."""
    managed = access_managed(db.session(), member_id)
    with refusing():
        actions.require_present(managed.member)
    return _roles_page(managed, RolesForm.of(managed.open_grants))


def _roles_page(managed: Managed, form: RolesForm) -> str:
    return render_template("cells/roles.html", managed=managed, form=form, role_names=ROLE_NAMES)


@blueprint.post("/chi-bo/dang-vien/<id:member_id>/vai-tro")
@leaders_only
def roles_submit(member_id: int) -> ResponseReturnValue:
    """Give roles for a time, and take them back."""
    session = db.session()
    managed = access_managed(session, member_id)
    form = RolesForm()
    if not form.validate():
        return _roles_page(managed, form), 422
    terms, today = form.terms(managed.open_grants), clock.today()
    try:
        with refusing():
            actions.set_roles(session, managed.member, terms, viewer().roles, today)
    except actions.HeldBefore as error:
        form[error.role].form.since.errors = [
            _("They held this role until %(day)s: begin after that day.", day=day(error.until))
        ]
        return _roles_page(managed, form), 422
    db.commit(session)
    flash(_("Saved."))
    held = {role for role, term in terms.items() if term.holds_on(today)}
    if managed.is_self and not held & LEADING_ROLES:
        # Their own page in the roster is closed to them from now on.
        return redirect(url_for("study.home"), 303)
    return _to_member(member_id)

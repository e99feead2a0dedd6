"""The cell's roster: who is in it, adding people, sign-in cards, the cell's name."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from elearn import clock, db
from elearn.accounts.access import leaders_only, viewer
from elearn.cells import actions, queries
from elearn.cells.access import may_manage
from elearn.cells.cards import card_of, opens_only_here
from elearn.cells.forms import ROLE_NAMES, CellForm, PastedListForm, PersonForm, RosterFileForm
from elearn.cells.pasted import MAX_LINES, PastedLine, counts_of, understand
from elearn.shell import site_address
from quizzes.vietnamese import clean

blueprint = Blueprint("cells", __name__)

SEARCH_LENGTH = 80


@blueprint.get("/chi-bo")
@leaders_only
def roster() -> ResponseReturnValue:
    """List the members by given name, or those whose name holds what is looked for."""
    everybody = queries.roster_of(db.session(), viewer().cell_id, clock.today())
    wanted = clean(request.args.get("tim", ""))[:SEARCH_LENGTH]
    found = queries.found_in(everybody, wanted)
    return render_template(
        "cells/roster.html",
        wanted=wanted,
        here=[listed for listed in found if not listed.has_left],
        gone=[listed for listed in found if listed.has_left],
        size=sum(not listed.has_left for listed in everybody),
        not_in_yet=sum(not (listed.has_left or listed.has_pin) for listed in everybody),
        role_names=ROLE_NAMES,
    )


@blueprint.get("/chi-bo/them")
@leaders_only
def add_person() -> ResponseReturnValue:
    """Show the form for one new member."""
    return render_template("cells/add_person.html", form=PersonForm())


@blueprint.post("/chi-bo/them")
@leaders_only
def add_person_submit() -> ResponseReturnValue:
    """Add one member, and show the link to send them."""
    form = PersonForm()
    if not form.validate():
        return render_template("cells/add_person.html", form=form), 422
    session = db.session()
    person = (form.name.data, form.note.data or "")
    added = actions.add_people(session, viewer().cell_id, [person], clock.now())
    if not added:
        form.name.errors = [already_there()]
        return render_template("cells/add_person.html", form=form), 422
    db.commit(session)
    flash(_("%(name)s is in the cell now. Send them the link below.", name=form.name.data))
    return redirect(url_for("cells.member", member_id=added[0].id), 303)


def already_there() -> str:
    """Say that a name is taken, and what to do when it is another person's."""
    return str(
        _("This name and note are here already. For another person, write a note that tells them apart.")
    )


@blueprint.get("/chi-bo/them-danh-sach")
@leaders_only
def add_list() -> ResponseReturnValue:
    """Show the box for a list of names."""
    return _list_page(PastedListForm())


@blueprint.post("/chi-bo/them-danh-sach")
@leaders_only
def add_list_preview() -> ResponseReturnValue:
    """Say line by line what is understood of a pasted list; nothing is saved yet."""
    form = PastedListForm()
    if not form.validate():
        return _list_page(form), 422
    lines = _understood(form)
    return render_template(
        "cells/add_list_preview.html", form=form, lines=lines, counts=counts_of(lines), max_lines=MAX_LINES
    )


@blueprint.post("/chi-bo/them-danh-sach/luu")
@leaders_only
def add_list_submit() -> ResponseReturnValue:
    """Add the new people of a list; once more adds nobody twice."""
    form = PastedListForm()
    if not form.validate():
        return _list_page(form), 422
    session = db.session()
    people = [(line.name, line.note) for line in _understood(form) if line.state == "new"]
    added = len(actions.add_people(session, viewer().cell_id, people, clock.now()))
    db.commit(session)
    if added:
        flash(ngettext("%(num)d member was added.", "%(num)d members were added.", added))
    else:
        flash(_("Nobody was added: all of them are in the cell already."))
    return redirect(url_for("cells.roster"), 303)


def _list_page(form: PastedListForm) -> str:
    return render_template(
        "cells/add_list.html", form=form, file_form=RosterFileForm(formdata=None), max_lines=MAX_LINES
    )


def _understood(form: PastedListForm) -> list[PastedLine]:
    return understand(form.people.data or "", *queries.people_known(db.session(), viewer().cell_id))


@blueprint.get("/chi-bo/the-dang-nhap")
@leaders_only
def cards() -> ResponseReturnValue:
    """Show a sheet of sign-in cards to print and cut, for all or for those without a PIN."""
    only_new = request.args.get("chua") == "1"
    address = site_address()
    everybody = [
        person
        for person in queries.roster_of(db.session(), viewer().cell_id, clock.today())
        if not person.has_left
    ]
    listed = [
        person
        for person in everybody
        if may_manage(person.member, person.roles | person.roles_to_come)
        and not (only_new and person.has_pin)
    ]
    return render_template(
        "cells/cards.html",
        cards=[card_of(person.member, address) for person in listed],
        only_new=only_new,
        address=address,
        only_here=opens_only_here(address),
    )


@blueprint.get("/chi-bo/ten")
@leaders_only
def rename() -> ResponseReturnValue:
    """Show the form for the cell's name."""
    return render_template("cells/rename.html", form=CellForm(name=viewer().cell_name))


@blueprint.post("/chi-bo/ten")
@leaders_only
def rename_submit() -> ResponseReturnValue:
    """Give the cell another name."""
    form = CellForm()
    if not form.validate():
        return render_template("cells/rename.html", form=form), 422
    session = db.session()
    actions.rename_cell(session, viewer().cell_id, form.name.data)
    db.commit(session)
    flash(_("Saved."))
    return redirect(url_for("cells.roster"), 303)

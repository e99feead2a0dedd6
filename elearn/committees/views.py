"""A cell joins the committee above it, and the committee looks at its cells: counts and shares only."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn import clock, db
from elearn.accounts.access import leaders_only, viewer
from elearn.committees import actions, queries
from elearn.committees.forms import JoinForm
from elearn.meetings.codes import typed_code
from elearn.topics.library import library

blueprint = Blueprint("committees", __name__)


@blueprint.get("/chi-bo/cap-tren")
@leaders_only
def above() -> ResponseReturnValue:
    """Show which committee sees the cell's counts, or ask for its code."""
    return _above_page(JoinForm(formdata=None))


def _above_page(form: JoinForm, committee: str | None = None) -> str:
    return render_template(
        "committees/above.html",
        form=form,
        committee=committee,
        above=queries.committee_above(db.session(), viewer().cell_id),
        fewest=queries.FEWEST,
    )


@blueprint.post("/chi-bo/cap-tren")
@leaders_only
def join() -> ResponseReturnValue:
    """Say which committee the code belongs to and what it will see; join it once the secretary agrees."""
    form, session = JoinForm(), db.session()
    found = queries.committee_by(session, typed_code(form.code.data or "")) if form.validate() else None
    if found is None or found[0] == viewer().cell_id:
        form.code.errors = [_("No other committee has this code. Ask it for the code it has now.")]
        return _above_page(form), 422
    if not form.agrees.data:
        return _above_page(form, found[1])
    actions.join(session, viewer().cell_id, found[0], clock.now())
    db.commit(session)
    flash(_("The committee sees the cell's counts from now on."))
    return redirect(url_for("committees.above"), 303)


@blueprint.post("/chi-bo/cap-tren/roi")
@leaders_only
def leave() -> ResponseReturnValue:
    """Let the committee see nothing of the cell any more; once more changes nothing."""
    session = db.session()
    actions.leave(session, viewer().cell_id)
    db.commit(session)
    flash(_("No committee sees the cell's counts any more."))
    return redirect(url_for("committees.above"), 303)


@blueprint.get("/cap-duoi")
@leaders_only
def below() -> ResponseReturnValue:
    """Show the cells that joined, by counts and shares."""
    session, committee_id = db.session(), viewer().cell_id
    cells = queries.cells_of(session, committee_id, clock.now())
    # A topic that a cell wrote itself is that cell's own affair.
    everybodys = library().offered()
    topics = {
        everybodys[slug].topic.title: counts
        for slug, counts in queries.topics_of(session, committee_id).items()
        if slug in everybodys
    }
    return render_template(
        "committees/below.html",
        code=queries.code_of(session, committee_id),
        cells=cells,
        shown=[cell for cell in cells if cell.is_shown],
        topics=topics,
        fewest=queries.FEWEST,
        days=queries.LOOKS_BACK.days,
    )


@blueprint.post("/cap-duoi/ma")
@leaders_only
def renew_code() -> ResponseReturnValue:
    """Make a new code with which cells join; those that joined stay."""
    session = db.session()
    actions.new_code(session, viewer().cell_id)
    db.commit(session)
    return redirect(url_for("committees.below"), 303)

"""The pages of the grid into which answer sheets are typed."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from elearn import clock, db
from elearn.accounts.access import leaders_only, viewer
from elearn.accounts.actions import record_access
from elearn.accounts.queries import members_in
from elearn.paper import actions, grid, queries
from elearn.paper.access import access_printing
from elearn.topics.models import Printing
from elearn.topics.queries import pinned_quiz
from quizzes.paper import VERSIONS

blueprint = Blueprint("paper_entry", __name__)


def _opened(printing_id: int, letter: str) -> tuple[Printing, queries.Version, list[grid.Row]]:
    if letter not in VERSIONS:
        abort(404)
    session = db.session()
    printing = access_printing(session, printing_id)
    version = queries.version_of(session, printing, letter)
    sheets = queries.sheets_of(session, printing)
    return printing, version, grid.rows_of(members_in(session, viewer().cell_id), version, sheets)


def _page(printing: Printing, version: queries.Version, rows: list[grid.Row], problems: list[str]) -> str:
    return render_template(
        "paper/grid.html",
        printing=printing,
        version=version,
        title=pinned_quiz(db.session(), printing.quiz_digest).title,
        rows=rows,
        problems=problems,
        expected=grid.expected,
        other=next(letter for letter in VERSIONS if letter != version.letter),
        most_typed=grid.MOST_TYPED,
    )


def _record(member_ids: list[int], what: str) -> None:
    today = clock.today()
    record_access(db.session(), viewer().cell_id, member_ids, viewer().id, what, today)


@blueprint.get("/tren-giay/<id:printing_id>/nhap/<letter>")
@leaders_only
def entry(printing_id: int, letter: str) -> ResponseReturnValue:
    """Show the grid with what is kept; that somebody saw the answers of others is recorded."""
    db.write_on_get()
    printing, version, rows = _opened(printing_id, letter)
    _record([row.id for row in rows if any(row.before)], "attempt")
    page = _page(printing, version, rows, [])
    db.commit(db.session())
    return page


@blueprint.post("/tren-giay/<id:printing_id>/nhap/<letter>")
@leaders_only
def entry_submit(printing_id: int, letter: str) -> ResponseReturnValue:
    """Keep what can be read, say what cannot, and let the sheets count where that was asked for."""
    printing, version, rows = _opened(printing_id, letter)
    session, now = db.session(), clock.now()
    changes, problems = grid.read(rows, version, request.form)
    if changes:
        questions = {question.id: question for question in version.questions}
        actions.enter(session, printing, letter, questions, changes, viewer().id, now)
        _record(list(changes), "paper")
    if problems:
        db.commit(session)
        return _page(printing, version, _as_kept(rows, changes, version), problems), 422
    counted = actions.let_count(session, printing, letter, now) if "tinh" in request.form else None
    db.commit(session)
    if counted is not None:
        flash(grid.done_in_words(counted))
    return redirect(url_for("paper_entry.entry", printing_id=printing_id, letter=letter), 303)


def _as_kept(
    rows: list[grid.Row], changes: dict[int, actions.Changes], version: queries.Version
) -> list[grid.Row]:
    """Let the rows know what is kept now, so that posting the corrected page again changes only the rest."""
    for row in rows:
        kept = changes.get(row.id, {})
        row.before = tuple(
            row.typed[n].strip() if question.id in kept else row.before[n]
            for n, question in enumerate(version.questions)
        )
    return rows

"""A roster uploaded as a spreadsheet: what is understood of it is shown as a list to confirm."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn import db
from elearn.accounts.access import leaders_only, viewer
from elearn.cells import queries
from elearn.cells.forms import PastedListForm, RosterFileForm
from elearn.cells.pasted import MAX_LINES, counts_of, filled_lines, understand
from elearn.cells.roster_views import blueprint
from elearn.cells.workbook import RosterReading, read_roster
from quizzes.formats.exchange import Report


@blueprint.post("/chi-bo/them-tep")
@leaders_only
def add_file_preview() -> ResponseReturnValue:
    """Say row by row what is understood of a spreadsheet; neither it nor anything in it is saved."""
    file_form = RosterFileForm()
    if not file_form.validate():
        return _asked_again(file_form)
    report = Report()
    reading = read_roster(file_form.file.data.read(), report)
    if reading is None:
        file_form.file.errors = _refusals(report)
        return _asked_again(file_form)
    form = PastedListForm(formdata=None, people=reading.text)
    names = len(filled_lines(reading.text))
    if names > MAX_LINES:
        file_form.file.errors = [
            _(
                "At most %(max)d names at a time; there are %(count)d. Divide the file.",
                max=MAX_LINES,
                count=names,
            )
        ]
        return _asked_again(file_form)
    return _preview(form, reading)


def _preview(form: PastedListForm, reading: RosterReading) -> ResponseReturnValue:
    lines = understand(reading.text, *queries.people_known(db.session(), viewer().cell_id))
    return render_template(
        "cells/add_list_preview.html",
        form=form,
        lines=lines,
        counts=counts_of(lines),
        max_lines=MAX_LINES,
        reading=reading,
    )


def _asked_again(file_form: RosterFileForm) -> ResponseReturnValue:
    form = PastedListForm(formdata=None)
    return (
        render_template("cells/add_list.html", form=form, file_form=file_form, max_lines=MAX_LINES),
        422,
    )


def _refusals(report: Report) -> list[str]:
    """Return in words why no roster was found in a file."""
    found = [f"{_(entry.message)} {_(entry.remedy)}" % entry.values for entry in report.of("left_out")]
    return found or [
        _(
            "No column of names was found. The table needs a heading “Họ và tên” in one of its first rows; "
            "without one, copy the names and paste them into the box."
        )
    ]

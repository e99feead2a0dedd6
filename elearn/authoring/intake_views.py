"""Bringing questions in, by pasting or as a file, and taking questions and topics along."""

import io
from collections.abc import Sequence

from flask import Response, abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from elearn import clock, db
from elearn.accounts.access import authors_only, viewer
from elearn.authoring import actions, intake, pictures, queries
from elearn.authoring.access import access_own_topic, access_shipped
from elearn.authoring.forms import IntakeForm, TakeForm, TopicZipForm
from elearn.authoring.shared_views import begun, blueprint
from elearn.topics.models import OwnTopic
from elearn.uploads import MOST_BYTES_OF_A_FORM, takes_files
from quizzes.formats.convert import FORMATS, write_file
from quizzes.formats.exchange import Report
from quizzes.formats.parts import QUESTIONS, Part, Values, files_of, parts_of, table_of
from quizzes.formats.quiz import quiz_reading
from quizzes.formats.topic_zip import TopicZip, read_zip, write_zip
from quizzes.questions import Question
from quizzes.quiz import Quiz

MOST_ZIP_BYTES = 5 * 1024 * 1024


@blueprint.get("/soan/<slug>/nhap")
@authors_only
def bring_in(slug: str) -> ResponseReturnValue:
    """Ask for questions as a text or a file."""
    own = access_own_topic(db.session(), slug)
    return _bring_in_page(own, IntakeForm(formdata=None))


def _bring_in_page(own: OwnTopic, form: IntakeForm, reading: intake.Reading | None = None) -> str:
    return render_template(
        "authoring/bring_in.html", topic=own, form=form, reading=reading, formats=intake.ANY_FORMAT
    )


@blueprint.post("/soan/<slug>/nhap")
@authors_only
@takes_files(intake.MOST_BYTES + MOST_BYTES_OF_A_FORM)
def bring_in_preview(slug: str) -> ResponseReturnValue:
    """Show what is read of a text or a file, beside it; nothing is kept of either."""
    own, form = access_own_topic(db.session(), slug), IntakeForm()
    if not form.validate():
        return _bring_in_page(own, form), 422
    reading = intake.reading_of(*form.source())
    if not reading.questions:
        return _bring_in_page(own, form, reading), 422
    form = TakeForm(
        formdata=None,
        kind=form.kind.data,
        left_out=reading.left_out,
        read=intake.carried(reading.questions),
        chosen=[str(number) for number in range(len(reading.questions))],
    )
    return _preview_page(own, form, reading.questions, reading)


def _preview_page(
    own: OwnTopic, form: TakeForm, questions: Sequence[Question], reading: intake.Reading | None = None
) -> str:
    return render_template(
        "authoring/bring_in_preview.html", topic=own, form=form, questions=questions, reading=reading
    )


@blueprint.post("/soan/<slug>/nhap/lay")
@authors_only
@takes_files(intake.MOST_BYTES)
def take_in(slug: str) -> ResponseReturnValue:
    """Add the questions that were chosen to the draft; those that it has already are not added again."""
    session, form = db.session(), TakeForm()
    own = access_own_topic(session, slug)
    if not form.validate():
        # The source did not travel along: what was read of it is shown again, as it was ticked.
        return _preview_page(own, form, intake.questions_carried(form.read.data or "")), 422
    chosen = form.parts()
    new = _new_among(session, own, chosen)
    actions.add_parts(session, own, new, viewer().id, clock.now())
    db.commit(session)
    flash(
        _(
            "%(new)d questions were added; %(old)d were there already.",
            new=len(new),
            old=len(chosen) - len(new),
        )
    )
    return redirect(url_for("authoring.topic", slug=slug), 303)


def _new_among(session: Session, own: OwnTopic, parts: list[Part]) -> list[Part]:
    """Return the questions that the draft does not have: a second tap adds nothing."""
    rows = queries.draft_of(session, own)
    there = [_without_id(table_of(row.text)) for row in rows if row.kind in QUESTIONS]
    return [part for part in parts if _without_id(part.table) not in there]


def _without_id(table: Values) -> dict[str, object]:
    return {key: value for key, value in table.items() if key != "id"}


@blueprint.get("/soan/<slug>/mang-di")
@authors_only
def take_along(slug: str) -> ResponseReturnValue:
    """Offer the topic as one file, and its questions in the formats of other programs."""
    own = access_own_topic(db.session(), slug)
    return render_template("authoring/take_along.html", topic=own, formats=intake.FORMATS_OUT)


@blueprint.get("/soan/<slug>/mang-di.zip")
@authors_only
def take_zip(slug: str) -> ResponseReturnValue:
    """Send the draft as one file, with its pictures."""
    session = db.session()
    own = access_own_topic(session, slug)
    files = files_of(queries.parts_of_draft(session, own))
    return _zip(slug, TopicZip(files, pictures.pictures_of(session, own)))


@blueprint.get("/soan/chep/<slug>.zip")
@authors_only
def take_shipped(slug: str) -> ResponseReturnValue:
    """Send a topic that every cell is offered as one file."""
    return _zip(slug, TopicZip(access_shipped(db.session(), slug), {}))


def _zip(slug: str, topic: TopicZip) -> Response:
    data = io.BytesIO(write_zip(topic))
    return send_file(data, mimetype="application/zip", as_attachment=True, download_name=f"{slug}.zip")


@blueprint.get("/soan/<slug>/mang-di/<name>")
@authors_only
def take_as(slug: str, name: str) -> ResponseReturnValue:
    """Say what a format cannot carry of the draft's quiz; `?tai` sends the file."""
    session = db.session()
    own = access_own_topic(session, slug)
    if name not in intake.FORMATS_OUT:
        abort(404)
    files = files_of(queries.parts_of_draft(session, own))
    quiz: Quiz | None = quiz_reading(files["quiz.toml"]).quiz
    export = write_file(quiz, name) if quiz is not None else None
    if export is not None and "tai" in request.args:
        file_name = f"{slug}{FORMATS[name].extensions[0]}"
        return send_file(
            io.BytesIO(export.data),
            mimetype="application/octet-stream",
            as_attachment=True,
            download_name=file_name,
        )
    return render_template(
        "authoring/take_as.html", topic=own, format=FORMATS[name], name=name, export=export, quiz=quiz
    )


@blueprint.post("/soan/nhan")
@authors_only
@takes_files(MOST_ZIP_BYTES + MOST_BYTES_OF_A_FORM)
def receive() -> ResponseReturnValue:
    """Begin a topic from a file that was taken along elsewhere; what is wrong in it is named instead."""
    form, report = TopicZipForm(), Report()
    found = read_zip(form.file.data.read(), report) if form.validate() else None
    if found is None:
        return render_template("authoring/receive.html", form=form, report=report), 422
    parts = parts_of(found.files)
    session, now = db.session(), clock.now()
    own = begun(session, str(parts[0].table["title"]), parts)
    for name, data in found.pictures.items():
        pictures.keep_as(session, own, name, data, viewer().id, now)
    db.commit(session)
    if not report.is_whole:
        flash(_("Some pictures or files in it were left out."), "error")
    return redirect(url_for("authoring.topic", slug=own.slug), 303)

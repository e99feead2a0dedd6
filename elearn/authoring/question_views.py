"""Writing a question: its form by type, saved by itself, and how it will look."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms import ValidationError

from elearn import clock, db
from elearn.accounts.access import authors_only, viewer
from elearn.answer_forms import form_for
from elearn.authoring import actions, queries
from elearn.authoring.access import access_own_topic, access_part
from elearn.authoring.models import DraftPart
from elearn.authoring.questions.form import MOST_PARTS, drawn, drawn_parts, read
from elearn.authoring.questions.preview import preview_of
from elearn.authoring.questions.specs import SPECS, TYPES_OF_PARTS
from elearn.authoring.shared_views import blueprint, saved
from elearn.forms import require_readable
from elearn.topics.models import OwnTopic
from quizzes.formats.lesson_text import NoSuchCard, with_check
from quizzes.formats.parts import QUESTIONS, Part, Values

QUESTION = "/soan/<slug>/cau/<part_id>"
MOST_CHARACTERS = 30_000


@blueprint.get("/soan/<slug>/cau/moi/<any(quiz, meeting, check):kind>")
@authors_only
def new_question(slug: str, kind: str) -> ResponseReturnValue:
    """Show the types of question there are, each in a word with an example."""
    return _types_page(access_own_topic(db.session(), slug), kind)


def _types_page(own: OwnTopic, kind: str) -> str:
    specs = {name: spec for name, spec in SPECS.items() if kind != "check" or name not in ("case", "poll")}
    return render_template(
        "authoring/new_question.html",
        topic=own,
        kind=kind,
        specs=specs,
        lesson=request.values.get("bai", ""),
        card=request.values.get("the", 0, int),
        error=_("Choose a kind first.") if request.method == "POST" else "",
    )


@blueprint.post("/soan/<slug>/cau/moi/<any(quiz, meeting, check):kind>")
@authors_only
def begin_question(slug: str, kind: str) -> ResponseReturnValue:
    """Begin a question of a type, at the end of the others or on a card of a lesson."""
    session, type_name = db.session(), request.form.get("loai", "")
    own = access_own_topic(session, slug)
    if type_name not in SPECS or (kind == "check" and type_name in ("case", "poll")):
        return _types_page(own, kind), 422
    table = {"type": type_name, **({"skill": "application"} if SPECS[type_name].is_marked else {})}
    new = Part(kind, "", table)  # type: ignore[arg-type] # one of the three kinds, by the address
    (added,) = actions.add_parts(session, own, [new], viewer().id, clock.now())
    if kind == "check":
        _put_on_card(session, own, added.id)
    db.commit(session)
    return redirect(url_for("authoring.question", slug=slug, part_id=added.id), 303)


def _put_on_card(session: Session, own: OwnTopic, question_id: str) -> None:
    """Let a lesson's card name its new check question; raise 404 where there is no such card."""
    _own, row = access_part(session, own.slug, request.form.get("bai", ""), ("lesson",))
    table = queries.part_of(row).table
    try:
        text = with_check(str(table.get("text", "")), request.form.get("the", 0, int), question_id)
    except NoSuchCard:
        abort(404)
    changed = {**table, "text": text}
    revision, now = row.revision, clock.now()
    actions.save(session, own, row, changed, opened_revision=revision, by=viewer().id, now=now)


@blueprint.get(QUESTION)
@authors_only
def question(slug: str, part_id: str) -> ResponseReturnValue:
    """Show a question for writing."""
    own, row = access_part(db.session(), slug, part_id, QUESTIONS)
    return _page(own, row, queries.part_of(row).table)


def _page(own: OwnTopic, row: DraftPart, table: Values, error: str = "", *, is_late: bool = False) -> str:
    more = {request.form["them"]: 2} if request.form.get("them") else {}
    stands = queries.part_of(row)
    return render_template(
        "authoring/question.html",
        topic=own,
        part=row,
        spec=SPECS[str(table["type"])],
        table=table,
        fields=drawn(table, more),
        parts=drawn_parts(table, more),
        types_of_parts={name: SPECS[name] for name in TYPES_OF_PARTS},
        error=error,
        theirs=_shown(stands) if is_late else None,
        who=queries.name_of(db.session(), own.cell_id, row.changed_by) if is_late else None,
        **_shown(Part(stands.kind, row.id, table)),
    )


def _shown(part: Part) -> dict[str, object]:
    """Return what the preview of a draft needs."""
    preview = preview_of(part.table, part.kind)
    asked = preview.question
    return {"preview": preview, "question": asked, "form": form_for(asked) if asked is not None else None}


@blueprint.post(QUESTION)
@authors_only
def question_submit(slug: str, part_id: str) -> ResponseReturnValue:
    """Save a question; asked for by the page itself, answer with the preview alone.

    A button for another row or another question of a case saves nothing and shows the form again.
    """
    session = db.session()
    own, row = access_part(session, slug, part_id, QUESTIONS)
    before = queries.part_of(row).table
    table = read(request.form, before)
    error = _error_in(table)
    if error:
        return _page(own, row, table, error), 422
    if request.form.get("them"):
        return _page(own, row, table)
    saves_itself = bool(request.form.get("tu-luu"))
    if (new_part := request.form.get("them-cau", "")) and not saves_itself:
        table = _with_new_part(table, new_part)
    if not saved(session, own, row, table):
        return _page(own, row, table, is_late=True), 409
    db.commit(session)
    if saves_itself:
        return render_template(
            "authoring/_question_preview.html",
            topic=own,
            revision=row.revision,
            **_shown(Part(queries.part_of(row).kind, row.id, table)),
        )
    flash(_("Saved."))
    return redirect(url_for("authoring.question", slug=slug, part_id=part_id), 303)


def _error_in(table: Values) -> str:
    text = repr(table)
    if len(text) > MOST_CHARACTERS:
        return str(_("A question has at most %(most)d characters in all.", most=MOST_CHARACTERS))
    try:
        require_readable(text)
    except ValidationError as error:
        return str(error)
    return ""


def _with_new_part(table: dict[str, object], kind: str) -> dict[str, object]:
    parts = list(table.get("part", ()))  # type: ignore[call-overload] # a case's list of tables
    if kind in TYPES_OF_PARTS and len(parts) < MOST_PARTS:
        ids = {part["id"] for part in parts}
        name = next(f"y-{number}" for number in range(1, 99) if f"y-{number}" not in ids)
        parts.append({"id": name, "type": kind})
    return {**table, "part": parts}

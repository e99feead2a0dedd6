"""Writing a lesson: its text in cards, pictures and check questions on them, and how it will look."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn import clock, db
from elearn.accounts.access import authors_only, viewer
from elearn.accounts.beside import beside
from elearn.authoring import actions, pictures, queries
from elearn.authoring.access import access_own_topic, access_part
from elearn.authoring.forms import CardPictureForm, LessonForm, NewLessonForm
from elearn.authoring.lessons import draft_lesson
from elearn.authoring.models import DraftPart
from elearn.authoring.scaling import MOST_UPLOADED_BYTES, NoPicture, ScaledPicture, TooManyPixels, scaled
from elearn.authoring.shared_views import blueprint, saved
from elearn.topics.models import OwnTopic
from elearn.uploads import MOST_BYTES_OF_A_FORM, takes_files
from quizzes.formats.lesson import MOST_WORDS
from quizzes.formats.lesson_pictures import picture_line
from quizzes.formats.lesson_text import NoSuchCard, with_picture
from quizzes.formats.parts import Part

LESSON = "/soan/<slug>/bai/<part_id>"


@blueprint.post("/soan/<slug>/bai")
@authors_only
def begin_lesson(slug: str) -> ResponseReturnValue:
    """Begin a lesson with its title, at the end of the others."""
    session, form = db.session(), NewLessonForm()
    own = access_own_topic(session, slug)
    if not form.validate():
        flash(_("Give the lesson a title first."), "error")
        return redirect(url_for("authoring.topic", slug=slug), 303)
    name = actions.free_slug(form.title.data, ())
    new = Part("lesson", name, {"title": form.title.data, "minutes": 5, "text": ""})
    (added,) = actions.add_parts(session, own, [new], viewer().id, clock.now())
    db.commit(session)
    return redirect(url_for("authoring.lesson", slug=slug, part_id=added.id), 303)


@blueprint.get(LESSON)
@authors_only
def lesson(slug: str, part_id: str) -> ResponseReturnValue:
    """Show a lesson for writing, with its cards as members will see them."""
    own, row = access_part(db.session(), slug, part_id, ("lesson",))
    return _lesson_page(own, row, LessonForm.of(queries.part_of(row).table))


def _lesson_page(
    own: OwnTopic,
    row: DraftPart,
    form: LessonForm,
    picture: CardPictureForm | None = None,
    *,
    is_late: bool = False,
) -> str:
    shown = Part("lesson", row.id, form.table())
    checks = queries.checks_of(db.session(), own)
    return render_template(
        "authoring/lesson.html",
        topic=own,
        part=row,
        form=form,
        picture=picture or CardPictureForm(formdata=None),
        draft=draft_lesson(shown, checks),
        theirs=LessonForm.of(queries.part_of(row).table) if is_late else None,
        who=queries.name_of(db.session(), own.cell_id, row.changed_by) if is_late else None,
        most_words=MOST_WORDS,
    )


@blueprint.post(LESSON)
@authors_only
def lesson_submit(slug: str, part_id: str) -> ResponseReturnValue:
    """Save a lesson, over somebody's later save only when the author says so.

    Asked for by the page itself, answer with the cards alone.
    """
    session, form = db.session(), LessonForm()
    own, row = access_part(session, slug, part_id, ("lesson",))
    if not form.validate():
        return _lesson_page(own, row, form), 422
    if not saved(session, own, row, form.table()):
        return _lesson_page(own, row, form, is_late=True), 409
    db.commit(session)
    if request.form.get("tu-luu"):
        draft = draft_lesson(queries.part_of(row), queries.checks_of(session, own))
        return render_template(
            "authoring/_cards.html",
            topic=own,
            part=row,
            draft=draft,
            most_words=MOST_WORDS,
            revision=row.revision,
        )
    flash(_("Saved."))
    return redirect(url_for("authoring.lesson", slug=slug, part_id=part_id), 303)


@blueprint.post(LESSON + "/hinh")
@authors_only
@takes_files(MOST_UPLOADED_BYTES + MOST_BYTES_OF_A_FORM)
def add_picture(slug: str, part_id: str) -> ResponseReturnValue:
    """Put a picture on a card, and save the text it was sent with."""
    session, form, picture_form = db.session(), LessonForm(), CardPictureForm()
    own, row = access_part(session, slug, part_id, ("lesson",))
    # Both are looked at, so that the author sees everything at once.
    if not all([form.validate(), picture_form.validate()]):
        return _lesson_page(own, row, form, picture_form), 422
    small = _picture_of(picture_form)
    table = form.table()
    try:
        if small is not None:
            table["text"] = with_picture(
                str(table["text"]), picture_form.card.data, picture_line(small.name, picture_form.alt.data)
            )
    except NoSuchCard:
        picture_form.card.errors = [_("There is no card of this number. Open one with a line “## Heading”.")]
    if small is None or picture_form.errors:
        return _lesson_page(own, row, form, picture_form), 422
    if not saved(session, own, row, table):
        return _lesson_page(own, row, form, picture_form, is_late=True), 409
    try:
        pictures.keep(session, own, small, viewer().id, clock.now())
    except pictures.TooManyPictures:
        picture_form.file.errors = [_("A topic has at most %(most)d pictures.", most=pictures.MOST_PICTURES)]
        return _lesson_page(own, row, form, picture_form), 422
    db.commit(session)
    flash(_("The picture stands on card %(number)d.", number=picture_form.card.data))
    return redirect(url_for("authoring.lesson", slug=slug, part_id=part_id), 303)


def _picture_of(form: CardPictureForm) -> ScaledPicture | None:
    try:
        return beside(scaled, form.file.data.read())
    except NoPicture:
        form.file.errors = [_("This is no picture that can be read: choose a JPEG, PNG, WebP or GIF.")]
    except TooManyPixels:
        form.file.errors = [_("The picture has more than 50 million pixels. Choose a smaller one.")]
    return None

"""The forms of a topic as a whole and of its lessons; questions have forms of their own."""

from typing import cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, NumberRange, Optional

from elearn.attempts.dropping import REASON_LENGTH
from elearn.authoring.intake import FORMATS_IN, parts_carried
from elearn.forms import LineField, Readable, WholeNumberField
from elearn.topics.models import TITLE_LENGTH
from quizzes.formats.lesson_pictures import MOST_ALT
from quizzes.formats.parts import Part, Values
from quizzes.vietnamese import clean

MOST_SOURCES_CHARACTERS = 4000
SUMMARY_LENGTH = 400
# A lesson of forty cards, with their sources.
MOST_LESSON_CHARACTERS = 30_000
MOST_PASTED_CHARACTERS = 400_000
KINDS_BROUGHT_IN = ["quiz", "meeting"]


class NewTopicForm(FlaskForm):
    """A topic begins with its title alone."""

    title = LineField(_l("Title of the topic"), length=TITLE_LENGTH)


class AboutForm(FlaskForm):
    """What a topic is, how its quiz may be taken, and its set for the meeting."""

    title = LineField(_l("Title of the topic"), length=TITLE_LENGTH)
    summary = LineField(_l("In one or two sentences"), length=SUMMARY_LENGTH)
    sources = TextAreaField(
        _l("Sources of the whole topic, one a line"), validators=[Readable(MOST_SOURCES_CHARACTERS)]
    )
    quiz_title = LineField(_l("Title of the quiz"), length=TITLE_LENGTH)
    tries = WholeNumberField(
        _l("Exam tries (empty: no limit)"), validators=[Optional(), NumberRange(1, 10, _l("From 1 to 10."))]
    )
    minutes = WholeNumberField(
        _l("Exam minutes (empty: no limit)"),
        validators=[Optional(), NumberRange(1, 180, _l("From 1 to 180."))],
    )
    meeting_title = LineField(
        _l("Title of the questions for the meeting"), length=TITLE_LENGTH, required=False
    )
    meeting_minutes = WholeNumberField(
        _l("Minutes in the meeting (empty: not planned)"),
        validators=[Optional(), NumberRange(1, 600, _l("From 1 to 600."))],
    )

    @classmethod
    def of(cls, table: Values) -> "AboutForm":
        """Return the form filled with what a draft's part `about` says."""
        sources = cast("list[str]", table.get("sources", []))
        return cls(formdata=None, data={**table, "sources": "\n".join(sources)})

    def table(self, before: Values) -> dict[str, object]:
        """Return the part's table; what the form does not ask stays as it was before."""
        asked = {name: self[name].data for name in _ASKED}
        lines = (clean(line) for line in (self.sources.data or "").splitlines())
        table = {**before, **asked, "sources": [line for line in lines if line]}
        return {key: value for key, value in table.items() if value not in (None, "")}


_ASKED = ("title", "summary", "quiz_title", "tries", "minutes", "meeting_title", "meeting_minutes")


class NewLessonForm(FlaskForm):
    """A lesson begins with its title."""

    title = LineField(_l("Title of the lesson"), length=TITLE_LENGTH)


class LessonForm(FlaskForm):
    """A lesson as its author writes it: the text has a heading “## …” for each card."""

    title = LineField(_l("Title of the lesson"), length=TITLE_LENGTH)
    minutes = WholeNumberField(
        _l("Minutes to read it"), validators=[InputRequired(), NumberRange(1, 60, _l("From 1 to 60."))]
    )
    text = TextAreaField(_l("Cards"), validators=[Readable(MOST_LESSON_CHARACTERS)])

    @classmethod
    def of(cls, table: Values) -> "LessonForm":
        """Return the form filled with what a draft's lesson says."""
        return cls(formdata=None, data=dict(table))

    def table(self) -> dict[str, object]:
        """Return the part's table."""
        text = (self.text.data or "").replace("\r\n", "\n").strip()
        table = {"title": self.title.data, "minutes": self.minutes.data, "text": f"{text}\n" if text else ""}
        return {key: value for key, value in table.items() if value is not None}


class CardPictureForm(FlaskForm):
    """A picture for a card, and in words what it shows."""

    card = WholeNumberField(_l("On the card number"), validators=[InputRequired()])
    file = FileField(
        _l("Picture (JPEG, PNG, WebP or GIF)"), validators=[FileRequired(_l("Choose a file first."))]
    )
    alt = LineField(_l("What the picture shows, for whoever cannot see it"), length=MOST_ALT)


class NeedsCheckerForm(FlaskForm):
    """Whether somebody else has to check a topic before it is published."""

    needs_checker = BooleanField(_l("Somebody who did not write it has to check it before it is published"))


class CorrectionForm(FlaskForm):
    """Why a key was put right."""

    reason = LineField(_l("The reason"), length=REASON_LENGTH)


class IntakeForm(FlaskForm):
    """Questions as a text or a file, and what they are for."""

    text = TextAreaField(_l("Paste the text here"), validators=[Readable(MOST_PASTED_CHARACTERS)])
    file = FileField(_l("Or choose a file (Word, Excel, CSV, GIFT, Aiken, Moodle XML, QTI, H5P)"))
    format = SelectField(_l("Format"), choices=["", *FORMATS_IN])
    kind = SelectField(_l("What the questions are for"), choices=KINDS_BROUGHT_IN)

    def validate_file(self, field: Field) -> None:
        """Refuse a form with neither a text nor a file."""
        if not field.data and not (self.text.data or "").strip():
            raise ValidationError(_("Paste a text or choose a file first."))

    def source(self) -> tuple[bytes, str, str | None]:
        """Return the bytes to read, their file's name, and the format if it was named."""
        if self.file.data:
            return self.file.data.read(), self.file.data.filename or "", self.format.data or None
        return (self.text.data or "").encode(), "", self.format.data or None


class TakeForm(FlaskForm):
    """The questions that were read, as the page carries them, and the author's consent to leave the rest."""

    read = TextAreaField()
    kind = SelectField(choices=KINDS_BROUGHT_IN)
    left_out = WholeNumberField(default=0, validators=[Optional()])
    chosen = SelectMultipleField(validate_choice=False)
    consent = BooleanField()

    def parts(self) -> list[Part]:
        """Return the chosen questions as parts of a draft."""
        numbers = set(self.chosen.data or [])
        carried = parts_carried(self.read.data or "", self.kind.data)
        return [part for number, part in enumerate(carried) if str(number) in numbers]

    def validate_chosen(self, field: Field) -> None:
        """Ask for a choice, rather than take nothing."""
        if not self.parts():
            raise ValidationError(_("Nothing was taken yet: tick the questions to take."))

    def validate_consent(self, field: Field) -> None:
        """Ask for consent where something was not read."""
        if self.left_out.data and not field.data:
            raise ValidationError(_("Nothing was taken yet: agree that what was not read is left out."))


class TopicZipForm(FlaskForm):
    """A topic that was taken along as one file."""

    file = FileField(_l("Topic as one file (.zip)"), validators=[FileRequired(_l("Choose a file first."))])


class BuildForm(FlaskForm):
    """Where questions of the bank go; `draws`, the second button, draws `count` of them with the seed."""

    title = LineField(_l("Title of the new topic"), length=TITLE_LENGTH, required=False)
    into = SelectField(_l("Into the topic"), default="", choices=[])
    count = WholeNumberField(
        _l("How many"), default=10, validators=[Optional(), NumberRange(1, 50, _l("From 1 to 50."))]
    )
    seed = LineField(_l("Seed (the same seed draws the same questions)"), length=20, required=False)
    draws = HiddenField()

    def validate_title(self, field: Field) -> None:
        """Ask for a title where no topic was chosen."""
        if not self.into.data and not field.data:
            raise ValidationError(_("Give the new topic a title, or choose one there is."))

    def validate_count(self, field: Field) -> None:
        """Ask how many are to be drawn."""
        if self.draws.data and not field.data:
            raise ValidationError(_("Say how many."))

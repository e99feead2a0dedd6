"""The forms with which a meeting is planned: when and where, a step, another date."""

import re
from datetime import datetime, time, timedelta
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import NumberRange

from elearn import clock, db
from elearn.forms import DayField, LineField, OptionalDayField, Readable, WholeNumberField
from elearn.meetings.models import PLACE_LENGTH, STEP_TITLE_LENGTH, TITLE_LENGTH
from quizzes.vietnamese import clean

# Hướng dẫn 42-HD/BTCTW, 28/10/2025: at least 90 minutes, at least 120 together with a chuyên đề.
USUAL_LENGTH_MINUTES: Final = 90
LONGEST_TEXT: Final = 4000
LONGEST_NOTE: Final = 1000
LONGEST_INSERT: Final = 20_000
LONGEST_PROMPT: Final = 300
MOST_POLL_OPTIONS: Final = 8
FARTHEST_AWAY: Final = timedelta(days=732)
_TIME = re.compile(r"(\d{1,2})\s*(?:[:hg.]|giờ)\s*(\d{0,2})\s*(?:phút)?", re.IGNORECASE)
_ID_DIGITS = len(str(db.LARGEST_ID))


def id_in(field: Field) -> int | None:
    """Return the id that a form carries for what it will make, or None for what is no id of ours."""
    text = field.data or ""
    if not (text.isascii() and text.isdecimal() and len(text) <= _ID_DIGITS):
        return None
    number = int(text)
    return number if 0 < number <= db.LARGEST_ID else None


class TimeField(StringField):
    """A time of day as people write it: 19:30, 19h30, 19 giờ 30."""

    # Read after the form was found valid; before that it has no meaning.
    time: time = time.min

    def _value(self) -> str:
        if isinstance(self.data, time):
            return self.data.strftime("%H:%M")
        return self.data or ""

    def pre_validate(self, form: Any) -> None:
        """Raise ValidationError unless a time of day was typed."""
        found = _TIME.fullmatch((self.data or "").strip())
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
        if hour > 23 or minute > 59:
            raise ValidationError(_("Write the time like 19:30."))
        self.time = time(hour, minute)


class DateForm(FlaskForm):
    """When a meeting begins."""

    day = DayField(_l("Day"))
    time = TimeField(_l("Time"))

    @property
    def starts_at(self) -> datetime:
        """The day and the time in Vietnam; only of a valid form."""
        return datetime.combine(self.day.day, self.time.time, clock.VIETNAM)

    def validate_day(self, field: Field) -> None:
        """Refuse a day that can only be a slip of the finger."""
        if abs(field.day - clock.today()) > FARTHEST_AWAY:
            raise ValidationError(_("That year is too far away. Look at it once more."))


class PlaceForm(FlaskForm):
    """What a meeting is called, where it is, and how long it is to last."""

    title = LineField(_l("Title"), length=TITLE_LENGTH)
    place = LineField(_l("Place"), length=PLACE_LENGTH, required=False)
    planned_minutes = WholeNumberField(
        _l("Planned length in minutes"),
        default=USUAL_LENGTH_MINUTES,
        validators=[NumberRange(15, 480, _l("From 15 to 480."))],
    )


class MeetingForm(DateForm, PlaceForm):
    """A new meeting; `number` makes a second tap the same meeting."""

    number = HiddenField()


class TextField(TextAreaField):
    """Several lines of text, cleaned."""

    def __init__(self, label: Any, *, length: int, **more: Any) -> None:
        super().__init__(
            label,
            validators=[Readable(length)],
            filters=[lambda text: clean(text or "", keep_lines=True)],
            **more,
        )


class StepForm(FlaskForm):
    """What is written about a step; `number` makes a second tap the same step."""

    number = HiddenField()
    title = LineField(_l("Title of the step"), length=STEP_TITLE_LENGTH, required=False)
    minutes = WholeNumberField(_l("Minutes"), validators=[NumberRange(0, 180, _l("From 0 to 180."))])
    text = TextField(_l("Text that the room reads"), length=LONGEST_TEXT)
    note = TextField(_l("Note that only the host sees"), length=LONGEST_NOTE)
    opens_on = OptionalDayField(_l("Open for preparation from"))


class NewStepForm(StepForm):
    """A step that asks nothing: it needs something to be recognised by."""

    title = LineField(_l("Title of the step"), length=STEP_TITLE_LENGTH)


class OwnPollForm(FlaskForm):
    """A poll of the cell's own; `number` makes a second tap the same one."""

    number = HiddenField()
    prompt = LineField(_l("What is asked"), length=LONGEST_PROMPT)
    options = TextField(_l("Answers to choose from, one a line"), length=LONGEST_NOTE)
    many = BooleanField(_l("Several answers may be chosen"))
    minutes = WholeNumberField(_l("Minutes"), validators=[NumberRange(0, 180, _l("From 0 to 180."))])

    @property
    def lines(self) -> list[str]:
        """The answers to choose from, without empty lines."""
        return [line for line in (self.options.data or "").split("\n") if line]

    def validate_options(self, field: Field) -> None:
        """Refuse fewer than two answers, more than eight, and one that comes twice."""
        if not 2 <= len(self.lines) <= MOST_POLL_OPTIONS:
            raise ValidationError(_("Write from 2 to %(max)d answers, one a line.", max=MOST_POLL_OPTIONS))
        if len(set(self.lines)) < len(self.lines):
            raise ValidationError(_("One answer comes twice."))


class InsertForm(FlaskForm):
    """The insert for the minutes as the secretary changed it, and what stands in a document's head."""

    text = TextField(_l("Insert for the minutes"), length=LONGEST_INSERT)
    superior = LineField(_l("Committee above (for the document's head)"), length=160, required=False)
    place = LineField(_l("Place name before the date"), length=PLACE_LENGTH, required=False)

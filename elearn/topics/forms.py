"""The form that gives a topic to the cell."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, StringField, ValidationError
from wtforms.validators import NumberRange, Optional

from elearn import clock
from elearn.forms import WholeNumberField

LONGEST_WINDOW_DAYS = 366


def _day_of(text: str) -> date | None:
    """Return the day in 23/11/2026 (as people write it) or 2026-11-23 (as a browser's calendar sends it)."""
    parts = text.replace("-", "/").replace(".", "/").split("/")
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    numbers = [int(part) for part in parts]
    year, month, day = numbers if len(parts[0]) == 4 else numbers[::-1]
    try:
        return date(year, month, day)
    except ValueError:
        return None


class DayField(StringField):
    """A day as Vietnamese forms write it: a phone set to English would show a calendar's mm/dd."""

    # Read after the form was found valid; before that it has no meaning.
    day: date = date.min

    def _value(self) -> str:
        if isinstance(self.data, date):
            return self.data.strftime("%d/%m/%Y")
        return self.data or ""

    def pre_validate(self, form: Any) -> None:
        """Raise ValidationError unless a day was typed."""
        day = _day_of((self.data or "").strip())
        if day is None:
            raise ValidationError(_("Write the day like 23/11/2026."))
        self.day = day


class AssignForm(FlaskForm):
    """The window, and how the exam is taken in it."""

    opens_on = DayField(_l("From"))
    closes_on = DayField(_l("To (this day included)"))
    tries = WholeNumberField(_l("Exam tries"), validators=[NumberRange(1, 10, _l("From 1 to 10."))])
    minutes = WholeNumberField(
        _l("Exam minutes (empty: no limit)"),
        validators=[Optional(), NumberRange(1, 180, _l("From 1 to 180."))],
    )

    def validate_closes_on(self, field: Field) -> None:
        """Refuse a window that runs backward or for more than a year."""
        if date.min in (self.opens_on.day, field.day):
            return
        length = (field.day - self.opens_on.day).days
        if length < 0:
            raise ValidationError(_("The last day lies before the first one."))
        if length > LONGEST_WINDOW_DAYS:
            raise ValidationError(_("At most one year."))
        today = clock.vietnam_day(clock.now())
        if abs((field.day - today).days) > 2 * LONGEST_WINDOW_DAYS:
            raise ValidationError(_("That year is too far away. Look at it once more."))

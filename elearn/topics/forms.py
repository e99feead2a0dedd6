"""The form that gives a topic to the cell."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, ValidationError
from wtforms.validators import NumberRange, Optional

from elearn import clock
from elearn.forms import DayField, WholeNumberField

LONGEST_WINDOW_DAYS = 366


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
        today = clock.today()
        if abs((field.day - today).days) > 2 * LONGEST_WINDOW_DAYS:
            raise ValidationError(_("That year is too far away. Look at it once more."))

"""Forms of the scores: more time or tries for a member, why a question is dropped, a report."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField
from wtforms.validators import NumberRange

from elearn.attempts.dropping import REASON_LENGTH
from elearn.forms import LineField, WholeNumberField
from elearn.meetings.models import PLACE_LENGTH
from elearn.meetings.plan_forms import TextField

LONGEST_REPORT = 20_000


class ExtensionForm(FlaskForm):
    """Minutes and tries to add; `number` makes a second tap the same extension."""

    number = HiddenField()
    topic = SelectField(_l("Topic"))
    minutes = WholeNumberField(
        _l("Minutes to add"), default=0, validators=[NumberRange(0, 180, _l("From 0 to 180."))]
    )
    tries = WholeNumberField(
        _l("Tries to add"), default=0, validators=[NumberRange(0, 10, _l("From 0 to 10."))]
    )


class DropForm(FlaskForm):
    """Why a question does not count."""

    reason = LineField(
        _l("Why it does not count (everybody who took the quiz sees it)"), length=REASON_LENGTH
    )


class ReportForm(FlaskForm):
    """A report as the secretary changed it, and what stands in the document's head."""

    text = TextField(_l("Report"), length=LONGEST_REPORT)
    superior = LineField(_l("Committee above (for the document's head)"), length=160, required=False)
    place = LineField(_l("Place name before the date"), length=PLACE_LENGTH, required=False)

"""Forms of the scores: more time or tries for a member, and the reason for which a question is dropped."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField
from wtforms.validators import NumberRange

from elearn.attempts.dropping import REASON_LENGTH
from elearn.forms import LineField, WholeNumberField


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

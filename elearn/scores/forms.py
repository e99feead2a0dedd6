"""The form with which a member is given more time or tries."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField
from wtforms.validators import NumberRange

from elearn.forms import WholeNumberField


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

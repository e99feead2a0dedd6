"""Forms of a member's own page."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField
from wtforms.validators import AnyOf, Optional

from elearn.accounts.forms import ChangePinForm, PinField
from elearn.i18n import LANGUAGES


class DisplayForm(FlaskForm):
    """The size of the text, the language, or both; what is not posted stays as it is."""

    text_size = StringField(validators=[Optional(), AnyOf(("normal", "large"))])
    language = StringField(validators=[Optional(), AnyOf(tuple(LANGUAGES))])
    next = HiddenField()


class ChangeOwnPinForm(ChangePinForm):
    """A new PIN with the old one; `made_for` tells a second tap from a second change."""

    made_for = HiddenField()


class EraseForm(FlaskForm):
    """The PIN, typed to confirm that everything be erased."""

    pin = PinField(_l("PIN (6 digits)"))

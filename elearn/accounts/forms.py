"""Forms for coming in: the first cell, a PIN, a code."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, StringField, ValidationError
from wtforms.validators import StopValidation

from elearn.accounts.models import CELL_NAME_LENGTH, NAME_LENGTH
from elearn.accounts.secrets import CODE_LENGTH, PIN_LENGTH, is_easy_to_guess
from elearn.forms import LineField

_DIGITS_OF_OTHER_KEYBOARDS = str.maketrans("０１２３４５６７８９", "0123456789")


def digits(text: str | None) -> str:
    """Return the digits of what was typed, without the spaces and hyphens people put between them."""
    return "".join(c for c in (text or "").translate(_DIGITS_OF_OTHER_KEYBOARDS) if c not in " -.\u00a0")


def _is_number(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdecimal()


class PinField(StringField):
    """A six-digit PIN, typed on a numeric keyboard; it never comes back to the page."""

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(label, filters=[digits], **more)

    def pre_validate(self, form: Any) -> None:
        """Raise StopValidation unless there are exactly six digits: what follows may count on digits."""
        if not _is_number(self.data or "", PIN_LENGTH):
            raise StopValidation(_("The PIN has exactly 6 digits."))


def require_letters(_form: FlaskForm, field: Field) -> None:
    """Raise ValidationError for a name that has no letter in it, such as a space."""
    if not any(char.isalpha() for char in field.data or ""):
        raise ValidationError(_("A name has letters in it."))


class NewPinForm(FlaskForm):
    """A PIN chosen twice."""

    pin = PinField(_l("New PIN (6 digits)"))
    again = PinField(_l("The PIN once more"))

    def validate_pin(self, field: Field) -> None:
        """Refuse a PIN that is among the first that somebody would try."""
        if is_easy_to_guess(field.data):
            raise ValidationError(_("This PIN is easy to guess. Choose another one."))

    def validate_again(self, field: Field) -> None:
        """Refuse a second PIN that differs."""
        if field.data != self.pin.data:
            raise ValidationError(_("The two PINs differ. Type them once more."))


class ChangePinForm(NewPinForm):
    """A new PIN, with the old one."""

    old = PinField(_l("The PIN you use now"))


class FoundCellForm(NewPinForm):
    """The first secretary names the cell."""

    cell_name = LineField(_l("Name of the cell"), length=CELL_NAME_LENGTH)
    name = LineField(_l("Your full name"), length=NAME_LENGTH)

    def validate_cell_name(self, field: Field) -> None:
        """Refuse a name without a letter."""
        require_letters(self, field)

    def validate_name(self, field: Field) -> None:
        """Refuse a name without a letter."""
        require_letters(self, field)


class SignInForm(FlaskForm):
    """A code and a PIN."""

    code = StringField(_l("Sign-in code (8 digits)"), filters=[digits])
    pin = PinField(_l("PIN (6 digits)"))
    next = HiddenField()

    def validate_code(self, field: Field) -> None:
        """Refuse what cannot be a code."""
        if not _is_number(field.data or "", CODE_LENGTH):
            raise ValidationError(_("The code has exactly 8 digits; it stands on your card."))


class LinkPinForm(FlaskForm):
    """The PIN alone, for a personal link whose member has set one."""

    pin = PinField(_l("PIN (6 digits)"))

"""What all forms share: text is cleaned at the door, and messages are ours."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, IntegerField, StringField, ValidationError
from wtforms.validators import DataRequired

from quizzes.vietnamese import clean, is_mojibake

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def require_readable(text: str) -> None:
    """Raise ValidationError when `text` arrived broken: another encoding, or an old font's letters."""
    if REPLACEMENT in text:
        raise ValidationError(_("Some letters arrived broken. Type or paste the text again."))
    font = is_mojibake(text)
    if font:
        raise ValidationError(
            _("This text uses the old %(font)s font. Convert it to Unicode, then paste it again.", font=font)
        )


class Readable:
    """Refuses text that arrived broken, or longer than `length` characters."""

    def __init__(self, length: int) -> None:
        self.length = length

    def __call__(self, _form: FlaskForm, field: Field) -> None:
        """Raise ValidationError when the field's text cannot be taken as it stands."""
        text = field.data or ""
        if len(text) > self.length:
            raise ValidationError(
                _("At most %(max)d characters; there are %(count)d.", max=self.length, count=len(text))
            )
        # As it was sent: cleaning takes out characters by which an old font is known.
        require_readable(field.raw_data[0] if field.raw_data else text)


def is_own_path(path: str) -> bool:
    """Say whether `path` is a page of ours: a link made by a stranger must not lead to theirs.

    Browsers read a backslash as a slash and drop tabs and line ends: both would hide a second slash.
    """
    return path.isprintable() and path.startswith("/") and not path.startswith("//") and "\\" not in path


def _clean_line(text: str | None) -> str | None:
    return None if text is None else clean(text)


def _rules(length: int, required: bool) -> list[Any]:
    needed = [DataRequired(_l("Please fill this in."))] if required else []
    return [*needed, Readable(length)]


class LineField(StringField):
    """One line of text, cleaned: NFC, Đ as Đ, no control characters, no doubled spaces."""

    def __init__(self, label: Any, *, length: int, required: bool = True, **more: Any) -> None:
        super().__init__(label, validators=_rules(length, required), filters=[_clean_line], **more)


class WholeNumberField(IntegerField):
    """A whole number; what is none is refused once, in our words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the number that was typed, or raise ValueError."""
        try:
            super().process_formdata([text.strip() for text in valuelist])
        except ValueError:
            raise ValueError(_("Write a whole number.")) from None

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        """Ask for the range only of a number."""
        if self.process_errors and any(text.strip() for text in self.raw_data or ()):
            self.errors = list(self.process_errors)
            return False
        return bool(super().validate(form, extra_validators))


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


class OptionalDayField(DayField):
    """A day, or nothing."""

    def pre_validate(self, form: Any) -> None:
        """Ask for a day only where something was typed."""
        if (self.data or "").strip():
            super().pre_validate(form)

"""Forms for the roster: one person, a list of people, roles, the cell's name."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import Field, HiddenField, SelectMultipleField, TextAreaField, ValidationError
from wtforms.validators import InputRequired

from elearn.accounts.forms import require_letters
from elearn.accounts.models import CELL_NAME_LENGTH, NAME_LENGTH, NOTE_LENGTH
from elearn.cells.pasted import MAX_LINES, filled_lines, holds_a_number, name_and_note, signs_in
from elearn.forms import LineField

ROLE_NAMES = {
    "secretary": _l("secretary"),
    "deputy": _l("deputy secretary or committee member"),
    "host": _l("host of meetings"),
    "author": _l("author of topics"),
}


def refuse_numbers(_form: FlaskForm, field: Field) -> None:
    """Raise ValidationError for a telephone or identity number: nothing of the kind is kept."""
    if holds_a_number(field.data or ""):
        raise ValidationError(
            _("This looks like a telephone or identity number. Such numbers are not kept here.")
        )


class PersonForm(FlaskForm):
    """A member's name and note."""

    name = LineField(_l("Full name"), length=NAME_LENGTH)
    note = LineField(_l("Note"), length=NOTE_LENGTH, required=False)

    def validate(self, extra_validators: Any = None) -> bool:
        """Write the name as names are written, and move words in brackets to the note, before judging."""
        self.name.data, self.note.data = name_and_note(self.name.data or "", self.note.data or "")
        return bool(super().validate(extra_validators))

    def validate_name(self, field: Field) -> None:
        """Refuse a name without a letter, with a number, or with a sign that no name has."""
        require_letters(self, field)
        refuse_numbers(self, field)
        signs = signs_in(field.data)
        if signs:
            raise ValidationError(
                _("A name has only letters, spaces, hyphens, apostrophes and dots; this one holds: %(signs)s",
                  signs=signs)
            )  # fmt: skip

    def validate_note(self, field: Field) -> None:
        """Refuse a number that must not be kept."""
        refuse_numbers(self, field)


class PastedListForm(FlaskForm):
    """A list of names as it was pasted; its lines are judged one by one, so the text stays as it came."""

    people = TextAreaField(_l("List of names"), validators=[InputRequired(_l("Please fill this in."))])

    def validate_people(self, field: Field) -> None:
        """Refuse a list without names, and one that is longer than a page can show."""
        count = len(filled_lines(field.data))
        if count == 0:
            raise ValidationError(_("There is no name in this list."))
        if count > MAX_LINES:
            raise ValidationError(
                _("At most %(max)d names at a time; there are %(count)d. Paste the rest afterwards.",
                  max=MAX_LINES, count=count)
            )  # fmt: skip


class RosterFileForm(FlaskForm):
    """A spreadsheet with the cell's roster; it is read and forgotten."""

    file = FileField(_l("Spreadsheet (.xlsx or .csv)"), validators=[FileRequired(_l("Choose a file first."))])


class RolesForm(FlaskForm):
    """The roles a member holds."""

    roles = SelectMultipleField(_l("Roles"), choices=list(ROLE_NAMES))


class SerialForm(FlaskForm):
    """Which links a button means to void, so that a second tap does not void the new one too."""

    serial = HiddenField()

    @property
    def number(self) -> int:
        """The serial number that was sent, or 0 for none."""
        text = self.serial.data or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


class CellForm(FlaskForm):
    """The cell's own name."""

    name = LineField(_l("Name of the cell"), length=CELL_NAME_LENGTH)

    def validate_name(self, field: Field) -> None:
        """Refuse a name without a letter."""
        require_letters(self, field)

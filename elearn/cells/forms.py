"""Forms for the roster: one person, a list of people, roles, the cell's name."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    Field,
    Form,
    FormField,
    HiddenField,
    SelectMultipleField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired

from elearn import clock
from elearn.accounts.forms import require_letters
from elearn.accounts.models import CELL_NAME_LENGTH, NAME_LENGTH, NOTE_LENGTH, RoleGrant
from elearn.accounts.terms import Term
from elearn.cells.pasted import MAX_LINES, filled_lines, holds_a_number, name_and_note, signs_in
from elearn.forms import LineField, OptionalDayField

# Longer ago, or later, a day of a role must be a slip.
MOST_YEARS = 60
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


class TermForm(Form):
    """From which day to which a role is held; part of RolesForm, so without a token of its own."""

    since = OptionalDayField(_l("From, like 03/02/2026 (empty: today)"))
    until = OptionalDayField(_l("To, this day included (empty: until it is taken back)"))

    def clear(self) -> None:
        """Forget what was typed."""
        self.since.data = self.until.data = None

    def term(self, usual: date) -> Term:
        """Return the term; without a first day it begins on the usual one. Only of a valid form."""
        since = self.since.day if self.since.data else usual
        return Term(since, self.until.day if self.until.data else None)

    def validate_until(self, field: Field) -> None:
        """Refuse a term that runs backward, or is over."""
        if not field.data or field.day == date.min:
            return
        if field.day < self.since.day:
            raise ValidationError(_("The last day lies before the first one."))
        if field.day < clock.today():
            raise ValidationError(_("This day is over. Untick the role if it is not held any more."))
        _refuse_a_slip(field.day)

    def validate_since(self, field: Field) -> None:
        """Refuse a day that must be a slip."""
        if field.data:
            _refuse_a_slip(field.day)


def _refuse_a_slip(day: date) -> None:
    if abs((day - clock.today()).days) > MOST_YEARS * 366:
        raise ValidationError(_("That year is too far away. Look at it once more."))


class RolesForm(FlaskForm):
    """The roles a member holds, each with its term."""

    roles = SelectMultipleField(_l("Roles"), choices=list(ROLE_NAMES))
    secretary = FormField(TermForm)
    deputy = FormField(TermForm)
    host = FormField(TermForm)
    author = FormField(TermForm)

    @classmethod
    def of(cls, grants: Iterable[RoleGrant]) -> "RolesForm":
        """Return the form filled with the grants that are not past."""
        terms = {grant.role: {"since": grant.granted_on, "until": grant.until} for grant in grants}
        return cls(formdata=None, data={"roles": list(terms), **terms})

    def terms(self, held: Iterable[RoleGrant]) -> dict[str, Term]:
        """Return the term of each role that is ticked; one without a first day goes on, or begins today."""
        today = clock.today()
        begun = {grant.role: min(grant.granted_on, today) for grant in held}
        return {role: self[role].form.term(begun.get(role, today)) for role in self.roles.data or ()}

    def validate(self, extra_validators: Any = None) -> bool:
        """Judge the terms of those roles that are ticked."""
        for role in set(ROLE_NAMES).difference(self.roles.data or ()):
            self[role].form.clear()
        return bool(super().validate(extra_validators))


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

"""What is typed in a room: ideas, a code, a name with its PIN."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField
from wtforms.validators import AnyOf, DataRequired

from elearn.accounts.forms import PinField
from elearn.forms import LineField
from elearn.meetings.answer_models import IDEA_LENGTH


class IdeaForm(FlaskForm):
    """One sentence to the room, under a name only if its author ticks that."""

    text = LineField(_l("One sentence"), length=IDEA_LENGTH)
    kind = StringField(_l("What it is"), default="idea", validators=[AnyOf(("idea", "question"))])
    named = BooleanField(_l("With my name"))


class ByNameForm(FlaskForm):
    """A member's name picked from the cell's list, and their PIN."""

    member = StringField(_l("Your name"), validators=[DataRequired(_l("Please fill this in."))])
    pin = PinField(_l("PIN (6 digits)"))

"""What is typed in a room: ideas, a code, a name with its PIN."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField
from wtforms.validators import DataRequired

from elearn.accounts.forms import PinField
from elearn.forms import LineField
from elearn.meetings.answer_models import IDEA_LENGTH


class IdeaForm(FlaskForm):
    """One sentence to the room, under a name only if its author ticks that."""

    text = LineField(_l("One sentence"), length=IDEA_LENGTH)
    kind = SelectField(
        _l("What it is"), choices=[("idea", _l("An idea")), ("question", _l("A question"))], default="idea"
    )
    named = BooleanField(_l("With my name"))


class ByNameForm(FlaskForm):
    """A member's name picked from the cell's list, and their PIN."""

    member = SelectField(_l("Your name"), coerce=str, validate_choice=False, validators=[DataRequired()])
    pin = PinField(_l("PIN (6 digits)"))

"""The forms about the committee above."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField

from elearn.forms import LineField


class JoinForm(FlaskForm):
    """The code of the committee; `agrees` comes with the second page, which says what it will see."""

    code = LineField(_l("Code of the committee"), length=20)
    agrees = HiddenField()

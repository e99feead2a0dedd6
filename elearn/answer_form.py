"""What the form of every question does: it holds what was posted, and gives the engine a Response."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import Field, ValidationError
from wtforms.form import BaseForm

from elearn.forms import require_readable
from quizzes.confidence import level_or_none
from quizzes.questions import InvalidResponse, Question, Response

Q = TypeVar("Q", bound=Question)


class Unfinished(Exception):
    """A part of the answer is missing or too long; the message says which."""


class AnswerForm(ABC, Generic[Q]):
    """The fields of one question, filled from a response or from what was posted.

    `step` is added to the address that the form posts to: it tells the parts of one question apart, so that
    a phone which sends an answer again sends it to the part it was given to.
    """

    step = ""
    is_last_step = True

    def __init__(self, question: Q, given: Response = (), confidence: str | None = None) -> None:
        self.question = question
        self.error = ""
        # How sure the member is; None where the question does not ask or the member does not say.
        self.confidence = confidence
        self.fields = BaseForm(self.make_fields())
        self.fields.process(data=self.data_of(given) if given else {})

    def read(self, posted: MultiDict[str, str]) -> Response | None:
        """Return the response that was posted, or None with `error` set; the fields keep what was sent."""
        self.fields.process(posted)
        self.confidence = level_or_none(posted.get("confidence")) if self.question.confidence else None
        try:
            response = self.question.check(self.response())
        except InvalidResponse:
            self.error = self.error or _("That is not an answer to this question. Choose again.")
            return None
        except (Unfinished, ValidationError) as refusal:
            self.error = str(refusal)
            return None
        if self.question.is_blank(response):
            self.error = _("Nothing is chosen yet. Choose or type an answer, then send it.")
            return None
        return response

    def value(self, name: str) -> Any:
        """Return what a field holds, for the template."""
        return self.fields[name].data

    @abstractmethod
    def make_fields(self) -> Mapping[str, Field]:
        """Return the fields of the question."""

    @abstractmethod
    def data_of(self, given: Response) -> Mapping[str, Any]:
        """Return what the fields hold when `given` was answered."""

    @abstractmethod
    def response(self) -> Response:
        """Return the response that the fields hold.

        Raises InvalidResponse, or Unfinished with a message for the member.
        """


def require_typed(text: str, most: int) -> None:
    """Raise Unfinished for too long a text, ValidationError for one that arrived broken."""
    if len(text) > most:
        raise Unfinished(_("At most %(max)d characters; there are %(count)d.", max=most, count=len(text)))
    require_readable(text)

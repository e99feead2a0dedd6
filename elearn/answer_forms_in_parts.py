"""The forms of questions that ask more than one thing: a post, a case part by part; and of a poll."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import Field, SelectMultipleField, StringField

from elearn.answer_form import AnswerForm, Unfinished
from quizzes.confidence import level_or_none
from quizzes.questions import Case, Poll, Post, Question, Response


class PostForm(AnswerForm[Post]):
    """A verdict, the parts marked as suspicious, and the first check."""

    def make_fields(self) -> Mapping[str, Field]:
        """Return a field for each of the three."""
        signs = SelectMultipleField(choices=[], validate_choice=False)
        return {"verdict": StringField(), "signs": signs, "check": StringField()}

    def data_of(self, given: Response) -> Mapping[str, Any]:
        """Return the verdict, the marked parts and the check."""
        verdict, check, *signs = given
        return {"verdict": verdict, "signs": signs, "check": check}

    def response(self) -> Response:
        """Return verdict, check and marked parts; no part need be marked, but the other two are asked for."""
        verdict, check = self.value("verdict") or "", self.value("check") or ""
        if not verdict:
            raise Unfinished(_("Say whether the post is real, fake, or lacks evidence."))
        if not check:
            raise Unfinished(_("Choose what to check first, too."))
        return (verdict, check, *(self.value("signs") or ()))


class PollForm(AnswerForm[Poll]):
    """One option or, where the poll allows it, several."""

    def make_fields(self) -> Mapping[str, Field]:
        """Return one field of radio buttons or tick boxes."""
        return {"votes": SelectMultipleField(choices=[], validate_choice=False)}

    def data_of(self, given: Response) -> Mapping[str, Any]:
        """Return the options chosen."""
        return {"votes": list(given)}

    def response(self) -> Response:
        """Return the options chosen."""
        return tuple(self.value("votes") or ())


class CaseForm(AnswerForm[Case]):
    """The part of a case that can be answered now; the parts before it are shown, and locked.

    `given` is what is kept of the case: what is posted to the open part is put beside it. When all parts
    are answered, the last stays open, for the rules of the attempt to decide whether it may be changed.
    """

    def __init__(
        self,
        question: Case,
        given: Response,
        confidence: str | None,
        form_of: Callable[[Question, Response], AnswerForm[Any]],
    ) -> None:
        self.question = question
        self.error = ""
        self.confidence = confidence
        self._form_of = form_of
        self.responses = question.responses(given)
        self.part = question.open_part(given) or question.parts[-1]
        self.place = question.parts.index(self.part)
        self.part_form = form_of(self.part, self.responses[self.place])
        self.fields = self.part_form.fields
        # A phone keeps an answer that could not be sent under the form's address.
        self.step = f"?phan={self.place + 1}"
        # How sure a member is, is asked once, with the last part.
        self.is_last_step = self.place == len(question.parts) - 1

    def make_fields(self) -> Mapping[str, Field]:
        """Return the fields of the open part."""
        return self.part_form.make_fields()

    def data_of(self, given: Response) -> Mapping[str, Any]:
        """Return what the open part's fields hold."""
        return self.part_form.data_of(self.question.responses(given)[self.place])

    def response(self) -> Response:
        """Return what is kept of the case with the open part's fields put in."""
        return self._with(self.part_form.response())

    def read(self, posted: MultiDict[str, str]) -> Response | None:
        """Return the case's response with what was posted to its open part, or None with `error` set.

        The same answer to a part that is locked, sent by a second tap, changes nothing; another one is
        refused in words.
        """
        if self.question.confidence:
            self.confidence = level_or_none(posted.get("confidence")) or self.confidence
        asked = posted.get("part", self.part.id)
        if asked != self.part.id:
            return self._again(asked, posted)
        answer = self.part_form.read(posted)
        self.error = self.part_form.error
        return None if answer is None else self._with(answer)

    def _with(self, answer: Response) -> Response:
        responses = [*self.responses]
        responses[self.place] = answer
        return self.question.packed(responses)

    def _again(self, asked: str, posted: MultiDict[str, str]) -> Response | None:
        for part, kept in zip(self.question.parts[: self.place], self.responses, strict=False):
            if part.id == asked and self._is_same(part, kept, posted):
                return self.question.packed(self.responses)
        self.error = _("That part is locked: your first answer to it counts. Go on with this part.")
        return None

    def _is_same(self, part: Question, kept: Response, posted: MultiDict[str, str]) -> bool:
        return self._form_of(part, ()).read(posted) == kept

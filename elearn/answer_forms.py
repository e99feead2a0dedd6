"""From what a phone posts to the engine's Response: one small form for each type of question.

The fields are made for the question at hand. Which ids it has only the engine knows: the form collects what
was sent, the question checks it, and what was filled in stays on the page.
"""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import gettext as _
from wtforms import Field, SelectMultipleField, StringField

from elearn.answer_form import AnswerForm, Unfinished, require_typed
from elearn.answer_forms_in_parts import CaseForm, PollForm, PostForm
from quizzes.questions import (
    Case,
    Cloze,
    Group,
    InvalidResponse,
    Match,
    MultipleChoice,
    Number,
    Order,
    Question,
    Response,
    ShortText,
    SingleChoice,
    TrueFalse,
)
from quizzes.questions.number import LONGEST_RESPONSE as LONGEST_NUMBER
from quizzes.questions.number import NoNumber
from quizzes.questions.short_text import LONGEST_RESPONSE
from quizzes.vietnamese import clean


class SingleChoiceForm(AnswerForm[SingleChoice]):
    """One of the options."""

    def make_fields(self) -> Mapping[str, Field]:
        """Return one field of radio buttons."""
        return {"answer": StringField()}

    def data_of(self, given: Response) -> Mapping[str, Any]:
        """Return the option chosen."""
        return {"answer": given[0]}

    def response(self) -> Response:
        """Return the option chosen, or nothing."""
        return (self.value("answer") or "",)


class MultipleChoiceForm(AnswerForm[MultipleChoice]):
    """Any of the options."""

    def make_fields(self) -> Mapping[str, Field]:
        """Return one field of tick boxes."""
        return {"answers": SelectMultipleField(choices=[], validate_choice=False)}

    def data_of(self, given: Response) -> Mapping[str, Any]:
        """Return the options chosen."""
        return {"answers": list(given)}

    def response(self) -> Response:
        """Return the options chosen."""
        return tuple(self.value("answers") or ())


class TrueFalseForm(AnswerForm[TrueFalse]):
    """A verdict and, where reasons are offered, one of them."""

    def make_fields(self) -> Mapping[str, Field]:
        """Return a field for the verdict and one for the reason."""
        return {"verdict": StringField(), "reason": StringField()}

    def data_of(self, given: Response) -> Mapping[str, Any]:
        """Return the verdict and the reason."""
        return {"verdict": given[0], "reason": given[1] if len(given) > 1 else ""}

    def response(self) -> Response:
        """Return the verdict and the reason; a reason without a verdict is asked for again."""
        verdict, reason = self.value("verdict") or "", self.value("reason") or ""
        if reason and not verdict:
            raise Unfinished(_("First say whether it is true or false, then choose the reason."))
        if verdict and self.question.reasons and not reason:
            raise Unfinished(_("Choose the reason, too."))
        return (verdict, reason) if reason else (verdict,)


class ShortTextForm(AnswerForm[ShortText]):
    """A few typed words."""

    def make_fields(self) -> Mapping[str, Field]:
        """Return one field of text."""
        return {"text": StringField(filters=[lambda text: clean(text or "")])}

    def data_of(self, given: Response) -> Mapping[str, Any]:
        """Return what was typed."""
        return {"text": given[0]}

    def response(self) -> Response:
        """Return what was typed; broken letters and too much text are refused in words."""
        text: str = self.value("text") or ""
        require_typed(text, LONGEST_RESPONSE)
        return (text,)


class NumberForm(AnswerForm[Number]):
    """A typed number."""

    def make_fields(self) -> Mapping[str, Field]:
        """Return one field of text: a browser's own number field knows one way of writing only."""
        return {"number": StringField(filters=[lambda text: clean(text or "")])}

    def data_of(self, given: Response) -> Mapping[str, Any]:
        """Return what was typed."""
        return {"number": given[0]}

    def response(self) -> Response:
        """Return what was typed; what is no number is refused in words."""
        text: str = self.value("number") or ""
        require_typed(text, LONGEST_NUMBER)
        try:
            return self.question.check((text,))
        except NoNumber as refusal:
            raise Unfinished(_(refusal.message) % refusal.values) from refusal


class ClozeForm(AnswerForm[Cloze]):
    """A field for each gap."""

    def make_fields(self) -> Mapping[str, Field]:
        """Return one field for each gap, typed or chosen."""
        return {
            f"gap-{gap.id}": StringField(filters=[lambda text: clean(text or "")])
            for gap in self.question.gaps
        }

    def data_of(self, given: Response) -> Mapping[str, Any]:
        """Return what stands in each gap."""
        return {f"gap-{gap.id}": part for gap, part in zip(self.question.gaps, given, strict=True)}

    def response(self) -> Response:
        """Return what stands in each gap; some may be left open."""
        parts = tuple(self.value(f"gap-{gap.id}") or "" for gap in self.question.gaps)
        for part in parts:
            require_typed(part, LONGEST_RESPONSE)
        return parts


class MatchForm(AnswerForm[Match]):
    """One right side for each left side."""

    def make_fields(self) -> Mapping[str, Field]:
        """Return one list to choose from for each left side."""
        return {f"pair-{left.id}": StringField() for left in self.question.lefts}

    def data_of(self, given: Response) -> Mapping[str, Any]:
        """Return the right side chosen for each left side."""
        return {f"pair-{left}": right for left, right in self.question.chosen(given).items()}

    def response(self) -> Response:
        """Return the right side chosen for each left side."""
        chosen = {left.id: self.value(f"pair-{left.id}") or "" for left in self.question.lefts}
        missing = sum(not right for right in chosen.values())
        if 0 < missing < len(chosen):
            raise Unfinished(_("%(count)d rows have no partner yet.", count=missing))
        return self.question.response_of(chosen)


class OrderForm(AnswerForm[Order]):
    """A place for each item."""

    def make_fields(self) -> Mapping[str, Field]:
        """Return one list of places for each item."""
        return {f"place-{item.id}": StringField() for item in self.question.items}

    def _offered_places(self) -> list[str]:
        return [str(place) for place in range(1, len(self.question.items) + 1)]

    def data_of(self, given: Response) -> Mapping[str, Any]:
        """Return the place of each item."""
        return {f"place-{item}": str(place) for place, item in enumerate(given, 1)}

    def response(self) -> Response:
        """Return the items in the order of their places; each place is used once."""
        places = {item.id: self.value(f"place-{item.id}") or "" for item in self.question.items}
        if not any(places.values()):
            return ()
        if not all(places.values()):
            raise Unfinished(_("Give every row its place."))
        if len(set(places.values())) < len(places):
            raise Unfinished(_("Two rows have the same place. Each place is used once."))
        if not all(place in self._offered_places() for place in places.values()):
            raise InvalidResponse("not a place")
        return tuple(sorted(places, key=lambda item: int(places[item])))


class GroupForm(AnswerForm[Group]):
    """A group for each item."""

    def make_fields(self) -> Mapping[str, Field]:
        """Return one list of groups for each item."""
        return {f"group-{item.id}": StringField() for item in self.question.items}

    def data_of(self, given: Response) -> Mapping[str, Any]:
        """Return the group chosen for each item."""
        return {f"group-{item}": group for item, group in self.question.chosen(given).items()}

    def response(self) -> Response:
        """Return the group chosen for each item."""
        chosen = {item.id: self.value(f"group-{item.id}") or "" for item in self.question.items}
        missing = sum(not group for group in chosen.values())
        if 0 < missing < len(chosen):
            raise Unfinished(_("%(count)d rows have no group yet.", count=missing))
        return self.question.response_of(chosen)


__all__ = ["FORMS", "AnswerForm", "form_for"]

FORMS: Final[Mapping[str, type[AnswerForm[Any]]]] = {
    "choice": SingleChoiceForm,
    "several": MultipleChoiceForm,
    "true_false": TrueFalseForm,
    "short_text": ShortTextForm,
    "number": NumberForm,
    "cloze": ClozeForm,
    "match": MatchForm,
    "order": OrderForm,
    "group": GroupForm,
    "post": PostForm,
    "case": CaseForm,
    "poll": PollForm,
}


def form_for(question: Question, given: Response = (), confidence: str | None = None) -> AnswerForm[Any]:
    """Return the form of `question`, filled with the response `given` and how sure the member was."""
    if isinstance(question, Case):
        return CaseForm(question, given, confidence, form_for)
    return FORMS[question.type](question, given, confidence)

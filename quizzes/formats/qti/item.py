"""From one QTI item to one question."""

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from quizzes.formats.decimals import Exact
from quizzes.formats.foreign import LeftOut, Scribe, split_source
from quizzes.formats.hints import hints_of
from quizzes.formats.intake import common, nearest_points, whole_points
from quizzes.formats.problems import N_
from quizzes.formats.qti.body import BLOCKS, Body, body_of, inner
from quizzes.formats.qti.choices import choice, hottext, match, order
from quizzes.formats.qti.declarations import declarations_of
from quizzes.formats.qti.expressions import unsupported
from quizzes.formats.qti.gaps import gap_match, inline, number, slider
from quizzes.formats.qti.keys import Keys
from quizzes.formats.qti.processing import Marker
from quizzes.formats.xml import Node
from quizzes.questions import Question
from quizzes.questions.base import Common

Reader = Callable[[Node, Body, Common, Keys], Question]

_READERS: Final[dict[str, Reader]] = {
    "choiceInteraction": choice,
    "orderInteraction": order,
    "matchInteraction": match,
    "gapMatchInteraction": gap_match,
    "hottextInteraction": hottext,
    "sliderInteraction": slider,
}
# Thirds and sevenths are written with six digits.
_ROUNDING: Final = Fraction(1, 1000)


def question_of(item: Node, question_id: str, weight: Exact | None, scribe: Scribe) -> Question:
    """Return the question of an item, worth weight times what its rules give; raise LeftOut."""
    if item.child("templateProcessing") is not None or item.get("adaptive") == "true":
        raise unsupported(item.child("templateProcessing") or item)
    declared = declarations_of(item)
    keys = Keys(declared, Marker(item, declared), scribe)
    body = body_of(item)
    prompt = scribe.text(body.html)
    explanation, source = split_source(_explanation(item, body, keys))
    worth = _worth(weight, keys.full())
    fields = common(question_id, prompt, explanation, nearest_points(worth), source)
    fields["discussion"] = "\n\n".join(scribe.text(inner(note, Body())) for note in body.notes)
    hints_of(fields, iter(item.get("label").split()))
    question = _read(body, fields, keys)
    # Noted only now: points of a question that is left out are no news.
    whole_points(worth, scribe.spot)
    return question


def _read(body: Body, fields: Common, keys: Keys) -> Question:
    blocks = [node for node in body.interactions if node.tag in BLOCKS]
    if not body.interactions:
        raise LeftOut(
            N_("The item asks nothing."), N_("Put its text into a lesson, or into the questions below it.")
        )
    if blocks:
        if len(body.interactions) > 1:
            raise LeftOut(
                N_("The item asks %(count)s things at once."),
                N_("Make an item of each."),
                count=str(len(body.interactions)),
            )
        return _READERS[blocks[0].tag](blocks[0], body, fields, keys)
    if len(body.interactions) == 1 and keys.declaration(body.interactions[0]).base_type in (
        "integer",
        "float",
    ):
        return number(body.interactions[0], body, fields, keys)
    return inline(body.interactions, body, fields, keys)


def _worth(weight: Exact | None, full: Exact) -> Exact:
    worth = full if weight is None else weight * full
    if isinstance(worth, int):
        return worth
    nearest = round(worth)
    return nearest if -_ROUNDING < worth - nearest < _ROUNDING else worth


def _explanation(item: Node, body: Body, keys: Keys) -> str:
    """Return the feedback that always shows; what shows in some cases only is noted."""
    always: list[str] = []
    sometimes: list[str] = []
    for node in (*item.all("modalFeedback"), *body.feedback):
        default = keys.declared.outcomes.get(node.get("outcomeIdentifier"), ())
        shows = default == (node.get("identifier"),)
        text = keys.scribe.text(inner(node, Body()))
        is_shown = bool(default) and shows == (node.get("showHide", "show") == "show")
        (always if is_shown else sometimes).append(text)
    if any(sometimes):
        keys.scribe.changed(
            N_("Feedback that shows only in some cases is not kept: %(texts)s."),
            N_("Write what it says into the explanation."),
            texts="; ".join(" ".join(text.split()) for text in sometimes if text)[:200],
        )
    return "\n\n".join(text for text in always if text)

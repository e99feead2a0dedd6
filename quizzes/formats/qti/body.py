"""An item's body: its running text, with each interaction replaced by a mark that can be found again."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from quizzes.formats.foreign import LeftOut, Scribe
from quizzes.formats.problems import N_
from quizzes.formats.qti.expressions import unsupported
from quizzes.formats.xml import Node, escape
from quizzes.vietnamese import clean

BLOCKS: Final = (
    "choiceInteraction",
    "orderInteraction",
    "matchInteraction",
    "gapMatchInteraction",
    "hottextInteraction",
    "sliderInteraction",
)
INLINE: Final = ("inlineChoiceInteraction", "textEntryInteraction")
# Private characters around the number of a place in the text; the file's own are dropped.
_OPEN, _CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_PRIVATE = re.compile(f"[{_OPEN}{_CLOSE}]")
_TEMPLATES: Final = ("templateInline", "templateBlock", "printedVariable", "include")
_FEEDBACK: Final = ("feedbackInline", "feedbackBlock", "modalFeedback")
_EMPTY: Final = frozenset(("br", "img", "hr"))


@dataclass(slots=True)
class Body:
    """The interactions and inner places (gap, hottext) in the order of the text, and what stands around."""

    interactions: list[Node] = field(default_factory=list)
    places: list[Node] = field(default_factory=list)
    feedback: list[Node] = field(default_factory=list)
    notes: list[Node] = field(default_factory=list)
    html: str = ""


def body_of(item: Node) -> Body:
    """Return the body of an item; raise LeftOut where it has parts that are not supported."""
    node = item.child("itemBody")
    if node is None:
        raise LeftOut(N_("The item has no body."), N_("Export the item again from the program that made it."))
    body = Body()
    body.html = inner(node, body)
    return body


def inner(node: Node, body: Body) -> str:
    """Return what is inside an element as HTML, with marks for the places in it."""
    inside = "".join([_html(child, body) for child in node.children]) if node.children else ""
    return _plain(node.text) + inside


def _html(node: Node, body: Body) -> str:
    return _element(node, body) + _plain(node.tail)


def _plain(text: str) -> str:
    return escape(_public(text)) if text else ""


def _public(text: str) -> str:
    # What can be printed is never private.
    return text if text.isprintable() else _PRIVATE.sub("", text)


def _element(node: Node, body: Body) -> str:
    tag = node.tag
    special = _SPECIAL.get(tag)
    if special is not None:
        return special(node, body)
    if tag.endswith("Interaction") or tag in _TEMPLATES:
        raise unsupported(node)
    kept = "".join(
        f' {name}="{escape(node.get(name))}"' for name in ("src", "alt", "href") if name in node.attributes
    )
    return f"<{tag}{kept}/>" if tag in _EMPTY else f"<{tag}{kept}>{inner(node, body)}</{tag}>"


def _place(node: Node, body: Body) -> str:
    body.places.append(node)
    return f"{_OPEN}{len(body.places) - 1}{_CLOSE}"


def _inline(node: Node, body: Body) -> str:
    body.interactions.append(node)
    return _place(node, body)


def _block(node: Node, body: Body) -> str:
    """Return the prompt of a block interaction, and the text with places that two of them have."""
    body.interactions.append(node)
    prompt = node.child("prompt")
    said = f"<div>{inner(prompt, body)}</div>" if prompt is not None else ""
    if node.tag not in ("gapMatchInteraction", "hottextInteraction"):
        return said
    content = [child for child in node.children if child.tag not in ("prompt", "gapText", "gapImg")]
    return said + "<p></p>" + "".join(_html(child, body) for child in content)


def _hottext(node: Node, body: Body) -> str:
    body.places.append(node)
    return inner(node, body)


def _feedback(node: Node, body: Body) -> str:
    body.feedback.append(node)
    return ""


def _rubric(node: Node, body: Body) -> str:
    if "candidate" in node.get("view", "candidate").split():
        return f"<div>{inner(node, body)}</div>"
    body.notes.append(node)
    return ""


def _dropped(node: Node, body: Body) -> str:
    return ""


def _through(node: Node, body: Body) -> str:
    return inner(node, body)


_SPECIAL: Final[dict[str, Callable[[Node, Body], str]]] = {
    **dict.fromkeys(BLOCKS, _block),
    **dict.fromkeys(INLINE, _inline),
    **dict.fromkeys(_FEEDBACK, _feedback),
    "gap": _place,
    "hottext": _hottext,
    "rubricBlock": _rubric,
    "stylesheet": _dropped,
    "contentBody": _through,
}


def text_of(node: Node, scribe: Scribe) -> str:
    """Return a choice's text as one line, without the feedback inside it."""
    # Most choices are words and nothing else, which need not become HTML and words again.
    return scribe.line(inner(node, Body())) if node.children else clean(_public(node.text))


def feedback_in(node: Node, scribe: Scribe) -> str:
    """Return the text of the feedback inside a choice."""
    if not node.children:
        return ""
    return " ".join(text_of(child, scribe) for child in node.iter("feedbackInline", "feedbackBlock"))

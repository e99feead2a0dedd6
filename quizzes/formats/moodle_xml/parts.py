"""The small parts of a Moodle question: texts in Moodle's four formats, and numbers."""

import re
from fractions import Fraction
from typing import Final

from quizzes.formats.decimals import number_of
from quizzes.formats.foreign import LeftOut, Scribe
from quizzes.formats.html import to_html
from quizzes.formats.problems import N_
from quizzes.formats.xml import Node

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&#?\w+;")
_PLAIN: Final = ("plain_text", "markdown")


def html_of_text(node: Node | None) -> str:
    """Return what stands in an element's <text>, or in the element itself, as in old files."""
    if node is None:
        return ""
    inner = node.child("text")
    return (inner if inner is not None else node).words


def html_of(node: Node | None) -> str:
    """Return an element's text as HTML, whatever of Moodle's formats it has."""
    text = html_of_text(node).strip()
    declared = node.get("format") if node is not None else ""
    # Files from before Moodle 2 name no format; "moodle_auto_format" is text in which tags are allowed.
    if declared in _PLAIN or (declared != "html" and not _TAG.search(text)):
        return to_html(text) if "\n" in text or "<" in text or "&" in text else text
    return text.replace("\n", "<br/>") if declared == "moodle_auto_format" and "<p" not in text else text


def fraction_of(text: str, scribe: Scribe) -> Fraction:
    """Return a number that must be one; raise LeftOut where it is none."""
    value = number_of(text)
    if value is None:
        raise LeftOut(
            N_("“%(text)s” is not a number."),
            N_("Write it in digits, as in 12 or 0.5."),
            text=text[:40],
        )
    return value

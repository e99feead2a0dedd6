"""Words out of HTML that foreign formats carry: paragraphs stay apart, everything else becomes plain text.

Tags are cut out one by one, in time that grows with the text alone, however broken the HTML is.
"""

import html
import re
from typing import Final

_TAG = re.compile(r"<[!/]?[a-zA-Z-][^<>]*>")
_REFERENCE = re.compile(r"&(?:#\w{1,8}|\w{1,20});")
_NAME = re.compile(r"</?([a-zA-Z0-9]+)")
_LINES: Final = frozenset(
    ("br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table")
)  # fmt: skip
_MEDIA: Final = frozenset(("img", "audio", "video", "object", "iframe", "svg", "embed"))
_UNREAD: Final = frozenset(("script", "style"))


def has_markup(text: str) -> bool:
    """Tell whether a text holds HTML tags or references to characters."""
    return _TAG.search(text) is not None or _REFERENCE.search(text) is not None


def words_of(text: str) -> tuple[str, bool]:
    """Return the words of HTML, a line for each paragraph, and whether pictures or sound were in it."""
    parts: list[str] = []
    has_media, unread, last = False, 0, 0
    for tag in _TAG.finditer(text):
        if not unread:
            parts.append(text[last : tag.start()])
        last = tag.end()
        found = _NAME.match(tag[0])
        name = found[1].lower() if found else ""
        has_media = has_media or name in _MEDIA
        if name in _UNREAD:
            unread = max(0, unread + (-1 if tag[0].startswith("</") else 1))
        elif name in _LINES:
            parts.append("\n")
    parts.append(text[last:])
    lines = (" ".join(line.split()) for line in html.unescape("".join(parts)).split("\n"))
    return "\n".join(line for line in lines if line), has_media

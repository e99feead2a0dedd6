"""From the HTML that other programs keep in their questions to the plain text of ours, and back.

Our prompts are text with line breaks. Paragraphs, lists and tables keep their shape in it; what text cannot
show (bold, colour, pictures) is named, so that a report can say so.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from quizzes.formats.xml import escape
from quizzes.vietnamese import clean

# What is not yet one space.
_SPACES = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")
_SIMPLE = re.compile(r"(?:[^<&]++|</?(?:p|div|span)>|<br ?/?>|&(?:amp|lt|gt|quot|nbsp);)*+")
_BREAK = re.compile(r"<br ?/?>")
# Divisions that begin or end in one place make one line end, which takes in a break before them.
_DIVISIONS = re.compile(r"(?:<br ?/?> ?)?(?: ?</?div>)+")
# fmt: off
_PARAGRAPHS: Final = frozenset((
    "p", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table",
    "section", "article", "figure",
))
_LINES: Final = frozenset((
    "div", "li", "dt", "dd", "tr", "hr", "figcaption", "address", "header", "footer", "center",
    "caption",
))
_HIDDEN: Final = frozenset((
    "script", "style", "head", "template", "noscript", "select", "button", "textarea",
))
_MEDIA: Final = frozenset((
    "iframe", "object", "embed", "video", "audio", "svg", "canvas",
))
# fmt: on
# Tags whose loss takes something from the text that a reader could need.
# fmt: off
_SHAPES: Final = frozenset((
    "b", "strong", "i", "em", "u", "s", "del", "ins", "mark", "font", "big", "small", "h1", "h2",
    "h3", "h4", "h5", "h6", "math",
))
# fmt: on
_RAISED: Final = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED: Final = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_RAISABLE: Final = frozenset("0123456789+-=()n")
_LOWERABLE: Final = frozenset("0123456789+-=()")
_SHIFTED: Final = {"sup": (_RAISABLE, _RAISED, "^"), "sub": (_LOWERABLE, _LOWERED, "_")}


@dataclass(slots=True)
class Plain:
    """A text, the tags that it lost, the addresses of its pictures; not whole where nesting was too deep."""

    text: str
    lost: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    is_whole: bool = True


@dataclass(slots=True)
class _Flow:
    """The text as it grows, and what is open around the place reached."""

    pieces: list[str] = field(default_factory=list)
    lost: dict[str, None] = field(default_factory=dict)
    pictures: list[str] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)
    hidden: int = 0
    kept: int = 0
    cells: int = 0
    # How many line ends stand before the next word: blocks that end in one place make one break.
    breaks: int = 0
    # Where the text of each open sub or sup begins, and of each open link.
    marks: list[int] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Add a running text; spaces alone do not begin a line."""
        if self.hidden or not text:
            return
        text = text if self.kept else _SPACES.sub(" ", text)
        if self.breaks:
            text = text.lstrip()
            if not text:
                return
            self.end_line()
        self.pieces.append(text)

    def end_line(self) -> None:
        """Write the line ends that stand before the next word."""
        self.pieces.append("\n" * self.breaks)
        self.breaks = 0

    def since(self, mark: int) -> str:
        """Return what was added since a place, taking it out."""
        text = "".join(self.pieces[mark:])
        del self.pieces[mark:]
        return text


def to_text(html: str) -> Plain:
    """Return HTML as plain text; never raises."""
    if "<" not in html and "&" not in html:
        return Plain(clean(html))
    if _SIMPLE.fullmatch(html):
        # Most texts are paragraphs and nothing else: no parser is needed to see that.
        text = _SPACES.sub(" ", html.replace("<span>", "").replace("</span>", ""))
        text = _DIVISIONS.sub("\n", text) if "div>" in text else text
        text = _BREAK.sub("\n", text) if "<br" in text else text
        return Plain(clean(unescape(text.replace("<p>", "\n\n").replace("</p>", "\n\n")), keep_lines=True))
    from lxml import etree  # The engine loads no library before it is needed.

    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    # A stray control character would end the text for the parser.
    source = clean(html, keep_lines=True).encode("utf-8", "replace")
    root = etree.fromstring(b"<div>" + source + b"</div>", parser)
    flow = _Flow()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            _open(flow, element)
            flow.add(element.text or "")
        else:
            _close(flow, element)
            flow.add(element.tail or "")
    text = clean("".join(flow.pieces), keep_lines=True)
    is_whole = not any(error.level_name == "FATAL" for error in parser.error_log)
    return Plain(text, tuple(flow.lost), tuple(flow.pictures), is_whole)


def _open(flow: _Flow, element) -> None:  # type: ignore[no-untyped-def]  # lxml ships without types.
    tag = element.tag
    flow.hidden += tag in _HIDDEN or tag in _MEDIA
    flow.kept += tag == "pre"
    if tag in _MEDIA or (tag in _SHAPES and element.xpath("normalize-space()")):
        flow.lost[tag] = None
    _break(flow, tag)
    if tag in ("ul", "ol"):
        flow.lists.append(0 if tag == "ol" else -1)
    elif tag == "img":
        _picture(flow, element)
    elif tag in _SHIFTED or tag == "a":
        flow.end_line()
        flow.marks.append(len(flow.pieces))
    else:
        _begin_row(flow, tag)


def _begin_row(flow: _Flow, tag: str) -> None:
    if tag == "li":
        flow.add(_bullet(flow))
    elif tag == "tr":
        flow.cells = 0
    elif tag in ("td", "th"):
        flow.add(" | " if flow.cells else "")
        flow.cells += 1


def _close(flow: _Flow, element) -> None:  # type: ignore[no-untyped-def]  # lxml ships without types.
    tag = element.tag
    if tag in _HIDDEN or tag in _MEDIA:
        flow.hidden -= 1
    if tag == "pre":
        flow.kept -= 1
    if tag in ("ul", "ol"):
        flow.lists.pop()
    if tag in _SHIFTED:
        _shift(flow, tag)
    elif tag == "a":
        _link(flow, element)
    if tag != "br":
        _break(flow, tag)


def _break(flow: _Flow, tag: str) -> None:
    if flow.hidden:
        return
    if tag in _PARAGRAPHS and not flow.lists:
        flow.breaks = 2
    elif tag in _LINES or tag in _PARAGRAPHS:
        flow.breaks = max(flow.breaks, 1)
    elif tag == "br":
        flow.breaks += 1


def _bullet(flow: _Flow) -> str:
    if not flow.lists or flow.lists[-1] < 0:
        return "- "
    flow.lists[-1] += 1
    return f"{flow.lists[-1]}. "


def _picture(flow: _Flow, element) -> None:  # type: ignore[no-untyped-def]  # lxml ships without types.
    source = element.get("src") or ""
    flow.pictures.append(source)
    words = element.get("alt") or ("" if source.startswith("data:") else source.rpartition("/")[2])
    flow.add(f" [Hình: {words}] " if words.strip() else " [Hình] ")


def _shift(flow: _Flow, tag: str) -> None:
    text = flow.since(flow.marks.pop())
    able, letters, sign = _SHIFTED[tag]
    if text and set(text) <= able:
        flow.pieces.append(text.translate(letters))
    elif text.strip():
        flow.pieces.append(f"{sign}({text.strip()})")
        flow.lost[tag] = None


def _link(flow: _Flow, element) -> None:  # type: ignore[no-untyped-def]  # lxml ships without types.
    text = flow.since(flow.marks.pop())
    address = (element.get("href") or "").strip()
    flow.pieces.append(text)
    if address.startswith(("https://", "http://")) and address not in text and not flow.hidden:
        flow.pieces.append(f" ({address})")


def to_html(text: str) -> str:
    """Return a plain text as paragraphs of HTML that to_text() turns into the same text."""
    return "".join(
        f"<p>{escape(paragraph).replace(chr(10), '<br/>')}</p>" for paragraph in text.split("\n\n")
    )

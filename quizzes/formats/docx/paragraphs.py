"""Word's paragraphs as lines: text with its list label, what is emphasised, and what was left out of it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from quizzes.formats.docx.numbering import Numbering, W
from quizzes.formats.plain_text.lines import Line, Mark, plain, squeezed

if TYPE_CHECKING:
    from lxml.etree import _Element

_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_LONGEST_PLACE: Final = 48
_OFF: Final = ("0", "false", "off", "none")
_NO_COLOUR: Final = ("", "auto", "000000", "FFFFFF")
_SIGNS: Final = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_PICTURES: Final = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
# What was deleted with tracked changes, and text boxes, are not the paragraph's words.
_SKIPPED: Final = frozenset((f"{W}del", f"{W}moveFrom", f"{W}instrText")) | _PICTURES
# The names of every paragraph, put together once.
_RUN: Final = f"{W}r"
_RUN_LOOK: Final = f"{W}rPr"
_TEXT: Final = f"{W}t"
_LOOK: Final = f"{W}pPr"
_MATH_TEXT: Final = f"{_MATH}t"


@dataclass(slots=True)
class _Words:
    """A paragraph's text as it grows, with its emphasis."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    has_picture: bool = False

    def add(self, text: str, kinds: tuple[str, ...]) -> None:
        start = len(self.text)
        self.text += text
        self.marks += [(kind, start, len(self.text)) for kind in kinds]


@dataclass(frozen=True, slots=True)
class Styles:
    """What styles.xml gives: the list of a paragraph style, the emphasis of a character style."""

    lists: dict[str, tuple[str, int]]
    kinds: dict[str, tuple[str, ...]]


def styles_of(root: "_Element | None") -> Styles:
    """Return the styles that matter here; a style has what the one it is based on has."""
    lists: dict[str, tuple[str, int]] = {}
    kinds: dict[str, tuple[str, ...]] = {}
    for style in root.iter(f"{W}style") if root is not None else ():
        name = style.get(f"{W}styleId", "")
        base = style.find(f"{W}basedOn")
        parent = base.get(f"{W}val", "") if base is not None else ""
        found = _list_of(style.find(f"{W}pPr"))
        if found is not None:
            lists[name] = found
        elif parent in lists:
            lists[name] = lists[parent]
        if style.get(f"{W}type") == "character":
            kinds[name] = _kinds(style.find(f"{W}rPr"), {}) or kinds.get(parent, ())
    return Styles(lists, kinds)


class Reader:
    """Turns paragraphs into lines, counting their lists on the way."""

    def __init__(self, numbering: Numbering, styles: Styles) -> None:
        """Read with the document's lists and styles."""
        self._numbering = numbering
        self._styles = styles

    def lines(self, paragraph: "_Element") -> tuple[list[Line], bool]:
        """Return a paragraph's lines, and whether a picture stands in it."""
        words = _Words()
        words.add(self._label(paragraph), ())
        self._collect(paragraph, words)
        return _lines(words), words.has_picture

    def _label(self, paragraph: "_Element") -> str:
        properties = paragraph.find(_LOOK)
        if properties is None:
            return ""
        found = _list_of(properties)
        if found is None:
            style = properties.find(f"{W}pStyle")
            found = self._styles.lists.get(style.get(f"{W}val", "")) if style is not None else None
        label = self._numbering.label(*found) if found else ""
        return f"{label} " if label else ""

    def _collect(self, parent: "_Element", words: _Words) -> None:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._run(child, words)
            elif tag in _SKIPPED:
                words.has_picture = words.has_picture or tag in _PICTURES
            elif tag == _MATH_TEXT:
                words.add(plain(child.text or ""), ())
            elif tag != _LOOK:
                self._collect(child, words)

    def _run(self, run: "_Element", words: _Words) -> None:
        kinds: tuple[str, ...] = ()
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                words.add(plain(child.text or ""), kinds)
            elif tag == _RUN_LOOK:
                kinds = _kinds(child, self._styles.kinds)
            elif tag in _SIGNS:
                words.add(_SIGNS[tag], ())
            elif tag in _PICTURES or tag.endswith("}AlternateContent"):
                words.has_picture = True


def _lines(words: _Words) -> list[Line]:
    place = " ".join(words.text.split(None, _LONGEST_PLACE))[:_LONGEST_PLACE]
    whole = Line(place, words.text, tuple(words.marks))
    if "\n" not in words.text:
        return [squeezed(whole)]
    start, lines = 0, []
    for text in words.text.split("\n"):
        lines.append(squeezed(whole.cut(start, start + len(text))))
        start += len(text) + 1
    return lines


def _list_of(properties: "_Element | None") -> tuple[str, int] | None:
    numbered = properties.find(f"{W}numPr") if properties is not None else None
    if numbered is None:
        return None
    name, level = numbered.find(f"{W}numId"), numbered.find(f"{W}ilvl")
    depth = level.get(f"{W}val", "0") if level is not None else "0"
    if name is None:
        return None
    return name.get(f"{W}val", ""), int(depth) if depth.isdecimal() and len(depth) < 3 else 0


def _kinds(properties: "_Element | None", styles: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    if properties is None:
        return ()
    kinds: list[str] = []
    for child in properties:
        value = child.get(f"{W}val", "")
        name = child.tag.removeprefix(W)
        if name == "rStyle":
            kinds += styles.get(value, ())
        elif name == "b" and value not in _OFF:
            kinds.append("bold")
        elif name == "u" and value not in _OFF:
            kinds.append("underline")
        elif name == "color" and value not in _NO_COLOUR:
            kinds.append("colour")
        elif _is_highlighted(name, value, child.get(f"{W}fill", "")):
            kinds.append("highlight")
    return tuple(dict.fromkeys(kinds))


def _is_highlighted(name: str, value: str, fill: str) -> bool:
    return (name == "highlight" and value not in _OFF) or (name == "shd" and fill not in _NO_COLOUR)

"""XML from strangers, read by lxml into plain nodes; the only module that knows the library.

What is refused, each with its own words: a DOCTYPE (so no entity can be declared and nothing outside can be
named), text that is not well-formed, elements nested deeper than DEEPEST, and a text longer than lxml's own
limit of ten million characters. Nothing is ever fetched.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from typing import Final

from quizzes.formats.encoding import decode
from quizzes.formats.exchange import Report
from quizzes.formats.problems import N_

DEEPEST: Final = 100
"""Elements inside each other, the root included."""

Local = Callable[[str], str]

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FIX = N_("Export the file again from the program that made it.")


@dataclass(slots=True)
class Node:
    """One element: names without their namespace, `text` before the first child and `tail` behind itself."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    tail: str = ""
    line: int = 0
    children: Sequence["Node"] = ()

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute."""
        return self.attributes.get(name, default)

    def child(self, tag: str) -> "Node | None":
        """Return the first child of this name."""
        for child in self.children:
            if child.tag == tag:
                return child
        return None

    def all(self, *tags: str) -> Iterator["Node"]:
        """Return the children of these names."""
        return (child for child in self.children if child.tag in tags)

    def iter(self, *tags: str) -> Iterator["Node"]:
        """Return this element and those inside it, of these names or all, in the order of the file."""
        if not self.children:
            if not tags or self.tag in tags:
                yield self
            return
        rest = [self]
        while rest:
            node = rest.pop()
            if not tags or node.tag in tags:
                yield node
            if node.children:
                rest += node.children[::-1]

    @property
    def words(self) -> str:
        """The text of the element and all inside it."""
        if not self.children:
            return self.text
        return self.text + "".join(child.words + child.tail for child in self.children)

    def text_of(self, tag: str) -> str:
        """Return the stripped text of the first child of this name, "" where there is none."""
        child = self.child(tag)
        return child.words.strip() if child is not None else ""


class Refused(Exception):
    """The file is not read, and the report says why."""


_OPTIONS: Final = {
    "encoding": "utf-8",
    "load_dtd": False,
    "no_network": True,
    "resolve_entities": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def read_root(data: bytes, report: Report, local: Local | None = None) -> Node | None:
    """Return the root of an XML file, or None after noting why it cannot be read.

    `local` turns each name with its namespace into the one that nodes have; without it, that is cut off.
    """
    from lxml import etree  # The engine loads no library before it is needed.

    try:
        return _node(etree.fromstring(_source(data, report), _parser()), 0, local or local_name)
    except Refused:
        return None
    except _TooDeep as place:
        _note_depth(report, place.line)
    except etree.XMLSyntaxError as error:
        _note_broken(report, error.lineno, error.msg)
    return None


@cache
def _parser():  # type: ignore[no-untyped-def]  # lxml ships without types.
    # Making a parser takes longer than reading an item with it; one may serve several threads.
    from lxml import etree

    return etree.XMLParser(**_OPTIONS)


def read_each(data: bytes, report: Report, tag: str) -> Iterator[Node]:
    """Return every element of this name, then the root without them; never all of them in memory.

    Raises Refused, after noting why, at the place where reading cannot go on.
    """
    from lxml import etree

    events = etree.iterparse(BytesIO(_source(data, report)), events=("start", "end"), **_OPTIONS)
    depth = 0
    try:
        for event, element in events:
            depth += 1 if event == "start" else -1
            if depth > DEEPEST:
                raise _TooDeep(element.sourceline)
            if event == "end" and depth and element.tag.rpartition("}")[2] == tag:
                yield _node(element, depth, local_name)
                _forget(element)
        yield _node(events.root, 0, local_name)
    except _TooDeep as place:
        _note_depth(report, place.line)
        raise Refused from place
    except etree.XMLSyntaxError as error:
        _note_broken(report, error.lineno, error.msg)
        raise Refused from error


class _TooDeep(Exception):
    def __init__(self, line: int | None) -> None:
        super().__init__()
        self.line = line


def _source(data: bytes, report: Report) -> bytes:
    """Return the file in UTF-8 without its declaration, which may name what it once was; raise Refused."""
    text = decode(data, report)
    if text is None or not _is_safe(text, report):
        raise Refused
    return _DECLARATION.sub(_only_lines, text, count=1).encode("utf-8", "replace")


def _forget(element) -> None:  # type: ignore[no-untyped-def]  # lxml ships without types.
    element.clear()
    while (before := element.getprevious()) is not None:
        element.getparent().remove(before)


def _only_lines(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _node(element, above: int, local: Local) -> Node:  # type: ignore[no-untyped-def]  # lxml ships without types.
    """Return an element, below so many others, as a node."""
    if above >= DEEPEST:
        raise _TooDeep(element.sourceline)
    attributes = element.items()
    return Node(
        local(element.tag),
        {local(name): value for name, value in attributes} if attributes else {},
        element.text or "",
        element.tail or "",
        element.sourceline or 0,
        # Most elements have none, and a list for each would be the most of the work.
        [_node(child, above + 1, local) for child in element] if len(element) else (),
    )


@lru_cache(maxsize=1024)
def local_name(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition("}")[2]


def _is_safe(text: str, report: Report) -> bool:
    found = _PROLOG.match(text)
    end = found.end() if found is not None else 0
    if text[end : end + 9].upper() == "<!DOCTYPE":
        report.add(
            "left_out",
            "line",
            str(text.count("\n", 0, end) + 1),
            N_("The file begins with a DOCTYPE, which can name things outside of it; it is refused."),
            N_("Remove the lines from <!DOCTYPE to its >, or export the file again without them."),
        )
        return False
    return True


def _note_depth(report: Report, line: int | None) -> None:
    message = N_("Elements are nested deeper than %(most)s.")
    report.add("left_out", "line", str(line or 1), message, _FIX, most=str(DEEPEST))


def _note_broken(report: Report, line: int | None, detail: str | None) -> None:
    message = N_("The XML is broken: %(detail)s")
    report.add("left_out", "line", str(line or 1), message, _FIX, detail=(detail or "?")[:200])


def escape(text: str) -> str:
    """Return a text as it stands in XML, between tags or in an attribute; what XML cannot hold is dropped."""
    if text.isalnum() or not text:
        return text
    # What can be printed, XML can hold.
    text = text if text.isprintable() else _NOT_IN_XML.sub("", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def element(name: str, content: str = "", attributes: Mapping[str, str] | None = None) -> str:
    """Return an element around content that is XML already; attributes are plain text."""
    inside = "".join([f' {key}="{escape(value)}"' for key, value in attributes.items()]) if attributes else ""
    return f"<{name}{inside}>{content}</{name}>" if content else f"<{name}{inside}/>"

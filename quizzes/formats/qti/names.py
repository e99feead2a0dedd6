"""One set of names for QTI 2 and 3: those of QTI 2 in the code, turned into qti-… names where 3 is meant."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from quizzes.formats.xml import Node, element

_PREFIX: Final = "qti-"
_HYPHEN = re.compile(r"-([a-z0-9])")
_CAPITAL = re.compile(r"(?<=[a-z0-9])([A-Z])")
# Elements of HTML have the same names in both.
_HTML: Final = frozenset(["p", "div", "br", "span", "img"])


def as_qti_2(node: Node) -> Node:
    """Turn the names of QTI 3 in a file, read to its root, into those of QTI 2; return the root."""
    return _renamed(node) if node.tag.startswith(_PREFIX) else node


def _renamed(node: Node) -> Node:
    if node.tag.startswith(_PREFIX):
        node.tag = _camel(node.tag.removeprefix(_PREFIX))
        if node.attributes:
            node.attributes = {_camel(name): value for name, value in node.attributes.items()}
    for child in node.children:
        _renamed(child)
    return node


@lru_cache(maxsize=1024)
def _camel(name: str) -> str:
    return _HYPHEN.sub(lambda found: found[1].upper(), name)


class Names:
    """Writes elements under the names of one version, "2.2" or "3.0"."""

    def __init__(self, version: str) -> None:
        """Write for this version."""
        self.version = version

    def tag(self, name: str, content: str = "", attributes: Mapping[str, str] | None = None) -> str:
        """Return an element of QTI or of HTML around content that is XML already."""
        if self.version == "2.2" or name in _HTML:
            return element(name, content, attributes)
        kebab = {_kebab(key): value for key, value in attributes.items()} if attributes else None
        return element(_PREFIX + _kebab(name), content, kebab)


@lru_cache(maxsize=1024)
def _kebab(name: str) -> str:
    return name if ":" in name else _CAPITAL.sub(r"-\1", name).lower()

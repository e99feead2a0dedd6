"""One set of names for QTI 2 and 3: those of QTI 2 in the code, turned into qti-… names where 3 is meant."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from quizzes.formats.xml import element, local_name

_PREFIX: Final = "qti-"
_HYPHEN = re.compile(r"-([a-z0-9])")
_CAPITAL = re.compile(r"(?<=[a-z0-9])([A-Z])")
# Elements of HTML have the same names in both.
_HTML: Final = frozenset(["p", "div", "br", "span", "img"])


@lru_cache(maxsize=1024)
def as_qti_2(name: str) -> str:
    """Return the name of an element or attribute, with its namespace, as QTI 2 has it and without that."""
    return _HYPHEN.sub(lambda found: found[1].upper(), local_name(name).removeprefix(_PREFIX))


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

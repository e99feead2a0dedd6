"""Word's own numbering: "Câu 1." and "A." of an automatic list are nowhere in the text, so they are counted.

Source: ECMA-376 part 1, 17.9 (numbering): levels, formats, lvlText with %1 … %9, starts and their overrides.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS: Final = 9
_LARGEST: Final = 10_000
"""A number beyond this is written in digits, whatever the list's format."""


@dataclass(slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class _List:
    """A list in the document: its levels, and the numbers they have come to."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)

    def label(self, level: int) -> str:
        """Count one further on a level and return its label; deeper levels begin anew."""
        here = self.levels.get(level, _Level())
        self.counts[level] = self.counts.get(level, here.start - 1) + 1
        for deeper in [each for each in self.counts if each > level]:
            del self.counts[deeper]
        text = here.text
        for each in range(_LEVELS):
            if f"%{each + 1}" in text:
                other = self.levels.get(each, _Level())
                count = self.counts.get(each, other.start)
                text = text.replace(f"%{each + 1}", _formatted(count, other.format))
        return "" if here.format in ("bullet", "none") else text


class Numbering:
    """The lists of a document by the ids that paragraphs name."""

    def __init__(self, root: "_Element | None") -> None:
        """Read numbering.xml, if the document has one."""
        self._lists: dict[str, _List] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._by_id: dict[str, str] = {}
        if root is None:
            return
        for abstract in root.iter(f"{W}abstractNum"):
            self._lists[abstract.get(f"{W}abstractNumId", "")] = _List(_levels(abstract))
        for num in root.iter(f"{W}num"):
            name = num.get(f"{W}numId", "")
            self._by_id[name] = _value(num, "abstractNumId")
            self._restarts[name] = {
                _number(override.get(f"{W}ilvl", "0")): _number(_value(override, "startOverride"))
                for override in num.iter(f"{W}lvlOverride")
                if _value(override, "startOverride")
            }

    def label(self, list_id: str, level: int) -> str:
        """Return the label of the next paragraph of a list, "" for bullets and unknown lists."""
        found = self._lists.get(self._by_id.get(list_id, ""))
        if found is None or not 0 <= level < _LEVELS:
            return ""
        # An override counts once, where its list is first used.
        for each, start in self._restarts.pop(list_id, {}).items():
            found.counts[each] = start - 1
        return found.label(level)


def _levels(abstract: "_Element") -> dict[int, _Level]:
    return {
        _number(level.get(f"{W}ilvl", "0")): _Level(
            _number(_value(level, "start") or "1"),
            _value(level, "numFmt") or "decimal",
            _value(level, "lvlText"),
        )
        for level in abstract.iter(f"{W}lvl")
    }


def _value(parent: "_Element", name: str) -> str:
    child = parent.find(f"{W}{name}")
    return child.get(f"{W}val", "") if child is not None else ""


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _letters(number: int) -> str:
    # Word repeats the letter after Z: AA, BB.
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_FORMATS: Final[Mapping[str, Callable[[int], str]]] = {
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "decimalZero": lambda number: f"{number:02}",
}


def _formatted(number: int, name: str) -> str:
    if not 0 < number < _LARGEST:
        return str(number)
    return _FORMATS.get(name, str)(number)

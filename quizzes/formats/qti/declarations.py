"""What a QTI item declares about its responses: their kind, the right one, and what each value earns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Final, TypeGuard

from quizzes.formats.decimals import Exact, exact, number_of
from quizzes.formats.foreign import LeftOut
from quizzes.formats.problems import N_
from quizzes.formats.xml import Node

Atom = str | Exact | bool
Value = tuple[Atom, ...]
"""A value of QTI: `()` is NULL, one atom a single value, several a container."""

NOTHING: Final = 0

_NUMBERS: Final = ("integer", "float")
_NO_NUMBER: Final = (str, bool)


@dataclass(frozen=True, slots=True)
class Mapped:
    """A <mapping>: what each key earns, what others earn, and the bounds of the sum."""

    entries: Mapping[str, tuple[Exact, bool]]
    default: Exact
    low: Exact | None
    high: Exact | None

    def worth(self, value: Value) -> Exact:
        """Return what a value earns."""
        total = sum([self._of(str_of(each)) for each in dict.fromkeys(value)])
        total = max(total, self.low) if self.low is not None else total
        return min(total, self.high) if self.high is not None else total

    def _of(self, text: str) -> Exact:
        found = self.entries.get(text)
        if found is not None:
            return found[0]
        for key, (worth, is_exact) in self.entries.items():
            if not is_exact and key.casefold() == text.casefold():
                return worth
        return self.default


@dataclass(slots=True)
class Declaration:
    """A <responseDeclaration>."""

    identifier: str
    cardinality: str
    base_type: str
    correct: Value = ()
    mapped: Mapped | None = None

    @property
    def positive(self) -> Value:
        """The right values: those declared right, then those that a mapping rewards."""
        values = list(self.correct)
        if self.mapped is not None:
            values += [self._atom(key) for key, (worth, _) in self.mapped.entries.items() if worth > 0]
        return tuple(dict.fromkeys(values))

    @property
    def right(self) -> Value:
        """The whole right response: the one declared, else what a mapping rewards."""
        if self.correct or self.cardinality != "single":
            return self.correct or self.positive
        return self.positive[:1]

    def _atom(self, key: str) -> Atom:
        return exact(Fraction(key)) if self.base_type in _NUMBERS else atom(key, self.base_type)


@dataclass(slots=True)
class Declarations:
    """Those of one item, by identifier, and the right responses; outcomes with their default values."""

    responses: dict[str, Declaration] = field(default_factory=dict)
    outcomes: dict[str, Value] = field(default_factory=dict)
    right: dict[str, Value] = field(default_factory=dict)


def declarations_of(item: Node) -> Declarations:
    """Return what an item declares."""
    found = Declarations()
    for node in item.all("responseDeclaration"):
        declaration = _declaration(node)
        found.responses[declaration.identifier] = declaration
        found.right[declaration.identifier] = declaration.right
    for node in item.all("outcomeDeclaration"):
        default = node.child("defaultValue")
        values = [value.words.strip() for value in default.all("value")] if default is not None else []
        base_type = node.get("baseType", "identifier")
        found.outcomes[node.get("identifier")] = tuple(atom(value, base_type) for value in values)
    return found


def _declaration(node: Node) -> Declaration:
    base_type = node.get("baseType", "string")
    correct = node.child("correctResponse")
    values = [value.words.strip() for value in correct.all("value")] if correct is not None else []
    mapping = node.child("mapping")
    return Declaration(
        node.get("identifier"),
        node.get("cardinality", "single"),
        base_type,
        tuple(atom(value, base_type) for value in values),
        _mapped(mapping, base_type) if mapping is not None else None,
    )


def _mapped(node: Node, base_type: str) -> Mapped:
    entries = {
        str_of(atom(entry.get("mapKey"), base_type)): (
            _number(entry.get("mappedValue")),
            entry.get("caseSensitive") == "true",
        )
        for entry in node.all("mapEntry")
    }
    low, high = node.get("lowerBound"), node.get("upperBound")
    return Mapped(
        entries,
        _number(node.get("defaultValue", "0")),
        _number(low) if low else None,
        _number(high) if high else None,
    )


@lru_cache(maxsize=4096)
def atom(text: str, base_type: str) -> Atom:
    """Return a value of a base type; raise LeftOut where a number is none."""
    if base_type in _NUMBERS:
        return _number(text)
    if base_type == "boolean":
        return text.strip() in ("true", "1")
    words = " ".join(text.split())
    return " ".join(sorted(words.split(" "))) if base_type == "pair" else words


def str_of(value: Atom) -> str:
    """Return an atom as a mapping's key."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else str(value)


def is_number(value: Atom) -> TypeGuard[Exact]:
    """Tell whether an atom is a number; a truth value is none."""
    # Asking for what it is not is ten times as fast as asking for Fraction, an abstract class.
    return not isinstance(value, _NO_NUMBER)


def _number(text: str) -> Exact:
    value = number_of(text)
    if value is None:
        raise LeftOut(
            N_("“%(text)s” is not a number."),
            N_("Write it in digits, as in 12 or 0.5."),
            text=text[:40],
        )
    return exact(value)

"""The expressions of QTI's response processing, each to its value.

Source: 1EdTech, "QTI Assessment, Section, and Item Information Model", expressions.
"""

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from quizzes.formats.decimals import Exact, exact
from quizzes.formats.foreign import LeftOut
from quizzes.formats.problems import N_
from quizzes.formats.qti.declarations import (
    NOTHING,
    Atom,
    Declarations,
    Value,
    atom,
    is_number,
    str_of,
)
from quizzes.formats.xml import Node

_COMPARISONS: Final[Mapping[str, Callable[[Exact, Exact], bool]]] = {
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
}


def unsupported(node: Node) -> LeftOut:
    """Return why an item is left out that uses an element which is not understood here."""
    name = node.get("identifier") or node.get("class") or node.get("template")
    return LeftOut(
        N_("The item uses <%(tag)s %(name)s>, which is not supported."),
        N_("Rebuild it as one of the kinds in the guide, or mark it by match_correct or map_response."),
        tag=node.tag[:80],
        name=name[-80:] or f"({node.line})",
    )


def same(one: Value, other: Value, cardinality: str) -> bool:
    """Tell whether two values match; NULL matches nothing."""
    if not one or not other:
        return False
    if cardinality == "multiple":
        return sorted(map(str_of, one)) == sorted(map(str_of, other))
    return one == other


class Expressions:
    """The values of variables, and the expressions over them."""

    def __init__(self, declared: Declarations, values: dict[str, Value]) -> None:
        """Compute over these values of variables."""
        self._declared = declared
        self.values = values

    def only(self, node: Node) -> Value:
        if len(node.children) != 1:
            raise unsupported(node)
        return self.value(node.children[0])

    def value(self, node: Node) -> Value:
        """Return the value of an expression."""
        compute = _EXPRESSIONS.get(node.tag)
        if compute is None:
            raise unsupported(node)
        return compute(self, node)

    def _values(self, node: Node) -> list[Value]:
        return [self.value(child) for child in node.children]

    def _pair(self, node: Node) -> tuple[Value, Value]:
        if len(node.children) != 2:
            raise unsupported(node)
        return self.value(node.children[0]), self.value(node.children[1])

    def _numbers(self, node: Node) -> list[Exact] | None:
        """Return all numbers of the operands, or None where one is NULL."""
        values = [self.value(child) for child in node.children]
        if not all(values):
            return None
        atoms = [each for value in values for each in value]
        numbers = [each for each in atoms if is_number(each)]
        if len(numbers) != len(atoms) or not numbers:
            raise unsupported(node)
        return numbers

    def variable(self, node: Node) -> Value:
        return self.values.get(node.get("identifier"), ())

    def correct(self, node: Node) -> Value:
        declaration = self._declared.responses.get(node.get("identifier"))
        return declaration.correct if declaration is not None else ()

    def base_value(self, node: Node) -> Value:
        return (atom(node.words.strip(), node.get("baseType", "string")),)

    def map_response(self, node: Node) -> Value:
        declaration = self._declared.responses.get(node.get("identifier"))
        if declaration is None or declaration.mapped is None:
            raise unsupported(node)
        return (declaration.mapped.worth(self.values.get(declaration.identifier, ())),)

    def match(self, node: Node) -> Value:
        one, other = self._pair(node)
        names = [child.get("identifier") for child in node.children]
        kinds = {
            self._declared.responses[name].cardinality for name in names if name in self._declared.responses
        }
        return (same(one, other, "multiple" if "multiple" in kinds else "single"),) if one and other else ()

    def is_null(self, node: Node) -> Value:
        return (not self.only(node),)

    def negation(self, node: Node) -> Value:
        value = self.only(node)
        return (value != (True,),) if value else ()

    def conjunction(self, node: Node) -> Value:
        return (all(value == (True,) for value in self._values(node)),)

    def disjunction(self, node: Node) -> Value:
        return (any(value == (True,) for value in self._values(node)),)

    def total(self, node: Node) -> Value:
        numbers = self._numbers(node)
        return (sum(numbers, NOTHING),) if numbers is not None else ()

    def product(self, node: Node) -> Value:
        numbers = self._numbers(node)
        if numbers is None:
            return ()
        result: Exact = 1
        for number in numbers:
            result *= number
        return (result,)

    def difference(self, node: Node) -> Value:
        numbers = self._numbers(node)
        return (numbers[0] - sum(numbers[1:], NOTHING),) if numbers is not None else ()

    def quotient(self, node: Node) -> Value:
        numbers = self._numbers(node)
        if numbers is None or len(numbers) != 2 or not numbers[1]:
            return ()
        return (exact(Fraction(numbers[0], numbers[1])),)

    def compared(self, node: Node) -> Value:
        numbers = self._numbers(node)
        if numbers is None or len(numbers) != 2:
            return ()
        one, other = numbers
        return (_COMPARISONS[node.tag](one, other),)

    def equal(self, node: Node) -> Value:
        numbers = self._numbers(node)
        if numbers is None or len(numbers) != 2:
            return ()
        low, high = range_of(node, numbers[0])
        other_low, other_high = range_of(node, numbers[1])
        first = node.children[0].tag == "baseValue" or node.children[0].tag == "correct"
        return ((low <= numbers[1] <= high) if first else (other_low <= numbers[0] <= other_high),)

    def string_match(self, node: Node) -> Value:
        one, other = self._pair(node)
        if not one or not other:
            return ()
        given, wanted = str_of(one[0]), str_of(other[0])
        if node.get("caseSensitive", "true") != "true":
            given, wanted = given.casefold(), wanted.casefold()
        return (wanted in given if node.get("substring") == "true" else given == wanted,)

    def member(self, node: Node) -> Value:
        one, other = self._pair(node)
        return (one[0] in other,) if one and other else ()

    def contains(self, node: Node) -> Value:
        one, other = self._pair(node)
        return (set(other) <= set(one),) if one and other else ()

    def container(self, node: Node) -> Value:
        atoms: list[Atom] = [each for value in self._values(node) for each in value]
        return tuple(atoms)


def range_of(node: Node, center: Exact) -> tuple[Exact, Exact]:
    """Return the numbers that an <equal> takes for a number."""
    mode = node.get("toleranceMode", "exact")
    if mode == "exact":
        return center, center
    parts = [atom(text, "float") for text in node.get("tolerance").split()]
    bounds = [part for part in parts if is_number(part)]
    if mode not in ("absolute", "relative") or not 1 <= len(bounds) <= 2:
        raise unsupported(node)
    scale = Fraction(1) if mode == "absolute" else abs(Fraction(center)) / 100
    return center - bounds[0] * scale, center + bounds[-1] * scale


def nothing(run: Expressions, node: Node) -> Value:
    """Return NULL."""
    return ()


_EXPRESSIONS: Final[Mapping[str, Callable[[Expressions, Node], Value]]] = {
    "variable": Expressions.variable,
    "correct": Expressions.correct,
    "baseValue": Expressions.base_value,
    "mapResponse": Expressions.map_response,
    "match": Expressions.match,
    "isNull": Expressions.is_null,
    "not": Expressions.negation,
    "and": Expressions.conjunction,
    "or": Expressions.disjunction,
    "sum": Expressions.total,
    "product": Expressions.product,
    "subtract": Expressions.difference,
    "divide": Expressions.quotient,
    "gt": Expressions.compared,
    "gte": Expressions.compared,
    "lt": Expressions.compared,
    "lte": Expressions.compared,
    "equal": Expressions.equal,
    "stringMatch": Expressions.string_match,
    "member": Expressions.member,
    "contains": Expressions.contains,
    "multiple": Expressions.container,
    "ordered": Expressions.container,
    "integerToFloat": Expressions.container,
    "null": nothing,
}

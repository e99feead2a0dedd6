"""Runs an item's response processing, so that its key is found by marking and never guessed.

Source: 1EdTech, "QTI Assessment, Section, and Item Information Model", response processing; the templates
match_correct and map_response are those of the specification.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from typing import Final

from quizzes.formats.decimals import Exact
from quizzes.formats.qti.declarations import NOTHING, Declarations, Value, is_number
from quizzes.formats.qti.expressions import Expressions, same, unsupported
from quizzes.formats.xml import Node

SCORE: Final = "SCORE"
_ALL: Final = 1
_MATCH: Final = ("match_correct", "cc2_match", "cc2_match_basic")
_MAP: Final = ("map_response", "cc2_map_response")
_RULES: Final = ("responseCondition", "setOutcomeValue", "exitResponse", "responseProcessingFragment")


class _Exit(Exception):
    """The rules end here."""


class Marker:
    """Marks responses as one item does."""

    def __init__(self, item: Node, declared: Declarations) -> None:
        """Look up which rules mark the item; raise LeftOut for a template that is not supported."""
        self._declared = declared
        self._rules = item.child("responseProcessing")
        self._template = _template_of(self._rules)
        rules = list(self._rules.iter()) if self._rules is not None else []
        # Whether the item says at all how it is marked.
        self._is_declared = bool(self._template or rules[1:])
        self._start = dict(declared.outcomes) | dict.fromkeys(declared.responses, ())
        self._read = {SCORE} | {node.get("identifier") for node in rules if node.tag == "variable"}
        self.expressions = rules

    def score(self, responses: Mapping[str, Value]) -> Exact:
        """Return what responses earn, those not named being NULL; raise LeftOut for what is not supported."""
        if not self._is_declared:
            return self._by_key(responses)
        if self._template:
            return self._by_template(responses.get("RESPONSE", ()))
        run = _Run(self._declared, {**self._start, **responses}, self._read)
        with suppress(_Exit):
            run.follow(self._rules.children if self._rules is not None else [])
        score = run.values.get(SCORE, ())
        return score[0] if score and is_number(score[0]) else NOTHING

    def _by_key(self, responses: Mapping[str, Value]) -> Fraction:
        """Mark by the right responses that are declared, each worth the same."""
        right = sum(
            same(responses.get(name, ()), declaration.correct, declaration.cardinality)
            for name, declaration in self._declared.responses.items()
        )
        return Fraction(right, len(self._declared.responses) or 1)

    def _by_template(self, response: Value) -> Exact:
        declaration = self._declared.responses.get("RESPONSE")
        if declaration is None:
            return NOTHING
        if self._template == "match":
            return _ALL if same(response, declaration.correct, declaration.cardinality) else NOTHING
        return declaration.mapped.worth(response) if declaration.mapped is not None and response else NOTHING


def _template_of(rules: Node | None) -> str:
    if rules is None or not rules.get("template"):
        return ""
    name = rules.get("template").rpartition("/")[2].removesuffix(".xml").lower()
    if name in _MATCH:
        return "match"
    if name in _MAP:
        return "map"
    raise unsupported(rules)


class _Run(Expressions):
    """One run of the rules over one set of responses."""

    def __init__(self, declared: Declarations, values: dict[str, Value], read: set[str]) -> None:
        super().__init__(declared, values)
        self._read = read

    def follow(self, rules: Sequence[Node]) -> None:
        for rule in rules:
            if rule.tag not in _RULES:
                raise unsupported(rule)
            if rule.tag == "exitResponse":
                raise _Exit
            if rule.tag == "responseCondition":
                self._choose(rule)
            elif rule.tag == "responseProcessingFragment":
                self.follow(rule.children)
            elif rule.get("identifier") in self._read:
                # An outcome that nothing reads, as for feedback, cannot change the score.
                self.values[rule.get("identifier")] = self.only(rule)

    def _choose(self, condition: Node) -> None:
        for branch in condition.children:
            rules = branch.children
            if branch.tag in ("responseIf", "responseElseIf"):
                if not rules:
                    raise unsupported(branch)
                test, *rules = rules
                if self.value(test) != (True,):
                    continue
            elif branch.tag != "responseElse":
                raise unsupported(branch)
            self.follow(rules)
            return

"""The key of each kind of interaction, found by marking candidates with the item's own rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from quizzes.formats.decimals import Exact, exact
from quizzes.formats.foreign import LeftOut, Scribe
from quizzes.formats.notes import note_all_or_nothing, note_parts
from quizzes.formats.problems import N_
from quizzes.formats.qti.declarations import (
    Declaration,
    Declarations,
    Value,
    atom,
    is_number,
    str_of,
)
from quizzes.formats.qti.expressions import range_of, unsupported
from quizzes.formats.qti.processing import SCORE, Marker
from quizzes.formats.xml import Node

MOST_CANDIDATES: Final = 200
"""Values that are tried for one response."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Asks one item's rules which responses are right."""

    declared: Declarations
    marker: Marker
    scribe: Scribe

    def declaration(self, node: Node) -> Declaration:
        """Return the declaration of an interaction's response."""
        found = self.declared.responses.get(node.get("responseIdentifier"))
        if found is None:
            raise unsupported(node)
        return found

    def score(self, declaration: Declaration, value: Value) -> Exact:
        """Return what a value of one response earns while all others are right."""
        return self.marker.score(self.declared.right | {declaration.identifier: value})

    def full(self) -> Exact:
        """Return what all right responses earn together."""
        return self.marker.score(self.declared.right)

    def best_of(self, declaration: Declaration, texts: Sequence[str], names: Mapping[str, str]) -> list[str]:
        """Return the values that earn most, noting those that earn less; raise LeftOut where none earns."""
        base = declaration.base_type
        scores = {text: self.score(declaration, (atom(text, base),)) for text in texts[:MOST_CANDIDATES]}
        nothing = self.score(declaration, ())
        most = max(scores.values(), default=nothing)
        if most <= nothing:
            raise _no_key()
        note_parts(
            [names.get(text, text) for text in texts if nothing < scores.get(text, most) < most], self.scribe
        )
        return [text for text in texts if scores.get(text) == most]

    def single(self, declaration: Declaration, names: Mapping[str, str]) -> str:
        """Return the one id that earns most; raise LeftOut where several do."""
        best = self.best_of(declaration, list(names), names)
        if len(best) > 1:
            raise LeftOut(
                N_("Only one option can be chosen, but %(count)s of them earn the full mark."),
                N_("Keep the full mark on one option, or let several be chosen."),
                count=str(len(best)),
            )
        if declaration.correct and str_of(declaration.correct[0]) != best[0]:
            raise _disagree()
        return best[0]

    def set_of(self, declaration: Declaration, every: Sequence[str]) -> list[str]:
        """Return the values that are right together; raise LeftOut where the rules say otherwise."""
        right = list(map(str_of, declaration.correct or declaration.positive))
        full, nothing = self._scored(declaration, right), self.score(declaration, ())
        if full <= nothing:
            raise _no_key()
        less = [self._scored(declaration, [part for part in right if part != gone]) for gone in right]
        more = [self._scored(declaration, [*right, added]) for added in every if added not in right]
        if any(score >= full for score in less) or any(score > full for score in more):
            raise _disagree()
        if len(right) > 1 and all(score <= nothing for score in less):
            note_all_or_nothing(self.scribe)
        elif any(score == full for score in more):
            self.scribe.changed(
                N_("A wrong option cost nothing; here it takes away what a right one gives."),
                N_("See in the guide how “several” is marked."),
            )
        return right

    def _scored(self, declaration: Declaration, texts: Sequence[str]) -> Exact:
        return self.score(declaration, tuple(atom(text, declaration.base_type) for text in texts))

    def ordered(self, declaration: Declaration) -> list[str]:
        """Return the right order."""
        right = [str_of(part) for part in declaration.correct]
        if len(right) < 2 or self._scored(declaration, right) <= self._scored(declaration, right[::-1]):
            raise _no_key()
        note_all_or_nothing(self.scribe)
        return right

    def typed(self, declaration: Declaration) -> list[str]:
        """Return the texts that earn most, the one declared right first."""
        candidates = dict.fromkeys(map(str_of, declaration.positive))
        candidates |= dict.fromkeys(node.words.strip() for node in self._bases() if node.words.strip())
        return self.best_of(declaration, list(candidates), {})

    def _bases(self) -> list[Node]:
        return [node for node in self.marker.expressions if node.tag == "baseValue"]

    def interval(self, declaration: Declaration) -> tuple[Exact, Exact, Exact]:
        """Return value, low and high of the numbers that earn most; raise LeftOut where they are no range."""
        bounds = sorted(self._bounds(declaration))
        if not bounds or len(bounds) > MOST_CANDIDATES:
            raise _no_key()
        between = [exact(Fraction(one + other, 2)) for one, other in pairwise(bounds)]
        tried = sorted({*bounds, *between, bounds[0] - 1, bounds[-1] + 1})
        scores = [self.score(declaration, (number,)) for number in tried]
        most = max(scores)
        if most <= self.score(declaration, ()):
            raise _no_key()
        right = [place for place, score in enumerate(scores) if score == most]
        low, high = tried[right[0]], tried[right[-1]]
        if right != list(range(right[0], right[-1] + 1)) or not {low, high} <= set(bounds):
            raise LeftOut(
                N_("The numbers that are right are no range with both ends."),
                N_("Accept a number with a tolerance, or from a lowest to a highest one."),
            )
        value = declaration.correct[0] if declaration.correct else Fraction(low + high, 2)
        if not is_number(value) or not low <= value <= high:
            raise _disagree()
        return value, low, high

    def _bounds(self, declaration: Declaration) -> set[Exact]:
        atoms = [*declaration.positive]
        # What the score is set to is no bound of what is typed, and each that is tried costs a marking.
        marks = {
            id(child)
            for node in self.marker.expressions
            if node.tag == "setOutcomeValue" and node.get("identifier") == SCORE
            for child in node.children
        }
        bases = [node for node in self._bases() if id(node) not in marks]
        atoms += [atom(node.words, node.get("baseType", "string")) for node in bases]
        values = {part for part in atoms if is_number(part)}
        for node in self.marker.expressions:
            if node.tag == "equal":
                values |= {end for value in list(values) for end in range_of(node, value)}
        return values


def _no_key() -> LeftOut:
    return LeftOut(
        N_("It does not say which response is right: none earns more than an empty one."),
        N_("Declare the right response, and mark it by match_correct or map_response."),
    )


def _disagree() -> LeftOut:
    return LeftOut(
        N_("The response declared right and the rules for marking do not agree."),
        N_("Correct one of the two in the program that made the item."),
    )

"""From questions to the parts of a QTI item that differ between types."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatch

from quizzes.formats.choices import verdict_options
from quizzes.formats.decimals import decimal
from quizzes.formats.html import to_html
from quizzes.formats.qti.labels import name_of
from quizzes.formats.qti.names import Names
from quizzes.formats.xml import escape
from quizzes.questions import (
    Cloze,
    Gap,
    Group,
    Match,
    MultipleChoice,
    Number,
    Option,
    Order,
    Question,
    ShortText,
    SingleChoice,
    TrueFalse,
)

_GAP = re.compile(r"\{(\d{1,2})\}")


@dataclass(frozen=True, slots=True)
class Parts:
    """Declarations of responses, the body, the rules that set SCORE, and the most these give."""

    declarations: str
    body: str
    rules: str = ""
    template: str = ""
    most: int = 1
    # Whether feedback shows by the identifier of the choice.
    has_feedback: bool = False


@singledispatch
def parts_of(question: Question, names: Names) -> Parts | None:
    """Return the parts of an item, or None for a type that QTI has no interaction for."""
    return None


@parts_of.register
def _single(question: SingleChoice, names: Names) -> Parts:
    declaration = _declaration(names, "single", "identifier", [name_of(question.right_id)])
    return _chosen(question.options, declaration, "match_correct", 1, names)


@parts_of.register
def _several(question: MultipleChoice, names: Names) -> Parts:
    right = [name_of(part) for part in question.right_response]
    worth = {name_of(each.id): "1" if each.id in question.right_ids else "-1" for each in question.options}
    mapping = _mapping(names, worth, {"lowerBound": "0"})
    declaration = _declaration(names, "multiple", "identifier", right, mapping)
    return _chosen(question.options, declaration, "map_response", len(right), names, most_choices="0")


def _chosen(
    options: Iterable[Option],
    declaration: str,
    template: str,
    most: int,
    names: Names,
    most_choices: str = "1",
) -> Parts:
    options = list(options)
    choices = "".join(
        names.tag(
            "simpleChoice",
            escape(option.text)
            + (
                names.tag(
                    "feedbackInline",
                    escape(option.feedback),
                    {
                        "outcomeIdentifier": "FEEDBACK",
                        "identifier": name_of(option.id),
                        "showHide": "show",
                    },
                )
                if option.feedback
                else ""
            ),
            {"identifier": name_of(option.id)},
        )
        for option in options
    )
    attributes = {"responseIdentifier": "RESPONSE", "shuffle": "true", "maxChoices": most_choices}
    body = names.tag("choiceInteraction", choices, attributes)
    if not any(option.feedback for option in options):
        return Parts(declaration, body, template=template, most=most)
    score = _score_by_match(names) if template == "match_correct" else _map_response(names, "RESPONSE")
    shown = _set(names, "FEEDBACK", names.tag("variable", "", {"identifier": "RESPONSE"}))
    return Parts(declaration, body, score + shown, most=most, has_feedback=True)


@parts_of.register
def _true_false(question: TrueFalse, names: Names) -> Parts:
    declaration = _declaration(names, "single", "identifier", [question.verdict])
    return _chosen(verdict_options(question), declaration, "match_correct", 1, names)


@parts_of.register
def _short(question: ShortText, names: Names) -> Parts:
    field = names.tag("textEntryInteraction", "", {"responseIdentifier": "RESPONSE"})
    return Parts(_typed(names, "RESPONSE", question.accepted), f"<p>{field}</p>", template="map_response")


def _typed(names: Names, name: str, accepted: Sequence[str]) -> str:
    mapping = _mapping(names, dict.fromkeys(accepted, "1"), {})
    return _declaration(names, "single", "string", accepted[:1], mapping, name)


@parts_of.register
def _number(question: Number, names: Names) -> Parts:
    field = names.tag("textEntryInteraction", "", {"responseIdentifier": "RESPONSE"})
    response = names.tag("variable", "", {"identifier": "RESPONSE"})
    between = names.tag("gte", response + _float(names, decimal(question.low))) + names.tag(
        "lte", response + _float(names, decimal(question.high))
    )
    rules = _condition(names, names.tag("and", between))
    declaration = _declaration(names, "single", "float", [decimal(question.value)])
    unit = f" {escape(question.unit)}" if question.unit else ""
    return Parts(declaration, f"<p>{field}{unit}</p>", rules)


@parts_of.register
def _match(question: Match, names: Names) -> Parts:
    lefts = {left.id: left.text for left in question.lefts}
    texts = [(f"L{at}", lefts[left]) for at, (left, _) in enumerate(question.pairs, start=1)]
    rights = [(f"R{at}", right.text) for at, right in enumerate(question.rights, start=1)]
    ids = {right.id: name for right, (name, _) in zip(question.rights, rights, strict=True)}
    pairs = [f"L{at} {ids[right]}" for at, (_, right) in enumerate(question.pairs, start=1)]
    return _matched(texts, rights, pairs, names)


@parts_of.register
def _group(question: Group, names: Names) -> Parts:
    items = {item.id: item.text for item in question.items}
    texts = [(f"L{at}", items[item]) for at, (item, _) in enumerate(question.key, start=1)]
    groups = [(name_of(group.id), group.text) for group in question.groups]
    pairs = [f"L{at} {name_of(group)}" for at, (_, group) in enumerate(question.key, start=1)]
    return _matched(texts, groups, pairs, names)


def _matched(
    lefts: Sequence[tuple[str, str]], rights: Sequence[tuple[str, str]], pairs: Sequence[str], names: Names
) -> Parts:
    sets = "".join(
        names.tag(
            "simpleMatchSet",
            "".join(
                names.tag("simpleAssociableChoice", escape(text), {"identifier": name, "matchMax": most})
                for name, text in side
            ),
        )
        for side, most in ((lefts, "1"), (rights, str(len(lefts))))
    )
    attributes = {
        "responseIdentifier": "RESPONSE",
        "shuffle": "true",
        "maxAssociations": str(len(lefts)),
    }
    declaration = _declaration(
        names, "multiple", "directedPair", pairs, _mapping(names, dict.fromkeys(pairs, "1"), {})
    )
    body = names.tag("matchInteraction", sets, attributes)
    return Parts(declaration, body, template="map_response", most=len(pairs))


@parts_of.register
def _order(question: Order, names: Names) -> Parts:
    texts = {item.id: item.text for item in question.items}
    choices = "".join(
        names.tag("simpleChoice", escape(texts[part]), {"identifier": f"I{at}"})
        for at, part in enumerate(question.key, start=1)
    )
    right = [f"I{at}" for at in range(1, len(question.key) + 1)]
    body = names.tag("orderInteraction", choices, {"responseIdentifier": "RESPONSE", "shuffle": "true"})
    return Parts(_declaration(names, "ordered", "identifier", right), body, template="match_correct")


@parts_of.register
def _cloze(question: Cloze, names: Names) -> Parts:
    pieces = _GAP.split(to_html(question.text))
    gaps = {gap.id: gap for gap in question.gaps}
    body = "".join(_field(gaps[piece], names) if place % 2 else piece for place, piece in enumerate(pieces))
    parts = "".join(
        names.tag("mapResponse", "", {"identifier": f"RESPONSE{gap.id}"}) for gap in question.gaps
    )
    rules = _set(names, "SCORE", names.tag("sum", parts))
    declarations = "".join(_declared_gap(gap, names) for gap in question.gaps)
    return Parts(declarations, body, rules, most=len(question.gaps))


def _declared_gap(gap: Gap, names: Names) -> str:
    name = f"RESPONSE{gap.id}"
    if not gap.options:
        return _typed(names, name, gap.accepted)
    right = name_of(gap.right_id)
    return _declaration(names, "single", "identifier", [right], _mapping(names, {right: "1"}, {}), name)


def _field(gap: Gap, names: Names) -> str:
    attributes = {"responseIdentifier": f"RESPONSE{gap.id}"}
    if not gap.options:
        return names.tag("textEntryInteraction", "", attributes)
    choices = "".join(
        names.tag("inlineChoice", escape(option.text), {"identifier": name_of(option.id)})
        for option in gap.options
    )
    return names.tag("inlineChoiceInteraction", choices, attributes | {"shuffle": "true"})


def _declaration(
    names: Names,
    cardinality: str,
    base_type: str,
    right: Sequence[str],
    mapping: str = "",
    name: str = "RESPONSE",
) -> str:
    values = "".join(names.tag("value", escape(value)) for value in right)
    return names.tag(
        "responseDeclaration",
        names.tag("correctResponse", values) + mapping,
        {"identifier": name, "cardinality": cardinality, "baseType": base_type},
    )


def _mapping(names: Names, worth: Mapping[str, str], bounds: Mapping[str, str]) -> str:
    entries = "".join(
        names.tag("mapEntry", "", {"mapKey": key, "mappedValue": value, "caseSensitive": "false"})
        for key, value in worth.items()
    )
    return names.tag("mapping", entries, {"defaultValue": "0", **bounds})


def _float(names: Names, number: str) -> str:
    return names.tag("baseValue", number, {"baseType": "float"})


def _set(names: Names, outcome: str, expression: str) -> str:
    return names.tag("setOutcomeValue", expression, {"identifier": outcome})


def _condition(names: Names, test: str) -> str:
    """Return the rules that give 1 where the test holds, else 0."""
    right = names.tag("responseIf", test + _set(names, "SCORE", _float(names, "1")))
    wrong = names.tag("responseElse", _set(names, "SCORE", _float(names, "0")))
    return names.tag("responseCondition", right + wrong)


def _score_by_match(names: Names) -> str:
    response = {"identifier": "RESPONSE"}
    return _condition(
        names, names.tag("match", names.tag("variable", "", response) + names.tag("correct", "", response))
    )


def _map_response(names: Names, name: str) -> str:
    return _set(names, "SCORE", names.tag("mapResponse", "", {"identifier": name}))

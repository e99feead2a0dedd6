"""QTI's inline interactions, gap match and slider: gaps in a sentence, a few words, or one number."""

from collections.abc import Sequence
from fractions import Fraction

from quizzes.formats import foreign
from quizzes.formats.foreign import LeftOut
from quizzes.formats.problems import N_
from quizzes.formats.qti.body import MARK, Body
from quizzes.formats.qti.choices import labels, pairs_of
from quizzes.formats.qti.expressions import unsupported
from quizzes.formats.qti.keys import Keys
from quizzes.formats.qti.labels import id_of
from quizzes.formats.sentences import FILL_IN, chosen_gap, cloze
from quizzes.formats.xml import Node
from quizzes.questions import Gap, Option, Question, ShortText
from quizzes.questions.base import Common
from quizzes.vietnamese import clean

_LONGEST_UNIT = 20


def number(node: Node, body: Body, fields: Common, keys: Keys) -> Question:
    """Return a question for a number; what stands alone on its line beside the field is the unit."""
    value, low, high = keys.interval(keys.declaration(node))
    prompt, unit = _around(fields["prompt"]) or ("", "?" * (_LONGEST_UNIT + 1))
    if len(unit) > _LONGEST_UNIT or any(map(str.isdigit, unit)):
        prompt, unit = MARK.sub("…", fields["prompt"]), ""
    fields["prompt"] = prompt or FILL_IN
    return foreign.number(fields, Fraction(value), Fraction(low), Fraction(high), unit)


def slider(node: Node, body: Body, fields: Common, keys: Keys) -> Question:
    """Return a question for the number that a slider asks for."""
    declaration = keys.declaration(node)
    if declaration.cardinality != "single" or declaration.base_type not in ("integer", "float"):
        raise unsupported(node)
    value, low, high = keys.interval(declaration)
    keys.scribe.changed(
        N_("The number was set by a slider from %(low)s to %(high)s; here it is typed."),
        N_("Say in the question between which numbers it lies."),
        low=node.get("lowerBound")[:20],
        high=node.get("upperBound")[:20],
    )
    return foreign.number(fields, Fraction(value), Fraction(low), Fraction(high))


def _around(text: str) -> tuple[str, str] | None:
    """Return the text without the line that begins with the field, and what follows there; None for none."""
    lines = text.split("\n")
    for place, line in enumerate(lines):
        found = MARK.match(line)
        if found is not None:
            rest = "\n".join(lines[:place] + lines[place + 1 :])
            return clean(rest, keep_lines=True), line[found.end() :].strip()
    return None


def inline(nodes: Sequence[Node], body: Body, fields: Common, keys: Keys) -> Question:
    """Return a sentence with a gap for each interaction, or words to type where the field stands alone."""
    alone = _around(fields["prompt"])
    if len(nodes) == 1 and nodes[0].tag == "textEntryInteraction" and alone is not None and not alone[1]:
        fields["prompt"] = alone[0] or FILL_IN
        return ShortText(**fields, accepted=_accepted(nodes[0], keys))
    made = tuple(_gap(str(place), node, keys) for place, node in enumerate(nodes, start=1))
    return cloze(fields, numbered_text(fields["prompt"]), made)


def numbered_text(text: str) -> str:
    """Return the text with {1}, {2} and so on for its marks."""
    numbers = iter(range(1, text.count("\ue000") + 1))
    return MARK.sub(lambda _: f"{{{next(numbers)}}}", text)


def _accepted(node: Node, keys: Keys) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(clean, keys.typed(keys.declaration(node))))))


def _gap(gap_id: str, node: Node, keys: Keys) -> Gap:
    declaration = keys.declaration(node)
    if node.tag == "textEntryInteraction":
        if declaration.base_type != "string":
            raise LeftOut(N_("A number stands among other gaps."), N_("Ask for it in an item of its own."))
        return Gap(gap_id, _accepted(node, keys))
    texts = labels(node, "inlineChoice", keys.scribe)
    return named_gap(gap_id, texts, keys.single(declaration, texts))


def named_gap(gap_id: str, texts: dict[str, str], right: str) -> Gap:
    """Return a gap to choose among texts by their identifiers."""
    names = list(map(id_of, texts))
    if right not in texts or not all(names) or len(set(names)) < len(names):
        return chosen_gap(gap_id, list(texts.values()), list(texts).index(right) if right in texts else -1)
    options = tuple(Option(name, text) for name, text in zip(names, texts.values(), strict=True))
    return Gap(gap_id, options=options, right_id=id_of(right))


def gap_match(node: Node, body: Body, fields: Common, keys: Keys) -> Question:
    """Return a sentence whose gaps are chosen among all the texts of the item."""
    if any(node.iter("gapImg")):
        raise unsupported(next(node.iter("gapImg")))
    texts = labels(node, "gapText", keys.scribe)
    partners = {gap: text for text, gap in pairs_of(keys.set_of(keys.declaration(node), []))}
    places = [place.get("identifier") for place in body.places if place.tag == "gap"]
    if set(places) != set(partners) or not set(partners.values()) <= set(texts):
        raise LeftOut(
            N_("A gap has no right text, or the key names a gap that is not there."),
            N_("Give each gap exactly one text, or take the gap out."),
        )
    made = tuple(named_gap(str(at), texts, partners[gap]) for at, gap in enumerate(places, start=1))
    return cloze(fields, numbered_text(fields["prompt"]), made)

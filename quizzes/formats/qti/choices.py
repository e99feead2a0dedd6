"""QTI's block interactions: choice, hottext, order, match."""

from quizzes.formats import foreign
from quizzes.formats.foreign import LeftOut, Scribe
from quizzes.formats.problems import N_
from quizzes.formats.qti.body import Body, feedback_in, text_of
from quizzes.formats.qti.declarations import Declaration
from quizzes.formats.qti.keys import Keys
from quizzes.formats.qti.labels import id_of
from quizzes.formats.xml import Node
from quizzes.questions import Question
from quizzes.questions.base import Common


def labels(node: Node, tag: str, scribe: Scribe) -> dict[str, str]:
    """Return the texts of an interaction's choices by their identifiers."""
    return {choice.get("identifier"): text_of(choice, scribe) for choice in node.iter(tag)}


def choice(node: Node, body: Body, fields: Common, keys: Keys) -> Question:
    """Return a choice of one or several."""
    texts = labels(node, "simpleChoice", keys.scribe)
    feedback = {each.get("identifier"): feedback_in(each, keys.scribe) for each in node.iter("simpleChoice")}
    return _chosen(keys.declaration(node), texts, feedback, fields, keys)


def hottext(node: Node, body: Body, fields: Common, keys: Keys) -> Question:
    """Return a choice among the words that can be tapped; the sentence stays in the prompt."""
    return _chosen(keys.declaration(node), labels(node, "hottext", keys.scribe), {}, fields, keys)


def _chosen(
    declaration: Declaration, texts: dict[str, str], feedback: dict[str, str], fields: Common, keys: Keys
) -> Question:
    if declaration.cardinality == "single":
        right = [keys.single(declaration, texts)]
    else:
        right = keys.set_of(declaration, list(texts))
    names = list(texts)
    options = [(texts[name], feedback.get(name, "")) for name in names]
    places = {names.index(name) for name in right if name in texts}
    return foreign.choice(fields, options, places, keys.scribe.spot, list(map(id_of, names)))


def order(node: Node, body: Body, fields: Common, keys: Keys) -> Question:
    """Return items in the right order."""
    texts = labels(node, "simpleChoice", keys.scribe)
    right = keys.ordered(keys.declaration(node))
    if sorted(right) != sorted(texts):
        raise LeftOut(
            N_("Not every item has a place in the right order."),
            N_("Keep only the items to be put in order."),
        )
    return foreign.ordering(fields, [texts[name] for name in right])


def match(node: Node, body: Body, fields: Common, keys: Keys) -> Question:
    """Return pairs, or items of groups where one side comes more than once."""
    sides = [labels(side, "simpleAssociableChoice", keys.scribe) for side in node.all("simpleMatchSet")]
    if len(sides) != 2:
        raise LeftOut(
            N_("The item does not have two sides to match."),
            N_("Export the item again from the program that made it."),
        )
    lefts, rights = sides
    pairs = pairs_of(keys.set_of(keys.declaration(node), []))
    if not all(left in lefts and right in rights for left, right in pairs):
        raise LeftOut(
            N_("The key names a choice that is not there."),
            N_("Correct the key in the program that made the item."),
        )
    if len({left for left, _ in pairs}) < len(pairs):
        pairs, lefts, rights = [(right, left) for left, right in pairs], rights, lefts
    if len({left for left, _ in pairs}) < len(pairs) or len(pairs) < len(lefts):
        raise LeftOut(
            N_("An item to match has several partners or none."),
            N_("Give each item on one side exactly one partner."),
        )
    used = {right for _, right in pairs}
    extra = [text for name, text in rights.items() if name not in used]
    names = {text: id_of(name) for name, text in rights.items()}
    texts = [(lefts[left], rights[right]) for left, right in pairs]
    return foreign.matching(fields, texts, extra, keys.scribe.spot, names)


def pairs_of(values: list[str]) -> list[tuple[str, str]]:
    """Return directed pairs, written "one other"."""
    found = []
    for value in values:
        one, _, other = value.partition(" ")
        found.append((one, other))
    return found

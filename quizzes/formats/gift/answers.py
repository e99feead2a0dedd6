"""What stands between a GIFT question's braces, and the question that it makes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from quizzes.formats.building import question_from
from quizzes.formats.choices import choice_question
from quizzes.formats.exchange import Spot
from quizzes.formats.gift.texts import Texts
from quizzes.formats.problems import N_
from quizzes.numbers import written_number
from quizzes.questions import Question, TrueFalse
from quizzes.questions.base import Common

_ITEM = re.compile(r"([=~])([^=~]*)")
_WEIGHT = re.compile(r"[ \t\n]*%(-?\d{1,3}(?:[.,]\d{1,12})?)%")
_NUMBER: Final = r"[+-]?(?:\d{1,30}(?:[.,]\d{1,30})?|[.,]\d{1,30})(?:[eE][+-]?\d{1,2})?"
_EXACT = re.compile(rf"[ \t\n]*({_NUMBER})(?:[ \t\n]*:[ \t\n]*({_NUMBER}))?[ \t\n]*")
_SPAN = re.compile(rf"[ \t\n]*({_NUMBER})[ \t\n]*\.\.[ \t\n]*({_NUMBER})[ \t\n]*")
_VERDICTS: Final = {"T": "true", "TRUE": "true", "F": "false", "FALSE": "false"}
_FULL: Final = Fraction(100)


@dataclass(frozen=True, slots=True)
class Item:
    """One answer: its sign, its weight in per cent where it has one, its text and feedback, still raw."""

    sign: str
    weight: Fraction | None
    text: str
    feedback: str

    @property
    def worth(self) -> Fraction:
        """What the answer earns in per cent."""
        if self.weight is not None:
            return self.weight
        return _FULL if self.sign == "=" else Fraction(0)


def items_of(text: str) -> list[Item]:
    """Return the answers of a section; what stands before the first = or ~ is a right answer."""
    text = text.strip()
    found = _ITEM.findall(text if text.startswith(("=", "~")) else f"={text}")
    items = []
    for sign, raw in found:
        weight = _WEIGHT.match(raw)
        words, _, feedback = (raw[weight.end() :] if weight else raw).partition("#")
        value = Fraction(weight[1].replace(",", ".")) if weight else None
        items.append(Item(sign, value, words, feedback))
    return items


def question_of(fields: Common, section: str, texts: Texts, spot: Spot) -> Question | None:
    """Return the question of an answer section, or None after noting why there is none."""
    word = section.split("#", 1)[0].strip()
    if section.startswith("#"):
        return _number(fields, section[1:], texts, spot)
    if "~" in section:
        return _choice(fields, items_of(section), texts, spot)
    if "=" in section and "->" in section:
        return _match(fields, items_of(section), texts, spot)
    if word.upper() in _VERDICTS:
        return _verdict(fields, _VERDICTS[word.upper()], section, texts)
    return _short_text(fields, items_of(section), texts, spot)


def _choice(fields: Common, items: Sequence[Item], texts: Texts, spot: Spot) -> Question | None:
    signed = any(item.sign == "=" for item in items)
    right = [
        place
        for place, item in enumerate(items)
        if (item.worth == _FULL if signed else item.worth > 0) or item.sign == "="
    ]
    if not _are_usual(items, right):
        spot.changed(
            N_("Weights of answers were not taken over: an answer is right or wrong here."),
            N_("See in the guide how a question with several right answers is marked."),
        )
    options = [(texts.line(item.text), texts.line(item.feedback)) for item in items]
    return choice_question(fields, options, right, spot)


def _are_usual(items: Sequence[Item], right: Sequence[int]) -> bool:
    """Tell whether the weights mark as we do: rights share the whole, wrongs take off nothing or as much."""
    if len(right) <= 1:
        return all(item.worth in (0, _FULL) or place in right for place, item in enumerate(items))
    share = _FULL / len(right)
    for place, item in enumerate(items):
        usual = (share, _FULL) if place in right else (Fraction(0), -share, -_FULL)
        if not any(abs(item.worth - weight) < Fraction(1, 2) for weight in usual):
            return False
    return True


def _match(fields: Common, items: Sequence[Item], texts: Texts, spot: Spot) -> Question | None:
    pairs = []
    for item in items:
        left, arrow, right = item.text.partition("->")
        if not arrow:
            spot.left_out(
                N_("The pair “%(text)s” has no arrow ->."),
                N_("Write pairs as =left -> right."),
                text=texts.line(item.text)[:80],
            )
            return None
        pairs.append((texts.line(left), texts.line(right)))
    rights = [right for left, right in pairs if left]
    if len(set(rights)) < len(rights):
        return _group(fields, [pair for pair in pairs if pair[0]], spot)
    rows = [{"id": str(n), "left": left, "right": right} for n, (left, right) in enumerate(pairs, 1) if left]
    extra = [right for left, right in pairs if not left and right not in rights]
    values: dict[str, object] = {"type": "match", "pairs": rows}
    return question_from(fields | values | ({"extra": extra} if extra else {}), spot)


def _group(fields: Common, pairs: Sequence[tuple[str, str]], spot: Spot) -> Question | None:
    """Return pairs that share their right sides as items to put into groups."""
    names = {text: f"nhom-{n}" for n, text in enumerate(dict.fromkeys(right for _, right in pairs), 1)}
    values: dict[str, object] = {
        "type": "group",
        "groups": [{"id": name, "text": text} for text, name in names.items()],
        "items": [
            {"id": str(n), "text": left, "group": names[right]} for n, (left, right) in enumerate(pairs, 1)
        ],
    }
    return question_from(fields | values, spot)


def _verdict(fields: Common, verdict: str, section: str, texts: Texts) -> Question:
    _, *comments = section.split("#", 2)
    wrong, right = (*map(texts.lines, comments), "", "")[:2]
    if not fields["explanation"]:
        # Both are shown as why; Moodle shows one to each side.
        fields["explanation"] = "\n".join(dict.fromkeys(filter(None, (right, wrong))))
    elif right or wrong:
        texts.note_feedback()
    return TrueFalse(**fields, verdict=verdict)


def _short_text(fields: Common, items: Sequence[Item], texts: Texts, spot: Spot) -> Question | None:
    full = [item for item in items if item.worth == _FULL and "*" not in item.text]
    for item in items:
        if item not in full:
            spot.left_out(
                N_("The answer “%(text)s” was left out: it earns only a part, or stands for anything (*)."),
                N_("Accept it fully by hand if it is right."),
                text=texts.line(item.text)[:80],
            )
    _take_feedback(fields, full, texts)
    accepted = list(dict.fromkeys(filter(None, (texts.line(item.text) for item in full))))
    return question_from(fields | {"type": "short_text", "accepted": accepted}, spot)


def _take_feedback(fields: Common, items: Sequence[Item], texts: Texts) -> None:
    """Take the feedback of right typed answers as the explanation where there is no other."""
    words = [text for item in items if (text := texts.lines(item.feedback))]
    if words and not fields["explanation"]:
        fields["explanation"] = "\n".join(dict.fromkeys(words))
    elif words:
        texts.note_feedback()


def _number(fields: Common, section: str, texts: Texts, spot: Spot) -> Question | None:
    items = [item for item in items_of(section) if item.sign == "="]
    spans = [(item, span) for item in items if item.worth == _FULL and (span := _span(item.text))]
    if len(spans) != 1:
        spot.left_out(
            N_("The question has %(count)s ranges of numbers that earn everything; it must be one."),
            N_("Write it as {#3.14:0.01} or {#3..4}."),
            count=str(len(spans)),
        )
        return None
    ((only, (low, value, high)),) = spans
    if len(items) > 1:
        spot.left_out(
            N_("Numbers that earn only a part were left out."),
            N_("See in the guide how a number is marked."),
        )
    _take_feedback(fields, [only], texts)
    if "~" in section:
        texts.note_feedback()
    values: dict[str, object] = {"type": "number", "value": written_number(value, "vi", grouped=False)}
    if low != high:
        values |= {
            "low": written_number(low, "vi", grouped=False),
            "high": written_number(high, "vi", grouped=False),
        }
    return question_from(fields | values, spot)


def _span(text: str) -> tuple[Fraction, Fraction, Fraction] | None:
    """Return lowest, named and highest number of 3, 3:0.1 or 2..4; None for another text."""
    if found := _SPAN.fullmatch(text):
        low, high = sorted((_fraction(found[1]), _fraction(found[2])))
        return low, (low + high) / 2, high
    if found := _EXACT.fullmatch(text):
        value, tolerance = _fraction(found[1]), abs(_fraction(found[2] or "0"))
        return value - tolerance, value, value + tolerance
    return None


def _fraction(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))

"""Moodle's types whose answers are a list: choices, true and false, typed words, numbers, pairs, an order."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from quizzes.formats import foreign
from quizzes.formats.choices import note_feedback
from quizzes.formats.decimals import number_of
from quizzes.formats.foreign import LeftOut, Scribe
from quizzes.formats.moodle_xml.parts import fraction_of, html_of, html_of_text
from quizzes.formats.notes import note_all_or_nothing, note_parts
from quizzes.formats.problems import N_
from quizzes.formats.xml import Node
from quizzes.questions import Question, ShortText, TrueFalse
from quizzes.questions.base import Common
from quizzes.vietnamese import clean

CHOICES: Final = ("multichoice", "multichoiceset", "oumultiresponse")
_FULL: Final = Fraction(100)
# Moodle writes thirds and sevenths with five or seven digits.
_ROUNDING: Final = Fraction(1, 1000)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the file: its text, what it says to whoever gave it, and its share of the mark in %."""

    text: str
    feedback: str
    share: Fraction
    node: Node


def answers_of(node: Node, scribe: Scribe, default: str = "0") -> list[Answer]:
    """Return the answers in the order of the file, without empty ones."""
    answers = [
        Answer(
            scribe.line(html_of(child)),
            scribe.line(html_of(child.child("feedback"))),
            fraction_of(child.get("fraction", default), scribe),
            child,
        )
        for child in node.all("answer")
    ]
    return [answer for answer in answers if answer.text]


def choice(node: Node, fields: Common, scribe: Scribe) -> Question:
    """Return a multichoice question; several of them where not <single>."""
    answers = answers_of(node, scribe)
    kind = node.get("type")
    is_single = node.text_of("single") in ("", "true", "1") and kind == "multichoice"
    if kind == "multichoiceset":
        note_all_or_nothing(scribe)
    right = single_right(answers, scribe) if is_single else _several_right(answers, scribe, kind)
    options = [(answer.text, answer.feedback) for answer in answers]
    return foreign.choice(fields, options, right, scribe.spot, ())


def single_right(answers: Sequence[Answer], scribe: Scribe) -> set[int]:
    """Return the place of the answer that earns all, noting those that earn a part of it."""
    right = {place for place, answer in enumerate(answers) if answer.share == _FULL}
    if len(right) > 1:
        raise LeftOut(
            N_("Only one option can be chosen, but %(count)s of them earn the full mark."),
            N_("Keep the whole mark (fraction 100) on one option, or let several be chosen."),
            count=str(len(right)),
        )
    note_parts([answer.text for answer in answers if 0 < answer.share < _FULL], scribe)
    return right


def _several_right(answers: Sequence[Answer], scribe: Scribe, kind: str) -> set[int]:
    shares = [answer.share for answer in answers if answer.share > 0]
    if kind == "multichoice" and shares and max(shares) - min(shares) > _ROUNDING:
        scribe.changed(
            N_("The right options were worth different shares; now each is worth the same."),
            N_("Make two questions of it where one option matters more."),
        )
    return {place for place, answer in enumerate(answers) if answer.share > 0}


def true_false(node: Node, fields: Common, scribe: Scribe) -> Question:
    """Return a statement to judge."""
    answers = answers_of(node, scribe)
    right = [answer.text.lower() for answer in answers if answer.share == _FULL]
    if len(right) != 1 or right[0] not in ("true", "false"):
        raise LeftOut(
            N_("It does not say whether the statement is true or false."),
            N_("Give the whole mark (fraction 100) to the answer “true” or to “false”."),
        )
    note_feedback((answer.feedback for answer in answers), scribe.spot)
    return TrueFalse(**fields, verdict=right[0])


def short(node: Node, fields: Common, scribe: Scribe) -> Question:
    """Return a question for a few typed words."""
    if node.text_of("usecase") == "1":
        scribe.changed(
            N_("Capital letters counted; here they do not."),
            N_("Nothing is to be done unless the answer depends on them."),
        )
    answers = answers_of(node, scribe)
    accepted = accepted_texts(answers, scribe)
    note_feedback((answer.feedback for answer in answers), scribe.spot)
    return ShortText(**fields, accepted=accepted)


def accepted_texts(answers: Sequence[Answer], scribe: Scribe) -> tuple[str, ...]:
    """Return the texts that earn all, without patterns, noting what was dropped."""
    full = [answer.text for answer in answers if answer.share == _FULL]
    note_parts([answer.text for answer in answers if 0 < answer.share < _FULL], scribe)
    patterns = [text for text in full if "*" in text.replace(r"\*", "")]
    if patterns:
        scribe.changed(
            N_("Answers with the sign * for any letters are not kept: %(texts)s."),
            N_("Write out the answers that are right."),
            texts="; ".join(patterns)[:200],
        )
    texts = dict.fromkeys(clean(text.replace(r"\*", "*")) for text in full if text not in patterns)
    if not texts:
        raise LeftOut(
            N_("No answer that can be typed earns the full mark."),
            N_("Give the whole mark (fraction 100) to at least one answer."),
        )
    return tuple(texts)


def numerical(node: Node, fields: Common, scribe: Scribe) -> Question:
    """Return a question for a number, from its first answer that earns all."""
    answers = answers_of(node, scribe)
    full = [answer for answer in answers if answer.share == _FULL and number_of(answer.text) is not None]
    if not full:
        raise LeftOut(
            N_("No number earns the full mark."),
            N_("Give the whole mark (fraction 100) to the right number."),
        )
    note_parts([answer.text for answer in answers if 0 < answer.share < _FULL], scribe)
    note_parts([answer.text for answer in full[1:]], scribe)
    note_feedback((answer.feedback for answer in answers), scribe.spot)
    value = fraction_of(full[0].text, scribe)
    tolerance = abs(fraction_of(full[0].node.text_of("tolerance") or "0", scribe))
    return foreign.number(fields, value, value - tolerance, value + tolerance, _unit(node, scribe))


def _unit(node: Node, scribe: Scribe) -> str:
    units = [
        (scribe.line(html_of_text(unit.child("unit_name"))), unit.text_of("multiplier") or "1")
        for units in node.all("units")
        for unit in units.all("unit")
    ]
    names = [name for name, multiplier in units if number_of(multiplier) == 1]
    others = [name for name, _ in units if name not in names[:1]]
    if others:
        scribe.changed(
            N_("Only one unit is kept; dropped were: %(units)s."),
            N_("Name the unit to be used in the question."),
            units=", ".join(others)[:200],
        )
    return names[0] if names else ""


def matching(node: Node, fields: Common, scribe: Scribe) -> Question:
    """Return pairs, or groups where an answer comes twice; sides without a left fit nothing."""
    sides = [
        (scribe.line(html_of(pair)), scribe.line(html_of(pair.child("answer"))))
        for pair in node.all("subquestion")
    ]
    pairs = [(left, right) for left, right in sides if left]
    extra = [right for left, right in sides if not left and right]
    return foreign.matching(fields, pairs, extra, scribe.spot)


def ordering(node: Node, fields: Common, scribe: Scribe) -> Question:
    """Return items in the order that their fractions, 1 2 3, or else the file gives."""
    answers = answers_of(node, scribe)
    if node.text_of("gradingtype") in ("0", "-1", "ABSOLUTE_POSITION", "ALL_OR_NOTHING"):
        scribe.changed(
            N_("Places were marked in another way; here the longest run in the right order counts."),
            N_("See in the guide how “order” is marked."),
        )
    if len({answer.share for answer in answers}) == len(answers):
        answers = sorted(answers, key=lambda answer: answer.share)
    return foreign.ordering(fields, [answer.text for answer in answers])

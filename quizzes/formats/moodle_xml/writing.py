"""From questions to Moodle XML."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import singledispatch
from typing import Final

from quizzes.formats.choices import verdict_options
from quizzes.formats.decimals import decimal
from quizzes.formats.exchange import Report
from quizzes.formats.foreign import name_of_question, with_source
from quizzes.formats.hints import hints
from quizzes.formats.html import to_html
from quizzes.formats.problems import N_
from quizzes.formats.proof import leave_out
from quizzes.formats.xml import element, escape
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
from quizzes.quiz import Quiz

_TITLE = N_("Moodle XML")
_IN_GAPS: Final = str.maketrans({char: f"\\{char}" for char in '\\~#}{"/'})
_GAP = re.compile(r"\{(\d{1,2})\}")
_FULL: Final = Fraction(100)


@dataclass(frozen=True, slots=True)
class Body:
    """What differs between types: Moodle's name of the type, the question's text and its answers as XML."""

    kind: str
    text: str
    answers: str


def write_questions(quiz: Quiz, report: Report) -> str:
    """Return the file's text, noting questions of types that Moodle has no type for."""
    parts = []
    if quiz.title:
        path = "$course$/top/" + quiz.title.replace("/", "//")
        parts.append(element("question", element("category", _text(path)), {"type": "category"}))
    for question in quiz.questions:
        body = body_of(question)
        if body is None:
            leave_out(report, question, _TITLE)
        else:
            parts.append(_question(question, body))
    return '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n' + "\n".join(parts) + "\n</quiz>\n"


def _question(question: Question, body: Body) -> str:
    tags = "".join(element("tag", _text(word)) for word in hints(question))
    return element(
        "question",
        element("name", _text(name_of_question(question)))
        + _html("questiontext", body.text)
        + _html("generalfeedback", with_source(question.explanation, question.source))
        + element("defaultgrade", str(question.points))
        + element("penalty", "0")
        + element("hidden", "0")
        + element("idnumber", escape(question.id))
        + body.answers
        + (element("tags", tags) if tags else ""),
        {"type": body.kind},
    )


@singledispatch
def body_of(question: Question) -> Body | None:
    """Return what differs between types, or None for a type that Moodle has none for."""
    return None


@body_of.register
def _single(question: SingleChoice) -> Body:
    options = _options(question.options, {question.right_id: _FULL}, Fraction(0))
    return Body("multichoice", question.prompt, element("single", "true") + options)


@body_of.register
def _several(question: MultipleChoice) -> Body:
    share = _FULL / len(question.right_ids)
    options = _options(question.options, dict.fromkeys(question.right_ids, share), -share)
    return Body("multichoice", question.prompt, element("single", "false") + options)


@body_of.register
def _true_false(question: TrueFalse) -> Body:
    shares = {question.verdict: _FULL}
    if question.unknown_offered:
        options = _options(verdict_options(question), shares, Fraction(0))
        return Body("multichoice", question.prompt, element("single", "true") + options)
    answers = (_answer(verdict, shares.get(verdict, Fraction(0))) for verdict in ("true", "false"))
    return Body("truefalse", question.prompt, "".join(answers))


@body_of.register
def _short(question: ShortText) -> Body:
    answers = "".join(_answer(text.replace("*", r"\*"), _FULL) for text in question.accepted)
    return Body("shortanswer", question.prompt, element("usecase", "0") + answers)


@body_of.register
def _number(question: Number) -> Body:
    answer = element(
        "answer",
        _text(decimal(question.value))
        + element("tolerance", decimal((question.high - question.low) / 2))
        + element("feedback", _text("")),
        {"fraction": "100"},
    )
    unit = element("unit", element("multiplier", "1") + element("unit_name", escape(question.unit)))
    return Body("numerical", question.prompt, answer + (element("units", unit) if question.unit else ""))


@body_of.register
def _match(question: Match) -> Body:
    lefts = {left.id: left.text for left in question.lefts}
    rights = {right.id: right.text for right in question.rights}
    used = {right for _, right in question.pairs}
    sides = [(lefts[left], rights[right]) for left, right in question.pairs]
    sides += [("", text) for right, text in rights.items() if right not in used]
    return Body("matching", question.prompt, _pairs(sides))


@body_of.register
def _group(question: Group) -> Body:
    items = {item.id: item.text for item in question.items}
    groups = {group.id: group.text for group in question.groups}
    sides = [(items[item], groups[group]) for item, group in question.key]
    return Body("matching", question.prompt, _pairs(sides))


@body_of.register
def _order(question: Order) -> Body:
    texts = {item.id: item.text for item in question.items}
    answers = "".join(_answer(texts[part], Fraction(rank)) for rank, part in enumerate(question.key, start=1))
    settings = element("layouttype", "VERTICAL") + element("selecttype", "ALL") + element("selectcount", "0")
    return Body(
        "ordering",
        question.prompt,
        settings + element("gradingtype", "LONGEST_ORDERED_SUBSET") + answers,
    )


@body_of.register
def _cloze(question: Cloze) -> Body:
    gaps = {gap.id: gap for gap in question.gaps}
    text = _GAP.sub(lambda found: _gap(gaps[found[1]]), question.text)
    return Body("cloze", f"{question.prompt}\n\n{text}", "")


def _gap(gap: Gap) -> str:
    if not gap.options:
        return "{1:SHORTANSWER:" + "~".join(f"={text.translate(_IN_GAPS)}" for text in gap.accepted) + "}"
    answers = [
        ("=" if option.id == gap.right_id else "%0%")
        + option.text.translate(_IN_GAPS)
        + (f"#{option.feedback.translate(_IN_GAPS)}" if option.feedback else "")
        for option in gap.options
    ]
    return "{1:MULTICHOICE_S:" + "~".join(answers) + "}"


def _options(options: Iterable[Option], shares: Mapping[str, Fraction], otherwise: Fraction) -> str:
    return (
        element("shuffleanswers", "true")
        + element("answernumbering", "ABCD")
        + "".join(
            _answer(option.text, shares.get(option.id, otherwise), option.feedback) for option in options
        )
    )


def _answer(text: str, share: Fraction, feedback: str = "") -> str:
    inside = _text(text) + _html("feedback", feedback)
    return element("answer", inside, {"fraction": decimal(share, 5), "format": "plain_text"})


def _pairs(sides: Iterable[tuple[str, str]]) -> str:
    return element("shuffleanswers", "true") + "".join(
        element("subquestion", _text(left) + element("answer", _text(right)), {"format": "plain_text"})
        for left, right in sides
    )


def _text(text: str) -> str:
    return element("text", escape(text)) if text else "<text></text>"


def _html(name: str, text: str) -> str:
    return element(name, _text(to_html(text) if text else ""), {"format": "html"})

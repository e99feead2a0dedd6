"""From questions to GIFT."""

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from typing import Final

from quizzes.formats.choices import verdict_options
from quizzes.formats.exchange import Report
from quizzes.formats.gift.blocks import escaped
from quizzes.formats.gift.reading import SOURCE, TONES_TAG, UNTIL_TAG
from quizzes.formats.proof import leave_out
from quizzes.formats.words import SKILL_WORDS
from quizzes.numbers import written_number
from quizzes.questions import (
    Cloze,
    Group,
    Match,
    MultipleChoice,
    Number,
    Option,
    Question,
    ShortText,
    SingleChoice,
    TrueFalse,
)
from quizzes.questions.cloze import Gap
from quizzes.quiz import Quiz

_TITLE: Final = "GIFT"


def text_of(quiz: Quiz, report: Report) -> str:
    """Return a quiz as GIFT, noting questions that cannot be written."""
    name = " ".join(quiz.title.split()).replace("/", "//")
    parts = [f"$CATEGORY: {name}\n"] if name else []
    for question in quiz.questions:
        body = _body(question)
        if body is None:
            leave_out(report, question, _TITLE)
            continue
        parts.append("\n".join(_block(question, body)) + "\n")
    return "\n".join(parts)


def _block(question: Question, body: tuple[str, Sequence[str], str]) -> Iterator[str]:
    before, answers, after = body
    yield f"// [id:{question.id}]" + "".join(f" [tag:{tag}]" for tag in _tags(question))
    yield f"::{question.id}::{escaped(before)}{{" + (answers[0] if answers[:1] == ["#"] else "")
    yield from (f"\t{line}" for line in answers if line != "#")
    general = question.explanation
    if question.source:
        general = f"{general}\n{SOURCE}{question.source}" if general else f"{SOURCE}{question.source}"
    if general:
        yield f"\t####{escaped(general)}"
    yield "}" + escaped(after).removeprefix("[plain]")


def _tags(question: Question) -> Iterator[str]:
    yield SKILL_WORDS[question.skill]
    if question.points != 1:
        yield f"{question.points} điểm"
    if question.valid_until is not None:
        yield f"{UNTIL_TAG}{question.valid_until:%d/%m/%Y}"
    if isinstance(question, ShortText) and question.tones == "optional":
        yield TONES_TAG


def _body(question: Question) -> tuple[str, Sequence[str], str] | None:
    """Return the text before the answers, the answers, and the text after them; None for other types."""
    if isinstance(question, Cloze):
        return _missing_word(question)
    answers = _answers(question)
    return None if answers is None else (question.prompt, answers, "")


def _answers(question: Question) -> Sequence[str] | None:
    match question:
        case SingleChoice():
            return _options(question.options, {question.right_id})
        case MultipleChoice():
            return _options(question.options, question.right_ids)
        case TrueFalse():
            return _verdicts(question)
        case ShortText():
            return [f"={escaped(text)}" for text in question.accepted]
        case Number():
            return _number(question)
        case Match() | Group():
            return _pairs(question)
    return None


def _options(options: Sequence[Option], right: Collection[str]) -> list[str]:
    """Write options; of several right ones each has its share, which a wrong one takes off, as we mark."""
    share = f"{float(Fraction(100, len(right))):.7g}"
    lines = []
    for option in options:
        is_right = option.id in right
        if len(right) == 1:
            sign = "=" if is_right else "~"
        else:
            sign = f"~%{share}%" if is_right else f"~%-{share}%"
        feedback = f"#{escaped(option.feedback)}" if option.feedback else ""
        lines.append(f"{sign}{escaped(option.text)}{feedback}")
    return lines


def _verdicts(question: TrueFalse) -> list[str]:
    if question.unknown_offered:
        return _options(verdict_options(question), {question.verdict})
    return ["TRUE" if question.verdict == "true" else "FALSE"]


def _number(question: Number) -> list[str] | None:
    low, value, high = (
        written_number(number, "en", grouped=False)
        for number in (question.low, question.value, question.high)
    )
    if any("/" in text for text in (low, value, high)):
        return None
    if question.value * 2 == question.low + question.high:
        tolerance = written_number(question.high - question.value, "en", grouped=False)
        return ["#", f"={value}:{tolerance}" if tolerance != "0" else f"={value}"]
    return ["#", f"={low}..{high}"]


def _pairs(question: Match | Group) -> list[str]:
    if isinstance(question, Group):
        items = {item.id: item.text for item in question.items}
        groups = {group.id: group.text for group in question.groups}
        return [f"={escaped(items[item])} -> {escaped(groups[group])}" for item, group in question.key]
    lefts = {left.id: left.text for left in question.lefts}
    rights = {right.id: right.text for right in question.rights}
    paired = {right for _, right in question.pairs}
    lines = [f"={escaped(lefts[left])} -> {escaped(rights[right])}" for left, right in question.pairs]
    return lines + [f"= -> {escaped(text)}" for name, text in rights.items() if name not in paired]


def _missing_word(question: Cloze) -> tuple[str, Sequence[str], str] | None:
    """Return a sentence with one gap as GIFT's missing word."""
    if len(question.gaps) != 1 or len(question.pieces) != 3:
        return None
    before, gap, after = question.pieces
    if not (isinstance(before, str) and isinstance(gap, Gap) and isinstance(after, str)):
        return None
    answers = (
        _options(gap.options, {gap.right_id})
        if gap.options
        else [f"={escaped(text)}" for text in gap.accepted]
    )
    return f"{question.prompt}\n{before}", answers, after

"""Why a typed answer counts or not, said to the author: "vì sao câu này được tính đúng"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from quizzes.formats.problems import N_
from quizzes.questions.base import Question
from quizzes.questions.cloze import Cloze
from quizzes.questions.number import NoNumber, Number
from quizzes.questions.short_text import ShortText
from quizzes.questions.typed import How, TypedAnswers, explain

VERDICTS: Final[Mapping[How, str]] = {
    "spelling": N_("Right: it is the accepted answer “%(answer)s”."),
    "numerals": N_("Right: it has the same number as the accepted answer “%(answer)s”."),
    "leading_word": N_("Right: it is the same number as in the accepted answer “%(answer)s”."),
    "tones_missing": N_("Right, with a remark: it is “%(answer)s” without marks, and “tones” is “optional”."),
    "one_slip": N_("Right, with a remark: it is “%(answer)s” but for one letter, and “one_slip” is set."),
    "refused": N_("Not right: it is “%(answer)s”, which is refused by name."),
    "tones_required": N_("Not right: it is “%(answer)s” without marks, and “tones” is “required”."),
    "tones_ambiguous": N_("Not right: without marks, “%(answer)s” and another word of the list are alike."),
    "slip_ambiguous": N_(
        "Not right: one letter from “%(answer)s”, it is as near to another word of the list."
    ),
    "unknown": N_("Not right: no rule makes it one of the accepted answers."),
}


class NothingTyped(ValueError):
    """The question, or the gap, has nothing to type."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of an explanation: a msgid filled from values."""

    message: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)


def reasons_for(question: Question, text: str, gap: int = 1) -> tuple[Reason, ...]:
    """Return the verdict on a typed text, then the rules it needed; raise NothingTyped for other questions.

    `gap` counts from 1 and matters to a cloze only.
    """
    if isinstance(question, Number):
        return (_of_number(question, text),)
    if isinstance(question, ShortText):
        return tuple(_of_words(question.answers, text))
    if isinstance(question, Cloze) and 1 <= gap <= len(question.gaps) and not question.gaps[gap - 1].options:
        return tuple(_of_words(question.answers[gap - 1], text))
    raise NothingTyped(question.id)


def _of_words(answers: TypedAnswers, text: str) -> Iterator[Reason]:
    verdict, steps = explain(text, answers)
    yield Reason(VERDICTS[verdict.how], {"answer": verdict.answer})
    for step in steps:
        yield Reason(step.sentence)


def _of_number(question: Number, text: str) -> Reason:
    try:
        read = question.read_as((text,))
        marking = question.mark((text,))
    except NoNumber as refusal:
        return Reason(refusal.message, refusal.values)
    low, high = question.accepted_range or (read, read)
    values = {"number": read, "low": low, "high": high, "value": question.right_response[0]}
    if marking.remarks:
        return Reason(
            N_("Not right: it is read as %(number)s, and the unit of “%(value)s” is needed."), values
        )
    if question.accepted_range is None:
        found = (
            N_("Right: it is read as %(number)s.")
            if marking.mark == 1
            else N_("Not right: it is read as %(number)s, not %(value)s.")
        )
    elif marking.mark == 1:
        found = N_("Right: it is read as %(number)s, from %(low)s to %(high)s.")
    else:
        found = N_("Not right: it is read as %(number)s, not from %(low)s to %(high)s.")
    return Reason(found, values)

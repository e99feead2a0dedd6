"""From questions to lines, for text files and for Word."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from quizzes.formats.choices import LETTERS, verdict_options
from quizzes.formats.exchange import Report
from quizzes.formats.proof import leave_out
from quizzes.formats.words import BETWEEN_ANSWERS, SKILL_WORDS
from quizzes.questions import MultipleChoice, Option, Question, ShortText, SingleChoice, TrueFalse
from quizzes.quiz import Quiz

_TITLE: Final = "text, docx"


@dataclass(frozen=True, slots=True)
class Written:
    """A line to write, and what it is: Word shows the question in bold and the right option underlined."""

    kind: Literal["title", "question", "option", "right", "more", "blank", "end"]
    text: str


def write_lines(quiz: Quiz, report: Report) -> Iterator[Written]:
    """Return the lines of a quiz, noting questions that cannot be written."""
    yield Written("title", quiz.title)
    number = 0
    for question in quiz.questions:
        body = _body(question)
        if body is None:
            leave_out(report, question, _TITLE)
            continue
        number += 1
        yield Written("blank", "")
        first, *others = question.prompt.split("\n")
        yield Written("question", f"Câu {number}. {first}")
        yield from (Written("question", line) for line in others)
        yield from body
        yield from (Written("more", line) for line in _labelled(question, number))
    yield Written("blank", "")
    yield Written("end", "--- HẾT ---")
    yield Written("blank", "")


def _body(question: Question) -> list[Written] | None:
    match question:
        case SingleChoice():
            return _options(question.options, {question.right_id})
        case MultipleChoice():
            return _options(question.options, question.right_ids)
        case TrueFalse():
            return _options(verdict_options(question), {question.verdict})
        case ShortText():
            return [Written("more", f"Đáp án: {BETWEEN_ANSWERS.join(question.accepted)}")]
    return None


def _options(options: tuple[Option, ...], right: frozenset[str] | set[str]) -> list[Written]:
    lines = [
        Written("right" if option.id in right else "option", f"{letter}. {option.text}")
        for letter, option in zip(LETTERS, options, strict=False)
    ]
    letters = [letter for letter, option in zip(LETTERS, options, strict=False) if option.id in right]
    lines.append(Written("more", f"Đáp án: {', '.join(letters)}"))
    lines += [
        Written("more", f"Phản hồi {letter}: {option.feedback}")
        for letter, option in zip(LETTERS, options, strict=False)
        if option.feedback
    ]
    return lines


def _labelled(question: Question, number: int) -> Iterator[str]:
    for label, text in (("Giải thích", question.explanation), ("Nguồn", question.source)):
        if text:
            yield f"{label}: {text}"
    if question.skill != "recall":
        yield f"Mức độ: {SKILL_WORDS[question.skill]}"
    if question.points != 1:
        yield f"Điểm: {question.points}"
    if question.valid_until is not None:
        yield f"Đúng đến: {question.valid_until:%d/%m/%Y}"
    if question.discussion:
        yield f"Trao đổi: {question.discussion}"
    if question.id != f"cau-{number}":
        yield f"Mã: {question.id}"

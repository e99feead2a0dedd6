"""Aiken, the simplest format (docs/formats.md): a question, lettered options, a line "ANSWER: B".

Source: Moodle documentation, "Aiken format". Read more kindly than there: a question over several lines, a
missing space after the letter, several right letters; each is noted where Moodle would refuse or lose it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from quizzes.formats import intake
from quizzes.formats.choices import LETTERS, choice_question, verdict_options
from quizzes.formats.encoding import decode
from quizzes.formats.exchange import Export, Import, Report, Spot
from quizzes.formats.problems import N_
from quizzes.formats.proof import leave_out, proved
from quizzes.formats.secrecy import refuse_secret
from quizzes.questions import Question, SingleChoice, TrueFalse
from quizzes.quiz import Quiz
from quizzes.vietnamese import clean

_LINE_END = re.compile("\r\n|[\n\r]")
_OPTION = re.compile(r"([A-Za-z])[.)]([ \t\xa0]?)(.*)", re.DOTALL)
_ANSWER = re.compile(r"(?:ANSWER|Answer|answer)[ \t\xa0]*:[ \t\xa0]*(.*)", re.DOTALL)
_LETTERS: Final = re.compile(r"[A-Z](?:[ ,;]*[A-Z]){0,9}\.?")


@dataclass(slots=True)
class _Draft:
    line: int
    prompt: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)


def read(data: bytes) -> Import:
    """Return the questions of an Aiken file; never raises."""
    report = Report()
    text = decode(data, report)
    if text is None or refuse_secret(text, report):
        return intake.refused(report)
    return intake.finished("", list(_questions(text, report)), report)


def _questions(text: str, report: Report) -> Iterator[Question]:
    ids = intake.Ids()
    draft: _Draft | None = None
    for number, raw in enumerate(_LINE_END.split(text), start=1):
        line = raw.strip()
        if not line:
            continue
        spot = report.at("line", str(number))
        if answer := _ANSWER.fullmatch(line):
            question = _finished(draft, answer[1], ids, spot)
            draft = None
            if question is not None:
                yield question
        elif option := _OPTION.fullmatch(line):
            draft = _with_option(draft or _Draft(number), option, spot)
        elif draft is not None and not draft.options:
            draft.prompt.append(line)
        else:
            _note_unfinished(draft, report)
            draft = _Draft(number, [line])
    _note_unfinished(draft, report)


def _with_option(draft: _Draft, option: re.Match[str], spot: Spot) -> _Draft:
    letter, space, text = option[1], option[2], option[3]
    if not space or letter.islower():
        spot.changed(
            N_("Moodle would not read this option: it wants “A. ” or “A) ” with a capital and a space."),
            N_("Write the letter large, with a dot or bracket and a space behind it."),
        )
    draft.options.append(clean(text))
    draft.letters.append(letter.upper())
    return draft


def _finished(draft: _Draft | None, answer: str, ids: intake.Ids, spot: Spot) -> Question | None:
    if draft is None:
        spot.left_out(
            N_("An answer stands here without a question before it."),
            N_("Write the question and its options above the line ANSWER."),
        )
        return None
    letters = re.findall("[A-Z]", answer) if _LETTERS.fullmatch(answer.strip()) else []
    unknown = [letter for letter in letters if letter not in draft.letters]
    if not letters or unknown:
        spot.left_out(
            N_("The answer “%(answer)s” is not the letter of an option."),
            N_("Write ANSWER: and the letter of the right option."),
            answer=answer[:40],
        )
        return None
    begin = spot.report.at("line", str(draft.line))
    if draft.letters != list(LETTERS[: len(draft.letters)]):
        begin.changed(
            N_("The options are not lettered A, B, C in order; they were taken as they stand."),
            N_("Letter the options A, B, C and so on."),
        )
    fields = intake.common(ids.next(), clean("\n".join(draft.prompt), keep_lines=True))
    right = {draft.letters.index(letter) for letter in letters}
    question = choice_question(fields, [(text, "") for text in draft.options], right, begin)
    if question is not None:
        begin.took(question)
    return question


def _note_unfinished(draft: _Draft | None, report: Report) -> None:
    if draft is not None:
        report.add(
            "left_out",
            "line",
            str(draft.line),
            N_("The question that begins here has no line ANSWER."),
            N_("Write ANSWER: and the letter of the right option."),
        )


def write(quiz: Quiz) -> Export:
    """Return a quiz as Aiken; what reading it does not bring back is in the report."""
    report = Report()
    blocks = []
    for question in quiz.questions:
        options = _options(question)
        if options is None:
            leave_out(report, question, "Aiken")
            continue
        lines = [f"{letter}. {text}" for letter, (text, _) in zip(LETTERS, options, strict=False)]
        right = [letter for letter, (_, is_right) in zip(LETTERS, options, strict=False) if is_right]
        blocks.append("\n".join([" ".join(question.prompt.split()), *lines, f"ANSWER: {', '.join(right)}\n"]))
    return proved(quiz, "\n".join(blocks).encode("utf-8", "replace"), read, report)


def _options(question: Question) -> list[tuple[str, bool]] | None:
    """Return text and rightness of each option; Aiken has one right option, so no `several`."""
    if isinstance(question, TrueFalse):
        return [(verdict.text, verdict.id == question.verdict) for verdict in verdict_options(question)]
    if isinstance(question, SingleChoice):
        return [(option.text, option.id == question.right_id) for option in question.options]
    return None

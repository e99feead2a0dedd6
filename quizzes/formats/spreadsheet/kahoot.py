"""Kahoot's template, as its site gives it out: headings in row 8 from column B on, one question a row below.

Reading needs nothing of its own: headings are found by their words (columns.py).
"""

import io
from collections.abc import Sequence
from typing import Final

from quizzes.formats.choices import verdict_options
from quizzes.formats.exchange import Report
from quizzes.formats.problems import N_
from quizzes.formats.proof import leave_out
from quizzes.formats.spreadsheet.writing import NO_TIME, OPTIONS
from quizzes.questions import MultipleChoice, Question, SingleChoice, TrueFalse
from quizzes.quiz import Quiz

MOST_ANSWERS: Final = 4
LONGEST_QUESTION: Final = 120
LONGEST_ANSWER: Final = 75
SECONDS: Final = 60
"""Time for each question: one of those that Kahoot knows, long enough to read without haste."""

_HEADINGS: Final = (
    "Question - max 120 characters",
    "Answer 1 - max 75 characters",
    "Answer 2 - max 75 characters",
    "Answer 3 - max 75 characters",
    "Answer 4 - max 75 characters",
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
_HEADING_ROW: Final = 7
_TITLE: Final = "kahoot"


def kahoot_of(quiz: Quiz, report: Report) -> bytes:
    """Return a quiz as a workbook in Kahoot's template; longer texts than Kahoot takes are noted."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, OPTIONS) as workbook:
        workbook.set_properties({"created": NO_TIME})
        sheet = workbook.add_worksheet("Sheet1")
        sheet.set_column(1, 1, 60)
        sheet.set_column(2, 7, 24)
        sheet.write_string(1, 1, quiz.title)
        for column, heading in enumerate(_HEADINGS, start=1):
            sheet.write_string(_HEADING_ROW, column, heading)
        row = _HEADING_ROW
        for question in quiz.questions:
            answers = _answers(question)
            if answers is None or len(answers[0]) > MOST_ANSWERS:
                leave_out(report, question, _TITLE)
                continue
            row += 1
            texts, right = answers
            prompt = " ".join(question.prompt.split())
            _note_length(question, prompt, texts, report)
            sheet.write_number(row, 0, row - _HEADING_ROW)
            sheet.write_string(row, 1, prompt)
            for column, text in enumerate(texts, start=2):
                sheet.write_string(row, column, text)
            sheet.write_number(row, 6, SECONDS)
            sheet.write_string(row, 7, ",".join(map(str, right)))
    return out.getvalue()


def _answers(question: Question) -> tuple[Sequence[str], Sequence[int]] | None:
    if isinstance(question, TrueFalse):
        verdicts = verdict_options(question)
        ids = [verdict.id for verdict in verdicts]
        return [verdict.text for verdict in verdicts], [ids.index(question.verdict) + 1]
    if isinstance(question, SingleChoice | MultipleChoice):
        ids = [option.id for option in question.options]
        return [option.text for option in question.options], [
            ids.index(part) + 1 for part in question.right_response
        ]
    return None


def _note_length(question: Question, prompt: str, texts: Sequence[str], report: Report) -> None:
    if len(prompt) > LONGEST_QUESTION or any(len(text) > LONGEST_ANSWER for text in texts):
        report.add(
            "changed",
            "question",
            question.id,
            N_("The question is longer than Kahoot takes: %(question)s characters, %(answer)s an answer."),
            N_("Shorten it before loading the file into Kahoot."),
            question=str(LONGEST_QUESTION),
            answer=str(LONGEST_ANSWER),
        )

"""The report of an export, made by reading the file back: what does not come back equal is named.

So a writer needs no list of what its format cannot carry, and no such list can be wrong.
"""

from collections.abc import Callable, Collection
from typing import Final

from quizzes.formats.exchange import Export, Import, Report
from quizzes.formats.problems import N_
from quizzes.questions import Question
from quizzes.quiz import Quiz

_FIRST: Final = ("prompt", "options", "explanation", "source")


def by_id(quiz: Quiz) -> dict[str, Question]:
    """Return a quiz's questions by their ids, for a reader that may know what was written."""
    return {question.id: question for question in quiz.questions}


def proved(quiz: Quiz, data: bytes, read: Callable[[bytes], Import], report: Report) -> Export:
    """Return the export of a file that holds a quiz's questions in order, but for those in the report.

    Added to the report are the questions, and the author's keys of a question, that reading does not bring
    back as they were.
    """
    missing = {entry.place for entry in report.of("left_out") if entry.where == "question"}
    written = [question for question in quiz.questions if question.id not in missing]
    again = _by_place(written, read(data).questions)
    for question in written:
        _compare(question, again.get(question.id), report)
    return Export(data, report)


def leave_out(report: Report, question: Question, format_title: str) -> None:
    """Note that a format has no way to write a question of this type."""
    report.add(
        "left_out",
        "question",
        question.id,
        N_("Questions of the type “%(type)s” cannot be written as %(format)s."),
        N_("Export them as a topic (TOML), which carries every type."),
        type=question.type,
        format=format_title,
    )


def _by_place(written: Collection[Question], read: Collection[Question]) -> dict[str, Question]:
    """Return what was read by the id of what was written: by id where ids travel, else by place."""
    ids = {question.id for question in written}
    named = {question.id: question for question in read if question.id in ids}
    if len(named) == len(written) or len(read) != len(written):
        return named
    return {question.id: other for question, other in zip(written, read, strict=True)}


def _compare(question: Question, other: Question | None, report: Report) -> None:
    if question == other:
        return
    if other is None:
        report.add(
            "left_out",
            "question",
            question.id,
            N_("The question cannot be read back from the file."),
            N_("Look whether a line of it begins like an option or another question, and change it."),
        )
        return
    was, now = question.written(), other.written()
    lost = [key for key in was if key not in now or (was[key] and not now[key])]
    changed = [key for key in was if key not in lost and was[key] != now[key]]
    changed += [key for key in now if key not in was]
    _note("left_out", question, lost, report)
    _note("changed", question, changed, report)


def _note(outcome: str, question: Question, keys: list[str], report: Report) -> None:
    if not keys:
        return
    names = ", ".join(sorted(keys, key=lambda key: (key not in _FIRST, key)))
    if outcome == "left_out":
        report.add(
            "left_out",
            "question",
            question.id,
            N_("The format cannot carry: %(keys)s."),
            N_("Keep the topic as TOML too; only that carries everything."),
            keys=names,
        )
        return
    report.add(
        "changed",
        "question",
        question.id,
        N_("It will be read otherwise than it is written here: %(keys)s."),
        N_("Look through these parts after the file was read elsewhere."),
        keys=names,
    )

"""The command that tells an author why a typed answer counts: `elearn topics why`."""

from collections.abc import Iterator
from pathlib import Path

import click

from elearn.i18n import words_in
from quizzes.formats.lesson import read_lesson
from quizzes.formats.problems import Ledger, Problem
from quizzes.formats.quiz import meeting_reading, quiz_reading
from quizzes.formats.topic import read_topic_folder
from quizzes.questions import Question
from quizzes.questions.why import NothingTyped, reasons_for


def questions_in(path: Path) -> tuple[tuple[Question, ...], tuple[Problem, ...]]:
    """Return the questions of a topic's folder or of one of its files, or the problems that hide them."""
    if path.is_dir():
        reading = read_topic_folder(path)
        return (() if reading.topic is None else reading.topic.questions), reading.problems
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".md":
        ledger = Ledger(path.name)
        return read_lesson(text, path.stem, ledger).questions, tuple(ledger.problems)
    found = (meeting_reading if path.name == "meeting.toml" else quiz_reading)(text, path.name)
    return (() if found.quiz is None else found.quiz.questions), found.problems


@click.command("why")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.argument("question")
@click.argument("text")
@click.option("--gap", default=1, show_default=True, type=click.IntRange(1), help="Which gap of a “cloze”.")
def why(file: Path, question: str, text: str, gap: int) -> None:
    """Say why TEXT counts, or not, as the answer to QUESTION of FILE: a topic's folder or a file of it."""
    try:
        questions, problems = questions_in(file)
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file} is not UTF-8 text.") from error
    asked = next((one for one in questions if one.id == question), None)
    if asked is None:
        because = f" {len(problems)} problems: see “elearn topics check”." if problems else ""
        raise click.ClickException(f"{file} has no question “{question}”.{because}")
    try:
        lines = list(_lines(asked, text, gap))
    except NothingTyped as error:
        raise click.ClickException(
            f"Nothing is typed there: “{question}” is of type “{asked.type}”."
        ) from error
    click.echo("\n".join(lines))


def _lines(asked: Question, text: str, gap: int) -> Iterator[str]:
    translated = words_in()
    verdict, *rules = reasons_for(asked, text, gap)
    yield translated(verdict.message) % verdict.values
    for rule in rules:
        yield f"  - {translated(rule.message)}"

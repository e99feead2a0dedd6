"""`elearn statistics`: what rows of answers tell, in Vietnamese for reading or as JSON for programs."""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from fractions import Fraction
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

import click

from elearn.i18n import words_in
from elearn.statistics_text import ranking_line, text_of
from quizzes.discernment import Discernment, discern, judgements_in
from quizzes.formats.exchange import Entry
from quizzes.formats.problems import N_
from quizzes.formats.topic import read_topic_folder
from quizzes.questions import Question
from quizzes.statistics import FEWEST_ANSWERS, FEWEST_PEOPLE, Analysis, QuestionFigures, UnusableRows, analyse
from quizzes.statistics.reading import read_rows
from quizzes.statistics.rows import Tries

JSON_FORMAT = 1
"""Raised when a key of the JSON changes its meaning or goes; new keys may come at any time."""

UNREADABLE = 2
"""The exit status where no figure could be made."""


@click.command()
@click.argument("rows_csv", metavar="ROWS.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.option(
    "--topic",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A topic's folder: adds what guessing earns, wrong options, and real against false.",
)
@click.option("--all-attempts", is_flag=True, help="Count every attempt, not only each member's first.")
def statistics(rows_csv: Path, as_json: bool, topic: Path | None, all_attempts: bool) -> None:
    """Print the statistics of answers in a table, in Vietnamese.

    ROWS.csv has the columns member, question, mark, max and perhaps response, attempt, slot
    (docs/thong-ke.md). Exit status 0, or 2 where the file cannot be used.
    """
    _speak_unicode()
    reading = read_rows(rows_csv.read_bytes())
    for entry in reading.report.entries:
        click.echo(_line_of(rows_csv, entry), err=True)
    if not reading.rows:
        sys.exit(UNREADABLE)
    questions = _questions_of(topic)
    tries: Tries = "all" if all_attempts else "first"
    try:
        analysis = analyse(reading.rows, questions, tries=tries)
    except UnusableRows as error:
        _refuse(rows_csv, N_("One attempt fills one place in the quiz twice."), f" ({error})")
    judged = discern(judgements_in(reading.rows, questions, tries)) if questions else None
    if as_json:
        click.echo(json.dumps(json_of(analysis, judged, tries), ensure_ascii=False, indent=2))
    else:
        for line in text_of(analysis, judged, questions, tries):
            click.echo(line)


def _speak_unicode() -> None:
    """Let a terminal or file of another encoding receive Vietnamese instead of stopping at a letter."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def _refuse(path: Path, message: str, more: str = "") -> NoReturn:
    """Say in a line what cannot be used, and end."""
    click.echo(f"{path}: {words_in()(message)}{more}", err=True)
    sys.exit(UNREADABLE)


def _line_of(file: Path, entry: Entry) -> str:
    say = words_in()
    place = f":{entry.place}" if entry.where == "line" else ""
    remedy = f" {say(entry.remedy) % entry.values}" if entry.remedy else ""
    return f"{file}{place}: {say(entry.message) % entry.values}{remedy}"


def _questions_of(folder: Path | None) -> Mapping[str, Question]:
    """Return a topic's questions by id, none without a folder; a topic that cannot be read is refused."""
    if folder is None:
        return {}
    topic = read_topic_folder(folder).topic
    if topic is None:
        _refuse(folder, N_("The topic cannot be read: see elearn topics check."))
    return {question.id: question for question in topic.questions}


def json_of(analysis: Analysis, judged: Discernment | None, tries: str) -> dict[str, object]:
    """Return the figures as JSON takes them: shares in per cent, null where there is no figure."""
    return {
        "format": JSON_FORMAT,
        "tries": tries,
        "fewest": {"people": FEWEST_PEOPLE, "answers": FEWEST_ANSWERS},
        "quiz": asdict(analysis.quiz) | {"words": ranking_line(analysis.quiz)},
        "questions": _plain(analysis.questions),
        "slots": _plain(analysis.slots),
        "discernment": None if judged is None else asdict(judged),
    }


def _plain(figures: Iterable[QuestionFigures]) -> list[dict[str, object]]:
    return [asdict(one) | {"guess": _per_cent(one.guess)} for one in figures]


def _per_cent(share: Fraction | None) -> float | None:
    return None if share is None else float(100 * share)

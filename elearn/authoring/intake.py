"""Questions from a text or a file, shown before they are taken: what was read, and what was not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from quizzes.formats.convert import FORMATS, read_file
from quizzes.formats.exchange import Entry, Import
from quizzes.formats.parts import Kind, Part, table_of, text_of
from quizzes.formats.problems import N_
from quizzes.formats.table import is_identifier
from quizzes.questions import TYPES, Question

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_QUESTIONS: Final = 200
MOST_LINES: Final = 3000
"""Lines of a source that are shown beside what was read of it."""

FORMATS_IN: Final = {name: each.title for name, each in FORMATS.items() if each.read and name != "kahoot"}
ANY_FORMAT: Final = {"": N_("find out")} | FORMATS_IN
FORMATS_OUT: Final = {name: each for name, each in FORMATS.items() if each.write}


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the source, and what the report says about it."""

    number: int
    text: str
    notes: tuple[Entry, ...]

    @property
    def is_left_out(self) -> bool:
        """Whether the line was not read."""
        return any(note.outcome == "left_out" for note in self.notes)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source holds: questions to choose from, its lines where it is a text, and the other notes."""

    found: Import
    lines: tuple[SourceLine, ...]
    notes: tuple[Entry, ...]

    @property
    def questions(self) -> Sequence[Question]:
        """The questions that can be taken at a time."""
        return self.found.questions[:MOST_QUESTIONS]

    @property
    def left_out(self) -> int:
        """How many things were not read."""
        return sum(1 for _ in self.found.report.of("left_out"))

    @property
    def beyond(self) -> int:
        """How many questions are more than can be taken at a time."""
        return len(self.found.questions) - len(self.questions)


def reading_of(data: bytes, filename: str = "", source: str | None = None) -> Reading:
    """Read questions from a file or a pasted text; nothing is kept."""
    found = read_file(data, filename, source if source in FORMATS_IN else None)
    notes = [entry for entry in found.report.entries if entry.outcome != "read"]
    lines = _lines(data, [note for note in notes if note.where == "line"])
    rest = tuple(note for note in notes if note.where != "line" or not lines)
    return Reading(found, lines, rest)


def _lines(data: bytes, notes: Iterable[Entry]) -> tuple[SourceLine, ...]:
    """Return a text's lines with their notes; none for what is no text, or too long to be looked at."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ()
    lines = text.splitlines()
    if "\0" in text or len(lines) > MOST_LINES:
        return ()
    by_line: dict[str, list[Entry]] = {}
    for note in notes:
        by_line.setdefault(note.place, []).append(note)
    return tuple(
        SourceLine(number, line, tuple(by_line.get(str(number), ()))) for number, line in enumerate(lines, 1)
    )


def carried(questions: Iterable[Question]) -> str:
    """Return questions as the text that travels in the page between being shown and being taken."""
    return text_of({"title": "-", "question": [question.written() for question in questions]})


def questions_carried(text: str) -> Sequence[Question]:
    """Return the questions of carried(); none where it was changed on the way into what is no such text."""
    return read_file(text.encode(), "", "topic").questions[:MOST_QUESTIONS]


def parts_carried(text: str, kind: Kind) -> list[Part]:
    """Return the questions of carried(), perhaps changed on the way: drafts, which nobody has to trust."""
    try:
        rows = table_of(text).get("question")
    except ValueError:
        return []
    tables = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    known = [row for row in tables[:MOST_QUESTIONS] if row.get("type") in TYPES]
    # An id that is none gives way to a new one.
    return [Part(kind, name if is_identifier(name := str(row.get("id", ""))) else "", row) for row in known]

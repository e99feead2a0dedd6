"""What every reader and writer of a format gives back: the questions, and one report of the same shape.

A reader is a function `read(data: bytes) -> Import` and a writer `write(quiz: Quiz) -> Export`; neither
raises for what a file holds. A question is taken whole or left out whole, and nothing that was in the file
goes unmentioned: each thing is one Entry, `read`, `changed` on the way, or `left_out`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from quizzes.formats.problems import N_
from quizzes.questions.base import Question
from quizzes.quiz import Policy

Outcome = Literal["read", "changed", "left_out"]
Where = Literal["line", "cell", "element", "question", "file"]


READ = N_("Question “%(id)s” was read (%(type)s).")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a report; message and remedy are msgids filled from `values` (see formats/problems.py).

    `where` says what kind of place it is ("line") and `place` is text that can be found in the file ("12").
    """

    outcome: Outcome
    where: Where
    place: str
    message: str
    remedy: str = ""
    values: Mapping[str, str] = field(default_factory=dict, hash=False)


class Report:
    """Collects entries in the order of the file."""

    def __init__(self) -> None:
        """Open an empty report."""
        self.entries: list[Entry] = []

    def add(
        self,
        outcome: Outcome,
        where: Where,
        place: str,
        message: str,
        remedy: str = "",
        **values: str,
    ) -> None:
        """Note one thing; message and remedy are msgids filled from values."""
        self.entries.append(Entry(outcome, where, place, message, remedy, values))

    def took(self, where: Where, place: str, question: Question) -> None:
        """Note that a question was read."""
        self.add("read", where, place, READ, id=question.id, type=question.type)

    def at(self, where: Where, place: str) -> "Spot":
        """Return a place of the file at which to note several things."""
        return Spot(self, where, place)

    def of(self, outcome: Outcome) -> Iterator[Entry]:
        """Return the entries of one outcome."""
        return (entry for entry in self.entries if entry.outcome == outcome)

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out."""
        return not any(self.of("left_out"))


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a file, most often where a question begins, and the report that hears about it."""

    report: Report
    where: Where
    place: str

    def changed(self, message: str, remedy: str, **values: str) -> None:
        """Note something that was changed on the way."""
        self.report.add("changed", self.where, self.place, message, remedy, **values)

    def left_out(self, message: str, remedy: str, **values: str) -> None:
        """Note something that was left out."""
        self.report.add("left_out", self.where, self.place, message, remedy, **values)

    def took(self, question: Question) -> None:
        """Note that a question was read."""
        self.report.took(self.where, self.place, question)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that came embedded in a file: its bytes, name and media type ("image/png")."""

    name: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Import:
    """What a file held; without questions nothing could be read, and the report says why."""

    title: str
    questions: tuple[Question, ...]
    report: Report
    pictures: tuple[Picture, ...] = ()
    policy: Policy = field(default_factory=Policy)


@dataclass(frozen=True, slots=True)
class Export:
    """A file's bytes, and what the format could not carry."""

    data: bytes = field(repr=False)
    report: Report

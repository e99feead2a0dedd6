"""A topic as separate parts that authors edit one at a time, and back: parts_of(), files_of().

    about      title, summary, order, sources, quiz_title, tries, minutes, meeting_title, meeting_minutes
    lesson     title, minutes, text: the cards as a lesson's file has them, where a line "Câu hỏi: id"
               stands in the place of the block of a check question
    check      a question that follows a card, as the author's table of its type
    quiz       a question of quiz.toml
    meeting    a question of meeting.toml

A part is what two people can edit at once without meeting, and may be half written: only read_topic() says
whether the files made of the parts are a topic. docs/topic-format.md describes the files.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, cast

from quizzes.formats.problems import Problem

Kind = Literal["about", "lesson", "check", "quiz", "meeting"]
KINDS: Final[tuple[Kind, ...]] = ("about", "lesson", "check", "quiz", "meeting")
QUESTIONS: Final[tuple[Kind, ...]] = ("check", "quiz", "meeting")
"""The kinds of parts that are questions."""

ABOUT: Final = "about"
"""The id of the one part that says what the topic is."""

Values = Mapping[str, object]

_LESSON_FILE = re.compile(r"lessons/\d+-(.+)\.md")
_FRONT = re.compile(r"\s*\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_BLOCK = re.compile(r"^```question[ \t]*\n(.*?)^```[ \t]*$", re.DOTALL | re.MULTILINE)
_REFERENCE = re.compile(r"^Câu hỏi:[ \t]*(\S+)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing an author edits: its kind, an id that never changes, and the author's table of keys."""

    kind: Kind
    id: str
    table: Values


def reference(question_id: str) -> str:
    """Return the line that stands for a check question in a lesson's text."""
    return f"Câu hỏi: {question_id}"


def text_of(table: Values) -> str:
    """Return a table as TOML, the form in which parts are kept."""
    import tomli_w

    return tomli_w.dumps(table, multiline_strings=True)


def table_of(text: str) -> dict[str, object]:
    """Return the table that text_of() wrote; raises ValueError for what is no TOML."""
    return tomllib.loads(text, parse_float=Decimal)


def files_of(parts: Sequence[Part]) -> dict[str, str]:
    """Return the files that these parts make together, in the order of the parts."""
    by_kind = {kind: [part for part in parts if part.kind == kind] for kind in KINDS}
    about = by_kind["about"][0].table if by_kind["about"] else {}
    files = {
        "topic.toml": text_of(
            _kept(about, title="title", summary="summary", order="order", sources="sources")
        ),
        "quiz.toml": _quiz_file(about, by_kind["quiz"]),
    }
    checks = {part.id: part.table for part in by_kind["check"]}
    for number, lesson in enumerate(by_kind["lesson"], start=1):
        files[f"lessons/{number:02}-{lesson.id}.md"] = _lesson_file(lesson.table, checks)
    if by_kind["meeting"]:
        head = _kept(about, meeting_title="title", meeting_minutes="minutes")
        files["meeting.toml"] = text_of(
            {**head, "question": [dict(part.table) for part in by_kind["meeting"]]}
        )
    return files


def parts_of(files: Mapping[str, str]) -> tuple[Part, ...]:
    """Return the parts of a topic's files, which read_topic() found without a problem."""
    topic, quiz = table_of(files["topic.toml"]), table_of(files["quiz.toml"])
    meeting = table_of(files.get("meeting.toml", ""))
    exam = cast(Values, quiz.get("exam", {}))
    about = {
        **topic,
        **_kept(quiz, title="quiz_title"),
        **_kept(exam, tries="tries", minutes="minutes"),
        **_kept(meeting, title="meeting_title", minutes="meeting_minutes"),
    }
    lessons: list[Part] = []
    checks: list[Part] = []
    for name in sorted(files):
        if found := _LESSON_FILE.fullmatch(name):
            lessons.append(_lesson(found[1], files[name], checks))
    return (
        Part("about", ABOUT, about),
        *lessons,
        *checks,
        *_questions("quiz", quiz),
        *_questions("meeting", meeting),
    )


def checks_named_in(text: str) -> tuple[str, ...]:
    """Return the ids of the check questions that a lesson's text names, in their order."""
    return tuple(found[1] for found in _REFERENCE.finditer(text))


def part_of_problem(problem: Problem, parts: Iterable[Part]) -> Part | None:
    """Return the part in which an author mends a problem that read_topic() found in files_of(parts)."""
    known = {part.id: part for part in parts}
    names = [name for name in problem.place.split(" › ") if name in known]
    if names:
        return known[names[0]]
    if found := _LESSON_FILE.fullmatch(problem.file):
        return known.get(found[1])
    return known.get(ABOUT)


def _kept(table: Values, **names: str) -> dict[str, object]:
    """Return those values of a table that it has, each under its new name."""
    return {new: table[old] for old, new in names.items() if old in table}


def _quiz_file(about: Values, questions: Sequence[Part]) -> str:
    table = _kept(about, quiz_title="title")
    exam = _kept(about, tries="tries", minutes="minutes")
    if exam:
        table["exam"] = exam
    return text_of({**table, "question": [dict(part.table) for part in questions]})


def _lesson_file(table: Values, checks: Mapping[str, Values]) -> str:
    def block(found: re.Match[str]) -> str:
        # A name that belongs to no question stays as it is; the reader of the lesson says so.
        return f"```question\n{text_of(checks[found[1]])}```" if found[1] in checks else found[0]

    front = text_of(_kept(table, title="title", minutes="minutes"))
    body = _REFERENCE.sub(block, str(table.get("text", "")).replace("\r\n", "\n"))
    return f"+++\n{front}+++\n\n{body.strip()}\n"


def _lesson(slug: str, text: str, checks: list[Part]) -> Part:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    front = _FRONT.match(text)
    head = table_of(front[1]) if front else {}

    def line(found: re.Match[str]) -> str:
        table = table_of(found[1])
        checks.append(Part("check", str(table["id"]), table))
        return reference(checks[-1].id)

    body = _BLOCK.sub(line, text[front.end() :] if front else text)
    return Part("lesson", slug, {**head, "text": body.strip() + "\n"})


def _questions(kind: Kind, file: Values) -> tuple[Part, ...]:
    rows = cast("list[Values]", file.get("question", []))
    return tuple(Part(kind, str(row["id"]), row) for row in rows)

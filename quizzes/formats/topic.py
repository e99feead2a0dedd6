"""Reading a whole topic: topic.toml, lessons/, quiz.toml and meeting.toml (docs/topic-format.md).

Parsing takes texts by file name and touches no disk; read_folder() alone does. A topic is usable only when
nothing at all is wrong in it, so that what members see is what the author meant.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quizzes.formats.lesson import read_lesson
from quizzes.formats.problems import N_, Ledger, Problem
from quizzes.formats.quiz import (
    QuizReading,
    UnreadableText,
    digest,
    meeting_reading,
    quiz_reading,
    read_meeting,
    read_quiz,
    refuse_repeated_id,
)
from quizzes.formats.table import is_identifier, parse_toml
from quizzes.questions import Question
from quizzes.quiz import Lesson, Quiz, Topic

__all__ = [
    "QuizReading",
    "TopicReading",
    "UnreadableText",
    "digest",
    "meeting_reading",
    "quiz_reading",
    "read_folder",
    "read_meeting",
    "read_quiz",
    "read_topic",
    "read_topic_folder",
]

_LESSON_FILE = re.compile(r"lessons/(\d+)-(.+)\.md")
_KNOWN_FILES = ("topic.toml", "quiz.toml", "meeting.toml")
_MARKS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class TopicReading:
    """A topic, or the problems for which there is none."""

    topic: Topic | None
    problems: tuple[Problem, ...] = ()


def read_topic(files: Mapping[str, str], slug: str) -> TopicReading:
    """Return the topic these texts make, or every problem in them; never raises.

    Files are named relative to the topic's folder, with "/". topic.toml and quiz.toml must be there; a topic
    without lessons or without meeting.toml can be read, though it is not complete.
    """
    problems = _problems_of_names(files, slug)
    lessons = _lessons(files, problems)
    quiz = quiz_reading(files["quiz.toml"]) if "quiz.toml" in files else QuizReading(None)
    meeting = meeting_reading(files["meeting.toml"]) if "meeting.toml" in files else QuizReading(Quiz("", ()))
    problems += quiz.problems + meeting.problems
    problems += _repeated_ids(lessons, quiz.quiz, meeting.quiz)
    topic = _topic(files.get("topic.toml", ""), slug, lessons, quiz, meeting, problems)
    return TopicReading(None if problems else topic, tuple(problems))


def read_topic_folder(folder: Path) -> TopicReading:
    """Return the topic of a folder, whose name is its slug, or every problem in it; never raises."""
    try:
        files = read_folder(folder)
    except UnreadableText as error:
        return TopicReading(None, error.problems)
    return read_topic(files, folder.name)


def read_folder(folder: Path) -> dict[str, str]:
    """Return the texts of a topic's folder by name, without a byte order mark.

    Read are *.toml and lessons/*.md, as UTF-8. Raises UnreadableText with every file that cannot be read.
    """
    files: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")) + sorted(folder.glob("lessons/*.md")):
        ledger = Ledger(path.relative_to(folder).as_posix())
        text = _text_of(path, ledger)
        if text is not None:
            files[ledger.file] = text
        problems += ledger.problems
    if problems:
        raise UnreadableText(tuple(problems))
    return files


def _text_of(path: Path, ledger: Ledger) -> str | None:
    try:
        content = path.read_bytes()
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        ledger.add(
            "",
            N_("The file cannot be opened: %(detail)s"),
            N_("Check that it is a file and may be read."),
            detail=error.strerror or type(error).__name__,
        )
    except UnicodeDecodeError as error:
        is_utf_16 = content.startswith(_MARKS_OF_UTF_16)
        ledger.add(
            "",
            N_("The file is not UTF-8 text but %(encoding)s (line %(line)s)."),
            N_("Open it in Notepad, choose Save As and the encoding UTF-8."),
            encoding="UTF-16" if is_utf_16 else "Windows-1258 / TCVN3 / VNI",
            line="1" if is_utf_16 else str(content.count(b"\n", 0, error.start) + 1),
        )
    return None


def _problems_of_names(files: Mapping[str, str], slug: str) -> list[Problem]:
    ledger = Ledger("")
    if not is_identifier(slug):
        ledger.add(
            "",
            N_("“%(slug)s” cannot be the name of a topic's folder."),
            N_("Use at most 64 lower-case letters without marks, digits and hyphens, as in “tin-gia”."),
            slug=slug,
        )
    for name in ("topic.toml", "quiz.toml"):
        if name not in files:
            ledger.add(
                "", N_("The file %(name)s is missing."), N_("Add it to the topic's folder."), name=name
            )
    for name in files:
        found = _LESSON_FILE.fullmatch(name)
        if name not in _KNOWN_FILES and (found is None or not is_identifier(found[2])):
            ledger.add(
                "",
                N_("The file %(name)s is not part of a topic."),
                N_(
                    "Remove it, or name it topic.toml, quiz.toml, meeting.toml or like lessons/01-tin-gia.md."
                ),
                name=name,
            )
    return ledger.problems


def _lessons(files: Mapping[str, str], problems: list[Problem]) -> tuple[Lesson, ...]:
    lessons: dict[str, Lesson] = {}
    named = [(int(found[1][:9]), found[2], name) for name in files if (found := _LESSON_FILE.fullmatch(name))]
    for _, slug, name in sorted(named):
        ledger = Ledger(name)
        lesson = read_lesson(files[name], slug, ledger)
        if slug in lessons:
            ledger.add(
                "",
                N_("Two lessons have the name “%(slug)s”."),
                N_("Give one of the files another name after its number."),
                slug=slug,
            )
        lessons[slug] = lesson
        problems += ledger.problems
    return tuple(lessons.values())


def _topic(
    text: str,
    slug: str,
    lessons: tuple[Lesson, ...],
    quiz: QuizReading,
    meeting: QuizReading,
    problems: list[Problem],
) -> Topic | None:
    ledger = Ledger("topic.toml")
    # A file that is not there was noted; there is no use in noting all that it does not say.
    table = parse_toml(text.removeprefix("\ufeff"), ledger) if text else None
    if table is None:
        problems += ledger.problems
        return None
    title, summary = table.text("title"), table.text("summary")
    order, sources = table.integer("order", 0, 9999), table.texts("sources", 0, 100)
    table.finish()
    problems += ledger.problems
    if quiz.quiz is None or meeting.quiz is None:
        return None
    return Topic(
        slug,
        title,
        summary,
        order,
        sources,
        lessons,
        quiz.quiz,
        meeting.quiz.title,
        meeting.minutes,
        meeting.quiz.questions,
    )


def _repeated_ids(lessons: tuple[Lesson, ...], *quizzes: Quiz | None) -> list[Problem]:
    groups: list[tuple[str, tuple[Question, ...]]] = [(lesson.file, lesson.questions) for lesson in lessons]
    names = ("quiz.toml", "meeting.toml")
    groups += [(name, quiz.questions) for name, quiz in zip(names, quizzes, strict=True) if quiz is not None]
    problems: list[Problem] = []
    seen: set[str] = set()
    for file, questions in groups:
        ledger = Ledger(file)
        for question in questions:
            if question.id in seen:
                refuse_repeated_id(ledger, question.id, question.id)
            # An id that cannot be read is "" and was noted.
            seen |= {question.id} - {""}
        problems += ledger.problems
    return problems

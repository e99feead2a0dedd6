"""From a Moodle XML file to questions: what all its types have in common."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from quizzes.formats.exchange import Import, Report
from quizzes.formats.foreign import Intake, LeftOut, Scribe, split_source
from quizzes.formats.hints import hints_of
from quizzes.formats.intake import Ids, common, refused, whole_points
from quizzes.formats.moodle_xml.answers import (
    CHOICES,
    choice,
    matching,
    numerical,
    ordering,
    short,
    true_false,
)
from quizzes.formats.moodle_xml.embedded import embedded
from quizzes.formats.moodle_xml.gaps import gaps
from quizzes.formats.moodle_xml.parts import fraction_of, html_of, html_of_text
from quizzes.formats.pictures import MOST_PICTURES, picture_of_base64
from quizzes.formats.problems import N_
from quizzes.formats.xml import Node, Refused, read_each
from quizzes.questions import Question
from quizzes.vietnamese import clean

_READERS: Final = {
    **dict.fromkeys(CHOICES, choice),
    "truefalse": true_false,
    "shortanswer": short,
    "numerical": numerical,
    "matching": matching,
    "match": matching,
    "ordering": ordering,
    "multianswer": embedded,
    "cloze": embedded,
    "gapselect": gaps,
    "ddwtos": gaps,
}
# What Moodle itself writes into these fields says nothing that is lost.
_STANDARD: Final = frozenset(
    (
        "",
        "Your answer is correct.",
        "Your answer is partially correct.",
        "Your answer is incorrect.",
        "Câu trả lời của bạn đúng",
        "Câu trả lời của bạn đúng một phần.",
        "Câu trả lời của bạn sai.",
    )
)
_NOT_TAKEN: Final = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback", "hint")


def read_questions(data: bytes, report: Report, known: Mapping[str, Question]) -> Import:
    """Return the questions of the file; known are those of which it was written, empty for a stranger's."""
    intake, ids = Intake(report, known), Ids()
    title, number = "", 0
    try:
        for node in read_each(data, report, "question"):
            if node.tag != "question":
                _check_root(node, report)
                break
            if node.get("type") == "category":
                title = _category(node, title, report)
                continue
            number += 1
            _take(intake, node, number, ids)
    except Refused:
        report.entries = [entry for entry in report.entries if entry.where != "element"]
        return refused(report)
    return intake.done(title)


def _check_root(root: Node, report: Report) -> None:
    if root.tag != "quiz":
        report.add(
            "left_out",
            "element",
            root.tag,
            N_("The file is XML, but not Moodle's: its first element is <%(tag)s>, not <quiz>."),
            N_("Choose the format that the file has."),
            tag=root.tag[:80],
        )


def _category(node: Node, title: str, report: Report) -> str:
    """Return the title: the last name in the first category's path; other categories are noted."""
    path = node.text_of("category")
    name = clean(path.replace("//", "\0").rpartition("/")[2].replace("\0", "/"))
    if not title or not name:
        return title or name
    if name != title:
        report.add(
            "changed",
            "element",
            f"category {path[:120]}",
            N_("The category “%(name)s” is not kept: all questions come into one quiz."),
            N_("Split the file in Moodle, or sort the questions after reading."),
            name=name[:120],
        )
    return title


def _take(intake: Intake, node: Node, number: int, ids: Ids) -> None:
    name = clean(html_of_text(node.child("name")))
    place = f"question {number}" + (f" “{name[:80]}”" if name else "")
    # An id is given even to a question that is left out, so that numbers are those of the file.
    question_id = ids.next(node.text_of("idnumber"))
    intake.take(intake.report.at("element", place), lambda scribe: _question(node, question_id, scribe))


def _question(node: Node, question_id: str, scribe: Scribe) -> Question:
    kind = node.get("type")
    reader = _READERS.get(kind)
    if reader is None:
        raise _unknown(kind)
    _read_pictures(node, scribe)
    explanation, source = split_source(scribe.text(html_of(node.child("generalfeedback"))))
    grade = fraction_of(node.text_of("defaultgrade") or "1", scribe)
    fields = common(question_id, _prompt(node, scribe), explanation, _points(grade, scribe), source)
    tags = (clean(html_of_text(tag)) for tags in node.all("tags") for tag in tags.all("tag"))
    if others := [tag for tag in hints_of(fields, tags) if tag]:
        scribe.changed(
            N_("Tags are not kept: %(tags)s."),
            N_("Nothing is to be done unless a search needs them."),
            tags=", ".join(others)[:200],
        )
    _note_rest(node, scribe)
    return reader(node, fields, scribe)


def _prompt(node: Node, scribe: Scribe) -> str:
    prompt = scribe.text(html_of(node.child("questiontext")))
    # Before Moodle 2 a question had one picture, in elements of its own.
    image = node.text_of("image")
    return f"{prompt}\n\n[Hình: {image.rpartition('/')[2]}]" if image else prompt


def _points(grade: Fraction, scribe: Scribe) -> int:
    return whole_points(grade, scribe.spot)


def _unknown(kind: str) -> LeftOut:
    if kind == "essay":
        return LeftOut(
            N_("An essay is marked by a person; there is no such type here."),
            N_("Ask it in the meeting instead, or turn it into a question with an answer."),
        )
    if kind == "description":
        return LeftOut(
            N_("A description asks nothing."),
            N_("Put its text into a lesson, or into the questions below it."),
        )
    return LeftOut(
        N_("Questions of Moodle's type “%(type)s” are not read."),
        N_("Rebuild it as one of the types in the guide."),
        type=kind[:80] or "?",
    )


def _read_pictures(node: Node, scribe: Scribe) -> None:
    embedded_files = [(file.get("name"), file.words) for file in node.iter("file")]
    if node.child("image_base64") is not None:
        embedded_files.append((node.text_of("image").rpartition("/")[2], node.text_of("image_base64")))
    for name, text in embedded_files:
        picture = picture_of_base64(name, text)
        if picture is not None and len(scribe.intake.pictures) < MOST_PICTURES:
            scribe.intake.pictures.setdefault(name, picture)
            continue
        scribe.changed(
            N_("The embedded file %(name)s is not kept: it is no picture, damaged or too large."),
            N_("Pictures are PNG, JPEG, GIF or WebP of at most 5 MB."),
            name=name[:80],
        )


def _note_rest(node: Node, scribe: Scribe) -> None:
    present = [child.tag for child in node.all(*_NOT_TAKEN) if scribe.text(html_of(child)) not in _STANDARD]
    if present:
        scribe.changed(
            N_("Feedback that belongs to no single answer is not kept: %(tags)s."),
            N_("Write what it says into the explanation."),
            tags=", ".join(f"<{tag}>" for tag in dict.fromkeys(present)),
        )

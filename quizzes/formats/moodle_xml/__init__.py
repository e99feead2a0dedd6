"""Moodle XML, as Moodle's question bank exports and imports it (docs/formats-xml.md).

Source: Moodle documentation, "Moodle XML format" and "Embedded answers (Cloze) question type".
"""

from quizzes.formats.exchange import Export, Import, Report
from quizzes.formats.moodle_xml.reading import read_questions
from quizzes.formats.moodle_xml.writing import write_questions
from quizzes.formats.proof import by_id, proved
from quizzes.quiz import Quiz


def read(data: bytes) -> Import:
    """Return the questions of a Moodle XML file; never raises."""
    return read_questions(data, Report(), {})


def write(quiz: Quiz) -> Export:
    """Return a quiz as Moodle XML; what reading it does not bring back is in the report."""
    report = Report()
    data = write_questions(quiz, report).encode("utf-8", "replace")
    return proved(quiz, data, lambda again: read_questions(again, Report(), by_id(quiz)), report)

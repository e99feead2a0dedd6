"""Questions as people write them in Word and paste them: "Câu 1. … A. … B. … Đáp án: B" (docs/formats.md)."""

from quizzes.formats.encoding import decode
from quizzes.formats.exchange import Export, Import, Report
from quizzes.formats.intake import refused
from quizzes.formats.plain_text.lines import lines_of
from quizzes.formats.plain_text.reading import read_lines
from quizzes.formats.plain_text.writing import write_lines
from quizzes.formats.proof import proved
from quizzes.formats.secrecy import refuse_secret
from quizzes.quiz import Quiz


def read(data: bytes) -> Import:
    """Return the questions of a text file; never raises."""
    report = Report()
    text = decode(data, report)
    if text is None or refuse_secret(text, report):
        return refused(report)
    return read_lines(list(lines_of(text)), report)


def read_text(text: str) -> Import:
    """Return the questions of a text that was pasted; never raises."""
    return read(text.encode("utf-8", "replace"))


def write(quiz: Quiz) -> Export:
    """Return a quiz as text; what reading it does not bring back is in the report."""
    report = Report()
    data = "\n".join(line.text for line in write_lines(quiz, report)).encode("utf-8", "replace")
    return proved(quiz, data, read, report)

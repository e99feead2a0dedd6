"""GIFT, Moodle's text format (docs/formats.md); sources of the grammar stand in blocks.py."""

from quizzes.formats.encoding import decode
from quizzes.formats.exchange import Export, Import, Report
from quizzes.formats.gift.reading import read_blocks
from quizzes.formats.gift.writing import text_of
from quizzes.formats.intake import refused
from quizzes.formats.proof import proved
from quizzes.formats.secrecy import refuse_secret
from quizzes.quiz import Quiz


def read(data: bytes) -> Import:
    """Return the questions of a GIFT file; never raises."""
    report = Report()
    text = decode(data, report)
    if text is None or refuse_secret(text, report):
        return refused(report)
    return read_blocks(text, report)


def write(quiz: Quiz) -> Export:
    """Return a quiz as GIFT; what reading it does not bring back is in the report."""
    report = Report()
    return proved(quiz, text_of(quiz, report).encode("utf-8", "replace"), read, report)

"""Questions in a Word document, as people type them (docs/formats.md), with Word's own lists and tables."""

from quizzes.formats import intake
from quizzes.formats.docx.document import Document, open_document
from quizzes.formats.docx.writing import document_of
from quizzes.formats.encoding import refuse_old_font
from quizzes.formats.exchange import Export, Import, Report
from quizzes.formats.plain_text.lines import KEY, Line
from quizzes.formats.plain_text.reading import read_lines
from quizzes.formats.plain_text.writing import write_lines
from quizzes.formats.proof import proved
from quizzes.formats.secrecy import refuse_secret
from quizzes.formats.spreadsheet.cells import Sheet
from quizzes.formats.spreadsheet.reading import read_sheets
from quizzes.mojibake import is_mojibake
from quizzes.quiz import Quiz


def read(data: bytes) -> Import:
    """Return the questions of a .docx; never raises."""
    report = Report()
    document = open_document(data, report)
    if document is None:
        return intake.refused(report)
    lines, key, sheets = _sorted(document)
    text = "\n".join([*(line.text for line in lines), *document.boxes])
    if encoding := is_mojibake(text):
        refuse_old_font(encoding, report)
        return intake.refused(report)
    if refuse_secret(text, report):
        return intake.refused(report)
    if sheets:
        return read_sheets(sheets, report)
    return read_lines(lines, report, "element", key)


def _sorted(document: Document) -> tuple[list[Line], list[Line], list[Sheet]]:
    """Return a document's lines, the lines of its tables of answers, and its tables of questions."""
    lines: list[Line] = []
    key: list[Line] = []
    sheets: list[Sheet] = []
    for item in document.items():
        if isinstance(item, Line):
            lines.append(item)
        elif sheet := item.as_sheet():
            sheets.append(sheet)
        elif answers := item.as_key():
            _drop_heading(lines)
            key += answers
        else:
            lines += item.as_lines()
    return lines, key, sheets


def _drop_heading(lines: list[Line]) -> None:
    """Take away the heading above a table of answers, which else would end the last question."""
    at = max((n for n, line in enumerate(lines) if line.text.strip()), default=-1)
    if at >= 0 and KEY.match(lines[at].text):
        del lines[at:]


def write(quiz: Quiz) -> Export:
    """Return a quiz as a .docx; what reading it does not bring back is in the report."""
    report = Report()
    return proved(quiz, document_of(quiz.title, write_lines(quiz, report)), read, report)

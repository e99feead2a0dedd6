"""From lines to a Word document: questions in bold, right options underlined, answers below."""

import io
import zipfile
from collections.abc import Iterable
from typing import Final

from quizzes.formats.plain_text.writing import Written
from quizzes.formats.xml import escape
from quizzes.vietnamese import clean

_BODY: Final = "word/document.xml"
_END: Final = b"<w:sectPr"
_LOOKS: Final = {
    "title": "<w:rPr><w:b/></w:rPr>",
    "question": "<w:rPr><w:b/></w:rPr>",
    "right": '<w:rPr><w:u w:val="single"/></w:rPr>',
}


def document_of(title: str, lines: Iterable[Written]) -> bytes:
    """Return a document with one paragraph for each line."""
    from docx import Document

    document = Document()
    document.core_properties.author = ""
    document.core_properties.title = clean(title)
    document.core_properties.comments = ""
    document.styles["Normal"].font.name = "Times New Roman"
    empty = io.BytesIO()
    document.save(empty)
    return _filled(empty, "".join(map(_paragraph, lines)).encode())


def _filled(empty: io.BytesIO, paragraphs: bytes) -> bytes:
    """Return the document with paragraphs put in as text: as elements they would fill the memory."""
    out = io.BytesIO()
    with zipfile.ZipFile(empty) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == _BODY:
                before, end, after = content.rpartition(_END)
                content = b"".join((before, paragraphs, end, after))
            new.writestr(entry, content)
    return out.getvalue()


def _paragraph(line: Written) -> str:
    text = escape(clean(line.text))
    look = _LOOKS.get(line.kind, "")
    return f'<w:p><w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>' if text else "<w:p/>"

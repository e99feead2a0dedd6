"""From lines to a Word document: questions in bold, right options underlined, answers below."""

import io
from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape

from quizzes.formats.plain_text.writing import Written
from quizzes.vietnamese import clean

_NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LOOKS: Final = {
    "title": "<w:rPr><w:b/></w:rPr>",
    "question": "<w:rPr><w:b/></w:rPr>",
    "right": '<w:rPr><w:u w:val="single"/></w:rPr>',
}


def document_of(title: str, lines: Iterable[Written]) -> bytes:
    """Return a document with one paragraph for each line."""
    from docx import Document
    from docx.oxml import parse_xml

    document = Document()
    document.core_properties.author = ""
    document.core_properties.title = clean(title)
    document.core_properties.comments = ""
    document.styles["Normal"].font.name = "Times New Roman"
    # One piece of XML, because adding paragraph by paragraph looks for the document's end each time.
    xml = "".join(map(_paragraph, lines))
    paragraphs = parse_xml(f'<w:body xmlns:w="{_NAMESPACE}">{xml}</w:body>'.encode())
    body = document.element.body
    place = len(body) - 1
    body[place:place] = list(paragraphs)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paragraph(line: Written) -> str:
    text = escape(clean(line.text))
    look = _LOOKS.get(line.kind, "")
    return f'<w:p><w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>' if text else "<w:p/>"

"""From lines to a Word document: questions in bold, right options underlined, answers below."""

import io
from collections.abc import Iterable
from typing import Final

from quizzes.formats.plain_text.writing import Written
from quizzes.vietnamese import clean

_BOLD: Final = ("title", "question")


def document_of(title: str, lines: Iterable[Written]) -> bytes:
    """Return a document with one paragraph for each line."""
    from docx import Document
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = Document()
    document.core_properties.author = ""
    document.core_properties.title = clean(title)
    document.core_properties.comments = ""
    document.styles["Normal"].font.name = "Times New Roman"
    body = document.element.body
    place = len(body) - 1
    paragraphs = []
    for line in lines:
        paragraph, run, text = (OxmlElement(f"w:{name}") for name in ("p", "r", "t"))
        if line.kind in _BOLD or line.kind == "right":
            properties = OxmlElement("w:rPr")
            if line.kind in _BOLD:
                properties.append(OxmlElement("w:b"))
            else:
                underline = OxmlElement("w:u")
                underline.set(qn("w:val"), "single")
                properties.append(underline)
            run.append(properties)
        text.text = clean(line.text)
        text.set(qn("xml:space"), "preserve")
        run.append(text)
        paragraph.append(run)
        paragraphs.append(paragraph)
    # One slice, because adding paragraph by paragraph looks for the end of the document each time.
    body[place:place] = paragraphs
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()

"""A text as a Party document in Word's format: Hướng dẫn 36-HD/VPTW, 3/4/2018.

The style table: Times New Roman throughout. Top left the committee above in capitals of 14 points and the
cell in bold capitals of 14, an asterisk below; top right the Party's name in bold capitals of 15 with a rule
under it; then place and day in italics of 14; the kind of document in bold capitals of 16, its subject in
bold of 14, the text in 14. A4 with margins of 20 mm above, below and right, 30 mm left.
Minutes end with the signatures of who wrote and who chaired; the names are written by hand.

Words of the form are Vietnamese and no messages: a Party document is in no other language.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FONT: Final = "Times New Roman"
HEADER_PT: Final = 15
KIND_PT: Final = 16
BODY_PT: Final = 14
TEXT_WIDTH_MM: Final = 160
# The Party's name must stand in one line; it takes some 88 mm.
RIGHT_COLUMN_MM: Final = 94
PARTY: Final = "Đảng Cộng sản Việt Nam"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyDocument:
    """What stands in the document; `superior` is the committee above and may be empty, as may `place`."""

    cell: str
    superior: str
    place: str
    day: date
    kind: str
    subject: str
    paragraphs: tuple[str, ...]
    signatures: tuple[str, ...] = ("Thư ký", "Chủ tọa")


def docx_of(document: PartyDocument) -> bytes:
    """Return the document as a .docx file; the same document is the same text on every machine."""
    word = Document()
    _set_up(word, document.day)
    _header(word, document)
    _titles(word, document)
    for text in document.paragraphs:
        paragraph = _paragraph(word.add_paragraph(), text, BODY_PT)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(10)
        paragraph.paragraph_format.space_after = Pt(6)
    _signatures(word, document.signatures)
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _set_up(word: WordDocument, day: date) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(BODY_PT)
    # Word takes another font for letters that it counts as East Asian unless this one is named, too.
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    properties = word.core_properties
    # The library would leave its own name, and a day of its own.
    properties.author = properties.comments = ""
    properties.created = properties.modified = datetime.combine(day, time(), UTC)


def _paragraph(
    paragraph: Paragraph, text: str, points: int, *, bold: bool = False, italic: bool = False
) -> Paragraph:
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    run.font.name, run.font.size = FONT, Pt(points)
    paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


def _line(
    cell: _Cell, text: str, points: int = BODY_PT, *, bold: bool = False, italic: bool = False
) -> Paragraph:
    """Add a centred line to a cell of a table, in the paragraph that every new cell begins with."""
    empty = not cell.paragraphs[0].runs and len(cell.paragraphs) == 1
    paragraph = cell.paragraphs[0] if empty else cell.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return _paragraph(paragraph, text, points, bold=bold, italic=italic)


def _columns(word: WordDocument, widths_mm: Iterable[int]) -> list[_Cell]:
    widths = [Mm(width) for width in widths_mm]
    table = word.add_table(rows=1, cols=len(widths))
    table.autofit = False
    for cell, width in zip(table.rows[0].cells, widths, strict=True):
        cell.width = width
    return list(table.rows[0].cells)


def _header(word: WordDocument, document: PartyDocument) -> None:
    left, right = _columns(word, (TEXT_WIDTH_MM - RIGHT_COLUMN_MM, RIGHT_COLUMN_MM))
    if document.superior:
        _line(left, document.superior.upper())
    _line(left, document.cell.upper(), bold=True)
    _line(left, "*")
    _ruled(_line(right, PARTY.upper(), HEADER_PT, bold=True))
    where = f"{document.place}, " if document.place else ""
    day = document.day
    _line(right, f"{where}ngày {day.day:02} tháng {day.month:02} năm {day.year}", italic=True)


def _ruled(paragraph: Paragraph) -> None:
    """Draw the rule under the Party's name, over its column."""
    border = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        border.set(qn(f"w:{name}"), value)
    borders = OxmlElement("w:pBdr")
    borders.append(border)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _titles(word: WordDocument, document: PartyDocument) -> None:
    kind = _paragraph(word.add_paragraph(), document.kind.upper(), KIND_PT, bold=True)
    kind.paragraph_format.space_before = Pt(18)
    subject = _paragraph(word.add_paragraph(), document.subject, BODY_PT, bold=True)
    subject.paragraph_format.space_after = Pt(12)
    kind.alignment = subject.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _signatures(word: WordDocument, signatures: tuple[str, ...]) -> None:
    word.add_paragraph().paragraph_format.space_after = Pt(0)
    share = TEXT_WIDTH_MM // len(signatures)
    for cell, office in zip(_columns(word, [share] * len(signatures)), signatures, strict=True):
        _line(cell, office.upper(), bold=True)

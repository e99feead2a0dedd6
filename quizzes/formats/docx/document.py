"""A .docx as lines and tables, read part by part so that a long document does not fill the memory.

XML is read without entities, DTDs or anything from outside.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Final

from quizzes.formats.archive import Archive, open_archive
from quizzes.formats.docx.numbering import Numbering, W
from quizzes.formats.docx.paragraphs import Reader, styles_of
from quizzes.formats.docx.tables import Table
from quizzes.formats.exchange import Report
from quizzes.formats.plain_text.lines import Line
from quizzes.formats.problems import N_

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

_BODY: Final = "word/document.xml"
_AGAIN = N_("Open it in Word or LibreOffice, save it again as .docx, and try again.")


class Document:
    """What a .docx holds, in its order; `boxes` are the texts of text boxes, headers and footers."""

    def __init__(self, archive: Archive, report: Report) -> None:
        """Read the parts that concern text."""
        self._archive = archive
        self._report = report
        self.boxes: list[str] = []
        self._reader = Reader(
            Numbering(self._part("word/numbering.xml")), styles_of(self._part("word/styles.xml"))
        )

    def _part(self, name: str) -> "_Element | None":
        content = self._archive.read(name) if name in self._archive else None
        if content is None or has_dtd(content):
            return None
        from lxml import etree

        try:
            return etree.fromstring(content, _parser())
        except etree.XMLSyntaxError:
            return None

    def items(self) -> Iterator[Line | Table]:
        """Return lines and tables as they follow each other; a part that breaks off is noted."""
        from lxml import etree

        content = self._archive.read(_BODY)
        if content is None:
            return
        if has_dtd(content):
            self._refuse(N_("A part of the file declares entities, which is refused."))
            return
        try:
            yield from self._items(content)
        except etree.XMLSyntaxError:
            self._refuse(N_("From here on the document is damaged and was not read."))
        for name in self._archive.names:
            if name.startswith(("word/header", "word/footer")):
                part = self._part(name)
                self.boxes += [_text(each) for each in part.iter(f"{W}p")] if part is not None else []

    def _items(self, content: bytes) -> Iterator[Line | Table]:
        from lxml import etree

        tags = (f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}txbxContent")
        events = etree.iterparse(
            BytesIO(content), events=("start", "end"), tag=tags, resolve_entities=False, no_network=True,
            load_dtd=False, huge_tree=False,
        )  # fmt: skip
        table: Table | None = None
        tables = boxes = 0
        for event, element in events:
            name, step = element.tag.removeprefix(W), 1 if event == "start" else -1
            if name == "txbxContent":
                boxes += step
            elif name == "tbl" and not boxes:
                tables += step
                if tables == 0 and table is not None:
                    yield table
                    table = None
                    _forget(element)
                elif step == 1 and tables == 1:
                    table = Table()
            elif table is not None and not boxes and step == 1 and name in ("tr", "tc"):
                _open(table, name)
            elif name == "p" and step == -1:
                yield from self._paragraph(element, table, boxes)

    def _paragraph(self, element: "_Element", table: Table | None, boxes: int) -> list[Line]:
        if boxes:
            self.boxes.append(_text(element))
            return []
        lines, has_picture = self._reader.lines(element)
        if has_picture:
            self._report.add(
                "left_out",
                "element",
                lines[0].place or "–",
                N_("A picture, drawing or formula object was left out."),
                N_("Describe it in words, or add it to the topic's media by hand."),
            )
        if table is None:
            _forget(element)
            return lines
        if table.rows and table.rows[-1]:
            table.rows[-1][-1] += lines
        return []

    def _refuse(self, message: str) -> None:
        self._report.add("left_out", "element", _BODY, message, _AGAIN)


def open_document(data: bytes, report: Report) -> Document | None:
    """Return the document these bytes are, or None after noting why they are none."""
    archive = open_archive(data, report)
    if archive is None:
        return None
    if _BODY not in archive:
        report.add("left_out", "file", "", N_("This is not a Word document (.docx)."), _AGAIN)
        return None
    return Document(archive, report)


def has_dtd(content: bytes) -> bool:
    """Tell whether XML may declare entities; UTF-16, which Office never writes, counts as if it did."""
    return b"<!DOCTYPE" in content or content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:64]


def _open(table: Table, name: str) -> None:
    if name == "tr":
        table.rows.append([])
    elif table.rows:
        table.rows[-1].append([])


def _parser() -> "XMLParser":
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _text(element: "_Element") -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def _forget(element: "_Element") -> None:
    """Free what was read: the element's children, and its elder siblings."""
    element.clear()
    while element.getprevious() is not None:
        parent = element.getparent()
        if parent is None:
            return
        del parent[0]

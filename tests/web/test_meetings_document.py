"""The insert for the minutes as a Word file: the Party's document format (Hướng dẫn 36-HD/VPTW)."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph

from elearn.meetings.party_document import PartyDocument, docx_of
from tests.office import Office

INSERT = PartyDocument(
    cell="Chi bộ Tổ 5",
    superior="Đảng bộ xã Nà Chì",
    place="Nà Chì",
    day=date(2026, 11, 6),
    kind="Biên bản",
    subject="Sinh hoạt chi bộ ngày 06/11/2026 (phần học tập, trao đổi)",
    paragraphs=("Số đảng viên tham gia: 18/20 đồng chí.", "Chủ trì kết luận: hỏi trước khi chia sẻ."),
)


def paragraphs(word: WordDocument) -> Iterator[Paragraph]:
    """Return every paragraph in the order of the page, those in the two-column tables included."""
    for part in word.iter_inner_content():
        if isinstance(part, Paragraph):
            yield part
        else:
            for cell in part.rows[0].cells:
                yield from cell.paragraphs


@pytest.fixture
def word() -> WordDocument:
    """The document, as Word opens it."""
    return Document(BytesIO(docx_of(INSERT)))


def millimetres(*lengths: Length | None) -> list[int]:
    """Return lengths in whole millimetres: Word keeps twentieths of a point."""
    return [round(length.mm) for length in lengths if length is not None]


def look_of(word: WordDocument, text: str) -> tuple[float, bool, bool]:
    """Return size in points, bold and italic of the paragraph with this text."""
    (run,) = next(one.runs for one in paragraphs(word) if one.text == text)
    assert run.font.name == "Times New Roman"
    assert run.font.size is not None
    return run.font.size.pt, bool(run.bold), bool(run.italic)


def test_the_page_is_a4_with_the_wide_margin_at_the_left(word: WordDocument):
    section = word.sections[0]
    assert millimetres(section.page_width, section.page_height) == [210, 297]
    assert millimetres(section.top_margin, section.bottom_margin, section.right_margin) == [20, 20, 20]
    assert millimetres(section.left_margin) == [30]


@pytest.mark.parametrize(
    ("text", "look"),
    [
        ("ĐẢNG BỘ XÃ NÀ CHÌ", (14, False, False)),
        ("CHI BỘ TỔ 5", (14, True, False)),
        ("*", (14, False, False)),
        ("ĐẢNG CỘNG SẢN VIỆT NAM", (15, True, False)),
        ("Nà Chì, ngày 06 tháng 11 năm 2026", (14, False, True)),
        ("BIÊN BẢN", (16, True, False)),
        ("Sinh hoạt chi bộ ngày 06/11/2026 (phần học tập, trao đổi)", (14, True, False)),
        ("Số đảng viên tham gia: 18/20 đồng chí.", (14, False, False)),
        ("THƯ KÝ", (14, True, False)),
        ("CHỦ TỌA", (14, True, False)),
    ],
)
def test_every_part_has_its_letters(word: WordDocument, text: str, look: tuple[float, bool, bool]):
    assert look_of(word, text) == look


def test_the_parts_stand_in_the_order_of_the_form_and_the_party_s_name_at_the_right(word: WordDocument):
    texts = [one.text for one in paragraphs(word) if one.text]
    assert texts == [
        "ĐẢNG BỘ XÃ NÀ CHÌ",
        "CHI BỘ TỔ 5",
        "*",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Nà Chì, ngày 06 tháng 11 năm 2026",
        "BIÊN BẢN",
        INSERT.subject,
        *INSERT.paragraphs,
        "THƯ KÝ",
        "CHỦ TỌA",
    ]
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in word.tables[0].rows[0].cells[1].text


def test_the_party_s_name_has_a_rule_below_it(word: WordDocument):
    (name,) = [one for one in paragraphs(word) if one.text == "ĐẢNG CỘNG SẢN VIỆT NAM"]
    assert "w:pBdr" in name._p.xml
    assert "w:bottom" in name._p.xml


def test_the_text_is_justified_with_an_indented_first_line(word: WordDocument):
    (text,) = [one for one in paragraphs(word) if one.text == INSERT.paragraphs[0]]
    assert text.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert millimetres(text.paragraph_format.first_line_indent) == [10]
    assert word.styles["Normal"].font.size == Pt(14)


def test_what_is_not_known_is_left_out(word: WordDocument):
    bare = PartyDocument(
        cell="Chi bộ Tổ 5", superior="", place="", day=date(2026, 1, 2), kind="Biên bản", subject="",
        paragraphs=(),
    )  # fmt: skip
    texts = [one.text for one in paragraphs(Document(BytesIO(docx_of(bare)))) if one.text]
    assert texts[:4] == ["CHI BỘ TỔ 5", "*", "ĐẢNG CỘNG SẢN VIỆT NAM", "ngày 02 tháng 01 năm 2026"]


def test_the_file_names_neither_a_machine_nor_an_author(word: WordDocument):
    properties = word.core_properties
    assert (properties.author, properties.comments, properties.last_modified_by) == ("", "", "")


def test_libreoffice_opens_it_as_one_page_with_its_letters(tmp_path: Path):
    office, insert = Office(tmp_path), docx_of(INSERT)
    page = office.saved_as("bien-ban.docx", insert, "pdf")
    assert page.startswith(b"%PDF")
    assert page.count(b"/Type/Page/") == 1
    told = office.saved_as("bien-ban.docx", insert, "txt:Text (encoded):UTF8").decode("utf-8-sig")
    for text in ("ĐẢNG BỘ XÃ NÀ CHÌ", *INSERT.paragraphs):
        assert text in told

"""Word documents as people make them, each with what a person reads in it (see thirty_pasted.py)."""

from collections.abc import Callable
from typing import Final, NamedTuple

from docx.document import Document


class Word(NamedTuple):
    """How a document is written, and what a person reads in it."""

    name: str
    write: Callable[[Document], None]
    read: str


def _add(document: Document, *lines: str) -> None:
    for line in lines:
        document.add_paragraph(line)


def bold(document: Document) -> None:
    _add(document, "Câu 1. 7 + 1 bằng mấy?", "A. 7")
    document.add_paragraph().add_run("B. 8").bold = True
    _add(document, "Câu 2. 7 - 1 bằng mấy?")
    document.add_paragraph().add_run("A. 6").bold = True
    _add(document, "B. 7")


def underlined(document: Document) -> None:
    _add(document, "Câu 1: Trong «A, B, C» chữ nào ở giữa?", "A. Chữ A")
    document.add_paragraph().add_run("B. Chữ B").underline = True
    _add(document, "C. Chữ C")


def bold_labels(document: Document) -> None:
    for number, (asked, right) in enumerate((("3 + 3", "6"), ("3 - 3", "0")), 1):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"Câu {number}. ").bold = True
        paragraph.add_run(f"{asked} bằng mấy?")
        _add(document, "A. 6", "B. 0", f"Đáp án: {'A' if right == '6' else 'B'}")


def with_header(document: Document) -> None:
    document.sections[0].header.paragraphs[0].text = "Đảng bộ xã, tài liệu ôn tập"
    document.sections[0].footer.paragraphs[0].text = "Trang 1"
    document.add_heading("CÂU HỎI ÔN TẬP", 1)
    _add(document, "Câu 1. 2 nhân 5 bằng mấy?", "A. 7", "B. 10", "Đáp án: B")


def key_table(document: Document) -> None:
    _add(document, "Câu 1. 1 + 4?", "A. 5", "B. 6", "Câu 2. 2 + 4?", "A. 5", "B. 6", "BẢNG ĐÁP ÁN")
    table = document.add_table(rows=2, cols=3)
    for place, words in enumerate((("Câu", "1", "2"), ("Đáp án", "A", "B"))):
        for cell, text in zip(table.rows[place].cells, words, strict=True):
            cell.text = text


def tabs(document: Document) -> None:
    _add(document, "Câu 1. Số nào là số lẻ?", "A. 2\tB. 3\tC. 4\tD. 6", "Đáp án: B")


def line_breaks(document: Document) -> None:
    paragraph = document.add_paragraph("Câu 1. 9 + 1 bằng mấy?")
    for line in ("A. 9", "B. 10", "Đáp án: B"):
        paragraph.add_run().add_break()
        paragraph.add_run(line)


def split_runs(document: Document) -> None:
    paragraph = document.add_paragraph()
    for piece in ("Câ", "u 1", ". 8 chi", "a 2 bằ", "ng mấy?"):
        paragraph.add_run(piece)
    _add(document, "A. 4", "B. 6", "Đáp án: A")


def stars_and_reasons(document: Document) -> None:
    _add(document, "Câu 1. Biển báo trong ví dụ ghi «Dừng». Làm gì?", "*A. Dừng", "B. Đi tiếp")
    _add(document, "Giải thích: Biển ghi «Dừng».", "", "Câu 2. Biển ghi «Đi chậm». Làm gì?", "A. Đi nhanh")
    _add(document, "*B. Đi chậm")


def two_columns(document: Document) -> None:
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "A. 12", "B. 13"
    body = table._tbl.getparent()
    asked = document.add_paragraph("Câu 1. 6 + 6 bằng mấy?")
    body.remove(asked._p)
    table._tbl.addprevious(asked._p)
    _add(document, "Đáp án: A")


def questions_in_cells(document: Document) -> None:
    table = document.add_table(rows=3, cols=2)
    rows = (("Câu hỏi", "Đáp án"), ("Câu 1: 2 + 3?\nA. 4\nB. 5", "B"), ("Câu 2: 2 + 2?\nA. 4\nB. 5", "A"))
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text


PAPERS: Final = (
    Word(
        "questions with options in cells, keys beside", questions_in_cells, "2 + 3? | 4 / 5*\n2 + 2? | 4* / 5"
    ),
    Word("bold answers", bold, "7 + 1 bằng mấy? | 7 / 8*\n7 - 1 bằng mấy? | 6* / 7"),
    Word("an underlined answer", underlined, "Trong «A, B, C» chữ nào ở giữa? | Chữ A / Chữ B* / Chữ C"),
    Word("bold numbers", bold_labels, "3 + 3 bằng mấy? | 6* / 0\n3 - 3 bằng mấy? | 6 / 0*"),
    Word("header, footer and heading", with_header, "2 nhân 5 bằng mấy? | 7 / 10*"),
    Word("a table of keys", key_table, "1 + 4? | 5* / 6\n2 + 4? | 5 / 6*"),
    Word("options between tabs", tabs, "Số nào là số lẻ? | 2 / 3* / 4 / 6"),
    Word("line breaks instead of paragraphs", line_breaks, "9 + 1 bằng mấy? | 9 / 10*"),
    Word("words cut into runs", split_runs, "8 chia 2 bằng mấy? | 4* / 6"),
    Word(
        "stars and reasons",
        stars_and_reasons,
        "Biển báo trong ví dụ ghi «Dừng». Làm gì? | Dừng* / Đi tiếp\n"
        "Biển ghi «Đi chậm». Làm gì? | Đi nhanh / Đi chậm*",
    ),
    Word("options in a table of two columns", two_columns, "6 + 6 bằng mấy? | 12* / 13"),
)

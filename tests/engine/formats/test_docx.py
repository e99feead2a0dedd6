"""Word documents as people make them: emphasis, automatic lists, tables."""

import io
import zipfile

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor
from docx.text.run import Run

from quizzes.formats.convert import recognise
from quizzes.formats.docx import read
from quizzes.formats.exchange import Import
from quizzes.questions import MultipleChoice, Question
from tests.engine.formats.reports import said

LEVELS = (
    ("decimal", "Câu %1.", "upperLetter", "%2."),
    ("decimal", "%1)", "lowerLetter", "%2)"),
    ("decimal", "Câu %1:", "upperLetter", "%2)"),
)


class Paper:
    """A document under writing."""

    def __init__(self) -> None:
        self.document = docx.Document()

    def add(self, *lines: str) -> "Paper":
        for line in lines:
            self.document.add_paragraph(line)
        return self

    def option(self, label: str, text: str) -> Run:
        paragraph = self.document.add_paragraph(label)
        return paragraph.add_run(text)

    def numbered(self, levels: tuple[str, str, str, str]) -> None:
        """Give the document a list of two levels, number 77."""
        format_1, text_1, format_2, text_2 = levels
        numbering = self.document.part.numbering_part.element
        level = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
        numbering.insert(
            0,
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{level.format(0, format_1, text_1)}'
                f"{level.format(1, format_2, text_2)}</w:abstractNum>"
            ),
        )
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
        )

    def item(self, level: int, text: str) -> Run:
        """Add a paragraph of that list: its number is nowhere in the text."""
        paragraph = self.document.add_paragraph()
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
        )
        return paragraph.add_run(text)

    def table(self, *rows: tuple[str, ...]) -> "Paper":
        table = self.document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        return self

    def read(self) -> Import:
        return read(self.data)

    @property
    def data(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


def right_texts(question: Question) -> tuple[str, ...]:
    return question.answer_texts(question.right_response)


def underline(run: Run) -> None:
    run.underline = True


def bold(run: Run) -> None:
    run.bold = True


def colour(run: Run) -> None:
    run.font.color.rgb = RGBColor(0xFF, 0, 0)


def highlight(run: Run) -> None:
    run.font.highlight_color = WD_COLOR_INDEX.YELLOW


@pytest.mark.parametrize("emphasise", [underline, bold, colour, highlight])
def test_the_right_option_is_the_one_set_apart(emphasise):
    paper = Paper().add("Câu 1. 1 + 1 bằng mấy?")
    paper.option("A. ", "Một")
    emphasise(paper.option("B. ", "Hai"))
    paper.option("C. ", "Ba")
    assert right_texts(paper.read().questions[0]) == ("Hai",)


def test_a_label_that_alone_is_underlined_counts():
    paper = Paper().add("Câu 1. 1 + 1 bằng mấy?", "A. Một")
    paragraph = paper.document.add_paragraph()
    paragraph.add_run("B.").underline = True
    paragraph.add_run(" Hai")
    assert right_texts(paper.read().questions[0]) == ("Hai",)


def test_bold_labels_everywhere_do_not_hide_the_underlined_one():
    paper = Paper().add("Câu 1. 1 + 1 bằng mấy?")
    for letter, text in (("A", "Một"), ("B", "Hai"), ("C", "Ba")):
        paragraph = paper.document.add_paragraph()
        paragraph.add_run(f"{letter}. ").bold = True
        paragraph.add_run(text).underline = letter == "B" or None
    assert right_texts(paper.read().questions[0]) == ("Hai",)


def test_emphasis_inside_a_line_of_several_options_belongs_to_its_option():
    paper = Paper().add("Câu 1. 1 + 1 bằng mấy?")
    paragraph = paper.document.add_paragraph("A. Một\t")
    paragraph.add_run("B. Hai").bold = True
    paragraph.add_run("     C. Ba")
    question = paper.read().questions[0]
    assert [option.text for option in question.choices] == ["Một", "Hai", "Ba"]
    assert right_texts(question) == ("Hai",)


def test_several_emphasised_options_are_all_right():
    paper = Paper().add("Câu 1. Số lẻ?")
    underline(paper.option("A. ", "Một"))
    paper.option("B. ", "Hai")
    underline(paper.option("C. ", "Ba"))
    (question,) = paper.read().questions
    assert isinstance(question, MultipleChoice)
    assert right_texts(question) == ("Một", "Ba")


@pytest.mark.parametrize("levels", LEVELS)
def test_words_own_lists_number_questions_and_letter_options(levels: tuple[str, str, str, str]):
    paper = Paper()
    paper.numbered(levels)
    for number in (1, 2):
        paper.item(0, f"Câu hỏi số {number} về phép cộng?")
        paper.item(1, "Một")
        underline(paper.item(1, "Hai"))
        paper.item(1, "Ba")
    imported = paper.read()
    assert [question.prompt for question in imported.questions] == [
        "Câu hỏi số 1 về phép cộng?",
        "Câu hỏi số 2 về phép cộng?",
    ]
    assert [right_texts(question) for question in imported.questions] == [("Hai",), ("Hai",)]


def test_a_table_of_answers_is_read():
    paper = Paper().add("Câu 1. Hai?", "A. Một", "B. Hai", "Câu 2. Một?", "A. Một", "B. Hai", "ĐÁP ÁN")
    paper.table(("Câu", "1", "2"), ("Đáp án", "B", "A"))
    assert [right_texts(question) for question in paper.read().questions] == [("Hai",), ("Một",)]


def test_a_table_of_answers_in_two_columns_is_read_even_before_the_questions():
    paper = Paper().table(("1", "B"), ("2", "A"))
    paper.add("Câu 1. Hai?", "A. Một", "B. Hai", "Câu 2. Một?", "A. Một", "B. Hai")
    assert [right_texts(question) for question in paper.read().questions] == [("Hai",), ("Một",)]


def test_options_side_by_side_in_a_table_are_read():
    paper = Paper().add("Câu 1. Hai là số nào?").table(("A. Một", "B. Hai"), ("C. Ba", "D. Bốn"))
    paper.add("Đáp án: B")
    (question,) = paper.read().questions
    assert [option.text for option in question.choices] == ["Một", "Hai", "Ba", "Bốn"]


def test_labels_in_a_column_of_their_own_are_read():
    paper = Paper().table(("Câu 1.", "Hai là số nào?"), ("A.", "Một"), ("B.", "Hai"), ("", "Đáp án: B"))
    (question,) = paper.read().questions
    assert (question.prompt, right_texts(question)) == ("Hai là số nào?", ("Hai",))


def test_a_table_with_one_question_a_row_is_read_like_a_spreadsheet():
    paper = Paper().table(("STT", "Câu hỏi", "A", "B", "C", "Đáp án"), ("1", "Hai?", "Một", "Hai", "Ba", "B"))
    assert right_texts(paper.read().questions[0]) == ("Hai",)


def test_a_picture_is_named_as_left_out():
    paper = Paper().add("Câu 1. Hình nào?", "A. Một", "B. Hai", "Đáp án: B")
    paper.document.paragraphs[0].runs[0]._r.append(OxmlElement("w:drawing"))
    imported = paper.read()
    assert len(imported.questions) == 1
    assert said(imported.report, "left_out") == ["A picture, drawing or formula object was left out."]


def test_words_taken_out_with_tracked_changes_stay_out():
    paper = Paper().add("Câu 1. Hai?", "A. Một", "B. Hai", "Đáp án: B")
    deleted = parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>bỏ</w:delText></w:r></w:del>")
    paper.document.paragraphs[0]._p.append(deleted)
    assert paper.read().questions[0].prompt == "Hai?"


def test_line_breaks_inside_a_paragraph_part_its_lines():
    paper = Paper()
    run = paper.document.add_paragraph().add_run("Câu 1. Hai?")
    for text in ("A. Một", "B. Hai", "Đáp án: B"):
        run.add_break()
        run.add_text(text)
    assert right_texts(paper.read().questions[0]) == ("Hai",)


def test_a_mark_of_secrecy_in_the_header_refuses_the_document():
    paper = Paper().add("Câu 1. Hai?", "A. Một", "B. Hai", "Đáp án: B")
    paper.document.sections[0].header.paragraphs[0].text = "TUYỆT MẬT"
    assert paper.read().questions == ()


def test_a_mark_of_secrecy_in_a_text_box_refuses_the_document():
    paper = Paper().add("Câu 1. Hai?", "A. Một", "B. Hai", "Đáp án: B")
    box = parse_xml(
        f"<w:pict {nsdecls('w')}><w:txbxContent><w:p><w:r><w:t>MẬT</w:t></w:r></w:p></w:txbxContent></w:pict>"
    )
    paper.document.paragraphs[0].runs[0]._r.append(box)
    assert paper.read().questions == ()


def test_places_are_words_that_can_be_found_in_the_document():
    imported = Paper().add("Câu 1. Nêu suy nghĩ của đồng chí?").read()
    (entry, *_) = imported.report.entries
    assert (entry.where, entry.place) == ("element", "Câu 1. Nêu suy nghĩ của đồng chí?")


def test_a_document_is_recognised_and_another_packed_file_is_not():
    assert recognise(Paper().data) == "docx"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as other:
        other.writestr("a.txt", "Câu 1.")
    assert recognise(out.getvalue()) is None
    assert said(read(out.getvalue()).report, "left_out") == ["This is not a Word document (.docx)."]

"""Spreadsheets: our template, Kahoot's as found in the wild, and tables that people made themselves."""

import csv
import io

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from quizzes.formats.convert import recognise
from quizzes.formats.exchange import Import
from quizzes.formats.intake import common
from quizzes.formats.spreadsheet import read, read_csv, template, write, write_csv, write_kahoot
from quizzes.questions import MultipleChoice, Number, Option, Question, SingleChoice, TrueFalse
from quizzes.quiz import Quiz
from tests.engine.formats.reports import places, said

KAHOOT = (
    "Question - max 120 characters",
    "Answer 1 - max 75 characters",
    "Answer 2 - max 75 characters",
    "Answer 3 - max 75 characters",
    "Answer 4 - max 75 characters",
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
OLD_KAHOOT = (
    "Question – max 95 characters",
    "Answer 1 – max 60 characters",
    "Answer 2 – max 60 characters",
    "Answer 3 – max 60 characters",
    "Answer 4 – max 60 characters",
    "Time limit (sec) - 5, 10, 20, 30, 60, 90 or 120 secs",
    "Correct answer(s) – choose at least one",
)


def workbook(*rows: tuple[object, ...], first_row: int = 1, first_column: int = 1) -> bytes:
    """Return a workbook with these rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    for number, cells in enumerate(rows, start=first_row):
        for column, value in enumerate(cells, start=first_column):
            sheet.cell(number, column).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def right_texts(question: Question) -> tuple[str, ...]:
    return question.answer_texts(question.right_response)


def only(imported: Import) -> Question:
    assert len(imported.questions) == 1, said(imported.report, "left_out")
    return imported.questions[0]


@pytest.mark.parametrize("headings", [KAHOOT, OLD_KAHOOT])
@pytest.mark.parametrize(("first_row", "first_column"), [(1, 1), (8, 2), (1, 2), (8, 1)])
def test_kahoots_headings_are_found_wherever_they_stand(headings, first_row: int, first_column: int):
    rows = (
        headings,
        ("Hai là?", "Một", "Hai", "Ba", "Bốn", 20, 2),
        ("Số lẻ?", "1", "2", "3", None, 30.0, "1,3"),
    )
    imported = read(workbook(*rows, first_row=first_row, first_column=first_column))
    assert [right_texts(question) for question in imported.questions] == [("Hai",), ("1", "3")]
    assert imported.report.is_whole


@pytest.mark.parametrize(
    ("right", "texts"),
    [
        (2, ("Hai",)),
        (2.0, ("Hai",)),
        ("2", ("Hai",)),
        ("1,3", ("Một", "Ba")),
        (1.3, ("Một", "Ba")),
        ("1, 3", ("Một", "Ba")),
        ("B", ("Hai",)),
        ("A, C", ("Một", "Ba")),
        ("AC", ("Một", "Ba")),
        ("hai", ()),
        ("Hai", ("Hai",)),
    ],
)
def test_the_right_answer_is_a_number_a_letter_or_the_words(right: object, texts: tuple[str, ...]):
    imported = read(workbook(KAHOOT, ("Chọn?", "Một", "Hai", "Ba", None, 20, right)))
    assert tuple(right_texts(question) for question in imported.questions) == ((texts,) if texts else ())


def test_numbers_in_cells_are_written_as_people_see_them():
    question = only(read(workbook(KAHOOT, ("Năm nào?", 20.0, 1945, 3.5, None, 20, 2))))
    assert [option.text for option in question.choices] == ["20", "1945", "3.5"]


def test_rich_text_in_a_cell_is_read_whole():
    rich = CellRichText("Hai ", TextBlock(InlineFont(b=True), "là"), " số nào?")
    assert only(read(workbook(KAHOOT, (rich, "Một", "Hai", None, None, 20, 2)))).prompt == "Hai là số nào?"


def test_true_and_false_of_a_spreadsheet_are_verdicts():
    question = only(read(workbook(KAHOOT, ("Một nhỏ hơn hai.", True, False, None, None, 20, 1))))
    assert isinstance(question, TrueFalse)
    assert question.verdict == "true"


def test_the_time_of_kahoot_is_named_as_not_taken_over():
    imported = read(workbook(KAHOOT, ("Hai là?", "Một", "Hai", None, None, 20, 2)))
    assert said(imported.report, "changed")[0].startswith("Column F (“Time limit")


def test_a_row_that_cannot_be_read_is_left_out_with_its_cell():
    rows = (
        ("Hai là?", "Một", "Hai", None, None, 20, 7),
        ("Ba là?", "Ba", "Ba", None, None, 20, 1),
        ("Một là?", "Một", "Hai", None, None, 20, 1),
    )
    imported = read(workbook(KAHOOT, *rows))
    assert [question.prompt for question in imported.questions] == ["Một là?"]
    assert list(zip(places(imported.report, "left_out"), said(imported.report, "left_out"), strict=True)) == [
        (("cell", "A2"), "It does not say which option is right."),
        (("cell", "A3"), "Two options are the same."),
    ]


def test_headings_that_people_made_up_are_understood():
    headings = (
        "STT",
        "Nội dung câu hỏi",
        "Phương án A",
        "Phương án B",
        "Phương án C",
        "Đáp án đúng",
        "Giải thích",
        "Ghi chú",
    )
    question = only(read(workbook(headings, (1, "Hai là?", "Một", "Hai", "Ba", "B", "Đếm", "x"))))
    assert (right_texts(question), question.explanation) == (("Hai",), "Đếm")


def test_a_workbook_without_headings_says_what_it_lacks():
    imported = read(workbook(("Hai là?", "Một", "Hai"), ("Ba là?", "Ba", "Bốn")))
    assert said(imported.report, "left_out")[0].startswith("No row has headings of questions")


def test_every_sheet_with_headings_is_read_and_cells_name_their_sheet():
    book = openpyxl.load_workbook(io.BytesIO(workbook(KAHOOT, ("Hai là?", "Một", "Hai", None, None, 20, 2))))
    other = book.create_sheet("Phần 2")
    other.append(KAHOOT)
    other.append(("Ba là?", "Một", None, None, None, 20, 1))
    out = io.BytesIO()
    book.save(out)
    imported = read(out.getvalue())
    assert len(imported.questions) == 1
    assert places(imported.report, "left_out") == [("cell", "Phần 2!A2")]


def test_a_mark_of_secrecy_alone_in_a_row_refuses_the_workbook():
    assert read(workbook(("TỐI MẬT",), KAHOOT, ("Hai là?", "Một", "Hai", None, None, 20, 2))).questions == ()


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_file_is_read_whatever_parts_its_cells(delimiter: str, encoding: str):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([("Câu hỏi", "A", "B", "Đáp án"), ("Một; hai, hay\nba?", "Một", "Hai", "B")])
    data = out.getvalue().encode(encoding)
    assert recognise(data) == "csv"
    question = only(read_csv(data))
    assert (question.prompt, right_texts(question)) == ("Một; hai, hay\nba?", ("Hai",))


def test_the_line_sep_of_excel_is_obeyed():
    assert right_texts(only(read_csv("sep=;\nCâu hỏi;A;B;Đáp án\nHai, là?;Một;Hai;B\n".encode()))) == ("Hai",)


def test_the_template_explains_itself_and_holds_no_question():
    book = openpyxl.load_workbook(io.BytesIO(template()))
    assert book.sheetnames == ["Câu hỏi", "Hướng dẫn"]
    assert [cell.value for cell in book["Câu hỏi"][2]][:5] == ["Mã", "Loại", "Câu hỏi", "A", "B"]
    helped = {row[0].value for row in book["Hướng dẫn"].iter_rows()}
    assert {"Loại", "Đáp án", "Nguồn", "Mức độ", "Thiếu dấu"} <= helped
    assert said(read(template()).report, "left_out") == ["No question was found in the file."]


def test_a_template_filled_in_by_hand_is_read():
    book = openpyxl.load_workbook(io.BytesIO(template()))
    sheet = book["Câu hỏi"]
    headings = [cell.value for cell in sheet[2]]
    for number, row in enumerate(
        (
            {"Câu hỏi": "Hai là?", "A": "Một", "B": "Hai\n» Đúng rồi", "Đáp án": "B"},
            {"Loại": "Số", "Câu hỏi": "Pi?", "Đáp án": "3,14 (3,1 .. 3,2)"},
            {"Loại": "ghép đôi", "Câu hỏi": "Ghép?", "A": "một → 1", "B": "hai -> 2", "C": "→ 3"},
            {"Loại": "sắp thứ tự", "Câu hỏi": "Xếp?", "A": "một", "B": "hai", "C": "ba"},
            {"Loại": "phân nhóm", "Câu hỏi": "Nhóm?", "A": "một → lẻ", "B": "hai → chẵn", "C": "ba → lẻ"},
            {"Câu hỏi": "Điền?", "Đáp án": "một | 1", "Thiếu dấu": "được"},
        ),
        start=3,
    ):
        for name, value in row.items():
            sheet.cell(number, headings.index(name) + 1).value = value
    out = io.BytesIO()
    book.save(out)
    imported = read(out.getvalue())
    assert [question.type for question in imported.questions] == [
        "choice",
        "number",
        "match",
        "order",
        "group",
        "short_text",
    ]
    assert imported.questions[0].choices[1] == Option("b", "Hai", "Đúng rồi")
    number = imported.questions[1]
    assert isinstance(number, Number)
    assert number.accepted_range == ("3,1", "3,2")


INJECTION = SingleChoice(
    **common("cau-1", '=HYPERLINK("http://x")'),
    options=(Option("a", "+1"), Option("b", "@SUM(A1)"), Option("c", "-2")),
    right_id="a",
)


def test_no_cell_becomes_a_formula():
    quiz = Quiz("=1+1", (INJECTION,))
    for data in (write(quiz).data, write_kahoot(quiz).data):
        book = openpyxl.load_workbook(io.BytesIO(data))
        assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {
            "s",
            "n",
            "inlineStr",
        }
    exported = write_csv(quiz)
    assert only(read_csv(exported.data)) == INJECTION
    cells = list(csv.reader(io.StringIO(exported.data.decode("utf-8-sig")), delimiter=";"))[1]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_kahoots_limits_are_named():
    question = SingleChoice(
        **common("cau-1", "Dài " * 40), options=(Option("a", "Một"), Option("b", "Hai")), right_id="a"
    )
    five = tuple(Option(letter, letter * 3) for letter in "abcde")
    many = MultipleChoice(**common("cau-2", "Nhiều?"), options=five, right_ids=frozenset("ab"))
    report = write_kahoot(Quiz("T", (question, many))).report
    assert "The question is longer than Kahoot takes: 120 characters, 75 an answer." in said(
        report, "changed"
    )
    assert said(report, "left_out")[0] == "Questions of the type “several” cannot be written as kahoot."

"""The table of answers behind the questions: headed or not, in rows or pairs, counted anew in each part."""

import pytest

from quizzes.formats.plain_text import read_text
from quizzes.questions import Question
from tests.engine.formats.reports import said

OPTIONS = "A. Một\nB. Hai\nC. Ba\nD. Bốn\n"


def right_texts(question: Question) -> tuple[str, ...]:
    return question.answer_texts(question.right_response)


KEYS = [
    "1-B 2-A",
    "1.B 2.A",
    "1. B\n2. A",
    "1B, 2A",
    "1) b; 2) a",
    "Câu 1: B\nCâu 2: A",
    "Câu 1. Chọn B\nCâu 2. Chọn A",
    "1\t2\nB\tA",
    "Câu\t1\t2\nĐáp án\tB\tA",
    "| 1 | 2 |\n| B | A |",
    "1 – B   2 – A",
]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    "heading", ["ĐÁP ÁN", "BẢNG ĐÁP ÁN:", "----- HẾT -----", "HẾT\nĐÁP ÁN", "III. ĐÁP ÁN THAM KHẢO"]
)
def test_a_table_of_answers_behind_the_questions_is_read(key: str, heading: str):
    imported = read_text(f"Câu 1. Hai là?\n{OPTIONS}Câu 2. Một là?\n{OPTIONS}{heading}\n{key}")
    assert [right_texts(question) for question in imported.questions] == [("Hai",), ("Một",)]
    assert imported.report.is_whole


@pytest.mark.parametrize("key", ["1-B 2-A 3-C", "Câu 1: B\nCâu 2: A\nCâu 3: C", "1.B; 2.A; 3.C"])
def test_a_table_of_answers_needs_no_heading(key: str):
    imported = read_text(f"Câu 1. Hai?\n{OPTIONS}Câu 2. Một?\n{OPTIONS}Câu 3. Ba?\n{OPTIONS}\n{key}")
    assert [right_texts(question) for question in imported.questions] == [("Hai",), ("Một",), ("Ba",)]
    assert imported.report.is_whole


def test_numbers_that_begin_anew_in_each_part_find_their_own_answers():
    imported = read_text(
        f"PHẦN I. SỐ\nCâu 1. Hai là?\n{OPTIONS}Câu 2. Ba là?\n{OPTIONS}"
        f"PHẦN II. CHỮ\nCâu 1. Một là?\n{OPTIONS}"
        "HẾT\nPHẦN I\n1-B 2-C\nPHẦN II\n1-A"
    )
    assert [right_texts(question) for question in imported.questions] == [("Hai",), ("Ba",), ("Một",)]
    assert (
        "of them “PHẦN I. SỐ”" in "".join(said(imported.report, "changed")) or imported.title == "PHẦN I. SỐ"
    )


def test_one_table_for_two_parts_that_count_alike_is_not_guessed():
    imported = read_text(
        f"Câu 1. Hai là?\n{OPTIONS}PHẦN II\nCâu 1. Một?\n{OPTIONS}Câu 2. Ba?\n{OPTIONS}HẾT\n1-A 2-B"
    )
    assert imported.questions == ()


def test_numbers_of_the_table_without_a_question_are_named():
    imported = read_text(f"Câu 1. Hai là?\n{OPTIONS}HẾT\n1-B 2-A 7-C")
    assert said(imported.report, "left_out") == [
        "The table of answers has numbers that belong to no question: 2, 7."
    ]


def test_explanations_in_the_table_are_taken():
    imported = read_text(
        f"Câu 1. Hai là?\n{OPTIONS}Câu 2. Một là?\n{OPTIONS}"
        "ĐÁP ÁN\nCâu 1: B. Vì 1 + 1 = 2\nCâu 2: A\nGiải thích: đếm"
    )
    assert [question.explanation for question in imported.questions] == ["Vì 1 + 1 = 2", "đếm"]

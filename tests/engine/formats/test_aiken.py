"""Aiken: what is right is read, and each error is said with its line."""

import pytest

from quizzes.formats.aiken import read
from quizzes.formats.convert import recognise
from quizzes.questions import MultipleChoice
from tests.engine.formats.reports import places, said

GOOD = "Which LMS has the most formats?\nA) Moodle\nB) ATutor\nC) Ilias\nANSWER: A\n"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_question_is_read_with_any_line_ends(ends: str):
    data = (GOOD + "\n1 + 1?\nA. Một\nB. Hai\nANSWER: B").replace("\n", ends).encode()
    assert recognise(data) == "aiken"
    imported = read(data)
    assert [question.answer_texts(question.right_response) for question in imported.questions] == [
        ("Moodle",),
        ("Hai",),
    ]
    assert imported.report.is_whole


def test_errors_are_named_with_their_lines_and_the_rest_is_read():
    text = (
        "A question with too few answers\nA) Only answer\nANSWER: A\n\n"
        "A) Question not started\n\nANSWER: Question not started\n\n"
        f"{GOOD}\n"
        "A question started but not finished\nA) Correct-ish\nB) Incorrect-ish\n\n"
        "A second good question\nA)Incorrect (No space)\nB)Correct (No space)\nANSWER: B\n\nANSWER: C\n"
    )
    imported = read(text.encode())
    assert [question.prompt for question in imported.questions] == [
        "Which LMS has the most formats?",
        "A second good question",
    ]
    assert list(zip(places(imported.report, "left_out"), said(imported.report, "left_out"), strict=True)) == [
        (("line", "1"), "The question has 1 options."),
        (("line", "7"), "The answer “Question not started” is not the letter of an option."),
        (("line", "15"), "The question that begins here has no line ANSWER."),
        (("line", "24"), "An answer stands here without a question before it."),
    ]
    assert places(imported.report, "changed")[:2] == [("line", "20"), ("line", "21")]


def test_an_answer_that_is_no_option_is_left_out():
    imported = read(b"1 + 1?\nA. One\nB. Two\nANSWER: D\n")
    assert said(imported.report, "left_out") == ["The answer “D” is not the letter of an option."]


def test_several_letters_and_several_lines_are_read_more_kindly_than_by_moodle():
    imported = read("Số lẻ,\nchọn đủ?\nA. Một\nB. Hai\nC. Ba\nANSWER: A, C\n".encode())
    (question,) = imported.questions
    assert isinstance(question, MultipleChoice)
    assert (question.prompt, question.right_response) == ("Số lẻ,\nchọn đủ?", ("a", "c"))

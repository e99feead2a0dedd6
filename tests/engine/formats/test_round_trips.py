"""What is written and read again is equal, or the difference stands in the report."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.formats.convert import read_file, write_file
from quizzes.quiz import Policy, Quiz
from tests.engine.formats.hands import BOTH_WAYS, PLAIN, by_id_or_place, named_in, one_of_each, quizzes
from tests.engine.formats.reports import said

RICH = ("csv", "docx", "gift", "text", "topic", "xlsx")


def assert_equal_or_reported(quiz: Quiz, name: str) -> None:
    export = write_file(quiz, name)
    named = named_in(export.report)
    carried = tuple(question for question in quiz.questions if "*" not in named.get(question.id, ()))
    for question, back in by_id_or_place(carried, read_file(export.data, source=name)):
        assert back is not None, question
        was, now = question.written(), back.written()
        differing = {key for key in was | now if was.get(key) != now.get(key)}
        assert differing <= named.get(question.id, set()), (question, back)


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_one_question_of_each_type_comes_back_or_is_named(name: str):
    assert_equal_or_reported(one_of_each(), name)


@pytest.mark.parametrize("name", BOTH_WAYS)
@settings(max_examples=25)
@given(data=st.data())
def test_whatever_the_texts_hold_comes_back_or_is_named(name: str, data: st.DataObject):
    assert_equal_or_reported(data.draw(quizzes()), name)


@pytest.mark.parametrize("name", RICH)
@settings(max_examples=25)
@given(data=st.data())
def test_plain_words_come_back_whole_with_nothing_to_report(name: str, data: st.DataObject):
    quiz = data.draw(quizzes(PLAIN))
    export = write_file(quiz, name)
    assert [entry for entry in export.report.entries if entry.values.get("keys") != "options"] == []
    again = read_file(export.data, source=name)
    assert again.report.is_whole
    assert [question.written() for question in again.questions] == [
        question.written() for question in quiz.questions
    ]


@settings(max_examples=50)
@given(quiz=quizzes())
def test_a_topic_carries_everything(quiz: Quiz):
    export = write_file(quiz, "topic")
    assert export.report.entries == []
    assert read_file(export.data, source="topic").questions == quiz.questions


def test_a_topic_carries_every_type_and_how_an_exam_is_taken():
    quiz = Quiz("Trắc nghiệm", one_of_each().questions, Policy(2, 20))
    again = read_file(write_file(quiz, "topic").data)
    assert (again.title, again.questions, again.policy) == (quiz.title, quiz.questions, quiz.policy)
    assert again.report.is_whole


@pytest.mark.parametrize("name", RICH)
def test_the_title_travels(name: str):
    export = write_file(one_of_each(), name)
    expected = "" if name == "csv" else "Trắc nghiệm"
    assert read_file(export.data, source=name).title == expected


@pytest.mark.parametrize(
    ("name", "types"),
    [
        ("aiken", {"choice", "true_false"}),
        ("kahoot", {"choice", "true_false"}),
        ("text", {"choice", "several", "true_false", "short_text"}),
        ("docx", {"choice", "several", "true_false", "short_text"}),
        ("gift", {"choice", "several", "true_false", "short_text", "number", "match", "group"}),
        ("xlsx", {"choice", "several", "true_false", "short_text", "number", "match", "group", "order"}),
    ],
)
def test_each_format_carries_its_types_and_names_the_others(name: str, types: set[str]):
    quiz = one_of_each()
    export = write_file(quiz, name)
    read = {question.type for question in read_file(export.data, source=name).questions}
    assert read == types
    others = {question.type for question in quiz.questions} - types
    assert {entry.values["type"] for entry in export.report.entries if "type" in entry.values} == others
    assert all(
        "cannot be written" in message or "cannot carry" in message
        for message in said(export.report, "left_out")
    )

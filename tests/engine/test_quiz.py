"""Topics, lessons and quizzes as values."""

import pytest

from quizzes.quiz import Quiz, UnknownQuestion
from tests.engine.examples import FILES, example, reading_with


def test_a_question_is_found_by_its_id():
    quiz = Quiz("Trắc nghiệm", (example("choice"),))
    assert quiz.question("mot") is quiz.questions[0]


def test_an_unknown_question_is_an_error_named_for_it():
    with pytest.raises(UnknownQuestion, match="hai"):
        Quiz("Trắc nghiệm", (example("choice"),)).question("hai")


def test_a_topic_knows_the_questions_of_lessons_quiz_and_meeting():
    topic = reading_with().topic
    assert topic is not None
    assert [question.id for question in topic.questions] == [
        "hoi-lai",
        *(question.id for question in topic.quiz.questions),
        "trao-doi",
    ]
    assert topic.question("hoi-lai") is topic.lessons[0].cards[1].question
    assert topic.meeting.question("trao-doi").discussion
    with pytest.raises(UnknownQuestion):
        topic.question("khong-co")


def test_a_lesson_is_found_by_its_slug():
    topic = reading_with().topic
    assert topic is not None
    assert topic.lesson("dung-lai") is topic.lessons[0]
    assert topic.lesson("01-dung-lai") is None
    assert "lessons/01-dung-lai.md" in FILES

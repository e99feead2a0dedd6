"""A quiz on paper: versions that ask the same in another order, and cells that are read as typed."""

from fractions import Fraction

import pytest

from quizzes.formats.topic import quiz_reading
from quizzes.paper import Unreadable, entered, key_of, kind_of, questions_on_paper, typed_as, verdicts_of
from quizzes.questions import TYPES, Question
from quizzes.quiz import Quiz
from tests.engine.examples import BODIES, question_text, quiz_text


@pytest.fixture
def quiz() -> Quiz:
    """A quiz with a question of every type."""
    found = quiz_reading(
        quiz_text(*(question_text(body, f"q-{kind.replace('_', '-')}") for kind, body in BODIES.items()))
    ).quiz
    assert found is not None
    return found


def of(quiz: Quiz, kind: str, version: str = "A") -> Question:
    """Return the question of a type as printed."""
    return next(q for q in questions_on_paper(quiz, "1a2b", version) if q.type == kind)


def test_both_versions_have_the_same_questions_but_no_poll(quiz: Quiz) -> None:
    first, second = (questions_on_paper(quiz, "1a2b", version) for version in "AB")
    assert [question.id for question in first] != [question.id for question in second]
    assert {question.type for question in first} == set(TYPES) - {"poll"}
    assert {question.id for question in first} == {question.id for question in second}


def test_a_code_prints_the_same_for_ever(quiz: Quiz) -> None:
    assert questions_on_paper(quiz, "1a2b", "A") == questions_on_paper(quiz, "1a2b", "A")


@pytest.mark.parametrize("version", ["A", "B"])
@pytest.mark.parametrize("kind", ["choice", "several", "true_false"])
def test_the_key_typed_in_earns_everything(quiz: Quiz, kind: str, version: str) -> None:
    question = of(quiz, kind, version)
    read = entered(question, key_of(question))
    assert read is not None
    assert read.response == question.right_response
    assert read.mark == 1
    assert typed_as(question, read.response, read.mark) == key_of(question)


@pytest.mark.parametrize("kind", sorted(set(TYPES) - {"poll", "choice", "several", "true_false"}))
def test_what_is_written_out_is_marked_by_hand(quiz: Quiz, kind: str) -> None:
    question = of(quiz, kind)
    assert kind_of(question) == "hand"
    for key, mark in {"1": Fraction(1), "5": Fraction(1, 2), "0": Fraction(0)}.items():
        read = entered(question, key)
        assert read is not None
        assert (read.response, read.mark) == ((), mark)
        assert typed_as(question, read.response, read.mark) == key


@pytest.mark.parametrize("typed", ["", " ", "  -"])
def test_an_empty_cell_is_no_answer(quiz: Quiz, typed: str) -> None:
    assert entered(of(quiz, "choice"), typed) is None


@pytest.mark.parametrize("typed", ["A", "a", "Á", " â ", "AA"])
def test_case_and_what_an_input_method_leaves_make_no_difference(quiz: Quiz, typed: str) -> None:
    question = of(quiz, "choice")
    assert entered(question, typed) == entered(question, "A")


@pytest.mark.parametrize("typed", ["Đ", "đ", "D", "dd", "Ð"])
def test_telex_and_its_absence_both_give_true(quiz: Quiz, typed: str) -> None:
    question = of(quiz, "true_false")
    read = entered(question, typed)
    assert read is not None
    assert read.response == ("true",)


def test_letters_of_several_come_in_any_order_with_any_sign_between(quiz: Quiz) -> None:
    question = of(quiz, "several")
    assert entered(question, "c, a") == entered(question, "AC")


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("choice", "AB"),
        ("choice", "J"),
        ("choice", "1"),
        ("several", "AZ"),
        ("true_false", "A"),
        ("true_false", "ĐZ"),
        ("true_false", "ĐABC"),
        ("short_text", "2"),
        ("short_text", "11"),
        ("match", "A"),
    ],
)
def test_anything_else_is_refused(quiz: Quiz, kind: str, typed: str) -> None:
    with pytest.raises(Unreadable):
        entered(of(quiz, kind), typed)


def test_only_offered_verdicts_stand_on_the_sheet(quiz: Quiz) -> None:
    assert verdicts_of(of(quiz, "true_false")) in ("ĐS", "ĐS?")
    assert verdicts_of(of(quiz, "choice")) == ""

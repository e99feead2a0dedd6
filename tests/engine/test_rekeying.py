"""Which answers can be marked by a question whose key was put right."""

import pytest

from quizzes.questions import MultipleChoice, Option, ShortText, SingleChoice, TrueFalse
from quizzes.rekeying import takes_same_answers

COMMON = {"id": "q", "prompt": "Hỏi?", "explanation": "Vì vậy.", "source": "Sách", "skill": "recall"}
A, B, C = (Option(letter, letter.upper()) for letter in "abc")


def single(*options: Option, right: str = "a") -> SingleChoice:
    return SingleChoice(**COMMON, options=options, right_id=right)  # type: ignore[arg-type]


def test_another_key_other_words_and_another_order_take_the_same_answers():
    assert takes_same_answers(single(A, B), single(Option("b", "Khác"), A, right="b"))


@pytest.mark.parametrize("other", [single(A, B, C), single(A, C)])
def test_an_option_more_or_another_one_does_not(other: SingleChoice):
    assert not takes_same_answers(single(A, B), other)


def test_another_type_does_not():
    several = MultipleChoice(**COMMON, options=(A, B), right_ids=frozenset("a"))  # type: ignore[arg-type]
    assert not takes_same_answers(single(A, B), several)


def test_what_is_typed_can_be_marked_by_any_key():
    one, two = (ShortText(**COMMON, accepted=(text,)) for text in ("một", "hai"))  # type: ignore[arg-type]
    assert takes_same_answers(one, two)


def test_a_verdict_not_offered_before_was_not_to_be_chosen():
    one = TrueFalse(**COMMON, verdict="true")  # type: ignore[arg-type]
    two = TrueFalse(**COMMON, verdict="unknown", unknown_offered=True)  # type: ignore[arg-type]
    assert not takes_same_answers(one, two)

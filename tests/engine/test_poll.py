"""A poll: an opinion that is neither right nor wrong, counted only where people cannot be told apart."""

from fractions import Fraction

import pytest

from quizzes.attempt import total
from quizzes.formats.quiz import read_quiz
from quizzes.questions import InvalidResponse, Poll
from tests.engine.examples import (
    BODIES,
    LESSON,
    messages,
    problems_of,
    question,
    question_text,
    quiz_text,
    reading_with,
)

ONE = BODIES["poll"].replace("many = true\n", "")


def poll(body: str = BODIES["poll"]) -> Poll:
    found = question(body)
    assert isinstance(found, Poll)
    return found


def test_it_needs_neither_a_source_nor_an_explanation_and_earns_nothing():
    text = quiz_text(question_text(ONE, common='prompt = "Khi nào?"\n'))
    (asked,) = read_quiz(text).questions
    assert not asked.is_marked
    assert asked.right_response == ()
    assert asked.mark(("toi",)).mark == 0
    assert problems_of("points = 2\n" + ONE) == ["“points” is not known here."]


def test_one_option_or_where_the_author_says_so_any():
    assert poll().check(("sang", "toi")) == ("toi", "sang")
    with pytest.raises(InvalidResponse):
        poll(ONE).check(("toi", "sang"))
    with pytest.raises(InvalidResponse):
        poll().check(("khong-co",))


def test_options_keep_the_author_s_order():
    assert {poll().shown(str(seed)) for seed in range(20)} == {poll()}


def test_a_result_is_silent_below_five_ballots_and_counts_people_above():
    few = [("toi",)] * 4
    assert poll().result_of(few) is None
    result = poll().result_of([*few, ("toi", "sang")])
    assert result is not None
    assert result.ballots == 5
    assert [(option.id, times) for option, times in result.counts] == [("toi", 5), ("sang", 1), ("khac", 0)]
    assert result.share(1) == Fraction(1, 5)


def test_ballots_of_a_changed_poll_are_not_mixed_with_those_of_the_old_one():
    changed = poll(BODIES["poll"].replace("Buổi tối", "Buổi trưa"))
    assert changed.version != poll().version
    assert poll().version == poll().version
    assert len(poll().version) == 16


def test_it_counts_neither_as_asked_nor_as_right_nor_as_unanswered():
    quiz = read_quiz(quiz_text(question_text(BODIES["choice"], "mot"), question_text(ONE, "hai")))
    come_to = total(quiz, {"mot": Fraction(1), "hai": Fraction(0)})
    assert (come_to.right, come_to.asked, come_to.mark, come_to.unanswered) == (1, 1, 1, 0)
    assert total(quiz, {}).unanswered == 1


@pytest.mark.parametrize("kind", ["poll", "case"])
def test_neither_a_poll_nor_a_case_can_be_a_card_s_check(kind: str):
    lesson = LESSON.replace(BODIES["choice"], BODIES[kind].replace("[[question.part]]", "[[part]]"))
    reading = reading_with(lesson=lesson)
    assert messages(reading.problems) == [f"A question of the type “{kind}” cannot follow a card."]

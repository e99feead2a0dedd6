"""Typing a few words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.questions import InvalidResponse
from tests.engine.examples import example, problems_of, question


def asked(accepted: str, tones: str = "required"):
    return question(f'type = "short_text"\naccepted = ["{accepted}"]\ntones = "{tones}"')


@pytest.mark.parametrize(
    "typed", ["đảng viên", "ĐẢNG  VIÊN.", " Đảng-viên ", "Các đảng viên!", "\u0110a\u0309ng viên"]
)
def test_case_punctuation_spaces_and_composition_do_not_count(typed):
    marking = example("short_text").mark((typed,))
    assert marking.mark == 1
    assert marking.remarks == ()


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [("hòa bình", "hoà bình"), ("kỷ luật", "kĩ luật"), ("lý luận", "lí luận"), ("1.000 đồng", "1000 đồng")],
)
def test_two_spellings_of_one_word_are_equal(accepted, typed):
    assert asked(accepted).mark((typed,)).mark == 1


@pytest.mark.parametrize("typed", ["dang vien", "đang viên", "đảng vien"])
def test_missing_marks_are_forgiven_with_a_remark_where_they_are_optional(typed):
    marking = example("short_text").mark((typed,))
    assert marking.mark == 1
    assert marking.remarks == ("tones_missing",)


def test_missing_marks_are_wrong_with_a_remark_where_they_are_required():
    marking = asked("chi bộ").mark(("chi bo",))
    assert marking.mark == 0
    assert marking.remarks == ("tones_required",)


@pytest.mark.parametrize("tones", ["optional", "required"])
@pytest.mark.parametrize("typed", ["chỉ bộ", "chi bố", "chỉ bo", "chi"])
def test_another_word_is_wrong_and_no_slip(typed, tones):
    marking = asked("chi bộ", tones).mark((typed,))
    assert marking.mark == 0
    assert marking.remarks == ()


def test_an_accepted_answer_without_marks_earns_one_without_remark():
    assert asked("internet").mark(("Internet",)).remarks == ()


def test_invisible_characters_alone_are_blank():
    assert example("short_text").is_blank(("\u200b \n",))
    assert example("short_text").check(("\u200b \n",)) == ()


def test_what_is_stored_is_clean():
    assert example("short_text").check(("  Ða\u0309ng\u200b  viên ",)) == ("Đảng viên",)


def test_two_hundred_characters_may_be_typed_and_no_more():
    assert example("short_text").check(("x" * 200,))
    with pytest.raises(InvalidResponse):
        example("short_text").check(("x" * 201,))


@given(st.text(max_size=250))
def test_nothing_that_can_be_typed_is_a_crash(text):
    try:
        assert example("short_text").mark((text,)).mark in (0, 1)
    except InvalidResponse:
        assert len(text) > 200


FAULTS = {
    "empty list": ("accepted = []", "“accepted” has 0 items"),
    "no text": ("accepted = [1]", "“accepted” must be text"),
    "twice": ('accepted = ["a", "a"]', "“a” comes twice"),
    "signs": ('accepted = ["…"]', "has no letter or digit"),
    "long": (f'accepted = ["{"x" * 201}"]', "has 201 characters"),
    "tones": ('accepted = ["a"]\ntones = "no"', "“tones” cannot be “no”"),
    "old font": ('accepted = ["NguyÔn V¨n §øc"]', "old TCVN3 font"),
}


@pytest.mark.parametrize(("body", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_a_faulty_short_text_is_explained(body, message):
    assert any(message in line for line in problems_of(f'type = "short_text"\n{body}'))

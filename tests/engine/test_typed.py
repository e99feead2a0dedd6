"""Slips in typed answers: which are forgiven, which are only remarked on, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.questions.typed import TypedAnswers, explain
from quizzes.slips import is_one_slip
from quizzes.spelling import key_of
from tests.engine.examples import problems_of


def how(typed: str, *accepted: str, **options) -> str:
    """Return by which rule a text counts, or why not."""
    return TypedAnswers(accepted, **options).verdict(typed).how


@pytest.mark.parametrize("typed", ["hòa bình", "Hoà bình.", "HÒA  BÌNH"])
def test_spelling_comes_first_and_leaves_no_remark(typed):
    verdict = TypedAnswers(("hòa bình",)).verdict(typed)
    assert (verdict.how, verdict.answer, verdict.marking.remarks) == ("spelling", "hòa bình", ())
    assert verdict.marking.mark == 1


@pytest.mark.parametrize(
    ("typed", "accepted", "rule"),
    [
        ("thế kỉ 20", "thế kỷ XX", "numerals"),
        ("thế kỷ hai mươi", "thế kỷ 20", "numerals"),
        ("3 năm", "ba năm", "numerals"),
        ("35", "ba năm", "unknown"),
        ("một nghìn chín trăm bốn mươi lăm", "1945", "numerals"),
        ("năm một chín bốn lăm", "1945", "leading_word"),
        ("1945", "năm 1945", "leading_word"),
        ("thế kỷ XX", "20", "leading_word"),
        ("XX", "thế kỷ 20", "leading_word"),
        ("tháng 20", "thế kỷ 20", "unknown"),
        ("HÀNH VI", "hành vi", "spelling"),
    ],
)
def test_numbers_count_in_digits_in_words_and_in_roman_numerals(typed, accepted, rule):
    assert how(typed, accepted) == rule


def test_every_accepted_answer_is_one_and_the_verdict_says_which():
    verdict = TypedAnswers(("Hương Cảng", "Hồng Kông")).verdict("hồng kông")
    assert (verdict.how, verdict.answer) == ("spelling", "Hồng Kông")


def test_left_out_marks_count_only_where_the_author_allows_it():
    assert how("chi bo", "chi bộ", tones="optional") == "tones_missing"
    assert how("chi bo", "chi bộ") == "tones_required"


@pytest.mark.parametrize(
    "list_of_answers",
    [{"refused": ("dần",)}, {"others": ("dẫn",)}, {"accepted": ("dân", "dần")}],
    ids=["refused by name", "of another gap", "accepted, too"],
)
def test_left_out_marks_do_not_count_where_two_words_of_the_list_are_then_alike(list_of_answers):
    answers = TypedAnswers(**{"accepted": ("dân",), "tones": "optional", **list_of_answers})
    assert answers.verdict("dan").how == "tones_ambiguous"
    assert answers.marking("dan").mark == 0
    assert answers.marking("dan").remarks == ("tones_ambiguous",)
    assert answers.marking("dân").mark == 1


def test_two_spellings_of_one_word_are_not_two_words_of_the_list():
    assert how("hoa binh", "hoà bình", "hòa bình", tones="optional") == "tones_missing"


@pytest.mark.parametrize(
    "typed", ["đảng viê", "đảng viênn", "đảng viêm", "đảgn viên", "đảngviên", "đả ng viên", "hđảng viên"]
)
def test_one_letter_is_forgiven_with_a_remark_where_the_author_allows_it(typed):
    marking = TypedAnswers(("đảng viên",), one_slip=True).marking(typed)
    assert marking.mark == 1
    assert marking.remarks == ("one_slip",)
    assert TypedAnswers(("đảng viên",)).marking(typed).mark == 0


@pytest.mark.parametrize(
    "typed",
    [
        "đáng viên",
        "đảng vien",
        "dảng viên",
        "đảng vi",
        "đảgn viênn",
        "đảng viên ạ",
        "đảng viêna1",
        "",
        "viên đảng",
    ],
)
def test_two_letters_a_mark_or_another_word_are_no_slip(typed):
    assert how(typed, "đảng viên", one_slip=True) not in ("one_slip", "spelling")


def test_no_digit_is_ever_a_slip():
    assert how("năm 1946", "năm 1945", one_slip=True) == "unknown"
    assert how("19455", "1945 năm", one_slip=True) == "unknown"


def test_a_word_of_fewer_than_five_letters_has_no_slip():
    assert how("bốn", "bố", one_slip=True) == "unknown"
    assert how("tinh", "tin", one_slip=True) == "unknown"
    assert how("nguyê", "nguyên", one_slip=True) == "one_slip"


def test_a_slip_never_makes_another_word_of_the_list():
    options = {"one_slip": True, "refused": ("đảng uỷ viên", "đảng viêm")}
    assert how("đảng viêm", "đảng viên", **options) == "refused"
    assert how("đảng viêc", "đảng viên", **options) == "slip_ambiguous"
    assert how("đảng viên", "đảng viên", "đảng viêm", one_slip=True) == "spelling"
    assert how("thông tin", "thông tim", one_slip=True, others=("thông tin",)) == "unknown"


def test_marks_and_a_letter_are_not_forgiven_together():
    assert how("dang vie", "đảng viên", tones="optional", one_slip=True) == "unknown"


KEYS = st.text(st.sampled_from("abcđêơ ảạ1"), max_size=9).map(lambda text: key_of(text, False))


@given(KEYS, KEYS)
def test_a_slip_is_the_same_seen_from_both_sides_of_equal_length(one, other):
    if len(one) == len(other) and one.count(" ") == other.count(" ") == 0:
        assert is_one_slip(one, other) == is_one_slip(other, one)
    assert not is_one_slip(one, one)


@given(st.text(max_size=60), st.sampled_from(["optional", "required"]), st.booleans())
def test_nothing_typed_is_a_crash_and_every_verdict_is_explained(text, tones, one_slip):
    answers = TypedAnswers(("thế kỷ XX", "1945", "đảng viên"), tones, False, one_slip, ("đảng bộ",))
    verdict, steps = explain(text, answers)
    assert verdict.is_right == (verdict.marking.mark == 1)
    assert not steps or verdict.how in ("spelling", "numerals", "leading_word", "refused")


def test_an_explanation_names_the_rules_that_were_needed():
    def rules(text, *accepted):
        return [step.name for step in explain(text, TypedAnswers(accepted))[1]]

    assert rules("Hoà Bình", "hòa bình") == ["case", "tone_place"]
    assert rules("năm một chín bốn lăm", "1945") == ["number_words", "leading_word"]
    assert rules("Năm 1945", "1945") == ["leading_word"]
    assert rules("chi bộ", "chi bộ") == []
    assert rules("chi đoàn", "chi bộ") == []


FAULTS = {
    "both": ('accepted = ["hoà bình"]\nrefused = ["hòa bình"]', "is both accepted and refused"),
    "refused twice": ('accepted = ["a"]\nrefused = ["b", "b"]', "“b” comes twice"),
    "refused sign": ('accepted = ["a"]\nrefused = ["…"]', "has no letter or digit"),
    "slip": ('accepted = ["a"]\none_slip = "yes"', "“one_slip” must be true or false"),
}


@pytest.mark.parametrize(("body", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_a_faulty_list_of_answers_is_explained(body, message):
    assert any(message in line for line in problems_of(f'type = "short_text"\n{body}'))

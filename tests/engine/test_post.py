"""A post: three marks kept apart, and a message that does not contradict its key."""

from fractions import Fraction
from itertools import combinations, product

import pytest

from quizzes.questions import InvalidResponse, Post
from tests.engine.examples import BODIES, problems_of, question

POST = BODIES["post"]
REAL = (
    POST.replace('verdict = "false"', 'verdict = "true"')
    .replace(', suspicious = true, feedback = "Là ai?"', "")
    .replace(', suspicious = true, feedback = "Ai thấy?"', "")
)


def post(body: str = POST) -> Post:
    found = question(body)
    assert isinstance(found, Post)
    return found


def thirds(response: tuple[str, ...], body: str = POST) -> tuple[Fraction, Fraction, Fraction]:
    return tuple(post(body).marks(response))


def test_verdict_signs_and_first_check_are_marked_apart():
    assert thirds(("false", "dem", "nguoi")) == (1, Fraction(1, 2), 0)
    assert thirds(("true", "xa", "nguoi", "loi")) == (0, 1, 1)
    assert thirds(("unknown", "", "gio")) == (0, 0, 0)


def test_the_whole_mark_is_half_the_verdict_and_a_quarter_of_each_of_the_others():
    assert post().mark(("false", "dem", "nguoi")).mark == Fraction(5, 8)
    assert post().mark(("true", "xa", "nguoi", "loi")).mark == Fraction(1, 2)
    assert post().mark(("false", "xa")).mark == Fraction(3, 4)


def test_a_part_marked_without_reason_takes_back_one_that_was_right():
    assert thirds(("false", "xa", "nguoi", "loi", "so")) == (1, Fraction(1, 2), 1)
    assert thirds(("false", "xa", "nguoi", "gio", "anh", "so")) == (1, 0, 1)


def test_in_a_real_post_marking_nothing_is_right_and_marking_anything_is_not():
    assert thirds(("true", "xa"), REAL) == (1, 1, 1)
    assert thirds(("true", "xa", "so"), REAL) == (1, 0, 1)
    assert post(REAL).right_response == ("true", "xa")


def test_an_empty_response_earns_nothing_though_a_real_post_has_no_sign_to_find():
    assert thirds((), REAL) == (0, 0, 0)
    assert post(REAL).mark(()).mark == 0


def test_a_verdict_alone_is_a_response_and_a_check_alone_is_none():
    assert post().check(("false",)) == ("false", "")
    with pytest.raises(InvalidResponse):
        post().check(("", "xa"))


def test_parts_are_kept_in_the_message_s_order_once_each():
    assert post().check(("false", "xa", "loi", "nguoi", "loi")) == ("false", "xa", "nguoi", "loi")


def test_wrong_choices_say_what_kind_they_are():
    wrong = post().wrong_choice_ids(("true", "dem", "nguoi", "so"))
    assert wrong == ("true", "sign:so", "check:dem")
    texts = {option.id: option.text for option in post().choices}
    assert texts["sign:so"] == "2.300 lượt chia sẻ"
    assert texts["check:dem"] == "Đếm lượt chia sẻ"


def test_the_message_keeps_its_order_and_the_checks_are_drawn():
    shown = [post().shown(str(seed)) for seed in range(30)]
    assert {one.parts for one in shown} == {post().parts}
    assert len({one.checks for one in shown}) > 3


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('verdict = "false"', 'verdict = "true"', "The post is real, but a part is marked suspicious."),
        (', feedback = "Là ai?"', "", "A suspicious part does not say why it is suspicious."),
        ('kind = "sender"', 'kind = "text"', "A post has exactly one sender and at least one text."),
        ('kind = "text"', 'kind = "time"', "A post has exactly one sender and at least one text."),
        ('kind = "counts"', 'kind = "time"', "A post has at most one part of the kind “time”."),
        ('id = "gio"', 'id = "true"', "A part cannot have the id of a verdict."),
        ('id = "gio"', 'id = "so"', "“so” comes twice in “parts”."),
        (", right = true", "", "0 checks are marked right; there must be exactly one."),
        (
            ', feedback = "Xã biết việc và trả lời được ngay."',
            "",
            "The check to make first does not say why.",
        ),
        ('kind = "counts"', 'kind = "likes"', "“kind” cannot be “likes”."),
    ],
)
def test_a_post_that_contradicts_itself_is_refused(old: str, new: str, message: str):
    assert old in POST
    assert message in problems_of(POST.replace(old, new))


def test_a_fake_post_without_a_sign_is_refused():
    body = REAL.replace('verdict = "true"', 'verdict = "false"')
    assert problems_of(body) == ["The post is fake, but no part is marked suspicious."]


def test_a_post_in_which_all_is_suspicious_is_refused():
    body = """
type = "post"
verdict = "unknown"
parts = [
  { id = "a", kind = "sender", text = "Ai đó", suspicious = true, feedback = "Là ai?" },
  { id = "b", kind = "text", text = "Nghe nói thế", suspicious = true, feedback = "Nghe ai?" },
]
checks = [
  { id = "a", text = "Hỏi xã", right = true, feedback = "Xã biết." },
  { id = "b", text = "Chờ" },
]
"""
    assert problems_of(body) == ["Every part is marked suspicious."]


def test_a_post_without_enough_evidence_may_have_signs_or_none():
    body = REAL.replace('verdict = "true"', 'verdict = "unknown"')
    assert post(body).right_response == ("unknown", "xa")


@pytest.mark.parametrize("body", [POST, REAL])
def test_guessing_earns_the_mean_over_all_verdicts_checks_and_ways_to_mark(body: str):
    asked = post(body)
    parts = [part.id for part in asked.parts]
    marked = [signs for size in range(len(parts) + 1) for signs in combinations(parts, size)]
    ways = product(asked.verdicts, asked.checks, marked)
    marks = [asked.mark((verdict.id, check.id, *signs)).mark for verdict, check, signs in ways]
    assert asked.guess_score == sum(marks, Fraction(0)) / len(marks)


def test_a_post_is_judged_real_or_fake_for_the_statistics_of_discernment():
    assert post().judgement(("true", "xa")) == (False, True)
    assert post(REAL).judgement(("true", "")) == (True, True)
    assert post(REAL).judgement(("unknown", "")) == (True, None)
    assert post().judgement(()) is None
    doubtful = REAL.replace('verdict = "true"', 'verdict = "unknown"')
    assert post(doubtful).judgement(("true", "xa")) is None

"""A case: parts one after the other, each marked as its own type is, weighed by points."""

import json
from fractions import Fraction

import pytest

from quizzes.questions import Case, InvalidResponse
from tests.engine.examples import BODIES, problems_of, question

CASE = BODIES["case"]
FIRST, SECOND, THIRD = json.dumps(["a"]), json.dumps(["a", "b"]), json.dumps(["trực ban xã"])


def case(body: str = CASE) -> Case:
    found = question(body)
    assert isinstance(found, Case)
    return found


def test_the_mark_is_the_parts_marks_weighed_by_their_points():
    assert case().mark((FIRST, "", "")).mark == Fraction(1, 4)
    assert case().mark(("", SECOND, "")).mark == Fraction(2, 4)
    assert case().mark((FIRST, json.dumps(["a"]), THIRD)).mark == Fraction(3, 4)
    assert [marking.mark for marking in case().markings((FIRST, json.dumps(["a"]), ""))] == [
        1,
        Fraction(1, 2),
        0,
    ]


def test_the_next_part_opens_only_when_those_before_are_answered():
    assert case().open_part(()) == case().parts[0]
    assert case().open_part((FIRST, "", "")) == case().parts[1]
    assert case().open_part((FIRST, SECOND, "")) == case().parts[2]
    assert case().open_part((FIRST, SECOND, THIRD)) is None


def test_it_is_whole_when_every_part_is_answered():
    assert not case().is_whole((FIRST, SECOND, ""))
    assert case().is_whole((FIRST, SECOND, THIRD))


def test_parts_without_a_source_or_skill_have_those_of_the_case():
    parts = case().parts
    assert [part.skill for part in parts] == ["recall", "application", "recall"]
    assert parts[0].source == case().source
    assert parts[2].source == "Tài liệu riêng (https://example.org/b)"


def test_what_is_typed_keeps_its_remarks():
    body = CASE.replace('accepted = ["trực ban xã"]', 'accepted = ["trực ban xã"]\ntones = "optional"')
    marking = case(body).mark((FIRST, SECOND, json.dumps(["truc ban xa"])))
    assert marking.mark == 1
    assert marking.remarks == ("tones_missing",)


def test_a_part_s_response_is_put_in_its_canonical_form():
    assert case().check((FIRST, json.dumps(["b", "a"]), "")) == (FIRST, SECOND, "")
    assert case().check(("", "[]", '["  "]')) == ()


@pytest.mark.parametrize(
    "strange",
    [
        ("a", "", ""),
        ("{}", "", ""),
        ('"a"', "", ""),
        ("[1]", "", ""),
        ('["zz"]', "", ""),
        ("[" * 100_000, "", ""),
        (FIRST,),
        (FIRST, SECOND, THIRD, FIRST),
    ],
)
def test_what_no_form_posts_is_refused(strange: tuple[str, ...]):
    with pytest.raises(InvalidResponse):
        case().mark(strange)


def test_each_part_draws_its_own_order_and_the_parts_keep_theirs():
    shown = [case().shown(str(seed)) for seed in range(20)]
    assert {tuple(part.id for part in one.parts) for one in shown} == {("viec-dau", "sau-do", "ai-noi")}
    assert len({str(one.parts) for one in shown}) > 3


@pytest.mark.parametrize("kind", ["post", "case", "poll"])
def test_a_case_holds_no_posts_polls_or_cases(kind: str):
    messages = problems_of(CASE.replace('type = "choice"', f'type = "{kind}"'))
    assert messages == [f"“type” cannot be “{kind}”."]


def test_two_parts_cannot_have_one_id():
    assert "“ai-noi” comes twice in “part”." in problems_of(CASE.replace('id = "sau-do"', 'id = "ai-noi"'))


def test_a_case_has_two_to_four_parts():
    one = CASE[: CASE.index("[[question.part]]", CASE.index("[[question.part]]") + 1)]
    assert problems_of(one) == ["“part” has 1 items."]


@pytest.mark.parametrize("line", ["confidence = true", 'discussion = "Vì sao?"', "valid_until = 2027-01-01"])
def test_what_belongs_to_the_whole_case_is_refused_in_a_part(line: str):
    messages = problems_of(CASE.replace('id = "viec-dau"', f'id = "viec-dau"\n{line}'))
    assert messages == ["Confidence, discussion and last day belong to the whole case."]


def test_what_is_wrong_is_said_part_by_part():
    given = (json.dumps(["b"]), json.dumps(["a", "c"]), json.dumps(["công an"]))
    assert case().wrong_texts(given) == ("Chia sẻ", "Mắng người đăng", "công an")
    assert case().wrong_texts((FIRST, SECOND, THIRD)) == ()


def test_guessing_earns_what_guessing_its_parts_does_weighed_by_points():
    first, second, third = (part.guess_score for part in case().parts)
    assert case().guess_score == (first + 2 * second + third) / 4
    assert third == 0

"""Gaps in a sentence, and items in groups."""

from fractions import Fraction

import pytest

from quizzes.questions import Cloze, Group, InvalidResponse
from tests.engine.examples import example, problems_of, question

CHOSEN = '{ options = [{ id = "a", text = "x", right = true }, { id = "b", text = "y" }] }'
TYPED = '{ accepted = ["x"] }'


def cloze() -> Cloze:
    """Return the example with one gap to choose and two to type."""
    return example("cloze")


def group() -> Group:
    """Return the example of four items in two groups."""
    return example("group")


@pytest.mark.parametrize(
    ("response", "mark"),
    [
        (("a", "soi nguồn", "2"), 1),
        (("a", "xem nguồn", "hai"), 1),
        (("b", "soi nguồn", "2"), Fraction(2, 3)),
        (("a", "", ""), Fraction(1, 3)),
        (("", "chịu", ""), 0),
    ],
)
def test_a_cloze_earns_a_share_for_each_gap(response, mark):
    assert cloze().mark(response).mark == mark


def test_the_remark_of_one_gap_is_the_remark_of_the_question():
    assert cloze().mark(("a", "soi nguon", "2")).remarks == ("tones_missing",)


def test_a_sentence_is_cut_at_its_gaps():
    pieces = cloze().pieces
    assert [piece if isinstance(piece, str) else piece.id for piece in pieces] == [
        "Trước khi chia sẻ: ", "1", ", ", "2", ", rồi tìm ", "3", " bản tin.",
    ]  # fmt: skip


def test_a_filled_gap_is_said_with_its_number():
    assert cloze().answer_texts(("a", "", "hai")) == ("(1) dừng lại", "(3) hai")


def test_words_of_other_gaps_are_words_of_the_answer_list():
    asked = question(
        'type = "cloze"\ntext = "{1} và {2}"\n'
        'gaps = [{ accepted = ["dân"], tones = "optional" }, { accepted = ["dần"] }]'
    )
    assert asked.mark(("dan", "dần")).remarks == ("tones_ambiguous",)
    assert asked.mark(("dân", "dần")).mark == 1


def test_each_gap_draws_its_options_for_itself():
    asked = question(f'type = "cloze"\ntext = "{{1}} {{2}}"\ngaps = [{CHOSEN}, {CHOSEN}]')
    orders = {
        tuple(option.id for gap in asked.shown(str(seed)).gaps for option in gap.options)
        for seed in range(40)
    }
    assert len(orders) == 4


def test_a_gap_cannot_hold_an_option_of_none_or_a_long_text():
    for response in (("zzz", "", ""), ("a", "x" * 201, ""), ("a", "x")):
        with pytest.raises(InvalidResponse):
            cloze().check(response)


@pytest.mark.parametrize(
    ("text", "gaps", "message"),
    [
        ("không có chỗ nào", TYPED, "The sentence has the gaps –, but “gaps” has 1 items"),
        ("{1} {2}", TYPED, "gaps {1}, {2}"),
        ("{2} {1}", f"{TYPED}, {TYPED}", "gaps {2}, {1}"),
        ("{1} {1}", TYPED, "gaps {1}, {1}"),
        ("{1}", "{ }", "“accepted” is missing"),
        ("{1}", "", "“gaps” has 0 items"),
        ("{1}", CHOSEN.replace(", right = true", ""), "0 options are marked right; a gap has exactly one"),
        ("{1}", '{ accepted = ["x"], option = "y" }', "“option” is not known here"),
    ],
)
def test_a_faulty_cloze_is_explained(text, gaps, message):
    found = problems_of(f'type = "cloze"\ntext = "{text}"\ngaps = [{gaps}]')
    assert any(message in line for line in found), found


def test_words_marked_in_the_sentence_are_gaps_to_type_or_to_choose():
    asked = question(
        'type = "cloze"\ntones = "optional"\none_slip = true\n'
        'text = "Dừng lại, [[soi nguồn|xem nguồn]], rồi [[chia sẻ|tìm thêm*|đoán]] [1]."'
    )
    assert asked.text == "Dừng lại, {1}, rồi {2} [1]."
    assert asked.gaps[0].accepted == ("soi nguồn", "xem nguồn")
    assert (asked.gaps[0].tones, asked.gaps[0].one_slip) == ("optional", True)
    assert [option.text for option in asked.gaps[1].options] == ["chia sẻ", "tìm thêm", "đoán"]
    assert asked.answer_texts(asked.right_response) == ("(1) soi nguồn", "(2) tìm thêm")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[x*|y*]]", "2 options are marked right; a gap has exactly one"),
        ("[[x*]]", "“options” has 1 items"),
        ("[[x||y]]", "“accepted” is empty"),
        ("[[x]] {3}", "gaps {1}, {3}"),
        ("[[x]]" * 11, "“gaps” has 11 items"),
    ],
)
def test_a_faulty_mark_is_explained(text, message):
    found = problems_of(f'type = "cloze"\ntext = "{text}"')
    assert any(message in line for line in found), found


@pytest.mark.parametrize(
    ("response", "mark"),
    [
        (("dau-hieu", "viec-lam", "dau-hieu", "viec-lam"), 1),
        (("dau-hieu", "dau-hieu", "dau-hieu", "viec-lam"), Fraction(3, 4)),
        (("viec-lam", "", "", ""), 0),
        (("", "", "", "viec-lam"), Fraction(1, 4)),
    ],
)
def test_items_earn_a_share_each_for_their_group(response, mark):
    assert group().mark(response).mark == mark


def test_an_item_is_said_with_the_group_it_was_put_into():
    assert group().answer_texts(("viec-lam", "", "", "")) == ("Không nêu nguồn → Việc cần làm",)


def test_ids_of_items_tell_nothing_of_their_groups():
    assert not {item.id for item in group().items} & {"a", "b", "c", "d", "1", "2", "3", "4"}


def test_a_response_is_the_same_in_whatever_order_the_items_were_shown():
    shown = group().shown("lượt 7")
    chosen = dict(group().key)
    assert shown.response_of(chosen) == group().right_response
    assert [item.id for item in shown.items] != [item.id for item in group().items]


GROUPS = 'groups = [{ id = "a", text = "A" }, { id = "b", text = "B" }]'


@pytest.mark.parametrize(
    ("items", "message"),
    [
        (
            '{ id = "1", text = "x", group = "a" }, { id = "2", text = "y", group = "a" }',
            "group “b” has no item",
        ),
        ('{ id = "1", text = "x", group = "c" }, { id = "2", text = "y", group = "a" }', "cannot be “c”"),
        ('{ id = "1", text = "x", group = "a" }, { id = "2", text = "x", group = "b" }', "“x” comes twice"),
        ('{ id = "1", text = "x", group = "a" }, { id = "1", text = "y", group = "b" }', "“1” comes twice"),
        ('{ id = "1", text = "x" }, { id = "2", text = "y", group = "b" }', "“group” is missing"),
    ],
)
def test_a_faulty_group_is_explained(items, message):
    assert any(message in line for line in problems_of(f'type = "group"\n{GROUPS}\nitems = [{items}]'))

"""The chain of rules by which two ways of writing one answer are equal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.spelling import STEPS, key_of, number_key_of, why


def steps(typed: str, accepted: str, *, names: bool = False) -> list[str]:
    """Return the names of the steps that make two texts equal."""
    return [step.name for step in why(typed, accepted, names=names, numerals=True)]


@pytest.mark.parametrize(
    ("typed", "accepted", "needed"),
    [
        ("chi\u200b bộ", "chi bộ", ["invisible"]),
        ("\u0111a\u0309ng", "đảng", ["composition"]),
        ("Ðảng", "Đảng", ["lookalikes"]),
        ("nǎm", "năm", ["lookalikes"]),
        ("e\u0301\u0302", "ế", ["composition", "mark_order"]),
        ("  chi   bộ ", "chi bộ", ["spaces"]),
        ("thế kỷ XX", "thế kỷ 20", ["roman"]),
        ("CHI BỘ", "chi bộ", ["case"]),
        ("1.000 đồng", "1000 đồng", ["thousands"]),
        ("chi bộ.", "chi bộ", ["punctuation"]),
        ("hai mươi", "20", ["number_words"]),
        ("lí luận", "lý luận", ["i_or_y"]),
        ("kỉ luật", "kĩ luật", ["ky"]),
        ("kỹ luật", "kỷ luật", ["i_or_y", "ky"]),
        ("hoà bình", "hòa bình", ["tone_place"]),
    ],
)
def test_each_rule_is_named_by_what_it_does(typed, accepted, needed):
    assert steps(typed, accepted) == needed


def test_every_rule_has_an_example_above():
    marks = test_each_rule_is_named_by_what_it_does.pytestmark
    named = {name for mark in marks for _, _, needed in mark.args[1] for name in needed}
    assert named == {step.name for step in STEPS}


def test_equal_texts_need_no_rule():
    assert steps("Đảng", "Đảng") == []


def test_a_rule_that_changes_both_alike_is_not_named():
    assert steps("HOÀ BÌNH.", "HÒA BÌNH.") == ["tone_place"]


def test_several_rules_are_named_in_their_order():
    assert steps(" Ðại hội mười ba.", "đại hội XIII") == [
        "lookalikes", "spaces", "roman", "case", "punctuation", "number_words",
    ]  # fmt: skip


def test_in_names_kỷ_and_kỹ_are_two():
    assert key_of("Trần Kỷ", True) != key_of("Trần Kỹ", True)
    assert key_of("Trần Kỷ", False) == key_of("Trần Kỹ", False)
    assert "ky" not in steps("Trần Kỷ", "Trần Kỹ", names=True)


LETTERS = st.sampled_from("aàạăâêeoòôơuủưyýỷỹkhlđĐÐ IXVM.,-'13\u0301\u0323\u200b")
TEXTS = st.text(LETTERS, max_size=12) | st.sampled_from(
    ["hoà", "hòa", "kỹ", "kỉ", "hai mươi", "20", "XX", "1.000"]
)


@given(one=TEXTS, other=TEXTS, names=st.booleans(), numerals=st.booleans())
def test_the_chain_and_the_fast_keys_agree(one, other, names, numerals):
    def chained(text):
        for step in STEPS:
            if not (names and step.name == "ky") and (numerals or step.name not in ("roman", "number_words")):
                text = step.apply(text)
        return text

    key = number_key_of if numerals else key_of
    assert (chained(one) == chained(other)) == (key(one, names) == key(other, names))


@given(TEXTS)
def test_the_key_of_a_text_is_the_same_however_it_came(text):
    assert key_of(f" {text} ", False) == key_of(text, False)

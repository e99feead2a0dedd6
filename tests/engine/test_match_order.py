"""Finding pairs, and putting items in order."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.questions import InvalidResponse, Match, Order
from quizzes.questions.base import opaque_options
from quizzes.questions.order import longest_increasing
from tests.engine.examples import BODIES, example, problems_of, question


def pairs() -> Match:
    found = example("match")
    assert isinstance(found, Match)
    return found


def steps() -> Order:
    found = example("order")
    assert isinstance(found, Order)
    return found


def test_each_right_pair_earns_its_share():
    first, second, third = pairs().right_response
    assert pairs().mark((first, second, "")).mark == Fraction(2, 3)
    assert pairs().mark((first, third, second)).mark == Fraction(1, 3)
    assert pairs().mark((second, third, first)).mark == 0


def test_a_right_side_may_be_chosen_twice_and_earns_once():
    first, *_ = pairs().right_response
    assert pairs().mark((first, first, first)).mark == Fraction(1, 3)


def test_a_response_is_built_and_read_by_left_side_whatever_order_is_shown():
    shown = pairs().shown("7")
    chosen = {left.id: right for left, right in zip(pairs().lefts, pairs().right_response, strict=True)}
    assert shown.response_of(chosen) == pairs().right_response
    assert shown.chosen(shown.right_response) == chosen
    assert shown.response_of({}) == ("", "", "")


def test_pairs_in_words_leave_out_what_was_left_open():
    _, second, _ = pairs().right_response
    assert pairs().answer_texts(("", second, "")) == ("C.B. → Tự phê bình và phê bình (1952)",)


def test_ids_of_sides_and_items_tell_nothing_of_the_key():
    ids = [part.id for part in (*pairs().lefts, *pairs().rights, *steps().items)]
    assert len(set(ids)) == len(ids)
    assert all(len(part) == 8 and set(part) <= set("0123456789abcdef") for part in ids)
    renamed = question(BODIES["order"].replace('id = "a"', 'id = "z"'))
    assert renamed == steps()


def test_ids_stay_different_when_their_first_digits_do_not():
    many = opaque_options("q", "item", [str(number) for number in range(120_000)])
    assert len({option.id for option in many}) == 120_000


@pytest.mark.parametrize(
    ("order", "mark"),
    [
        ("abcde", 1),
        ("bcdea", Fraction(3, 4)),
        ("abced", Fraction(3, 4)),
        ("badce", Fraction(1, 2)),
        ("edcba", 0),
    ],
)
def test_an_order_earns_by_its_longest_run_of_items_in_order(order, mark):
    right = dict(zip("abcde", steps().right_response, strict=True))
    assert steps().mark(tuple(right[letter] for letter in order)).mark == mark


def test_an_incomplete_order_is_refused():
    right = steps().right_response
    for wrong in (right[:-1], (*right[:-1], right[0]), (*right[:-1], "")):
        with pytest.raises(InvalidResponse):
            steps().check(wrong)


@given(st.text(max_size=8), st.integers(3, 8))
def test_the_order_shown_is_never_the_right_one(seed, count):
    rows = ", ".join(f'{{ id = "i{number}", text = "mục {number}" }}' for number in range(count))
    asked = question(f'type = "order"\nitems = [{rows}]')
    shown = asked.shown(seed)
    assert tuple(item.id for item in shown.items) != asked.key
    assert sorted(shown.items, key=str) == sorted(asked.items, key=str)


@given(st.lists(st.integers(0, 20), max_size=7))
def test_the_longest_run_is_what_trying_every_choice_finds(numbers):
    def rises(chosen):
        return all(one < other for one, other in itertools.pairwise(chosen))

    sizes = (
        size for size in range(len(numbers), -1, -1) if any(map(rises, itertools.combinations(numbers, size)))
    )
    assert longest_increasing(numbers) == next(sizes)


FAULTS = {
    "one pair": ('type = "match"\npairs = [{ id = "a", left = "A", right = "B" }]', "“pairs” has 1 items"),
    "same right": (
        'type = "match"\npairs = [{ id="a", left="A", right="C" }, { id="b", left="B", right="C" }]',
        "“C” comes twice",
    ),
    "same left": (
        'type = "match"\npairs = [{ id="a", left="A", right="C" }, { id="b", left="A", right="D" }]',
        "“A” comes twice",
    ),
    "extra": (
        BODIES["match"].replace("Đường Kách mệnh (1927)", "Sửa đổi lối làm việc (1947)"),
        "comes twice",
    ),
    "two items": (
        'type = "order"\nitems = [{ id = "a", text = "A" }, { id = "b", text = "B" }]',
        "has 2 items",
    ),
    "same item": (BODIES["order"].replace("Soi nguồn", "Dừng"), "“Dừng” comes twice"),
    "right in order": (BODIES["order"].replace('"Dừng" }', '"Dừng", right = true }'), "“right” is not known"),
}


@pytest.mark.parametrize(("body", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_faulty_pairs_and_orders_are_explained(body, message):
    assert any(message in line for line in problems_of(body))

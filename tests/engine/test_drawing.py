"""Drawing questions at random with a seed."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from quizzes.drawing import drawn

ITEMS = [(f"cau-{number}", number) for number in range(30)]
names = st.lists(st.text(min_size=1), unique=True, max_size=20)


def test_the_same_seed_draws_the_same_whatever_the_order_of_the_bank():
    assert drawn(ITEMS, 10, "1a2b") == drawn(reversed(ITEMS), 10, "1a2b")


def test_another_seed_draws_others():
    assert drawn(ITEMS, 10, "1a2b") != drawn(ITEMS, 10, "1a2c")


@given(names, st.integers(0, 25), st.text())
def test_as_many_as_asked_for_are_drawn_or_all_and_none_twice(bank: list[str], count: int, seed: str):
    found = drawn([(name, name) for name in bank], count, seed)
    assert len(found) == min(count, len(bank))
    assert set(found) <= set(bank)
    assert max(Counter(found).values(), default=1) == 1


@given(names, st.integers(1, 10), st.text())
def test_a_question_that_was_not_drawn_can_leave_without_a_trace(bank: list[str], count: int, seed: str):
    items = [(name, name) for name in bank]
    found = drawn(items, count, seed)
    left = [(name, name) for name in bank if name in found]
    assert drawn(left, count, seed) == found


def test_every_question_is_drawn_about_as_often():
    times = Counter(item for seed in range(600) for item in drawn(ITEMS, 10, str(seed)))
    assert len(times) == 30
    assert min(times.values()) > 140
    assert max(times.values()) < 260

"""Putting items in order (`order`)."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import factorial, prod
from typing import ClassVar, Self

from quizzes.formats.table import Table
from quizzes.questions.base import (
    InvalidResponse,
    Marking,
    Option,
    Question,
    Response,
    drawn,
    numbered,
    opaque_options,
    read_common,
    refuse_repeats,
    written_common,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Question):
    """Three to 8 items to put in order; a response is all their ids in the member's order.

    The ids tell nothing of the order. `items` is the order shown; `key`, the right order of ids, is untouched
    by shown().
    """

    type: ClassVar[str] = "order"

    items: tuple[Option, ...]
    key: tuple[str, ...] = ()
    _texts: dict[str, str] = field(init=False, repr=False, compare=False)
    _ranks: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Take the items' order as the key where none is given, and index both."""
        if not self.key:
            object.__setattr__(self, "key", tuple(item.id for item in self.items))
        object.__setattr__(self, "_texts", {item.id: item.text for item in self.items})
        object.__setattr__(self, "_ranks", {part: rank for rank, part in enumerate(self.key)})

    @classmethod
    def read(cls, table: Table) -> Self:
        """Return the question an author wrote, noting ids or items that come twice."""
        rows = table.tables("items", 3, 8)
        ids = [row.identifier() for row in rows]
        texts = [row.text("text") for row in rows]
        refuse_repeats(table, "items", ids)
        refuse_repeats(table, "items", texts)
        common = read_common(table)
        return cls(**common, items=opaque_options(common["id"], "item", texts))

    def written(self) -> dict[str, object]:
        """Return the author's table, the items in the right order."""
        items = [{"id": name, "text": self._texts[part]} for name, part in numbered(self.key)]
        return written_common(self) | {"items": items}

    @property
    def right_response(self) -> Response:
        """The items in the right order."""
        return self.key

    @property
    def guess_score(self) -> Fraction:
        """The mean mark over all orders, each as likely."""
        items = len(self.key)
        return (mean_longest_increasing(items) - 1) / max(items - 1, 1)

    def check(self, response: Response) -> Response:
        """Return every id once, or `()`; raise InvalidResponse where one is missing, repeated or unknown."""
        if self.is_blank(response):
            return ()
        if len(response) != len(self.key) or set(response) != self._ranks.keys():
            raise InvalidResponse(f"not every item of {self.id!r} once: {response!r}")
        return response

    def shown(self, seed: str) -> Self:
        """Return the question with its items in the order drawn from seed, which is never the right one."""
        items = drawn(self.items, seed, self.id)
        if tuple(item.id for item in items) == self.key:
            # Turning the right order by one gives another order for every length above one.
            items = items[1:] + items[:1]
        return replace(self, items=items)

    def answer_texts(self, response: Response) -> tuple[str, ...]:
        """Return the items' texts in the member's order."""
        return tuple(self._texts[part] for part in self.check(response))

    def wrong_texts(self, response: Response) -> tuple[str, ...]:
        """Return the whole order on one line, if it is not the right one."""
        checked = self.check(response)
        if not checked or checked == self.key:
            return ()
        return (" → ".join(self.answer_texts(checked)),)

    def _marking(self, checked: Response) -> Marking:
        """Mark (L - 1) / (n - 1), L the most items in order among themselves (docs/topic-format.md)."""
        longest = longest_increasing([self._ranks[part] for part in checked])
        return Marking(Fraction(longest - 1, max(len(checked) - 1, 1)))


def longest_increasing(numbers: Sequence[int]) -> int:
    """Return the length of the longest strictly increasing subsequence.

    Source: patience sorting, Fredman 1975, "On computing the length of longest increasing subsequences".
    """
    # ends[k] is the smallest number that can end an increasing subsequence of length k + 1.
    ends: list[int] = []
    for number in numbers:
        place = bisect_left(ends, number)
        ends[place : place + 1] = [number]
    return len(ends)


def mean_longest_increasing(items: int) -> Fraction:
    """Return the mean length of the longest increasing subsequence over all orders of so many items.

    Orders whose longest has length k are as many as the squares of the numbers of standard tableaux with k
    columns. Sources: Schensted 1961, "Longest increasing and decreasing subsequences"; Frame, Robinson and
    Thrall 1954, "The hook graphs of the symmetric group".
    """
    orders = sum(shape[0] * _tableaux(shape) ** 2 for shape in _shapes(items, items) if shape)
    return Fraction(orders, factorial(items))


def _shapes(cells: int, widest: int) -> Iterator[tuple[int, ...]]:
    """Return the ways to stack so many cells in rows that grow no wider downwards."""
    if cells == 0:
        yield ()
    for width in range(min(cells, widest), 0, -1):
        for below in _shapes(cells - width, width):
            yield (width, *below)


def _tableaux(shape: Sequence[int]) -> int:
    """Return how many standard tableaux a shape has: n! divided by the hooks of all its cells."""
    columns = [sum(width > place for width in shape) for place in range(shape[0])]
    hooks = (
        width - place + columns[place] - row - 1 for row, width in enumerate(shape) for place in range(width)
    )
    return factorial(sum(shape)) // prod(hooks)

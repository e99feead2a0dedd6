"""Putting items into named groups (`group`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import ClassVar, Final, Self

from quizzes.formats.problems import N_
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
    read_options,
    refuse_repeats,
    written_common,
    written_options,
)

MOST_GROUPS: Final = 5
MOST_ITEMS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Question):
    """Two to 12 items, each of one among 2 to 5 groups; ids of items tell nothing of their groups.

    `key` holds (item id, group id) in the author's order and is untouched by shown(). A response has a group
    id for each item in that order, whatever order is shown, with "" where none was chosen.
    """

    type: ClassVar[str] = "group"

    groups: tuple[Option, ...]
    items: tuple[Option, ...]
    key: tuple[tuple[str, str], ...]
    _group_texts: dict[str, str] = field(init=False, repr=False, compare=False)
    _item_texts: dict[str, str] = field(init=False, repr=False, compare=False)
    _markings: tuple[Marking, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index both and make every possible marking once, because marking must be fast."""
        count = len(self.key)
        object.__setattr__(self, "_group_texts", {group.id: group.text for group in self.groups})
        object.__setattr__(self, "_item_texts", {item.id: item.text for item in self.items})
        object.__setattr__(
            self, "_markings", tuple(Marking(Fraction(n, count or 1)) for n in range(count + 1))
        )

    @classmethod
    def read(cls, table: Table) -> Self:
        """Return the question an author wrote, noting items that come twice or belong to no group."""
        groups, _ = read_options(table, "groups", 2, MOST_GROUPS)
        rows = table.tables("items", 2, MOST_ITEMS)
        refuse_repeats(table, "items", [row.identifier() for row in rows])
        texts = [row.text("text") for row in rows]
        refuse_repeats(table, "items", texts)
        names = [group.id for group in groups if group.id]
        group_ids = [row.one_of("group", names) for row in rows]
        for name in names:
            if all(group_ids) and name not in group_ids:
                table.problem(
                    N_("The group “%(group)s” has no item."),
                    N_("Give it an item, or remove the group."),
                    group=name,
                )
        common = read_common(table)
        items = opaque_options(common["id"], "item", texts)
        key = tuple((item.id, group) for item, group in zip(items, group_ids, strict=True))
        return cls(**common, groups=groups, items=items, key=key)

    def written(self) -> dict[str, object]:
        """Return the author's table; items are numbered, because the author's ids of items are not kept."""
        items = [
            {"id": name, "text": self._item_texts[item], "group": group}
            for name, (item, group) in numbered(self.key)
        ]
        return written_common(self) | {"groups": written_options(self.groups), "items": items}

    @property
    def right_response(self) -> Response:
        """The group of every item."""
        return tuple(group for _, group in self.key)

    @property
    def guess_score(self) -> Fraction:
        """One in so many groups: each item is as likely to get into any of them."""
        return Fraction(1, len(self.groups))

    def response_of(self, chosen: Mapping[str, str]) -> Response:
        """Return the response that chooses these group ids by item id, whatever order was shown."""
        return tuple(chosen.get(item, "") for item, _ in self.key)

    def chosen(self, response: Response) -> dict[str, str]:
        """Return group ids by item id, without items left out; raise InvalidResponse as check does."""
        checked = self.check(response)
        return {item: group for (item, _), group in zip(self.key, checked, strict=False) if group}

    def check(self, response: Response) -> Response:
        """Return a group id or "" for each item; raise InvalidResponse for another length or id."""
        if self.is_blank(response):
            return ()
        if len(response) != len(self.key):
            raise InvalidResponse(f"{len(response)} parts for {len(self.key)} items of {self.id!r}")
        if not all(part == "" or part in self._group_texts for part in response):
            raise InvalidResponse(f"not groups of {self.id!r}: {response!r}")
        return response

    def shown(self, seed: str) -> Self:
        """Return the question with its items in the order drawn from seed; groups keep the author's order."""
        return replace(self, items=drawn(self.items, seed, self.id))

    def answer_texts(self, response: Response) -> tuple[str, ...]:
        """Return "item → group" for every item that was put into one, in the author's order."""
        return tuple(
            f"{self._item_texts[item]} → {self._group_texts[group]}"
            for item, group in self.chosen(response).items()
        )

    def _marking(self, checked: Response) -> Marking:
        """Mark items in their group / items (docs/topic-format.md, `group`)."""
        right = sum(given == group for given, (_, group) in zip(checked, self.key, strict=True))
        return self._markings[right]

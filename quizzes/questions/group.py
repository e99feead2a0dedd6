"""Putting items into named groups (`group`)."""

from dataclasses import dataclass, replace
from typing import ClassVar, Final, Self

from quizzes.formats.problems import N_
from quizzes.formats.table import Table
from quizzes.questions.base import (
    Option,
    drawn,
    numbered,
    opaque_options,
    read_common,
    read_options,
    refuse_repeats,
    written_common,
    written_options,
)
from quizzes.questions.paired import Paired

MOST_GROUPS: Final = 5
MOST_ITEMS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Paired):
    """Two to 12 items, each of one among 2 to 5 groups; ids of items tell nothing of their groups.

    `key` holds (item id, group id) in the author's order and is untouched by shown(). A response has a group
    id for each item in that order, whatever order is shown, with "" where none was chosen.
    """

    type: ClassVar[str] = "group"

    groups: tuple[Option, ...]
    items: tuple[Option, ...]
    key: tuple[tuple[str, str], ...]

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
            {"id": name, "text": self._part_texts[item], "group": group}
            for name, (item, group) in numbered(self.key)
        ]
        return written_common(self) | {"groups": written_options(self.groups), "items": items}

    @property
    def _right(self) -> tuple[tuple[str, str], ...]:
        return self.key

    @property
    def _sides(self) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
        return self.items, self.groups

    def shown(self, seed: str) -> Self:
        """Return the question with its items in the order drawn from seed; groups keep the author's order."""
        return replace(self, items=drawn(self.items, seed, self.id))

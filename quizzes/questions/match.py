"""Finding the pairs (`match`)."""

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from quizzes.formats.table import Table
from quizzes.questions.base import (
    Option,
    drawn,
    numbered,
    opaque_options,
    read_common,
    refuse_repeats,
    written_common,
)
from quizzes.questions.paired import Paired


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Paired):
    """Two to 8 pairs, perhaps with more rights than lefts; ids on both sides tell nothing of the pairs.

    `pairs` holds (left id, right id) in the author's order and is untouched by shown(). A response has one
    right id for each left in that order, whatever order is shown, with "" where none was chosen.
    """

    type: ClassVar[str] = "match"

    lefts: tuple[Option, ...]
    rights: tuple[Option, ...]
    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, table: Table) -> Self:
        """Return the question an author wrote, noting ids or sides that come twice."""
        rows = table.tables("pairs", 2, 8)
        ids = [row.identifier() for row in rows]
        pairs = [(row.text("left"), row.text("right")) for row in rows]
        extra = table.texts("extra", 0, 8)
        refuse_repeats(table, "pairs", ids)
        refuse_repeats(table, "pairs", (left for left, _ in pairs))
        refuse_repeats(table, "pairs", [right for _, right in pairs] + list(extra))
        common = read_common(table)
        lefts = opaque_options(common["id"], "left", [left for left, _ in pairs])
        rights = opaque_options(common["id"], "right", [right for _, right in pairs] + list(extra))
        key = tuple((left.id, right.id) for left, right in zip(lefts, rights, strict=False))
        return cls(**common, lefts=lefts, rights=rights, pairs=key)

    def written(self) -> dict[str, object]:
        """Return the author's table; pairs are numbered, because ids of pairs are not kept."""
        pairs = [
            {"id": name, "left": self._part_texts[left], "right": self._target_texts[right]}
            for name, (left, right) in numbered(self.pairs)
        ]
        paired = {right for _, right in self.pairs}
        extra = [right.text for right in self.rights if right.id not in paired]
        return written_common(self) | {"pairs": pairs} | ({"extra": extra} if extra else {})

    @property
    def _right(self) -> tuple[tuple[str, str], ...]:
        return self.pairs

    @property
    def _sides(self) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
        return self.lefts, self.rights

    def shown(self, seed: str) -> Self:
        """Return the question with its rights in the order drawn from seed; lefts keep the author's order."""
        return replace(self, rights=drawn(self.rights, seed, self.id))

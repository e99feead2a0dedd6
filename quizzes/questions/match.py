"""Finding the pairs (`match`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
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
class Match(Question):
    """Two to 8 pairs, perhaps with more rights than lefts; ids on both sides tell nothing of the pairs.

    `pairs` holds (left id, right id) in the author's order and is untouched by shown(). A response has one
    right id for each left in that order, whatever order is shown, with "" where none was chosen.
    """

    type: ClassVar[str] = "match"

    lefts: tuple[Option, ...]
    rights: tuple[Option, ...]
    pairs: tuple[tuple[str, str], ...]
    _left_texts: dict[str, str] = field(init=False, repr=False, compare=False)
    _right_texts: dict[str, str] = field(init=False, repr=False, compare=False)
    _markings: tuple[Marking, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index both sides and make every possible marking once, because marking must be fast."""
        count = len(self.pairs)
        object.__setattr__(self, "_left_texts", {left.id: left.text for left in self.lefts})
        object.__setattr__(self, "_right_texts", {right.id: right.text for right in self.rights})
        object.__setattr__(
            self, "_markings", tuple(Marking(Fraction(n, count or 1)) for n in range(count + 1))
        )

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
            {"id": name, "left": self._left_texts[left], "right": self._right_texts[right]}
            for name, (left, right) in numbered(self.pairs)
        ]
        paired = {right for _, right in self.pairs}
        extra = [right.text for right in self.rights if right.id not in paired]
        return written_common(self) | {"pairs": pairs} | ({"extra": extra} if extra else {})

    @property
    def right_response(self) -> Response:
        """The right id of every pair."""
        return tuple(right for _, right in self.pairs)

    @property
    def guess_score(self) -> Fraction:
        """One in so many rights: each left is as likely to get any of them."""
        return Fraction(1, len(self.rights))

    def response_of(self, chosen: Mapping[str, str]) -> Response:
        """Return the response that chooses these right ids by left id, whatever order was shown."""
        return tuple(chosen.get(left, "") for left, _ in self.pairs)

    def chosen(self, response: Response) -> dict[str, str]:
        """Return the right ids by left id, without lefts left open; raise InvalidResponse as check does."""
        checked = self.check(response)
        return {left: right for (left, _), right in zip(self.pairs, checked, strict=False) if right}

    def check(self, response: Response) -> Response:
        """Return one right id or "" for each left; raise InvalidResponse for another length or id."""
        if self.is_blank(response):
            return ()
        if len(response) != len(self.pairs):
            raise InvalidResponse(f"{len(response)} parts for {len(self.pairs)} pairs of {self.id!r}")
        if not all(part == "" or part in self._right_texts for part in response):
            raise InvalidResponse(f"not right sides of {self.id!r}: {response!r}")
        return response

    def shown(self, seed: str) -> Self:
        """Return the question with its rights in the order drawn from seed; lefts keep the author's order."""
        return replace(self, rights=drawn(self.rights, seed, self.id))

    def answer_texts(self, response: Response) -> tuple[str, ...]:
        """Return "left → right" for every pair chosen, in the author's order."""
        chosen = self.chosen(response)
        return tuple(
            f"{self._left_texts[left]} → {self._right_texts[right]}" for left, right in chosen.items()
        )

    def _marking(self, checked: Response) -> Marking:
        """Mark right pairs / pairs (docs/topic-format.md, `match`)."""
        return self._markings[
            sum(given == right for given, (_, right) in zip(checked, self.pairs, strict=True))
        ]

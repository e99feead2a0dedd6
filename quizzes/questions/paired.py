"""What `match` and `group` share: each part of one side gets one of the other side."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from quizzes.questions.base import InvalidResponse, Marking, Option, Question, Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired(Question):
    """Parts that each get one of the targets.

    A response has the id of a target for each part in the author's order, whatever order is shown, with ""
    where none was chosen.
    """

    _part_texts: dict[str, str] = field(init=False, repr=False, compare=False)
    _target_texts: dict[str, str] = field(init=False, repr=False, compare=False)
    _markings: tuple[Marking, ...] = field(init=False, repr=False, compare=False)

    @property
    @abstractmethod
    def _right(self) -> tuple[tuple[str, str], ...]:
        """(part id, target id) in the author's order."""

    @property
    @abstractmethod
    def _sides(self) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
        """The parts and the targets."""

    def __post_init__(self) -> None:
        """Index both sides and make every possible marking once, because marking must be fast."""
        parts, targets = self._sides
        count = len(self._right)
        markings = tuple(Marking(Fraction(n, count or 1)) for n in range(count + 1))
        object.__setattr__(self, "_part_texts", {part.id: part.text for part in parts})
        object.__setattr__(self, "_target_texts", {target.id: target.text for target in targets})
        object.__setattr__(self, "_markings", markings)

    @property
    def right_response(self) -> Response:
        """The right target of every part."""
        return tuple(target for _, target in self._right)

    @property
    def guess_score(self) -> Fraction:
        """One in so many targets: each part is as likely to get any of them."""
        return Fraction(1, len(self._target_texts))

    def response_of(self, chosen: Mapping[str, str]) -> Response:
        """Return the response that chooses these targets by the ids of parts, whatever order was shown."""
        return tuple(chosen.get(part, "") for part, _ in self._right)

    def chosen(self, response: Response) -> dict[str, str]:
        """Return targets by part, without parts left open; raise InvalidResponse as check does."""
        checked = self.check(response)
        return {part: target for (part, _), target in zip(self._right, checked, strict=False) if target}

    def check(self, response: Response) -> Response:
        """Return a target's id or "" for each part; raise InvalidResponse for another length or id."""
        if self.is_blank(response):
            return ()
        if len(response) != len(self._right):
            raise InvalidResponse(f"{len(response)} answers for {len(self._right)} parts of {self.id!r}")
        if not all(part == "" or part in self._target_texts for part in response):
            raise InvalidResponse(f"not among the targets of {self.id!r}: {response!r}")
        return response

    def answer_texts(self, response: Response) -> tuple[str, ...]:
        """Return "part → target" for every part that has one, in the author's order."""
        return tuple(
            f"{self._part_texts[part]} → {self._target_texts[target]}"
            for part, target in self.chosen(response).items()
        )

    def _marking(self, checked: Response) -> Marking:
        """Mark right parts / parts (docs/topic-format.md, `match` and `group`)."""
        right = sum(given == target for given, (_, target) in zip(checked, self._right, strict=True))
        return self._markings[right]

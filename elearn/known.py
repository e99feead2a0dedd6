"""A small memory of what was worked out before and would come out the same again."""

from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

# Of members who are active in the same hour; one entry takes less than a kilobyte.
MOST_KNOWN = 4096


class Known(dict[K, V], Generic[K, V]):
    """A dictionary that is emptied when there is too much in it; what is lost is worked out again."""

    def keep(self, key: K, value: V) -> V:
        """Keep `value` and return it."""
        if len(self) >= MOST_KNOWN:
            self.clear()
        self[key] = value
        return value

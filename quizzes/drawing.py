"""Drawing questions at random so that everybody who has the seed draws the same ones."""

import hashlib
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def drawn(items: Iterable[tuple[str, T]], count: int, seed: str) -> list[T]:
    """Return `count` of the items, each with a name of its own, or all where there are fewer.

    Drawn are those whose names, hashed with the seed, come first: neither their order nor an item that was
    not drawn changes which are. The order returned is as random.
    """

    def place(item: tuple[str, T]) -> bytes:
        return hashlib.sha256(f"{seed}\0{item[0]}".encode()).digest()

    return [item for _, item in sorted(items, key=place)[:count]]

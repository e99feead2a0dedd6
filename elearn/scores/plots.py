"""Small plots: shares over time, as points in a plot's own units; a table beside each says the same."""

from collections.abc import Sequence
from typing import Final

# Room for a dot at each edge.
WIDTH: Final = 240
HEIGHT: Final = 60
EDGE: Final = 6

Points = list[tuple[int, int]]


def points_of(shares: Sequence[float | None]) -> Points:
    """Return where each share stands: 100 % above, 0 % below; what has none is left out."""
    step = (WIDTH - 2 * EDGE) / max(len(shares) - 1, 1)
    return [
        (round(EDGE + number * step), round(HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)))
        for number, share in enumerate(shares)
        if share is not None
    ]

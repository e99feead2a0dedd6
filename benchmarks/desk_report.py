"""What a page of the desk came to, and which wishes it keeps."""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_STATEMENTS, MOST_MS, MOST_BYTES, MOST_TIMES = 8, 150, 100_000, 1.2
HEADS = ("page", "statements", "CPU ms", "p50 ms", "p95 ms", "× among others", "bytes", "gzipped")


@dataclass
class Measured:
    """What one page came to, alone and among others."""

    name: str
    statements: int
    bytes: int
    gzipped: int
    alone: list[float] = field(default_factory=list)
    among: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @property
    def p95(self) -> float:
        """The slower of the two, in milliseconds: whoever is alone will not be so for ever."""
        return max(statistics.quantiles(times, n=20)[-1] for times in (self.alone, self.among) if times)

    @property
    def times(self) -> float:
        """How much slower it is among others, by the quickest quarter: the machine's noise only adds."""
        return quick(self.among) / quick(self.alone) if self.among else 1.0

    def cells(self) -> tuple[str, ...]:
        """Return the page as a row of the table."""
        ratio = f"{self.times:.2f}" if self.among else "–"
        figures = (f"{statistics.median(one):.0f}" for one in (self.cpu, self.alone))
        sizes = (f"{self.bytes:,}", f"{self.gzipped:,}")
        return (self.name, str(self.statements), *figures, f"{self.p95:.0f}", ratio, *sizes)


def quick(times: list[float]) -> float:
    """Return the time below which a quarter of the times lie."""
    return statistics.quantiles(times, n=4)[0]


def verdicts(name: str, found: list[Measured]) -> Iterator[str]:
    """Say which wishes are kept, and by which page they are missed."""
    wishes = (
        (f"at most {MOST_STATEMENTS} statements", lambda one: one.statements <= MOST_STATEMENTS),
        (f"p95 at most {MOST_MS} ms", lambda one: one.p95 <= MOST_MS),
        (f"at most {MOST_BYTES:,} bytes", lambda one: one.bytes <= MOST_BYTES),
        (f"among others at most {MOST_TIMES} times as slow", lambda one: one.times <= MOST_TIMES),
    )
    for wish, is_kept in wishes:
        missed = [one.name for one in found if not is_kept(one)]
        yield f"- {name}: {wish}: {'**missed** by ' + ', '.join(missed) if missed else 'kept by every page'}."

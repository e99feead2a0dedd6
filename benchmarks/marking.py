"""How many answers of each type the engine marks in a second on one core.

    python -m benchmarks.marking

Every answer is marked from what a form posts, check and mark together. Typed answers are marked twice: with
100,000 texts of which no two are alike, the worst case, and as a cell answers, with few texts that come again
and again. The target: 100,000 choice answers and 20,000 typed answers a second.
"""

import itertools
import os
import platform
import random
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from benchmarks.report import row
from benchmarks.servers import ROOT
from quizzes.questions import Question, Response
from tests.engine.examples import BODIES, example, question

RESULTS = ROOT / "benchmarks" / "results" / "marking.md"
ANSWERS = 100_000
HEADS = ("type", "answers", "marked in a second")
TYPED = question(
    'type = "short_text"\naccepted = ["đảng viên", "các đảng viên", "năm 1945", "thế kỷ XX"]\n'
    'refused = ["đoàn viên"]\ntones = "optional"\none_slip = true'
)
WORDS = [
    "đảng",
    "viên",
    "Ðảng",
    "dang",
    "vien",
    "các",
    "năm",
    "1945",
    "hai",
    "mươi",
    "thế",
    "kỷ",
    "XX",
    "Hoà",
]


def typed_once(chance: random.Random) -> list[Response]:
    """Return texts of which no two are alike."""
    return [(" ".join((*chance.choices(WORDS, k=3), str(n))),) for n in range(ANSWERS)]


def typed_again(chance: random.Random) -> list[Response]:
    """Return a few hundred texts that come again and again."""
    known = [(" ".join(chance.choices(WORDS, k=2)),) for _ in range(300)]
    return chance.choices(known, k=ANSWERS)


def answers_to(asked: Question, chance: random.Random) -> list[Response]:
    """Return the right response and others that its parts make, mixed."""
    right = asked.right_response
    ids = [option.id for option in asked.choices]
    if asked.type == "choice":
        known: list[Response] = [(option,) for option in ids]
    elif asked.type == "several":
        known = [tuple(some) for size in (1, 2, 3) for some in itertools.combinations(ids, size)]
    elif asked.type in ("match", "group"):
        known = [tuple(chance.choices(right, k=len(right))) for _ in range(50)]
    elif asked.type == "order":
        known = [tuple(chance.sample(right, len(right))) for _ in range(50)]
    else:
        known = [right]
    return chance.choices(known, k=ANSWERS)


def rate(asked: Question, given: Sequence[Response]) -> float:
    """Return how many of these answers are marked in a second, the best of three."""
    best = float("inf")
    for _ in range(3):
        started = time.perf_counter()
        for response in given:
            asked.mark(response)
        best = min(best, time.perf_counter() - started)
    return len(given) / best


def rows() -> Iterator[tuple[str, str, str]]:
    """Measure type by type."""
    chance = random.Random(20261126)
    for kind in BODIES:
        asked = example(kind)
        yield kind, "mixed", f"{rate(asked, answers_to(asked, chance)):,.0f}"
    yield "short_text", "few texts again and again", f"{rate(TYPED, typed_again(chance)):,.0f}"
    yield "short_text", "no two alike", f"{rate_once(typed_once(chance)):,.0f}"


def rate_once(given: Sequence[Response]) -> float:
    """Return how many typed answers are marked in a second when none was seen before."""
    started = time.perf_counter()
    for response in given:
        TYPED.mark(response)
    return len(given) / (time.perf_counter() - started)


def main() -> None:
    """Measure every type and write it down."""
    print(row(HEADS))
    table = []
    for cells in rows():
        table.append(row(cells))
        print(table[-1], flush=True)
    lines = [
        "# marking",
        "",
        f"Made with `python -m benchmarks.marking` on {datetime.now(UTC):%d/%m/%Y}, Python "
        f"{platform.python_version()}, one of {os.cpu_count()} cores. Targets: 100,000 choice",
        "answers and 20,000 typed answers a second.",
        "",
        row(HEADS),
        "|---" * len(HEADS) + "|",
        *table,
        "",
    ]
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()

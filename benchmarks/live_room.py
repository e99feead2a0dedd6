"""A live meeting under load: from the host's press to the last phone, bursts of answers, a slow disk.

    python -m benchmarks.live_room --redis-url redis://localhost:6379/9

One process on SQLite with 60 to 2,000 open streams in one room, beside a bare gevent server that writes the
same bytes to as many streams; 1,000 answers within a second; 200 on a disk whose fsync takes 20 ms; 60 phones
with all their answers; twenty rooms of 50; two processes over Redis. Some five minutes on an idle machine
with two cores, which the clients share. Files open at once are limited by `ulimit -n`: 2,000 streams need
some 5,000.
"""

import argparse
import os
import platform
import resource
import shlex
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from benchmarks.live_measures import (
    Crowd,
    a_question_of_sixty,
    burst,
    many_rooms,
    one_room,
)
from benchmarks.servers import ROOT

RESULTS = ROOT / "benchmarks" / "results" / "live_room.md"
HEAD = (
    "| streams in one room | p99 ms | the limit's p99 ms | × limit | receipt to the host, median ms "
    "| CPU ms a press | bytes a phone and press | KiB a stream | idle CPU |"
)
# Below this a processor that does nothing cannot be told from one that ticks.
IDLE_CPU = 0.01


def verdict(what: str, wanted: str, measured: str, is_kept: bool) -> str:
    """Return one line of the page: what was wanted, what was measured, and whether that is enough."""
    return f"| {what} | {wanted} | {measured} | {'kept' if is_kept else '**missed**'} |"


def of_crowd(found: Crowd, name: str) -> Iterator[str]:
    """Yield the verdicts on one room with many streams."""
    yield verdict(
        f"{name}: press to the last phone, p99",
        f"≤ 2.5 × {found.limit:.0f} ms",
        f"{found.p99:.0f} ms, {found.ratio:.1f} ×",
        found.ratio <= 2.5,
    )
    yield verdict(f"{name}: memory a stream", "≤ 40 KiB", f"{found.kib:.0f} KiB", found.kib <= 40)
    idle = f"{found.idle:.3f} of a core"
    yield verdict(f"{name}: CPU while nothing happens", "none", idle, found.idle <= IDLE_CPU)


def of_burst(module: str, number: int, name: str, redis_url: str = "") -> Iterator[str]:
    """Yield the verdicts on answers that came within a second."""
    found = burst(module, number, redis_url)
    times = f"{found.sent} receipts, p99 {found.p99:.0f} ms"
    is_kept = found.sent == number and found.p99 <= 1000
    yield verdict(f"{name}: acknowledged", f"{number:,}, p99 ≤ 1,000 ms", times, is_kept)
    yield verdict(f"{name}: counted once", f"{number:,}", f"{found.votes:,}", found.votes == number)
    after = f"{found.counted_after:.0f} ms"
    yield verdict(
        f"{name}: the host's count right", "≤ 500 ms after the last", after, found.counted_after <= 500
    )


def of_question() -> Iterator[str]:
    """Yield the verdicts on a question at sixty phones, the costliest of its steps, and the whole."""
    found = a_question_of_sixty()
    cpu = f"{found.step_cpu:.3f} s; the whole question {found.whole_cpu:.3f} s"
    yield verdict("A step at 60 phones, 60 answers included: CPU", "≤ 0.1 s", cpu, found.step_cpu <= 0.1)
    size = f"{found.step_bytes:,.0f}; the whole question {found.whole_bytes:,.0f}"
    yield verdict("A step: bytes a phone", "≤ 3,000", size, found.step_bytes <= 3000)


def of_rooms(crowds: list[Crowd]) -> Iterator[str]:
    """Yield the verdict on many rooms at once, beside one room with as many streams."""
    one = next((found for found in crowds if found.streams == 1000), None)
    if one is None:
        return
    found = many_rooms(20, 50)
    wanted, name = f"≤ 1.5 × {one.p99:.0f} ms", "Twenty rooms of 50, press to the last phone, p99"
    cpu = f"{found.press_cpu:.1f} ms of CPU for each of the 20 presses, {one.press_cpu:.1f} ms for the one"
    for how, p99, more in (
        ("each host presses once within a second", found.p99, f"; {cpu}"),
        ("all hosts press in the same millisecond", found.at_once_p99, ""),
    ):
        measured = f"{p99:.0f} ms, {p99 / one.p99:.1f} ×{more}"
        yield verdict(f"{name}: {how}", wanted, measured, p99 <= 1.5 * one.p99)


def crowd_lines(streams: int, crowds: list[Crowd]) -> Iterator[str]:
    """Measure one size, keep it, and yield its verdicts."""
    crowds.append(one_room(streams))
    yield from of_crowd(crowds[-1], f"{streams:,} streams")


def tried(name: str, lines: Callable[[], Iterator[str]]) -> Iterator[str]:
    """Yield what a part came to; one that broke is a miss and costs the others nothing."""
    began = time.monotonic()
    try:
        yield from lines()
    except Exception as error:
        traceback.print_exc()
        yield verdict(name, "measured", f"broke: {type(error).__name__}", is_kept=False)
    print(f"({name}: {time.monotonic() - began:.0f} s)", file=sys.stderr, flush=True)


def measure(wanted: argparse.Namespace, crowds: list[Crowd]) -> Iterator[str]:
    """Yield the verdicts, one part after the other."""
    for streams in wanted.streams:
        yield from tried(f"{streams:,} streams", lambda streams=streams: crowd_lines(streams, crowds))  # type: ignore[misc]
    slow = "200 answers in 1 s, fsync 20 ms"
    yield from tried("1,000 answers", lambda: of_burst("elearn.serving", 1000, "1,000 answers in 1 s"))
    yield from tried(slow, lambda: of_burst("benchmarks.slow_disk", 200, slow))
    yield from tried("one question", of_question)
    yield from tried("twenty rooms", lambda: of_rooms(crowds))
    if wanted.redis_url:
        two = "Two processes over Redis, 1,000"
        yield from tried(two, lambda: of_crowd(one_room(1000, wanted.redis_url), f"{two} streams"))
        yield from tried(
            two, lambda: of_burst("elearn.serving", 1000, f"{two} answers in 1 s", wanted.redis_url)
        )


def table(crowds: list[Crowd]) -> Iterator[str]:
    """Yield the numbers behind the verdicts."""
    yield HEAD
    yield "|---" * (HEAD.count(" | ") + 1) + "|"
    for found in crowds:
        yield (
            f"| {found.streams:,} | {found.p99:.1f} | {found.limit:.1f} | {found.ratio:.1f} "
            f"| {found.receipt:.0f} | {found.press_cpu:.1f} | {found.press_bytes:,.0f} "
            f"| {found.kib:.0f} | {found.idle:.3f} |"
        )


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--redis-url", default=os.environ.get("ELEARN_BENCH_REDIS_URL", ""))
    parser.add_argument(
        "--streams", default=[60, 200, 500, 1000, 2000], type=lambda text: [int(n) for n in text.split(",")]
    )
    parser.add_argument("--no-report", action="store_true", help="Print; leave the page as it is.")
    return parser.parse_args()


def main() -> None:
    """Measure everything and write it down."""
    wanted = arguments()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(max(soft, 20_000), hard), hard))
    command = shlex.join(["python", "-m", "benchmarks.live_room", *sys.argv[1:]])
    command = command.replace(wanted.redis_url or "\0", "…")
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    load = os.getloadavg()[0]
    crowds: list[Crowd] = []
    verdicts = []
    for line in measure(wanted, crowds):
        print(line, flush=True)
        verdicts.append(line)
    missed = sum(line.endswith("**missed** |") for line in verdicts)
    lines = [
        "# live_room",
        "",
        f"Made with `{command}`",
        f"on {datetime.now(UTC):%d/%m/%Y}: {machine}; the clients share the",
        f"cores, and {load:.1f} processes wanted one before it began. A time is from the host's press,",
        "commit included, to a phone having the last byte. The limit is a bare gevent server that writes the",
        "same bytes. A step is one of the host's presses with all that it brings, also what the host's own",
        "screen then asks for; a question has four to six. Twenty presses in the same millisecond are twenty",
        "times the work of one press, with which they share only that there are 1,000 streams.",
        "",
        f"{len(verdicts) - missed} of {len(verdicts)} kept, {missed} missed.",
        "",
        "| what | wanted | measured | |",
        "|---|---|---|---|",
        *verdicts,
        "",
        *table(crowds),
    ]
    print("\n".join(lines[7:9]))
    if not wanted.no_report:
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""A live meeting under load: from the host's press to the last phone, bursts of answers, a slow disk.

    python -m benchmarks.live_room --redis-url redis://localhost:6379/9

One process on SQLite with 60 to 2,000 open streams in one room, beside a bare gevent server that writes the
same bytes to as many streams; 1,000 answers within a second; 200 on a disk whose fsync takes 20 ms; 60 phones
with all their answers; twenty rooms of 50; two processes over Redis. The clients share the machine.
Files open at once are limited by `ulimit -n`: 2,000 streams need some 5,000.
"""

import argparse
import json
import os
import platform
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.live_people import fill
from benchmarks.people import SECRET
from benchmarks.servers import ROOT, Server, serving

RESULTS = ROOT / "benchmarks" / "results" / "live_room.md"
PRESSES = 9
IDLE_S = 5.0
HEAD = (
    "| streams in one room | p99 ms | limit p99 ms | × limit (≤ 2.5) | receipt to the host, median ms "
    "| bytes a phone and press (≤ 3,000) | KiB a stream (≤ 40) | idle CPU |"
)


class Clients:
    """The phones' process, told line by line what to do."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.live_clients"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True,
        )  # fmt: skip
        self.opened = self.tell(json.dumps(order))["opened"]

    def tell(self, line: str) -> dict[str, Any]:
        """Send a line and return the answer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit("the clients ended")
        found: dict[str, Any] = json.loads(answer)
        return found

    def presses(self, number: int) -> list[dict[str, Any]]:
        """Press so often, a moment apart."""
        found = []
        for _ in range(number):
            found.append(self.tell("press"))
            time.sleep(0.15)
        return found


@contextmanager
def room(
    module: str, workers: int, rooms: int, members: int, environ: dict[str, str] | None = None
) -> Iterator[tuple[Server, dict[str, Any]]]:
    """Serve a database with so many rooms; give the server and the order for its clients."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        people = fill(url, rooms, members) if module != "benchmarks.bare_streams" else []
        more = {"ELEARN_DATABASE_URL": url, "ELEARN_SECRET_KEY": SECRET, **(environ or {})}
        with serving(module, workers, more) as server:
            yield server, {"port": server.port, "rooms": people}


@contextmanager
def clients(order: dict[str, Any]) -> Iterator[Clients]:
    """Open all streams."""
    phones = Clients(order)
    try:
        yield phones
    finally:
        assert phones.process.stdin is not None
        phones.process.stdin.write("quit\n")
        phones.process.stdin.close()
        phones.process.wait(timeout=30)


def ms(times: list[float], per_cent: int = 99) -> float:
    """Return a percentile in milliseconds."""
    return statistics.quantiles(times, n=100, method="inclusive")[per_cent - 1] * 1000


def all_times(presses: list[dict[str, Any]]) -> list[float]:
    """Return what every phone waited at every press."""
    return [took for press in presses for took in press["times"]]


def limit(streams: int, message: str) -> float:
    """Return the bare server's p99 in milliseconds with so many streams and the same bytes."""
    who = {"cookie": "x", "csrf": "x"}
    bare = {"room": "", "v": 1, "host": who, "members": [who] * streams, "message": message}
    with room("benchmarks.bare_streams", 1, 0, 0) as (_server, order):
        order |= {"rooms": [bare], "bare": True}
        with clients(order) as phones:
            phones.presses(2)
            return ms(all_times(phones.presses(PRESSES)))


def one_room(streams: int, workers: int = 1, environ: dict[str, str] | None = None) -> dict[str, Any]:
    """Measure presses, memory and idleness with so many streams in one room."""
    with room("elearn.serving", workers, 1, streams, environ) as (server, order):
        only = order["rooms"][0]
        # A few phones first: what the process loads once is no stream's.
        with clients(order | {"rooms": [only | {"members": only["members"][:20]}]}) as phones:
            phones.presses(8)
        only["v"] += 8
        before = server.memory_mb()
        with clients(order) as phones:
            per_stream = (server.memory_mb() - before) * 1024 / streams
            phones.presses(2)
            presses = phones.presses(PRESSES)
            cpu = server.cpu_s()
            time.sleep(IDLE_S)
            idle = (server.cpu_s() - cpu) / IDLE_S
    longest = max((press["message"] for press in presses), key=len)
    version = longest.split("id: ", 1)[1].split("\n", 1)[0]
    return {
        "p99": ms(all_times(presses)),
        "press": ms([took for press in presses for took in press["presses"]], 50),
        "bytes": statistics.mean(press["bytes"] for press in presses),
        "kib": per_stream,
        "idle": idle,
        "message": "id: {v}" + longest.split(f"id: {version}", 1)[1].replace("{v}", ""),
    }


def to_voting(phones: Clients) -> None:
    """Press until a vote is open."""
    for _ in range(8):
        if '"state":"voting"' in phones.tell("press")["message"]:
            return
    raise SystemExit("no vote opened")


def burst(module: str, streams: int, seconds: float) -> dict[str, Any]:
    """Let all phones answer within so many seconds."""
    with room(module, 1, 1, streams) as (_server, order), clients(order) as phones:
        to_voting(phones)
        return phones.tell(f"answer {seconds}")


def a_step_of_sixty() -> float:
    """Return the processor seconds of one question: open the vote, 60 answers, close it."""
    with room("elearn.serving", 1, 1, 60) as (server, order), clients(order) as phones:
        to_voting(phones)
        phones.tell("answer 2")
        phones.tell("press")
        used, rounds = 0.0, 4
        for _ in range(rounds):
            while '"state":"reading"' not in phones.tell("press")["message"]:
                pass
            before = server.cpu_s()
            phones.tell("press")
            phones.tell("answer 2")
            phones.tell("press")
            used += server.cpu_s() - before
        return used / rounds


def rooms_at_once(number: int, members: int) -> float:
    """Return p99 over all phones when the hosts of many rooms press at once."""
    with room("elearn.serving", 1, number, members) as (_server, order), clients(order) as phones:
        phones.presses(2)
        return ms(all_times(phones.presses(PRESSES)))


def measure(wanted: argparse.Namespace) -> Iterator[str]:
    """Yield the lines of the page."""
    yield HEAD
    yield "|---" * HEAD.count(" | ") + "|---|"
    of_thousand = 0.0
    for streams in wanted.streams:
        found = one_room(streams)
        bare = limit(streams, found["message"])
        of_thousand = found["p99"] if streams == 1000 else of_thousand
        yield (
            f"| {streams} | {found['p99']:.1f} | {bare:.1f} "
            f"| {found['p99'] / bare:.1f} | {found['press']:.0f} "
            f"| {found['bytes']:.0f} | {found['kib']:.0f} | {found['idle']:.3f} |"
        )
    yield ""
    thousand = burst("elearn.serving", 1000, 1.0)
    yield (
        f"- 1,000 answers within 1 s: all acknowledged, p99 {ms(thousand['times']):.0f} ms (≤ 1,000); "
        f"the host's count right {thousand['counted'] * 1000:.0f} ms after the last receipt (≤ 500)."
    )
    slow = burst("benchmarks.slow_disk", 200, 1.0)
    yield (
        "- 200 answers within 1 s on a disk whose fsync takes 20 ms: all acknowledged, "
        f"p99 {ms(slow['times']):.0f} ms (≤ 1,000)."
    )
    sixty = a_step_of_sixty()
    yield f"- One question at 60 phones, with all answers: {sixty:.3f} s of processor time (≤ 0.1)."
    if of_thousand:
        twenty = rooms_at_once(20, 50)
        yield (
            f"- Twenty rooms of 50 pressed at once: p99 {twenty:.0f} ms, "
            f"{twenty / of_thousand:.1f} × one room of 1,000 (≤ 1.5)."
        )
    if wanted.redis_url:
        two = one_room(1000, 2, {"ELEARN_REDIS_URL": wanted.redis_url})
        told = f"p99 {two['p99']:.0f} ms, idle CPU {two['idle']:.3f}"
        yield f"- Two processes over Redis, 1,000 streams: {told}."


def main() -> None:
    """Measure everything and write it down."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--redis-url", default=os.environ.get("ELEARN_BENCH_REDIS_URL", ""))
    parser.add_argument(
        "--streams", default=[60, 200, 500, 1000, 2000], type=lambda text: [int(n) for n in text.split(",")]
    )
    parser.add_argument("--no-report", action="store_true", help="Print; leave the page as it is.")
    wanted = parser.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(max(soft, 20_000), hard), hard))
    command = f"python -m benchmarks.live_room {shlex.join(sys.argv[1:])}".strip().replace(
        wanted.redis_url or "\0", "…"
    )
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    lines = [
        "# live_room",
        "",
        f"Made with `{command}` on {datetime.now(UTC):%d/%m/%Y}: {machine}; the clients share",
        "the cores. A time is from the host's press, commit included, to a phone having the last byte.",
        "",
    ]
    for line in measure(wanted):
        print(line, flush=True)
        lines.append(line)
    if not wanted.no_report:
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""One reading or writing of a file of questions, measured in a process of its own, and the page of all."""

import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.report import row
from benchmarks.servers import ROOT

COUNT = 10_000
RUNS = 3
WANTED_S, WANTED_MB = 5.0, 300

Measured = tuple[float, float]


def measure(work: Callable[[], object]) -> None:
    """Do the work once and print how many seconds a core worked for it, and the most megabytes ever held."""
    start = time.process_time()
    work()
    seconds = time.process_time() - start
    # Not ru_maxrss: a child begins with what its parent held.
    (peak,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("utf-8"))
    print(seconds, int(peak) / 1024)


def run(module: str, *arguments: str) -> Measured:
    """Run a module that measures one step, and return seconds, the least of a few runs, and megabytes.

    Whatever else the machine does can only add seconds.
    """
    command = [sys.executable, "-m", module, *arguments]
    found = []
    for _turn in range(RUNS):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        found.append(tuple(map(float, done.stdout.split())))
    return min(seconds for seconds, _ in found), max(megabytes for _, megabytes in found)


def is_late(*steps: Measured) -> bool:
    """Tell whether a step took more than is wanted."""
    return any(seconds > WANTED_S or megabytes > WANTED_MB for seconds, megabytes in steps)


def write_page(
    name: str, about: Iterable[str], heads: tuple[str, ...], rows: list[str], late: list[str]
) -> None:
    """Write down the rows, and what was wanted."""
    lines = [
        f"# {name}",
        "",
        f"Made with `python -m benchmarks.{name}` on {datetime.now(UTC):%d/%m/%Y}:",
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}.",
        *about,
        f"Seconds are those of one core at work (CPU time, not the clock on the wall), the least of {RUNS}",
        "runs: others on the machine can only add to them. Memory is the most the process ever held, the",
        "questions included. Writing reads the file back, which makes its report.",
        "",
        f"Goal: {WANTED_S:.0f} s and {WANTED_MB} MB each. Beyond that: {', '.join(late) or 'none'}.",
        "",
        row(heads),
        "|---" * len(heads) + "|",
        *rows,
        "",
    ]
    (ROOT / "benchmarks" / "results" / f"{name}.md").write_text("\n".join(lines), encoding="utf-8")

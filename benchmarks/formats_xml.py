"""How long ten thousand questions of every kind take to read from Moodle XML and from QTI packages.

    python -m benchmarks.formats_xml

benchmarks/formats.py measures choices alone; here each kind that a format carries comes in turn, so that
the rules of marking that QTI writes out are run as well. Each file is read in a process of its own; memory is
the most that process ever held, the questions included. Wanted: 5 s and 300 MB for each.
"""

import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

from benchmarks.report import row
from benchmarks.servers import ROOT
from quizzes.formats.convert import read_file, write_file
from quizzes.formats.exchange import Report
from quizzes.formats.moodle_xml.writing import write_questions
from quizzes.formats.qti.writing import write_package
from quizzes.quiz import Quiz
from tests.engine.examples import BODIES, question

RESULTS = ROOT / "benchmarks" / "results" / "formats_xml.md"
HEADS = ("format", "kinds", "file, MB", "read, s", "memory, MB")
COUNT = 10_000
WANTED_S, WANTED_MB = 5.0, 300
WRITERS: dict[str, Callable[[Quiz], bytes]] = {
    "moodle": lambda quiz: write_questions(quiz, Report()).encode(),
    "qti": lambda quiz: write_package(quiz, "2.2", Report()),
    "qti3": lambda quiz: write_package(quiz, "3.0", Report()),
}


def quiz_for(name: str) -> tuple[Quiz, int]:
    """Return ten thousand questions of the kinds that a format carries, and how many kinds those are."""
    kinds = [question(body, kind.replace("_", "-")) for kind, body in BODIES.items()]
    kinds = [each for each in kinds if read_file(write_file(Quiz("", (each,)), name).data).questions]
    turns = enumerate(islice(cycle(kinds), COUNT), start=1)
    return Quiz("Đo tốc độ", tuple(replace(each, id=f"cau-{at}") for at, each in turns)), len(kinds)


def measure(name: str, path: Path) -> None:
    """Read once and print seconds and megabytes."""
    data = path.read_bytes()
    start = time.process_time()
    found = len(read_file(data, source=name).questions)
    seconds = time.process_time() - start
    assert found == COUNT, found
    # Not ru_maxrss: a child begins with what its parent held.
    (peak,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("utf-8"))
    print(seconds, int(peak) / 1024)


def main() -> None:
    """Measure each format and write it down."""
    print(row(HEADS))
    rows, late = [], []
    with tempfile.TemporaryDirectory() as folder:
        for name, write in WRITERS.items():
            path = Path(folder, name)
            quiz, kinds = quiz_for(name)
            path.write_bytes(write(quiz))
            command = [sys.executable, "-m", "benchmarks.formats_xml", name, str(path)]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
            seconds, megabytes = map(float, done.stdout.split())
            size = path.stat().st_size / 1e6
            rows.append(row((name, str(kinds), f"{size:.1f}", f"{seconds:.1f}", f"{megabytes:.0f}")))
            print(rows[-1], flush=True)
            if seconds > WANTED_S or megabytes > WANTED_MB:
                late.append(name)
    lines = [
        "# formats_xml",
        "",
        f"Made with `python -m benchmarks.formats_xml` on {datetime.now(UTC):%d/%m/%Y}:",
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}.",
        f"{COUNT:,} questions of the kinds that each format carries, in turn. Seconds are those of one",
        "core at work. Memory is the most the process held, questions included.",
        f"Goal: {WANTED_S:.0f} s and {WANTED_MB} MB each.",
        f"Beyond that: {', '.join(late) or 'none'}.",
        "",
        row(HEADS),
        "|---" * len(HEADS) + "|",
        *rows,
        "",
    ]
    RESULTS.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1], Path(sys.argv[2]))
    else:
        main()

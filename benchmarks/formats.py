"""How long each format takes to read and to write ten thousand questions, and how much memory.

    python -m benchmarks.formats

Each step runs in a process of its own; seconds are those its core worked, memory the most it ever held.
Writing reads the file back, because that is how its report is made. Wanted: 5 s and 300 MB for each.
"""

import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.report import row
from benchmarks.servers import ROOT
from quizzes.formats.convert import FORMATS, read_file, write_file
from quizzes.formats.intake import common
from quizzes.questions import Option, Question, SingleChoice
from quizzes.quiz import Quiz

RESULTS = ROOT / "benchmarks" / "results" / "formats.md"
HEADS = ("format", "file, MB", "read, s", "read, MB", "write, s", "write, MB")
COUNT = 10_000
WANTED_S, WANTED_MB = 5.0, 300
SENTENCE = """
chi bộ họp thường kỳ mỗi tháng theo quy định của Điều lệ Đảng, đảng viên được phân công nhiệm vụ và báo cáo
kết quả, tự phê bình, nguồn tin phải kiểm chứng trước khi chia sẻ, danh dự là điều thiêng liêng cao quý nhất
"""


def questions() -> tuple[Question, ...]:
    """Return ten thousand choices as people write them: a sentence, four options, why, and a source."""
    chance = random.Random(COUNT)

    def words(least: int, most: int) -> str:
        return " ".join(chance.choices(SENTENCE.split(), k=chance.randint(least, most)))

    return tuple(
        SingleChoice(
            **common(
                f"cau-{n}", f"{words(12, 24)} ({n})?", words(10, 30), 1, f"https://example.org/van-ban/{n}"
            ),
            options=tuple(Option(name, f"{words(4, 10)} {name}") for name in "abcd"),
            right_id=chance.choice("abcd"),
        )
        for n in range(1, COUNT + 1)
    )


def measure(name: str, step: str, path: Path) -> None:
    """Read or write once and print seconds and megabytes."""
    quiz = Quiz("Đo tốc độ", questions() if step == "write" else ())
    data = path.read_bytes() if step == "read" else b""
    start = time.process_time()
    if step == "write":
        path.write_bytes(write_file(quiz, name).data)
    else:
        found = len(read_file(data, source=name).questions)
        assert found == COUNT, found
    seconds = time.process_time() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def step_of(name: str, step: str, path: Path) -> tuple[float, float]:
    """Run one step in its own process and return seconds and megabytes."""
    command = [sys.executable, "-m", "benchmarks.formats", name, step, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def main() -> None:
    """Measure every format that is read and written, and write it down."""
    print(row(HEADS))
    rows, late = [], []
    with tempfile.TemporaryDirectory() as folder:
        for name, each in FORMATS.items():
            if each.read is None or each.write is None:
                continue
            path = Path(folder, f"{name}{each.extensions[0]}")
            written, read = step_of(name, "write", path), step_of(name, "read", path)
            size = path.stat().st_size / 1e6
            cells = (
                f"{size:.1f}",
                f"{read[0]:.1f}",
                f"{read[1]:.0f}",
                f"{written[0]:.1f}",
                f"{written[1]:.0f}",
            )
            rows.append(row((name, *cells)))
            print(rows[-1], flush=True)
            if max(read[0], written[0]) > WANTED_S or max(read[1], written[1]) > WANTED_MB:
                late.append(name)
    lines = [
        "# formats",
        "",
        f"Made with `python -m benchmarks.formats` on {datetime.now(UTC):%d/%m/%Y}: {os.cpu_count()} cores,",
        f"Python {platform.python_version()}, {platform.system()}. {COUNT:,} choices with four options, an",
        "explanation and a source. Seconds are those of one core at work. Memory is the most the process",
        "held, questions included. Writing reads the file back for its report.",
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
        measure(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
    else:
        main()

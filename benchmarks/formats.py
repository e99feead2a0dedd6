"""How long each format takes to read and to write ten thousand choices, and how much memory.

    python -m benchmarks.formats

benchmarks/format_steps.py says how it is measured, benchmarks/formats_xml.py measures other types.
"""

import random
import sys
import tempfile
from pathlib import Path

from benchmarks.format_steps import COUNT, is_late, measure, run, write_page
from benchmarks.report import row
from quizzes.formats.convert import FORMATS, read_file, write_file
from quizzes.formats.intake import common
from quizzes.questions import Option, Question, SingleChoice
from quizzes.quiz import Quiz

HEADS = ("format", "file, MB", "read, CPU s", "read, MB", "write, CPU s", "write, MB")
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


def step(name: str, what: str, path: Path) -> None:
    """Read or write a file once, measured."""
    if what == "write":
        quiz = Quiz("Đo tốc độ", questions())
        measure(lambda: path.write_bytes(write_file(quiz, name).data))
    else:
        data = path.read_bytes()
        measure(lambda: read_whole(data, name))


def read_whole(data: bytes, name: str) -> None:
    """Read a file that holds all the questions."""
    found = len(read_file(data, source=name).questions)
    assert found == COUNT, found


def main() -> None:
    """Measure every format that is read and written, and write it down."""
    print(row(HEADS))
    rows, late = [], []
    with tempfile.TemporaryDirectory() as folder:
        for name, each in FORMATS.items():
            if each.read is None or each.write is None:
                continue
            path = Path(folder, f"{name}{each.extensions[0]}")
            written, read = (run("benchmarks.formats", name, what, str(path)) for what in ("write", "read"))
            cells = (f"{read[0]:.1f}", f"{read[1]:.0f}", f"{written[0]:.1f}", f"{written[1]:.0f}")
            rows.append(row((name, f"{path.stat().st_size / 1e6:.1f}", *cells)))
            print(rows[-1], flush=True)
            if is_late(read, written):
                late.append(name)
    about = [f"{COUNT:,} choices with four options, an explanation and a source."]
    write_page("formats", about, HEADS, rows, late)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        step(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
    else:
        main()

"""How long ten thousand questions of every kind take in Moodle XML and QTI packages, and to read from H5P.

    python -m benchmarks.formats_xml

benchmarks/formats.py measures choices alone; here each kind that a format carries comes in turn, so that
the rules of marking that QTI writes out are run as well. benchmarks/format_steps.py says how it is measured.
"""

import io
import json
import sys
import tempfile
import zipfile
from itertools import cycle, islice
from pathlib import Path

from benchmarks.format_steps import COUNT, is_late, measure, run, write_page
from benchmarks.formats import read_whole
from benchmarks.report import row
from quizzes.formats.convert import read_file, write_file
from quizzes.quiz import Quiz
from tests.engine.examples import BODIES, question

HEADS = ("format", "kinds", "file, MB", "read, CPU s", "read, MB", "write, CPU s", "write, MB")
WRITTEN = ("moodle", "qti", "qti3")
H5P = (
    ("MultiChoice 1.16", {"question": "<p>Việc đầu tiên là gì?</p>", "answers": [
        {"text": "<div>Dừng lại</div>", "correct": True}, {"text": "<div>Chia sẻ</div>", "correct": False},
    ]}),
    ("TrueFalse 1.8", {"question": "<p>Một nhỏ hơn hai.</p>", "correct": "true"}),
    ("Blanks 1.14", {"text": "<p>Điền.</p>", "questions": ["<p>Thủ đô là *Hà Nội/Thăng Long:xưa*.</p>"]}),
    ("MarkTheWords 1.11", {"taskDescription": "<p>Chọn.</p>", "textField": "<p>*Dừng* rồi *soi* nguồn</p>"}),
)  # fmt: skip


def quiz_for(name: str) -> tuple[Quiz, int]:
    """Return ten thousand questions of the kinds that a format carries, and how many kinds those are."""
    kinds = [
        body
        for body in BODIES.values()
        if read_file(write_file(Quiz("", (question(body, "cau"),)), name).data).questions
    ]
    turns = enumerate(islice(cycle(kinds), COUNT), start=1)
    return Quiz("Đo tốc độ", tuple(question(body, f"cau-{at}") for at, body in turns)), len(kinds)


def h5p_file() -> bytes:
    """Return a package of H5P with ten thousand questions."""
    kinds = [{"library": f"H5P.{library}", "params": params} for library, params in H5P]
    content = json.dumps({"questions": list(islice(cycle(kinds), COUNT))}, ensure_ascii=False)
    out = io.BytesIO()
    # Stored: so many alike would be taken for a bomb.
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("h5p.json", json.dumps({"title": "Đo", "mainLibrary": "H5P.QuestionSet"}))
        packed.writestr("content/content.json", content)
    return out.getvalue()


def step(name: str, what: str, path: Path) -> None:
    """Read or write a file once, measured."""
    if what == "write":
        quiz, _ = quiz_for(name)
        measure(lambda: path.write_bytes(write_file(quiz, name).data))
    else:
        data = path.read_bytes()
        measure(lambda: read_whole(data, name))


def main() -> None:
    """Measure each format and write it down."""
    print(row(HEADS))
    rows, late = [], []
    with tempfile.TemporaryDirectory() as folder:
        for name in (*WRITTEN, "h5p"):
            path = Path(folder, name)
            if name == "h5p":
                path.write_bytes(h5p_file())
                written, kinds = None, len(H5P)
            else:
                written, kinds = run("benchmarks.formats_xml", name, "write", str(path)), quiz_for(name)[1]
            read = run("benchmarks.formats_xml", name, "read", str(path))
            last = (f"{written[0]:.1f}", f"{written[1]:.0f}") if written else ("–", "–")
            size = f"{path.stat().st_size / 1e6:.1f}"
            rows.append(row((name, str(kinds), size, f"{read[0]:.1f}", f"{read[1]:.0f}", *last)))
            print(rows[-1], flush=True)
            if is_late(read, *([written] if written else [])):
                late.append(name)
    about = [f"{COUNT:,} questions of the kinds that each format carries, in turn."]
    write_page("formats_xml", about, HEADS, rows, late)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        step(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
    else:
        main()

"""How fast ten thousand questions are read from Moodle XML and from a QTI package, and in how much memory.

    python -m benchmarks.formats_xml

Budget (docs/formats-xml.md): each in under 5 s and under 300 MB.
"""

import resource
import time
from dataclasses import replace

from quizzes.formats import moodle_xml, qti
from quizzes.formats.exchange import Report
from quizzes.formats.moodle_xml.writing import write_questions
from quizzes.formats.qti.writing import write_package
from quizzes.quiz import Quiz
from tests.engine.examples import BODIES, question

COUNT = 10_000


def main() -> None:
    """Print seconds and peak memory of each reader."""
    kinds = [question(body, kind.replace("_", "-")) for kind, body in BODIES.items()]
    quiz = Quiz("", tuple(replace(kinds[at % len(kinds)], id=f"cau-{at + 1}") for at in range(COUNT)))
    files = {
        "moodle": (moodle_xml.read, write_questions(quiz, Report()).encode()),
        "qti 2.2": (qti.read, write_package(quiz, "2.2", Report())),
        "qti 3.0": (qti.read, write_package(quiz, "3.0", Report())),
    }
    for name, (read, data) in files.items():
        begin = time.perf_counter()
        count = len(read(data).questions)
        seconds = time.perf_counter() - begin
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{name}: {count} questions, {len(data) // 1024} kB, {seconds:.1f} s, peak {peak} MB")


if __name__ == "__main__":
    main()

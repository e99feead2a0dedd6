"""How fast the engine marks and analyses, on one core, without the web application.

    python -m benchmarks.engine

Marking: a question of each type, responses of every kind that people give (right, wrong, partly right, typed
without tone marks), each marked as it comes. Typed answers are all different texts, so that nothing is
remembered from the one before. Statistics: 100,000 attempts at 20 questions, with responses. Wanted:
100,000 choice answers and 20,000 typed answers a second, statistics in 10 seconds.
"""

import gc
import platform
import random
import resource
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from benchmarks.report import row
from benchmarks.servers import ROOT
from quizzes.questions import TYPES, Question, Response
from quizzes.statistics import Analysis, Row, analyse
from quizzes.statistics.reading import read_rows
from tests.engine.examples import BODIES, example

RESULTS = ROOT / "benchmarks" / "results" / "engine.md"
MARKED = 200_000
ATTEMPTS, QUESTIONS = 100_000, 20
WANTED = {"choice": 100_000, "several": 100_000, "true_false": 100_000, "short_text": 20_000}
ENOUGH_S = 10.0
SEED = 20261126
LETTERS = "bcdghklmnpqrstvx"


def responses_of(question: Question, chance: random.Random) -> list[Response]:
    """Return responses as people give them: half right, the others wrong, partly right or half open."""
    right = question.right_response
    if question.type == "short_text":
        return [typed(right, chance) for _ in range(MARKED)]
    if question.type == "number":
        return [(str(chance.randrange(1, 3000)),) for _ in range(MARKED)]
    pool = [other(question, chance) for _ in range(50)]
    return [right if chance.random() < 0.5 else chance.choice(pool) for _ in range(MARKED)]


def other(question: Question, chance: random.Random) -> Response:
    """Return another response that the form of a question can give."""
    right, ids = question.right_response, [option.id for option in question.choices]
    if question.type == "order":
        return tuple(chance.sample(right, len(right)))
    if question.type in ("choice", "true_false"):
        return (chance.choice(ids[:2]),)
    if question.type == "several":
        return tuple(chance.sample(ids, chance.randint(1, len(ids))))
    if question.type in ("match", "group", "cloze"):
        return tuple(chance.choice((part, "")) for part in right)
    return right


def typed(right: Response, chance: random.Random) -> Response:
    """Return the right words in capitals or with a word more, or other words: no two texts the same."""
    word = "".join(chance.choices(LETTERS, k=7))
    kind = chance.random()
    if kind < 0.4:
        return tuple("".join(chance.choice((c.upper(), c)) for c in part) for part in right)
    if kind < 0.7:
        return tuple(f"{part} {word}" for part in right)
    return tuple(f"{word} đảng {word}" for _ in right)


def marks_per_second(question: Question, responses: Sequence[Response]) -> float:
    """Return how many responses are marked in a second of one core's time; the best of three."""
    best = 0.0
    for _ in range(3):
        mark = question.mark
        begun = time.process_time()
        for response in responses:
            mark(response)
        best = max(best, len(responses) / (time.process_time() - begun))
    return best


def rows() -> Iterator[Row]:
    """Return answers of people who know more or less, to questions that are easier or harder."""
    chance = random.Random(SEED)
    options: list[Response] = [("a",), ("b",), ("c",), ("d",)]
    hard = [chance.uniform(-0.3, 0.3) for _ in range(QUESTIONS)]
    for person in range(ATTEMPTS):
        able, member = chance.random(), f"m{person:06d}"
        for place in range(QUESTIONS):
            right = chance.random() < able + hard[place]
            chosen = options[0] if right else options[chance.randrange(1, 4)]
            yield Row(member, f"q{place:02d}", int(right), 1, chosen)


def as_csv(answers: Sequence[Row]) -> bytes:
    """Return the rows as a file."""
    lines = (f"{one.member},{one.question},{one.mark},1,{(one.response or ('',))[0]}" for one in answers)
    return ("member,question,mark,max,response\n" + "\n".join(lines)).encode()


def memory_mb() -> float:
    """Return the most memory this process ever had."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024**2 if platform.system() == "Darwin" else 1024)


def marking_rows() -> Iterator[str]:
    """Return a row of the page for each type."""
    chance = random.Random(SEED)
    for kind in sorted(TYPES):
        if kind not in BODIES:
            continue
        question = example(kind)
        speed = marks_per_second(question, responses_of(question, chance))
        wanted = f"{WANTED[kind]:,}" if kind in WANTED else "–"
        yield row((kind, f"{speed:,.0f}", wanted))


def statistics_rows() -> Iterator[str]:
    """Return the rows of the page on statistics, with memory before and after."""
    answers = list(rows())
    gc.collect()
    before = memory_mb()
    analysis, clock, busy = timed_analysis(answers)
    one = next(figures for figures in analysis.questions if figures.discrimination is not None)
    assert one.answers == ATTEMPTS
    yield row(("analyse", f"{clock:.1f}", f"{busy:.1f}", f"{ENOUGH_S:.0f}", f"{memory_mb() - before:.0f}"))
    data, before = as_csv(answers), memory_mb()
    begun, worked = time.perf_counter(), time.process_time()
    reading = read_rows(data)
    clock, busy = time.perf_counter() - begun, time.process_time() - worked
    assert reading.rows == tuple(answers)
    name = f"read_rows ({len(data) / 1024**2:.0f} MB of CSV)"
    yield row((name, f"{clock:.1f}", f"{busy:.1f}", "–", f"{memory_mb() - before:.0f}"))


def timed_analysis(answers: Sequence[Row]) -> tuple[Analysis, float, float]:
    """Return the analysis and the seconds that it took, on the clock and of the processor."""
    begun, worked = time.perf_counter(), time.process_time()
    analysis = analyse(answers)
    return analysis, time.perf_counter() - begun, time.process_time() - worked


def main() -> None:
    """Measure, print and keep the page."""
    lines = [
        "# engine",
        "",
        f"Made with `python -m benchmarks.engine` on {datetime.now(UTC):%d/%m/%Y}: one core, Python "
        f"{platform.python_version()},",
        f"{platform.system()}. Marking: {MARKED:,} responses of a type, half of them right, best of three;",
        "processor time. Typed texts are all different. Statistics: "
        f"{ATTEMPTS:,} attempts at {QUESTIONS} questions, {ATTEMPTS * QUESTIONS:,} rows",
        "with responses; seconds on the clock and of the processor (others were using the machine), and the",
        "memory that was needed beside the rows.",
        "",
        row(("type", "answers/s", "wanted")),
        "|---|---|---|",
        *marking_rows(),
        "",
        row(("statistics", "seconds", "of the processor", "wanted", "memory MB")),
        "|---|---|---|---|---|",
        *statistics_rows(),
    ]
    page = "\n".join(lines) + "\n"
    print(page)
    RESULTS.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()

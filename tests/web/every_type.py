"""A topic with a question of every type, for tests that go through all of them."""

from pathlib import Path

from quizzes.questions import TYPES
from tests.engine.examples import BODIES, COMMON, FILES, LESSON, question_text, quiz_text

SLUG = "moi-loai"
SURE = "confidence = true\n"
# The types under test and the ids of their questions: q-short-text for short_text.
IDS = {kind: f"q-{kind.replace('_', '-')}" for kind in BODIES}


def write_topic(folder: Path) -> None:
    """Write the topic into a folder of topics; every marked question asks how sure the member is."""
    asked = [
        question_text(body.replace(SURE, ""), IDS[kind], COMMON + SURE if TYPES[kind].is_marked else COMMON)
        for kind, body in BODIES.items()
    ]
    files = FILES | {
        "quiz.toml": quiz_text(*asked),
        "lessons/01-dung-lai.md": LESSON.replace(BODIES["choice"], BODIES["choice"] + SURE),
    }
    for name, text in files.items():
        path = folder / SLUG / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

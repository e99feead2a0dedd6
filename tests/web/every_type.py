"""A topic with a question of every type, for tests that go through all of them."""

from pathlib import Path

from tests.engine.examples import BODIES, FILES, LESSON, question_text, quiz_text

SLUG = "moi-loai"
SURE = "confidence = true\n"
# The types under test and the ids of their questions: q-short-text for short_text.
IDS = {kind: f"q-{kind.replace('_', '-')}" for kind in BODIES}


def write_topic(folder: Path) -> None:
    """Write the topic into a folder of topics; every question asks how sure the member is."""
    asked = {kind: body.replace(SURE, "") + SURE for kind, body in BODIES.items()}
    files = FILES | {
        "quiz.toml": quiz_text(*(question_text(body, IDS[kind]) for kind, body in asked.items())),
        "lessons/01-dung-lai.md": LESSON.replace(BODIES["choice"], asked["choice"]),
    }
    for name, text in files.items():
        path = folder / SLUG / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

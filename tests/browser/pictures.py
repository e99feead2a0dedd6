"""Pictures of a question of every type, as docs/topic-format.md shows them, from the shipped topics.

    python -m tests.browser.pictures FOLDER

They are PNG files named loai-<type>.png; `cwebp` or ImageMagick makes the WebP files of docs/hinh of them.
"""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from elearn import migrations
from elearn.db import Database
from elearn.paths import shipped_topics_folder
from quizzes.formats import toml
from quizzes.formats.topic import read_topic_folder
from quizzes.questions import TYPES, Question
from quizzes.quiz import Quiz
from tests.browser.conftest import CHROMIUM_OPTIONS, PHONE, backstage_of, chromium_path
from tests.browser.hands import start_quiz
from tests.browser.history import client_of
from tests.browser.server import LiveServer
from tests.conftest import make_cell
from tests.engine.examples import FILES

SLUG = "hinh"


def one_of_each() -> list[Question]:
    """Return the first question of each type in the shipped topics."""
    found: dict[str, Question] = {}
    for folder in sorted(path for path in shipped_topics_folder().iterdir() if path.is_dir()):
        topic = read_topic_folder(folder).topic
        assert topic is not None
        for question in topic.questions:
            found.setdefault(question.type, question)
    return [found[kind] for kind in TYPES]


def write_topic(folder: Path, questions: list[Question]) -> None:
    """Write a topic whose quiz has these questions."""
    quiz = toml.write(Quiz("Trắc nghiệm", tuple(questions))).data.decode()
    for name, text in (FILES | {"quiz.toml": quiz}).items():
        path = folder / SLUG / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def take(server: LiveServer, cookie: str, questions: list[Question], to: Path) -> None:
    """Open each question on a phone and keep a picture of its form."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(CHROMIUM_OPTIONS))
        context = browser.new_context(**PHONE, base_url=server.url)
        context.add_cookies([{"name": "phien", "value": cookie, "url": server.url}])
        page = context.new_page()
        attempt = start_quiz(page, SLUG, "practice")
        for number in range(1, len(questions) + 1):
            page.goto(f"{attempt}/{number}", wait_until="networkidle")
            shown = page.locator("main form").first
            text = shown.inner_text()
            kind = next(question.type for question in questions if question.prompt.splitlines()[0] in text)
            shown.screenshot(path=to / f"loai-{kind}.png")
        browser.close()


def main() -> None:
    """Make the pictures in the folder named on the command line."""
    to = Path(sys.argv[1])
    to.mkdir(parents=True, exist_ok=True)
    questions = one_of_each()
    with tempfile.TemporaryDirectory() as folder:
        topics = Path(folder) / "topics"
        write_topic(topics, questions)
        url = f"sqlite:///{Path(folder) / 'pictures.sqlite3'}"
        database = Database(url)
        migrations.upgrade(database.engine)
        database.dispose()
        app = backstage_of(url)
        cell = make_cell(app, "Chi bộ Tổ 5", datetime.now(UTC))
        cookie = client_of(app, cell.secretary.code).get_cookie("phien")
        assert cookie
        server = LiveServer(url, Path(folder) / "server.log", topics)
        server.start()
        take(server, cookie.value, questions, to)
        server.stop()


if __name__ == "__main__":
    main()

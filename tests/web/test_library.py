"""The topics on offer: a broken file never stops the site, and the last good reading stays."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from elearn.app import create_app
from elearn.config import Settings
from elearn.topics import library as library_module
from elearn.topics.library import library
from tests.conftest import PIN, TOPICS, TestClock, make_cell


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of topics that the test may edit, looked at on every request."""
    shutil.copytree(TOPICS, tmp_path / "topics")
    monkeypatch.setattr(library_module, "LOOK_EVERY_S", 0.0)
    return tmp_path / "topics"


@pytest.fixture
def make_site(folder: Path, database_url: str, the_clock: TestClock) -> Iterator[Callable[[], Flask]]:
    """Start the application on the same database and folder, as often as a test wants."""
    started: list[Flask] = []

    def make() -> Flask:
        settings = Settings(
            database_url=database_url, secret_key="for tests", topics_folder=folder, testing=True
        )
        started.append(create_app(settings, the_clock))
        return started[-1]

    yield make
    for site in started:
        site.extensions["database"].dispose()


@pytest.fixture
def site(make_site: Callable[[], Flask]) -> Flask:
    """The application, started once."""
    return make_site()


def title_on_offer(site: Flask) -> str | None:
    site.test_client().get("/vao")
    with site.app_context():
        offered = library().offered().get("thu-nghiem")
        return offered.topic.title if offered else None


def test_an_edit_is_seen_without_a_restart(site: Flask, folder: Path) -> None:
    file = folder / "thu-nghiem" / "topic.toml"
    file.write_text(file.read_text("utf-8").replace("Chuyên đề thử nghiệm", "Tên mới của chuyên đề"), "utf-8")
    assert title_on_offer(site) == "Tên mới của chuyên đề"


def test_a_broken_file_leaves_the_last_good_reading_on_offer_also_after_a_restart(
    site: Flask, folder: Path, make_site: Callable[[], Flask]
) -> None:
    assert title_on_offer(site) == "Chuyên đề thử nghiệm"
    (folder / "thu-nghiem" / "quiz.toml").write_text("title = [broken", "utf-8")
    assert title_on_offer(site) == "Chuyên đề thử nghiệm"
    again = make_site()
    assert title_on_offer(again) == "Chuyên đề thử nghiệm"
    with again.app_context():
        problem = library().problems()["thu-nghiem"][0]
    assert problem.file == "quiz.toml"
    assert problem.message
    assert problem.remedy


def test_a_file_in_another_encoding_is_named(site: Flask, folder: Path) -> None:
    (folder / "thu-nghiem" / "topic.toml").write_bytes(b'title = "\xd0\xc3"')
    assert title_on_offer(site) == "Chuyên đề thử nghiệm"
    with site.app_context():
        assert library().problems()["thu-nghiem"][0].file == "topic.toml"


def test_a_mended_file_ends_the_problem(site: Flask, folder: Path) -> None:
    file = folder / "thu-nghiem" / "quiz.toml"
    good = file.read_text("utf-8")
    file.write_text("", "utf-8")
    title_on_offer(site)
    file.write_text(good.replace("Trắc nghiệm thử", "Trắc nghiệm đã sửa"), "utf-8")
    title_on_offer(site)
    with site.app_context():
        assert library().problems() == {}
        assert library().offered()["thu-nghiem"].topic.quiz.title == "Trắc nghiệm đã sửa"


def test_a_topic_that_was_never_whole_is_not_on_offer_and_the_others_are(site: Flask, folder: Path) -> None:
    (folder / "hong").mkdir()
    (folder / "hong" / "topic.toml").write_text("title = 1", "utf-8")
    title_on_offer(site)
    with site.app_context():
        assert "hong" not in library().offered()
        assert "hong" in library().problems()
        assert "thu-nghiem" in library().offered()


def test_a_removed_topic_is_no_longer_on_offer(site: Flask, folder: Path) -> None:
    shutil.rmtree(folder / "thu-nghiem")
    assert title_on_offer(site) is None


def test_the_secretary_reads_what_is_wrong_and_how_to_mend_it(
    site: Flask, folder: Path, the_clock: TestClock
) -> None:
    site.config["WTF_CSRF_ENABLED"] = False
    cell = make_cell(site, "Chi bộ Tổ 5", the_clock())
    quiz = folder / "thu-nghiem" / "quiz.toml"
    quiz.write_text(quiz.read_text("utf-8").replace('type = "choice"', 'type = "khong-co"', 1), "utf-8")
    secretary = site.test_client()
    secretary.post("/vao", data={"code": cell.secretary.code, "pin": PIN})
    page = secretary.get("/ket-qua")
    assert page.status_code == 200
    assert "thu-nghiem/quiz.toml" in page.text
    assert "khong-co" in page.text

"""A real server, a real Chromium, and people who use both."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from elearn import migrations
from elearn.accounts.models import Member
from elearn.app import create_app
from elearn.config import Settings
from elearn.db import Database
from tests.browser.history import History, make_history
from tests.browser.server import SECRET, LiveServer
from tests.conftest import PIN, TOPIC, TOPICS, TestCell, make_cell, skip_or_fail
from tests.web.every_type import write_topic

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# An old Android, inside Zalo's own browser.
ZALO = (
    "Mozilla/5.0 (Linux; Android 10; SM-A107F; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/120.0.6099.144 Mobile Safari/537.36 Zalo android/23060112 ZaloTheme/light ZaloLanguage/vi"
)
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "user_agent": ZALO,
    "locale": "vi-VN",
}
LAPTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}, "locale": "vi-VN"}

Opening = Callable[..., AbstractContextManager[BrowserContext]]
_numbers = count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser, so that `-m "not browser"` leaves it out."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("browser")


def chromium_path() -> str:
    """Return the program to drive."""
    named = os.environ.get("ELEARN_TEST_CHROMIUM")
    found = named or next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    if not found:
        skip_or_fail("there is no Chromium; install one, or name it in ELEARN_TEST_CHROMIUM")
    return str(found)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Chromium, without a window."""
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_OPTIONS))
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """The production server on a SQLite file, with the test topic and the topic of every type."""
    folder = tmp_path_factory.mktemp("live")
    write_topic(folder / "topics")
    (folder / "topics" / TOPIC).symlink_to(TOPICS / TOPIC)
    url = f"sqlite:///{folder / 'elearn.sqlite3'}"
    engine = Database(url).engine
    migrations.upgrade(engine)
    engine.dispose()
    server = LiveServer(url, folder / "server.log", folder / "topics")
    server.start()
    yield server
    server.stop()


def backstage_of(database_url: str) -> Flask:
    """Return the application on the server's database, to prepare and to look behind the pages."""
    settings = Settings(
        database_url=database_url,
        secret_key=SECRET,
        topics_folder=TOPICS,
        testing=True,
        argon2_memory_kib=8,
    )
    app = create_app(settings)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture(scope="package")
def backstage(live: LiveServer) -> Iterator[Flask]:
    """The application on the live server's database."""
    app = backstage_of(live.database_url)
    yield app
    app.extensions["database"].dispose()


@pytest.fixture
def people(backstage: Flask) -> TestCell:
    """A cell of one's own for each test, so that tests share the server and nothing else."""
    return make_cell(backstage, f"Chi bộ số {next(_numbers)}", datetime.now(UTC))


@pytest.fixture(scope="package")
def history(backstage: Flask) -> History:
    """A cell in which much has happened, with the small test topic that has every type of question."""
    return make_history(backstage, TOPIC)


@pytest.fixture(scope="package")
def real_history(backstage: Flask) -> History:
    """A cell in which much has happened, with a topic that ships."""
    return make_history(backstage, "tin-gia")


def watch(context: BrowserContext, address: str) -> list[str]:
    """Watch a browser from now on; return the list in which stands what it does wrong."""
    wrong: list[str] = []

    def watch_request(request: Request) -> None:
        if not request.url.startswith((address + "/", "data:", "blob:")):
            wrong.append(f"asked another host: {request.url}")

    def watch_page(page: Page) -> None:
        page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
        page.on(
            "console",
            lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None,
        )

    context.on("request", watch_request)
    context.on("page", watch_page)
    return wrong


@pytest.fixture(scope="package")
def opening(chromium: Browser, live: LiveServer) -> Opening:
    """Open a browser with an empty cache; it ends the test when a page asks another host or breaks a rule."""

    @contextmanager
    def open_context(device: dict[str, Any], **more: Any) -> Iterator[BrowserContext]:
        context = chromium.new_context(**device, base_url=live.url, **more)
        context.set_default_timeout(10_000)
        wrong = watch(context, live.url)
        yield context
        context.close()
        assert wrong == []

    return open_context


@pytest.fixture
def phone(opening: Opening) -> Iterator[BrowserContext]:
    """An old phone, in Zalo's browser."""
    with opening(PHONE) as context:
        yield context


@pytest.fixture
def laptop(opening: Opening) -> Iterator[BrowserContext]:
    """A laptop."""
    with opening(LAPTOP) as context:
        yield context


SessionGiver = Callable[[BrowserContext, Member], None]


@pytest.fixture(scope="package")
def give_session(backstage: Flask, live: LiveServer) -> SessionGiver:
    """Sign a member in on a browser without a page, so that its cache stays empty."""

    def give(context: BrowserContext, member: Member) -> None:
        client = backstage.test_client()
        assert client.post("/vao", data={"code": member.code, "pin": PIN}).status_code == 303
        cookie = client.get_cookie("phien")
        assert cookie
        context.add_cookies([{"name": "phien", "value": cookie.value, "url": live.url}])

    return give

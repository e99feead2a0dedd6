"""What every test of the web application stands on: a database, an application, a cell, a clock."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from elearn import migrations
from elearn.accounts import actions
from elearn.accounts.models import Member
from elearn.app import create_app
from elearn.config import Settings
from elearn.db import Database
from elearn.i18n.pages import pages_of
from elearn.models import Base
from elearn.site import Site
from tests.sharing import SharedAddresses, SharedCode

TOPICS = Path(__file__).parent / "topics"
TOPIC = "thu-nghiem"
PIN = "402918"
MONDAY_MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

# A database of a PostgreSQL server that tests may use: beside it they make others, named after it.
POSTGRES = os.environ.get("ELEARN_TEST_POSTGRES_URL", "")
# Which of the processes that share the tests this is: each has databases of its own.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
REDIS_DATABASES = 16
MUST_NOT_SKIP = os.environ.get("CI") == "true"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Share the whole suite among the processors, but run tests that were named in this process alone."""
    return None if config.args_source is pytest.Config.ArgsSource.TESTPATHS else 0


def skip_or_fail(reason: str) -> NoReturn:
    """Skip on a stranger's machine; fail where nothing may be missing."""
    if MUST_NOT_SKIP:
        pytest.fail(reason)
    pytest.skip(reason)


def redis_url() -> str:
    """Return the address of this worker's Redis database."""
    url = os.environ.get("ELEARN_TEST_REDIS_URL", "")
    if not url:
        skip_or_fail("ELEARN_TEST_REDIS_URL names no Redis server")
    return urlsplit(url)._replace(path=f"/{int(WORKER.removeprefix('gw')) % REDIS_DATABASES}").geturl()


def fresh_postgres(purpose: str) -> str:
    """Make this worker an empty PostgreSQL database, in the place of any it had; return its address."""
    if not POSTGRES:
        skip_or_fail("ELEARN_TEST_POSTGRES_URL names no PostgreSQL server")
    name = f"{make_url(POSTGRES).database}_{purpose}_{WORKER}"
    server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    try:
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
            connection.execute(text(f"CREATE DATABASE {name}"))
    except OperationalError as error:
        skip_or_fail(f"PostgreSQL does not answer: {error}")
    finally:
        server.dispose()
    return make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)


class TestClock:
    """A clock that stands still until a test moves it."""

    __test__ = False

    def __init__(self) -> None:
        self.time = MONDAY_MORNING

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **amount: float) -> None:
        """Move on by a timedelta's keywords."""
        self.time += timedelta(**amount)


@pytest.fixture
def the_clock() -> TestClock:
    """23/11/2026, 08:00 in Vietnam."""
    return TestClock()


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("empty") / "empty.sqlite3"
    database = Database(f"sqlite:///{path}")
    migrations.upgrade(database.engine)
    with database.reader.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()
    return path


@pytest.fixture(scope="session")
def migrated_postgres() -> str:
    """The address of a migrated PostgreSQL database."""
    url = fresh_postgres("tests")
    engine = create_engine(url)
    migrations.upgrade(engine)
    engine.dispose()
    return url


@pytest.fixture(scope="session")
def sweeper(migrated_postgres: str) -> Iterator[Engine]:
    """A connection that empties the PostgreSQL database between tests."""
    engine = create_engine(migrated_postgres)
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, once of each kind."""
    if request.param == "sqlite":
        path = tmp_path / "elearn.sqlite3"
        shutil.copy(request.getfixturevalue("empty_sqlite"), path)
        return f"sqlite:///{path}"
    url: str = request.getfixturevalue("migrated_postgres")
    with request.getfixturevalue("sweeper").begin() as connection:
        # Not DELETE: tables that PostgreSQL knows to be empty get plans that take minutes once they are full.
        names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
        connection.execute(text(f"TRUNCATE {names}"))
    return url


@pytest.fixture
def settings(database_url: str) -> Settings:
    """Settings for tests: the test topics beside the shipped ones, and a cheap PIN hash."""
    return Settings(
        database_url=database_url,
        secret_key="a secret for tests",
        topics_folder=TOPICS,
        testing=True,
        argon2_memory_kib=8,
    )


@pytest.fixture(scope="session", autouse=True)
def shared_addresses() -> Iterator[None]:
    """Compile the addresses, which are the same for every application, once."""
    addresses = SharedAddresses()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Site, "url_map_class", staticmethod(lambda **_options: addresses))
        yield


@pytest.fixture(scope="session")
def shared_code() -> SharedCode:
    """The templates' code, compiled once."""
    return SharedCode()


@pytest.fixture
def app(settings: Settings, the_clock: TestClock, shared_code: SharedCode) -> Iterator[Flask]:
    """The application, without CSRF tokens; tests/web/test_csrf.py switches them on."""
    application = create_app(settings, the_clock)
    pages_of(application).bytecode_cache = shared_code
    application.config["WTF_CSRF_ENABLED"] = False
    yield application
    application.extensions["database"].dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that nobody signed in on."""
    return app.test_client()


@dataclass(frozen=True)
class TestCell:
    """A cell with a secretary, a deputy and two members."""

    __test__ = False

    id: int
    secretary: Member
    deputy: Member
    dinh: Member
    binh: Member


def make_cell(app: Flask, name: str, now: datetime) -> TestCell:
    """Make a cell whose people all have the PIN 402918."""
    with app.app_context(), app.extensions["database"].writing() as session:
        secretary = actions.found_cell(session, name, "Nguyễn Văn An", PIN, now)
        others = [
            actions.add_member(session, secretary.cell_id, person, "", now)
            for person in ("Trần Thị Chi", "Sùng Mí Dính", "Lê Thị Bình")
        ]
        for other in others:
            actions.set_pin(session, other, PIN)
        actions.grant_role(session, others[0], "deputy", now.date())
        session.commit()
        return TestCell(secretary.cell_id, secretary, *others)


@pytest.fixture
def cell(app: Flask, the_clock: TestClock) -> TestCell:
    """Chi bộ Tổ 5."""
    return make_cell(app, "Chi bộ Tổ 5", the_clock())


@pytest.fixture
def other_cell(app: Flask, the_clock: TestClock) -> TestCell:
    """A cell that has nothing to do with the first."""
    return make_cell(app, "Chi bộ Nà Chì", the_clock())


SignIn = Callable[[Member], FlaskClient]


@pytest.fixture
def signed_in(app: Flask) -> SignIn:
    """A browser on which a member signed in with code and PIN."""

    def sign_in(member: Member) -> FlaskClient:
        browser = app.test_client()
        answer = browser.post("/vao", data={"code": member.code, "pin": PIN})
        assert answer.status_code == 303, answer.text
        return browser

    return sign_in

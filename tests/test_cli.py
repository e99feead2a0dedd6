"""The command line: it explains itself, starts the site, and says what is wrong in a sentence."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from elearn.cli import main
from tests.conftest import TOPICS

START_S = 60


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """The commands, on an empty database of their own."""
    monkeypatch.setenv("ELEARN_DATABASE_URL", f"sqlite:///{tmp_path / 'elearn.sqlite3'}")
    return CliRunner()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_help_names_every_command(runner: CliRunner) -> None:
    said = runner.invoke(main, ["--help"]).output
    assert all(command in said for command in ("serve", "new-cell", "new-link", "topics", "database"))


def test_the_test_topic_has_no_problems(runner: CliRunner) -> None:
    done = runner.invoke(main, ["topics", "check", str(TOPICS / "thu-nghiem")])
    assert done.exit_code == 0, done.output


def test_a_broken_topic_is_listed_with_place_reason_and_remedy(runner: CliRunner, tmp_path: Path) -> None:
    folder = tmp_path / "hong"
    folder.mkdir()
    (folder / "topic.toml").write_text('title = "Thiếu mọi thứ"', "utf-8")
    done = runner.invoke(main, ["topics", "check", str(folder)])
    assert done.exit_code == 1
    assert "quiz.toml" in done.output


def test_a_setting_that_cannot_be_used_is_named(runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELEARN_PROXIES", "nhiều")
    done = runner.invoke(main, ["database"])
    assert done.exit_code == 1
    assert "ELEARN_PROXIES" in done.output


def test_a_database_that_cannot_be_opened_is_said_in_a_sentence(
    runner: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ELEARN_DATABASE_URL", "sqlite:////khong/co/thu/muc/elearn.sqlite3")
    done = runner.invoke(main, ["database"])
    assert done.exit_code == 1
    assert "cannot be opened" in done.output
    assert "Traceback" not in done.output


def test_a_code_that_nobody_has_resets_nothing(runner: CliRunner) -> None:
    done = runner.invoke(main, ["new-link", "12345678"])
    assert done.exit_code == 1
    assert "12345678" in done.output


def test_a_taken_port_is_named_with_what_to_do(runner: CliRunner) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = runner.invoke(main, ["serve", "--port", str(port)])
    assert done.exit_code == 1
    assert f"Port {port} is in use" in done.output


@pytest.fixture(params=[("serve",), ("serve", "--demo"), ("serve", "--workers", "2")])
def started(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The site, started as README says, in a home of its own."""
    port = free_port()
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("ELEARN_") and name != "XDG_DATA_HOME"
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "elearn", *request.param, "--port", str(port)],
        env=clean | {"HOME": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    yield process, port
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout:
        process.stdout.close()


def page_of(address: str) -> str:
    """Return a page as soon as the server answers."""
    deadline = time.monotonic() + START_S
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@pytest.mark.skipif(sys.platform == "win32", reason="process groups and --workers are POSIX")
def test_serve_prints_an_address_that_answers_and_a_link_that_lets_somebody_in(
    started: tuple[subprocess.Popen[str], int],
) -> None:
    process, port = started
    assert process.stdout is not None
    assert page_of(f"http://127.0.0.1:{port}/vao")
    said = ""
    while not (found := re.search(r"http://\S+/(?:khoi-dau|vao)/\S+", said)):
        said += process.stdout.readline()
    assert f"http://127.0.0.1:{port}" in said
    assert "\u2588" in said or "\u2580" in said, "no QR code"
    assert "<form" in page_of(found[0])

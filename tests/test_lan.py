"""`elearn serve --lan` where there is no internet: a meeting runs whole."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from elearn.accounts.models import Member
from elearn.app import create_app
from elearn.config import Settings
from elearn.meetings.answer_models import Vote
from elearn.meetings.models import Meeting
from tests import lan
from tests.conftest import PIN, TOPICS, TestCell, make_cell, skip_or_fail
from tests.web.meeting_hands import plan

START_S = 60
PORT = 8080
SECRET = "a secret for the laptop"
KEY = "Kiểm tra trước thì không phải đính chính."


class Browser:
    """A phone's or the host's browser at the other end of the cable: pages, forms and a stream."""

    def __init__(self, network: lan.Lan, address: str) -> None:
        self._network, self._address = network, address
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)
        self.page = ""

    def get(self, path: str) -> str:
        """Open a page."""
        return self._fetch(path, None)

    def post(self, path: str, **fields: str) -> str:
        """Send a form of the page that is open, and return the page it leads to."""
        token = re.search(r'csrf_token"[^>]*value="([^"]+)"', self.page)
        assert token, self.page
        return self._fetch(path, urllib.parse.urlencode({"csrf_token": token[1], **fields}).encode())

    def _fetch(self, path: str, body: bytes | None) -> str:
        def fetch() -> str:
            with self._opener.open(f"{self._address}{path}", body, timeout=START_S) as answer:
                return str(answer.read().decode())

        self.page = self._network.on_phones(fetch)
        return self.page

    def first_state_in(self, stream: str) -> str:
        """Listen to a stream until it says what the room is at."""

        def listen() -> str:
            with self._opener.open(f"{self._address}{stream}", timeout=START_S) as answer:
                for line in answer:
                    if line.startswith(b"data:") and line[5:].strip():
                        return str(json.loads(line[5:])["state"])
            raise AssertionError("the stream ended")

        return self._network.on_phones(listen)


@dataclass
class Laptop:
    """The site as its owner started it on a laptop without internet."""

    network: lan.Lan
    app: Flask
    cell: TestCell
    meeting: int
    said: str

    @property
    def address(self) -> str:
        """The address that was printed."""
        found = re.search(r"elearn: (http://\S+)", self.said)
        assert found, self.said
        return found[1]

    def browser(self) -> Browser:
        """A browser that knows the address that was printed."""
        return Browser(self.network, self.address)

    def signed_in(self, member: Member) -> Browser:
        """A browser on which a member has signed in."""
        found = self.browser()
        found.get("/vao")
        found.post("/vao", code=member.code, pin=PIN)
        return found


@pytest.fixture
def network() -> Iterator[lan.Lan]:
    """A laptop and phones, and nothing else."""
    reason = lan.why_not()
    if reason:
        skip_or_fail(reason)
    try:
        with lan.lan() as found:
            yield found
    except subprocess.CalledProcessError as error:
        skip_or_fail(f"network namespaces are not allowed here: {error.stderr}")


@pytest.fixture
def laptop(network: lan.Lan, empty_sqlite: Path, tmp_path: Path) -> Iterator[Laptop]:
    """The site on the laptop, with a meeting planned."""
    path = tmp_path / "elearn.sqlite3"
    path.write_bytes(empty_sqlite.read_bytes())
    url = f"sqlite:///{path}"
    app = create_app(
        Settings(database_url=url, secret_key=SECRET, topics_folder=TOPICS, testing=True, argon2_memory_kib=8)
    )
    cell = make_cell(app, "Chi bộ Tổ 5", datetime.now(UTC))
    meeting = plan(app, cell, lambda: datetime.now(UTC))
    environ = {name: value for name, value in os.environ.items() if not name.startswith("ELEARN_")}
    environ |= {"ELEARN_DATABASE_URL": url, "ELEARN_SECRET_KEY": SECRET, "ELEARN_TOPICS": str(TOPICS)}
    command = network.command_on_laptop(sys.executable, "-m", "elearn", "serve", "--lan", "--port", str(PORT))
    log = tmp_path / "laptop.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, env=environ | {"PYTHONIOENCODING": "utf-8"}, stdout=output, stderr=output,
            start_new_session=True,
        )  # fmt: skip
    try:
        network.on_phones(lambda: wait_for(process, log))
        yield Laptop(network, app, cell, meeting, log.read_text(encoding="utf-8"))
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        app.extensions["database"].dispose()


def wait_for(process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the laptop listens."""
    until = time.monotonic() + START_S
    while True:
        with socket.socket() as probe:
            if probe.connect_ex((lan.LAPTOP_ADDRESS, PORT)) == 0:
                return
        assert process.poll() is None, log.read_text(encoding="utf-8")
        assert time.monotonic() < until, log.read_text(encoding="utf-8")
        # Waits for another process, which gives no sign but this.
        time.sleep(0.1)


def is_reachable(address: str) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        # Nothing is sent: the system only looks for a way.
        return probe.connect_ex((address, 53)) == 0


def test_the_network_has_no_way_out(network: lan.Lan) -> None:
    assert network.on_phones(lambda: is_reachable(lan.LAPTOP_ADDRESS))
    assert not network.on_phones(lambda: is_reachable("192.0.2.1"))


def press(host: Browser, meeting: int, command: str = "next") -> None:
    """Press a button on the host's screen at the version it shows."""
    page = host.get(f"/buoi/{meeting}/dieu-khien")
    version = re.search(r'name="v" value="(\d+)"', page)
    assert version, page
    host.post(f"/buoi/{meeting}/lenh", lenh=command, v=version[1])


def join(phone: Browser, code: str, member: Member) -> str:
    """Come in by the code on the wall, one's name and PIN."""
    phone.get(f"/p/{code}")
    return phone.post(f"/p/{code}", member=str(member.id), pin=PIN)


def vote(phone: Browser, meeting: int, answer: str) -> None:
    """Answer the question that is open."""
    page = phone.get(f"/buoi/{meeting}/phong")
    form = re.search(rf"/buoi/{meeting}/tra-loi/\d+", page)
    assert form, page
    phone.post(form[0], answer=answer)


def test_a_meeting_runs_whole_without_the_internet(laptop: Laptop) -> None:
    # The address that is printed, and that the wall shows, is the one that phones reach.
    assert laptop.address == f"http://{lan.LAPTOP_ADDRESS}:{PORT}"
    host, meeting = laptop.signed_in(laptop.cell.secretary), laptop.meeting
    host.get(f"/sinh-hoat/{meeting}")
    wall = host.post(f"/buoi/{meeting}/mo")
    assert f"{lan.LAPTOP_ADDRESS}:{PORT}/p" in wall
    code = re.search(r"\b([0-9A-Z]{3}) ([0-9A-Z]{3})\b", wall)
    assert code, wall

    phones = {member.id: laptop.browser() for member in (laptop.cell.binh, laptop.cell.dinh)}
    for member in (laptop.cell.binh, laptop.cell.dinh):
        assert 'data-audience="member"' in join(phones[member.id], code[1] + code[2], member)
    press(host, meeting)
    press(host, meeting)
    stream = f"/buoi/{meeting}/luong?v=0"
    assert phones[laptop.cell.binh.id].first_state_in(stream) == "voting"
    vote(phones[laptop.cell.binh.id], meeting, "a")
    vote(phones[laptop.cell.dinh.id], meeting, "b")
    assert KEY not in phones[laptop.cell.binh.id].get(f"/buoi/{meeting}/phong")
    press(host, meeting)
    press(host, meeting, "result")
    for phone in phones.values():
        assert KEY in phone.get(f"/buoi/{meeting}/phong")
    press(host, meeting, "end")
    assert "đã kết thúc" in phones[laptop.cell.dinh.id].get(f"/buoi/{meeting}/phong")

    with laptop.app.extensions["database"].reading() as session:
        votes = {row.member_id: row.response for row in session.scalars(select(Vote))}
        assert votes == {laptop.cell.binh.id: '["a"]', laptop.cell.dinh.id: '["b"]'}
        assert session.scalars(select(Meeting)).one().ended_at is not None

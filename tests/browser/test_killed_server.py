"""SIGKILL in the middle of two hundred clients' answering: what was acknowledged is there, once."""

import http.client
import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, Event, Thread
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import select

from elearn.accounts import actions
from elearn.attempts.models import GivenResponse
from tests.browser.conftest import backstage_of
from tests.browser.server import LiveServer
from tests.conftest import PIN, make_cell
from tests.web.answers import Posted, right
from tests.web.taking import start

# Killed servers and phones that wait for an answer: not two of them at once.
pytestmark = pytest.mark.xdist_group("patience")

CLIENTS = 200
QUESTIONS = 6
KILLED_AFTER = 300
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
LOST = (OSError, http.client.HTTPException)


@dataclass
class Client:
    """A phone in the middle of a quiz: its cookie, its token, and what the server acknowledged."""

    port: int
    cookie: str
    address: str
    posts: dict[int, tuple[str, Posted]]
    token: str = ""
    acknowledged: set[int] = field(default_factory=set)

    def open(self) -> None:
        """Read a question's page for the token that its form carries."""
        with self._connected() as connection:
            connection.request("GET", f"{self.address}/1", headers={"Cookie": self.cookie})
            answer = connection.getresponse()
            page = answer.read().decode()
        assert answer.status == 200, page
        new = answer.getheader("Set-Cookie")
        self.cookie = new.split(";")[0] if new else self.cookie
        found = TOKEN.search(page)
        assert found
        self.token = found[1]

    def _connected(self) -> closing[http.client.HTTPConnection]:
        return closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60))

    def answer_rest(self) -> Iterator[int]:
        """Post every answer that has no receipt, one after the other; raises when the server is gone."""
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        with self._connected() as connection:
            for number, (_, fields) in self.posts.items():
                if number not in self.acknowledged:
                    body = urlencode({"csrf_token": self.token, **fields}, doseq=True)
                    connection.request("POST", f"{self.address}/{number}", body, headers)
                    with connection.getresponse() as answer:
                        answer.read()
                        assert answer.status == 303, answer.status
                    self.acknowledged.add(number)
                    yield number


@pytest.fixture
def server(database_url: str, tmp_path: Path) -> Iterator[LiveServer]:
    """A server of this test's own, on each kind of database."""
    live = LiveServer(database_url, tmp_path / "server.log")
    live.start()
    yield live
    live.stop()


@pytest.fixture
def own_backstage(database_url: str) -> Iterator[Flask]:
    """The application on the same database."""
    app = backstage_of(database_url)
    yield app
    app.extensions["database"].dispose()


def make_clients(app: Flask, server: LiveServer) -> list[Client]:
    """Make a cell of two hundred, each with an open attempt."""
    now = datetime.now(UTC)
    cell = make_cell(app, "Chi bộ đông người", now)
    with app.app_context(), app.extensions["database"].writing() as session:
        members = [
            actions.add_member(session, cell.id, f"Trần Thị Chi {number}", "", now)
            for number in range(CLIENTS)
        ]
        for member in members:
            actions.set_pin(session, member, PIN)
        session.commit()
    clients = []
    for member in members:
        browser = app.test_client()
        assert browser.post("/vao", data={"code": member.code, "pin": PIN}).status_code == 303
        taking = start(app, browser, "practice")
        opened = taking.opened()
        posts = {
            number: (opened.order[number - 1], right(opened.question(number)))
            for number in range(1, QUESTIONS + 1)
        }
        cookie = browser.get_cookie("phien")
        assert cookie
        clients.append(Client(server.port, f"phien={cookie.value}", taking.address, posts))
    return clients


class Crowd:
    """All clients answering at once, each on a thread."""

    def __init__(self, clients: list[Client]) -> None:
        self._clients = clients
        self._ready = Barrier(len(clients))
        self._threads = [Thread(target=self._answer, args=(client,), daemon=True) for client in clients]
        self.errors: list[Exception] = []
        self.is_in_the_middle = Event()
        for thread in self._threads:
            thread.start()

    def _answer(self, client: Client) -> None:
        try:
            if not client.token:
                client.open()
            self._ready.wait(timeout=120)
            for _ in client.answer_rest():
                if sum(len(other.acknowledged) for other in self._clients) >= KILLED_AFTER:
                    self.is_in_the_middle.set()
        except LOST:
            # The server is gone: this client has no receipt for what it sent last.
            return
        except Exception as error:
            self.errors.append(error)
            self._ready.abort()

    def wait(self) -> None:
        """Wait until every client is done or has lost the server."""
        for thread in self._threads:
            thread.join(timeout=120)
        assert self.errors == []


def kept(app: Flask, client: Client) -> dict[str, list[str]]:
    """Return what the database has of a client's attempt, failing when a question is there twice."""
    attempt_id = int(client.address.rsplit("/", 1)[1])
    with app.app_context(), app.extensions["database"].reading() as session:
        found = session.execute(
            select(GivenResponse.question, GivenResponse.response).filter_by(attempt_id=attempt_id)
        ).all()
    assert len({question for question, _ in found}) == len(found)
    return {question: json.loads(response) for question, response in found}


def test_every_acknowledged_answer_is_there_once(server: LiveServer, own_backstage: Flask):
    clients = make_clients(own_backstage, server)
    crowd = Crowd(clients)
    assert crowd.is_in_the_middle.wait(timeout=120), crowd.errors
    server.kill()
    crowd.wait()
    acknowledged = sum(len(client.acknowledged) for client in clients)
    assert KILLED_AFTER <= acknowledged < CLIENTS * QUESTIONS, "the kill must come in the middle"

    server.start()
    for client in clients:
        there = kept(own_backstage, client)
        assert {client.posts[number][0] for number in client.acknowledged} <= set(there)

    # Everybody sends what has no receipt once more; some of it had arrived.
    Crowd(clients).wait()
    for client in clients:
        assert client.acknowledged == set(client.posts)
        assert len(kept(own_backstage, client)) == QUESTIONS

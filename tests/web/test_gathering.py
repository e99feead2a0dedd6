"""Answers that arrive together are let in together; nothing else waits."""

import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import Client

from elearn.meetings.gathering import Gathering
from tests.conftest import SignIn, TestCell, TestClock
from tests.web.meeting_hands import RIGHT, SCRIPT, plan, run

ANSWER = "/buoi/12/tra-loi/34"
A_DAY = 86_400.0


class Door:
    """An application that notes how many had arrived when it let each of them in."""

    def __init__(self, gather_s: float) -> None:
        self.arrived = 0
        self.seen: list[int] = []
        self._lock = threading.Lock()
        self.client = Client(Gathering(self.let_in, self.clock, gather_s))

    def clock(self) -> datetime:
        """Count who arrives."""
        with self._lock:
            self.arrived += 1
        return datetime.now(UTC)

    def let_in(self, _environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        """Note how many have arrived."""
        self.seen.append(self.arrived)
        start("200 OK", [])
        return [b""]


def test_answers_that_arrive_together_are_let_in_together() -> None:
    door = Door(gather_s=0.5)
    with ThreadPoolExecutor(5) as phones:
        assert [answer.status_code for answer in phones.map(door.client.post, [ANSWER] * 5)] == [200] * 5
    assert door.seen == [5] * 5


def test_who_comes_after_the_window_opens_the_next() -> None:
    door = Door(gather_s=0.01)
    for _ in range(2):
        door.client.post(ANSWER)
    assert door.seen == [1, 2]


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", ANSWER), ("POST", "/buoi/12/lenh"), ("POST", f"{ANSWER}/5"), ("POST", "/bai/12/tra-loi/34")],
)
def test_nothing_else_waits(method: str, path: str) -> None:
    door = Door(gather_s=A_DAY)
    assert door.client.open(path, method=method).status_code == 200
    assert door.arrived == 0


def test_an_answer_is_judged_by_when_it_arrived_and_not_by_when_it_was_let_in(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    room = run(app, signed_in(cell.secretary), plan(app, cell, the_clock))
    room.host.post(f"/buoi/{room.id}/hen-gio", data={"giay": 30})
    room.to("voting")
    dinh = signed_in(cell.dinh)

    def in_time() -> datetime:
        arrived = the_clock()
        the_clock.forward(minutes=1)
        return arrived

    app.wsgi_app = Gathering(app.wsgi_app, in_time, 0.01)  # type: ignore[method-assign] # as init_app does
    address = f"/buoi/{room.id}/tra-loi/{room.round}"
    assert dinh.post(address, data={"answer": RIGHT}, headers=SCRIPT).status_code == 200

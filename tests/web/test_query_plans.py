"""The desk finds answers by their attempt; it never walks through all that a cell ever answered."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from tests.conftest import TOPIC, SignIn, TestCell, TestClock
from tests.web.planning_hands import plan_meeting
from tests.web.taking import start

PAGES = (
    "/ket-qua",
    "/ket-qua/toan-canh",
    "/ket-qua/theo-thang",
    "/ket-qua/bao-cao",
    f"/ket-qua/{TOPIC}",
    f"/ket-qua/{TOPIC}/cau/mot",
    f"/ket-qua/{TOPIC}/so-sanh",
    f"/ket-qua/{TOPIC}/bao-cao",
    f"/ket-qua/{TOPIC}.xlsx",
    f"/ket-qua/{TOPIC}.csv",
    "/ket-qua/dang-vien/{member}",
    "/sinh-hoat/{meeting}/de-xuat",
    "/toi/ket-qua",
    "/toi/du-lieu",
)


@pytest.fixture
def plans(app: Flask) -> list[str]:
    """How SQLite finds the answers in every statement that is sent from now on."""
    found: list[str] = []
    database = app.extensions["database"]

    def explain(connection: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
        if "responses" in statement and statement.startswith("SELECT"):
            raw = connection.connection.driver_connection
            found.extend(line[3] for line in raw.execute(f"EXPLAIN QUERY PLAN {statement}", values))

    # Some pages write, too: who looked.
    for engine in (database.reader, database.engine):
        event.listen(engine, "before_cursor_execute", explain)
    return found


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_answers_are_found_by_their_attempt(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock, plans: list[str]
) -> None:
    start(app, signed_in(cell.dinh), "practice").hand_in()
    secretary = signed_in(cell.secretary)
    things = {"member": cell.dinh.id, "meeting": plan_meeting(app, secretary).id}
    for page in PAGES:
        assert secretary.get(page.format(**things)).status_code == 200, page
    of_answers = [line for line in plans if "responses" in line]
    assert of_answers
    assert not [line for line in of_answers if "attempt_id=?" not in line]

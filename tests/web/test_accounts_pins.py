"""Code and PIN: what is taken, what is slowed and locked, what is never shown."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.accounts import throttle
from elearn.accounts.models import Device, Member
from tests.conftest import PIN, TestCell, TestClock
from tests.web.accounts_hands import NEW_PIN, WRONG_PIN, add_newcomer, is_in, link_of, notice


@pytest.fixture
def newcomer(app: Flask, cell: TestCell, the_clock: TestClock) -> Member:
    """Vàng Thị Mỷ, who has a link and no PIN."""
    return add_newcomer(app, cell, the_clock)


def test_the_code_may_be_typed_with_spaces(client: FlaskClient, cell: TestCell) -> None:
    code = f" {cell.binh.code[:4]} {cell.binh.code[4:]}"
    assert client.post("/vao", data={"code": code, "pin": PIN}).status_code == 303


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"code": "1234", "pin": PIN},
        {"code": "abcdefgh", "pin": PIN},
        {"code": "１２３４５６７", "pin": PIN},
        {"code": "12345678", "pin": "12345"},
        {"code": "12345678", "pin": "12345²"},
    ],
)
def test_what_cannot_be_a_code_or_a_pin_is_refused(client: FlaskClient, data: dict[str, str]) -> None:
    assert client.post("/vao", data=data).status_code == 422


class Stopwatch:
    """The time by which wrong PINs are counted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1_795_000_000.0
        monkeypatch.setattr("time.time", lambda: self.now)


@pytest.fixture
def stopwatch(monkeypatch: pytest.MonkeyPatch) -> Stopwatch:
    """A time that stands still until a test moves it; the application is made after it."""
    return Stopwatch(monkeypatch)


def test_a_wrong_pin_is_slowed_and_then_locked_with_the_same_words_for_a_code_that_does_not_exist(
    stopwatch: Stopwatch, app: Flask, client: FlaskClient, cell: TestCell
) -> None:
    unknown = "10000001" if cell.binh.code != "10000001" else "10000002"
    said: dict[str, list[str]] = {cell.binh.code: [], unknown: []}
    for _ in range(3):
        for _ in range(4):
            for code in said:
                said[code].append(notice(client, code))
        stopwatch.now += 61
    assert said[cell.binh.code] == said[unknown]
    words = said[unknown]
    assert words[0] == words[1] != words[2], "slowed after three"
    assert words[4] == words[0], "a minute later one may try again"
    assert "15" in words[6] or "14" in words[6], "locked after six"
    assert words[8] == words[9], "and still locked a minute later"


def test_a_locked_code_refuses_the_right_pin_too(app: Flask, client: FlaskClient, cell: TestCell) -> None:
    for _ in range(3):
        notice(client, cell.binh.code)
    notice(client, cell.binh.code, PIN)
    assert client.post(link_of(app, cell.binh), data={"pin": PIN}).status_code == 422
    assert not is_in(client)


def test_the_lock_ends_by_itself(
    stopwatch: Stopwatch, app: Flask, client: FlaskClient, cell: TestCell
) -> None:
    for _ in range(3):
        notice(client, cell.binh.code)
    stopwatch.now += 61
    assert client.post("/vao", data={"code": cell.binh.code, "pin": PIN}).status_code == 303


def test_a_right_pin_forgets_the_wrong_ones(app: Flask, client: FlaskClient, cell: TestCell) -> None:
    for _ in range(4):
        notice(client, cell.binh.code)
        notice(client, cell.binh.code)
        app.test_client().post("/vao", data={"code": cell.binh.code, "pin": PIN})
    assert client.post("/vao", data={"code": cell.binh.code, "pin": PIN}).status_code == 303


def test_one_locked_member_locks_nobody_else(app: Flask, client: FlaskClient, cell: TestCell) -> None:
    for _ in range(6):
        notice(client, cell.binh.code)
    assert client.post("/vao", data={"code": cell.dinh.code, "pin": PIN}).status_code == 303


def test_one_address_cannot_try_one_pin_on_every_code(
    app: Flask, client: FlaskClient, cell: TestCell
) -> None:
    for code in range(20_000_000, 20_000_040):
        notice(client, str(code))
    notice(client, cell.binh.code, PIN)
    far = app.test_client()
    answer = far.post(
        "/vao", data={"code": cell.binh.code, "pin": PIN}, environ_base={"REMOTE_ADDR": "10.1.1.1"}
    )
    assert answer.status_code == 303


def test_neither_code_nor_address_is_counted_under_its_own_name(app: Flask, cell: TestCell) -> None:
    with app.app_context():
        throttle.take_try(cell.binh.code, "10.1.1.1")
        throttle.count_wrong("10.1.1.1")
        counted = str(vars(app.extensions["throttle"].storage))
    assert cell.binh.code not in counted
    assert "10.1.1.1" not in counted


@pytest.mark.parametrize(
    "pin",
    ["000000", "123456", "654321", "890123", "123123", "121212", "12345", "1234567", "12345a", "", "１２３"],
)
def test_an_easy_pin_and_one_that_is_none_are_refused(
    app: Flask, client: FlaskClient, newcomer: Member, pin: str
) -> None:
    path = link_of(app, newcomer)
    assert client.post(path, data={"pin": pin, "again": pin}).status_code == 422
    assert not is_in(client)


def test_two_pins_that_differ_are_refused(app: Flask, client: FlaskClient, newcomer: Member) -> None:
    answer = client.post(link_of(app, newcomer), data={"pin": NEW_PIN, "again": PIN})
    assert answer.status_code == 422


def test_the_pin_never_comes_back_to_a_page(
    app: Flask, client: FlaskClient, cell: TestCell, newcomer: Member
) -> None:
    pages = [
        client.post("/vao", data={"code": cell.binh.code, "pin": WRONG_PIN}),
        client.post("/vao", data={"code": "1", "pin": WRONG_PIN}),
        client.post(link_of(app, cell.binh), data={"pin": WRONG_PIN}),
        client.post(link_of(app, newcomer), data={"pin": WRONG_PIN, "again": PIN}),
        client.post(
            link_of(app, newcomer), data={"pin": WRONG_PIN, "again": WRONG_PIN}, follow_redirects=True
        ),
    ]
    for answer in pages:
        assert WRONG_PIN not in answer.text
        assert WRONG_PIN not in str(answer.headers)


def test_the_database_does_not_hold_what_signs_in(app: Flask, client: FlaskClient, cell: TestCell) -> None:
    client.post("/vao", data={"code": cell.binh.code, "pin": PIN})
    with app.app_context(), app.extensions["database"].reading() as session:
        device = session.scalars(select(Device).filter_by(member_id=cell.binh.id)).one()
        pin_hash = session.scalars(select(Member.pin_hash).filter_by(id=cell.binh.id)).one()
    assert re.fullmatch("[0-9a-f]{64}", device.token_digest)
    assert pin_hash
    assert pin_hash.startswith("$argon2id$")

"""Bad input of every kind: a clear message and the right status, never a stack trace, never silence."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from elearn.app import create_app
from elearn.config import Settings
from elearn.uploads import MOST_BYTES_OF_A_FORM
from tests.conftest import PIN, TOPIC, TOPICS, SignIn, TestCell, make_cell
from tests.web.taking import Taking, start

HUGE_ID = "9" * 40


@pytest.mark.parametrize(
    "address",
    [
        "/khong-co",
        "/chuyen-de/khong-co",
        "/chuyen-de/%00",
        "/chuyen-de/..%2f..%2fetc",
        f"/chuyen-de/{TOPIC}/bai/khong-co",
        f"/chuyen-de/{TOPIC}/bai/bai-mot/0",
        f"/chuyen-de/{TOPIC}/bai/bai-mot/99",
        f"/chuyen-de/{TOPIC}/bai/bai-mot/{HUGE_ID}",
        "/luot/0/1",
        "/luot/1/1",
        "/luot/-1/1",
        f"/luot/{HUGE_ID}/1",
        "/luot/999999999999999999/1",
        "/luot/abc/1",
        f"/ket-qua/{TOPIC}/cau/khong-co",
        "/ket-qua/khong-co.xlsx",
        "/ket-qua/dang-vien/1",
        f"/ket-qua/dang-vien/{HUGE_ID}",
        "/chi-bo/dang-vien/1",
        "/giao-hoc/khong-co",
        "/static/x/../../pyproject.toml",
        "/static/x/%2e%2e/pyproject.toml",
    ],
)
def test_what_does_not_exist_is_a_page_that_says_so(cell: TestCell, signed_in: SignIn, address: str) -> None:
    answer = signed_in(cell.secretary).get(address)
    assert answer.status_code == 404
    assert 'role="alert"' in answer.text


def test_a_method_that_an_address_does_not_take_is_named(cell: TestCell, signed_in: SignIn) -> None:
    answer = signed_in(cell.dinh).post("/")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert 'role="alert"' in answer.text


def test_too_large_a_form_is_refused_in_words(cell: TestCell, signed_in: SignIn) -> None:
    answer = signed_in(cell.secretary).post(
        "/chi-bo/them-danh-sach", data={"names": "x" * (MOST_BYTES_OF_A_FORM + 1)}
    )
    assert answer.status_code == 413
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize("mode", ["", "thi", "exam\x00", "practice "])
def test_an_unknown_way_of_taking_the_quiz_is_refused(cell: TestCell, signed_in: SignIn, mode: str) -> None:
    answer = signed_in(cell.dinh).post(f"/chuyen-de/{TOPIC}/lam-bai", data={"mode": mode, "ordinal": "1"})
    assert answer.status_code == 400


@pytest.mark.parametrize("ordinal", ["", "0", "-1", "abc", HUGE_ID, "1.5"])
def test_a_forged_number_of_attempt_starts_the_next_one_and_no_other(
    app: Flask, cell: TestCell, signed_in: SignIn, ordinal: str
) -> None:
    answer = signed_in(cell.dinh).post(
        f"/chuyen-de/{TOPIC}/lam-bai", data={"mode": "exam", "ordinal": ordinal}
    )
    assert answer.status_code == 303
    attempt_id = int(answer.location.split("/")[2])
    assert Taking(app, app.test_client(), f"/luot/{attempt_id}").opened().row.ordinal == 1


def test_letters_in_another_encoding_are_refused_and_nothing_is_added(
    cell: TestCell, signed_in: SignIn
) -> None:
    secretary = signed_in(cell.secretary)
    answer = secretary.post(
        "/chi-bo/them",
        data=b"name=Nguy\xe3n&note=",
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


def test_a_number_of_five_thousand_digits_is_refused_in_words(cell: TestCell, signed_in: SignIn) -> None:
    fields = {"number": "9" * 5000, "topic": TOPIC, "minutes": "9" * 5000, "tries": "1"}
    answer = signed_in(cell.secretary).post(f"/ket-qua/dang-vien/{cell.dinh.id}/gia-han", data=fields)
    assert answer.status_code == 422
    assert "digits" not in answer.text


def test_a_cookie_that_was_tampered_with_signs_nobody_in(app: Flask) -> None:
    browser = app.test_client()
    browser.set_cookie("phien", "eyJfdXNlcl9pZCI6ImdpYS1tYW8ifQ.forged.forged")
    assert "/vao" in browser.get("/").location


def test_an_unexpected_error_shows_our_page_and_no_trace(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    browser = signed_in(cell.dinh)

    def broken() -> str:
        raise RuntimeError("secret detail")

    app.view_functions["study.home"] = broken
    app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = browser.get("/")
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize(("path", "status"), [("/", 500), ("/khong-co", 404)])
def test_while_the_database_does_not_say_who_asks_our_page_is_shown(
    path: str, status: int, app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    browser = signed_in(cell.dinh)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with without_devices(app):
        answer = browser.get(path)
    assert (answer.status_code, 'role="alert"' in answer.text) == (status, True)
    assert browser.get("/").status_code == 200


@contextmanager
def without_devices(app: Flask) -> Iterator[None]:
    """Let nobody be found: as when the database does not answer."""

    def renamed(old: str, new: str) -> None:
        with app.extensions["database"].engine.begin() as connection:
            connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))

    renamed("devices", "devices_away")
    try:
        yield
    finally:
        renamed("devices_away", "devices")


# One application for all examples: Hypothesis makes hundreds of them.
@pytest.fixture(scope="module")
def quiz_taker(tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path) -> Taking:
    path = tmp_path_factory.mktemp("forms") / "elearn.sqlite3"
    path.write_bytes(empty_sqlite.read_bytes())
    application = create_app(
        Settings(
            database_url=f"sqlite:///{path}",
            secret_key="for tests",
            topics_folder=TOPICS,
            testing=True,
            argon2_memory_kib=8,
        )
    )
    application.config["WTF_CSRF_ENABLED"] = False
    cell = make_cell(application, "Chi bộ", datetime.now(UTC))
    browser: FlaskClient = application.test_client()
    browser.post("/vao", data={"code": cell.dinh.code, "pin": PIN})
    return start(application, browser, "exam")


def field_names(taking: Taking) -> list[str]:
    """Every name that some answer form of the quiz uses."""
    names = ["answer", "answers", "verdict", "reason", "text"]
    for question in taking.opened().quiz.questions:
        names += [f"pair-{left.id}" for left in getattr(question, "lefts", ())]
        names += [f"place-{item.id}" for item in getattr(question, "items", ())]
    return names


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_form_of_any_question_type_breaks_on_what_is_posted(
    quiz_taker: Taking, data: st.DataObject
) -> None:
    names = st.sampled_from(field_names(quiz_taker)) | st.text(max_size=12)
    # Digits by the thousand stop int(); ordinary random text never has so many.
    ids = st.sampled_from(
        ["9" * 5000, "a", "b", "c", "true", "false", "unknown", "x", "1", "2", "3", "4", ""]
    )
    values = st.lists(ids | st.text(max_size=40), max_size=4)
    number = data.draw(st.integers(1, 6))
    fields = data.draw(st.dictionaries(names, values, max_size=8))
    answer = quiz_taker.browser.post(f"{quiz_taker.address}/{number}", data=fields)
    assert answer.status_code in {303, 422}
    if answer.status_code == 422:
        assert 'role="alert"' in answer.text

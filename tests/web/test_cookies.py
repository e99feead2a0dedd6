"""A cookie or a form's token that was checked before is taken again, and no other is."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import SignIn, TestCell
from tests.web.test_csrf import sign_in, token_on

COOKIE = "phien"


def cookie_of(browser: FlaskClient) -> str:
    """Return the signed cookie that a browser holds."""
    held = browser.get_cookie(COOKIE)
    assert held is not None
    return held.value


def with_cookie(app: Flask, text: str) -> FlaskClient:
    """Return a browser that holds a cookie."""
    browser = app.test_client()
    browser.set_cookie(COOKIE, text)
    return browser


def test_a_cookie_that_was_checked_before_is_taken_again(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    text = cookie_of(signed_in(cell.dinh))
    for _time in range(3):
        assert with_cookie(app, text).get("/").status_code == 200


def test_a_known_cookie_with_one_letter_changed_is_nobodys(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    text = cookie_of(signed_in(cell.dinh))
    assert with_cookie(app, text).get("/").status_code == 200
    changed = text[:-1] + ("A" if text[-1] != "A" else "B")
    forged = text.replace(text[5], "x" if text[5] != "x" else "y", 1)
    for wrong in (changed[:-4] + "0000", forged, text.split(".", 1)[0]):
        assert with_cookie(app, wrong).get("/").status_code == 302


def test_a_known_cookie_ends_with_its_time(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    app.permanent_session_lifetime = timedelta(seconds=-1)
    text = cookie_of(signed_in(cell.dinh))
    assert with_cookie(app, text).get("/").status_code == 302


def test_what_one_request_adds_to_its_session_is_not_in_the_next(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    text = cookie_of(signed_in(cell.dinh))
    with with_cookie(app, text) as browser, browser.session_transaction() as session:
        session["more"] = "of this browser"
    with with_cookie(app, text) as browser, browser.session_transaction() as session:
        assert "more" not in session


@pytest.fixture
def guarded(app: Flask) -> Flask:
    """The application as it runs, with tokens checked."""
    app.config["WTF_CSRF_ENABLED"] = True
    return app


def test_a_token_of_another_session_is_refused_also_when_it_is_known(guarded: Flask, cell: TestCell) -> None:
    mine, theirs = guarded.test_client(), guarded.test_client()
    sign_in(mine, cell)
    sign_in(theirs, cell)
    own, other = token_on(mine, "/toi"), token_on(theirs, "/toi")
    assert mine.post("/toi/hien-thi", data={"csrf_token": other}).status_code == 400
    assert mine.post("/toi/hien-thi", data={"csrf_token": own}).status_code != 400
    # Once more, when each is known.
    assert mine.post("/toi/hien-thi", data={"csrf_token": other}).status_code == 400

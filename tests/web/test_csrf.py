"""Forms carry a token, and a post without it changes nothing."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import PIN, TestCell


@pytest.fixture
def guarded(app: Flask) -> Flask:
    """The application as it runs, with tokens checked."""
    app.config["WTF_CSRF_ENABLED"] = True
    return app


def token_on(browser: FlaskClient, path: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get(path).text)
    assert found
    return found[1]


def sign_in(browser: FlaskClient, cell: TestCell) -> None:
    data = {"code": cell.secretary.code, "pin": PIN, "csrf_token": token_on(browser, "/vao")}
    assert browser.post("/vao", data=data).status_code == 303


@pytest.mark.parametrize("path", ["/vao", "/ra", "/vao/x"])
def test_a_post_without_a_token_is_answered_by_our_page(
    guarded: Flask, client: FlaskClient, path: str
) -> None:
    answer = client.post(path, data={"code": "12345678", "pin": PIN})
    assert answer.status_code == 400
    assert 'class="notice notice--error"' in answer.text
    assert "CSRF" not in answer.text


def test_with_its_token_a_form_is_taken(guarded: Flask, client: FlaskClient, cell: TestCell) -> None:
    sign_in(client, cell)
    token = token_on(client, "/chi-bo/ten")
    answer = client.post("/chi-bo/ten", data={"name": "Chi bộ Tổ 6", "csrf_token": token})
    assert answer.status_code == 303


def test_another_browsers_token_is_refused(guarded: Flask, client: FlaskClient, cell: TestCell) -> None:
    sign_in(client, cell)
    token = token_on(guarded.test_client(), "/vao")
    answer = client.post("/chi-bo/ten", data={"name": "Chi bộ Tổ 6", "csrf_token": token})
    assert answer.status_code == 400
    assert "Chi bộ Tổ 5" in client.get("/chi-bo").text


def test_every_form_of_the_roster_carries_a_token(
    guarded: Flask, client: FlaskClient, cell: TestCell
) -> None:
    sign_in(client, cell)
    member = f"/chi-bo/dang-vien/{cell.binh.id}"
    pages = ["", "/sua", "/dat-lai-pin", "/chuyen-di", "/vai-tro"]
    for path in ["/chi-bo/them", "/chi-bo/them-danh-sach", "/chi-bo/ten", *(member + page for page in pages)]:
        forms = re.findall(r'<form method="post".*?</form>', client.get(path).text, re.DOTALL)
        assert forms, path
        assert all('name="csrf_token"' in form for form in forms), path

"""Personal sign-in links."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from elearn.accounts import actions
from elearn.accounts.models import Member
from tests.conftest import PIN, SignIn, TestCell, TestClock
from tests.web.accounts_hands import NEW_PIN, WRONG_PIN, add_newcomer, is_in, link_of


@pytest.fixture
def newcomer(app: Flask, cell: TestCell, the_clock: TestClock) -> Member:
    """Vàng Thị Mỷ, who has a link and no PIN."""
    return add_newcomer(app, cell, the_clock)


def test_the_first_visit_of_a_link_sets_the_pin(app: Flask, client: FlaskClient, newcomer: Member) -> None:
    path = link_of(app, newcomer)
    page = client.get(path).text
    assert 'name="again"' in page
    assert client.post(path, data={"pin": NEW_PIN, "again": NEW_PIN}).status_code == 303
    assert is_in(client)


def test_looking_at_a_link_changes_nothing(app: Flask, client: FlaskClient, newcomer: Member) -> None:
    """Zalo fetches a link to show a preview."""
    path = link_of(app, newcomer)
    for _ in range(3):
        assert client.get(path).status_code == 200
    assert not is_in(client)
    assert 'name="again"' in app.test_client().get(path).text


def test_a_later_visit_of_a_link_asks_for_the_pin(app: Flask, client: FlaskClient, cell: TestCell) -> None:
    path = link_of(app, cell.binh)
    assert 'name="again"' not in client.get(path).text
    assert client.post(path, data={"pin": WRONG_PIN}).status_code == 422
    assert not is_in(client)
    assert client.post(path, data={"pin": PIN}).status_code == 303
    assert is_in(client)


def test_a_link_cannot_change_a_pin_that_is_set(app: Flask, client: FlaskClient, cell: TestCell) -> None:
    path = link_of(app, cell.binh)
    assert client.post(path, data={"pin": NEW_PIN, "again": NEW_PIN}).status_code == 422
    assert not is_in(client)
    assert client.post(path, data={"pin": PIN}).status_code == 303


def test_a_second_tap_on_set_the_pin_signs_in_once_more(
    app: Flask, client: FlaskClient, newcomer: Member
) -> None:
    path = link_of(app, newcomer)
    for _ in range(2):
        assert client.post(path, data={"pin": NEW_PIN, "again": NEW_PIN}).status_code == 303
    assert is_in(client)


def test_the_owner_of_a_link_who_is_signed_in_goes_straight_home(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    answer = signed_in(cell.binh).get(link_of(app, cell.binh))
    assert (answer.status_code, answer.location) == (302, "/")


def test_somebody_else_is_greeted_by_the_name_on_the_link(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    path = link_of(app, cell.dinh)
    browser = signed_in(cell.binh)
    assert "Dính" in browser.get(path).text
    assert browser.get(f"{path}/khong-phai-toi").status_code == 200


@pytest.mark.parametrize("change", ["", "x", "."])
def test_a_forged_link_is_void(app: Flask, client: FlaskClient, cell: TestCell, change: str) -> None:
    path = link_of(app, cell.binh)
    # In the signature's middle: of its last letter two bits mean nothing.
    change = "y" if change == path[-9] else change
    forged = path[:-9] + change + path[-8:] if change else path.replace("/vao/", "/vao/W")
    assert client.get(forged).status_code == 410
    assert client.post(forged, data={"pin": PIN}).status_code == 410


def test_a_link_signed_by_another_installation_is_void(
    app: Flask, client: FlaskClient, cell: TestCell
) -> None:
    app.config["SECRET_KEY"], own = "another key", app.config["SECRET_KEY"]
    path = link_of(app, cell.binh)
    app.config["SECRET_KEY"] = own
    assert client.get(path).status_code == 410


@pytest.mark.parametrize("token", ["forged", "W10.x", "%00", "a" * 5000])
def test_nonsense_in_place_of_a_link_is_void(client: FlaskClient, cell: TestCell, token: str) -> None:
    assert client.get(f"/vao/{token}").status_code == 410


def test_a_renewed_link_voids_the_one_before(app: Flask, client: FlaskClient, cell: TestCell) -> None:
    old = link_of(app, cell.binh)
    with app.app_context(), app.extensions["database"].writing() as session:
        actions.renew_link(session.merge(cell.binh))
        session.commit()
    for answer in (client.get(old), client.post(old, data={"pin": PIN})):
        assert answer.status_code == 410
    assert client.get(link_of(app, cell.binh)).status_code == 200

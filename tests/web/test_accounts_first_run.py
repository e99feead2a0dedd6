"""The first run: a one-time link names the cell and its secretary."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.accounts import actions
from elearn.accounts.models import Cell
from tests.web.accounts_hands import NEW_PIN


@pytest.fixture
def first_link(app: Flask) -> str:
    """The one-time link that the command line prints."""
    with app.app_context(), app.extensions["database"].writing() as session:
        token = actions.new_setup_token(session)
        session.commit()
        return f"/khoi-dau/{token}"


FIRST_CELL = {"cell_name": "Chi bộ Tổ 5", "name": "Nguyễn Văn An", "pin": NEW_PIN, "again": NEW_PIN}


def cells_of(app: Flask) -> list[str]:
    with app.app_context(), app.extensions["database"].reading() as session:
        return list(session.scalars(select(Cell.name)))


def test_the_first_run_link_names_the_cell_and_signs_the_secretary_in(
    app: Flask, client: FlaskClient, first_link: str
) -> None:
    assert client.get(first_link).status_code == 200
    answer = client.post(first_link, data=FIRST_CELL)
    assert (answer.status_code, answer.location) == (303, "/chi-bo")
    assert client.get("/chi-bo").status_code == 200
    assert cells_of(app) == ["Chi bộ Tổ 5"]


def test_the_first_run_link_works_once(app: Flask, client: FlaskClient, first_link: str) -> None:
    client.post(first_link, data=FIRST_CELL)
    stranger = app.test_client()
    assert stranger.get(first_link).status_code == 410
    assert stranger.post(first_link, data=FIRST_CELL).status_code == 410
    assert cells_of(app) == ["Chi bộ Tổ 5"]


def test_a_form_that_was_refused_does_not_use_the_first_run_link_up(
    app: Flask, client: FlaskClient, first_link: str
) -> None:
    refused = client.post(first_link, data=FIRST_CELL | {"again": "111222"})
    assert refused.status_code == 422
    assert "Nguyễn Văn An" in refused.text
    assert client.post(first_link, data=FIRST_CELL).status_code == 303


@pytest.mark.parametrize("blank", ["cell_name", "name"])
def test_a_name_of_spaces_is_refused_in_the_first_run(
    app: Flask, client: FlaskClient, first_link: str, blank: str
) -> None:
    assert client.post(first_link, data=FIRST_CELL | {blank: "  "}).status_code == 422
    assert cells_of(app) == []


def test_a_newer_first_run_link_voids_the_one_before(
    app: Flask, client: FlaskClient, first_link: str
) -> None:
    with app.app_context(), app.extensions["database"].writing() as session:
        actions.new_setup_token(session)
        session.commit()
    assert client.get(first_link).status_code == 410
    assert client.get("/khoi-dau/forged").status_code == 410

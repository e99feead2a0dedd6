"""A quiz printed on A4: two versions, answer sheets and keys, pinned to the text that was printed."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.topics.models import Printing
from tests.conftest import TOPIC

ADDRESS = f"/chuyen-de/{TOPIC}/tren-giay"


def printed(browser: FlaskClient, address: str = ADDRESS) -> str:
    """Press the button that makes versions A and B, and return the address of the sheets."""
    number = re.search(r'name="number" value="(\d+)"', browser.get(address).text)
    assert number
    return str(browser.post(address, data={"number": number[1]}).location)


def prompts(page: str) -> list[str]:
    return re.findall(r'<p class="prompt"[^>]*>(.*?)</p>', page, re.S)


def test_both_versions_ask_the_same_in_another_order(secretary: FlaskClient) -> None:
    sheets = printed(secretary)
    asked = {letter: prompts(secretary.get(f"{sheets}?phan=de&ma-de={letter}").text) for letter in "AB"}
    assert asked["A"] != asked["B"]
    assert sorted(asked["A"]) == sorted(asked["B"])
    assert len(asked["A"]) == 6


def test_every_sheet_bears_its_version_and_code(app: Flask, secretary: FlaskClient) -> None:
    sheets = printed(secretary)
    with app.extensions["database"].reading() as session:
        code = session.scalars(select(Printing.code)).one()
    for part in ("de", "phieu", "dap-an"):
        for letter in "AB":
            page = secretary.get(f"{sheets}?phan={part}&ma-de={letter}").text
            assert f"Mã đề {letter} · {code}" in page
            other = "B" if letter == "A" else "A"
            assert f"Mã đề {other} · {code}" not in page


def test_a_second_tap_prints_nothing_new(app: Flask, secretary: FlaskClient) -> None:
    first = secretary.post(ADDRESS, data={"number": "77"}).location
    second = secretary.post(ADDRESS, data={"number": "77"}).location
    assert first == second
    with app.extensions["database"].reading() as session:
        assert len(session.scalars(select(Printing)).all()) == 1


def test_two_answer_sheets_fit_on_a_page(secretary: FlaskClient) -> None:
    page = secretary.get(f"{printed(secretary)}?phan=phieu&ma-de=A").text
    assert page.count('<section class="sheet">') == 2


def test_what_cannot_be_answered_by_a_letter_gets_a_line(secretary: FlaskClient) -> None:
    page = secretary.get(f"{printed(secretary)}?phan=phieu&ma-de=A").text
    first_sheet = page.split('<section class="sheet">')[1]
    # short_text, match and order of the test topic.
    assert first_sheet.count('class="sheet__line"') == 3


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "1" * 30])
def test_a_number_that_no_form_carries_is_refused(secretary: FlaskClient, number: str) -> None:
    assert secretary.post(ADDRESS, data={"number": number}).status_code == 400


def test_a_version_that_was_not_printed_is_no_page(secretary: FlaskClient) -> None:
    assert secretary.get(f"{printed(secretary)}?ma-de=C").status_code == 404

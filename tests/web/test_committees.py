"""The committee above sees counts and shares of cells that agreed, and no name."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from elearn.accounts import actions
from tests.conftest import TOPIC, SignIn, TestCell, TestClock, make_cell
from tests.web.taking import start


@pytest.fixture
def committee(other_cell: TestCell, signed_in: SignIn) -> FlaskClient:
    """The browser of the committee's secretary, who made a code."""
    browser = signed_in(other_cell.secretary)
    browser.post("/cap-duoi/ma")
    return browser


def code(committee: FlaskClient) -> str:
    found = re.search(r"<strong class=\"code-big\">(\w+)</strong>", committee.get("/cap-duoi").text)
    assert found is not None
    return found[1]


def join(secretary: FlaskClient, committee: FlaskClient) -> None:
    secretary.post("/chi-bo/cap-tren", data={"code": code(committee), "agrees": "1"})


def grow(app: Flask, cell: TestCell, the_clock: TestClock, count: int) -> None:
    """Add members with names that nobody else has."""
    with app.app_context(), app.extensions["database"].writing() as session:
        for number in range(count):
            actions.add_member(session, cell.id, f"Giàng A Tính {number}", "", the_clock())
        session.commit()


def test_the_secretary_sees_whose_code_it_is_before_agreeing(
    secretary: FlaskClient, committee: FlaskClient
) -> None:
    page = secretary.post("/chi-bo/cap-tren", data={"code": code(committee).lower()}).text
    assert "Chi bộ Nà Chì" in page
    assert "Chưa có chi bộ nào" in committee.get("/cap-duoi").text
    join(secretary, committee)
    assert "Chi bộ Tổ 5" in committee.get("/cap-duoi").text


@pytest.mark.parametrize("typed", ["", "XXXXXX", "' OR 1=1", "\x00"])
def test_a_code_that_nobody_has_is_refused(secretary: FlaskClient, typed: str) -> None:
    assert secretary.post("/chi-bo/cap-tren", data={"code": typed, "agrees": "1"}).status_code == 422


def test_nobody_joins_themselves(committee: FlaskClient) -> None:
    assert (
        committee.post("/chi-bo/cap-tren", data={"code": code(committee), "agrees": "1"}).status_code == 422
    )


def test_a_cell_below_five_people_shows_its_name_only_and_is_in_no_sum(
    app: Flask, cell: TestCell, the_clock: TestClock, secretary: FlaskClient, committee: FlaskClient
) -> None:
    join(secretary, committee)
    page = committee.get("/cap-duoi").text
    assert "dưới 5 người" in page
    assert "%" not in page.partition("<table")[2]
    grow(app, cell, the_clock, 1)
    assert "dưới 5 người" not in committee.get("/cap-duoi").text.partition("<table")[2]


def test_shares_follow_what_members_did_and_never_name_them(
    app: Flask,
    cell: TestCell,
    the_clock: TestClock,
    secretary: FlaskClient,
    committee: FlaskClient,
    signed_in: SignIn,
) -> None:
    grow(app, cell, the_clock, 1)
    join(secretary, committee)
    window = {"opens_on": "01/12/2026", "closes_on": "05/12/2026", "tries": "2", "minutes": "20"}
    assert secretary.post(f"/giao-hoc/{TOPIC}", data=window).status_code == 303
    start(app, signed_in(cell.dinh), "practice").hand_in()
    page = committee.get("/cap-duoi").text
    assert "<td>5</td><td>20%</td>" in page.replace("\xa0", "")
    assert "20%" in page.partition("</table>")[2].replace("\xa0", "")
    for member in (cell.secretary, cell.deputy, cell.dinh, cell.binh):
        assert member.name not in page
    assert "Giàng A Tính" not in page
    the_clock.forward(days=91)
    assert "<td>5</td><td>0%</td>" in committee.get("/cap-duoi").text.replace("\xa0", "")


def test_a_small_cell_cannot_be_told_from_the_sums(
    app: Flask,
    cell: TestCell,
    the_clock: TestClock,
    secretary: FlaskClient,
    committee: FlaskClient,
    signed_in: SignIn,
) -> None:
    grow(app, cell, the_clock, 2)
    join(secretary, committee)
    before = committee.get("/cap-duoi").text
    small = make_cell(app, "Chi bộ nhỏ", the_clock())
    join(signed_in(small.secretary), committee)
    start(app, signed_in(small.dinh), "practice").hand_in()
    after = committee.get("/cap-duoi").text
    assert "Chi bộ nhỏ" in after
    numbers = re.compile(r"<td>[^<]*</td>")
    assert numbers.findall(before) == numbers.findall(after)


def test_leaving_ends_it_at_once_and_a_new_code_keeps_who_joined(
    secretary: FlaskClient, committee: FlaskClient
) -> None:
    old = code(committee)
    join(secretary, committee)
    committee.post("/cap-duoi/ma")
    assert "Chi bộ Tổ 5" in committee.get("/cap-duoi").text
    assert secretary.post("/chi-bo/cap-tren", data={"code": old}).status_code == 422
    for _ in range(2):
        secretary.post("/chi-bo/cap-tren/roi")
    assert "Chi bộ Tổ 5" not in committee.get("/cap-duoi").text


def test_a_committee_reaches_nothing_of_a_cell_but_its_counts(
    cell: TestCell, secretary: FlaskClient, committee: FlaskClient
) -> None:
    join(secretary, committee)
    for address in (f"/chi-bo/dang-vien/{cell.dinh.id}", f"/ket-qua/dang-vien/{cell.dinh.id}"):
        assert committee.get(address).status_code == 404
    assert cell.dinh.name not in committee.get("/ket-qua").text


def test_members_do_not_join_or_look(cell: TestCell, signed_in: SignIn) -> None:
    member = signed_in(cell.dinh)
    assert member.get("/cap-duoi").status_code == 403
    assert member.post("/chi-bo/cap-tren", data={"code": "ABC"}).status_code == 403

"""The member's own page: who one is here, devices, the PIN, and how pages look."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.accounts.models import Device, Member
from tests.conftest import PIN, SignIn, TestCell
from tests.web.reading import MOST_STATEMENTS, statements

NEW_PIN = "718294"


def devices(app: Flask, member: Member) -> list[int]:
    """Return the ids of a member's devices, the first sign-in leading."""
    with app.extensions["database"].reading() as session:
        found = select(Device.id).where(Device.member_id == member.id)
        return list(session.scalars(found.order_by(Device.signed_in_at, Device.id)))


def is_signed_in(browser: FlaskClient) -> bool:
    """Say whether a browser still sees its own page."""
    return browser.get("/toi").status_code == 200


def made_for(browser: FlaskClient) -> str:
    """Return what the form that changes the PIN carries."""
    page = browser.get("/toi/ma-pin").text
    return page.split('name="made_for"')[1].split('value="')[1].split('"')[0]


def change_pin(browser: FlaskClient, stamp: str, old: str = PIN) -> int:
    """Post the form that changes the PIN."""
    data = {"made_for": stamp, "old": old, "pin": NEW_PIN, "again": NEW_PIN}
    return browser.post("/toi/ma-pin", data=data).status_code


def signs_in_with(app: Flask, member: Member, pin: str) -> bool:
    """Say whether a PIN opens a member's door."""
    return app.test_client().post("/vao", data={"code": member.code, "pin": pin}).status_code == 303


def test_the_page_names_the_member_the_cell_and_the_code(cell: TestCell, dinh: FlaskClient) -> None:
    page = dinh.get("/toi").text
    assert "Sùng Mí Dính" in page
    assert "Chi bộ Tổ 5" in page
    assert f"{cell.dinh.code[:4]} {cell.dinh.code[4:]}" in page
    assert cell.binh.code[:4] + " " + cell.binh.code[4:] not in page


def test_the_page_is_for_signed_in_members(client: FlaskClient) -> None:
    for path in ("/toi", "/toi/ma-pin", "/toi/du-lieu", "/toi/du-lieu.json", "/toi/du-lieu/chu", "/toi/xoa"):
        assert "/vao?" in client.get(path).headers["Location"]


@pytest.mark.parametrize("path", ["/toi", "/toi/ma-pin"])
def test_every_page_takes_a_handful_of_statements(app: Flask, dinh: FlaskClient, path: str) -> None:
    with statements(app) as sent:
        assert dinh.get(path).status_code == 200
    assert len(sent) <= MOST_STATEMENTS


# Devices


def test_this_device_is_marked_and_another_one_can_be_ended(
    app: Flask, cell: TestCell, dinh: FlaskClient, signed_in: SignIn
) -> None:
    old_phone = signed_in(cell.dinh)
    this, other = devices(app, cell.dinh)
    page = dinh.get("/toi").text
    assert f"/toi/thiet-bi/{this}/ket-thuc" not in page
    assert f"/toi/thiet-bi/{other}/ket-thuc" in page
    assert dinh.post(f"/toi/thiet-bi/{other}/ket-thuc").status_code == 303
    assert is_signed_in(dinh)
    assert not is_signed_in(old_phone)


def test_ending_a_device_twice_changes_nothing(
    app: Flask, cell: TestCell, dinh: FlaskClient, signed_in: SignIn
) -> None:
    signed_in(cell.dinh)
    other = devices(app, cell.dinh)[1]
    for _tap in range(2):
        assert dinh.post(f"/toi/thiet-bi/{other}/ket-thuc").status_code == 303
    assert len(devices(app, cell.dinh)) == 1


def test_another_member_s_device_cannot_be_ended(
    app: Flask, cell: TestCell, other_cell: TestCell, dinh: FlaskClient, signed_in: SignIn
) -> None:
    others = [signed_in(cell.binh), signed_in(other_cell.binh)]
    for member in (cell.binh, other_cell.binh):
        dinh.post(f"/toi/thiet-bi/{devices(app, member)[0]}/ket-thuc")
    assert all(is_signed_in(browser) for browser in others)


def test_all_other_devices_end_at_once(
    app: Flask, cell: TestCell, dinh: FlaskClient, signed_in: SignIn
) -> None:
    others = [signed_in(cell.dinh), signed_in(cell.dinh)]
    neighbour = signed_in(cell.binh)
    assert dinh.post("/toi/thiet-bi/ket-thuc-cac-may-khac").status_code == 303
    assert is_signed_in(dinh)
    assert is_signed_in(neighbour)
    assert not any(is_signed_in(browser) for browser in others)


# The PIN


def test_the_pin_is_changed_with_the_old_one_and_other_devices_end(
    app: Flask, cell: TestCell, dinh: FlaskClient, signed_in: SignIn
) -> None:
    old_phone = signed_in(cell.dinh)
    assert change_pin(dinh, made_for(dinh)) == 303
    assert is_signed_in(dinh)
    assert not is_signed_in(old_phone)
    assert signs_in_with(app, cell.dinh, NEW_PIN)
    assert not signs_in_with(app, cell.dinh, PIN)


def test_a_second_tap_on_change_changes_nothing_and_counts_no_wrong_pin(
    app: Flask, cell: TestCell, dinh: FlaskClient
) -> None:
    stamp = made_for(dinh)
    for _tap in range(8):
        assert change_pin(dinh, stamp) == 303
    assert signs_in_with(app, cell.dinh, NEW_PIN)


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [
        ("111112", NEW_PIN, NEW_PIN),
        (PIN, NEW_PIN, "718295"),
        (PIN, "123456", "123456"),
        (PIN, "71829", "71829"),
        ("", NEW_PIN, NEW_PIN),
    ],
)
def test_a_wrong_old_pin_or_a_poor_new_one_leaves_everything(
    app: Flask, cell: TestCell, dinh: FlaskClient, signed_in: SignIn, old: str, new: str, again: str
) -> None:
    other_phone = signed_in(cell.dinh)
    answer = dinh.post(
        "/toi/ma-pin", data={"made_for": made_for(dinh), "old": old, "pin": new, "again": again}
    )
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert NEW_PIN not in answer.text
    assert is_signed_in(other_phone)
    assert signs_in_with(app, cell.dinh, PIN)


def test_guessing_the_old_pin_is_slowed(app: Flask, cell: TestCell, dinh: FlaskClient) -> None:
    stamp = made_for(dinh)
    for guess in ("100200", "100201", "100202"):
        change_pin(dinh, stamp, old=guess)
    assert change_pin(dinh, stamp) == 422
    assert not signs_in_with(app, cell.dinh, PIN)


# Display


def test_larger_text_is_remembered_and_switched_back(dinh: FlaskClient) -> None:
    assert 'class="large-text"' not in dinh.get("/toi").text
    answer = dinh.post("/toi/hien-thi", data={"text_size": "large", "next": "/chuyen-de/x?a=1"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/chuyen-de/x?a=1")
    assert 'class="large-text"' in dinh.get("/toi").text
    dinh.post("/toi/hien-thi", data={"text_size": "normal", "next": "/toi"})
    assert 'class="large-text"' not in dinh.get("/toi").text


def test_the_language_is_remembered_and_leaves_the_size(dinh: FlaskClient) -> None:
    dinh.post("/toi/hien-thi", data={"text_size": "large"})
    dinh.post("/toi/hien-thi", data={"language": "en"})
    page = dinh.get("/toi").text
    assert '<html lang="en" class="large-text">' in page
    dinh.post("/toi/hien-thi", data={"language": "vi"})
    assert '<html lang="vi" class="large-text">' in dinh.get("/toi").text


def test_somebody_who_is_not_signed_in_can_choose_the_display(client: FlaskClient) -> None:
    answer = client.post("/toi/hien-thi", data={"text_size": "large", "language": "en", "next": "/vao"})
    assert answer.headers["Location"] == "/vao"
    assert '<html lang="en" class="large-text">' in client.get("/vao").text


@pytest.mark.parametrize("data", [{"text_size": "huge"}, {"language": "fr"}])
def test_a_display_that_does_not_exist_is_refused(client: FlaskClient, data: dict[str, str]) -> None:
    answer = client.post("/toi/hien-thi", data=data)
    assert answer.status_code == 400
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "target",
    ["", "https://example.org/", "//example.org", "/\\example.org", "/\t/example.org", "/\n/example.org",
     "/\x0b/example.org", "javascript:alert(1)"],
)  # fmt: skip
def test_the_way_back_never_leads_to_another_site(dinh: FlaskClient, target: str) -> None:
    answer = dinh.post("/toi/hien-thi", data={"text_size": "large", "next": target})
    assert answer.headers["Location"] == "/toi"

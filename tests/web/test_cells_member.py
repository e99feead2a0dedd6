"""One member's page: what signs them in, name, roles, leaving, coming back; and the cards."""

import pytest
from flask import Flask

from elearn.accounts import throttle
from elearn.accounts.models import Member
from tests.conftest import PIN, SignIn, TestCell, TestClock
from tests.web.accounts_hands import link_of
from tests.web.cells_hands import member_now, page_of, roles_now, serial_on, text_of

ALONE = "elearn serve --lan"


def test_a_members_page_has_the_link_the_code_and_the_qr_code(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    page = signed_in(cell.secretary).get(page_of(cell.binh)).text
    assert f"http://localhost{link_of(app, cell.binh)}" in page
    assert f"{cell.binh.code[:4]} {cell.binh.code[4:]}" in page
    assert 'src="data:image/svg+xml' in page
    assert "<svg" not in page
    assert " style=" not in page


def test_links_start_with_the_configured_address(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    settings = app.extensions["settings"]
    object.__setattr__(settings, "public_url", "https://hoc.example.vn")
    page = signed_in(cell.secretary).get(page_of(cell.binh)).text
    assert f"https://hoc.example.vn{link_of(app, cell.binh)}" in page


def test_a_link_that_opens_on_this_computer_only_is_called_so(app: Flask, cell: TestCell) -> None:
    for host, only_here in (("127.0.0.1:8080", True), ("localhost", True), ("192.168.1.4:8080", False)):
        app.config["SERVER_NAME"] = host
        browser = app.test_client()
        browser.post("/vao", data={"code": cell.secretary.code, "pin": PIN})
        page = browser.get(page_of(cell.binh)).text
        assert f"http://{host}/vao/" in page
        assert (f"“{ALONE}”" in page) == only_here


def test_the_name_and_note_are_corrected(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    browser = signed_in(cell.secretary)
    answer = browser.post(f"{page_of(cell.binh)}/sua", data={"name": "Lê Thị Ái Bình", "note": "tổ 2"})
    assert answer.status_code == 303
    now = member_now(app, cell.binh)
    assert (now.name, now.note) == ("Lê Thị Ái Bình", "tổ 2")
    assert now.sort_text != cell.binh.sort_text


def test_a_member_cannot_be_given_anothers_name_and_note(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    browser = signed_in(cell.secretary)
    assert browser.post(f"{page_of(cell.binh)}/sua", data={"name": "Sùng Mí Dính"}).status_code == 422
    assert browser.post(f"{page_of(cell.binh)}/sua", data={"name": "Lê Thị Bình"}).status_code == 303
    assert member_now(app, cell.binh).name == "Lê Thị Bình"


@pytest.mark.parametrize("name", ["<b>Bình</b>", "Bình 2", "Bình = tổ"])
def test_a_corrected_name_is_a_name_too(app: Flask, cell: TestCell, signed_in: SignIn, name: str) -> None:
    assert signed_in(cell.secretary).post(f"{page_of(cell.binh)}/sua", data={"name": name}).status_code == 422
    assert member_now(app, cell.binh).name == "Lê Thị Bình"


def test_a_renewed_link_voids_the_old_one_and_keeps_the_pin(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    browser, old = signed_in(cell.secretary), link_of(app, cell.binh)
    serial = serial_on(browser, page_of(cell.binh))
    assert browser.post(f"{page_of(cell.binh)}/lien-ket-moi", data={"serial": serial}).status_code == 303
    stranger = app.test_client()
    assert stranger.get(old).status_code == 410
    assert stranger.post(link_of(app, cell.binh), data={"pin": PIN}).status_code == 303


@pytest.mark.parametrize("what", ["lien-ket-moi", "dat-lai-pin"])
def test_a_second_tap_does_not_void_the_new_link(
    app: Flask, cell: TestCell, signed_in: SignIn, what: str
) -> None:
    browser = signed_in(cell.secretary)
    serial = serial_on(browser, page_of(cell.binh))
    browser.post(f"{page_of(cell.binh)}/{what}", data={"serial": serial})
    new = link_of(app, cell.binh)
    assert browser.post(f"{page_of(cell.binh)}/{what}", data={"serial": serial}).status_code == 303
    assert link_of(app, cell.binh) == new


@pytest.mark.parametrize("serial", ["", "0", "x", "9" * 30])
def test_a_button_without_its_serial_changes_nothing(
    app: Flask, cell: TestCell, signed_in: SignIn, serial: str
) -> None:
    old = link_of(app, cell.binh)
    signed_in(cell.secretary).post(f"{page_of(cell.binh)}/lien-ket-moi", data={"serial": serial})
    assert link_of(app, cell.binh) == old


def reset(secretary_signed_in: SignIn, cell: TestCell, member: Member) -> int:
    """Reset a member's PIN as the secretary does."""
    browser = secretary_signed_in(cell.secretary)
    serial = serial_on(browser, f"{page_of(member)}/dat-lai-pin")
    return browser.post(f"{page_of(member)}/dat-lai-pin", data={"serial": serial}).status_code


def test_resetting_the_pin_voids_pin_link_and_devices(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    phone, old = signed_in(cell.binh), link_of(app, cell.binh)
    assert reset(signed_in, cell, cell.binh) == 303
    assert phone.get("/").status_code == 302
    assert app.test_client().get(old).status_code == 410
    assert app.test_client().post("/vao", data={"code": cell.binh.code, "pin": PIN}).status_code == 422
    assert member_now(app, cell.binh).code == cell.binh.code


def test_resetting_the_pin_lifts_the_lock(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    with app.app_context():
        for _ in range(10):
            throttle.take_try(cell.binh.code, "10.0.0.9")
        assert throttle.wait_before(cell.binh.code, "10.0.0.1")
    reset(signed_in, cell, cell.binh)
    with app.app_context():
        assert throttle.wait_before(cell.binh.code, "10.0.0.1") is None


def test_a_leader_does_not_lock_themselves_out(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    browser = signed_in(cell.secretary)
    answer = browser.post(f"{page_of(cell.secretary)}/dat-lai-pin", data={"serial": "1"})
    assert answer.status_code == 409
    assert browser.get("/chi-bo").status_code == 200


def test_moving_out_is_asked_first_and_keeps_what_was_done(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    browser = signed_in(cell.secretary)
    assert browser.get(f"{page_of(cell.dinh)}/chuyen-di").status_code == 200
    assert member_now(app, cell.dinh).left_at is None
    browser.post(f"{page_of(cell.dinh)}/chuyen-di")
    now = member_now(app, cell.dinh)
    assert now.left_at is not None
    assert now.name == "Sùng Mí Dính"


def test_moving_out_a_second_time_keeps_the_first_day(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    browser = signed_in(cell.secretary)
    browser.post(f"{page_of(cell.dinh)}/chuyen-di")
    first = member_now(app, cell.dinh)
    the_clock.forward(days=3)
    browser.post(f"{page_of(cell.dinh)}/chuyen-di")
    again = member_now(app, cell.dinh)
    assert (again.left_at, again.link_serial) == (first.left_at, first.link_serial)


def test_moving_back_opens_a_new_link(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    browser, old = signed_in(cell.secretary), link_of(app, cell.dinh)
    browser.post(f"{page_of(cell.dinh)}/chuyen-di")
    assert app.test_client().get(link_of(app, cell.dinh)).status_code == 410
    for _ in range(2):
        assert browser.post(f"{page_of(cell.dinh)}/tro-lai").status_code == 303
    assert app.test_client().get(link_of(app, cell.dinh)).status_code == 200
    assert app.test_client().get(old).status_code == 410


@pytest.mark.parametrize("what", ["lien-ket-moi", "dat-lai-pin", "vai-tro"])
def test_nothing_is_changed_about_who_left(cell: TestCell, signed_in: SignIn, app: Flask, what: str) -> None:
    browser = signed_in(cell.secretary)
    browser.post(f"{page_of(cell.dinh)}/chuyen-di")
    before = member_now(app, cell.dinh).link_serial
    answer = browser.post(f"{page_of(cell.dinh)}/{what}", data={"serial": before, "roles": "host"})
    assert answer.status_code == 409
    assert member_now(app, cell.dinh).link_serial == before
    assert roles_now(app, cell.dinh) == set()
    assert "vao/" not in browser.get(page_of(cell.dinh)).text


def test_the_cards_hold_everybodys_link_and_code(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    text = text_of(signed_in(cell.secretary), "/chi-bo/the-dang-nhap")
    for member in (cell.secretary, cell.deputy, cell.dinh, cell.binh):
        assert member.name in text
        assert f"{member.code[:4]} {member.code[4:]}" in text


def test_only_those_without_a_pin_are_printed_when_asked(cell: TestCell, signed_in: SignIn) -> None:
    browser = signed_in(cell.secretary)
    assert "data:image" not in browser.get("/chi-bo/the-dang-nhap?chua=1").text
    browser.post("/chi-bo/them", data={"name": "Vàng Thị Mỷ"})
    page = browser.get("/chi-bo/the-dang-nhap?chua=1").text
    assert page.count("data:image") == 1
    assert "Vàng Thị Mỷ" in page


def test_who_left_gets_no_card(cell: TestCell, signed_in: SignIn) -> None:
    browser = signed_in(cell.secretary)
    browser.post(f"{page_of(cell.dinh)}/chuyen-di", follow_redirects=True)
    text = text_of(browser, "/chi-bo/the-dang-nhap")
    assert "Lê Thị Bình" in text
    assert "Sùng Mí Dính" not in text

"""What a deputy does in the roster, and what the secretary alone decides."""

import re

from flask import Flask

from tests.conftest import SignIn, TestCell
from tests.web.accounts_hands import link_of
from tests.web.cells_hands import member_now, page_of, roles_now


def test_a_deputy_renames_ordinary_members_and_themselves_but_no_other_leader(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    browser = signed_in(cell.deputy)
    people = ((cell.secretary, "tổ 1", False), (cell.binh, "tổ 2", True), (cell.deputy, "tổ 3", True))
    for member, note, allowed in people:
        path = f"{page_of(member)}/sua"
        assert browser.get(path).status_code == (200 if allowed else 403)
        answer = browser.post(path, data={"name": "Lò Thị Hoà", "note": note})
        assert answer.status_code == (303 if allowed else 403)
        assert (path in browser.get(page_of(member)).text) == allowed
    assert member_now(app, cell.secretary).name == "Nguyễn Văn An"
    assert member_now(app, cell.binh).name == "Lò Thị Hoà"


def test_a_deputy_does_not_rename_another_deputy(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    signed_in(cell.secretary).post(f"{page_of(cell.binh)}/vai-tro", data={"roles": "deputy"})
    assert (
        signed_in(cell.deputy).post(f"{page_of(cell.binh)}/sua", data={"name": "Lò Hoà"}).status_code == 403
    )
    assert member_now(app, cell.binh).name == "Lê Thị Bình"


def test_where_moving_out_is_refused_the_page_says_so_and_has_no_button(
    cell: TestCell, signed_in: SignIn
) -> None:
    for leader, member, status in (
        (cell.deputy, cell.secretary, 403),
        (cell.deputy, cell.deputy, 403),
        (cell.secretary, cell.secretary, 409),
        (cell.deputy, cell.binh, 200),
    ):
        answer = signed_in(leader).get(f"{page_of(member)}/chuyen-di")
        assert answer.status_code == status
        assert ('class="button button--primary">Chuyển' in answer.text) == (status == 200)


def test_a_deputy_gives_small_roles_but_does_not_decide_who_leads(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    browser = signed_in(cell.deputy)
    assert browser.post(f"{page_of(cell.binh)}/vai-tro", data={"roles": "host"}).status_code == 303
    for role in ("deputy", "secretary"):
        answer = browser.post(f"{page_of(cell.binh)}/vai-tro", data={"roles": [role, "host"]})
        assert answer.status_code == 403
    assert browser.post(f"{page_of(cell.secretary)}/vai-tro", data={}).status_code == 403
    assert roles_now(app, cell.binh) == {"host"}
    assert roles_now(app, cell.secretary) == {"secretary"}


def test_a_deputy_gives_a_leader_a_small_role_too(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    path = f"{page_of(cell.secretary)}/vai-tro"
    page = signed_in(cell.deputy).get(path).text
    assert re.search(r'type="hidden" name="roles" value="secretary"', page)
    assert signed_in(cell.deputy).post(path, data={"roles": ["secretary", "author"]}).status_code == 303
    assert roles_now(app, cell.secretary) == {"secretary", "author"}


def test_a_deputy_cannot_become_the_secretary_by_their_sign_in(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    browser, page = signed_in(cell.deputy), page_of(cell.secretary)
    shown = browser.get(page).text
    assert link_of(app, cell.secretary) not in shown
    assert link_of(app, cell.secretary) not in browser.get("/chi-bo/the-dang-nhap").text
    for path in ("lien-ket-moi", "dat-lai-pin", "chuyen-di"):
        assert browser.post(f"{page}/{path}", data={"serial": "1"}).status_code == 403
    assert member_now(app, cell.secretary).link_serial == 1

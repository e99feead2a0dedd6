"""Roles: given for a time, taken back, kept as a record; a cell is never without a secretary."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from elearn.accounts.models import Member
from tests.conftest import SignIn, TestCell, TestClock
from tests.web.cells_hands import page_of, roles_now, text_of

# The clock stands at 23/11/2026.


def give(browser: FlaskClient, member: Member, role: str, since: str = "", until: str = "", **more: str):
    """Give a member one role with its days, as the page's form does."""
    days = {f"{role}-since": since, f"{role}-until": until}
    return browser.post(f"{page_of(member)}/vai-tro", data={"roles": role, **days, **more})


def test_roles_are_given_and_taken(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    browser, path = signed_in(cell.secretary), f"{page_of(cell.binh)}/vai-tro"
    for _ in range(2):
        assert browser.post(path, data={"roles": ["host", "deputy"]}).status_code == 303
    assert roles_now(app, cell.binh) == {"host", "deputy"}
    assert signed_in(cell.binh).get("/chi-bo").status_code == 200
    browser.post(path, data={})
    assert roles_now(app, cell.binh) == set()


def test_an_unknown_role_is_refused(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    path = f"{page_of(cell.binh)}/vai-tro"
    assert signed_in(cell.secretary).post(path, data={"roles": "king"}).status_code == 422
    assert roles_now(app, cell.binh) == set()


def test_the_last_secretary_stays(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    browser, page = signed_in(cell.secretary), page_of(cell.secretary)
    assert browser.post(f"{page}/vai-tro", data={}).status_code == 409
    assert browser.post(f"{page}/chuyen-di").status_code == 409
    assert roles_now(app, cell.secretary) == {"secretary"}
    assert browser.get("/chi-bo").status_code == 200


def test_another_cells_secretary_does_not_count(
    cell: TestCell, other_cell: TestCell, signed_in: SignIn
) -> None:
    assert other_cell.secretary.id != cell.secretary.id
    assert signed_in(cell.secretary).post(f"{page_of(cell.secretary)}/chuyen-di").status_code == 409


def test_a_secretary_hands_over_and_steps_back(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    browser = signed_in(cell.secretary)
    browser.post(f"{page_of(cell.deputy)}/vai-tro", data={"roles": "secretary"})
    answer = browser.post(f"{page_of(cell.secretary)}/vai-tro", data={})
    assert (answer.status_code, answer.location) == (303, "/")
    assert roles_now(app, cell.deputy) == {"secretary"}
    assert browser.get("/chi-bo").status_code == 403


def test_a_role_begins_on_its_first_day_and_is_over_after_its_last(
    app: Flask, cell: TestCell, secretary: FlaskClient, signed_in: SignIn, the_clock: TestClock
) -> None:
    assert give(secretary, cell.binh, "deputy", "25/11/2026", "26/11/2026").status_code == 303
    binh = signed_in(cell.binh)
    seen = []
    for _ in range(5):
        seen.append(binh.get("/chi-bo").status_code)
        the_clock.forward(days=1)
    assert seen == [403, 403, 200, 200, 403]


def test_the_days_of_a_role_stand_on_the_members_page_and_on_their_own(
    cell: TestCell, secretary: FlaskClient, signed_in: SignIn
) -> None:
    give(secretary, cell.binh, "host", "01/06/2025", "31/12/2026")
    words = "từ ngày 01/06/2025 đến hết ngày 31/12/2026"
    assert words in text_of(secretary, page_of(cell.binh))
    binh = signed_in(cell.binh)
    assert words in text_of(binh, "/toi/du-lieu")
    assert words in text_of(binh, "/toi/du-lieu/chu")


def test_a_role_that_is_over_stays_as_a_record(
    app: Flask, cell: TestCell, secretary: FlaskClient, the_clock: TestClock
) -> None:
    give(secretary, cell.binh, "host", "01/06/2025")
    secretary.post(f"{page_of(cell.binh)}/vai-tro", data={})
    assert roles_now(app, cell.binh) == set()
    page = text_of(secretary, f"{page_of(cell.binh)}/vai-tro")
    assert "người điều hành buổi sinh hoạt, từ ngày 01/06/2025 đến hết ngày 22/11/2026" in page
    give(secretary, cell.binh, "host")
    assert roles_now(app, cell.binh) == {"host"}
    assert "đến hết ngày 22/11/2026" in text_of(secretary, f"{page_of(cell.binh)}/vai-tro")


def test_a_role_given_and_taken_back_on_one_day_was_a_slip_and_leaves_no_record(
    cell: TestCell, secretary: FlaskClient
) -> None:
    give(secretary, cell.binh, "host")
    secretary.post(f"{page_of(cell.binh)}/vai-tro", data={})
    assert "Vai trò đã giữ" not in text_of(secretary, f"{page_of(cell.binh)}/vai-tro")


def test_who_leaves_and_returns_has_the_record_and_not_the_role(
    app: Flask, cell: TestCell, secretary: FlaskClient, the_clock: TestClock
) -> None:
    give(secretary, cell.binh, "deputy")
    the_clock.forward(days=3)
    secretary.post(f"{page_of(cell.binh)}/chuyen-di")
    secretary.post(f"{page_of(cell.binh)}/tro-lai")
    assert roles_now(app, cell.binh) == set()
    page = text_of(secretary, f"{page_of(cell.binh)}/vai-tro")
    assert "từ ngày 23/11/2026 đến hết ngày 25/11/2026" in page


def test_a_last_day_for_the_only_secretary_needs_a_successor_from_the_next_day(
    app: Flask, cell: TestCell, secretary: FlaskClient, the_clock: TestClock
) -> None:
    assert give(secretary, cell.secretary, "secretary", until="31/12/2026").status_code == 409
    give(secretary, cell.deputy, "secretary", "02/01/2027")
    assert give(secretary, cell.secretary, "secretary", until="31/12/2026").status_code == 409
    give(secretary, cell.deputy, "secretary", "01/01/2027")
    assert give(secretary, cell.secretary, "secretary", until="31/12/2026").status_code == 303
    # The successor may not be taken away either.
    assert secretary.post(f"{page_of(cell.deputy)}/vai-tro", data={}).status_code == 409
    assert secretary.post(f"{page_of(cell.deputy)}/chuyen-di").status_code == 409
    assert roles_now(app, cell.deputy) == set()
    the_clock.forward(days=39)
    assert roles_now(app, cell.secretary) == set()
    assert roles_now(app, cell.deputy) == {"secretary"}


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("01/12/2026", "30/11/2026", "Ngày cuối phải bằng hoặc sau ngày đầu"),
        ("01/10/2026", "22/11/2026", "Ngày này đã qua"),
        ("hôm qua", "", "23/11/2026"),
        ("01/01/1900", "", "quá xa"),
        ("", "01/01/9999", "quá xa"),
    ],
)
def test_days_that_cannot_be_are_refused_and_what_was_typed_is_still_there(
    app: Flask, cell: TestCell, secretary: FlaskClient, since: str, until: str, words: str
) -> None:
    answer = give(secretary, cell.binh, "host", since, until)
    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{since}"' in answer.text
    assert f'value="{until}"' in answer.text
    assert roles_now(app, cell.binh) == set()


def test_days_of_a_role_that_is_not_ticked_do_not_matter(cell: TestCell, secretary: FlaskClient) -> None:
    assert give(secretary, cell.binh, "host", **{"author-until": "chưa rõ"}).status_code == 303


def test_the_same_role_is_not_held_twice_on_a_day(cell: TestCell, secretary: FlaskClient) -> None:
    give(secretary, cell.binh, "host", "01/06/2025")
    secretary.post(f"{page_of(cell.binh)}/vai-tro", data={})
    answer = give(secretary, cell.binh, "host", "01/07/2025")
    assert answer.status_code == 422
    assert "đến hết ngày 22/11/2026: hãy chọn ngày bắt đầu sau ngày đó" in answer.text


def test_a_first_day_is_corrected_without_a_second_record(cell: TestCell, secretary: FlaskClient) -> None:
    give(secretary, cell.binh, "host", "01/06/2025")
    give(secretary, cell.binh, "host", "01/05/2025")
    page = text_of(secretary, f"{page_of(cell.binh)}")
    assert page.count("người điều hành") == 1
    assert "từ ngày 01/05/2025" in page


def test_a_deputy_does_not_sign_in_whoever_will_lead_the_cell(
    app: Flask, cell: TestCell, secretary: FlaskClient, signed_in: SignIn
) -> None:
    deputy = signed_in(cell.deputy)
    assert "/vao/" in deputy.get(page_of(cell.binh)).text
    shown = deputy.get("/chi-bo/the-dang-nhap").text.count(cell.binh.name)
    give(secretary, cell.binh, "secretary", "24/11/2026")
    assert "/vao/" not in deputy.get(page_of(cell.binh)).text
    assert deputy.get("/chi-bo/the-dang-nhap").text.count(cell.binh.name) < shown
    assert deputy.post(f"{page_of(cell.binh)}/chuyen-di").status_code == 403
    assert "/vao/" in secretary.get(page_of(cell.binh)).text


def test_a_deputy_does_not_change_the_days_of_who_leads(
    app: Flask, cell: TestCell, secretary: FlaskClient, signed_in: SignIn
) -> None:
    give(secretary, cell.binh, "deputy", "01/06/2025", "31/12/2026")
    deputy = signed_in(cell.deputy)
    assert give(deputy, cell.binh, "deputy", "01/06/2025", "31/12/2027").status_code == 403
    kept = {"roles": ["deputy", "host"], "deputy-since": "01/06/2025", "deputy-until": "31/12/2026"}
    assert deputy.post(f"{page_of(cell.binh)}/vai-tro", data=kept).status_code == 303
    assert roles_now(app, cell.binh) == {"deputy", "host"}

"""Erasing: the person and the answers go, the counts stay, and a cell keeps a secretary."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from elearn.accounts import actions as accounts
from elearn.accounts.models import AccessRecord, Device, Member, RoleGrant
from elearn.attempts.models import Attempt, Extension, SetAside
from elearn.cells.actions import LastSecretary
from elearn.lessons.models import Bookmark, CheckAnswer
from elearn.privacy import actions
from elearn.privacy.actions import ERASED_NAME
from elearn.topics.models import Assignment
from tests.conftest import PIN, TOPIC, SignIn, TestCell, TestClock, make_cell
from tests.web.held import kept, responses, rows, study
from tests.web.reading import LESSON, at_once, next_of, read_to_its_end


@pytest.fixture
def dinh(app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock) -> FlaskClient:
    """Đồng chí Dính, who has studied, on his phone."""
    study(app, cell, cell.dinh, the_clock)
    return signed_in(cell.dinh)


def test_the_page_explains_before_it_asks_for_the_pin(app: Flask, cell: TestCell, dinh: FlaskClient) -> None:
    page = dinh.get("/toi/xoa").text
    assert 'name="pin"' in page
    assert kept(app, cell.dinh).name == "Sùng Mí Dính"


def test_erasing_takes_away_the_person_and_the_answers(
    app: Flask, cell: TestCell, dinh: FlaskClient, signed_in: SignIn
) -> None:
    old_phone = signed_in(cell.dinh)
    answer = dinh.post("/toi/xoa", data={"pin": PIN})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/toi/da-xoa")
    left = kept(app, cell.dinh)
    assert (left.name, left.note, left.pin_hash) == (ERASED_NAME, "", None)
    assert left.code != cell.dinh.code
    assert left.left_at is not None
    assert left.erased_at is not None
    assert "Dính".lower() not in left.sort_text.lower()
    for table in (Device, RoleGrant, Extension, AccessRecord):
        assert rows(app, table, cell.dinh) == []
    assert [check.response for check in rows(app, CheckAnswer, cell.dinh)] == ["[]"]
    assert [given.response for given in responses(app, cell.dinh)] == ["[]"]
    with app.extensions["database"].reading() as session:
        assert session.scalar(select(func.count()).select_from(SetAside)) == 0
    for browser in (dinh, old_phone):
        assert "/vao" in browser.get("/toi").headers["Location"]
    again = app.test_client().post("/vao", data={"code": cell.dinh.code, "pin": PIN})
    assert again.status_code == 422


def test_erasing_leaves_the_counts(app: Flask, cell: TestCell, dinh: FlaskClient) -> None:
    dinh.post("/toi/xoa", data={"pin": PIN})
    assert [(a.right, a.asked, a.mark) for a in rows(app, Attempt, cell.dinh)] == [(4, 6, 667)]
    assert [given.mark for given in responses(app, cell.dinh)] == [1000]
    assert [(c.mark, c.first_mark) for c in rows(app, CheckAnswer, cell.dinh)] == [(1000, 0)]
    assert [b.finished_at is not None for b in rows(app, Bookmark, cell.dinh)] == [True]


def test_erasing_leaves_everybody_else_alone(
    app: Flask, cell: TestCell, dinh: FlaskClient, signed_in: SignIn, the_clock: TestClock
) -> None:
    study(app, cell, cell.binh, the_clock)
    before = signed_in(cell.binh)
    taken = before.get("/toi/du-lieu.json").json
    dinh.post("/toi/xoa", data={"pin": PIN})
    assert before.get("/toi/du-lieu.json").json == taken


def test_a_wrong_pin_erases_nothing(app: Flask, cell: TestCell, dinh: FlaskClient) -> None:
    for pin in ("100200", ""):
        answer = dinh.post("/toi/xoa", data={"pin": pin})
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
    assert kept(app, cell.dinh).name == "Sùng Mí Dính"
    assert len(responses(app, cell.dinh)) == 1


def test_a_second_tap_on_erase_is_told_that_it_is_done(
    app: Flask, cell: TestCell, dinh: FlaskClient, signed_in: SignIn
) -> None:
    other_tab = signed_in(cell.dinh)
    dinh.post("/toi/xoa", data={"pin": PIN})
    code = kept(app, cell.dinh).code
    for browser in (dinh, other_tab):
        assert browser.post("/toi/xoa", data={"pin": PIN}).headers["Location"] == "/toi/da-xoa"
    assert kept(app, cell.dinh).code == code
    assert dinh.get("/toi/da-xoa").status_code == 200


def test_the_last_secretary_is_refused_and_told_what_to_do(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    browser = signed_in(cell.secretary)
    page = browser.get("/toi/xoa").text
    assert 'name="pin"' not in page
    assert 'href="/chi-bo' in page
    answer = browser.post("/toi/xoa", data={"pin": PIN})
    assert answer.status_code == 409
    assert kept(app, cell.secretary).name == "Nguyễn Văn An"
    assert browser.get("/toi").status_code == 200


def test_a_secretary_may_go_once_there_is_another_one(
    app: Flask, cell: TestCell, dinh: FlaskClient, signed_in: SignIn, the_clock: TestClock
) -> None:
    with app.extensions["database"].writing() as session:
        accounts.grant_role(session, session.merge(cell.deputy), "secretary", the_clock().date())
        session.commit()
    assert signed_in(cell.secretary).post("/toi/xoa", data={"pin": PIN}).status_code == 303
    # That the secretary looked stays for the comrade to see, without the name.
    assert [look["name"] for look in dinh.get("/toi/du-lieu.json").json["who_looked"]] == ["đã rút tên"] * 2
    dinh.post("/toi/hien-thi", data={"language": "en"})
    for path in ("/toi/du-lieu", "/toi/du-lieu/chu"):
        page = dinh.get(path).text
        assert "name withdrawn" in page
        assert ERASED_NAME not in page


def test_a_secretary_of_another_cell_does_not_count(
    app: Flask, cell: TestCell, other_cell: TestCell, the_clock: TestClock
) -> None:
    with app.extensions["database"].writing() as session, pytest.raises(LastSecretary):
        actions.erase(session, session.get_one(Member, (cell.id, cell.secretary.id)), the_clock())


def test_a_new_cell_has_nothing_to_show_but_the_names(
    app: Flask, signed_in: SignIn, the_clock: TestClock
) -> None:
    browser = signed_in(make_cell(app, "Chi bộ mới", the_clock()).binh)
    assert browser.get("/toi/du-lieu").status_code == 200
    assert browser.get("/toi/du-lieu.json").json["attempts"] == []


def test_what_was_read_on_the_page_is_what_was_done(cell: TestCell, signed_in: SignIn) -> None:
    binh = signed_in(cell.binh)
    read_to_its_end(binh)
    next_of(binh, 1, LESSON)
    taken = binh.get("/toi/du-lieu.json").json
    assert [(b["lesson"], b["next_card"]) for b in taken["bookmarks"]] == [("bai-mot", 3)]
    assert [(c["question"], c["response"]) for c in taken["check_answers"]] == [("kiem-tra-1", ["a"])]


def test_a_leader_s_assignments_stay_when_the_leader_is_erased(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    today = the_clock().date()
    with app.extensions["database"].writing() as session:
        session.add(
            Assignment(
                cell_id=cell.id, topic=TOPIC, opens_on=today, closes_on=today, tries=1, minutes=None,
                assigned_by=cell.deputy.id, assigned_at=the_clock(),
            )
        )  # fmt: skip
        session.commit()
    assert signed_in(cell.deputy).post("/toi/xoa", data={"pin": PIN}).status_code == 303
    with app.extensions["database"].reading() as session:
        assert session.scalars(select(Assignment.topic)).all() == [TOPIC]


def test_two_secretaries_who_erase_themselves_at_once_leave_one(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    with app.extensions["database"].writing() as session:
        accounts.grant_role(session, session.merge(cell.deputy), "secretary", the_clock().date())
        session.commit()
    both = [signed_in(cell.secretary), signed_in(cell.deputy)]
    assert sorted(at_once(both, "/toi/xoa", [{"pin": PIN}] * 2)) == [303, 409]
    with app.extensions["database"].reading() as session:
        assert session.scalars(select(RoleGrant.role)).all().count("secretary") == 1

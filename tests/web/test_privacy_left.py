"""Who left cannot sign in: the secretary erases them when they ask; records of looks end after two years."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from elearn.accounts import actions as accounts
from elearn.accounts.models import AccessRecord, Member
from elearn.attempts.models import Attempt
from elearn.privacy import actions
from elearn.privacy.actions import ERASED_NAME, StillHere
from tests.conftest import SignIn, TestCell, TestClock
from tests.web.cells_hands import page_of
from tests.web.held import kept, responses, rows, study
from tests.web.reading import MOST_STATEMENTS, statements


def page_for(member: Member) -> str:
    """Return the address at which somebody who left is erased."""
    return f"/toi/xoa-theo-yeu-cau/{member.id}"


@pytest.fixture
def left(app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock) -> Member:
    """Dính, who studied and left."""
    study(app, cell, cell.dinh, the_clock)
    signed_in(cell.secretary).post(f"{page_of(cell.dinh)}/chuyen-di")
    return cell.dinh


def test_the_secretary_finds_the_page_at_who_left_and_is_asked_first(
    app: Flask, cell: TestCell, left: Member, signed_in: SignIn
) -> None:
    browser = signed_in(cell.secretary)
    assert page_for(left) in browser.get(page_of(left)).text
    assert page_for(cell.binh) not in browser.get(page_of(cell.binh)).text
    with statements(app) as sent:
        page = browser.get(page_for(left))
    assert "Sùng Mí Dính" in page.text
    assert "button--danger" in page.text
    assert len(sent) <= MOST_STATEMENTS
    assert kept(app, left).name == "Sùng Mí Dính"


@pytest.mark.parametrize("leader", ["secretary", "deputy"])
def test_a_leader_erases_who_left_at_once_and_the_counts_stay(
    app: Flask, cell: TestCell, left: Member, signed_in: SignIn, leader: str
) -> None:
    browser = signed_in(getattr(cell, leader))
    answer = browser.post(page_for(left))
    assert (answer.status_code, answer.location) == (303, "/chi-bo")
    now = kept(app, left)
    assert (now.name, now.note) == (ERASED_NAME, "")
    assert now.erased_at is not None
    assert [given.response for given in responses(app, left)] == ["[]"]
    assert rows(app, AccessRecord, left) == []
    assert [attempt.right for attempt in rows(app, Attempt, left)] == [4]
    assert "Sùng Mí Dính" not in browser.get("/chi-bo").text


def test_a_second_tap_finds_it_done(
    app: Flask, cell: TestCell, left: Member, signed_in: SignIn, the_clock: TestClock
) -> None:
    browser = signed_in(cell.secretary)
    browser.post(page_for(left))
    first = kept(app, left)
    the_clock.forward(hours=1)
    assert browser.post(page_for(left)).status_code == 303
    assert (kept(app, left).erased_at, kept(app, left).code) == (first.erased_at, first.code)
    assert browser.get(page_for(left)).status_code == 404


def test_nobody_is_erased_who_is_in_the_cell_or_in_another_one(
    app: Flask, cell: TestCell, other_cell: TestCell, left: Member, signed_in: SignIn
) -> None:
    signed_in(other_cell.secretary).post(f"{page_of(other_cell.dinh)}/chuyen-di")
    for leader, member in (
        (cell.secretary, cell.binh),
        (cell.secretary, cell.secretary),
        (cell.secretary, other_cell.dinh),
        (other_cell.secretary, left),
    ):
        browser = signed_in(leader)
        for method in ("get", "post"):
            assert browser.open(page_for(member), method=method).status_code == 404
        assert kept(app, member).erased_at is None
    assert signed_in(cell.binh).post(page_for(left)).status_code == 403


def test_who_was_moved_back_meanwhile_is_not_erased(
    app: Flask, cell: TestCell, left: Member, signed_in: SignIn, the_clock: TestClock
) -> None:
    with app.extensions["database"].writing() as session:
        asked_for = session.get_one(Member, (cell.id, left.id))
        accounts.move_back(asked_for)
        session.flush()
        with pytest.raises(StillHere):
            actions.erase_who_left(session, asked_for, the_clock())


def test_what_members_are_told_is_what_is_done(cell: TestCell, signed_in: SignIn) -> None:
    page = signed_in(cell.dinh).get("/toi/du-lieu").text
    assert "bí thư xóa ngay khi được đề nghị" in page
    assert "2 năm" in page


def days_of_looks(app: Flask, member: Member) -> list[int]:
    """Return how many days ago somebody looked at a member's results, as the database has it."""
    with app.extensions["database"].reading() as session:
        found = select(AccessRecord.day).where(AccessRecord.member_id == member.id)
        return sorted((app.extensions["clock"]().date() - day).days for day in session.scalars(found))


def test_records_of_looks_are_removed_after_two_years_when_somebody_looks_again(
    app: Flask, cell: TestCell, other_cell: TestCell, the_clock: TestClock
) -> None:
    today = the_clock().date()

    def look(of: TestCell, member: Member, days_ago: int) -> None:
        with app.extensions["database"].writing() as session:
            day = today - timedelta(days=days_ago)
            accounts.record_access(session, of.id, [member.id], of.secretary.id, "results", day)
            session.commit()

    for days_ago in (1000, 731, 730, 10):
        look(cell, cell.dinh, days_ago)
    look(other_cell, other_cell.dinh, 731)
    look(cell, cell.binh, 0)
    assert days_of_looks(app, cell.dinh) == [10, 730]
    assert days_of_looks(app, cell.binh) == [0]
    assert days_of_looks(app, other_cell.dinh) == [731]

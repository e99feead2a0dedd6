"""A whole meeting, with a projector, a host's phone and five members; its pictures stand in the guide.

One member has no JavaScript, one comes late and one has no phone.
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from elearn.accounts import actions as accounts
from elearn.accounts.models import Member
from elearn.meetings.answer_models import Ballot, BallotCast, Idea, Round, Vote
from tests.browser.conftest import LAPTOP, PHONE, Opening, SessionGiver
from tests.browser.guide import picture
from tests.conftest import TestCell
from tests.web.meeting_hands import plan


@dataclass
class Hall:
    """Everybody's screens."""

    wall: Page
    remote: Page
    members: list[Page]
    without_scripts: Page
    late: Page
    meeting: int

    def next(self) -> None:
        """Press the host's large button and wait until the wall has followed."""
        version = self.wall.locator("[data-version]").input_value()
        self.remote.locator(".live__next").click()
        expect(self.wall.locator("[data-version]")).not_to_have_value(version)
        expect(self.remote.locator("[data-part] input[name=v]").first).not_to_have_value(version)


@pytest.fixture
def hall(opening: Opening, people: TestCell, backstage: Flask, give_session: SessionGiver) -> Iterator[Hall]:
    """A meeting with a question, a poll, ideas and a conclusion, not yet begun."""
    now = datetime.now(UTC)
    with backstage.app_context(), backstage.extensions["database"].writing() as session:
        more = [
            accounts.add_member(session, people.id, name, "", now) for name in ("Vừ Thị Mỷ", "Lò Văn Thắng")
        ]
        for member in more:
            accounts.set_pin(session, member, "402918")
        session.commit()
    meeting = plan(
        backstage,
        people,
        lambda: now,
        [("question", "mot"), ("poll", "mot"), ("ideas", ""), ("conclusion", "")],
    )
    with ExitStack() as stack:

        def page_of(member: Member, device: dict[str, object], **more_: object) -> Page:
            context = stack.enter_context(opening(device, **more_))
            give_session(context, member)
            return context.new_page()

        wall = page_of(people.secretary, LAPTOP)
        client = backstage.test_client()
        client.post("/vao", data={"code": people.secretary.code, "pin": "402918"})
        client.post(f"/buoi/{meeting}/mo")
        wall.goto(f"/buoi/{meeting}/man-chieu")
        remote = page_of(people.secretary, PHONE)
        remote.goto(f"/buoi/{meeting}/dieu-khien")
        members = [page_of(member, PHONE) for member in (people.binh, people.dinh)]
        for page in members:
            page.goto(f"/buoi/{meeting}/phong")
        plain = page_of(people.deputy, PHONE, java_script_enabled=False)
        plain.goto(f"/buoi/{meeting}/phong")
        late = page_of(more[0], PHONE)
        yield Hall(wall, remote, members, plain, late, meeting)


def choose(page: Page, answer: str) -> None:
    page.locator(f"label.option:has(input[value={answer}])").click()
    page.locator("[data-send]").click()


def saved(page: Page) -> None:
    expect(page.locator("[data-answer] [data-state]")).not_to_be_empty()
    expect(page.locator("[data-answer] [data-state]")).to_have_text(
        str(page.locator("[data-behaviour=live]").get_attribute("data-saved"))
    )


def first_vote(hall: Hall) -> None:
    binh, dinh = hall.members
    hall.next()
    expect(binh.locator(".prompt")).to_be_visible()
    hall.next()
    picture(binh, "dien-thoai-cau-hoi")
    choose(binh, "b")
    saved(binh)
    choose(dinh, "a")
    saved(dinh)
    hall.without_scripts.reload()
    choose(hall.without_scripts, "b")
    hall.late.goto(f"/buoi/{hall.meeting}/phong")
    expect(hall.late.locator("[data-send]")).to_be_visible()
    choose(hall.late, "a")
    saved(hall.late)
    expect(hall.wall.locator("[data-answered-count]")).to_have_text("4")


def entered_for_who_has_no_phone(hall: Hall) -> None:
    # One comrade has no phone: two taps.
    hall.remote.locator("[data-waiting] summary").first.click()
    picture(hall.remote, "dieu-khien-bo-phieu")
    hall.remote.get_by_text("Lò Văn Thắng").click()
    hall.remote.locator("button.live__choice[value=a]").click()
    expect(hall.wall.locator("[data-answered-count]")).to_have_text("5")
    picture(hall.wall, "man-chieu-bo-phieu")


def discussion_and_second_vote(hall: Hall) -> None:
    binh = hall.members[0]
    hall.next()
    # Three of five are right: discuss.
    expect(hall.remote.locator("[data-part]")).to_contain_text(re.compile(r"60"))
    assert "60" not in hall.wall.locator("[data-part]").inner_text()
    picture(hall.remote, "dieu-khien-sau-phieu")
    hall.next()
    picture(hall.wall, "man-chieu-trao-doi")
    hall.next()
    choose(binh, "a")
    saved(binh)
    hall.next()
    expect(hall.wall.locator(".tally__bar--before")).to_have_count(3)
    picture(hall.wall, "man-chieu-ket-qua")
    expect(binh.locator("strong[data-own-text]")).to_contain_text("Kiểm tra nguồn tin")
    expect(binh.locator("[data-verdict]")).not_to_be_empty()
    picture(binh, "dien-thoai-ket-qua")


def poll(hall: Hall) -> None:
    hall.next()
    hall.next()
    for page, answer in ((hall.members[0], "a"), (hall.members[1], "a"), (hall.late, "c")):
        choose(page, answer)
        expect(page.locator("[data-answer] .actions")).to_have_count(0)
    picture(hall.members[0], "dien-thoai-tham-do")
    hall.without_scripts.reload()
    choose(hall.without_scripts, "b")
    expect(hall.wall.locator("[data-answered-count]")).to_have_text("4")
    # Who has no phone raises a hand.
    hands = hall.remote.locator("form[action*=gio-tay]")
    hall.remote.locator("details:has(form[action*=gio-tay]) > summary").click()
    hands.locator("[name=tay-b]").fill("1")
    hands.locator("button").click()
    expect(hall.wall.locator("[data-answered-count]")).to_have_text("5")
    hall.next()
    assert not hall.wall.locator(".tally").count()
    hall.next()
    expect(hall.wall.locator(".tally__number")).to_have_count(3)
    told = [text.split()[0] for text in hall.wall.locator(".tally__number").all_inner_texts()]
    assert sorted(told) == ["1", "2", "2"]
    picture(hall.wall, "man-chieu-tham-do")


def insert_for_the_minutes(hall: Hall) -> None:
    page = hall.remote
    page.goto(f"/sinh-hoat/{hall.meeting}/bien-ban")
    text = page.locator("textarea").first.input_value()
    assert "Mỗi tuần một câu chuyện kiểm chứng" in text
    assert "Lò Văn Thắng" not in text
    picture(page, "bien-ban")
    with page.expect_download() as download:
        page.locator("form[action$='bien-ban.docx'] button:not([type=button])").click()
    assert download.value.suggested_filename.endswith(".docx")


def ideas(hall: Hall) -> None:
    binh, dinh = hall.members
    binh.locator(".live__say summary").click()
    binh.locator("textarea[name=text]").fill("Mỗi tuần một câu chuyện kiểm chứng")
    binh.locator(".live__say .button").click()
    expect(hall.remote.locator("[data-waiting]")).to_contain_text("Mỗi tuần một câu chuyện kiểm chứng")
    hall.remote.locator("[data-waiting] form button").first.click()
    expect(hall.wall.locator(".wall__ideas")).to_contain_text("Mỗi tuần một câu chuyện kiểm chứng")
    dinh.locator("[data-part] form[data-post] button").click()
    picture(dinh, "dien-thoai-y-kien")
    hall.next()
    picture(hall.wall, "man-chieu-y-kien")


def test_a_whole_meeting(hall: Hall, people: TestCell, backstage: Flask) -> None:
    expect(hall.wall.locator("[data-present-count]").first).to_have_text("3")
    picture(hall.wall, "phong-cho")
    picture(hall.remote, "dieu-khien-cho")
    first_vote(hall)
    entered_for_who_has_no_phone(hall)
    discussion_and_second_vote(hall)
    hall.without_scripts.reload()
    expect(hall.without_scripts.locator(".tallies")).to_be_visible()
    poll(hall)
    hall.next()
    ideas(hall)
    hall.next()
    hall.next()
    expect(hall.members[0].locator("[data-status-line]")).to_be_visible()
    insert_for_the_minutes(hall)
    with backstage.app_context(), backstage.extensions["database"].reading() as session:
        kept = session.execute(
            select(Round.vote, Vote.member_id, Vote.entered_by)
            .join(Vote, Vote.round_id == Round.id)
            .where(Round.cell_id == people.id)
        ).all()
        assert len(kept) == 6
        assert [row for row in kept if row.entered_by] == [
            (1, row.member_id, people.secretary.id) for row in kept if row.entered_by
        ]
        assert session.scalars(select(Idea.member_id).where(Idea.cell_id == people.id)).all() == [None]
        # Ballots are as many as those who cast one, and nobody's.
        for table in (Ballot, BallotCast):
            assert session.query(table).filter_by(cell_id=people.id).count() == 4


def test_what_was_chosen_before_the_script_came_over_a_slow_line_stays(hall: Hall) -> None:
    hall.next()
    hall.next()
    page, held = hall.members[0].context.new_page(), list[Route]()
    page.route("**/live/answers.js", lambda route: held.append(route))
    page.goto(f"/buoi/{hall.meeting}/phong", wait_until="commit")
    page.locator("label.option:has(input[value=b])").click()
    hall.remote.locator(".live__more summary").click()
    hall.remote.locator(".live__more button[value=pause]").click()
    expect(hall.remote.locator("[data-status-line]")).to_contain_text("Đang tạm dừng")
    (script,) = held
    script.continue_()
    expect(page.locator("[data-status-line]")).to_contain_text("Tạm nghỉ")
    expect(page.locator("input[value=b]")).to_be_checked()

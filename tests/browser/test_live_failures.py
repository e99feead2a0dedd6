"""What breaks in a meeting: server, network, phone, the host's machine. Nothing is lost or doubled."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from elearn.accounts.models import Member
from elearn.meetings.answer_models import Round, Vote
from tests.browser.conftest import LAPTOP, PHONE, backstage_of
from tests.browser.measures import assert_accessible, assert_fits, weigh
from tests.browser.server import LiveServer
from tests.browser.swallowing import swallowing_proxy
from tests.conftest import PIN, TestCell, make_cell
from tests.web.meeting_hands import Running, plan, run

# Killed servers and phones that wait for an answer: not two of them at once.
pytestmark = pytest.mark.xdist_group("patience")


@dataclass
class Meeting:
    """A room on a server of its own, that a test may kill."""

    server: LiveServer
    app: Flask
    cell: TestCell
    room: Running
    chromium: Browser
    contexts: list[BrowserContext]

    def screen(self, member: Member, address: str, device: dict[str, Any] = PHONE) -> Page:
        """Open a page of the room on a new browser of a member."""
        context = self.chromium.new_context(**device, base_url=self.server.url)
        self.contexts.append(context)
        client = self.app.test_client()
        client.post("/vao", data={"code": member.code, "pin": PIN})
        cookie = client.get_cookie("phien")
        assert cookie
        context.add_cookies([{"name": "phien", "value": cookie.value, "url": self.server.url}])
        page = context.new_page()
        page.goto(f"/buoi/{self.room.id}/{address}")
        return page

    def votes(self) -> list[tuple[int, int, str]]:
        """Return vote, member and response of every answer that is kept."""
        with self.app.extensions["database"].reading() as session:
            rows = session.execute(
                select(Round.vote, Vote.member_id, Vote.response).join(Vote, Vote.round_id == Round.id)
            )
            return sorted((vote, member, response) for vote, member, response in rows)


@pytest.fixture
def meeting(empty_sqlite: Path, tmp_path: Path, chromium: Browser) -> Iterator[Meeting]:
    """A room with a question and a conclusion."""
    path = tmp_path / "elearn.sqlite3"
    path.write_bytes(empty_sqlite.read_bytes())
    app = backstage_of(f"sqlite:///{path}")
    now = datetime.now(UTC)
    cell = make_cell(app, "Chi bộ Tổ 5", now)
    host = app.test_client()
    host.post("/vao", data={"code": cell.secretary.code, "pin": PIN})
    room = run(app, host, plan(app, cell, lambda: datetime.now(UTC)))
    server = LiveServer(f"sqlite:///{path}", tmp_path / "server.log")
    server.start()
    found = Meeting(server, app, cell, room, chromium, [])
    yield found
    for context in found.contexts:
        context.close()
    server.stop()
    app.extensions["database"].dispose()


def press(remote: Page) -> None:
    """Press the host's large button and wait until it has moved the room."""
    version = remote.locator("[data-part] input[name=v]").first.input_value()
    remote.locator(".live__next").click()
    expect(remote.locator("[data-part] input[name=v]").first).not_to_have_value(version)


def to_voting(meeting: Meeting) -> Page:
    remote = meeting.screen(meeting.cell.secretary, "dieu-khien")
    press(remote)
    press(remote)
    return remote


def choose(page: Page, answer: str) -> None:
    page.locator(f"label.option:has(input[value={answer}])").click()
    page.locator("[data-send]").click()


def words(page: Page, name: str) -> str:
    return str(page.locator("[data-behaviour=live]").get_attribute(f"data-{name}"))


def state_of(page: Page, name: str) -> None:
    expect(page.locator("[data-answer] [data-state]")).to_have_text(words(page, name), timeout=15_000)


def test_a_server_that_is_killed_in_a_round_loses_and_doubles_nothing(meeting: Meeting) -> None:
    remote = to_voting(meeting)
    early, during = (meeting.screen(who, "phong") for who in (meeting.cell.binh, meeting.cell.dinh))
    choose(early, "a")
    state_of(early, "saved")
    meeting.server.kill()
    choose(during, "b")
    state_of(during, "slow")
    meeting.server.start()
    state_of(during, "saved")
    press(remote)
    for page in (early, during):
        expect(page.locator("[data-answer]")).to_have_count(0)
    assert meeting.votes() == sorted([(1, meeting.cell.binh.id, '["a"]'), (1, meeting.cell.dinh.id, '["b"]')])


def test_phones_without_a_network_are_back_with_what_they_missed(meeting: Meeting) -> None:
    remote = to_voting(meeting)
    pages = [meeting.screen(who, "phong") for who in (meeting.cell.binh, meeting.cell.dinh)]
    for page in pages:
        expect(page.locator("[data-answer]")).to_be_visible()
        page.context.set_offline(True)
    choose(pages[0], "a")
    state_of(pages[0], "slow")
    for page in pages:
        page.context.set_offline(False)
    state_of(pages[0], "saved")
    for page in pages:
        page.context.set_offline(True)
    press(remote)
    for page in pages:
        page.context.set_offline(False)
        # The room went on meanwhile: each is where the room is, within what the issue allows.
        expect(page.locator("[data-answer]")).to_have_count(0, timeout=3_000)
    assert meeting.votes() == [(1, meeting.cell.binh.id, '["a"]')]


def test_a_phone_that_is_closed_and_opened_again_has_its_answer_at_every_step(meeting: Meeting) -> None:
    remote = to_voting(meeting)
    page = meeting.screen(meeting.cell.binh, "phong")
    choose(page, "a")
    state_of(page, "saved")
    for _press in range(5):
        page.context.close()
        meeting.contexts.remove(page.context)
        page = meeting.screen(meeting.cell.binh, "phong")
        if meeting.room.row.state == "voting":
            expect(page.locator("input[value=a]")).to_be_checked()
        elif meeting.room.row.state in ("counted", "result"):
            expect(page.locator("strong[data-own-text]")).to_contain_text("Kiểm tra nguồn tin")
        if meeting.room.row.state == "ended":
            break
        press(remote)
    assert meeting.votes() == [(1, meeting.cell.binh.id, '["a"]')]


def test_a_half_made_answer_outlives_what_the_host_does_meanwhile(meeting: Meeting) -> None:
    remote = to_voting(meeting)
    page = meeting.screen(meeting.cell.binh, "phong")
    page.locator("label.option:has(input[value=b])").click()
    remote.locator(".live__more summary").click()
    remote.locator(".live__more button[value=pause]").click()
    # Everybody's screen says that there is a break, and the choice is still there.
    expect(page.locator("[data-status-line]")).to_contain_text("Tạm nghỉ")
    expect(page.locator("input[value=b]")).to_be_checked()


def test_the_host_goes_on_from_another_machine(meeting: Meeting) -> None:
    remote = to_voting(meeting)
    remote.context.close()
    meeting.contexts.remove(remote.context)
    wall = meeting.screen(meeting.cell.secretary, "man-chieu", LAPTOP)
    # The script listens for keys once it is loaded; the room's numbers show that it is.
    expect(wall.locator("[data-part][tabindex]")).to_have_count(1)
    wall.keyboard.press("PageDown")
    expect(wall.locator(".wall__call")).to_be_visible()
    assert meeting.room.row.state == "counted"


def test_a_laptop_that_slept_wakes_up_where_the_room_is(meeting: Meeting) -> None:
    remote = to_voting(meeting)
    wall = meeting.screen(meeting.cell.secretary, "man-chieu", LAPTOP)
    expect(wall.locator("[data-part][tabindex]")).to_have_count(1)
    wall.context.set_offline(True)
    press(remote)
    wall.context.set_offline(False)
    expect(wall.locator(".wall--counted")).to_be_visible(timeout=5_000)


def test_a_phone_whose_clock_is_an_hour_off_shows_and_keeps_the_server_s_time(meeting: Meeting) -> None:
    meeting.room.host.post(f"/buoi/{meeting.room.id}/hen-gio", data={"giay": "120"})
    remote = meeting.screen(meeting.cell.secretary, "dieu-khien")
    page = meeting.screen(meeting.cell.binh, "phong")
    page.add_init_script("const real = Date.now; Date.now = () => real() + 3600000;")
    page.reload()
    press(remote)
    press(remote)
    expect(page.locator("[data-left]")).to_have_text(re.compile(r"^còn 1[12]\d giây"))
    choose(page, "a")
    state_of(page, "saved")
    assert meeting.votes() == [(1, meeting.cell.binh.id, '["a"]')]


def test_a_meeting_goes_by_keyboard_and_each_change_is_announced_once(meeting: Meeting) -> None:
    remote = meeting.screen(meeting.cell.secretary, "dieu-khien")
    page = meeting.screen(meeting.cell.binh, "phong")
    heard = page.locator("[data-heard][aria-live=polite]")
    for _press in range(2):
        version = remote.locator("[data-part] input[name=v]").first.input_value()
        remote.locator(".live__next").focus()
        remote.keyboard.press("Enter")
        expect(remote.locator("[data-part] input[name=v]").first).not_to_have_value(version)
    expect(page.locator("[data-answer]")).to_be_visible()
    expect(heard).to_have_text(page.locator("[data-status-line]").inner_text())
    # Nothing else on the page speaks of the change.
    assert page.locator("[aria-live], [role=status], [role=alert]").count() == 3
    page.locator("input[value=b]").focus()
    page.keyboard.press("ArrowUp")
    page.locator("input[value=a]").focus()
    page.keyboard.press("Space")
    expect(page.locator("input[value=a]")).to_be_checked()
    page.locator("[data-send]").focus()
    page.keyboard.press("Enter")
    state_of(page, "saved")
    assert meeting.votes() == [(1, meeting.cell.binh.id, '["a"]')]


def test_where_streams_do_not_pass_the_phone_asks(meeting: Meeting) -> None:
    remote = meeting.screen(meeting.cell.secretary, "dieu-khien")
    page = meeting.screen(meeting.cell.binh, "phong")
    page.context.route(re.compile(r"/luong"), lambda route: route.abort())
    page.reload()
    press(remote)
    press(remote)
    choose(page, "a")
    state_of(page, "saved")
    press(remote)
    expect(page.locator("[data-answer]")).to_have_count(0, timeout=10_000)


def test_where_a_stream_hangs_without_a_word_the_phone_asks_every_few_seconds(meeting: Meeting) -> None:
    remote = meeting.screen(meeting.cell.secretary, "dieu-khien")
    page = meeting.screen(meeting.cell.binh, "phong")
    with swallowing_proxy(meeting.server.port) as proxy:
        with page.expect_response(re.compile(r"/trang-thai")):
            page.goto(f"{proxy.url}/buoi/{meeting.room.id}/phong")
        # Twice it waited for a stream's first word, five seconds each; then it gave streams up.
        assert proxy.swallowed == 2
        press(remote)
        press(remote)
        choose(page, "a")
        state_of(page, "saved")
        press(remote)
        expect(page.locator("[data-answer]")).to_have_count(0, timeout=6_000)
        expect(page.locator("[data-connection]")).to_have_text("")
        assert proxy.swallowed == 2
        page.goto("about:blank")
    assert meeting.votes() == [(1, meeting.cell.binh.id, '["a"]')]


def test_a_phone_that_was_signed_out_says_so(meeting: Meeting) -> None:
    to_voting(meeting)
    page = meeting.screen(meeting.cell.binh, "phong")
    choose(page, "a")
    state_of(page, "saved")
    page.context.clear_cookies()
    choose(page, "b")
    page.wait_for_url(re.compile(r"/vao"))
    assert meeting.votes() == [(1, meeting.cell.binh.id, '["a"]')]


def test_axe_finds_nothing_in_any_state_and_the_page_is_light(meeting: Meeting) -> None:
    remote = meeting.screen(meeting.cell.secretary, "dieu-khien")
    wall = meeting.screen(meeting.cell.secretary, "man-chieu", LAPTOP)
    page = meeting.screen(meeting.cell.binh, "phong")
    for _press in range(7):
        for screen in (remote, wall, page):
            assert_accessible(screen)
        for screen in (remote, page):
            assert_fits(screen)
        # Nothing scrolls on the wall.
        assert wall.evaluate("document.documentElement.scrollHeight <= innerHeight")
        if meeting.room.row.state == "ended":
            break
        if meeting.room.row.state == "voting":
            choose(page, "a")
            state_of(page, "saved")
        press(remote) if remote.locator(".live__next").count() else None
    fresh = meeting.screen(meeting.cell.dinh, "phong").context.new_page()
    weight = weigh(fresh, f"/buoi/{meeting.room.id}/phong")
    assert weight.scripts <= 15_000, str(weight)
    assert weight.count <= 8, str(weight)

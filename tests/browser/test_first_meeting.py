"""The guide's way from the first start to the first meeting's insert, walked as it is written.

Every button and heading stands in docs/buoi-dau.md, whose pictures this run takes.
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from elearn import migrations
from elearn.accounts import actions
from elearn.clock import vietnam_day
from elearn.db import Database
from tests.browser.conftest import LAPTOP, PHONE, watch
from tests.browser.guide import Reader, named_in_bold, picture
from tests.browser.hands import send
from tests.browser.server import LiveServer

NAMES = "Giàng A Páo\nHoàng Thị Mai\nLò Văn Thắng\nNguyễn Văn Hùng\nVừ Thị Mỷ"
TOPIC = "Nhận diện tin giả"
SECRETARYS_PIN = "402918"
# The right answer to the first question of the meeting's set.
RIGHT = "Gọi trực ban xã hỏi cho rõ rồi báo lại"


@dataclass
class FirstDay:
    """A server that was started a moment ago, its first link, and whoever comes to it."""

    server: LiveServer
    first_link: str
    stack: ExitStack
    browser: Browser
    words: set[str]

    def comes(self, device: dict[str, Any]) -> Reader:
        """Return somebody with a device on which nobody was here before."""
        context = self.stack.enter_context(self._context(device))
        return Reader(context.new_page(), self.words)

    def _context(self, device: dict[str, Any]) -> BrowserContext:
        context = self.browser.new_context(**device, base_url=self.server.url)
        context.set_default_timeout(10_000)
        wrong = watch(context, self.server.url)
        self.stack.callback(lambda: _nothing(wrong))
        return context


def _nothing(wrong: list[str]) -> None:
    assert wrong == []


@pytest.fixture
def first_day(tmp_path: Path, chromium: Browser) -> Iterator[FirstDay]:
    """The product as `elearn serve` starts it on an empty database, with the link that it prints."""
    database = Database(f"sqlite:///{tmp_path / 'elearn.sqlite3'}")
    migrations.upgrade(database.engine)
    with database.writing() as session:
        token = actions.new_setup_token(session)
        session.commit()
    database.dispose()
    topics = tmp_path / "topics"
    topics.mkdir()
    server = LiveServer(f"sqlite:///{tmp_path / 'elearn.sqlite3'}", tmp_path / "server.log", topics)
    server.start()
    with ExitStack() as stack:
        yield FirstDay(server, f"/khoi-dau/{token}", stack, chromium, named_in_bold())
    server.stop()


def found_the_cell(secretary: Reader, first_link: str) -> None:
    secretary.page.goto(first_link)
    secretary.fill("Tên chi bộ", "Chi bộ thôn Nà Chì")
    secretary.fill("Họ và tên của đồng chí", "Trần Văn Sơn")
    picture(secretary.page, "buoi-dau-lap-chi-bo")
    type_pin(secretary, SECRETARYS_PIN)
    secretary.press("Lập chi bộ")


def type_pin(person: Reader, pin: str) -> None:
    person.page.locator("input[name=pin]").fill(pin)
    person.page.locator("input[name=again]").fill(pin)


def bring_the_members_in(secretary: Reader) -> None:
    secretary.press("Thêm đảng viên từ danh sách")
    secretary.page.get_by_label("Danh sách họ tên").fill(NAMES)
    secretary.press("Xem danh sách")
    expect(secretary.page.get_by_text("Sẽ thêm 5 đảng viên")).to_be_visible()
    picture(secretary.page, "buoi-dau-danh-sach")
    secretary.press("Thêm 5 đảng viên")


def send_the_link(secretary: Reader, name: str) -> str:
    """Open a member's page and return the link in the message that is to be sent."""
    expect(secretary.called("In thẻ đăng nhập")).to_be_visible()
    secretary.page.get_by_role("link", name=name).click()
    expect(secretary.called("Sao chép")).to_be_visible()
    secretary.page.get_by_role("heading", name="Mời vào học").evaluate("heading => heading.scrollIntoView()")
    picture(secretary.page, "buoi-dau-loi-nhan")
    found = re.search(r"https?://\S+", secretary.page.locator("textarea").first.input_value())
    assert found
    return found[0]


def come_in(member: Reader, link: str) -> None:
    member.page.goto(link)
    type_pin(member, "513027")
    picture(member.page, "buoi-dau-dat-pin")
    member.press("Đặt mã PIN và bắt đầu")
    expect(member.page.get_by_text("Chào đồng chí Mai")).to_be_visible()


def assign_a_topic(secretary: Reader) -> None:
    secretary.press("Kết quả")
    secretary.page.get_by_role("link", name=TOPIC).click()
    secretary.press("Giao học cho chi bộ")
    picture(secretary.page, "buoi-dau-giao-hoc")
    secretary.press("Giao học")
    assert TOPIC in secretary.page.locator("textarea").input_value()
    expect(secretary.called("Sao chép")).to_be_visible()


def study(member: Reader) -> None:
    member.page.reload()
    expect(member.page.get_by_text("Chi bộ giao học").first).to_be_visible()
    picture(member.page, "buoi-dau-hoc")
    member.press("Bắt đầu học")
    member.press("Tiếp")


def look_who_has_begun(secretary: Reader) -> None:
    secretary.press("Kết quả")
    assigned = secretary.page.locator("section", has_text=TOPIC)
    expect(assigned.locator(".figure", has_text="đang học")).to_contain_text("1")
    picture(secretary.page, "buoi-dau-ket-qua")


def plan_the_meeting(secretary: Reader) -> None:
    secretary.press("Sinh hoạt")
    secretary.press("Lên kế hoạch buổi sinh hoạt")
    secretary.fill("Tên buổi", "Sinh hoạt chi bộ tháng 12")
    secretary.fill("Ngày", vietnam_day(datetime.now(UTC)).strftime("%d/%m/%Y"))
    secretary.fill("Giờ", "19:30")
    secretary.press("Tiếp tục: soạn chương trình")
    expect(secretary.page.get_by_text("Lấy chương trình có sẵn")).to_be_visible()
    ready = secretary.page.locator("li", has_text=TOPIC)
    assert "Lấy" in secretary.words
    ready.get_by_role("button", name="Lấy").click()
    expect(secretary.page.get_by_text("Đã thêm 6 câu hỏi")).to_be_visible()
    picture(secretary.page, "buoi-dau-chuong-trinh")


def open_the_room(laptop: Reader, code: str, meeting: str) -> None:
    laptop.page.goto("/vao")
    laptop.page.locator("input[name=code]").fill(code)
    laptop.page.locator("input[name=pin]").fill(SECRETARYS_PIN)
    laptop.press("Đăng nhập")
    laptop.press("Sinh hoạt")
    laptop.page.goto(meeting)
    laptop.press("Mở phòng họp")
    picture(laptop.page, "buoi-dau-phong-hop")


def ask_one_question(secretary: Reader, laptop: Reader, member: Reader) -> None:
    """Go through reading together and one question, each press as the guide names it."""
    secretary.page.reload()
    secretary.press("Điều hành bằng điện thoại")
    member.page.goto("/")
    member.press("Vào phòng họp")
    expect(laptop.page.locator("[data-present-count]").first).to_have_text("1")
    for words in ("Bắt đầu", "Bước tiếp theo", "Mở bỏ phiếu"):
        press_and_wait(secretary, words)
    expect(member.page.locator("[data-send]")).to_be_visible()
    member.page.get_by_text(RIGHT).click()
    picture(member.page, "buoi-dau-tra-loi")
    assert "Trả lời" in member.words
    send(member.page)
    expect(laptop.page.locator("[data-answered-count]")).to_have_text("1")
    press_and_wait(secretary, "Đóng bỏ phiếu")
    picture(secretary.page, "buoi-dau-dieu-hanh")
    press_and_wait(secretary, "Cho xem kết quả")
    expect(laptop.page.locator(".tally").first).to_be_visible()
    expect(member.page.locator("[data-verdict]")).not_to_be_empty()
    picture(laptop.page, "buoi-dau-ket-qua-man-chieu")


def press_and_wait(host: Reader, words: str) -> None:
    """Press a button of the host's, and wait until the screen has followed."""
    version = host.page.locator("[data-part] input[name=v]").first
    before = version.input_value()
    host.called(words).click()
    expect(host.page.locator("[data-part] input[name=v]").first).not_to_have_value(before)


def end_and_take_the_insert(secretary: Reader) -> None:
    secretary.page.get_by_text("Thêm: quay lại, tạm dừng, bỏ qua, kết thúc").click()
    secretary.called("Kết thúc buổi sinh hoạt").click()
    secretary.press("Tổng kết")
    secretary.press("Phần ghi vào biên bản")
    text = secretary.page.locator("textarea").first.input_value()
    assert "1/6" in text
    assert "Mai" not in text
    expect(secretary.called("Sao chép")).to_be_visible()
    picture(secretary.page, "buoi-dau-bien-ban")


def test_a_newcomer_gets_from_the_first_start_to_the_insert_by_the_guide(first_day: FirstDay) -> None:
    secretary, mai = first_day.comes(PHONE), first_day.comes(PHONE)
    found_the_cell(secretary, first_day.first_link)
    bring_the_members_in(secretary)
    come_in(mai, send_the_link(secretary, "Hoàng Thị Mai"))
    assign_a_topic(secretary)
    study(mai)
    look_who_has_begun(secretary)
    plan_the_meeting(secretary)
    meeting = secretary.page.url
    secretary.press("Tôi")
    code = re.search(r"\d{4} \d{4}", secretary.page.inner_text("main"))
    assert code
    secretary.page.goto(meeting)
    laptop = first_day.comes(LAPTOP)
    open_the_room(laptop, code[0], meeting)
    ask_one_question(secretary, laptop, mai)
    end_and_take_the_insert(secretary)

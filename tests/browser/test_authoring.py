"""An author writes on a phone: by keyboard, without a network for a while, beside another author."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Opening, SessionGiver
from tests.browser.history import History
from tests.browser.measures import open_page, wait_until_started


@pytest.fixture
def form(history: History) -> str:
    """The address of a question of the cell's own topic."""
    return f"/soan/{history.slug}-2/cau/{history.question_id}"


def opened(page: Page, form: str) -> Page:
    open_page(page, form)
    return page


def test_a_question_is_written_by_keyboard_and_saved_without_a_button(
    history: History, opening: Opening, give_session: SessionGiver
):
    with opening(PHONE) as context:
        give_session(context, history.cell.secretary)
        page = context.new_page()
        page.goto(f"/soan/{history.slug}-2/cau/moi/quiz")
        page.locator("button[value=choice]").press("Enter")
        page.locator("#prompt").wait_for()
        wait_until_started(page)
        page.locator("#prompt").focus()
        # Question, first option, its tick, its reminder, second option.
        for text in ("Việc nào làm trước?", "Hỏi trưởng thôn", " ", "", "Chuyển tiếp"):
            page.keyboard.type(text)
            page.keyboard.press("Tab")
        page.locator("#explanation").fill("Hỏi người ở gần việc.")
        page.locator("#source").fill("Tài liệu thử (https://example.org/a)")
        expect(page.locator("[data-preview] .option")).to_have_count(2)
        expect(page.locator("[data-status]")).to_contain_text("Đã lưu lúc")
        page.reload()
        expect(page.locator("#options-0-right")).to_be_checked()
        expect(page.locator("#options-1-text")).to_have_value("Chuyển tiếp")


def test_what_was_typed_without_a_network_is_there_again_and_saved_later(
    form: str, history: History, opening: Opening, give_session: SessionGiver
):
    with opening(PHONE) as context:
        give_session(context, history.cell.secretary)
        page = opened(context.new_page(), form)
        page.route(
            "**/soan/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
        )
        page.locator("#prompt").fill("Gõ lúc mất mạng")
        expect(page.locator("[data-status]")).to_contain_text("vẫn còn trên máy này")
        page.close()
        again = opened(context.new_page(), form)
        expect(again.locator("#prompt")).to_have_value("Gõ lúc mất mạng")
        expect(again.locator("[data-status]")).to_contain_text("Đã lưu lúc")


def test_the_second_author_is_told_on_the_page_and_sees_both(
    form: str, history: History, opening: Opening, give_session: SessionGiver, backstage: Flask
):
    with opening(PHONE) as one, opening(PHONE) as two:
        give_session(one, history.cell.secretary)
        give_session(two, history.cell.deputy)
        mine, theirs = opened(one.new_page(), form), opened(two.new_page(), form)
        theirs.locator("#prompt").fill("Bản của phó bí thư")
        expect(theirs.locator("[data-status]")).to_contain_text("Đã lưu lúc")
        mine.locator("#prompt").fill("Bản của bí thư")
        expect(mine.locator("[data-status]")).to_contain_text("Đồng chí khác vừa sửa")
        mine.locator("form .button--primary").click()
        expect(mine.locator("#prompt")).to_have_value("Bản của bí thư")
        expect(mine.locator("main")).to_contain_text("Bản của phó bí thư")


def test_a_lesson_is_split_into_cards_as_one_types(
    history: History, opening: Opening, give_session: SessionGiver
):
    with opening(PHONE) as context:
        give_session(context, history.cell.secretary)
        page = context.new_page()
        open_page(page, f"/soan/{history.slug}-2/bai/{history.lesson}")
        cards = page.locator("[data-preview] .card")
        before = cards.count()
        text = page.locator("#text")
        text.evaluate("e => e.setSelectionRange(e.value.length, e.value.length)")
        page.locator("[data-puts=card]").click()
        page.keyboard.type("Thẻ mới")
        page.keyboard.press("Enter")
        page.locator("[data-puts=bold]").click()
        page.keyboard.type("chữ đậm")
        expect(cards).to_have_count(before + 1)
        expect(cards.last.locator("strong")).to_have_text("chữ đậm")

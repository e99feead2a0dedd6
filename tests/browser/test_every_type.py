"""Questions of every type in a real browser: with and without JavaScript, by fingers, narrow and large."""

import pytest
from playwright.sync_api import Page, expect

from quizzes.questions import TYPES
from tests.browser.conftest import PHONE, Opening, SessionGiver
from tests.browser.hands import choose_something, send, start_quiz
from tests.browser.measures import assert_accessible, assert_fits, double_text, open_page
from tests.conftest import TestCell
from tests.web.every_type import SLUG

scripts = pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])


MARKED = sum(kind.is_marked for kind in TYPES.values())


def answer_parts(page: Page) -> None:
    """Answer the parts of a case before the last one; nothing for any other question."""
    count = page.locator(".case__part .feedback")
    while page.locator("input[name=part]").count() and not page.locator("input[name=confidence]").count():
        before = count.count()
        choose_something(page)
        send(page)
        expect(count).to_have_count(before + 1)


def go_through(page: Page, attempt: str) -> None:
    """Answer every question, saying how sure one is, and look at what comes back."""
    for number in range(1, len(TYPES) + 1):
        page.goto(f"{attempt}/{number}")
        answer_parts(page)
        choose_something(page)
        if page.locator("input[name=votes]").count():
            send(page)
            expect(page.locator(".notice--done")).to_contain_text("Đồng chí đã bỏ phiếu.")
            continue
        page.locator("label.option:has(input[name=confidence][value=sure])").click()
        send(page)
        expect(page.locator(".feedback").first).to_contain_text("Mức chắc chắn: chắc chắn.")


@scripts
def test_every_type_is_answered_by_taps_alone(
    scripts: bool, opening: Opening, people: TestCell, give_session: SessionGiver
):
    with opening(PHONE, java_script_enabled=scripts) as context:
        give_session(context, people.dinh)
        page = context.new_page()
        attempt = start_quiz(page, SLUG, "practice")
        go_through(page, attempt)
        page.goto(f"{attempt}/nop")
        page.locator("form button.button--primary").click()
        expect(page.locator("h1")).to_contain_text(f"/{MARKED}")


def test_every_type_is_accessible_large_enough_and_fits(
    opening: Opening, people: TestCell, give_session: SessionGiver
):
    with opening({**PHONE, "viewport": {"width": 320, "height": 640}}) as context:
        give_session(context, people.dinh)
        page = context.new_page()
        attempt = start_quiz(page, SLUG, "practice")
        for number in range(1, len(TYPES) + 1):
            open_page(page, f"{attempt}/{number}")
            assert_accessible(page)
            for control in page.locator("label.option, select, input[type=text]").all():
                box = control.bounding_box()
                assert box
                assert box["height"] >= 56, control.evaluate("element => element.outerHTML")
            assert_fits(page)
        double_text(page)
        for number in range(1, len(TYPES) + 1):
            open_page(page, f"{attempt}/{number}")
            assert_fits(page)
        go_through(page, attempt)
        assert_accessible(page)
        assert_fits(page)


def test_how_sure_one_is_neither_offers_to_send_nor_is_needed(
    opening: Opening, people: TestCell, give_session: SessionGiver
):
    with opening(PHONE) as context:
        give_session(context, people.dinh)
        page = context.new_page()
        start_quiz(page, SLUG, "practice")
        while not page.locator("input[name=confidence]").count():
            page.locator("a:has-text('Tạm bỏ qua')").click()
        page.locator("label.option:has(input[name=confidence][value=guess])").click()
        expect(page.locator("[data-send]")).to_be_hidden()
        choose_something(page)
        expect(page.locator("[data-send]")).to_be_visible()

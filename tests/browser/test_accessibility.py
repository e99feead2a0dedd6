"""axe-core finds nothing on any page, in light and dark, on a phone and on a laptop; nothing is too small."""

from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LAPTOP, PHONE, Opening, SessionGiver
from tests.browser.history import History
from tests.browser.measures import assert_accessible, assert_fits, double_text
from tests.browser.routes import Route, pages
from tests.conftest import TOPIC

every_route = pytest.mark.parametrize("route", pages(), ids=str)


def settled(route: Route) -> Literal["load", "networkidle"]:
    """Say when a page has come: a live page is never done with its network."""
    return "load" if route.rule.endpoint.startswith("meetings.") else "networkidle"


def visit(page: Page, route: Route, history: History) -> bool:
    """Open a route; False when it is a file to take along and not a page."""
    path = history.path_for(route.rule)
    answer = page.context.request.get(path)
    assert answer.status == 200, f"{path}: {answer.status}"
    if not answer.headers["content-type"].startswith("text/html"):
        return False
    page.goto(path, wait_until=settled(route))
    return True


@every_route
def test_axe_finds_nothing_on_a_phone_by_day_and_by_night(
    route: Route, opening: Opening, history: History, give_session: SessionGiver
):
    with opening(PHONE) as context:
        if not route.is_public:
            give_session(context, history.cell.secretary)
        page = context.new_page()
        if visit(page, route, history):
            assert_accessible(page)
            page.emulate_media(color_scheme="dark")
            assert_accessible(page)


@every_route
def test_axe_finds_nothing_on_a_laptop(
    route: Route, opening: Opening, history: History, give_session: SessionGiver
):
    with opening(LAPTOP) as context:
        if not route.is_public:
            give_session(context, history.cell.secretary)
        page = context.new_page()
        if visit(page, route, history):
            assert_accessible(page)


@pytest.mark.parametrize("number", range(1, 7))
def test_axe_finds_nothing_on_a_question_of_any_type(
    number: int, opening: Opening, history: History, give_session: SessionGiver
):
    with opening(PHONE) as context:
        give_session(context, history.cell.secretary)
        page = context.new_page()
        page.goto(f"{history.open_attempt}/{number}")
        assert_accessible(page)
        # Sent empty: the page with its message is a page, too.
        with page.expect_navigation(wait_until="networkidle"):
            page.locator("form.stack").evaluate("form => HTMLFormElement.prototype.submit.call(form)")
        assert_accessible(page)


@every_route
def test_nothing_scrolls_sideways_on_a_narrow_phone_with_large_text(
    route: Route, opening: Opening, history: History, give_session: SessionGiver
):
    with opening({**PHONE, "viewport": {"width": 320, "height": 640}}) as context:
        if not route.is_public:
            give_session(context, history.cell.secretary)
        page = context.new_page()
        if not visit(page, route, history):
            return
        assert_fits(page)
        before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
        double_text(page)
        page.reload(wait_until=settled(route))
        after = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
        assert after == pytest.approx(2 * before), "the page does not follow the browser's text size"
        assert_fits(page)


def test_letters_and_targets_are_as_large_as_promised(
    opening: Opening, history: History, give_session: SessionGiver
):
    with opening(PHONE) as context:
        give_session(context, history.cell.secretary)
        page = context.new_page()
        size = "element => parseFloat(getComputedStyle(element).fontSize)"
        rows = 0
        for number in range(1, 7):
            page.goto(f"{history.open_attempt}/{number}", wait_until="networkidle")
            assert page.locator("body").evaluate(size) >= 18
            assert page.locator(".prompt").first.evaluate(size) >= 20
            for row in page.locator("label.option, select, input[type=text]").all():
                box = row.bounding_box()
                assert box
                assert box["height"] >= 56, row.evaluate("element => element.outerHTML")
                rows += 1
        assert rows > 10


def test_a_question_is_answered_by_keyboard_alone(
    opening: Opening, history: History, give_session: SessionGiver
):
    with opening(LAPTOP) as context:
        give_session(context, history.cell.binh)
        page = context.new_page()
        page.goto(f"/chuyen-de/{TOPIC}")
        page.locator("form:has(input[value=practice]) button").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/luot/*/*")
        while not page.locator("input[name=answer]").count():
            page.goto(f"{page.url.rsplit('/', 1)[0]}/{int(page.url.rsplit('/', 1)[1]) + 1}")
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.name") == "answer":
                break
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        page.locator(".feedback").wait_for()

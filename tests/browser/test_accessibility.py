"""axe-core finds nothing on any page, in light and dark, on a phone and on a laptop; nothing is too small."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import LAPTOP, PHONE, Opening, SessionGiver, watch
from tests.browser.history import History
from tests.browser.measures import (
    assert_accessible,
    assert_fits,
    double_text,
    open_page,
    wait_until_started,
)
from tests.browser.routes import Route, pages
from tests.browser.server import LiveServer
from tests.conftest import TOPIC

NARROW_PHONE = {**PHONE, "viewport": {"width": 320, "height": 640}}
# A page of a browser that has this device, of the secretary or, for a public route, of nobody.
Reading = Callable[[Route, dict[str, Any]], Page]


class Readers:
    """Browsers that go from page to page as people do: a new one for each page takes longest of all."""

    def __init__(
        self, chromium: Browser, server: LiveServer, sign_in: Callable[[BrowserContext], None]
    ) -> None:
        self._chromium, self._server, self._sign_in = chromium, server, sign_in
        self._pages: dict[tuple[int, bool], Page] = {}
        self._wrong: list[list[str]] = []

    def page(self, device: dict[str, Any], is_public: bool) -> Page:
        """Return the page of the browser with this device, by day."""
        key = (device["viewport"]["width"], is_public)
        if key not in self._pages:
            context = self._chromium.new_context(**device, base_url=self._server.url)
            context.set_default_timeout(10_000)
            self._wrong.append(watch(context, self._server.url))
            if not is_public:
                self._sign_in(context)
            self._pages[key] = context.new_page()
        page = self._pages[key]
        page.emulate_media(color_scheme="light")
        return page

    def take_wrong(self) -> list[str]:
        """Return what was done wrong since this was asked last."""
        found = [what for wrong in self._wrong for what in wrong]
        for wrong in self._wrong:
            wrong.clear()
        return found

    def close(self) -> None:
        """Close every browser."""
        for page in self._pages.values():
            page.context.close()


@pytest.fixture(scope="module")
def readers(
    chromium: Browser, live: LiveServer, history: History, give_session: SessionGiver
) -> Iterator[Readers]:
    """Browsers for all pages of this file."""
    found = Readers(chromium, live, lambda context: give_session(context, history.cell.secretary))
    yield found
    found.close()


@pytest.fixture
def reading(readers: Readers) -> Iterator[Reading]:
    """Give a page to open a route in; ends the test when it asks another host or breaks a rule."""
    yield lambda route, device: readers.page(device, route.is_public)
    assert readers.take_wrong() == []


every_route = pytest.mark.parametrize("route", pages(), ids=str)


def visit(page: Page, route: Route, history: History) -> bool:
    """Open a route; False when it is a file to take along and not a page."""
    path = history.path_for(route.rule)
    answer = page.context.request.get(path)
    assert answer.status == 200, f"{path}: {answer.status}"
    if not answer.headers["content-type"].startswith("text/html"):
        return False
    open_page(page, path)
    return True


@every_route
def test_axe_finds_nothing_on_a_phone_by_day_and_by_night(route: Route, reading: Reading, history: History):
    page = reading(route, PHONE)
    if visit(page, route, history):
        assert_accessible(page)
        page.emulate_media(color_scheme="dark")
        assert_accessible(page)


@every_route
def test_axe_finds_nothing_on_a_laptop(route: Route, reading: Reading, history: History):
    page = reading(route, LAPTOP)
    if visit(page, route, history):
        assert_accessible(page)


@pytest.mark.parametrize("number", range(1, 7))
def test_axe_finds_nothing_on_a_question_of_any_type(
    number: int, opening: Opening, history: History, give_session: SessionGiver
):
    with opening(PHONE) as context:
        give_session(context, history.cell.secretary)
        page = context.new_page()
        open_page(page, f"{history.open_attempt}/{number}")
        assert_accessible(page)
        # Sent empty: the page with its message is a page, too.
        with page.expect_navigation():
            page.locator("form.stack").evaluate("form => HTMLFormElement.prototype.submit.call(form)")
        wait_until_started(page)
        assert_accessible(page)


@every_route
def test_nothing_scrolls_sideways_on_a_narrow_phone_with_large_text(
    route: Route, reading: Reading, history: History
):
    page = reading(route, NARROW_PHONE)
    if not visit(page, route, history):
        return
    assert_fits(page)
    before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    doubled = double_text(page)
    try:
        page.reload()
        wait_until_started(page)
        after = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
        assert after == pytest.approx(2 * before), "the page does not follow the browser's text size"
        assert_fits(page)
    finally:
        doubled.detach()


def test_letters_and_targets_are_as_large_as_promised(
    opening: Opening, history: History, give_session: SessionGiver
):
    with opening(PHONE) as context:
        give_session(context, history.cell.secretary)
        page = context.new_page()
        size = "element => parseFloat(getComputedStyle(element).fontSize)"
        rows = 0
        for number in range(1, 7):
            open_page(page, f"{history.open_attempt}/{number}")
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

"""What a page weighs over the wire, and how soon it is seen on a slow line."""

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.conftest import PHONE, Opening, SessionGiver
from tests.browser.history import History
from tests.browser.measures import open_page, weigh
from tests.browser.routes import Route, pages

# With gzip on; a kilobyte is 1,000 bytes.
FIRST_VISIT_BYTES = 50_000
FIRST_VISIT_REQUESTS = 8
SCRIPT_BYTES = 15_000
FOLLOWING_BYTES = 10_000

MEMBER_BLUEPRINTS = ("accounts", "study", "lessons", "attempts", "privacy")
# What a member opens of a meeting's plan: the rest is for those who lead.
MEMBER_ENDPOINTS = ("planning.prepare", "planning.prepare_question", "planning.own")
MEMBER_PAGES = [
    route
    for route in pages()
    if route.rule.endpoint.startswith(MEMBER_BLUEPRINTS) or route.rule.endpoint in MEMBER_ENDPOINTS
]
every_member_page = pytest.mark.parametrize("route", MEMBER_PAGES, ids=str)


def is_page(context: BrowserContext, path: str) -> bool:
    """Tell a page from a file to take along."""
    answer = context.request.get(path)
    assert answer.status == 200, f"{path}: {answer.status}"
    return answer.headers["content-type"].startswith("text/html")


@every_member_page
def test_a_first_visit_is_light(
    route: Route, opening: Opening, real_history: History, give_session: SessionGiver
):
    path = real_history.path_for(route.rule)
    with opening(PHONE) as context:
        if not route.is_public:
            give_session(context, real_history.cell.secretary)
        if not is_page(context, path):
            return
        weight = weigh(context.new_page(), path)
        assert weight.total <= FIRST_VISIT_BYTES, str(weight)
        assert weight.count <= FIRST_VISIT_REQUESTS, str(weight)
        assert weight.scripts <= SCRIPT_BYTES, str(weight)


@every_member_page
def test_a_following_page_is_lighter(
    route: Route, opening: Opening, real_history: History, give_session: SessionGiver
):
    path = real_history.path_for(route.rule)
    with opening(PHONE) as context:
        page = context.new_page()
        # Signed in on another page before, as everybody is who goes on to this one.
        open_page(page, "/vao")
        if not route.is_public:
            give_session(context, real_history.cell.secretary)
            open_page(page, "/")
        if is_page(context, path):
            weight = weigh(page, path)
            assert weight.total <= FOLLOWING_BYTES, str(weight)


def test_every_question_and_card_is_light(
    opening: Opening, real_history: History, give_session: SessionGiver
):
    """The longest text of the topic, not only its first page."""
    with opening(PHONE) as context:
        give_session(context, real_history.cell.secretary)
        page = context.new_page()
        open_page(page, "/")
        lesson = f"/chuyen-de/{real_history.slug}/bai/{real_history.lesson}"
        paths = [f"{real_history.open_attempt}/{number}" for number in range(1, 16)]
        paths += [f"{lesson}/{number}" for number in range(1, 5)]
        paths += [f"{real_history.ended_attempt}/ket-qua?tat-ca"]
        heavy = {path: str(weight) for path in paths if (weight := weigh(page, path)).total > FOLLOWING_BYTES}
        assert heavy == {}


def test_answers_are_compressed_and_static_files_stay(phone: BrowserContext):
    page = phone.new_page()
    page.goto("/vao")
    answer = phone.request.get("/vao", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    sheet = str(page.locator("link[rel=stylesheet]").get_attribute("href"))
    answer = phone.request.get(sheet, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]

"""What a member's fingers do on the pages."""

import re

from playwright.sync_api import Page, expect

from elearn.accounts.models import Member
from tests.conftest import PIN


def sign_in_browser(page: Page, member: Member) -> None:
    """Sign in with code and PIN."""
    page.goto("/vao")
    page.locator("input[name=code]").fill(member.code)
    page.locator("input[name=pin]").fill(PIN)
    page.locator("main form button.button--primary").click()
    expect(page).to_have_url(re.compile(r"/$"))


def choose_something(page: Page) -> None:
    """Fill in an answer of any type, the first of everything."""
    for name in ("answer", "answers", "verdict", "reason", "signs", "check", "votes"):
        rows = page.locator(f"label.option:has(input[name='{name}'])")
        if rows.count():
            rows.first.click()
    for typed in page.locator("form.stack input[type=text]").all():
        typed.fill("12" if typed.get_attribute("name") == "number" else "chi bộ")
    for number, choice in enumerate(page.locator("select").all()):
        is_place = str(choice.get_attribute("name")).startswith("place-")
        choice.select_option(index=number + 1 if is_place else 1)


def send(page: Page) -> None:
    """Press «Trả lời»."""
    page.locator("[data-send]").click()


def start_quiz(page: Page, slug: str, mode: str) -> str:
    """Start a quiz from its topic's page and return the address of the attempt."""
    page.goto(f"/chuyen-de/{slug}")
    page.locator(f"form:has(input[name=mode][value={mode}]) button").click()
    page.wait_for_url(re.compile(r"/luot/\d+/\d+$"))
    return page.url.rsplit("/", 1)[0]

"""A lost network, the back button, two tabs, a double tap: nothing lost, nothing counted twice."""

import json
import re
from contextlib import suppress

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Error, Page, Route, expect
from sqlalchemy import select

from elearn.attempts.models import Attempt, GivenResponse
from tests.browser.conftest import PHONE, Opening
from tests.browser.hands import choose_something, send, sign_in_browser, start_quiz
from tests.conftest import TOPIC, TestCell

scripts = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])


def responses(app: Flask, attempt: str) -> list[list[str]]:
    """Return the responses that the database has for an attempt."""
    attempt_id = int(attempt.rsplit("/", 1)[1])
    with app.app_context(), app.extensions["database"].reading() as session:
        return [
            json.loads(row)
            for row in session.scalars(select(GivenResponse.response).filter_by(attempt_id=attempt_id))
        ]


def go_to_choice(page: Page, attempt: str) -> str:
    """Open the question of the type «choose one» and return its address."""
    for number in range(1, 7):
        page.goto(f"{attempt}/{number}")
        if page.locator("input[name=answer]").count():
            return page.url
    raise AssertionError("no question of that type")


def test_an_answer_given_without_a_network_is_kept_and_sent_when_there_is_one(
    phone: BrowserContext, people: TestCell, backstage: Flask
):
    page = phone.new_page()
    sign_in_browser(page, people.dinh)
    attempt = start_quiz(page, TOPIC, "practice")
    choose_something(page)
    phone.set_offline(True)
    send(page)
    status = page.locator("[data-status]")
    expect(status).to_have_text(str(status.get_attribute("data-kept")))
    assert responses(backstage, attempt) == []
    phone.set_offline(False)
    page.locator(".feedback").wait_for(timeout=30_000)
    assert len(responses(backstage, attempt)) == 1


def test_an_answer_given_without_a_network_survives_a_reload(
    phone: BrowserContext, people: TestCell, backstage: Flask
):
    page = phone.new_page()
    sign_in_browser(page, people.dinh)
    attempt = start_quiz(page, TOPIC, "practice")
    choose_something(page)
    phone.set_offline(True)
    send(page)
    status = page.locator("[data-status]")
    expect(status).to_have_text(str(status.get_attribute("data-kept")))
    # Somebody reloads by hand, and only then does the network come back.
    phone.set_offline(False)
    # The phone may open the answer's page by itself at this very moment; either way it is there in the end.
    with suppress(Error):
        page.reload()
    page.locator(".feedback").wait_for(timeout=30_000)
    assert len(responses(backstage, attempt)) == 1


def test_an_answer_whose_receipt_was_lost_is_counted_once(
    phone: BrowserContext, people: TestCell, backstage: Flask
):
    """The post arrives, the answer to it does not: the phone sends it again."""
    page = phone.new_page()
    sign_in_browser(page, people.dinh)
    attempt = start_quiz(page, TOPIC, "practice")
    choose_something(page)
    lost: list[str] = []

    def lose_once(route: Route) -> None:
        sent = route.request
        if sent.method != "POST" or lost:
            route.continue_()
            return
        lost.append(sent.url)
        phone.request.fetch(
            sent.url, method="POST", headers=sent.headers, data=sent.post_data, max_redirects=0
        )
        route.abort("connectionreset")

    page.route("**/luot/**", lose_once)
    send(page)
    page.locator(".feedback").wait_for(timeout=30_000)
    assert lost
    assert len(responses(backstage, attempt)) == 1


@scripts
def test_the_back_button_shows_what_was_answered_and_an_exam_lets_it_be_changed(
    scripts: bool, opening: Opening, people: TestCell, backstage: Flask
):
    with opening(PHONE, java_script_enabled=scripts) as context:
        page = context.new_page()
        sign_in_browser(page, people.dinh)
        attempt = start_quiz(page, TOPIC, "exam")
        here = go_to_choice(page, attempt)
        options = page.locator("label.option")
        options.nth(0).click()
        send(page)
        page.wait_for_url(lambda url: url != here)
        page.go_back()
        page.wait_for_url(here)
        expect(page.locator("label.option input").nth(0)).to_be_checked()
        options.nth(1).click()
        send(page)
        page.wait_for_url(lambda url: url != here)
        assert len(responses(backstage, attempt)) == 1
        page.goto(here)
        expect(page.locator("label.option input").nth(1)).to_be_checked()


@scripts
def test_two_tabs_on_one_question_count_the_first_answer_of_practice(
    scripts: bool, opening: Opening, people: TestCell, backstage: Flask
):
    with opening(PHONE, java_script_enabled=scripts) as context:
        first = context.new_page()
        sign_in_browser(first, people.dinh)
        attempt = start_quiz(first, TOPIC, "practice")
        here = go_to_choice(first, attempt)
        second = context.new_page()
        second.goto(here)
        chosen = first.locator("label.option input").nth(0).get_attribute("value")
        first.locator("label.option").nth(0).click()
        send(first)
        first.locator(".feedback").wait_for()
        second.locator("label.option").nth(1).click()
        send(second)
        second.locator(".feedback").wait_for()
        assert responses(backstage, attempt) == [[chosen]]
        expect(second.locator("main")).to_contain_text(re.compile("tính|trước"))


@scripts
def test_a_double_tap_on_the_answer_is_one_answer(
    scripts: bool, opening: Opening, people: TestCell, backstage: Flask
):
    with opening(PHONE, java_script_enabled=scripts) as context:
        page = context.new_page()
        sign_in_browser(page, people.dinh)
        attempt = start_quiz(page, TOPIC, "practice")
        choose_something(page)
        page.locator("[data-send]").dblclick()
        page.locator(".feedback").wait_for()
        assert len(responses(backstage, attempt)) == 1
        assert page.locator(".notice--error").count() == 0, "the same answer once more is no mistake"


@scripts
def test_a_double_tap_on_start_is_one_attempt(
    scripts: bool, opening: Opening, people: TestCell, backstage: Flask
):
    with opening(PHONE, java_script_enabled=scripts) as context:
        page = context.new_page()
        sign_in_browser(page, people.dinh)
        page.goto(f"/chuyen-de/{TOPIC}")
        page.locator("form:has(input[name=mode][value=practice]) button").dblclick()
        # The second tap breaks the first one's way off: only where one ends up counts.
        expect(page).to_have_url(re.compile(r"/luot/\d+/\d+$"))
        with backstage.app_context(), backstage.extensions["database"].reading() as session:
            assert len(session.scalars(select(Attempt.id).filter_by(member_id=people.dinh.id)).all()) == 1


def test_handing_in_twice_shows_the_same_result(phone: BrowserContext, people: TestCell):
    page = phone.new_page()
    sign_in_browser(page, people.dinh)
    attempt = start_quiz(page, TOPIC, "practice")
    page.goto(f"{attempt}/nop")
    page.locator("form[action$='/nop'] button").dblclick()
    expect(page).to_have_url(re.compile(r"/ket-qua$"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/ket-qua$|/chuyen-de/"))


def test_a_post_after_signing_out_elsewhere_says_what_happened(
    phone: BrowserContext, people: TestCell, backstage: Flask
):
    page = phone.new_page()
    sign_in_browser(page, people.dinh)
    attempt = start_quiz(page, TOPIC, "practice")
    choose_something(page)
    phone.clear_cookies()
    send(page)
    expect(page.get_by_role("alert").first).to_be_visible()
    assert responses(backstage, attempt) == []

"""A member from the sign-in page to the result, with JavaScript and without, on a phone and on a laptop."""

import re

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import func, select

from elearn.accounts.secrets import link_token
from elearn.attempts.models import Attempt, GivenResponse
from elearn.lessons.models import Bookmark, CheckAnswer
from tests.browser.conftest import LAPTOP, PHONE, Opening
from tests.browser.hands import choose_something, send, sign_in_browser, start_quiz
from tests.conftest import PIN, TOPIC, TestCell

scripts = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
QUESTIONS = 6


def rows(app: Flask, table: type, **where: int) -> int:
    """Count rows behind the pages."""
    with app.app_context(), app.extensions["database"].reading() as session:
        return int(session.scalar(select(func.count()).select_from(table).filter_by(**where)) or 0)


def read_first_lesson(page: Page) -> None:
    """Read every card of the first lesson and answer what is asked among them."""
    page.goto(f"/chuyen-de/{TOPIC}")
    page.locator("ol.list a").first.click()
    for _ in range(20):
        page.wait_for_load_state()
        if page.locator("[data-send]").count():
            choose_something(page)
            send(page)
            page.locator(".feedback").wait_for()
        elif page.url.endswith("/xong"):
            return
        else:
            page.locator("form.actions button.button--primary").click()
            continue
        page.locator("form.actions button.button--primary").click()
    raise AssertionError(f"the lesson does not end: {page.url}")


@scripts
@pytest.mark.parametrize("device", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_the_whole_way_of_a_member(
    scripts: bool, device: dict[str, object], opening: Opening, people: TestCell, backstage: Flask
):
    with opening(device, java_script_enabled=scripts) as context:
        page = context.new_page()
        sign_in_browser(page, people.dinh)
        expect(page.locator("h1")).to_contain_text("Dính")
        read_first_lesson(page)
        assert rows(backstage, Bookmark, member_id=people.dinh.id) == 1
        assert rows(backstage, CheckAnswer, member_id=people.dinh.id) >= 1
        attempt = start_quiz(page, TOPIC, "practice")
        for number in range(1, QUESTIONS + 1):
            expect(page).to_have_url(re.compile(rf"/{number}$"))
            choose_something(page)
            send(page)
            page.locator(".feedback").wait_for()
            page.locator("a.button--primary").click()
        expect(page).to_have_url(re.compile(r"/nop$"))
        page.locator("form button.button--primary").click()
        expect(page).to_have_url(re.compile(r"/ket-qua$"))
        expect(page.locator("h1")).to_contain_text(re.compile(rf"\d/{QUESTIONS}"))
        expect(page.locator("h1")).to_contain_text("câu")
        assert page.locator(".reviewed").count() >= 1
        attempt_id = int(attempt.rsplit("/", 1)[1])
        assert rows(backstage, GivenResponse, attempt_id=attempt_id) == QUESTIONS


@scripts
def test_the_whole_way_of_an_exam(scripts: bool, opening: Opening, people: TestCell, backstage: Flask):
    with opening(PHONE, java_script_enabled=scripts) as context:
        page = context.new_page()
        sign_in_browser(page, people.binh)
        attempt = start_quiz(page, TOPIC, "exam")
        for number in range(1, QUESTIONS):
            expect(page).to_have_url(re.compile(rf"/{number}$"))
            choose_something(page)
            send(page)
            page.wait_for_url(re.compile(rf"/{number + 1}$"))
            # In an exam nothing tells whether it was right.
            assert page.locator(".feedback").count() == 0
        page.goto(f"{attempt}/nop")
        expect(page.locator("main")).to_contain_text("1 câu")
        page.locator("form[action$='/nop'] button").click()
        expect(page).to_have_url(re.compile(r"/ket-qua$"))
        assert rows(backstage, Attempt, member_id=people.binh.id) == 1


@scripts
def test_a_personal_link_sets_the_pin_and_comes_in(
    scripts: bool, opening: Opening, people: TestCell, backstage: Flask
):
    with backstage.app_context(), backstage.extensions["database"].writing() as session:
        member = session.merge(people.dinh)
        member.pin_hash = None
        session.commit()
        token = link_token(member.code, member.link_serial)
    with opening(PHONE, java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(f"/vao/{token}")
        expect(page.locator("h1")).to_contain_text("Dính")
        page.locator("input[name=pin]").fill("593817")
        page.locator("input[name=again]").fill("593817")
        page.locator("form button.button--primary").click()
        expect(page).to_have_url(re.compile(r"/$"))


def test_a_wrong_pin_is_told_and_what_was_typed_stays(phone: BrowserContext, people: TestCell):
    page = phone.new_page()
    page.goto("/vao")
    page.locator("input[name=code]").fill(people.dinh.code)
    page.locator("input[name=pin]").fill("593817")
    page.locator("form button.button--primary").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.locator("input[name=code]").input_value() == people.dinh.code
    assert page.locator("input[name=pin]").input_value() == ""
    page.locator("input[name=pin]").fill(PIN)
    page.locator("form button.button--primary").click()
    expect(page).to_have_url(re.compile(r"/$"))


def test_reading_resumes_at_the_same_card_on_another_phone(opening: Opening, people: TestCell):
    with opening(PHONE) as first:
        page = first.new_page()
        sign_in_browser(page, people.dinh)
        page.goto(f"/chuyen-de/{TOPIC}")
        page.locator("ol.list a").first.click()
        page.locator("form.actions button.button--primary").click()
        page.wait_for_url(re.compile(r"/2$"))
        here = page.url
    with opening(PHONE) as second:
        page = second.new_page()
        sign_in_browser(page, people.dinh)
        page.goto(f"/chuyen-de/{TOPIC}/hoc-tiep")
        assert page.url == here


def test_the_time_left_survives_a_reload(phone: BrowserContext, people: TestCell):
    page = phone.new_page()
    sign_in_browser(page, people.dinh)
    start_quiz(page, TOPIC, "exam")
    before = int(str(page.locator("[data-seconds-left]").get_attribute("data-seconds-left")))
    page.reload()
    after = int(str(page.locator("[data-seconds-left]").get_attribute("data-seconds-left")))
    assert before - 30 <= after <= before <= 20 * 60


def test_large_text_stays_after_it_was_switched_on(phone: BrowserContext, people: TestCell):
    page = phone.new_page()
    sign_in_browser(page, people.dinh)
    page.goto(f"/chuyen-de/{TOPIC}/hoc-tiep")
    size = "() => parseFloat(getComputedStyle(document.querySelector('.card p')).fontSize)"
    before = page.evaluate(size)
    page.locator("button[name=text_size]").click()
    page.wait_for_function(f"({size})() > {before}")
    page.reload()
    assert page.evaluate(size) > before

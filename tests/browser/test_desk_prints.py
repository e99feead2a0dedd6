"""The desk on A4: nothing is cut off at the paper's edge, and what only a screen can use is left out."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, Opening, SessionGiver
from tests.browser.history import History
from tests.browser.routes import Route, pages

# What is between margins of 14 mm: 182 mm at 96 dots an inch.
A4: dict[str, object] = LAPTOP | {"viewport": {"width": 688, "height": 1017}}
DESK = [
    route
    for route in pages()
    if route.rule.endpoint.startswith(("scores.", "desk.", "question_scores.", "meeting_scores.", "paper"))
    or route.rule.endpoint in ("study.results", "planning.summary", "cells.roster")
]


def is_page(path: str) -> bool:
    """Tell a page from a file to take along."""
    return not re.search(r"\.(csv|xlsx)$", path)


@pytest.mark.parametrize("route", DESK, ids=str)
def test_nothing_is_cut_off_on_paper(
    route: Route, opening: Opening, history: History, give_session: SessionGiver
):
    path = history.path_for(route.rule)
    if not is_page(path):
        return
    with opening(A4) as context:
        give_session(context, history.cell.secretary)
        page = context.new_page()
        page.emulate_media(media="print")
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 688
        # A table that scrolls on a screen is cut off on paper.
        cut = page.eval_on_selector_all(
            ".table-scroll", "boxes => boxes.filter(box => box.scrollWidth > box.clientWidth + 1).length"
        )
        assert cut == 0
        for useless in (".topbar", ".button", "[role=search]"):
            expect(page.locator(f"{useless} >> visible=true")).to_have_count(0)


def test_members_by_topics_print_as_shapes_with_their_words_above(
    opening: Opening, history: History, give_session: SessionGiver
):
    with opening(A4) as context:
        give_session(context, history.cell.secretary)
        page = context.new_page()
        page.goto("/ket-qua/toan-canh")
        words = page.get_by_text("● đã học xong · ◐ đang học · ○ chưa mở")
        expect(words).to_be_hidden()
        page.emulate_media(media="print")
        expect(words).to_be_visible()
        shape = page.locator(".map td").first.evaluate("cell => getComputedStyle(cell, '::before').content")
        assert shape in {'"●"', '"◐"', '"○"'}

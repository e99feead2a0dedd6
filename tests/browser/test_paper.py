"""Answer sheets by keyboard alone: one key an answer, nothing lost, whatever the input method does."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import func, select

from elearn.accounts.actions import add_member
from elearn.attempts.models import Attempt, GivenResponse
from elearn.db import new_id
from elearn.paper.queries import version_of
from elearn.topics.actions import pin_text
from elearn.topics.models import Printing
from quizzes.paper import key_of, kind_of
from tests.browser.conftest import LAPTOP, PHONE, Opening, SessionGiver
from tests.browser.measures import assert_accessible, assert_fits, open_page, wait_until_started
from tests.conftest import TOPIC, TestCell
from tests.engine.examples import BODIES, COMMON, question_text, quiz_text

MEMBERS, QUESTIONS = 20, 10
STATEMENT = 'type = "true_false"\nverdict = "true"\n'
WRITTEN = BODIES["short_text"]
KINDS = [BODIES["choice"]] * 6 + [STATEMENT] * 2 + [WRITTEN] * 2


@dataclass(frozen=True)
class Sheets:
    """A printing of ten questions, and the right key for each of its cells in version A."""

    printing: int
    keys: tuple[str, ...]
    kinds: tuple[str, ...]

    @property
    def grid(self) -> str:
        """The address of the grid."""
        return f"/tren-giay/{self.printing}/nhap/A"


@pytest.fixture
def sheets(backstage: Flask, people: TestCell) -> Sheets:
    """Twenty members with ten questions on paper: letters, verdicts, and marks given by hand."""
    now = datetime.now(UTC)
    text = quiz_text(*(question_text(body, f"cau-{n}", COMMON) for n, body in enumerate(KINDS, 1)))
    with backstage.app_context(), backstage.extensions["database"].writing() as session:
        for number in range(MEMBERS - 4):
            add_member(session, people.id, f"Đảng viên Số {number}", "", now)
        printing = Printing(
            cell_id=people.id, id=new_id(), topic=TOPIC, quiz_digest=pin_text(session, TOPIC, text, now),
            code="1a2b", printed_by=people.secretary.id, printed_at=now,
        )  # fmt: skip
        session.add(printing)
        session.flush()
        questions = version_of(session, printing, "A").questions
        session.commit()
        # D is typed for Đ: it needs no Vietnamese keyboard.
        keys = tuple((key_of(question) or "1").replace("Đ", "D") for question in questions)
        return Sheets(printing.id, keys, tuple(kind_of(question) for question in questions))


@pytest.fixture
def grid(opening: Opening, people: TestCell, sheets: Sheets, give_session: SessionGiver) -> Page:
    """The grid on the secretary's laptop, the cursor in its first cell."""
    with opening(LAPTOP) as context:
        give_session(context, people.secretary)
        page = context.new_page()
        open_page(page, sheets.grid)
        cells(page).first.focus()
        yield page


def cells(page: Page) -> Locator:
    """Return the cells one types into, row by row."""
    return page.locator("table.grid input:not([type=hidden])")


def values(page: Page, count: int) -> list[str]:
    """Return what stands in the first cells."""
    return [cells(page).nth(n).input_value() for n in range(count)]


def counted(app: Flask, table: type, **where: object) -> int:
    with app.app_context(), app.extensions["database"].reading() as session:
        return int(session.scalar(select(func.count()).select_from(table).filter_by(**where)) or 0)


def test_twenty_members_by_ten_questions_need_one_key_an_answer(
    grid: Page, sheets: Sheets, people: TestCell, backstage: Flask
):
    strokes = 0
    for _member in range(MEMBERS):
        for key in sheets.keys:
            grid.keyboard.press(key)
            strokes += 1
    assert strokes == MEMBERS * QUESTIONS
    assert all(values(grid, MEMBERS * QUESTIONS))
    grid.get_by_role("button", name="Lưu và tính kết quả").press("Enter")
    expect(grid.locator(".notice--done")).to_contain_text("20 phiếu")
    with backstage.app_context(), backstage.extensions["database"].reading() as session:
        results = session.execute(
            select(Attempt.mode, Attempt.right, Attempt.asked).filter_by(cell_id=people.id)
        ).all()
    assert [tuple(row) for row in results] == [("paper", QUESTIONS, QUESTIONS)] * MEMBERS


def test_a_row_is_saved_when_it_is_left_and_stays_after_a_reload(
    grid: Page, sheets: Sheets, people: TestCell, backstage: Flask
):
    for key in sheets.keys:
        grid.keyboard.press(key)
    expect(grid.locator("[data-status]")).to_have_text("Đã lưu.")
    assert counted(backstage, GivenResponse, cell_id=people.id) == QUESTIONS
    grid.reload()
    wait_until_started(grid)
    assert [value.replace("Đ", "D") for value in values(grid, QUESTIONS)] == list(sheets.keys)


def test_a_key_that_a_column_does_not_take_does_nothing(grid: Page):
    grid.keyboard.press("X")
    grid.keyboard.press("7")
    assert values(grid, 2) == ["", ""]
    assert cells(grid).first.evaluate("(cell) => cell === document.activeElement")


def test_arrows_space_and_backspace_move(grid: Page):
    grid.keyboard.press("Space")
    assert cells(grid).nth(1).evaluate("(cell) => cell === document.activeElement")
    grid.keyboard.press("ArrowDown")
    assert cells(grid).nth(QUESTIONS + 1).evaluate("(cell) => cell === document.activeElement")
    grid.keyboard.press("ArrowUp")
    grid.keyboard.press("Backspace")
    assert cells(grid).first.evaluate("(cell) => cell === document.activeElement")


def at_statement(page: Page, sheets: Sheets) -> int:
    """Put the cursor where a verdict is wanted and return the cell's number."""
    place = sheets.kinds.index("verdict")
    cells(page).nth(place).focus()
    return place


def test_telex_that_sends_a_backspace_and_the_new_letter_gives_one_answer(grid: Page, sheets: Sheets):
    place = at_statement(grid, sheets)
    grid.keyboard.press("D")
    # The second D, as an input method sends it: the cursor is in the next cell by then.
    grid.keyboard.press("Backspace")
    grid.keyboard.insert_text("Đ")
    assert cells(grid).nth(place).input_value() == "Đ"
    assert cells(grid).nth(place + 1).input_value() == ""
    assert cells(grid).nth(place + 1).evaluate("(cell) => cell === document.activeElement")


def test_a_tone_that_was_two_keys_is_taken_as_two_keys(grid: Page, sheets: Sheets):
    choice = next(
        n for n, pair in enumerate(zip(sheets.kinds, sheets.kinds[1:], strict=False)) if pair[0] == "one"
    )
    cells(grid).nth(choice).focus()
    grid.keyboard.insert_text("Â")
    after = sheets.kinds[choice + 1]
    assert cells(grid).nth(choice).input_value() == "A"
    # Â is A and A: the second is the next question's, where that takes letters.
    assert cells(grid).nth(choice + 1).input_value() == ("A" if after == "one" else "")


def test_nothing_is_acted_on_while_an_input_method_composes(grid: Page, sheets: Sheets):
    place = at_statement(grid, sheets)
    client = grid.context.new_cdp_session(grid)
    client.send("Input.imeSetComposition", {"text": "d", "selectionStart": 1, "selectionEnd": 1})
    assert cells(grid).nth(place).evaluate("(cell) => cell === document.activeElement")
    client.send("Input.imeSetComposition", {"text": "đ", "selectionStart": 1, "selectionEnd": 1})
    client.send("Input.insertText", {"text": "đ"})
    expect(cells(grid).nth(place)).to_have_value("Đ")
    expect(cells(grid).nth(place + 1)).to_be_focused()


def test_the_grid_works_without_scripts(
    opening: Opening, people: TestCell, sheets: Sheets, give_session: SessionGiver, backstage: Flask
):
    with opening(PHONE, java_script_enabled=False) as context:
        give_session(context, people.secretary)
        page = context.new_page()
        page.goto(sheets.grid)
        for number, key in enumerate(sheets.keys):
            cells(page).nth(number).fill(key.lower())
        page.get_by_role("button", name="Lưu và tính kết quả").click()
        expect(page.locator(".notice--done")).to_have_text(re.compile("1 phiếu"))
        assert counted(backstage, Attempt, cell_id=people.id, mode="paper", right=QUESTIONS) == 1


def test_what_cannot_be_read_is_marked_and_named(
    opening: Opening, people: TestCell, sheets: Sheets, give_session: SessionGiver
):
    with opening(PHONE, java_script_enabled=False) as context:
        give_session(context, people.secretary)
        page = context.new_page()
        page.goto(sheets.grid)
        cells(page).first.fill("XYZ")
        page.get_by_role("button", name="Lưu", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("câu 1: không đọc được “XYZ”")
        expect(cells(page).first).to_have_attribute("aria-invalid", "true")
        expect(cells(page).first).to_have_value("XYZ")


def test_the_grid_is_accessible_and_scrolls_only_in_its_box(
    opening: Opening, people: TestCell, sheets: Sheets, give_session: SessionGiver
):
    with opening(PHONE) as context:
        give_session(context, people.secretary)
        page = context.new_page()
        open_page(page, sheets.grid)
        assert_accessible(page)
        assert_fits(page)

"""A post in an attempt: three things to do, and three marks shown apart."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from elearn.config import Settings
from tests.conftest import SignIn, TestCell
from tests.web.every_type import IDS, SLUG, write_topic
from tests.web.taking import start

POST = IDS["post"]


@pytest.fixture
def settings(database_url: str, tmp_path: Path, settings: Settings) -> Settings:
    """Settings with the topic of every type."""
    write_topic(tmp_path / "topics")
    return replace(settings, topics_folder=tmp_path / "topics")


def test_every_part_of_the_message_is_a_row_to_tap(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    taking = start(app, signed_in(cell.dinh), "exam", topic=SLUG)
    page = taking.browser.get(f"{taking.address}/{taking.number_of(POST)}").text
    assert page.count('name="signs"') == 5
    assert page.count('name="verdict"') == 3
    assert page.count('name="check"') == 3
    assert "Ảnh:" in page


def test_the_three_marks_and_the_why_of_each_are_shown_apart(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    taking = start(app, signed_in(cell.dinh), "practice", topic=SLUG)
    number = taking.number_of(POST)
    taking.answer(number, {"verdict": "false", "check": "dem", "signs": ["nguoi", "anh"]})
    assert str(taking.opened().given[POST].mark) == "1/2"
    page = taking.browser.get(f"{taking.address}/{number}").text
    signs = page[page.index("2. ") : page.index("3. ")]
    check = page[page.index("3. ") :]
    assert "verdict--right" in page[page.index("1. ") : page.index("2. ")]
    assert "verdict--wrong" in signs
    assert "verdict--wrong" in check
    # What was missed, what was marked for nothing, and why.
    assert "Ai thấy?" in signs
    assert "Trời tối không sai." in signs
    assert "Lượt chia sẻ không cho biết đúng hay sai." in check
    assert "Xã biết việc và trả lời được ngay." in check


def test_nothing_marked_is_taken_where_verdict_and_check_are_given(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam", topic=SLUG)
    number = taking.number_of(POST)
    assert taking.answer(number, {"verdict": "true", "check": "xa"}).status_code == 303
    assert taking.opened().given[POST].response == ("true", "xa")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"check": "xa"}, "thật, giả hay chưa đủ căn cứ"),
        ({"verdict": "false"}, "việc kiểm tra đầu tiên"),
        ({"verdict": "maybe", "check": "xa"}, "Đồng chí chọn lại"),
        ({"verdict": "false", "check": "xa", "signs": ["zz"]}, "Đồng chí chọn lại"),
    ],
)
def test_what_lacks_is_asked_for_and_what_was_chosen_stays(
    app: Flask, cell: TestCell, signed_in: SignIn, fields: dict[str, str | list[str]], said: str
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam", topic=SLUG)
    answer = taking.answer(taking.number_of(POST), fields)
    assert answer.status_code == 422
    assert said in answer.text
    assert taking.opened().given == {}


def test_the_secretary_sees_which_part_was_marked_wrongly(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam", topic=SLUG)
    taking.answer(taking.number_of(POST), {"verdict": "true", "check": "dem", "signs": ["so"]})
    taking.hand_in()
    assert signed_in(cell.secretary).get(f"/ket-qua/{SLUG}/cau/{POST}").status_code == 200

"""A question of every type goes the whole way: form, answer, result, the secretary's page, paper."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from elearn.config import Settings
from quizzes.questions import TYPES
from tests.conftest import SignIn, TestCell, TestClock
from tests.web.every_type import IDS, SLUG, write_topic
from tests.web.paper_hands import printing_of
from tests.web.taking import start

# A poll is neither asked nor right; tests/web/test_polls.py says how it is taken.
KINDS = sorted(kind for kind, of_kind in TYPES.items() if of_kind.is_marked)

# What a phone might post for each type that is wrong or no answer at all, and what the page then says.
REFUSED = {
    "number": ({"number": "nhiều"}, "không phải là con số"),
    "cloze": ({"gap-1": "", "gap-2": "", "gap-3": " "}, "Đồng chí chưa trả lời"),
    "group": ({}, "Đồng chí chưa trả lời"),
    "post": ({"signs": ["nguoi"]}, "Đồng chí cho biết bài này là thật"),
    "case": ({"part": "viec-dau"}, "Đồng chí chưa trả lời"),
    "poll": ({}, "Đồng chí chưa trả lời"),
}


@pytest.fixture
def settings(database_url: str, tmp_path: Path, settings: Settings) -> Settings:
    """Settings with the topic of every type."""
    write_topic(tmp_path / "topics")
    return replace(settings, topics_folder=tmp_path / "topics")


@pytest.mark.parametrize("kind", KINDS)
def test_the_right_answer_is_taken_shown_again_and_called_right(
    app: Flask, cell: TestCell, signed_in: SignIn, kind: str
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam", topic=SLUG)
    number = taking.number_of(IDS[kind])
    assert taking.answer(number).status_code == 303
    question = taking.opened().question(number)
    assert taking.opened().given[question.id].response == question.right_response
    filled = taking.browser.get(f"{taking.address}/{number}").text
    # What is typed stands in its field, the parts of a case before the last one in words.
    shown = (" checked", " selected", f'value="{question.right_response[0]}"', 'class="answer__text"')
    assert any(mark in filled for mark in shown)
    assert f"1/{len(KINDS)}" in taking.hand_in().text
    assert taking.opened().given[question.id].mark == 1


@pytest.mark.parametrize("kind", sorted(REFUSED))
def test_what_is_no_answer_is_refused_in_words_and_stays_on_the_page(
    app: Flask, cell: TestCell, signed_in: SignIn, kind: str
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam", topic=SLUG)
    fields, said = REFUSED[kind]
    answer = taking.answer(taking.number_of(IDS[kind]), fields)
    assert answer.status_code == 422
    assert said in answer.text
    if kind == "number":
        assert 'value="nhiều"' in answer.text
    assert taking.opened().given == {}


def test_half_a_group_is_asked_for_the_rest(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    taking = start(app, signed_in(cell.dinh), "exam", topic=SLUG)
    number = taking.number_of(IDS["group"])
    item = taking.opened().question(number).items[0].id
    assert "Còn 3 dòng" in taking.answer(number, {f"group-{item}": "viec-lam"}).text


def test_half_a_cloze_counts_for_what_is_filled(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    taking = start(app, signed_in(cell.dinh), "practice", topic=SLUG)
    number = taking.number_of(IDS["cloze"])
    assert taking.answer(number, {"gap-1": "a", "gap-2": "soi nguon"}).status_code == 303
    page = taking.browser.get(f"{taking.address}/{number}").text
    assert "67" in page
    assert "thiếu dấu" in page


def test_a_number_is_shown_as_it_was_read_with_what_would_be_right(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    taking = start(app, signed_in(cell.dinh), "practice", topic=SLUG)
    number = taking.number_of(IDS["number"])
    taking.answer(number, {"number": "một nghìn"})
    page = taking.browser.get(f"{taking.address}/{number}").text
    assert "được đọc là 1.000." in page
    assert "Từ 1.000 đến 1.001 đều được tính là đúng." in page


def test_the_result_and_the_secretary_s_pages_show_every_type(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam", topic=SLUG)
    taking.answer(taking.number_of(IDS["cloze"]), {"gap-1": "b", "gap-2": "", "gap-3": "9"})
    taking.answer(taking.number_of(IDS["number"]), {"number": "7"})
    result = taking.hand_in().text
    assert f"0/{len(KINDS)}" in result
    assert "(1) chuyển tiếp" in result
    secretary = signed_in(cell.secretary)
    for kind in KINDS:
        assert secretary.get(f"/ket-qua/{SLUG}/cau/{IDS[kind]}").status_code == 200
    for ending in ("xlsx", "csv"):
        assert secretary.get(f"/ket-qua/{SLUG}.{ending}").status_code == 200


def test_every_type_but_polls_prints_in_two_versions(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    sheets = f"/tren-giay/{printing_of(app, cell, the_clock, SLUG)}/in"
    browser = signed_in(cell.secretary)
    for letter in "AB":
        page = browser.get(f"{sheets}?phan=de&ma-de={letter}").text
        assert page.count('class="paper-question"') == len(KINDS)
        assert "Xã nói chưa có gì. Sau đó?" in page
        # An opinion must not stand on a sheet that bears a name.
        assert "Sáng chủ nhật" not in page
        assert (
            "Không nêu nguồn → Dấu hiệu tin giả" in browser.get(f"{sheets}?phan=dap-an&ma-de={letter}").text
        )


def test_every_type_prints_with_room_to_answer_and_its_key(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    page = signed_in(cell.secretary).get(f"/chuyen-de/{SLUG}/in").text
    assert "(1) ……" in page
    assert "Không nêu nguồn → Dấu hiệu tin giả" in page
    assert "1.000,5 km" in page
    assert "☐ <span>Vỡ đập rồi, chạy đi!</span>" in page
    assert "Xã nói chưa có gì. Sau đó?" in page
    assert "☐ Sáng chủ nhật" in page

"""How sure a member is: asked where the author wants it, kept beside the answer, never part of the mark."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from elearn.attempts.models import GivenResponse
from elearn.config import Settings
from elearn.lessons.models import CheckAnswer
from tests.conftest import TOPIC, SignIn, TestCell, TestClock
from tests.web.every_type import IDS, SLUG, write_topic
from tests.web.taking import Taking, start
from tests.web.test_scores import add_people

CHOICE = IDS["choice"]
CHECK = f"/chuyen-de/{SLUG}/bai/dung-lai/2/cau-hoi"
WORTH_A_LOOK = "Tin chắc mà chưa đúng"


@pytest.fixture
def settings(database_url: str, tmp_path: Path, settings: Settings) -> Settings:
    """Settings with a topic whose questions all ask how sure the member is, beside the test topic."""
    write_topic(tmp_path / "topics")
    (tmp_path / "topics" / TOPIC).symlink_to(settings.topics_folder / TOPIC)
    return replace(settings, topics_folder=tmp_path / "topics")


def answer(taking: Taking, option: str, said: str | None) -> None:
    """Answer the question with options, saying how sure one is."""
    fields = {"answer": option} | ({"confidence": said} if said else {})
    assert taking.answer(taking.number_of(CHOICE), fields).status_code == 303


def five_people(app: Flask, cell: TestCell, the_clock: TestClock) -> list:
    """Return the least number of people of whom anything is said."""
    added = add_people(app, cell, the_clock, ["Vừ Thị Mỷ", "Lò Văn Pó"])
    return [cell.dinh, cell.binh, cell.deputy, *added]


def kept(app: Flask) -> list[str | None]:
    """Return what is kept in the order of answering."""
    with app.extensions["database"].reading() as session:
        return list(session.scalars(select(GivenResponse.confidence).order_by(GivenResponse.answered_at)))


@pytest.mark.parametrize("said", ["sure", "rather", "guess", None])
def test_what_is_said_is_kept_and_the_mark_is_the_same(
    app: Flask, cell: TestCell, signed_in: SignIn, said: str | None
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam", topic=SLUG)
    answer(taking, "b", said)
    assert kept(app) == [said]
    assert taking.opened().given[CHOICE].mark == 0


def test_it_is_asked_without_being_chosen_for_anybody(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    taking = start(app, signed_in(cell.dinh), "exam", topic=SLUG)
    number = taking.number_of(CHOICE)
    page = taking.browser.get(f"{taking.address}/{number}").text
    assert page.count('name="confidence"') == 3
    assert " checked" not in page
    answer(taking, "b", "rather")
    assert 'value="rather" checked' in taking.browser.get(f"{taking.address}/{number}").text


def test_an_answer_in_an_exam_may_be_changed_together_with_how_sure_one_is(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam", topic=SLUG)
    for option, said in (("b", "sure"), ("a", "guess"), ("a", None)):
        answer(taking, option, said)
        assert kept(app) == [said]


def test_a_level_that_does_not_exist_and_a_question_that_does_not_ask_keep_nothing(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    answer(start(app, signed_in(cell.dinh), "exam", topic=SLUG), "a", "certain")
    other = start(app, signed_in(cell.binh), "exam")
    page = other.browser.get(f"{other.address}/{other.number_of('mot')}").text
    assert 'name="confidence"' not in page
    other.answer(other.number_of("mot"), {"answer": "a", "confidence": "sure"})
    assert kept(app) == [None, None]


def test_saying_only_how_sure_one_is_answers_nothing(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    taking = start(app, signed_in(cell.dinh), "exam", topic=SLUG)
    refused = taking.answer(taking.number_of(CHOICE), {"confidence": "sure"})
    assert refused.status_code == 422
    assert 'value="sure" checked' in refused.text
    assert taking.opened().given == {}


def test_a_result_leads_with_what_was_sure_and_is_wrong(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam", topic=SLUG)
    answer(taking, "b", "sure")
    taking.answer(taking.number_of(IDS["number"]), {"number": "1000", "confidence": "sure"})
    page = taking.hand_in().text
    assert "Có 1 câu tin chắc mà chưa đúng" in page
    assert page.count(WORTH_A_LOOK) == 1
    assert WORTH_A_LOOK in page.split("<article")[1]


def test_a_check_question_keeps_how_sure_one_was_of_the_latest_answer(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    browser = signed_in(cell.dinh)
    for said in ("sure", "guess"):
        assert browser.post(CHECK, data={"answer": "b", "confidence": said}).status_code == 303
    with app.extensions["database"].reading() as session:
        assert session.scalars(select(CheckAnswer.confidence)).all() == ["guess"]
    assert "Mức chắc chắn: đoán." in browser.get(CHECK).text


def test_the_secretary_sees_it_counted_from_five_people_and_ten_answers(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    people = five_people(app, cell, the_clock)
    secretary, address = signed_in(cell.secretary), f"/ket-qua/{SLUG}/cau/{CHOICE}"
    for person in people:
        browser = signed_in(person)
        for mode in ("practice", "exam"):
            assert "Từ 10 câu trả lời" not in secretary.get(address).text
            taking = start(app, browser, mode, topic=SLUG)
            answer(taking, "a" if mode == "practice" else "b", "sure" if mode == "exam" else "guess")
            taking.hand_in()
    page = " ".join(secretary.get(address).text.split())
    assert "Từ 10 câu trả lời của 5 đồng chí" in page
    assert "5 câu trả lời, trong đó 5 chưa đúng" in page
    assert "5 câu trả lời, trong đó 0 chưa đúng" in page


def test_enough_answers_of_which_few_say_how_sure_stay_silent(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    people = five_people(app, cell, the_clock)
    for person in people:
        for mode in ("practice", "exam"):
            taking = start(app, signed_in(person), mode, topic=SLUG)
            answer(taking, "b", "sure" if person is not cell.dinh else None)
            taking.hand_in()
    page = signed_in(cell.secretary).get(f"/ket-qua/{SLUG}/cau/{CHOICE}").text
    assert "Chưa đủ số đồng chí chọn mức chắc chắn" in page


def test_a_member_takes_it_along_and_has_it_erased(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    browser = signed_in(cell.dinh)
    answer(start(app, browser, "exam", topic=SLUG), "b", "sure")
    browser.post(CHECK, data={"answer": "b", "confidence": "rather"})
    taken = browser.get("/toi/du-lieu.json").get_json()
    assert taken["attempts"][0]["responses"][0]["confidence"] == "sure"
    assert taken["check_answers"][0]["confidence"] == "rather"
    assert "; chắc chắn)" in browser.get("/toi/du-lieu/chu").text
    assert browser.post("/toi/xoa", data={"pin": "402918"}).status_code in (200, 303)
    assert kept(app) == [None]
    with app.extensions["database"].reading() as session:
        assert session.scalars(select(CheckAnswer.confidence)).all() == [None]

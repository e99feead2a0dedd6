"""A member's page: strengths, what to review, every attempt, for the member and the secretary; no rank."""

import re
from random import Random

import pytest
from flask import Flask
from flask.testing import FlaskClient

from elearn.demo_answers import response_to
from elearn.topics.library import library
from tests.conftest import TOPIC, SignIn, TestCell
from tests.web.answers import FIELDS, posted
from tests.web.cells_hands import text_of
from tests.web.taking import Taking, start

OWN = "/toi/ket-qua"
FALSE_NEWS = "tin-gia"


def page_of(cell: TestCell) -> str:
    return f"/ket-qua/dang-vien/{cell.dinh.id}"


def between(text: str, first: str, last: str) -> str:
    return text.split(first, 1)[1].split(last, 1)[0]


def take(app: Flask, browser: FlaskClient, right: int, ordinal: int = 1, mode: str = "practice") -> Taking:
    """Answer the first questions rightly, the others as people err, and hand in."""
    chance = Random(5)
    taking = start(app, browser, mode, ordinal, FALSE_NEWS)
    for number in range(1, len(taking.opened().order) + 1):
        question = taking.opened().question(number)
        if number <= right and question.is_marked:
            taking.answer(number)
        elif question.type in FIELDS:
            taking.answer(number, posted(question, response_to(question, chance, knows=0)))
    taking.hand_in()
    return taking


@pytest.fixture
def both(cell: TestCell, signed_in: SignIn) -> list[tuple[FlaskClient, str]]:
    """The member with their own page, the secretary with the member's."""
    return [(signed_in(cell.dinh), OWN), (signed_in(cell.secretary), page_of(cell))]


def test_who_has_done_nothing_is_told_nothing(both: list[tuple[FlaskClient, str]]) -> None:
    for browser, path in both:
        page = text_of(browser, path)
        assert "Chưa thấy điểm nào cần ôn" in page
        assert "Chưa nêu được điểm mạnh nào" in page
        assert "%" not in between(page, "Cần ôn lại", "Chuyên đề và các lượt làm")


def test_a_topic_mostly_right_is_a_strength_in_words(app: Flask, both: list[tuple[FlaskClient, str]]) -> None:
    take(app, both[0][0], right=99)
    for browser, path in both:
        page = text_of(browser, path)
        strong = between(page, "Điểm mạnh", "Theo loại câu hỏi")
        assert "tin giả" in strong
        assert re.search(r"● nắm vững · (\d+)/\1 câu đúng \(100\s%\)", strong)


def test_a_topic_often_wrong_is_to_be_reviewed_and_leads_to_practice(
    app: Flask, both: list[tuple[FlaskClient, str]]
) -> None:
    take(app, both[0][0], right=5)
    for browser, path in both:
        review = between(text_of(browser, path), "Cần ôn lại", "Điểm mạnh")
        assert "tin giả" in review
        assert re.search(r"◐ nên ôn lại · \d+/\d+ câu đúng \(\d+\s%\)", review)
    member, secretary = both
    assert f'href="/chuyen-de/{FALSE_NEWS}#luyen-tap"' in member[0].get(OWN).text
    assert 'id="luyen-tap"' in member[0].get(f"/chuyen-de/{FALSE_NEWS}").text
    assert f'href="/ket-qua/{FALSE_NEWS}"' in secretary[0].get(secretary[1]).text


def test_the_latest_answer_counts_so_that_practice_shows(
    app: Flask, both: list[tuple[FlaskClient, str]]
) -> None:
    take(app, both[0][0], right=0)
    assert "tin giả" in between(text_of(*both[0]), "Cần ôn lại", "Điểm mạnh")
    assert "tin giả" not in between(text_of(*both[0]), "Điểm mạnh", "Theo loại câu hỏi")
    take(app, both[0][0], right=99, ordinal=2)
    for browser, path in both:
        assert "tin giả" in between(text_of(browser, path), "Điểm mạnh", "Theo loại câu hỏi")


def test_below_ten_questions_nothing_is_said_of_a_topic(
    app: Flask, both: list[tuple[FlaskClient, str]]
) -> None:
    taking = start(app, both[0][0], "practice")
    taking.answer_all()
    taking.hand_in()
    for browser, path in both:
        page = text_of(browser, path)
        assert "Chưa đủ số liệu:" in page
        assert "(6 câu hỏi)" in page
        assert "●" not in between(page, "Điểm mạnh", "Theo loại câu hỏi")


def test_an_exam_that_is_open_tells_nothing_of_its_key(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    member = signed_in(cell.dinh)
    taking = start(app, member, "exam", 1, FALSE_NEWS)
    for number in range(1, len(taking.opened().order) + 1):
        if taking.opened().question(number).is_marked:
            taking.answer(number)
    assert "nắm vững" not in text_of(member, OWN)
    taking.hand_in()
    assert "nắm vững" in text_of(member, OWN)


def test_a_check_question_that_was_wrong_leads_back_to_its_lesson(
    app: Flask, both: list[tuple[FlaskClient, str]]
) -> None:
    member, _secretary = both
    lesson = f"/chuyen-de/{TOPIC}/bai/bai-mot"
    member[0].post(f"{lesson}/2/cau-hoi", data={"answer": "b"})
    with app.app_context():
        title = library().offered()[TOPIC].topic.lessons[0].title
    for browser, path in both:
        assert title in between(text_of(browser, path), "Cần ôn lại", "Điểm mạnh")
    assert f'href="{lesson}"' in member[0].get(OWN).text
    member[0].post(f"{lesson}/2/cau-hoi", data={"answer": "a"})
    for browser, path in both:
        assert title not in between(text_of(browser, path), "Cần ôn lại", "Điểm mạnh")


def test_a_question_that_was_dropped_does_not_count(app: Flask, both: list[tuple[FlaskClient, str]]) -> None:
    member, secretary = both
    taking = start(app, member[0], "practice")
    taking.answer_all()
    taking.hand_in()
    secretary[0].post(f"/ket-qua/{TOPIC}/cau/mot/bo", data={"reason": "Hai phương án đúng"})
    for browser, path in both:
        assert "(5 câu hỏi)" in text_of(browser, path)


def test_every_attempt_leads_to_its_result(app: Flask, both: list[tuple[FlaskClient, str]]) -> None:
    attempt = take(app, both[0][0], right=99).address.rsplit("/", 1)[1]
    member, secretary = both
    assert f'href="/luot/{attempt}/ket-qua"' in member[0].get(OWN).text
    assert f'href="/ket-qua/luot/{attempt}"' in secretary[0].get(secretary[1]).text


def test_nobody_else_stands_on_ones_page(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    take(app, signed_in(cell.binh), right=3)
    page = text_of(signed_in(cell.dinh), OWN)
    assert cell.binh.name not in page
    assert "nên ôn lại" not in page

"""What the cell's figures propose for a meeting, and what they tell the host on paper."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from elearn.scores.queries import shares_right_in
from elearn.topics.library import library
from tests.conftest import TOPIC, SignIn, TestCell, TestClock
from tests.web.planning_hands import Planning, answered, crowd, plan_meeting
from tests.web.taking import start

PROMPT = "Chọn một: việc nào làm trước?"
MISTAKE = "Chia sẻ cho mọi người"


@pytest.fixture
def planning(app: Flask, secretary: FlaskClient) -> Planning:
    """A meeting with an empty agenda."""
    return plan_meeting(app, secretary)


def test_a_question_the_cell_got_wrong_is_proposed_with_its_numbers(
    app: Flask, cell: TestCell, planning: Planning, the_clock: TestClock
) -> None:
    people = crowd(app, cell, the_clock, 6)
    answered(app, cell, the_clock, people[:2], '["a"]', 1000)
    answered(app, cell, the_clock, people[2:], '["b"]', 0)
    page = planning.page("de-xuat")
    for words in (PROMPT, "4/12 câu trả lời đúng (33\u00a0%)", "6 người", MISTAKE, "8 lần"):
        assert words in page


@pytest.mark.parametrize("number", [4, 0])
def test_below_five_people_nothing_is_said(
    app: Flask, cell: TestCell, planning: Planning, the_clock: TestClock, number: int
) -> None:
    answered(app, cell, the_clock, crowd(app, cell, the_clock, number), '["b"]', 0)
    page = planning.page("de-xuat")
    assert PROMPT not in page
    assert "Chưa có gì để đề xuất" in page


def test_what_the_cell_knows_is_not_proposed(
    app: Flask, cell: TestCell, planning: Planning, the_clock: TestClock
) -> None:
    people = crowd(app, cell, the_clock, 10)
    answered(app, cell, the_clock, people[:8], '["a"]', 1000)
    answered(app, cell, the_clock, people[8:], '["b"]', 0)
    assert PROMPT not in planning.page("de-xuat")


def test_a_tap_puts_it_on_the_agenda_and_the_page_says_so(
    app: Flask, cell: TestCell, planning: Planning, the_clock: TestClock
) -> None:
    answered(app, cell, the_clock, crowd(app, cell, the_clock, 5), '["b"]', 0)
    answer = planning.post("cau-hoi", topic=TOPIC, question="mot", tu="de-xuat")
    assert answer.location == f"{planning.address}/de-xuat"
    assert [step.question for step in planning.steps] == ["mot"]
    assert "đã có trong chương trình" in planning.page("de-xuat")


# The host's sheet


def test_the_sheet_has_each_question_with_its_key_its_reason_and_what_to_ask_next(
    planning: Planning,
) -> None:
    planning.post("bo-cau-hoi", topic="tin-gia")
    page = planning.page("to-dieu-hanh")
    assert "☑ <span>Gọi trực ban xã hỏi cho rõ rồi báo lại</span>" in page
    assert "Trực ban xã là nơi biết có lệnh sơ tán hay không" in page
    assert "Hỏi cả chi bộ: đêm nay nếu có tin như thế" in page


def test_the_usual_mistake_is_the_author_s_word_until_the_cell_s_figures_are_enough(
    app: Flask, cell: TestCell, planning: Planning, the_clock: TestClock
) -> None:
    planning.add_question("mot")
    before = planning.page("to-dieu-hanh")
    assert f"«{MISTAKE}»: Chia sẻ rồi thì khó rút lại." in before
    assert "câu trả lời của chi bộ" not in before
    answered(app, cell, the_clock, crowd(app, cell, the_clock, 5), '["c"]', 0)
    after = planning.page("to-dieu-hanh")
    assert "«Gọi cho người lạ hỏi»" in after
    assert "10 trong 10 câu trả lời của chi bộ ở bài trắc nghiệm; 0 câu đúng." in after


def test_a_question_without_the_author_s_words_still_has_something_to_ask(planning: Planning) -> None:
    planning.add_question("nhieu")
    page = planning.page("to-dieu-hanh")
    assert "chưa rõ" in page
    assert "Vì sao đồng chí chọn như vậy?" in page


def test_a_note_for_the_host_is_on_the_sheet_only(planning: Planning) -> None:
    planning.add_question("mot")
    planning.post(f"buoc/{planning.steps[0].id}", minutes="5", note="Mời đồng chí lớn tuổi nói trước")
    assert "Mời đồng chí lớn tuổi nói trước" in planning.page("to-dieu-hanh")


def test_a_question_dropped_from_the_scores_is_not_proposed(
    app: Flask, cell: TestCell, planning: Planning, the_clock: TestClock
) -> None:
    answered(app, cell, the_clock, crowd(app, cell, the_clock, 5), '["b"]', 0)
    assert PROMPT in planning.page("de-xuat")
    planning.browser.post(f"/ket-qua/{TOPIC}/cau/mot/bo", data={"reason": "Hai phương án đúng"})
    assert PROMPT not in planning.page("de-xuat")


def test_only_the_topics_taken_last_are_looked_at(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    people = crowd(app, cell, the_clock, 5)
    answered(app, cell, the_clock, people, '["b"]', 0)
    the_clock.forward(hours=1)
    start(app, signed_in(cell.dinh), "practice", 1, "tin-gia").answer(1)
    with app.app_context(), app.extensions["database"].reading() as session:
        offered = library().offered()
        assert (TOPIC, "mot") not in shares_right_in(session, cell.id, offered, topics=1)
        assert shares_right_in(session, cell.id, offered, topics=2)[TOPIC, "mot"] == 0

"""Questions that members answer at home: no key and no figures before the meeting; the latest one counts."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.meetings.answer_models import PreparationAnswer
from tests.conftest import SignIn, TestCell, TestClock
from tests.web.meeting_hands import run
from tests.web.planning_hands import Planning, crowd, plan_meeting
from tests.web.reading import MOST_STATEMENTS, statements

EXPLANATION = "Kiểm tra trước thì không phải đính chính."


@pytest.fixture
def planning(app: Flask, cell: TestCell, signed_in: SignIn) -> Planning:
    """A meeting with two questions, open for preparation from today on."""
    found = plan_meeting(app, signed_in(cell.secretary))
    found.add_question("mot")
    found.add_question("nhieu")
    found.open_for_preparation()
    return found


@pytest.fixture
def binh(cell: TestCell, signed_in: SignIn) -> FlaskClient:
    """Đồng chí Bình's phone."""
    return signed_in(cell.binh)


def kept(app: Flask) -> list[tuple[list[str], int]]:
    """Return the answers for preparation, each with its mark."""
    with app.extensions["database"].reading() as session:
        found = select(PreparationAnswer).order_by(PreparationAnswer.step_id)
        return [(json.loads(row.response), row.mark) for row in session.scalars(found)]


def test_the_home_page_leads_to_the_questions_and_counts_what_is_left(
    planning: Planning, binh: FlaskClient
) -> None:
    home = binh.get("/").text
    assert "Còn 2 câu hỏi cần chuẩn bị" in home
    assert f"{planning.address}/chuan-bi" in home
    binh.post(f"{planning.address}/chuan-bi/1", data={"answer": "a"})
    assert "Còn 1 câu hỏi cần chuẩn bị" in binh.get("/").text
    binh.post(f"{planning.address}/chuan-bi/2", data={"answers": ["a"]})
    assert "Đã chuẩn bị xong" in binh.get("/").text


def test_an_answer_is_kept_without_key_mark_or_reason(
    app: Flask, planning: Planning, binh: FlaskClient
) -> None:
    answer = binh.post(f"{planning.address}/chuan-bi/1", data={"answer": "b"})
    assert answer.location == f"{planning.address}/chuan-bi/2"
    assert kept(app) == [(["b"], 0)]
    for where in ("chuan-bi", "chuan-bi/1", "chuan-bi/2"):
        page = binh.get(f"{planning.address}/{where}").text
        assert EXPLANATION not in page
        assert "Chia sẻ rồi thì khó rút lại" not in page
        assert "Chưa đúng" not in page


def test_until_the_meeting_the_latest_answer_counts(
    app: Flask, planning: Planning, binh: FlaskClient
) -> None:
    for option in ("b", "c", "a"):
        assert binh.post(f"{planning.address}/chuan-bi/1", data={"answer": option}).status_code == 303
    assert kept(app) == [(["a"], 1000)]
    assert 'value="a" checked' in binh.get(f"{planning.address}/chuan-bi/1").text.replace("  ", " ")


def test_after_the_last_question_the_list_says_that_all_are_answered(
    planning: Planning, binh: FlaskClient
) -> None:
    binh.post(f"{planning.address}/chuan-bi/2", data={"answers": ["a", "b"]})
    answer = binh.post(f"{planning.address}/chuan-bi/1", data={"answer": "a"}, follow_redirects=True)
    assert answer.text.count("đã trả lời") >= 2


@pytest.mark.parametrize("fields", [{}, {"answer": "x"}])
def test_what_is_no_answer_is_refused_in_words(
    app: Flask, planning: Planning, binh: FlaskClient, fields: dict[str, str]
) -> None:
    answer = binh.post(f"{planning.address}/chuan-bi/1", data=fields)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert kept(app) == []


def test_before_its_day_a_question_is_not_there(
    app: Flask, planning: Planning, binh: FlaskClient, the_clock: TestClock
) -> None:
    planning.open_for_preparation("25/11/2026")
    assert "cần chuẩn bị" not in binh.get("/").text
    assert binh.get(f"{planning.address}/chuan-bi/1").status_code == 404
    assert binh.post(f"{planning.address}/chuan-bi/1", data={"answer": "a"}).status_code == 404
    the_clock.forward(days=2)
    assert binh.get(f"{planning.address}/chuan-bi/1").status_code == 200


def test_once_the_room_is_open_no_answer_for_preparation_is_taken(
    app: Flask, planning: Planning, binh: FlaskClient
) -> None:
    run(app, planning.browser, planning.id)
    answer = binh.post(f"{planning.address}/chuan-bi/1", data={"answer": "a"})
    assert answer.status_code == 409
    assert kept(app) == []
    assert "không nhận câu trả lời chuẩn bị" in binh.get(f"{planning.address}/chuan-bi").text


def test_a_poll_or_a_step_without_a_question_is_never_opened_early(planning: Planning) -> None:
    planning.post("buoc/moi/discussion", number="7", title="Bàn", minutes="5", opens_on="23/11/2026")
    assert [step.opens_on is None for step in planning.steps] == [False, False, True]


def test_the_day_can_be_taken_back(planning: Planning, binh: FlaskClient) -> None:
    planning.open_for_preparation("")
    assert [step.opens_on for step in planning.steps] == [None, None]
    assert "cần chuẩn bị" not in binh.get("/").text


def test_the_host_s_sheet_tells_how_a_question_was_prepared_from_five_people_up(
    app: Flask, cell: TestCell, planning: Planning, signed_in: SignIn, the_clock: TestClock
) -> None:
    people = crowd(app, cell, the_clock, 5)
    for number, person in enumerate(people):
        if number == 4:
            assert "Chuẩn bị ở nhà" not in planning.page("to-dieu-hanh")
        option = "a" if number < 2 else "b"
        signed_in(person).post(f"{planning.address}/chuan-bi/1", data={"answer": option})
    assert "Chuẩn bị ở nhà: 2/5 đồng chí trả lời đúng" in planning.page("to-dieu-hanh")


def test_taking_a_step_out_takes_its_answers_along(app: Flask, planning: Planning, binh: FlaskClient) -> None:
    binh.post(f"{planning.address}/chuan-bi/1", data={"answer": "a"})
    planning.post(f"buoc/{planning.steps[0].id}/bo")
    assert kept(app) == []


def test_another_cell_s_preparation_does_not_exist(
    planning: Planning, other_cell: TestCell, signed_in: SignIn
) -> None:
    stranger = signed_in(other_cell.binh)
    assert stranger.get(f"{planning.address}/chuan-bi").status_code == 404
    assert stranger.post(f"{planning.address}/chuan-bi/1", data={"answer": "a"}).status_code == 404


def test_the_host_has_the_figures_in_hand_when_the_question_comes(
    app: Flask, cell: TestCell, planning: Planning, signed_in: SignIn, the_clock: TestClock
) -> None:
    for seat, person in enumerate(crowd(app, cell, the_clock, 6)):
        answer = {"answer": "a" if seat < 2 else "b"}
        signed_in(person).post(f"{planning.address}/chuan-bi/1", data=answer)
    room = run(app, planning.browser, planning.id)
    words = "Chuẩn bị ở nhà: 2/6 đồng chí trả lời đúng."
    assert words not in room.host.get(f"/buoi/{room.id}/dieu-khien").text
    room.to("reading")
    with statements(app) as made:
        assert words in room.host.get(f"/buoi/{room.id}/dieu-khien").text
    assert len(made) <= MOST_STATEMENTS, "\n".join(made)
    for address in ("man-chieu", "phong"):
        assert "Chuẩn bị ở nhà" not in room.host.get(f"/buoi/{room.id}/{address}").text


def test_below_five_who_prepared_the_host_s_screen_is_silent(
    app: Flask, planning: Planning, binh: FlaskClient
) -> None:
    binh.post(f"{planning.address}/chuan-bi/1", data={"answer": "b"})
    room = run(app, planning.browser, planning.id)
    room.to("reading")
    assert "Chuẩn bị ở nhà" not in room.host.get(f"/buoi/{room.id}/dieu-khien").text

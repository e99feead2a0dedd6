"""The check questions among a lesson's cards."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.lessons.models import CheckAnswer
from tests.conftest import SignIn, TestCell, TestClock
from tests.web.reading import LESSON, answer_of, at_once, check_answers, left_off_at, next_of


def test_a_card_with_a_question_leads_to_it_before_the_next_card(dinh: FlaskClient) -> None:
    next_of(dinh, 1)
    assert next_of(dinh, 2) == f"{LESSON}/2/cau-hoi"
    page = dinh.get(f"{LESSON}/2/cau-hoi").text
    assert "Thẻ hai nói về điều gì?" in page
    assert "Vì đây là thẻ hai." not in page
    assert left_off_at(dinh) == f"{LESSON}/2"


def test_an_answer_is_followed_by_right_or_not_and_why(dinh: FlaskClient) -> None:
    assert answer_of(dinh, "b") == f"{LESSON}/2/cau-hoi"
    page = dinh.get(f"{LESSON}/2/cau-hoi").text
    assert "verdict--wrong" in page
    assert "Bài này không có thẻ năm." in page
    assert "Vì đây là thẻ hai." in page
    assert f"{LESSON}/2/xong" in page


def test_a_right_answer_also_gives_the_why_and_the_source(dinh: FlaskClient) -> None:
    answer_of(dinh, "a")
    page = dinh.get(f"{LESSON}/2/cau-hoi").text
    assert "verdict--right" in page
    assert "Vì đây là thẻ hai." in page
    assert "Tài liệu thử, 01/02/2026" in page


def test_answering_again_keeps_the_first_mark(app: Flask, cell: TestCell, dinh: FlaskClient) -> None:
    answer_of(dinh, "b")
    assert 'name="answer"' not in dinh.get(f"{LESSON}/2/cau-hoi").text
    assert 'name="answer"' in dinh.get(f"{LESSON}/2/cau-hoi?lai=1").text
    answer_of(dinh, "a")
    kept = check_answers(app, cell.dinh)
    assert [(k.response, k.mark, k.first_mark) for k in kept] == [('["a"]', 1000, 0)]


def test_the_same_answer_once_more_changes_nothing(
    app: Flask, cell: TestCell, dinh: FlaskClient, the_clock: TestClock
) -> None:
    answer_of(dinh, "a")
    before = check_answers(app, cell.dinh)[0].answered_at
    the_clock.forward(seconds=2)
    answer_of(dinh, "a")
    assert [k.answered_at for k in check_answers(app, cell.dinh)] == [before]


def test_of_two_tabs_the_last_answer_counts_and_the_first_mark_stays(
    app: Flask, cell: TestCell, dinh: FlaskClient, signed_in: SignIn
) -> None:
    other_tab = signed_in(cell.dinh)
    for tab in (dinh, other_tab):
        assert 'name="answer"' in tab.get(f"{LESSON}/2/cau-hoi").text
    answer_of(dinh, "a")
    answer_of(other_tab, "b")
    assert "verdict--wrong" in dinh.get(f"{LESSON}/2/cau-hoi").text
    kept = check_answers(app, cell.dinh)
    assert [(k.response, k.mark, k.first_mark) for k in kept] == [('["b"]', 0, 1000)]


@pytest.mark.parametrize("data", [{}, {"answer": ""}, {"answer": "z"}, {"answer": "a\x00"}])
def test_no_answer_or_a_made_up_one_is_asked_for_again(
    app: Flask, cell: TestCell, dinh: FlaskClient, data: dict[str, str]
) -> None:
    answer = dinh.post(f"{LESSON}/2/cau-hoi", data=data)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert check_answers(app, cell.dinh) == []


def test_an_answer_that_the_edited_question_no_longer_has_is_asked_for_again(
    app: Flask, cell: TestCell, dinh: FlaskClient
) -> None:
    answer_of(dinh, "a")
    with app.extensions["database"].writing() as session:
        session.scalars(select(CheckAnswer)).one().response = '["gone"]'
        session.commit()
    assert 'name="answer"' in dinh.get(f"{LESSON}/2/cau-hoi").text


def test_the_options_stand_in_the_same_order_every_time(
    cell: TestCell, dinh: FlaskClient, signed_in: SignIn
) -> None:
    def order(browser: FlaskClient) -> bool:
        page = browser.get(f"{LESSON}/2/cau-hoi").text
        return page.index('value="a"') < page.index('value="b"')

    assert len({order(dinh), order(dinh), order(signed_in(cell.dinh))}) == 1


def test_one_member_s_answer_is_not_another_s(
    app: Flask, cell: TestCell, dinh: FlaskClient, signed_in: SignIn
) -> None:
    answer_of(dinh, "a")
    assert 'name="answer"' in signed_in(cell.binh).get(f"{LESSON}/2/cau-hoi").text
    assert check_answers(app, cell.binh) == []


def test_answers_at_the_same_moment_leave_one_whose_first_mark_is_one_of_theirs(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    tabs = [signed_in(cell.dinh) for _ in range(6)]
    data = [{"answer": option} for option in "ababab"]
    assert at_once(tabs, f"{LESSON}/2/cau-hoi", data) == [303] * 6
    (kept,) = check_answers(app, cell.dinh)
    assert kept.mark == (1000 if kept.response == '["a"]' else 0)

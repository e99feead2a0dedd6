"""Reading a topic: one card at a time, a check question among the cards, and where one left off."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from elearn.lessons.models import Bookmark
from tests.conftest import TOPIC, SignIn, TestCell, TestClock
from tests.web.reading import (
    LESSON,
    MOST_STATEMENTS,
    OTHER_LESSON,
    answer_of,
    at_once,
    bookmarks,
    check_answers,
    left_off_at,
    next_of,
    read_to_its_end,
    statements,
)


def test_a_lesson_begins_with_its_first_card(dinh: FlaskClient) -> None:
    assert left_off_at(dinh) == f"{LESSON}/1"
    page = dinh.get(f"{LESSON}/1").text
    assert "Thẻ thứ nhất" in page
    assert "<strong>thẻ một</strong>" in page
    assert "Tài liệu thử, 01/02/2026" in page
    assert "Thẻ thứ hai" not in page


def test_looking_at_a_card_writes_nothing(app: Flask, cell: TestCell, dinh: FlaskClient) -> None:
    for path in (LESSON, f"{LESSON}/1", f"{LESSON}/2", f"{LESSON}/2/cau-hoi", f"{LESSON}/xong"):
        dinh.get(path)
    assert bookmarks(app, cell.dinh) == []


def test_next_leads_to_the_next_card_and_the_lesson_resumes_there(dinh: FlaskClient) -> None:
    assert next_of(dinh, 1) == f"{LESSON}/2"
    assert left_off_at(dinh) == f"{LESSON}/2"


def test_another_phone_resumes_at_the_same_card(cell: TestCell, dinh: FlaskClient, signed_in: SignIn) -> None:
    next_of(dinh, 1)
    assert left_off_at(signed_in(cell.dinh)) == f"{LESSON}/2"


def test_the_previous_card_is_one_tap_away_and_keeps_the_bookmark(dinh: FlaskClient) -> None:
    next_of(dinh, 1)
    assert f'href="{LESSON}/1"' in dinh.get(f"{LESSON}/2").text
    assert "Thẻ thứ nhất" in dinh.get(f"{LESSON}/1").text
    assert left_off_at(dinh) == f"{LESSON}/2"


def test_a_second_tap_on_next_changes_nothing(
    app: Flask, cell: TestCell, dinh: FlaskClient, the_clock: TestClock
) -> None:
    assert next_of(dinh, 1) == f"{LESSON}/2"
    before = bookmarks(app, cell.dinh)[0]
    the_clock.forward(seconds=1)
    assert next_of(dinh, 1) == f"{LESSON}/2"
    after = bookmarks(app, cell.dinh)
    assert [(b.card, b.opened_at, b.moved_at) for b in after] == [
        (before.card, before.opened_at, before.moved_at)
    ]


def test_a_tab_left_behind_does_not_take_the_bookmark_back(
    app: Flask, cell: TestCell, dinh: FlaskClient
) -> None:
    answer_of(dinh, "a")
    next_of(dinh, 2)
    next_of(dinh, 1)
    assert [b.card for b in bookmarks(app, cell.dinh)] == [3]


def test_one_member_s_bookmark_is_not_another_s(
    app: Flask, cell: TestCell, dinh: FlaskClient, signed_in: SignIn
) -> None:
    next_of(dinh, 1)
    assert left_off_at(signed_in(cell.binh)) == f"{LESSON}/1"
    assert bookmarks(app, cell.binh) == []


@pytest.mark.parametrize(
    "path",
    [
        "/chuyen-de/khong-co/bai/bai-mot",
        f"/chuyen-de/{TOPIC}/bai/khong-co",
        f"{LESSON}/0",
        f"{LESSON}/3",
        f"{LESSON}/99999999999999999999",
        f"{LESSON}/1/cau-hoi",
        f"{LESSON}/3/cau-hoi",
        "/chuyen-de/khong-co/bai/bai-mot/xong",
    ],
)
def test_an_unknown_topic_lesson_card_or_question_is_a_404(dinh: FlaskClient, path: str) -> None:
    assert dinh.get(path).status_code == 404


@pytest.mark.parametrize("path", [f"{LESSON}/3/xong", f"{LESSON}/1/cau-hoi"])
def test_posting_to_a_card_that_is_not_there_is_a_404_and_writes_nothing(
    app: Flask, cell: TestCell, dinh: FlaskClient, path: str
) -> None:
    assert dinh.post(path, data={"answer": "a"}).status_code == 404
    assert bookmarks(app, cell.dinh) == []
    assert check_answers(app, cell.dinh) == []


def test_a_lesson_is_for_signed_in_members(client: FlaskClient) -> None:
    answer = client.get(f"{LESSON}/1")
    assert answer.status_code == 302
    assert "/vao?" in answer.headers["Location"]


def test_a_lesson_that_was_made_shorter_resumes_at_its_last_card_and_can_be_finished(
    app: Flask, cell: TestCell, dinh: FlaskClient, the_clock: TestClock
) -> None:
    with app.extensions["database"].writing() as session:
        session.add(
            Bookmark(
                cell_id=cell.id,
                member_id=cell.dinh.id,
                topic=TOPIC,
                lesson="bai-mot",
                card=7,
                opened_at=the_clock(),
                moved_at=the_clock(),
            )
        )
        session.commit()
    assert left_off_at(dinh) == f"{LESSON}/2"
    answer_of(dinh, "a")
    assert next_of(dinh, 2) == f"{LESSON}/xong"
    assert dinh.get(f"{LESSON}/xong").status_code == 200


def test_a_card_past_its_last_day_says_to_check_again(
    cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    before = signed_in(cell.dinh).get(f"{LESSON}/2").text
    the_clock.forward(days=60)
    after = signed_in(cell.dinh).get(f"{LESSON}/2").text
    assert after.count("31/12/2026") == before.count("31/12/2026") + 1
    assert "notice--info" in after
    assert "notice--info" not in before


# The end of a lesson


def test_a_lesson_is_finished_when_its_last_card_was_passed(
    app: Flask, cell: TestCell, dinh: FlaskClient
) -> None:
    next_of(dinh, 1)
    next_of(dinh, 2)
    assert bookmarks(app, cell.dinh)[0].finished_at is None
    answer_of(dinh, "b")
    assert bookmarks(app, cell.dinh)[0].finished_at is None
    assert next_of(dinh, 2) == f"{LESSON}/xong"
    assert bookmarks(app, cell.dinh)[0].finished_at is not None


def test_a_lesson_is_finished_once(
    app: Flask, cell: TestCell, dinh: FlaskClient, the_clock: TestClock
) -> None:
    read_to_its_end(dinh)
    finished_at = bookmarks(app, cell.dinh)[0].finished_at
    the_clock.forward(hours=1)
    assert left_off_at(dinh) == f"{LESSON}/1"
    assert next_of(dinh, 1) == f"{LESSON}/2"
    assert next_of(dinh, 2) == f"{LESSON}/xong"
    assert [b.finished_at for b in bookmarks(app, cell.dinh)] == [finished_at]


def test_after_a_lesson_comes_the_next_one_and_after_all_of_them_the_quiz(dinh: FlaskClient) -> None:
    read_to_its_end(dinh)
    page = dinh.get(f"{LESSON}/xong").text
    assert "Bài hai" in page
    assert f'href="{OTHER_LESSON}"' in page
    assert "1/1" in page
    read_to_its_end(dinh, OTHER_LESSON)
    page = dinh.get(f"{OTHER_LESSON}/xong").text
    assert f'class="button button--primary" href="/chuyen-de/{TOPIC}"' in page


def test_a_lesson_left_out_before_is_offered_after_the_last(dinh: FlaskClient) -> None:
    read_to_its_end(dinh, OTHER_LESSON)
    assert f'href="{LESSON}"' in dinh.get(f"{OTHER_LESSON}/xong").text


def test_the_end_of_a_lesson_that_is_not_finished_leads_back_into_it(dinh: FlaskClient) -> None:
    next_of(dinh, 1)
    answer = dinh.get(f"{LESSON}/xong", follow_redirects=True)
    assert answer.request.path == f"{LESSON}/2"


# Cost


def test_every_page_takes_a_handful_of_statements(app: Flask, dinh: FlaskClient) -> None:
    read_to_its_end(dinh)
    for path in (LESSON, f"{LESSON}/1", f"{LESSON}/2/cau-hoi", f"{LESSON}/xong"):
        with statements(app) as sent:
            assert dinh.get(path).status_code in (200, 302)
        assert len(sent) <= MOST_STATEMENTS, (path, sent)
    with statements(app) as sent:
        next_of(dinh, 2)
    assert len(sent) <= MOST_STATEMENTS


# Many taps at the same moment


def test_taps_at_the_same_moment_leave_one_bookmark(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    tabs = [signed_in(cell.dinh) for _ in range(6)]
    assert at_once(tabs, f"{LESSON}/1/xong", [{}] * 6) == [303] * 6
    assert [b.card for b in bookmarks(app, cell.dinh)] == [2]

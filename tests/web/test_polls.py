"""A poll in a quiz taken alone: a ballot that belongs to nobody, and results that say nothing of anybody."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import inspect, select, text

from elearn.attempts.models import GivenResponse
from elearn.attempts.poll_models import QuizBallot, QuizBallotCast
from elearn.config import Settings
from elearn.privacy.actions import erase
from tests.conftest import SignIn, TestCell, TestClock
from tests.web.every_type import IDS, SLUG, write_topic
from tests.web.reading import MOST_STATEMENTS, statements
from tests.web.taking import Taking, start
from tests.web.test_scores import add_people

POLL = IDS["poll"]


@pytest.fixture
def settings(database_url: str, tmp_path: Path, settings: Settings) -> Settings:
    """Settings with the topic of every type."""
    write_topic(tmp_path / "topics")
    return replace(settings, topics_folder=tmp_path / "topics")


def ballots(app: Flask) -> list[QuizBallot]:
    """Return the ballots in the order in which they lie."""
    with app.extensions["database"].reading() as session:
        return list(session.scalars(select(QuizBallot)))


def cast(app: Flask) -> list[QuizBallotCast]:
    with app.extensions["database"].reading() as session:
        return list(session.scalars(select(QuizBallotCast)))


def vote(taking: Taking, *options: str) -> int:
    """Vote in the poll, and return the status."""
    return taking.answer(taking.number_of(POLL), {"votes": list(options)}).status_code


def page(taking: Taking) -> str:
    return taking.browser.get(f"{taking.address}/{taking.number_of(POLL)}").text


def everybody_votes(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock, count: int
) -> list[Taking]:
    """Let so many members vote for the first option, the last of them for the second as well."""
    names = [f"Vàng Văn {letter}" for letter in "ABCD"]
    people = [cell.dinh, cell.binh, *add_people(app, cell, the_clock, names)][:count]
    takings = [start(app, signed_in(person), "practice", topic=SLUG) for person in people]
    for taking in takings[:-1]:
        assert vote(taking, "toi") == 303
    assert vote(takings[-1], "toi", "sang") == 303
    return takings


@pytest.mark.parametrize("mode", ["practice", "exam"])
def test_a_ballot_bears_nothing_but_what_was_chosen(
    app: Flask, cell: TestCell, signed_in: SignIn, mode: str
) -> None:
    taking = start(app, signed_in(cell.dinh), mode, topic=SLUG)
    assert vote(taking, "sang") == 303
    (ballot,) = ballots(app)
    assert json.loads(ballot.response) == ["sang"]
    columns = {column.key for column in inspect(QuizBallot).columns}
    assert columns == {"cell_id", "topic", "question", "version", "token", "response"}


def test_no_row_about_a_member_says_what_they_chose_or_when(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    taking = start(app, signed_in(cell.dinh), "practice", topic=SLUG)
    vote(taking, "sang")
    (row,) = cast(app)
    assert row.member_id == cell.dinh.id
    columns = {column.key for column in inspect(QuizBallotCast).columns}
    assert columns == {"cell_id", "member_id", "topic", "question", "version"}
    with app.extensions["database"].reading() as session:
        assert session.scalars(select(GivenResponse)).all() == []


def test_a_second_tap_or_another_attempt_changes_nothing(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    browser = signed_in(cell.dinh)
    first = start(app, browser, "practice", topic=SLUG)
    assert [vote(first, "toi"), vote(first, "sang")] == [303, 303]
    first.hand_in()
    second = start(app, browser, "practice", ordinal=2, topic=SLUG)
    assert 'name="votes"' not in page(second)
    assert vote(second, "khac") == 303
    assert [json.loads(ballot.response) for ballot in ballots(app)] == [["toi"]]


def test_ballots_lie_in_no_order_that_leads_back_to_who_voted_when(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    everybody_votes(app, cell, signed_in, the_clock, 3)
    before = {ballot.token for ballot in ballots(app)}
    taking = start(app, signed_in(cell.deputy), "practice", topic=SLUG)
    vote(taking, "khac")
    after = [ballot.token for ballot in ballots(app)]
    # Every vote draws all keys anew: what was there before cannot be told from what came.
    assert not before.intersection(after)
    assert after == sorted(after)
    assert len(after) == 4


def test_on_postgresql_every_ballot_bears_the_mark_of_the_same_transaction(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    everybody_votes(app, cell, signed_in, the_clock, 4)
    with app.extensions["database"].reading() as session:
        if session.get_bind().dialect.name == "postgresql":
            marks = session.scalars(text("SELECT DISTINCT xmin::text FROM quiz_ballots")).all()
            assert len(marks) == 1
        else:
            schema = session.scalar(text("SELECT sql FROM sqlite_master WHERE name = 'quiz_ballots'"))
            assert "WITHOUT ROWID" in schema


def test_votes_at_the_same_moment_are_all_counted(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    people = [cell.dinh, cell.binh, *add_people(app, cell, the_clock, ["Vừ Thị Mỷ", "Lò Văn Pó"])]
    takings = [start(app, signed_in(person), "practice", topic=SLUG) for person in people]
    with ThreadPoolExecutor(len(takings)) as phones:
        assert list(phones.map(lambda taking: vote(taking, "toi"), takings)) == [303] * 4
    assert [json.loads(ballot.response) for ballot in ballots(app)] == [["toi"]] * 4
    assert len(cast(app)) == 4


def test_a_result_is_shown_from_five_ballots_up_to_those_who_voted(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    takings = everybody_votes(app, cell, signed_in, the_clock, 4)
    assert "từ 5 phiếu" in page(takings[0])
    fifth = start(app, signed_in(cell.deputy), "practice", topic=SLUG)
    vote(fifth, "khac")
    assert "Đến nay có 5 phiếu." in page(takings[0])
    assert "4 (80 %)" in page(takings[0]).replace("\xa0", " ")
    waiting = start(app, signed_in(cell.secretary), "practice", topic=SLUG)
    assert "Đến nay có" not in page(waiting)


def test_the_secretary_sees_the_result_and_nobody_s_vote(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    takings = everybody_votes(app, cell, signed_in, the_clock, 4)
    secretary = signed_in(cell.secretary)
    assert "từ 5 phiếu" in secretary.get(f"/ket-qua/{SLUG}").text
    fifth = start(app, signed_in(cell.deputy), "practice", topic=SLUG)
    vote(fifth, "khac")
    with statements(app) as made:
        assert "Đến nay có 5 phiếu." in secretary.get(f"/ket-qua/{SLUG}").text
    assert len(made) <= MOST_STATEMENTS
    takings[0].hand_in()
    attempt_id = takings[0].address.rsplit("/", 1)[1]
    result = secretary.get(f"/ket-qua/luot/{attempt_id}?tat-ca&in").text
    assert "Đồng chí đã bỏ phiếu" not in result
    assert secretary.get(f"/ket-qua/{SLUG}/cau/{POLL}").status_code == 404


def test_polls_count_neither_as_asked_nor_as_unanswered(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam", topic=SLUG)
    marked = len(IDS) - 1
    assert taking.number_of(POLL) not in taking.opened().unanswered()
    taking.answer_all()
    assert "trả lời hết các câu" in taking.browser.get(f"{taking.address}/nop").text
    assert f"{marked}/{marked}" in taking.hand_in().text
    assert taking.opened().row.asked == marked
    csv = signed_in(cell.secretary).get(f"/ket-qua/{SLUG}.csv").text
    assert f",{marked},{marked}," in csv


def test_after_the_attempt_is_over_nobody_votes_in_it(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    taking = start(app, signed_in(cell.dinh), "exam", topic=SLUG)
    taking.hand_in()
    vote(taking, "toi")
    assert ballots(app) == []
    assert cast(app) == []


@pytest.mark.parametrize("fields", [{}, {"votes": ["zz"]}, {"votes": [""]}, {"answer": "toi"}])
def test_what_is_no_vote_is_refused_in_words(
    app: Flask, cell: TestCell, signed_in: SignIn, fields: dict[str, list[str]]
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam", topic=SLUG)
    answer = taking.answer(taking.number_of(POLL), fields)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert cast(app) == []


def test_what_is_held_says_that_one_voted_and_that_the_vote_is_not_held(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    taking = start(app, signed_in(cell.dinh), "practice", topic=SLUG)
    vote(taking, "sang")
    held = taking.browser.get("/toi/du-lieu.json").json
    assert held["polls_voted_in"] == 1
    assert "không lưu kèm tên" in held["votes_in_polls"]
    for path in ("/toi/du-lieu", "/toi/du-lieu/chu"):
        text_shown = taking.browser.get(path).text
        assert "bỏ phiếu trong 1 cuộc thăm dò" in text_shown
        assert "Sáng chủ nhật" not in text_shown


def test_erasing_a_member_takes_away_that_they_voted_and_leaves_the_count(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    taking = start(app, signed_in(cell.dinh), "practice", topic=SLUG)
    vote(taking, "sang")
    with app.app_context(), app.extensions["database"].writing() as session:
        erase(session, session.merge(cell.dinh), the_clock())
        session.commit()
    assert cast(app) == []
    assert len(ballots(app)) == 1

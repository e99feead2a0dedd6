"""A page makes a constant number of statements, whatever the number of members, attempts and answers."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert

from elearn.accounts import actions as accounts_actions
from elearn.attempts.models import Attempt, GivenResponse
from elearn.db import new_id
from elearn.lessons.models import Bookmark, CheckAnswer
from elearn.topics.library import library
from tests.conftest import TOPIC, SignIn, TestCell, TestClock
from tests.web.authoring_routes import OWN_TOPIC
from tests.web.meeting_hands import Running, plan, run
from tests.web.paper_hands import printing_of
from tests.web.reading import statements
from tests.web.taking import start

MOST_STATEMENTS = 8
PAGES = (
    "/",
    f"/chuyen-de/{TOPIC}",
    f"/chuyen-de/{TOPIC}/bai/bai-mot/1",
    f"/chuyen-de/{TOPIC}/bai/bai-mot/2/cau-hoi",
    "{attempt}/1",
    "{attempt}/nop",
    "{ended}/ket-qua",
    "/ket-qua",
    "/ket-qua/toan-canh",
    "/ket-qua/bao-cao",
    f"/ket-qua/{TOPIC}/bao-cao",
    "/ket-qua/theo-thang",
    f"/ket-qua/{TOPIC}/so-sanh",
    f"/ket-qua/{TOPIC}",
    f"/ket-qua/{TOPIC}/cau/mot",
    f"/ket-qua/{TOPIC}/nhac",
    f"/ket-qua/{TOPIC}.csv",
    f"/ket-qua/{TOPIC}.xlsx",
    "/ket-qua/dang-vien/{member}",
    "/ket-qua{members_attempt}/ket-qua",
    f"/giao-hoc/{TOPIC}",
    f"/chuyen-de/{TOPIC}/in",
    f"/chuyen-de/{TOPIC}/tren-giay",
    "/tren-giay/{printing}/in",
    "/tren-giay/{printing}/nhap/A",
    "/chi-bo",
    "/chi-bo/the-dang-nhap",
    "/chi-bo/them",
    "/chi-bo/dang-vien/{member}",
    "/toi",
    "/toi/ket-qua",
    "/toi/du-lieu",
    "/toi/du-lieu.json",
    "{room}/phong",
    "{room}/man-chieu",
    "{room}/dieu-khien",
    "{room}/dieu-khien/trang-thai",
    "/p/{code}",
    "/soan",
    "/kho-cau-hoi",
    "/chi-bo/cap-tren",
    "/cap-duoi",
    OWN_TOPIC,
    f"{OWN_TOPIC}/bai/bai-mot",
    f"{OWN_TOPIC}/cau/mot",
    f"{OWN_TOPIC}/cau/moi/quiz",
    f"{OWN_TOPIC}/kiem-tra",
    f"{OWN_TOPIC}/nhap",
    f"{OWN_TOPIC}/mang-di",
    f"{OWN_TOPIC}/mang-di/gift",
    f"{OWN_TOPIC}/khac",
    f"{OWN_TOPIC}/ban/1",
    f"{OWN_TOPIC}/sua-dap-an",
    f"{OWN_TOPIC}/gioi-thieu",
)


def crowd(app: Flask, cell: TestCell, the_clock: TestClock, members: int, attempts: int) -> None:
    """Bring a cell up to so many members and attempts, each with responses."""
    now = the_clock()
    with app.app_context(), app.extensions["database"].writing() as session:
        people = [cell.secretary.id, cell.dinh.id]
        for number in range(members - 4):
            people.append(accounts_actions.add_member(session, cell.id, f"Đảng viên Số {number}", "", now).id)
        offered = library().offered()[TOPIC]
        from elearn.topics.actions import pin

        digest = pin(session, offered, now)
        rows: list[dict[str, Any]] = []
        for number in range(attempts):
            rows.append(
                {
                    "cell_id": cell.id,
                    "id": new_id(),
                    "member_id": people[number % len(people)],
                    "topic": TOPIC,
                    "mode": "practice",
                    "ordinal": 100 + number // len(people),
                    "quiz_digest": digest,
                    "seed": "s",
                    "started_at": now - timedelta(hours=2),
                    "submitted_at": now - timedelta(hours=1),
                    "deadline": None,
                    "right": 1,
                    "asked": 6,
                    "mark": 167,
                }
            )
        session.execute(insert(Attempt), rows)
        session.execute(
            insert(GivenResponse),
            [
                {
                    "cell_id": cell.id,
                    "attempt_id": row["id"],
                    "question": "mot",
                    "response": '["b"]',
                    "mark": 0,
                    "points": 1,
                    "answered_at": now,
                }
                for row in rows
            ],
        )
        places = [{"cell_id": cell.id, "member_id": person, "topic": TOPIC} for person in people]
        session.execute(
            insert(Bookmark),
            [
                place
                | {"lesson": "bai-mot", "card": 2, "opened_at": now, "moved_at": now, "finished_at": None}
                for place in places
            ],
        )
        session.execute(
            insert(CheckAnswer),
            [
                place
                | {
                    "question": "kiem-tra-1",
                    "response": '["a"]',
                    "mark": 1000,
                    "first_mark": 0,
                    "answered_at": now,
                }
                for place in places
            ],
        )
        session.commit()


def statements_of_pages(
    app: Flask,
    browser: FlaskClient,
    cell: TestCell,
    others: FlaskClient,
    the_clock: TestClock,
    room: Running,
) -> dict[str, list[str]]:
    browser.post(f"/soan/chep/{TOPIC}")
    browser.post(f"{OWN_TOPIC}/cong-bo")
    attempt, ended = start(app, browser, "exam").address, start(app, browser, "practice", 1)
    ended.hand_in()
    members_attempt = start(app, others, "practice", 1)
    members_attempt.hand_in()
    things = {
        "attempt": attempt,
        "ended": ended.address,
        "members_attempt": members_attempt.address,
        "member": str(cell.dinh.id),
        "room": f"/buoi/{room.id}",
        "code": room.row.code,
        "printing": str(printing_of(app, cell, the_clock)),
    }
    found = {}
    for page in PAGES:
        address = page.format(**things).replace("/ket-qua/luot", "/ket-qua/luot")
        if page.startswith("/ket-qua{"):
            address = address.removesuffix("/ket-qua")
        assert browser.get(address).status_code in {200, 302, 303}, address
        with statements(app) as sent:
            answer = browser.get(address)
        assert answer.status_code == 200, address
        found[page] = list(sent)
    return found


@pytest.mark.parametrize(("members", "attempts"), [(5, 10), (60, 10_000)])
def test_no_page_needs_more_statements_for_more_people(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock, members: int, attempts: int
) -> None:
    browser, others = signed_in(cell.secretary), signed_in(cell.dinh)
    crowd(app, cell, the_clock, members, attempts)
    room = run(app, browser, plan(app, cell, the_clock))
    room.to("voting")
    room.answer(others)
    room.to("result")
    found = statements_of_pages(app, browser, cell, others, the_clock, room)
    too_many = {page: len(sent) for page, sent in found.items() if len(sent) > MOST_STATEMENTS}
    assert not too_many, "\n\n".join("\n".join(found[page]) for page in too_many)


def test_exams_that_ran_out_together_are_ended_in_a_handful_of_statements(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    crowd(app, cell, the_clock, 60, 60)
    with app.app_context(), app.extensions["database"].writing() as session:
        for attempt in session.query(Attempt):
            attempt.submitted_at = attempt.mark = None
            attempt.deadline = the_clock() - timedelta(minutes=5)
        session.commit()
    browser = signed_in(cell.dinh)
    with statements(app) as sent:
        assert browser.get("/").status_code == 200
    # The page's own, and five that end the exams: found, locked, summed up, what does not count, written.
    assert len(sent) <= MOST_STATEMENTS + 5
    with statements(app) as sent:
        browser.get("/")
    assert len(sent) <= MOST_STATEMENTS

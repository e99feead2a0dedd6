"""A meeting planned through the pages, as a test's hands."""

import re
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from elearn import db
from elearn.accounts import actions as accounts
from elearn.accounts.models import Member
from elearn.attempts.models import Attempt, GivenResponse
from elearn.meetings.models import Meeting, MeetingStep
from elearn.topics.actions import pin
from elearn.topics.library import library
from tests.conftest import PIN, TOPIC, TestCell, TestClock

SHIPPED = "tin-gia"
FORM = {
    "title": "Sinh hoạt tháng 12", "day": "03/12/2026", "time": "19:30", "place": "Nhà văn hóa",
    "planned_minutes": "90",
}  # fmt: skip


@dataclass
class Planning:
    """One meeting on the browser of whoever plans it."""

    app: Flask
    browser: FlaskClient
    id: int

    @property
    def address(self) -> str:
        """Where the meeting's page is."""
        return f"/sinh-hoat/{self.id}"

    @property
    def row(self) -> Meeting:
        """The meeting as the database has it."""
        with self.app.extensions["database"].reading() as session:
            return session.scalars(select(Meeting).filter_by(id=self.id)).one()

    @property
    def steps(self) -> list[MeetingStep]:
        """The agenda as the database has it."""
        with self.app.extensions["database"].reading() as session:
            found = select(MeetingStep).filter_by(meeting_id=self.id).order_by(MeetingStep.position)
            return list(session.scalars(found))

    def post(self, where: str, **data: str) -> TestResponse:
        """Send one of the meeting's forms."""
        return self.browser.post(f"{self.address}/{where}", data=data)

    def page(self, where: str = "") -> str:
        """Open one of the meeting's pages."""
        answer = self.browser.get(f"{self.address}/{where}".rstrip("/"))
        assert answer.status_code == 200, answer.status_code
        return answer.text

    def add_question(self, question: str = "mot", topic: str = TOPIC) -> None:
        """Add a question of a topic."""
        assert self.post("cau-hoi", topic=topic, question=question).status_code == 303

    def open_for_preparation(self, day: str = "23/11/2026") -> None:
        """Open every question of the agenda for preparation."""
        for step in self.steps:
            if step.question:
                assert self.post(f"buoc/{step.id}", minutes="5", opens_on=day).status_code == 303


def number_in(page: str) -> str:
    """Return the number that a form carries against a second tap."""
    found = re.search(r'name="number"[^>]*value="(\d+)"', page)
    assert found, page
    return found[1]


def plan_meeting(app: Flask, browser: FlaskClient, **changed: str) -> Planning:
    """Plan a meeting as the secretary does, and return it."""
    number = number_in(browser.get("/sinh-hoat/moi").text)
    answer = browser.post("/sinh-hoat/moi", data=FORM | {"number": number} | changed)
    assert answer.status_code == 303, answer.text
    return Planning(app, browser, int(number))


def crowd(app: Flask, cell: TestCell, the_clock: TestClock, number: int) -> list[Member]:
    """Add so many members to a cell, who all have the PIN 402918."""
    with app.app_context(), app.extensions["database"].writing() as session:
        people = [
            accounts.add_member(session, cell.id, f"Đảng viên Số {n}", "", the_clock()) for n in range(number)
        ]
        for person in people:
            accounts.set_pin(session, person, PIN)
        session.commit()
        return people


def answered(
    app: Flask, cell: TestCell, the_clock: TestClock, people: list[Member], response: str, mark: int
) -> None:
    """Let everybody have answered question «mot» of the test topic in a practice and in an exam."""
    now = the_clock()
    with app.app_context(), app.extensions["database"].writing() as session:
        digest = pin(session, library().offered()[TOPIC], now)
        for person in people:
            for mode in ("practice", "exam"):
                attempt = Attempt(
                    cell_id=cell.id, id=db.new_id(), member_id=person.id, topic=TOPIC, mode=mode, ordinal=1,
                    quiz_digest=digest, seed="s", started_at=now - timedelta(hours=2), submitted_at=now,
                    right=0, asked=6, mark=0,
                )  # fmt: skip
                session.add(attempt)
                session.flush()
                session.add(
                    GivenResponse(
                        cell_id=cell.id, attempt_id=attempt.id, question="mot", response=response, mark=mark,
                        points=1, answered_at=now,
                    )
                )  # fmt: skip
        session.commit()

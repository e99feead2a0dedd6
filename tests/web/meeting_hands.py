"""A meeting made and run as a test's hands: the agenda, the host's presses, members' answers."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from elearn.meetings.answer_models import Idea, Round
from elearn.meetings.models import ASKING_KINDS, LiveSession, Meeting, MeetingStep
from elearn.models import Base
from elearn.topics.actions import pin
from elearn.topics.library import library
from tests.conftest import TOPIC, TestCell

SCRIPT = {"X-Requested-With": "live"}
# Question "mot" of the test topic: one right option of four.
RIGHT, WRONG = "a", "b"


def plan(
    app: Flask,
    cell: TestCell,
    the_clock: Callable[[], datetime],
    steps: Sequence[tuple[str, str]] = (("question", "mot"), ("conclusion", "")),
) -> int:
    """Plan a meeting of (kind, question id) steps and return its id."""
    now = the_clock()
    with app.app_context(), app.extensions["database"].writing() as session:
        digest = pin(session, library().offered()[TOPIC], now)
        meeting = Meeting(
            cell_id=cell.id, title="Sinh hoạt tháng 11", place="Nhà văn hóa", starts_at=now,
            created_by=cell.secretary.id, created_at=now,
        )  # fmt: skip
        session.add(meeting)
        session.flush()
        for position, (kind, question) in enumerate(steps, 1):
            asks = kind in ASKING_KINDS
            session.add(
                MeetingStep(
                    cell_id=cell.id,
                    meeting_id=meeting.id,
                    position=position,
                    kind=kind,
                    minutes=5,
                    title=f"Bước {position}",
                    text="Cùng đọc.",
                    note="",
                    quiz_digest=digest if asks else None,
                    question=question if asks else None,
                )
            )
        session.commit()
        return meeting.id


@dataclass
class Running:
    """A room that is open, with the host's browser."""

    app: Flask
    host: FlaskClient
    id: int

    @property
    def row(self) -> LiveSession:
        """The room's row as it stands."""
        with self.app.extensions["database"].reading() as session:
            found = session.scalars(select(LiveSession).where(LiveSession.meeting_id == self.id)).one()
            session.expunge_all()
            return found

    @property
    def round(self) -> int:
        """The id of the round opened last."""
        with self.app.extensions["database"].reading() as session:
            return (
                session.scalars(
                    select(Round.id).where(Round.meeting_id == self.id).order_by(Round.id.desc())
                ).first()
                or 1
            )

    def press(self, command: str = "next", version: int | None = None) -> TestResponse:
        """Press a button of the host's at the version shown, or at an older one."""
        data = {"lenh": command, "v": self.row.version if version is None else version}
        return self.host.post(f"/buoi/{self.id}/lenh", data=data)

    def to(self, state: str) -> None:
        """Press Next until the room is in a state."""
        for _press in range(20):
            if self.row.state == state:
                return
            self.press()
        raise AssertionError(f"never came to {state}")

    def answer(self, browser: FlaskClient, *, round_id: int | None = None, **fields: Any) -> TestResponse:
        """Answer the open round by script."""
        address = f"/buoi/{self.id}/tra-loi/{round_id or self.round}"
        return browser.post(address, data=fields or {"answer": RIGHT}, headers=SCRIPT)


def run(app: Flask, host: FlaskClient, meeting_id: int) -> Running:
    """Open a meeting's room."""
    answer = host.post(f"/buoi/{meeting_id}/mo")
    assert answer.status_code == 303, answer.text
    return Running(app, host, meeting_id)


def kept(app: Flask, table: type[Base]) -> list[Base]:
    """Return all rows of a table."""
    with app.extensions["database"].reading() as session:
        return list(session.scalars(select(table)))


def text_of(page: str) -> str:
    """Return a page's words without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def shown_idea(app: Flask, room: Running) -> int:
    """Let somebody have said something that the room sees, and return its id."""
    row = room.row
    with app.extensions["database"].writing() as session:
        idea = Idea(
            cell_id=row.cell_id, meeting_id=row.meeting_id, id=77, kind="idea", text="Một ý", state="shown"
        )
        session.add(idea)
        session.commit()
        return idea.id

"""Rooms full of signed-in members for benchmarks/live_room: made behind the pages, because PINs take time."""

from datetime import UTC, datetime
from typing import Any

from flask import Flask, session
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm import Session

from benchmarks.people import PIN, SECRET, TOPIC
from elearn import migrations
from elearn.accounts import actions
from elearn.app import create_app
from elearn.config import Settings
from elearn.db import Database
from elearn.meetings import room_actions
from elearn.meetings.codes import draw_codes
from elearn.meetings.models import Meeting, MeetingStep
from elearn.topics.actions import pin_text
from quizzes.quiz import Quiz

STEPS = 40


def fill(url: str, rooms: int, members: int) -> list[dict[str, Any]]:
    """Make `rooms` cells of so many members, each with an open room; return how their browsers come in."""
    database = Database(url)
    migrations.upgrade(database.engine)
    app = create_app(Settings(database_url=url, secret_key=SECRET))
    found = []
    with app.app_context():
        offered = app.extensions["library"].offered()[TOPIC]
        for number in range(rooms):
            with database.writing() as writer:
                digest = pin_text(writer, TOPIC, offered.quiz_text, datetime.now(UTC))
                found.append(_room(app, writer, f"Chi bộ {number}", members, digest, offered.topic.quiz))
                writer.commit()
    database.dispose()
    return found


def _room(app: Flask, writer: Session, name: str, members: int, digest: str, quiz: Quiz) -> dict[str, Any]:
    now = datetime.now(UTC)
    secretary = actions.found_cell(writer, name, "Nguyễn Văn An", PIN, now)
    actions.add_member(writer, secretary.cell_id, "Lê Thị Bình", "", now)
    everybody = [
        actions.add_member(writer, secretary.cell_id, f"Trần Thị Chi {n}", "", now) for n in range(members)
    ]
    tokens = [
        actions.sign_in(writer, who, "Zalo, Android", now, now.date()) for who in [secretary, *everybody]
    ]
    meeting = Meeting(
        cell_id=secretary.cell_id, title="Sinh hoạt", place="", starts_at=now, created_by=secretary.id,
        created_at=now,
    )  # fmt: skip
    writer.add(meeting)
    writer.flush()
    choices = [question.id for question in quiz.questions if question.type == "choice"]
    for position in range(1, STEPS + 1):
        writer.add(
            MeetingStep(
                cell_id=secretary.cell_id,
                meeting_id=meeting.id,
                position=position,
                kind="question",
                title="",
                minutes=5,
                text="",
                note="",
                quiz_digest=digest,
                question=choices[position % len(choices)],
            )
        )
    writer.flush()
    live = room_actions.open_the_room(writer, meeting, secretary.id, now, draw_codes())
    for who in everybody:
        room_actions.join(writer, live, who.id, now)
    cookies = [_cookie(app, token) for token in tokens]
    return {"room": f"/buoi/{meeting.id}", "v": live.room.version, "host": cookies[0], "members": cookies[1:]}


def _cookie(app: Flask, token: str) -> dict[str, str]:
    """Return a signed-in browser's cookie and the token its forms send."""
    with app.test_request_context():
        # One for all: Flask keeps what it made from the first for as long as the outer context lives.
        session["csrf_token"] = "0" * 40
        session["_user_id"] = token
        signed = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined] # Flask's own
        return {"cookie": signed.dumps(dict(session)), "csrf": generate_csrf()}

"""A database full of cells and members for a benchmark."""

import statistics
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.orm import Session

from elearn import migrations
from elearn.accounts import actions
from elearn.accounts.secrets import hash_pin
from elearn.app import create_app
from elearn.config import Settings
from elearn.db import Database
from elearn.topics.actions import assign
from elearn.topics.offered import OfferedTopic

TOPIC = "tin-gia"
PIN = "402918"
SECRET = "a secret for benchmarks"
CELLS, MEMBERS = 20, 50
TRIES = 10


def argon2_s() -> float:
    """Return the processor time that one check of a PIN takes, the middle of nine."""
    took = []
    with Flask(__name__).app_context() as context:
        context.app.config.update(
            SECRET_KEY=SECRET, ARGON2_MEMORY_KIB=Settings(database_url="").argon2_memory_kib
        )
        for _ in range(9):
            started = time.process_time()
            hash_pin(PIN)
            took.append(time.process_time() - started)
    return statistics.median(took)


def empty_postgres(url: str) -> None:
    """Drop everything in the benchmark's own database."""
    name = make_url(url).database or ""
    if not name.startswith("elearn_bench"):
        raise SystemExit(f"The database is emptied, so its name must begin with elearn_bench, not {name!r}.")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()


def fill(url: str) -> dict[str, Any]:
    """Make cells full of members with an assigned topic; return who they are and where the topic is."""
    database = Database(url)
    migrations.upgrade(database.engine)
    app = create_app(Settings(database_url=url, secret_key=SECRET))
    with app.app_context():
        offered = app.extensions["library"].offered()[TOPIC]
        # One hash for all, who share one PIN: making a thousand of them would take a minute.
        pin_hash = hash_pin(PIN)
        cells = []
        for number in range(CELLS):
            with database.writing() as session:
                cells.append(_add_cell(session, f"Chi bộ {number}", offered, pin_hash))
                session.commit()
    database.dispose()
    lesson = offered.topic.lessons[0].slug
    return {
        # One member of each cell after the other: neighbours in time are not neighbours in a cell.
        "members": [{"code": code, "pin": PIN} for row in zip(*cells, strict=True) for code in row],
        "paths": {"topic": f"/chuyen-de/{TOPIC}", "lesson": f"/chuyen-de/{TOPIC}/bai/{lesson}/1"},
    }


def _add_cell(session: Session, name: str, offered: OfferedTopic, pin_hash: str) -> list[str]:
    """Make a cell with the topic assigned to it and return its members' codes."""
    now = datetime.now(UTC)
    secretary = actions.found_cell(session, name, "Nguyễn Văn An", PIN, now)
    everybody = [secretary]
    for number in range(1, MEMBERS):
        everybody.append(actions.add_member(session, secretary.cell_id, f"Trần Thị Chi {number}", "", now))
    for member in everybody:
        member.pin_hash = pin_hash
    assign(
        session,
        secretary.cell_id,
        offered,
        opens_on=now.date() - timedelta(days=3),
        closes_on=now.date() + timedelta(days=4),
        tries=TRIES,
        minutes=45,
        assigned_by=secretary.id,
        now=now,
    )
    return [member.code for member in everybody]

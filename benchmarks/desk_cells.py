"""A cell as large as they get, with years of answers; and thousands of ordinary cells around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from random import Random
from typing import Any, Final

from sqlalchemy import Connection, Engine, Table, insert, text
from sqlalchemy.orm import Session

from benchmarks.desk_meetings import Pool, given_in, hold_meetings, pool_of
from elearn.accounts import actions
from elearn.accounts.models import Member
from elearn.attempts.models import Attempt, GivenResponse
from elearn.db import Base, Database, new_id
from elearn.lessons.models import Bookmark, CheckAnswer
from elearn.paths import shipped_topics_folder
from elearn.topics.actions import assign
from elearn.topics.offered import OfferedTopic

MEMBERS, TOPICS, ANSWERS, MEETINGS = 60, 40, 100_000, 12
ASSIGNED = 10
PIN = "402918"

Rows = list[dict[str, Any]]
GIVEN_NAMES = ("An", "Bình", "Chi", "Dính", "Giang", "Hà", "Khánh", "Lan", "Minh", "Ngọc", "Phúc", "Sơn")
FAMILY_NAMES = ("Nguyễn Văn", "Trần Thị", "Lê Đình", "Sùng Mí", "Phạm Thị Hồng", "Hoàng Đức")


def write_topics(folder: Path) -> None:
    """Write copies of the shipped topics until there are as many as wanted, each with titles of its own."""
    shipped = sorted(child for child in shipped_topics_folder().iterdir() if (child / "topic.toml").is_file())
    for number in range(TOPICS - len(shipped)):
        source = shipped[number % len(shipped)]
        copy = folder / f"{source.name}-{number:02}"
        for file in source.rglob("*"):
            if not file.is_file():
                continue
            target = copy / file.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            content = file.read_bytes()
            if file.name in ("topic.toml", "quiz.toml"):
                content = content.replace(b'title = "', f'title = "Đợt {number + 2}: '.encode(), 1)
            target.write_bytes(content)


@dataclass(frozen=True)
class Large:
    """The large cell: its people, its secretary's code, and things of it that have an address."""

    cell_id: int
    code: str
    member: int
    meeting: int
    planned: int


def fill_large(
    database: Database,
    offered: Sequence[OfferedTopic],
    members: int = MEMBERS,
    answers: int = ANSWERS,
    meetings: int = MEETINGS,
) -> Large:
    """Make a cell of so many members and answers in its quizzes, with reading, checks and meetings beside."""
    chance, now = Random(41), datetime.now(UTC).replace(microsecond=0)
    with database.writing() as session:
        secretary = actions.found_cell(session, "Chi bộ đông nhất", "Nguyễn Văn An", PIN, now)
        people = [secretary]
        for number in range(1, members):
            name = f"{FAMILY_NAMES[number % 6]} {GIVEN_NAMES[number % 12]}"
            people.append(actions.add_member(session, secretary.cell_id, name, f"tổ {number // 12 + 1}", now))
        for person in people:
            person.joined_at = now - timedelta(days=800)
        cell_id, window = secretary.cell_id, {"tries": 3, "minutes": 45, "assigned_by": secretary.id}
        for item in offered[:ASSIGNED]:
            opens_on = now.date() - timedelta(days=9)
            closes_on = opens_on + timedelta(days=20)
            assign(session, cell_id, item, opens_on=opens_on, closes_on=closes_on, now=now, **window)
        session.flush()
        pools = [pool_of(session, item, now, chance) for item in offered]
        session.commit()
        _add(session, Bookmark, _bookmarks(people, pools, now, chance))
        _add(session, CheckAnswer, _checks(people, pools, now, chance))
        attempts, responses = _attempts(people, pools, now, chance, answers)
        _add(session, Attempt, attempts)
        _add(session, GivenResponse, responses)
        held = hold_meetings(session, people, pools[0], now, chance, meetings)
        session.commit()
        return Large(cell_id, secretary.code, people[1].id, held[0], held[-1])


def _add(session: Session, table: type[Base], rows: Rows) -> None:
    for start in range(0, len(rows), 20_000):
        session.execute(insert(table), rows[start : start + 20_000])
        session.commit()


def _whose(person: Member, pool: Pool) -> dict[str, Any]:
    return {"cell_id": person.cell_id, "member_id": person.id, "topic": pool.slug}


def _bookmarks(people: Sequence[Member], pools: Sequence[Pool], now: datetime, chance: Random) -> Rows:
    rows = []
    for person, pool in product(people, pools):
        read = chance.choice((0.3, 1, 1, 1))
        for lesson in pool.offered.topic.lessons:
            if chance.random() > read:
                continue
            at = now - timedelta(days=chance.randrange(380), minutes=chance.randrange(600))
            is_done = chance.random() < 0.95
            card = len(lesson.cards) if is_done else 2
            row = {"lesson": lesson.slug, "card": card, "opened_at": at, "moved_at": at}
            rows.append(_whose(person, pool) | row | {"finished_at": at if is_done else None})
    return rows


def _checks(people: Sequence[Member], pools: Sequence[Pool], now: datetime, chance: Random) -> Rows:
    rows = []
    for person, pool in product(people, pools):
        checks = [question for lesson in pool.offered.topic.lessons for question in lesson.questions]
        for question in chance.sample(checks, len(checks) // 2):
            response, mark = given_in(pool, question, chance, 0.8)
            row = {"question": question.id, "response": response, "mark": mark, "first_mark": mark}
            rows.append(_whose(person, pool) | row | {"answered_at": now - timedelta(days=40)})
    return rows


def _turns(people: Sequence[Member], pools: Sequence[Pool]) -> Iterator[tuple[Member, Pool, str, int]]:
    """Yield who takes which quiz how: everybody each once in both modes, then practice again and again."""
    for ordinal in range(1, 100):
        for mode in ("practice", "exam") if ordinal == 1 else ("practice",):
            for person, pool in product(people, pools):
                yield person, pool, mode, ordinal


def _attempts(
    people: Sequence[Member], pools: Sequence[Pool], now: datetime, chance: Random, answers: int
) -> tuple[Rows, Rows]:
    attempts: Rows = []
    responses: Rows = []
    ability = {person.id: 0.3 + 0.6 * chance.random() for person in people}
    for person, pool, mode, ordinal in _turns(people, pools):
        if len(responses) >= answers:
            break
        at = now - timedelta(days=chance.randrange(380), minutes=chance.randrange(600))
        attempt_id, whose, asked = new_id(), _whose(person, pool), pool.asked
        given = [given_in(pool, question, chance, ability[person.id]) for question in asked]
        points = sum(question.points for question in asked)
        earned = sum(mark * question.points for question, (_, mark) in zip(asked, given, strict=True))
        attempts.append(
            whose
            | {"id": attempt_id, "mode": mode, "ordinal": ordinal, "quiz_digest": pool.digest, "seed": "s"}
            | {"started_at": at, "submitted_at": at + timedelta(minutes=12), "deadline": None}
            | {"right": sum(mark == 1000 for _, mark in given), "asked": len(asked)}
            | {"mark": round(earned / points)}
        )
        for question, (response, mark) in zip(asked, given, strict=True):
            key = {"cell_id": person.cell_id, "attempt_id": attempt_id, "question": question.id}
            value = {"response": response, "mark": mark, "points": question.points, "answered_at": at}
            responses.append(key | value)
    return attempts, responses


# What an ordinary cell is copied with, parents first.
_COPIED: Final = (
    "members", "assignments", "bookmarks", "check_answers", "attempts", "responses", "meetings",
    "meeting_steps", "live_sessions", "step_runs", "presences", "rounds", "votes",
)  # fmt: skip


def surround(engine: Engine, model: Large, cells: int) -> None:
    """Copy an ordinary cell so often, half before and half after it: rows of a cell never lie alone."""
    tables = Base.metadata.tables
    # Far enough apart that whatever is made in these minutes lies in the middle.
    place = f"+ (n.i - {cells // 2}) * 1099511627776"
    with engine.begin() as connection:
        members = connection.execute(
            text("SELECT id FROM members WHERE cell_id = :cell"), {"cell": model.cell_id}
        )
        for number, (member_id,) in enumerate(members.all()):
            # Codes differ over all cells; nobody signs in to these.
            connection.execute(
                text("UPDATE members SET code = :code WHERE cell_id = :cell AND id = :id"),
                {"code": f"x{number:07}", "cell": model.cell_id, "id": member_id},
            )
        _copy(connection, tables["cells"], model, cells, {"id": f"id {place}"})
        for name in _COPIED:
            changed = {"cell_id": f"cell_id {place}"}
            if name == "members":
                changed["code"] = "'y' || substr(CAST(10000 + n.i AS TEXT), 2) || substr(code, 6)"
            _copy(connection, tables[name], model, cells, changed)


def _copy(connection: Connection, table: Table, model: Large, cells: int, changed: dict[str, str]) -> None:
    columns = [column.name for column in table.columns]
    values = [changed.get(name, name) for name in columns]
    owner = "id" if table.name == "cells" else "cell_id"
    whose = f"{owner} = :model AND n.i <> {cells // 2}"
    connection.execute(
        text(
            f"INSERT INTO {table.name} ({', '.join(columns)})"
            " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :cells)"
            f" SELECT {', '.join(values)} FROM n, {table.name} WHERE {whose} ORDER BY n.i"
        ),
        {"cells": cells, "model": model.cell_id},
    )

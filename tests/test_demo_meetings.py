"""The demo cell's meetings: the same from the same seed, held before now, with something on every page."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from elearn.accounts.models import Member
from elearn.app import create_app
from elearn.config import Settings
from elearn.demo import NAMES, make_demo_cell
from elearn.meetings.answer_models import Ballot, Idea, PreparationAnswer, Round, Vote
from elearn.meetings.models import LiveSession, Meeting, MeetingStep, Postponement, Presence

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Meetings:
    """What the cell's meetings left in the database, by names and times."""

    held: list[tuple[object, ...]]
    coming: list[tuple[object, ...]]
    votes: list[tuple[object, ...]]
    prepared: list[tuple[object, ...]]
    present: list[tuple[object, ...]]
    ideas: list[object]
    moved: list[tuple[object, ...]]
    ballots: int


def rows(session: Session, statement: Select[Any]) -> list[tuple[object, ...]]:
    """Return what a statement finds as plain tuples."""
    return [tuple(row) for row in session.execute(statement)]


def _read(session: Session) -> Meetings:
    answers = (
        select(Member.name, MeetingStep.question, Round.vote, Vote.response, Vote.answered_at)
        .join(Vote, Vote.member_id == Member.id)
        .join(Round, Round.id == Vote.round_id)
        .join(MeetingStep, MeetingStep.id == Round.step_id)
        .order_by(Member.name, Vote.answered_at, Round.vote)
    )
    prepared = (
        select(Member.name, PreparationAnswer.response, PreparationAnswer.answered_at)
        .join(Member, Member.id == PreparationAnswer.member_id)
        .order_by(Member.name, PreparationAnswer.step_id)
    )
    present = (
        select(Member.name, Presence.confirmed, Presence.joined_at)
        .join(Member, Member.id == Presence.member_id)
        .order_by(Member.name, Presence.meeting_id)
    )
    held = (
        select(Meeting.title, Meeting.ended_at, LiveSession.active_s, LiveSession.told_s)
        .join(LiveSession, LiveSession.meeting_id == Meeting.id)
        .order_by(Meeting.starts_at)
    )
    return Meetings(
        held=rows(session, held),
        coming=rows(session, select(Meeting.title, Meeting.starts_at).where(Meeting.ended_at.is_(None))),
        votes=rows(session, answers),
        prepared=rows(session, prepared),
        present=rows(session, present),
        ideas=sorted(session.scalars(select(Idea.text))),
        moved=rows(session, select(Postponement.moved_from, Postponement.moved_to)),
        ballots=len(session.scalars(select(Ballot.token)).all()),
    )


def meetings_of(path: Path) -> Meetings:
    """Make a demo cell in the empty database at `path` and return its meetings."""
    settings = Settings(
        database_url=f"sqlite:///{path}", secret_key="for tests", testing=True, argon2_memory_kib=8
    )
    app = create_app(settings, lambda: NOW)
    with app.app_context(), app.extensions["database"].writing() as session:
        make_demo_cell(session, NOW)
        session.commit()
        found = _read(session)
    app.extensions["database"].dispose()
    return found


@pytest.fixture
def two_files(empty_sqlite: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Two empty databases."""
    paths = (tmp_path / "one.sqlite3", tmp_path / "two.sqlite3")
    for path in paths:
        path.write_bytes(empty_sqlite.read_bytes())
    return paths


def test_two_demo_cells_held_the_same_meetings(two_files: tuple[Path, Path]) -> None:
    first, second = map(meetings_of, two_files)
    assert first == second


def test_three_meetings_were_held_each_more_active_than_the_one_before(two_files: tuple[Path, Path]) -> None:
    found = meetings_of(two_files[0])
    assert len(found.held) == 3
    assert all(ended is not None and ended < NOW for _title, ended, *_clocks in found.held)  # type: ignore[operator]
    shares = [active / (active + told) for _title, _ended, active, told in found.held]  # type: ignore[operator]
    assert shares == sorted(shares)
    assert shares[0] < 0.3 < shares[-1]


def test_the_next_meeting_was_postponed_and_is_being_prepared(two_files: tuple[Path, Path]) -> None:
    found = meetings_of(two_files[0])
    ((_title, starts_at),) = found.coming
    assert starts_at > NOW  # type: ignore[operator]
    assert [moved_to for _moved_from, moved_to in found.moved] == [starts_at]
    assert len({name for name, *_rest in found.prepared}) >= 5


def test_nothing_of_it_lies_in_the_future_and_names_are_the_cell_s(two_files: tuple[Path, Path]) -> None:
    found = meetings_of(two_files[0])
    assert {name for name, *_rest in found.votes} <= set(NAMES)
    assert all(at < NOW for *_rest, at in found.votes)  # type: ignore[operator]
    assert all(at < NOW for *_rest, at in found.prepared)  # type: ignore[operator]
    assert len(found.votes) > 200
    assert len(found.present) == 3 * len(NAMES)
    assert len(found.ideas) >= 5
    assert found.ballots > 10

"""The demo cell: the same history from the same seed, none of it in the future."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from elearn.accounts.models import Member
from elearn.app import create_app
from elearn.attempts.models import Attempt, GivenResponse
from elearn.config import Settings
from elearn.demo import NAMES, make_demo_cell
from elearn.lessons.models import Bookmark

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

History = tuple[list[tuple[object, ...]], ...]


def history_of(path: Path) -> History:
    """Make a demo cell in the empty database at `path` and return what everybody did, by name."""
    settings = Settings(
        database_url=f"sqlite:///{path}", secret_key="for tests", testing=True, argon2_memory_kib=8
    )
    app = create_app(settings, lambda: NOW)
    with app.app_context(), app.extensions["database"].writing() as session:
        make_demo_cell(session, NOW)
        session.commit()
        by_name = (Member.id == Attempt.member_id, Member.name)
        attempts = session.execute(
            select(Member.name, Attempt.topic, Attempt.mode, Attempt.mark, Attempt.submitted_at)
            .join(Attempt, by_name[0])
            .order_by(Member.name, Attempt.topic, Attempt.mode)
        )
        answers = session.execute(
            select(Member.name, Attempt.topic, Attempt.mode, GivenResponse.question, GivenResponse.response)
            .join(Attempt, by_name[0])
            .join(GivenResponse, GivenResponse.attempt_id == Attempt.id)
            .order_by(Member.name, Attempt.topic, Attempt.mode, GivenResponse.question)
        )
        places = session.execute(
            select(Member.name, Bookmark.topic, Bookmark.lesson, Bookmark.card, Bookmark.moved_at)
            .join(Bookmark, Bookmark.member_id == Member.id)
            .order_by(Member.name, Bookmark.topic, Bookmark.lesson)
        )
        found = ([*map(tuple, attempts)], [*map(tuple, answers)], [*map(tuple, places)])
    app.extensions["database"].dispose()
    return found


@pytest.fixture
def two_files(empty_sqlite: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Two empty databases."""
    paths = (tmp_path / "one.sqlite3", tmp_path / "two.sqlite3")
    for path in paths:
        path.write_bytes(empty_sqlite.read_bytes())
    return paths


def test_two_demo_cells_have_the_same_history(two_files: tuple[Path, Path]) -> None:
    first, second = map(history_of, two_files)
    assert first == second


def test_nothing_in_the_demo_lies_in_the_future_and_everybody_is_there(two_files: tuple[Path, Path]) -> None:
    attempts, answers, places = history_of(two_files[0])
    assert all(ended is not None and ended < NOW for *_rest, ended in attempts)  # type: ignore[operator]
    assert all(moved < NOW for *_rest, moved in places)  # type: ignore[operator]
    assert {name for name, *_rest in places} <= set(NAMES)
    assert len(attempts) > 30
    assert len(answers) > 500

"""Every step of the schema runs up and down on both databases and ends where the models are."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from elearn import migrations
from elearn.db import Database
from elearn.models import Base
from tests.conftest import fresh_postgres

AT = "'2026-11-26 01:00:00+00:00'"
# A cell with a member, an attempt with a response, and a printing, as they were before results on paper.
ONE_OF_EACH = (
    f"INSERT INTO cells (id, name, created_at) VALUES (1, 'Chi bộ', {AT})",
    "INSERT INTO members (cell_id, id, name, note, sort_text, code, link_serial, joined_at)"
    f" VALUES (1, 2, 'Nguyễn Văn An', '', 'an', '12345678', 1, {AT})",
    f"INSERT INTO quiz_texts (digest, topic, text, first_used_at) VALUES ('d', 't', '', {AT})",
    "INSERT INTO attempts (cell_id, id, member_id, topic, mode, ordinal, quiz_digest, seed, started_at,"
    " submitted_at, right_count, asked_count, mark)"
    f" VALUES (1, 7, 2, 't', 'exam', 1, 'd', 's', {AT}, {AT}, 1, 1, 1000)",
    "INSERT INTO responses (cell_id, attempt_id, question, response, mark, points, answered_at)"
    f" VALUES (1, 7, 'q', '[\"a\"]', 1000, 1, {AT})",
    "INSERT INTO printings (cell_id, id, topic, quiz_digest, code, printed_by, printed_at)"
    f" VALUES (1, 5, 't', 'd', '1a2b', 2, {AT})",
)
ON_PAPER = (
    "INSERT INTO attempts (cell_id, id, member_id, topic, mode, ordinal, quiz_digest, seed, started_at,"
    f" printing_id, entered_by) VALUES (1, 8, 2, 't', 'paper', 1, 'd', '1a2b-A', {AT}, 5, 2)"
)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database without any table; on PostgreSQL one of its own, because steps change the schema."""
    own_file = f"sqlite:///{tmp_path / 'steps.sqlite3'}"
    url = own_file if request.param == "sqlite" else fresh_postgres("steps")
    engine = Database(url).engine
    yield engine
    engine.dispose()


def tables(engine: Engine) -> set[str]:
    """Return the names of all tables but Alembic's own."""
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def columns(engine: Engine) -> dict[str, list[str]]:
    """Return every table's columns, so that a step taken back can be told from one that left something."""
    found = inspect(engine)
    return {name: sorted(column["name"] for column in found.get_columns(name)) for name in tables(engine)}


def test_each_step_goes_up_and_comes_down(engine: Engine):
    steps = migrations.revisions()
    for before, step in zip(["base", *steps], steps, strict=False):
        shape = columns(engine)
        migrations.upgrade(engine, step)
        migrations.downgrade(engine, before)
        assert columns(engine) == shape, f"step {step} leaves something behind when it is taken back"
        migrations.upgrade(engine, step)
    assert tables(engine) == set(Base.metadata.tables)


def test_all_steps_come_down_in_one_go(engine: Engine):
    migrations.upgrade(engine)
    migrations.downgrade(engine, "base")
    assert tables(engine) == set()


def test_upgrading_twice_changes_nothing(engine: Engine):
    migrations.upgrade(engine)
    shape = columns(engine)
    migrations.upgrade(engine)
    assert columns(engine) == shape


def test_the_migrated_schema_is_that_of_the_models(engine: Engine):
    migrations.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_the_constraints_are_those_of_the_models(engine: Engine):
    """Alembic compares no CHECK constraints, and ours keep wrong rows out."""
    migrations.upgrade(engine)
    found = {
        (table, check["name"])
        for table in tables(engine)
        for check in inspect(engine).get_check_constraints(table)
    }
    wanted = {
        (table.name, str(constraint.name))
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if constraint.__visit_name__ in {"check_constraint", "table_or_column_check_constraint"}
    }
    assert wanted
    assert found == wanted


def test_attempts_with_their_responses_go_through_the_step_of_paper_both_ways(engine: Engine):
    migrations.upgrade(engine, "0021")
    with engine.begin() as connection:
        for row in ONE_OF_EACH:
            connection.execute(text(row))
    migrations.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text(ON_PAPER))
    migrations.downgrade(engine, "0021")
    with engine.connect() as connection:
        kept = connection.execute(text("SELECT id, mode, right_count FROM attempts")).all()
        responses = connection.execute(text("SELECT attempt_id, response FROM responses")).all()
    assert [tuple(row) for row in kept] == [(7, "exam", 1)]
    assert [tuple(row) for row in responses] == [(7, '["a"]')]
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
            open_ones = connection.execute(
                text("SELECT sql FROM sqlite_master WHERE name = 'ix_attempts_open'")
            )
            assert "submitted_at IS NULL" in open_ones.scalar_one()


def test_steps_are_named_by_date_and_sentence():
    names = [path.name for path in (Path(migrations.__file__).parent / "versions").glob("*.py")]
    assert len(names) == len(migrations.revisions())
    assert not [name for name in names if not re.fullmatch(r"\d{4}-\d\d-\d\d_\w+\.py", name)]

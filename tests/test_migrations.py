"""Every step of the schema runs up and down on both databases and ends where the models are."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.engine import make_url

from elearn import migrations
from elearn.db import Database
from elearn.models import Base
from tests.conftest import POSTGRES, skip_or_fail


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database without any table; on PostgreSQL one of its own, because steps change the schema."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'steps.sqlite3'}"
    elif not POSTGRES:
        skip_or_fail("ELEARN_TEST_POSTGRES_URL names no PostgreSQL server")
    else:
        name = f"{make_url(POSTGRES).database}_steps"
        server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
            connection.execute(text(f"CREATE DATABASE {name}"))
        server.dispose()
        url = make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
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


def test_steps_are_named_by_date_and_sentence():
    names = [path.name for path in (Path(migrations.__file__).parent / "versions").glob("*.py")]
    assert len(names) == len(migrations.revisions())
    assert not [name for name in names if not re.fullmatch(r"\d{4}-\d\d-\d\d_\w+\.py", name)]

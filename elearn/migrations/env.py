"""Run by Alembic: one connection, one transaction for all steps."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection

from elearn.db import UtcDateTime
from elearn.models import Base

config = context.config


def _plain_types(kind: str, thing: object, _autogenerate: Any) -> str | Literal[False]:
    # A step must keep working when our own type changes its name.
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(thing, UtcDateTime) else False


def _foreign_keys(connection: Connection, state: Literal["ON", "OFF"]) -> None:
    # SQLite changes a table by making it anew, and would not let go of one that others point to. The switch
    # works between transactions alone, so it is sent past SQLAlchemy, which would begin one.
    if connection.dialect.name == "sqlite":
        raw = connection.connection.dbapi_connection
        raw.execute(f"PRAGMA foreign_keys={state}")  # type: ignore[union-attr] # of a connection that is open


def _refuse_loose_ends(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        loose = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if loose:
            raise RuntimeError(f"rows point to nothing after the steps, nothing was changed: {loose[:5]}")


with config.attributes["engine"].connect() as connection:
    _foreign_keys(connection, "OFF")
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        render_item=_plain_types,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()
        _refuse_loose_ends(connection)
    connection.commit()
    _foreign_keys(connection, "ON")

"""Run by Alembic: one connection, one transaction for all steps."""

from typing import Any, Literal

from alembic import context

from elearn.db import UtcDateTime
from elearn.models import Base

config = context.config


def _plain_types(kind: str, thing: object, _autogenerate: Any) -> str | Literal[False]:
    # A step must keep working when our own type changes its name.
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(thing, UtcDateTime) else False


with config.attributes["engine"].connect() as connection:
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
    connection.commit()

"""The database: one engine for the application, one session a request, one commit by the view."""

import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from threading import Lock
from typing import Any, cast

from flask import Flask, current_app, g, request
from sqlalchemy import (
    Connection,
    CursorResult,
    DateTime,
    Dialect,
    Executable,
    MetaData,
    Table,
    literal_column,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from elearn.engine import OwnSession, open_engine, reader_of

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

# 41 bits of milliseconds and 21 of chance: ids that grow with time keep B-trees compact, and no
# counter has to be shared between processes or partitions.
_RANDOM_BITS = 21
LARGEST_ID = 2**63 - 1


class IdSource:
    """Makes ids: milliseconds, then random bits (63 bits together), never the same twice in a process.

    Chance alone is not enough within a process: ten thousand rows made at once would meet. Between
    processes it is: two would have to write for the same cell in the same millisecond.
    """

    def __init__(self) -> None:
        self._last = 0
        self._lock = Lock()

    def __call__(self) -> int:
        """Return an id that is unused within its cell."""
        drawn = (time.time_ns() // 1_000_000 << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)) & LARGEST_ID
        with self._lock:
            self._last = max(drawn, self._last + 1)
            return self._last


new_id = IdSource()


class Base(DeclarativeBase):
    """The parent of every table; constraints are named so that a migration can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time; SQLite forgets the zone, so it is put back when a value is read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time; turn any other into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone must not reach the database")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return an aware UTC time."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Database:
    """Engines and sessions, for what may write and for what only reads."""

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)
        self.reader = reader_of(self.engine)

    def dispose(self) -> None:
        """Close all connections."""
        self.engine.dispose()
        self.reader.dispose()

    def reading(self) -> Session:
        """Return a session for statements that only read."""
        return OwnSession(self.reader)

    def writing(self) -> Session:
        """Return a session that holds SQLite's write lock from its first statement on."""
        return OwnSession(self.engine)


def init_app(app: Flask, url: str) -> None:
    """Give `app` its database and end each request's session with the request."""
    app.extensions["database"] = Database(url)
    app.teardown_appcontext(_close_session)


def database() -> Database:
    """Return the application's database."""
    found: Database = current_app.extensions["database"]
    return found


def session() -> Session:
    """Return this request's session: writing for POST, reading for GET, made when first asked for."""
    if "session" not in g:
        g.session_writes = g.get("get_writes", False) or not _only_reads()
        g.session = database().writing() if g.session_writes else database().reading()
    found: Session = g.session
    return found


def _only_reads() -> bool:
    return request.method in SAFE_METHODS or writes_elsewhere()


def writes_elsewhere() -> bool:
    """Whether this request's view hands what is to be written to the intake of live answers."""
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "writes_elsewhere", False)


@contextmanager
def writing_beside() -> Iterator[Session]:
    """Give a session for a small write that belongs to no view, committed at the end.

    It is the request's own session when that one writes: a second writer would wait for the first for ever.
    """
    own = session()
    if g.session_writes:
        yield own
        return
    # Given back first: a request that held one connection while it waits for a second could wait for
    # others that do the same. What it reads next is then also newer than what it has read so far.
    own.close()
    with database().writing() as writer:
        yield writer
        writer.commit()


def give_back() -> None:
    """Give this request's connection back, if it has one: it is to wait for something else."""
    if "session" in g:
        g.session.close()


def write_on_get() -> None:
    """Let this GET write: reading another person's results leaves a record of who looked."""
    if "session" in g:
        g.pop("session").close()
    g.get_writes = True


def _close_session(_error: BaseException | None) -> None:
    open_session: Session | None = g.pop("session", None)
    if open_session is not None:
        open_session.close()


def rows(
    session: Session, statement: Executable, values: Mapping[str, Any]
) -> CursorResult[*tuple[Any, ...]]:
    """Run a statement on plain tables in the session's own transaction, and return its rows.

    The session would first look for entities in it, which takes as long as the statement itself. What was
    changed in entities is not flushed before; a Session flushes none before such a statement either.
    """
    return connection_of(session).execute(statement, values)


def connection_of(session: Session) -> Connection:
    """Return the connection that a session of ours is on."""
    return cast(Connection, session.get_bind())


def insert_unless_there(session: Session, row: type[Base], **values: Any) -> bool:
    """Insert a row; False when its key was taken, which is the answer "already given" and changes nothing."""
    statement = _insert_or_nothing(connection_of(session).dialect.name, row)
    # Asked back instead of counted: drivers disagree on the row count of a statement like this.
    return rows(session, statement, values).first() is not None


def insert_those_missing(session: Session, row: type[Base], rows: list[dict[str, Any]]) -> None:
    """Insert the rows whose key is not taken, in one statement."""
    if rows:
        insert = _insert(session.get_bind().dialect.name, row)
        session.execute(insert.values(rows).on_conflict_do_nothing())


def insert_or_change(
    session: Session, row: type[Base], key: dict[str, Any], values: dict[str, Any], **only_new: Any
) -> None:
    """Insert a row with all values, or give the row that has this key the new `values`."""
    statement = _insert_or_update(connection_of(session).dialect.name, row, tuple(key), tuple(values))
    rows(session, statement, key | values | only_new)


def insert_or_change_all(
    session: Session, row: type[Base], key: tuple[str, ...], rows: list[dict[str, Any]]
) -> None:
    """Insert rows that all name the same columns, or give those whose key is taken the new values."""
    if rows:
        values = tuple(name for name in rows[0] if name not in key)
        connection = connection_of(session)
        connection.execute(_insert_or_update(connection.dialect.name, row, key, values), rows)


def _insert(dialect: str, row: type[Base]) -> sqlite.Insert | postgresql.Insert:
    # The two offer the same clauses, but only on an INSERT of their own.
    table = cast(Table, row.__table__)
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


# Put together once for each table: every answer of every phone sends one of these.
@lru_cache(maxsize=64)
def _insert_or_nothing(dialect: str, row: type[Base]) -> Executable:
    return _insert(dialect, row).on_conflict_do_nothing().returning(literal_column("1"))


@lru_cache(maxsize=64)
def _insert_or_update(
    dialect: str, row: type[Base], key: tuple[str, ...], values: tuple[str, ...]
) -> Executable:
    insert = _insert(dialect, row)
    return insert.on_conflict_do_update(
        index_elements=list(key), set_={name: insert.excluded[name] for name in values}
    )


def after_commit(call: Callable[[], None]) -> None:
    """Queue `call` until this request's commit has succeeded."""
    g.setdefault("after_commit", []).append(call)


def commit(session: Session) -> None:
    """Commit, then run what was queued; SQLAlchemy's own event would also fire on a savepoint's release."""
    session.commit()
    for call in g.pop("after_commit", []):
        call()

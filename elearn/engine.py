"""Connections to SQLite and PostgreSQL: how they are opened, kept and begun on, and a session on one."""

import sqlite3
import time
from contextlib import closing
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

BUSY_TIMEOUT_S = 10
# About as long as another process needs for what it writes.
ASK_AGAIN_S = 0.001
# A connection that was used more recently is taken to be alive.
ASK_AFTER_IDLE_S = 5


def open_engine(url: str) -> Engine:
    """Return an engine for `url` whose transactions may write; on SQLite durably, by several processes."""
    if not url.startswith("sqlite"):
        # A pool as large as the number of answers a meeting can send at once would only move the
        # waiting into the database.
        engine = create_engine(url, pool_size=10, max_overflow=20)
        event.listen(engine, "connect", _set_up_postgres)
        event.listen(engine, "checkin", _note_use)
        event.listen(engine, "checkout", _ask_whether_alive)
        return engine
    # One connection: the writers of a process wait for it here, where others can work meanwhile.
    engine = create_engine(url, pool_size=1, max_overflow=0, pool_timeout=BUSY_TIMEOUT_S)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "connect", _wait_outside)
    # An event would do the same, and cost every statement a look for others.
    engine.dialect.do_begin = _begin_to_write  # type: ignore[method-assign,assignment] # of this engine
    return engine


def _set_up_postgres(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    # Left to costs made for turning disks it reads every cell's answers to find a few hundred of one cell;
    # and it compiles statements for longer than they run.
    with closing(connection.cursor()) as cursor:
        cursor.execute("SET random_page_cost = 1.1")
        cursor.execute("SET jit = off")
    connection.commit()


def reader_of(engine: Engine) -> Engine:
    """Return an engine for what only reads in the database of `engine`; it begins no transactions.

    Each statement sees what was committed before it, and nothing has to be sent and waited for besides.
    """
    if engine.dialect.name != "sqlite":
        return engine.execution_options(isolation_level="AUTOCOMMIT")
    reader = create_engine(engine.url, connect_args={"timeout": BUSY_TIMEOUT_S}, pool_use_lifo=True)
    event.listen(reader, "connect", _set_up_sqlite)
    return reader


def _note_use(_connection: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
    record.info["used_at"] = time.monotonic()


def _ask_whether_alive(
    connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: PoolProxiedConnection
) -> None:
    """Give up a connection that the server, or something on the way to it, closed while nobody used it.

    One that was used a moment ago is not asked: each question is one more way to the server and back.
    """
    if time.monotonic() - record.info.get("used_at", time.monotonic()) > ASK_AFTER_IDLE_S:
        try:
            with closing(connection.cursor()) as cursor:
                cursor.execute("SELECT 1")
            connection.rollback()
        except Exception as error:
            raise DisconnectionError from error


def _set_up_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    # The driver must not open transactions by itself: _begin_to_write says how they begin.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        # FULL: an acknowledged answer survives a laptop that loses its power.
        "synchronous=FULL",
        "foreign_keys=ON",
        "cache_size=-4000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _wait_outside(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    # SQLite would wait inside C and stop the whole process.
    connection.execute("PRAGMA busy_timeout=0")


def _begin_to_write(connection: DBAPIConnection) -> None:
    """Begin a transaction that takes SQLite's write lock, when no other process has it any more.

    Two that read first and write later would each wait for the other, and one would fail.
    """
    until = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(ASK_AGAIN_S)
        else:
            return


class OwnSession(Session):
    """A session on one connection, opened when it is first needed, that plain rows come straight from.

    Until an entity is asked for, the connection's transaction is the only one to keep book of.
    """

    _own: Connection | None = None

    def __init__(self, engine: Engine) -> None:
        # A transaction that rows began is the session's too: it ends with it.
        super().__init__(expire_on_commit=False, join_transaction_mode="control_fully")
        self._engine = engine

    def get_bind(self, *_for_what: Any, **_more: Any) -> Connection:
        """Return the connection, for entities as for rows."""
        if self._own is None:
            self._own = self._engine.connect()
        return self._own

    def commit(self) -> None:
        """Commit what was changed, in entities and in rows, and give the connection back."""
        if self.in_transaction():
            super().commit()
        if self._own is not None:
            self._own.commit()
            self._give_back()

    def close(self) -> None:
        """Forget the entities, give up what was not committed, and give the connection back."""
        super().close()
        self._give_back()

    def _give_back(self) -> None:
        if self._own is not None:
            self._own.close()
            self._own = None

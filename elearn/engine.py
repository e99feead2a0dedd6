"""Connections to SQLite and PostgreSQL: how they are opened, kept, and how a transaction begins on each."""

import time
from contextlib import closing
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

BUSY_TIMEOUT_S = 10
# A connection that was used more recently is taken to be alive.
ASK_AFTER_IDLE_S = 5


def open_engine(url: str) -> Engine:
    """Return an engine for `url`; on SQLite set up for durable writes by several processes."""
    if not url.startswith("sqlite"):
        # A pool as large as the number of answers a meeting can send at once would only move the
        # waiting into the database.
        engine = create_engine(url, pool_size=10, max_overflow=20)
        event.listen(engine, "connect", _set_up_postgres)
        event.listen(engine, "checkin", _note_use)
        event.listen(engine, "checkout", _ask_whether_alive)
        return engine
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_S})
    event.listen(engine, "connect", _set_up_sqlite)
    turns = _WritersTurns()
    event.listen(engine, "begin", turns.begin)
    event.listen(engine, "commit", turns.end)
    event.listen(engine, "rollback", turns.end)
    return engine


def _set_up_postgres(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    # Left to costs made for turning disks it reads every cell's answers to find a few hundred of one cell;
    # and it compiles statements for longer than they run.
    with closing(connection.cursor()) as cursor:
        cursor.execute("SET random_page_cost = 1.1")
        cursor.execute("SET jit = off")
    connection.commit()


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
    # The driver must not open transactions by itself: _begin_on_sqlite says how they begin.
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


class _WritersTurns:
    """Lets one writer of this process in at a time, so that waiting for SQLite's lock lets others work.

    SQLite waits inside C: a second writer would stop the whole process, and with it the request whose
    commit it waits for. Writers of other processes wait in SQLite; those do not stop each other.
    """

    def __init__(self) -> None:
        self._turn = Lock()
        self._has_it: Connection | None = None

    def begin(self, connection: Connection) -> None:
        """Begin a transaction; one that will write takes SQLite's write lock with it.

        Two that read first and write later would each wait for the other, and one would fail. What only
        reads needs no transaction: each of its statements sees what was committed before it.
        """
        options = connection.get_execution_options()
        if options.get("reads", False):
            return
        driver: Any = connection.connection.driver_connection
        if not options.get("writes", False):
            driver.execute("BEGIN")
        elif self._turn.acquire(timeout=BUSY_TIMEOUT_S):
            self._has_it = connection
            try:
                driver.execute("BEGIN IMMEDIATE")
            except BaseException:
                self.end(connection)
                raise
        else:
            raise TimeoutError(f"no turn to write within {BUSY_TIMEOUT_S} s")

    def end(self, connection: Connection) -> None:
        """Let the next writer in."""
        if self._has_it is connection:
            self._has_it = None
            self._turn.release()

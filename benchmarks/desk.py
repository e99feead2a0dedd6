"""Every page of the secretary's desk, of a cell as large as they get, alone and among thousands of cells.

    python -m benchmarks.desk --postgres-url postgresql://…/elearn_bench

60 members, 40 topics, 100,000 answers in quizzes, twelve meetings; on SQLite and, where an address is given,
on PostgreSQL (its database, named elearn_bench*, is emptied). Beside it the same cell among 5,000 others,
asked in turns with the first, so that whatever else the machine does slows both. Pages are asked for in
this process: milliseconds are from the request to the last byte, statements included; CPU is this process's
and, where PostgreSQL runs on the same machine, that of the process which serves it. Some four minutes on two
cores.
"""

import argparse
import gc
import os
import platform
import shlex
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, event, make_url, text

from benchmarks.desk_cells import ANSWERS, MEMBERS, PIN, TOPICS, Large, fill_large, surround, write_topics
from benchmarks.desk_report import HEADS, Measured, verdicts
from benchmarks.people import SECRET, empty_postgres
from benchmarks.report import row
from benchmarks.servers import ROOT
from elearn import migrations
from elearn.app import create_app
from elearn.config import Settings

RESULTS = ROOT / "benchmarks" / "results" / "desk.md"
CELLS = 5000
ROUNDS, WARM_UP = 20, 3
# What an ordinary cell holds that stands 5,000 times around the large one.
ORDINARY_MEMBERS, ORDINARY_TOPICS, ORDINARY_ANSWERS, ORDINARY_MEETINGS = 8, 2, 60, 1


@dataclass
class Desk:
    """The application on one database, with the secretary of the large cell signed in."""

    app: Flask
    client: FlaskClient
    cell: Large
    statements: list[str] = field(default_factory=list)

    def pages(self) -> dict[str, str]:
        """Return the desk's pages by name."""
        topic = "tin-gia"
        return {
            "at a glance": "/ket-qua/toan-canh",
            "scores": "/ket-qua",
            "topic": f"/ket-qua/{topic}",
            "question": f"/ket-qua/{topic}/cau/{self.question}",
            "comparison": f"/ket-qua/{topic}/so-sanh",
            "topic in meetings": f"/ket-qua/{topic}/sinh-hoat",
            "member": f"/ket-qua/dang-vien/{self.cell.member}",
            "own results": "/toi/ket-qua",
            "over the months": "/ket-qua/theo-thang",
            "report on a topic": f"/ket-qua/{topic}/bao-cao",
            "report on a quarter": "/ket-qua/bao-cao",
            "reminder": f"/ket-qua/{topic}/nhac",
            "workbook": f"/ket-qua/{topic}.xlsx",
            "CSV": f"/ket-qua/{topic}.csv",
            "roster": "/chi-bo",
            "member in the roster": f"/chi-bo/dang-vien/{self.cell.member}",
            "meetings": "/sinh-hoat",
            "meeting": f"/sinh-hoat/{self.cell.planned}",
            "proposals": f"/sinh-hoat/{self.cell.planned}/de-xuat",
            "summary": f"/sinh-hoat/{self.cell.meeting}/tong-ket",
            "author's table": "/soan",
        }

    @property
    def question(self) -> str:
        """A question of the topic that is looked at."""
        found: str = self.app.extensions["library"].offered()["tin-gia"].topic.quiz.questions[0].id
        return found


def open_desk(url: str, topics: Path, others: int) -> Desk:
    """Fill a database and sign the secretary of its large cell in."""
    app = create_app(
        Settings(database_url=url, secret_key=SECRET, topics_folder=topics, argon2_memory_kib=8, testing=True)
    )
    app.config["WTF_CSRF_ENABLED"] = False
    database = app.extensions["database"]
    with app.app_context():
        offered = list(app.extensions["library"].offered().values())
        if others:
            few = offered[:ORDINARY_TOPICS]
            model = fill_large(database, few, ORDINARY_MEMBERS, ORDINARY_ANSWERS, ORDINARY_MEETINGS)
            surround(database.engine, model, others)
        cell = fill_large(database, offered)
    client = app.test_client()
    assert client.post("/vao", data={"code": cell.code, "pin": PIN}).status_code == 303
    desk = Desk(app, client, cell)

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            desk.statements.append(statement)

    # Some pages write, too; on PostgreSQL, what reads is the same engine.
    for engine in {each.pool: each for each in (database.reader, database.engine)}.values():
        event.listen(engine, "before_cursor_execute", note)
    return desk


def database_ms(desk: Desk) -> float:
    """Return the processor time, in milliseconds, of the process in which PostgreSQL serves a desk so far."""
    engine = desk.app.extensions["database"].engine
    if engine.dialect.name == "sqlite":
        return 0.0
    # Asked one at a time, its pages share one connection.
    with engine.connect() as connection:
        pid = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    stat = Path(f"/proc/{pid}/stat")
    if not stat.is_file():
        return 0.0
    fields = stat.read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def ask(desk: Desk, path: str) -> tuple[float, float, bytes]:
    """Return the milliseconds that a page took, those of the processor, and the page."""
    desk.statements.clear()
    began, busy = time.perf_counter(), time.process_time()
    answer = desk.client.get(path)
    took, used = time.perf_counter() - began, time.process_time() - busy
    assert answer.status_code == 200, (path, answer.status_code)
    return took * 1000, used * 1000, answer.get_data()


def measure(alone: Desk, among: Desk | None, rounds: int) -> Iterator[Measured]:
    """Yield what each page comes to; the two desks are asked in turns."""
    gc.collect()
    gc.freeze()
    for name, path in alone.pages().items():
        for _ in range(WARM_UP):
            *_, page = ask(alone, path)
        found = Measured(name, len(alone.statements), len(page), len(zlib.compress(page, 5)))
        before = database_ms(alone)
        for number in range(-WARM_UP if among else 0, rounds):
            if number >= 0:
                took, used, _ = ask(alone, path)
                found.alone.append(took)
                found.cpu.append(used)
            if among:
                took, *_ = ask(among, among.pages()[name])
                if number >= 0:
                    found.among.append(took)
        # What the database takes is told in hundredths of a second: the mean of all rounds.
        served = (database_ms(alone) - before) / rounds
        found.cpu = [used + served for used in found.cpu]
        yield found


def databases(postgres_url: str, folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the kinds of databases with an empty one for the cell alone, and one for it among others."""
    yield "SQLite", [f"sqlite:///{folder / name}.sqlite3" for name in ("alone", "among")]
    if postgres_url:
        empty_postgres(postgres_url)
        engine = create_engine(postgres_url)
        with engine.begin() as connection:
            for schema in ("alone", "among"):
                connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
                connection.execute(text(f"CREATE SCHEMA {schema}"))
        engine.dispose()
        url = make_url(postgres_url)
        yield (
            "PostgreSQL",
            [
                url.update_query_dict({"options": f"-csearch_path={name}"}).render_as_string(
                    hide_password=False
                )
                for name in ("alone", "among")
            ],
        )


def measure_kind(name: str, urls: list[str], topics: Path, wanted: argparse.Namespace) -> list[Measured]:
    """Fill one kind of database and measure every page on it."""
    began = time.monotonic()
    desks = []
    for url, others in zip(urls, (0, wanted.cells), strict=True):
        if desks and not others:
            break
        engine = create_engine(url)
        migrations.upgrade(engine)
        desks.append(open_desk(url, topics, others))
        if engine.dialect.name == "postgresql":
            # As its autovacuum does within a minute.
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM ANALYZE"))
        engine.dispose()
    print(f"({name}: filled in {time.monotonic() - began:.0f} s)", file=sys.stderr, flush=True)
    found = []
    for one in measure(desks[0], desks[1] if len(desks) > 1 else None, wanted.rounds):
        print(row(one.cells()), flush=True)
        found.append(one)
    print(f"({name}: {time.monotonic() - began:.0f} s)", file=sys.stderr, flush=True)
    return found


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--postgres-url", default=os.environ.get("ELEARN_BENCH_POSTGRES_URL", ""))
    parser.add_argument("--cells", type=int, default=CELLS, help="How many cells stand around the large one.")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="How often each page is asked for.")
    parser.add_argument("--no-report", action="store_true", help="Print; leave the page as it is.")
    return parser.parse_args()


def main() -> None:
    """Measure every page and write it down."""
    wanted = arguments()
    command = shlex.join(["python", "-m", "benchmarks.desk", *sys.argv[1:]])
    command = command.replace(wanted.postgres_url or "\0", "…")
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    load = os.getloadavg()[0]
    tables, said = [], []
    with tempfile.TemporaryDirectory() as folder:
        topics = Path(folder, "topics")
        write_topics(topics)
        for name, urls in databases(wanted.postgres_url, Path(folder)):
            found = measure_kind(name, urls, topics, wanted)
            tables += ["", f"## {name}", "", row(HEADS), "|---" * len(HEADS) + "|"]
            tables += [row(one.cells()) for one in found]
            said += list(verdicts(name, found))
    lines = [
        "# desk",
        "",
        f"Made with `{command}` on {datetime.now(UTC):%d/%m/%Y}: {machine};",
        f"{load:.1f} other processes wanted a core when it began.",
        f"A cell of {MEMBERS} members, {TOPICS} topics and {ANSWERS:,} answers; p95 is the worse of the",
        f"cell alone and the same cell among {wanted.cells:,} others of {ORDINARY_MEMBERS} members.",
        f"{wanted.rounds} requests each, one at a time. CPU is this process's and the database's.",
        "Where milliseconds are far above it, something else had the cores.",
        "",
        *said,
        *tables,
    ]
    print("\n".join(said))
    if not wanted.no_report:
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""How many members a small machine carries: whole study flows by concurrent phones on the real server.

    python -m benchmarks.phone_flow --postgres-url postgresql://elearn:…@localhost/elearn_bench

One flow is 29 requests: the sign-in page, signing in with code and PIN (Argon2), home, a lesson card, the
topic, starting the exam, 10 × (question, answer), the overview, handing in, the result. Every flow is made by
another member. In the same run the same clients ask a bare Flask page (one SELECT, one committed INSERT) on
the same server: the limit. The database named elearn_bench is emptied.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import bare
from benchmarks.people import SECRET, TRIES, argon2_s, empty_postgres, fill
from benchmarks.report import HEADS, Run, floor, page, row, row_of, verdicts
from benchmarks.servers import ROOT, Server, serving
from elearn.config import settings_from

RESULTS = ROOT / "benchmarks" / "results" / "phone_flow.md"
WARM_UP_S = 3.0


def measure(server: Server, order: dict[str, Any], labels: tuple[str, str, str]) -> Run:
    """Let the clients run in a process of their own, and read off what the server used."""
    before = server.cpu_s()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.clients"],
        input=json.dumps(order).encode(),
        stdout=subprocess.PIPE,
        cwd=ROOT,
        check=True,
    )
    measured: dict[str, Any] = json.loads(done.stdout)
    seconds = order["seconds"]
    # From the first request to the last, so with the warm-up and with what was under way at the end.
    lasted = measured["lasted"]
    return Run(
        *labels,
        clients=order["clients"],
        flows=measured["flows"] / seconds,
        requests=sum(map(len, measured["steps"].values())) / seconds,
        memory_mb=server.memory_mb(),
        server_cpu=(server.cpu_s() - before) / lasted,
        clients_cpu=measured["cpu"] / lasted,
        steps=measured["steps"],
    )


def runs_of(what: str, kind: str, workers: int, url: str, wanted: argparse.Namespace) -> Iterator[Run]:
    """Measure one application on one database and server with each number of clients."""
    people: dict[str, Any] = {"members": [], "paths": {}}
    if what == "bare":
        bare.prepare(url)
    else:
        people = fill(url)
    members = people["members"] * TRIES
    name = "gevent, 1 process" if workers == 1 else f"gunicorn-gevent, {workers} workers"
    module = "benchmarks.bare" if what == "bare" else "elearn.serving"
    with serving(module, workers, {"ELEARN_DATABASE_URL": url, "ELEARN_SECRET_KEY": SECRET}) as server:
        for clients in wanted.clients:
            order = {
                "port": server.port,
                "clients": clients,
                "warm_up": WARM_UP_S,
                "seconds": wanted.seconds,
                "bare": what == "bare",
                "members": members,
                "paths": people["paths"],
            }
            run = measure(server, order, (kind, name, what))
            # Those who came during the warm-up, too, have used one of their tries.
            members = members[int(run.flows * (wanted.seconds + 2 * WARM_UP_S)) + 2 * clients :]
            yield run


@contextmanager
def empty_database(kind: str, postgres_url: str) -> Iterator[str]:
    """Return the address of an empty database."""
    if kind == "PostgreSQL":
        empty_postgres(postgres_url)
        yield postgres_url
        return
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{Path(folder) / 'bench.sqlite3'}"


def numbers(text: str) -> list[int]:
    """Read "1,10,50"."""
    return [int(number) for number in text.split(",")]


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    url = os.environ.get("ELEARN_BENCH_POSTGRES_URL", "")
    parser.add_argument("--postgres-url", default=url, help="Without it, SQLite alone.")
    parser.add_argument("--clients", default="1,10,50", type=numbers)
    parser.add_argument("--workers", default="1,2", type=numbers)
    parser.add_argument("--seconds", default=8.0, type=float)
    parser.add_argument("--databases", default="SQLite,PostgreSQL")
    parser.add_argument("--no-report", action="store_true", help="Print; leave the page as it is.")
    return parser.parse_args()


def main() -> None:
    """Measure everything and write it down."""
    wanted = arguments()
    url = wanted.postgres_url
    if url:
        url = settings_from({"ELEARN_DATABASE_URL": url}).database_url
    runs: list[Run] = []
    print(row(HEADS))
    for kind in wanted.databases.split(","):
        for workers in wanted.workers:
            for what in ("bare", "flow"):
                if kind == "PostgreSQL" and not url:
                    continue
                with empty_database(kind, url) as address:
                    for run in runs_of(what, kind, workers, address, wanted):
                        print(row_of(run), flush=True)
                        runs.append(run)
    print("\n".join(verdicts(runs) + floor(runs, argon2_s())))
    if not wanted.no_report:
        RESULTS.parent.mkdir(exist_ok=True)
        command = f"python -m benchmarks.phone_flow {shlex.join(sys.argv[1:])}".strip()
        # The address may hold a password.
        text = page(runs, command.replace(wanted.postgres_url or "\0", "…"), argon2_s())
        RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

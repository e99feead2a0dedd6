"""What phone_flow measured, as rows on the screen and a page that is kept."""

import os
import platform
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

STEPS = (
    "sign-in page",
    "sign in",
    "home",
    "lesson card",
    "topic",
    "start",
    "question",
    "answer",
    "overview",
    "hand in",
    "result",
)
REQUESTS = 29
HEADS = (
    "database",
    "server",
    "what",
    "clients",
    "flows/s",
    "requests/s",
    "p50 ms",
    "p95 ms",
    "memory MB",
    "server CPU",
    "clients CPU",
)


@dataclass(frozen=True, slots=True)
class Run:
    """What one number of clients came to on one server and database."""

    database: str
    server: str
    what: str
    clients: int
    flows: float
    requests: float
    memory_mb: float
    server_cpu: float
    clients_cpu: float
    steps: dict[str, list[float]]


def milliseconds(times: list[float], per_cent: int) -> str:
    """Return a percentile in milliseconds."""
    if len(times) < 2:
        return "–"
    return f"{statistics.quantiles(times, n=100, method='inclusive')[per_cent - 1] * 1000:.1f}"


def row(cells: Iterator[str] | tuple[str, ...]) -> str:
    """Return a row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def row_of(run: Run) -> str:
    """Return a run as a row of the table."""
    times = [each for step in run.steps.values() for each in step]
    cells = (
        run.database,
        run.server,
        run.what,
        str(run.clients),
        f"{run.flows:.1f}" if run.what == "flow" else "–",
        f"{run.requests:.0f}",
        milliseconds(times, 50),
        milliseconds(times, 95),
        f"{run.memory_mb:.0f}",
        f"{run.server_cpu:.2f}",
        f"{run.clients_cpu:.2f}",
    )
    return row(cells)


def steps_table(run: Run) -> list[str]:
    """Return p50 and p95 of each step."""
    title = f"### {run.database}, {run.server}, {run.clients} clients"
    rows = [
        row((step, milliseconds(run.steps.get(step, []), 50), milliseconds(run.steps.get(step, []), 95)))
        for step in STEPS
    ]
    return [title, "", row(("step", "p50 ms", "p95 ms")), "|---|---|---|", *rows, ""]


def verdicts(runs: list[Run]) -> list[str]:
    """Say what came of the figures that are wanted, each with its number."""
    limits = {(run.database, run.server, run.clients): run.requests for run in runs if run.what == "bare"}
    lines = []
    for run in runs:
        if run.what == "bare" or run.clients < 50:
            continue
        limit = limits[run.database, run.server, run.clients]
        lines.append(
            f"- {run.database}, {run.server}: {run.flows:.1f} flows/s (wanted ≥ 60), {run.requests:.0f} "
            f"requests/s = {run.requests / limit:.0%} of the bare page's {limit:.0f} (wanted ≥ 50 %), "
            f"memory {run.memory_mb:.0f} MB (wanted ≤ 150)."
        )
    return lines


def floor(runs: list[Run], argon2_s: float) -> list[str]:
    """Say what a flow would cost if elearn did no more than the bare page does."""
    cores = os.cpu_count() or 1
    lines = []
    for run in runs:
        key = (run.database, run.server, run.clients)
        bare = next((r for r in runs if r.what == "bare" and (r.database, r.server, r.clients) == key), None)
        if run.what == "bare" or run.clients < 50 or bare is None or not run.flows or not bare.requests:
            continue
        page_s, phone_s = bare.server_cpu / bare.requests, run.clients_cpu / run.flows
        least = argon2_s + REQUESTS * page_s + phone_s
        lines.append(
            f"- {run.database}, {run.server}: a flow takes {run.server_cpu / run.flows * 1000:.0f} ms of the "
            f"server's processor time, of which Argon2 {argon2_s * 1000:.0f}. {REQUESTS} bare pages "
            f"({page_s * 1000:.2f} ms each), Argon2 and the phones' own {phone_s * 1000:.0f} ms come to "
            f"{least * 1000:.0f} ms: {cores} cores could make {cores / least:.0f} flows/s of them at most."
        )
    return lines


def page(runs: list[Run], command: str, argon2_s: float) -> str:
    """Return the results as a page."""
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    lines = [
        "# phone_flow",
        "",
        f"Made with `{command}` on {datetime.now(UTC):%d/%m/%Y}: {machine}; clients, server and PostgreSQL",
        "share the cores. CPU is in cores used, warm-up included. Memory is that of all the server's",
        "processes together: of what n processes share, each counts 1/n (PSS).",
        f"A flow is {REQUESTS} requests, one of them an Argon2 check of a PIN.",
        "",
        *verdicts(runs),
        "",
        "## The floor",
        "",
        *floor(runs, argon2_s),
        "",
        "## All runs",
        "",
        row(HEADS),
        "|---" * len(HEADS) + "|",
        *map(row_of, runs),
        "",
        "## Each step",
        "",
    ]
    for run in runs:
        if run.what == "flow":
            lines += steps_table(run)
    return "\n".join(lines)

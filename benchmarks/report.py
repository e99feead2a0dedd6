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


def page(runs: list[Run], command: str) -> str:
    """Return the results as a page."""
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    lines = [
        "# phone_flow",
        "",
        f"Made with `{command}` on {datetime.now(UTC):%d/%m/%Y}: {machine}; clients, server and PostgreSQL",
        "share the cores. CPU is in cores used, warm-up included. Memory is the resident memory of all the",
        "server's processes together. A flow is 29 requests, one of them an Argon2 check of a PIN.",
        "",
        *verdicts(runs),
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

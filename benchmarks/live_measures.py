"""What benchmarks/live_room measures: each function serves a room of its own and returns its numbers."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from benchmarks.live_people import fill
from benchmarks.people import SECRET
from benchmarks.servers import ROOT, Server, serving

PRESSES = 45
"""So many that one hiccup of the machine is not alone the slowest hundredth of all that phones waited."""
IDLE_S = 3.0


class Clients:
    """The phones' process, told line by line what to do."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.live_clients"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True,
        )  # fmt: skip
        self.opened = self.tell(json.dumps(order))["opened"]

    def tell(self, line: str) -> dict[str, Any]:
        """Send a line and return the answer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError("the clients ended")
        found: dict[str, Any] = json.loads(answer)
        return found

    def presses(self, number: int, within: float = 0.0) -> list[dict[str, Any]]:
        """Press so often, a moment apart; in several rooms at once, or within so many seconds."""
        found = []
        for _ in range(number):
            found.append(self.tell(f"press {within}"))
            time.sleep(0.15)
        return found


@dataclass(frozen=True, slots=True)
class Open:
    """A server with its rooms, and the order for the clients."""

    server: Server
    order: dict[str, Any]
    url: str

    def votes(self) -> int:
        """Return how many answers stand in the database."""
        engine = create_engine(self.url)
        with engine.connect() as connection:
            found = int(connection.execute(text("SELECT count(*) FROM votes")).scalar_one())
        engine.dispose()
        return found


@contextmanager
def room(module: str, rooms: int, members: int, redis_url: str = "") -> Iterator[Open]:
    """Serve a database with so many rooms; with Redis in two processes."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        people = fill(url, rooms, members) if module != "benchmarks.bare_streams" else []
        environ = {"ELEARN_DATABASE_URL": url, "ELEARN_SECRET_KEY": SECRET}
        if redis_url:
            environ["ELEARN_REDIS_URL"] = redis_url
        with serving(module, 2 if redis_url else 1, environ) as server:
            yield Open(server, {"port": server.port, "rooms": people}, url)


@contextmanager
def clients(order: dict[str, Any]) -> Iterator[Clients]:
    """Open all streams."""
    phones = Clients(order)
    try:
        yield phones
    finally:
        assert phones.process.stdin is not None
        phones.process.stdin.close()
        phones.process.wait(timeout=30)


def ms(times: list[float], per_cent: int = 99) -> float:
    """Return a percentile in milliseconds."""
    return statistics.quantiles(times, n=100, method="inclusive")[per_cent - 1] * 1000


def all_times(presses: list[dict[str, Any]]) -> list[float]:
    """Return what every phone waited at every press."""
    return [took for press in presses for took in press["times"]]


def limit(streams: int, size: float) -> float:
    """Return the bare server's p99 in milliseconds with so many streams and as many bytes in a message."""
    message = "id: {v}\n" + "x" * round(size) + "\n\n"
    who = {"cookie": "x", "csrf": "x"}
    bare = {"room": "", "v": 1, "host": who, "members": [who] * streams, "message": message}
    with (
        room("benchmarks.bare_streams", 0, 0) as here,
        clients(here.order | {"rooms": [bare], "bare": True}) as phones,
    ):
        phones.presses(2)
        return ms(all_times(phones.presses(PRESSES)))


@dataclass(frozen=True, slots=True)
class Crowd:
    """What one room with so many streams came to.

    Times and the processor's time for a press in ms, memory in KiB a stream, idle CPU 0..1.
    """

    streams: int
    p99: float
    press_cpu: float
    limit: float
    receipt: float
    press_bytes: float
    kib: float
    idle: float

    @property
    def ratio(self) -> float:
        """How many times the limit's p99 the room's is."""
        return self.p99 / self.limit


def one_room(streams: int, redis_url: str = "") -> Crowd:
    """Measure presses, memory and idleness with so many streams in one room, then the limit."""
    with room("elearn.serving", 1, streams, redis_url) as here:
        only = here.order["rooms"][0]
        # A few phones first: what the process loads once is no stream's.
        with clients(here.order | {"rooms": [only | {"members": only["members"][:20]}]}) as phones:
            phones.presses(8)
        only["v"] += 8
        before = here.server.memory_mb()
        with clients(here.order) as phones:
            per_stream = (here.server.memory_mb() - before) * 1024 / streams
            phones.presses(2)
            cpu = here.server.cpu_s()
            presses = phones.presses(PRESSES)
            press_cpu = (here.server.cpu_s() - cpu) / PRESSES * 1000
            time.sleep(1.0)
            cpu = here.server.cpu_s()
            time.sleep(IDLE_S)
            idle = (here.server.cpu_s() - cpu) / IDLE_S
    press_bytes = statistics.mean(press["bytes"] for press in presses)
    return Crowd(
        streams,
        ms(all_times(presses)),
        press_cpu,
        limit(streams, press_bytes),
        ms([took for press in presses for took in press["presses"]], 50),
        press_bytes,
        per_stream,
        idle,
    )


def to_state(phones: Clients, state: str) -> None:
    """Press until the room is in a state."""
    for _ in range(10):
        if f'"state":"{state}"' in phones.tell("press")["message"]:
            return
    raise RuntimeError(f"never came to {state}")


@dataclass(frozen=True, slots=True)
class Burst:
    """Answers that came within a second: the receipts' p99 and the host's count after the last, in ms."""

    sent: int
    p99: float
    counted_after: float
    votes: int


def burst(module: str, streams: int, redis_url: str = "") -> Burst:
    """Let all phones of a room answer within a second."""
    with room(module, 1, streams, redis_url) as here, clients(here.order) as phones:
        to_state(phones, "voting")
        found = phones.tell("answer 1")
        votes = here.votes()
    return Burst(len(found["times"]), ms(found["times"]), found["counted"] * 1000, votes)


@dataclass(frozen=True, slots=True)
class Question:
    """What a question costs at sixty phones: processor seconds, and bytes a phone receives.

    A step is one of the host's presses with all that it brings; the costliest opens a vote: 60 answers.
    """

    step_cpu: float
    whole_cpu: float
    step_bytes: float
    whole_bytes: float


def a_question_of_sixty() -> Question:
    """Measure questions, each from its reading to its result; in each vote 60 answer within 2 s."""
    with room("elearn.serving", 1, 60) as here, clients(here.order) as phones:
        to_state(phones, "voting")
        phones.tell("answer 2")
        to_state(phones, "result")
        voting: list[float] = []
        others: list[float] = []
        sizes: list[float] = []
        rounds = 3
        for _ in range(rounds):
            state = ""
            while state != "result":
                before = here.server.cpu_s()
                pressed = phones.tell("press")
                state = pressed["message"].split('"state":"', 1)[1].split('"', 1)[0]
                asks = state in ("voting", "revoting")
                if asks:
                    phones.tell("answer 2")
                # What the host's own screen is sent belongs to the step, the names last.
                time.sleep(2.5 if asks else 0.5)
                (voting if asks else others).append(here.server.cpu_s() - before)
                sizes.append(pressed["bytes"])
        whole = (sum(voting) + sum(others)) / rounds
        return Question(statistics.mean(voting), whole, max(sizes), sum(sizes) / rounds)


@dataclass(frozen=True, slots=True)
class Rooms:
    """Many rooms: p99 over all phones when hosts press within a second and at once, CPU of a press; in ms."""

    p99: float
    at_once_p99: float
    press_cpu: float


def many_rooms(number: int, members: int) -> Rooms:
    """Measure the hosts of many rooms: each pressing at a moment of its own, then all in the same moment."""
    with room("elearn.serving", number, members) as here, clients(here.order) as phones:
        phones.presses(2)
        cpu = here.server.cpu_s()
        presses = phones.presses(PRESSES, within=1.0)
        used = here.server.cpu_s() - cpu
        at_once = phones.presses(PRESSES)
        return Rooms(ms(all_times(presses)), ms(all_times(at_once)), used / PRESSES / number * 1000)

"""Many phones at once, in a process of their own: python -m benchmarks.clients reads its order from stdin.

The order is JSON: the port, how many clients, for how long, and the members who come. The answer on stdout is
JSON: what each step took, and how much processor time the clients themselves used.
"""

from gevent import monkey

monkey.patch_all()

import json  # noqa: E402 # gevent replaces the waiting calls before anything else is imported
import re  # noqa: E402
import resource  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Iterator  # noqa: E402
from typing import Any  # noqa: E402

import gevent  # noqa: E402

from benchmarks.http import Answer, BadAnswer, Phone  # noqa: E402

ANSWERS = 10
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
ORDINAL = re.compile(r'name="mode" value="exam">\s*<input type="hidden" name="ordinal" value="(\d+)"')
INPUT = re.compile(r'<input[^>]* type="(radio|checkbox|text)" name="([^"]+)"(?: id="[^"]*")? value="([^"]*)"')
SELECT = re.compile(r'<select[^>]* name="([^"]+)".*?</select>', re.DOTALL)
OPTION = re.compile(r'<option value="([^"]+)"')

Fields = list[tuple[str, str]]


class Log:
    """Time taken by each step, from the end of the warm-up to the end of the measuring."""

    def __init__(self, begins: float, ends: float) -> None:
        self.begins, self.ends = begins, ends
        self.steps: dict[str, list[float]] = {}
        self.flows = 0.0

    def step(self, name: str, call: Callable[[], Answer], wanted: int) -> Answer:
        """Do one request, check its status and note how long it took."""
        started = time.perf_counter()
        answer = call()
        ended = time.perf_counter()
        if answer.status != wanted:
            raise BadAnswer(f"{name}: {answer.status} instead of {wanted}\n{answer.text()[:3000]}")
        if self.begins <= started and ended <= self.ends:
            self.steps.setdefault(name, []).append(ended - started)
        return answer

    def flow(self, started: float) -> None:
        """Count a flow that has ended; one that was under way before or after counts for its part within."""
        ended = time.perf_counter()
        within = min(ended, self.ends) - max(started, self.begins)
        self.flows += max(0.0, within) / (ended - started)


def found(pattern: re.Pattern[str], text: str) -> str:
    """Return what a pattern finds in a page."""
    hit = pattern.search(text)
    if hit is None:
        raise BadAnswer(f"{pattern.pattern} is not in\n{text[:3000]}")
    return hit[1]


def fields_for(page: str) -> Fields:
    """Return an answer to the question on a page, from its form: the first of everything."""
    fields: dict[str, str] = {}
    for kind, name, value in INPUT.findall(page):
        typed = "12" if name == "number" else "chi bộ"
        fields.setdefault(name, typed if kind == "text" else value)
    for place, select in enumerate(SELECT.finditer(page), 1):
        is_place = select[1].startswith("place-")
        fields[select[1]] = str(place) if is_place else found(OPTION, select[0])
    return list(fields.items())


def member_flow(phone: Phone, log: Log, member: dict[str, str], paths: dict[str, str]) -> None:
    """Sign in, study a card, take a quiz of ten answers, hand in, look at the result."""
    started = time.perf_counter()
    phone.cookies.clear()
    page = log.step("sign-in page", lambda: phone.get("/vao"), 200).text()
    credentials = [("csrf_token", found(TOKEN, page)), ("code", member["code"]), ("pin", member["pin"])]
    log.step("sign in", lambda: phone.post("/vao", [*credentials, ("next", "")]), 303)
    log.step("home", lambda: phone.get("/"), 200)
    log.step("lesson card", lambda: phone.get(paths["lesson"]), 200)
    page = log.step("topic", lambda: phone.get(paths["topic"]), 200).text()
    token = ("csrf_token", found(TOKEN, page))
    start = [token, ("mode", "exam"), ("ordinal", found(ORDINAL, page))]
    answer = log.step("start", lambda: phone.post(f"{paths['topic']}/lam-bai", start), 303)
    here = answer.header(b"location").decode()
    attempt = here.rsplit("/", 1)[0]
    for _ in range(ANSWERS):
        page = log.step("question", lambda: phone.get(here), 200).text()  # noqa: B023 # called at once
        given = [token, *fields_for(page)]
        answer = log.step("answer", lambda: phone.post(here, given), 303)  # noqa: B023 # called at once
        here = answer.header(b"location").decode()
    log.step("overview", lambda: phone.get(f"{attempt}/nop"), 200)
    log.step("hand in", lambda: phone.post(f"{attempt}/nop", [token]), 303)
    log.step("result", lambda: phone.get(f"{attempt}/ket-qua"), 200)
    log.flow(started)


def run_client(order: dict[str, Any], log: Log, members: Iterator[dict[str, str]]) -> None:
    """Go through the flow again and again, each time as the next member, until the time is up."""
    phone = Phone(order["port"])
    while time.perf_counter() < log.ends:
        if order["bare"]:
            log.step("bare page", lambda: phone.get("/"), 200)
        else:
            member_flow(phone, log, next(members), order["paths"])
    phone.close()


def main() -> None:
    """Read the order, run it, print what was measured."""
    order = json.load(sys.stdin)
    started = time.perf_counter()
    begins = started + order["warm_up"]
    log = Log(begins, begins + order["seconds"])
    members = iter(order["members"])
    clients = [gevent.spawn(run_client, order, log, members) for _ in range(order["clients"])]
    gevent.joinall(clients, raise_error=True)
    used = resource.getrusage(resource.RUSAGE_SELF)
    # Longer than asked for: flows that are under way go on to their end.
    lasted = time.perf_counter() - started
    cpu = used.ru_utime + used.ru_stime
    json.dump({"steps": log.steps, "flows": log.flows, "cpu": cpu, "lasted": lasted}, sys.stdout)


if __name__ == "__main__":
    main()

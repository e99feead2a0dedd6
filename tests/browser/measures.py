"""What is measured on a page: its weight over the wire, its first paint, its accessibility, its width."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import CDPSession, Page

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# A weak mobile network in the mountains and an old phone.
LINE_BITS_S = 400_000
LINE_LATENCY_MS = 400
SLOWER_CPU = 4
_AXE = Axe()


# A module asked for again is the same one: it has come when app.js has it, too, and has begun with it.
_STARTED = """async () => {
  const app = document.querySelector("script[type=module]").src;
  for (const part of document.querySelectorAll("[data-behaviour]")) {
    for (const name of part.dataset.behaviour.split(" ")) await import(new URL(`behaviours/${name}.js`, app));
  }
}"""


def wait_until_started(page: Page) -> None:
    """Wait until every behaviour that the page names has begun; the page itself has loaded."""
    page.evaluate(_STARTED)


def open_page(page: Page, path: str) -> None:
    """Open a page and wait until it is as people use it, its behaviours started."""
    page.goto(path)
    wait_until_started(page)


@dataclass
class Weight:
    """What crossed the wire for a page: bytes with headers, as they were sent, compressed."""

    requests: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    received: dict[str, int] = field(default_factory=dict)
    cached: set[str] = field(default_factory=set)

    @property
    def count(self) -> int:
        """How many requests reached the server."""
        return len(self.received)

    @property
    def total(self) -> int:
        """All bytes."""
        return sum(self.received.values())

    @property
    def scripts(self) -> int:
        """The bytes of JavaScript."""
        return sum(size for key, size in self.received.items() if self.kinds.get(key) == "Script")

    def __str__(self) -> str:
        """Name every request with its size, for the failing test's reader."""
        rows = [f"{size:7d} {self.requests.get(key, key)}" for key, size in self.received.items()]
        return "\n".join([f"{self.total} bytes, {self.scripts} of scripts, {self.count} requests", *rows])


@contextmanager
def weighing(page: Page) -> Iterator[Weight]:
    """Weigh what the page asks for in the meantime."""
    weight = Weight()
    session: CDPSession = page.context.new_cdp_session(page)

    def sent(event: dict[str, Any]) -> None:
        key = event["requestId"]
        if "redirectResponse" in event:
            before = f"{key} redirected {len(weight.received)}"
            weight.requests[before] = f"{weight.requests[key]} (redirects)"
            weight.received[before] = int(event["redirectResponse"]["encodedDataLength"])
        weight.requests[key] = event["request"]["url"]
        weight.kinds[key] = event.get("type", "")

    def finished(event: dict[str, Any]) -> None:
        if event["requestId"] in weight.requests and event["requestId"] not in weight.cached:
            weight.received[event["requestId"]] = int(event["encodedDataLength"])

    def answered(event: dict[str, Any]) -> None:
        if event["response"].get("fromDiskCache"):
            weight.cached.add(event["requestId"])

    session.on("Network.requestWillBeSent", sent)
    session.on("Network.responseReceived", answered)
    session.on("Network.requestServedFromCache", lambda event: weight.cached.add(event["requestId"]))
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    yield weight
    session.detach()


def weigh(page: Page, path: str) -> Weight:
    """Open a page and weigh it."""
    with weighing(page) as weight:
        answer = page.goto(path, wait_until="networkidle")
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
    return weight


def slow_down(page: Page) -> None:
    """Put the page on the slow line and the slow phone."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    speed = {"downloadThroughput": LINE_BITS_S / 8, "uploadThroughput": LINE_BITS_S / 8}
    session.send("Network.emulateNetworkConditions", {"offline": False, "latency": LINE_LATENCY_MS, **speed})
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_CPU})


def first_paint_s(page: Page, path: str) -> float:
    """Open a page and return when something of its content was first seen."""
    page.goto(path, wait_until="load")
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    found = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    return float(found) / 1000


def double_text(page: Page) -> CDPSession:
    """Set the browser's own letters to twice their size, as people with weak eyes do, until detached."""
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    return session


def assert_accessible(page: Page) -> None:
    """Assert that axe finds no violation of WCAG 2.2 A and AA."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE.axe_script)
    options = {"runOnly": STANDARDS, "resultTypes": ["violations"]}
    violations = page.evaluate("options => axe.run(options).then(results => results.violations)", options)
    found = [
        f"{violation['id']}: {violation['help']}\n    "
        + "\n    ".join(f"{node['html'][:200]} ({node.get('failureSummary')})" for node in violation["nodes"])
        for violation in violations
    ]
    assert found == [], f"{page.url}\n" + "\n".join(found)


def assert_fits(page: Page) -> None:
    """Assert that nothing has to be scrolled sideways."""
    width = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    if width[0] > width[1]:
        wide = page.evaluate(
            "limit => [...document.body.querySelectorAll('*')]"
            ".filter(element => element.getBoundingClientRect().right > limit + 1)"
            ".map(element => element.outerHTML.slice(0, 120)).slice(0, 5)",
            width[1],
        )
        raise AssertionError(f"{page.url} is {width[0]} wide on {width[1]}: {wide}")

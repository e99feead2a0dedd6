"""What each member page weighs over the wire, and how soon it is seen on a slow line: in a real Chromium.

    python -m benchmarks.page_weight

First visit: an empty cache, gzip on. Following: the style sheet and scripts are there already. First paint:
400 kbit/s, 400 ms, the processor slowed four times, an empty cache; the best of three. The same measures are
held to their budgets by tests/browser/test_budgets.py.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from benchmarks.report import row
from benchmarks.servers import ROOT
from elearn import migrations
from elearn.db import Database
from tests.browser.conftest import CHROMIUM_OPTIONS, PHONE, backstage_of, chromium_path
from tests.browser.history import History, client_of, make_history
from tests.browser.measures import first_paint_s, slow_down, weigh
from tests.browser.server import LiveServer

RESULTS = ROOT / "benchmarks" / "results" / "page_weight.md"
HEADS = ("page", "first visit, bytes", "requests", "JavaScript, bytes", "following, bytes", "first paint, s")


def pages_of(history: History) -> dict[str, str]:
    """Return the pages that a member meets, by name."""
    topic = f"/chuyen-de/{history.slug}"
    card = f"{topic}/bai/{history.lesson}"
    return {
        "sign-in": "/vao",
        "home": "/",
        "topic": topic,
        "lesson card": f"{card}/1",
        "check question": f"{card}/{history.check_card}/cau-hoi",
        "question": f"{history.open_attempt}/1",
        "before handing in": f"{history.open_attempt}/nop",
        "result, all questions": f"{history.ended_attempt}/ket-qua?tat-ca",
        "me": "/toi",
    }


@contextmanager
def phone(browser: Browser, server: LiveServer, cookie: str) -> Iterator[BrowserContext]:
    """Open a phone with an empty cache on which somebody is signed in, if there is a cookie."""
    context = browser.new_context(**PHONE, base_url=server.url)
    if cookie:
        context.add_cookies([{"name": "phien", "value": cookie, "url": server.url}])
    yield context
    context.close()


def measured(browser: Browser, server: LiveServer, cookie: str, name: str, path: str) -> str:
    """Return the row of one page."""
    with phone(browser, server, cookie) as context:
        first = weigh(context.new_page(), path)
    with phone(browser, server, cookie) as context:
        page = context.new_page()
        weigh(page, "/" if cookie else path)
        following = weigh(page, path)
    paints = []
    for _ in range(3):
        with phone(browser, server, cookie) as context:
            page = context.new_page()
            slow_down(page)
            paints.append(first_paint_s(page, path))
    sizes = (first.total, first.count, first.scripts, following.total)
    return row((name, *(f"{size:,}" for size in sizes), f"{min(paints):.2f}"))


def measure_all(folder: Path) -> list[str]:
    """Start everything and return a row for each page."""
    url = f"sqlite:///{folder / 'weights.sqlite3'}"
    database = Database(url)
    migrations.upgrade(database.engine)
    database.dispose()
    app = backstage_of(url)
    history = make_history(app, "tin-gia")
    found = client_of(app, history.cell.secretary.code).get_cookie("phien")
    assert found
    server = LiveServer(url, folder / "server.log")
    server.start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(CHROMIUM_OPTIONS))
        rows = []
        for name, path in pages_of(history).items():
            rows.append(measured(browser, server, "" if name == "sign-in" else found.value, name, path))
            print(rows[-1], flush=True)
        browser.close()
    server.stop()
    return rows


def main() -> None:
    """Measure every page and write it down."""
    print(row(HEADS))
    with tempfile.TemporaryDirectory() as folder:
        rows = measure_all(Path(folder))
    lines = [
        "# page_weight",
        "",
        f"Made with `python -m benchmarks.page_weight` on {datetime.now(UTC):%d/%m/%Y}: Chromium at 360×740,",
        "topic `tin-gia`, bytes with headers over the wire, gzip on. First paint: 400 kbit/s, 400 ms, the",
        "processor slowed four times, an empty cache; the best of three. Budgets: first visit 50,000 bytes",
        "and 8 requests, JavaScript 15,000, following page 10,000, first paint 1.5 s.",
        "",
        row(HEADS),
        "|---" * len(HEADS) + "|",
        *rows,
        "",
    ]
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()

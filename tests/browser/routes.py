"""Every address of the application, known before any test runs, so that a new one is tested by itself."""

import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from werkzeug.routing import Rule

from elearn import migrations
from elearn.app import create_app
from elearn.config import Settings
from elearn.db import Database


@dataclass(frozen=True)
class Route:
    """An address that shows something, and whether people see it who did not sign in."""

    rule: Rule
    is_public: bool

    def __str__(self) -> str:
        """Name the route as tests are named."""
        return str(self.rule)


# They have a test of their own: a stream never ends, and a guest's screen is in the guest's cookie.
_NOT_PAGES = ("meetings.stream", "meetings.projector_stream", "meetings.remote_stream", "meetings.observed")


@cache
def pages() -> list[Route]:
    """Return every route that shows something."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder, 'routes.sqlite3')}"
        engine = Database(url).engine
        migrations.upgrade(engine)
        engine.dispose()
        app = create_app(Settings(database_url=url, secret_key="only for its map"))
        app.extensions["database"].dispose()
    rules = sorted(app.url_map.iter_rules(), key=str)
    return [
        Route(rule, bool(getattr(app.view_functions[rule.endpoint], "is_public", False)))
        for rule in rules
        if "GET" in (rule.methods or ())
        and not rule.endpoint.startswith("static_files.")
        and not rule.endpoint.startswith(_NOT_PAGES)
    ]

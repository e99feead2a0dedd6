"""Answers wait for each other at the door, before anything is done for them.

In a room of sixty an answer comes every thirtieth of a second. Each alone would be a transaction, and would
find a processor that has other things at hand by now. So the first to arrive waits GATHER_S, and all that
arrive meanwhile are let in together with it: sixty answers within two seconds then take some 15 % less of the
processor's time.
"""

import re
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from threading import Event, Lock
from typing import TYPE_CHECKING, Final

from flask import request

from elearn import clock

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# How long the first answer lets others come in: nobody waits for a receipt, which the phone shows in passing.
# With the time after which a host's screen counts again it stays below half a second.
GATHER_S: Final = 0.25
# Longer than any window: whoever opened it may have been torn down.
PATIENCE_S: Final = 2.0
# Where a phone's answer in a meeting is sent (room_views.answer).
_ANSWER: Final = re.compile(r"/buoi/\d+/tra-loi/\d+")
_ARRIVED_AT: Final = "elearn.arrived_at"


def arrived_at() -> datetime:
    """Return when this request came to the door, as aware UTC: the time in which it waited is not its own."""
    found: datetime | None = request.environ.get(_ARRIVED_AT)
    return found or clock.now()


class Gathering:
    """A WSGI application in front of another, which lets answers in together and all else at once."""

    def __init__(self, app: "WSGIApplication", the_clock: Callable[[], datetime], gather_s: float) -> None:
        self._app = app
        self._clock = the_clock
        self._gather_s = gather_s
        self._lock = Lock()
        # Set when it closes; None while nobody waits.
        self._window: Event | None = None

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Pass a request on, an answer when its window closes."""
        if environ["REQUEST_METHOD"] == "POST" and _ANSWER.fullmatch(environ["PATH_INFO"]):
            environ[_ARRIVED_AT] = self._clock()
            self._wait()
        return self._app(environ, start_response)

    def _wait(self) -> None:
        with self._lock:
            window = self._window
            if window is None:
                own = self._window = Event()
        if window is not None:
            window.wait(PATIENCE_S)
            return
        try:
            time.sleep(self._gather_s)
        finally:
            with self._lock:
                self._window = None
            own.set()

"""The streams of a process: opened by screens, fed by the bus, and what a screen fetches without one."""

import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any

from flask import Flask, Response, current_app, jsonify, request
from flask_babel import get_locale
from sqlalchemy.orm import Session

from elearn import clock, db
from elearn.config import Settings
from elearn.i18n import COOKIE
from elearn.meetings.bus import CHANGED, COUNTED, HEARS_COUNTS, Bus, RedisBus, Rendered, Stream
from elearn.meetings.intake import GATHER_S, Intake
from elearn.meetings.rooms import LiveRoom, keep, open_room
from elearn.meetings.screens import counts_for, message_of, sse

# How often a stream says that it is alive: often enough for proxies that cut silent connections after 30 s.
HEARTBEAT_S = 15.0
# How often, at most, a host's screen counts again.
COUNT_EVERY_S = 0.35
MOST_FRAGMENTS = 1000
_HELLO = b"event: hello\ndata:\n\n"
_BEAT = b"event: beat\ndata:\n\n"

Message = dict[str, Any]


class Fragments:
    """The newest message for each room, audience and language: rendered once, sent to everybody."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._messages: OrderedDict[tuple[str, str, str], Message] = OrderedDict()
        self._lock = Lock()

    def message(self, session: Session, live: LiveRoom, audience: str) -> Message:
        """Return what an audience is to see now, with the seconds left as of now."""
        now = clock.now()
        key = (live.key, audience, str(get_locale()))
        found = self._messages.get(key)
        # The time it was opened tells this room from one of the same ids in another database.
        if found is None or (found["v"], found["at"]) != (live.room.version, live.started_at.isoformat()):
            found = message_of(session, live, audience) | {"at": live.started_at.isoformat()}
            with self._lock:
                self._messages[key] = found
                self._messages.move_to_end(key)
                while len(self._messages) > MOST_FRAGMENTS:
                    self._messages.popitem(last=False)
        left = live.room.seconds_left(now)
        return found if left is None else found | {"left": left}

    def render(self, room: str, audiences: Sequence[tuple[str, str]]) -> Iterator[Rendered]:
        """Render a room for streams, for each audience and language, without any request."""
        cell_id, meeting_id = (int(part) for part in room.split("."))
        with self._app.extensions["database"].reading() as session:
            live = open_room(session, cell_id, meeting_id)
            if live is None:
                return
            for audience, language in audiences:
                with self._context(language):
                    message = self.message(session, live, audience)
                yield (audience, language), message["v"], sse(message)

    def counts(self, room: str, audience: str, language: str) -> bytes:
        """Return the event with a room's numbers."""
        cell_id, meeting_id = (int(part) for part in room.split("."))
        with self._context(language), self._app.extensions["database"].reading() as session:
            live = open_room(session, cell_id, meeting_id)
            return b"" if live is None else sse(counts_for(session, live, audience), "counts")

    @contextmanager
    def _context(self, language: str) -> Iterator[None]:
        # A context of its own: the host's request, in which this may run, has another language.
        with (
            self._app.app_context(),
            self._app.test_request_context(headers={"Cookie": f"{COOKIE}={language}"}),
        ):
            yield


def init_app(app: Flask, settings: Settings) -> None:
    """Give `app` its bus, its fragments and its intake of answers."""
    fragments = Fragments(app)
    app.extensions["fragments"] = fragments
    url = settings.redis_url
    the_bus = RedisBus(fragments.render, url) if url else Bus(fragments.render)
    app.extensions["bus"] = the_bus
    # A test sends one answer after the other: there is nobody to wait for.
    gather_s = 0.0 if settings.testing else GATHER_S
    app.extensions["intake"] = Intake(
        app.extensions["database"], gather_s, lambda room: the_bus.announce(room, COUNTED)
    )


def bus() -> Bus:
    """Return the application's bus."""
    found: Bus = current_app.extensions["bus"]
    return found


def fragments() -> Fragments:
    """Return the application's fragments."""
    found: Fragments = current_app.extensions["fragments"]
    return found


def intake() -> Intake:
    """Return the application's intake of answers."""
    found: Intake = current_app.extensions["intake"]
    return found


def announce(live: LiveRoom, what: str = CHANGED) -> None:
    """Tell a room's screens, once this request's commit has succeeded."""
    the_bus = bus()

    def tell() -> None:
        if what == CHANGED:
            keep(live)
        the_bus.announce(live.key, what)

    db.after_commit(tell)


def state_response(session: Session, live: LiveRoom, audience: str) -> Response:
    """Return what a screen without a stream asks for every few seconds: nothing when it has it already."""
    message = fragments().message(session, live, audience)
    if audience in HEARS_COUNTS:
        message = message | {"counts": counts_for(session, live, audience)}
    elif request.args.get("v") == str(live.room.version):
        return Response(status=204)
    return jsonify(message)


def stream_response(session: Session, live: LiveRoom, audience: str, owner: str) -> Response:
    """Return an open stream, which begins with the state when the screen has another version."""
    stream = bus().listen(live.key, audience, str(get_locale()), owner)
    # Read after the stream began to listen: nothing falls between the two.
    now_there = open_room(session, live.cell_id, live.meeting_id) or live
    stream.version = now_there.room.version
    if request.args.get("v") != str(now_there.room.version):
        stream.state = sse(fragments().message(session, now_there, audience))
        stream.wake()
    if audience in HEARS_COUNTS:
        stream.has_counts = True
        stream.wake()
    response = Response(
        _events(bus(), fragments(), stream), mimetype="text/event-stream", direct_passthrough=True
    )
    # A proxy that gathers the answer before it passes it on would hold every change back.
    response.headers["X-Accel-Buffering"] = "no"
    # The request lives as long as its environment does: a stream for hours.
    request.environ.pop("werkzeug.request", None)
    return response


def _events(the_bus: Bus, rendered: Fragments, stream: Stream) -> Iterator[bytes]:
    counted_at = 0.0
    try:
        yield _HELLO
        while not stream.is_closed:
            if not stream.wait(HEARTBEAT_S):
                yield _BEAT
                continue
            state = stream.take()
            if state is not None:
                yield state
            if stream.has_counts:
                time.sleep(max(0.0, COUNT_EVERY_S - (time.monotonic() - counted_at)))
                stream.has_counts = False
                counted_at = time.monotonic()
                yield rendered.counts(stream.room, stream.audience, stream.language)
    finally:
        the_bus.leave(stream)


__all__ = ["CHANGED", "COUNTED", "announce", "init_app", "intake", "state_response", "stream_response"]

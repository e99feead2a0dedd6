"""The streams of a process: opened by screens, fed by the bus, and what a screen fetches without one."""

import time
from collections.abc import Generator, Iterator
from contextlib import closing

from flask import Flask, Response, current_app, jsonify, request
from flask_babel import get_locale
from sqlalchemy.orm import Session

from elearn import db
from elearn.compression import GZIP_HEAD, packed, takes_gzip
from elearn.config import Settings
from elearn.meetings.bus import CHANGED, COUNTED, NAMES_EVERY_S, OF_THE_HOST, Bus, RedisBus, Stream
from elearn.meetings.fragments import Fragments
from elearn.meetings.gathering import GATHER_S, Gathering
from elearn.meetings.intake import Intake
from elearn.meetings.rooms import LiveRoom, keep, open_room
from elearn.meetings.screens import counts_for, sse

# How often, at most, a host's screen counts again.
COUNT_EVERY_S = 0.2
_HELLO = b"event: hello\ndata:\n\n"
_BEAT = b"event: beat\ndata:\n\n"


def init_app(app: Flask, settings: Settings) -> None:
    """Give `app` its bus, its fragments and its intake of answers."""
    fragments = Fragments(app)
    app.extensions["fragments"] = fragments
    url = settings.redis_url
    the_bus = RedisBus(fragments.render, url) if url else Bus(fragments.render)
    app.extensions["bus"] = the_bus
    app.extensions["intake"] = Intake(
        app.extensions["database"], lambda room: the_bus.announce(room, COUNTED)
    )
    if not settings.testing:
        # A test sends one answer after the other: there is nobody to wait for.
        app.wsgi_app = Gathering(app.wsgi_app, app.extensions["clock"], GATHER_S)  # type: ignore[method-assign] # as Flask's documentation does it


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
        the_bus.announce(live.key, what, live)
        # Phones write now what they were given; the receipt of who pressed can wait for them.
        time.sleep(0)

    db.after_commit(tell)


def state_response(session: Session, live: LiveRoom, audience: str) -> Response:
    """Return what a screen without a stream asks for every few seconds: nothing when it has it already."""
    message = fragments().message(session, live, audience, str(get_locale()))
    if audience in OF_THE_HOST:
        message = message | {"counts": counts_for(session, live, with_names=audience == "host")}
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
        stream.state = sse(fragments().message(session, now_there, audience, stream.language))
        stream.wake()
    if audience in OF_THE_HOST:
        stream.has_counts = True
        stream.wake()
    events = _events(bus(), fragments(), stream)
    packs = takes_gzip()
    response = Response(
        _packed(events) if packs else events, mimetype="text/event-stream", direct_passthrough=True
    )
    response.headers["Vary"] = "Accept-Encoding"
    if packs:
        response.headers["Content-Encoding"] = "gzip"
    # A proxy that gathers the answer before it passes it on would hold every change back.
    response.headers["X-Accel-Buffering"] = "no"
    # The request lives as long as its environment does: a stream for hours.
    request.environ.pop("werkzeug.request", None)
    return response


def _events(the_bus: Bus, rendered: Fragments, stream: Stream) -> Generator[bytes]:
    try:
        yield _HELLO
        while not stream.is_closed:
            stream.wait()
            moved, stream.has_changed = stream.has_changed, False
            if moved:
                the_bus.let_phones_go_first()
                live = rendered.give(stream)
            state = stream.take()
            if state is not None:
                yield state
            elif stream.is_silent:
                yield _BEAT
            if moved:
                # While the host reads it, and before the next press.
                rendered.prepare(live, the_bus.crowds(stream.room))
                stream.named_at = 0.0
            if stream.has_counts or stream.has_names:
                yield from _counts(rendered, stream)
            stream.spoke_at, stream.is_silent = time.monotonic(), False
    finally:
        the_bus.leave(stream)


def _packed(events: Generator[bytes]) -> Iterator[bytes]:
    """Compress a stream: on a weak network a press arrives in half of its bytes."""
    with closing(events):
        yield GZIP_HEAD + packed(next(events))
        for event in events:
            yield packed(event)


def _counts(rendered: Fragments, stream: Stream) -> Iterator[bytes]:
    if stream.has_counts:
        time.sleep(max(0.0, COUNT_EVERY_S - (time.monotonic() - stream.counted_at)))
        stream.has_counts, stream.counted_at = False, time.monotonic()
        stream.has_names = stream.audience == "host"
        if not _names_are_due(stream):
            yield rendered.counts(stream, with_names=False)
    if _names_are_due(stream):
        stream.has_names, stream.named_at = False, time.monotonic()
        yield rendered.counts(stream, with_names=True)


def _names_are_due(stream: Stream) -> bool:
    return stream.has_names and time.monotonic() - stream.named_at >= NAMES_EVERY_S


__all__ = ["CHANGED", "COUNTED", "announce", "init_app", "intake", "state_response", "stream_response"]

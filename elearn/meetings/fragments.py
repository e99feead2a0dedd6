"""What the screens of a room are sent: rendered once for each audience and language, sent to everybody.

What a phone shows before the result is decided by where the room is, and by nothing that anybody answered.
So it is kept for as long as the room may come back to it, and what Next leads to is rendered before it is
pressed: for the press a whole room waits, for this nobody.
"""

from collections import OrderedDict
from collections.abc import Collection, Hashable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from threading import Lock
from typing import Any, Final, Generic, TypeVar

from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import create_environ

from elearn.i18n import COOKIE
from elearn.meetings.bus import Rendered, Stream
from elearn.meetings.rooms import LiveRoom, open_room, room_after_next
from elearn.meetings.screens import counts_for, fragment_of, look_of, message_of, sse

MOST_FRAGMENTS: Final = 1000

Message = dict[str, Any]
V = TypeVar("V")


class _Newest(Generic[V]):
    """What was made last; the one unused for longest goes first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> V | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: Hashable, value: V) -> V:
        with self._lock:
            self._kept[key] = value
            self._kept.move_to_end(key)
            while len(self._kept) > MOST_FRAGMENTS:
                self._kept.popitem(last=False)
        return value


class Fragments:
    """The newest message for each room, audience and language, and the fragments that may come again."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._messages: _Newest[Message] = _Newest()
        self._parts: _Newest[str] = _Newest()
        # Put together once: what a context of its own needs of a request.
        self._environ = create_environ()

    def message(self, session: Session, live: LiveRoom, audience: str, language: str) -> Message:
        """Return what an audience is to see now, with the seconds left as of now; needs no request."""
        key = (live.key, audience, language)
        found = self._messages.get(key)
        # The time it was opened tells this room from one of the same ids in another database.
        if found is None or (found["v"], found["at"]) != (live.room.version, live.started_at.isoformat()):
            found = self._made(session, live, audience, language) | {"at": live.started_at.isoformat()}
            self._messages.keep(key, found)
        left = live.room.seconds_left(self._app.extensions["clock"]())
        return found if left is None else found | {"left": left}

    def _made(self, session: Session, live: LiveRoom, audience: str, language: str) -> Message:
        look = look_of(live, audience)
        key = (live.key, live.started_at, audience, language, look)
        html = None if look is None else self._parts.get(key)
        if html is not None:
            return message_of(session, live, audience, html)
        with self._context(language):
            html = fragment_of(session, live, audience)
            if look is not None:
                self._parts.keep(key, html)
            return message_of(session, live, audience, html)

    def render(
        self, room: str, audiences: Sequence[tuple[str, str]], live: LiveRoom | None = None
    ) -> Iterator[Rendered]:
        """Render a room for streams, for each audience and language, without any request.

        `live` is the room where it was read a moment ago; otherwise it is read now.
        """
        with self._app.extensions["database"].reading() as session:
            live = live or _room_named(session, room)
            if live is None:
                return
            for audience, language in audiences:
                message = self.message(session, live, audience, language)
                yield (audience, language), message["v"], sse(message)

    def give(self, stream: Stream) -> LiveRoom | None:
        """Give a stream its room as it is now, and return it."""
        with self._app.extensions["database"].reading() as session:
            live = _room_named(session, stream.room)
            if live is not None:
                message = self.message(session, live, stream.audience, stream.language)
                stream.give(message["v"], sse(message))
            return live

    def counts(self, stream: Stream, *, with_names: bool) -> bytes:
        """Return the event with the numbers of a stream's room, and perhaps whose answers are missing."""
        # Numbers are the same in every language: they come several times a second, and need no request.
        context = self._context(stream.language) if with_names else nullcontext()
        with context, self._app.extensions["database"].reading() as session:
            live = _room_named(session, stream.room)
            return b"" if live is None else sse(counts_for(session, live, with_names=with_names), "counts")

    def prepare(self, live: LiveRoom | None, audiences: Collection[tuple[str, str]]) -> None:
        """Render what these audiences will see when the host presses Next, where that is known already."""
        with self._app.extensions["database"].reading() as session:
            ahead = None if live is None else room_after_next(session, live)
            if ahead is None:
                return
            for audience, language in audiences:
                self._made(session, ahead, audience, language)

    @contextmanager
    def _context(self, language: str) -> Iterator[None]:
        # A context of its own: the host's request, in which this may run, has another language.
        environ = self._environ | {"HTTP_COOKIE": f"{COOKIE}={language}"}
        with self._app.app_context(), self._app.request_context(environ):
            yield


def _room_named(session: Session, room: str) -> LiveRoom | None:
    cell_id, meeting_id = room.split(".")
    return open_room(session, int(cell_id), int(meeting_id))

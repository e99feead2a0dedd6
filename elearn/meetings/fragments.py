"""What the screens of a room are sent: rendered once for each audience and language, sent to everybody.

What a phone shows before the result is decided by where the room is, and by nothing that anybody answered.
So it is kept for as long as the room may come back to it, and what the next press leads to is rendered before
it is pressed: for the press a whole room waits, for this nobody. A result is rendered ahead once its votes
are closed; like all results it leaves the server when the host shows it.
"""

from collections import OrderedDict
from collections.abc import Collection, Hashable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from threading import Lock
from typing import Any, Final, Generic, TypeVar

from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import create_environ

from elearn.compression import packed
from elearn.i18n import COOKIE
from elearn.meetings.bus import Rendered, Stream
from elearn.meetings.results import share_of_first
from elearn.meetings.rooms import LiveRoom, open_room, room_after
from elearn.meetings.screens import Fragment, counts_for, fragment_of, look_of, message_of, sse
from quizzes.live_names import Command, State

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
        self._parts: _Newest[Fragment] = _Newest()
        # Put together once: what a context of its own needs of a request.
        self._environ = create_environ()

    def message(self, session: Session, live: LiveRoom, audience: str, language: str) -> Message:
        """Return what an audience is to see now, with the seconds left as of now; needs no request."""
        key = (live.key, audience, language)
        found = self._messages.get(key)
        if found is None or (found["v"], found["at"]) != (live.room.version, live.started_at.isoformat()):
            found = self._messages.keep(key, self._made(session, live, audience, language))
        left = live.room.seconds_left(self._app.extensions["clock"]())
        return found if left is None else found | {"left": left}

    def _made(self, session: Session, live: LiveRoom, audience: str, language: str) -> Message:
        look = look_of(live, audience)
        key = (live.key, live.started_at, audience, language, look)
        part = None if look is None else self._parts.get(key)
        if part is None:
            with self._context(language):
                part = fragment_of(session, live, audience)
            if look is not None:
                self._parts.keep(key, part)
        return message_of(live, part)

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
        """Render what these audiences will see after the host's next press, where that is known already."""
        if live is None:
            return
        with self._app.extensions["database"].reading() as session:
            for ahead in rooms_ahead(session, live):
                for audience, language in audiences:
                    # What is not kept would be rendered for nobody.
                    if look_of(ahead, audience) is not None:
                        # Compressed here, it is found by its bytes when it is sent.
                        packed(sse(self._made(session, ahead, audience, language)))

    @contextmanager
    def _context(self, language: str) -> Iterator[None]:
        # A context of its own: the host's request, in which this may run, has another language.
        environ = self._environ | {"HTTP_COOKIE": f"{COOKIE}={language}"}
        with self._app.app_context(), self._app.request_context(environ):
            yield


def rooms_ahead(session: Session, live: LiveRoom) -> Iterator[LiveRoom]:
    """Yield the rooms that Next or Result will make of this one, but for their clocks.

    None where that is open still: a result while its votes or ideas come in.
    """
    if live.is_over:
        return
    is_counted = live.room.state is State.COUNTED
    share = share_of_first(session, live) if is_counted else None
    for command in (Command.NEXT, Command.RESULT) if is_counted else (Command.NEXT,):
        ahead = room_after(session, live, command, share)
        if ahead.room.state is not State.RESULT or is_counted:
            yield ahead


def _room_named(session: Session, room: str) -> LiveRoom | None:
    cell_id, meeting_id = room.split(".")
    return open_room(session, int(cell_id), int(meeting_id))

"""Who is to hear of a room: its open streams, by audience and language, and how a change reaches them.

A change is rendered once for each audience and language that somebody listens in, and the same bytes go to
all of them. A stream holds only what it has not sent yet: the newest state, never a queue, because a state
takes the place of the one before. The database is the truth; a message that is lost costs nothing.

In one process a change is delivered at once. Over several it is also published on Redis as the room's name
and version alone, and each process renders it for its own streams.
"""

import logging
import os
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol, cast

log = logging.getLogger(__name__)

# A member's phone, laptop and a forgotten tab; the oldest stream gives way.
MOST_STREAMS_EACH = 4
CHANGED, COUNTED = "changed", "counted"


@dataclass(eq=False, slots=True)
class Stream:
    """One open stream: what it listens to, and what it has not been given yet."""

    room: str
    audience: str
    language: str
    owner: str
    # The version last given: an older one, rendered slowly, must not take its place.
    version: int = 0
    state: bytes | None = None
    # That somebody came in or answered: the stream reads the numbers itself, when it is ready for them.
    has_counts: bool = False
    is_closed: bool = False
    _ready: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Begin with nothing to send."""
        self._ready.acquire()

    def give(self, version: int, state: bytes) -> None:
        """Give the stream a newer state to send in place of any it has."""
        if version > self.version:
            self.version, self.state = version, state
            self.wake()

    def wake(self) -> None:
        """Let the stream look at what there is; twice is once."""
        with suppress(RuntimeError):
            self._ready.release()

    def wait(self, seconds: float) -> bool:
        """Wait until there is something, or for so long; False when there was nothing."""
        return self._ready.acquire(timeout=seconds)

    def take(self) -> bytes | None:
        """Return the state that was not sent yet, if any, and hold it no longer."""
        state, self.state = self.state, None
        return state


Rendered = tuple[tuple[str, str], int, bytes]
"""An audience and language, the version, and the bytes of one message."""
Render = Callable[[str, Sequence[tuple[str, str]]], Iterator[Rendered]]
"""Renders a room as it is now for audiences and languages, one after the other."""


class Bus:
    """The open streams of one process, by room and by owner."""

    def __init__(self, render: Render) -> None:
        self._render = render
        self._rooms: dict[str, set[Stream]] = defaultdict(set)
        self._owners: dict[tuple[str, str], list[Stream]] = defaultdict(list)
        self._lock = threading.Lock()

    def listen(self, room: str, audience: str, language: str, owner: str) -> Stream:
        """Return a new stream; the oldest of an owner who has too many ends."""
        stream = Stream(room, audience, language, owner)
        with self._lock:
            self._rooms[room].add(stream)
            own = self._owners[(room, owner)]
            own.append(stream)
            oldest = own[0] if len(own) > MOST_STREAMS_EACH else None
        if oldest is not None:
            oldest.is_closed = True
            self.leave(oldest)
            oldest.wake()
        return stream

    def leave(self, stream: Stream) -> None:
        """Forget a stream that has ended; once more changes nothing."""
        with self._lock:
            self._rooms[stream.room].discard(stream)
            own = self._owners[(stream.room, stream.owner)]
            if stream in own:
                own.remove(stream)
            if not own:
                del self._owners[(stream.room, stream.owner)]
            if not self._rooms[stream.room]:
                del self._rooms[stream.room]

    def streams(self, room: str) -> list[Stream]:
        """Return the open streams of a room."""
        with self._lock:
            return list(self._rooms.get(room, ()))

    def number_of_streams(self) -> int:
        """Return how many streams are open in this process."""
        with self._lock:
            return sum(len(streams) for streams in self._rooms.values())

    def _known_rooms(self) -> list[str]:
        with self._lock:
            return list(self._rooms)

    def announce(self, room: str, what: str) -> None:
        """Tell every stream of a room that it changed, or that its numbers did; never raises."""
        try:
            self.deliver(room, what)
        except Exception:
            # What was committed stands; phones that hear nothing ask again within a heartbeat.
            log.exception("could not announce a change of room %s", room)

    def deliver(self, room: str, what: str) -> None:
        """Give this process's streams of a room what is new."""
        if what == COUNTED:
            for stream in self.streams(room):
                # Phones hear of no answers: a thousand of them would wake for each.
                if stream.audience in HEARS_COUNTS:
                    stream.has_counts = True
                    stream.wake()
            return
        listening: dict[tuple[str, str], list[Stream]] = defaultdict(list)
        for stream in self.streams(room):
            listening[(stream.audience, stream.language)].append(stream)
        # The largest crowd first: it is on its way while the others' screens are rendered.
        order = sorted(listening, key=lambda key: -len(listening[key]))
        for key, version, message in self._render(room, order) if order else ():
            for stream in listening[key]:
                # With another question others have not answered.
                stream.has_counts = stream.has_counts or stream.audience in HEARS_COUNTS
                stream.give(version, message)
            time.sleep(0)


HEARS_COUNTS = frozenset({"host", "projector"})


class PubSub(Protocol):
    """What is used of Redis' subscriptions."""

    def subscribe(self, channel: str) -> None:
        """Begin to hear a channel."""

    def listen(self) -> Iterator[dict[str, object]]:
        """Return messages as they come."""

    def close(self) -> None:
        """End the subscription."""


class RedisBus(Bus):
    """A bus over several processes: each hears of the others' changes through Redis."""

    CHANNEL = "elearn.rooms"

    def __init__(self, render: Render, url: str) -> None:
        super().__init__(render)
        import redis  # only where several processes serve

        self._redis = redis.Redis.from_url(url, health_check_interval=30)
        self._hears: threading.Thread | None = None
        self._ends = threading.Event()

    @property
    def _own(self) -> str:
        # Asked for each time: the process is copied after the application was made.
        return f"{os.getpid()}.{id(self)}"

    def listen(self, room: str, audience: str, language: str, owner: str) -> Stream:
        """Return a new stream, and from the first one on hear what the other processes say."""
        with self._lock:
            if self._hears is None:
                # Not before: a process is forked after the application was made.
                self._hears = threading.Thread(target=self._hear, name="rooms", daemon=True)
                self._hears.start()
        return super().listen(room, audience, language, owner)

    def announce(self, room: str, what: str) -> None:
        """Tell the streams of this process at once, and those of the others through Redis."""
        super().announce(room, what)
        try:
            self._redis.publish(self.CHANNEL, f"{self._own} {what} {room}")
        except Exception:
            log.exception("Redis did not take an announcement")

    def close(self) -> None:
        """Hear no more; returns when nothing is being rendered for what was heard."""
        self._ends.set()
        if self._hears is not None:
            # Said to itself, it wakes the one who listens.
            self._redis.publish(self.CHANNEL, f"{self._own} closed -")
            self._hears.join(timeout=5)
        self._redis.close()

    def _hear(self) -> None:
        while not self._ends.is_set():
            try:
                channel = cast(PubSub, self._redis.pubsub(ignore_subscribe_messages=True))  # type: ignore[no-untyped-call] # theirs
                channel.subscribe(self.CHANNEL)
                # What was said while nobody heard: every room is looked at once.
                for room in self._known_rooms():
                    super().announce(room, CHANGED)
                for message in channel.listen():
                    if self._ends.is_set():
                        channel.close()
                        return
                    self._heard(message["data"])
            except Exception:
                # Redis went away. What is said meanwhile is made up for as soon as it is back.
                log.exception("the connection to Redis was lost")
                self._ends.wait(1.0)

    def _heard(self, data: object) -> None:
        own, what, room = (data if isinstance(data, bytes) else b"").decode().split(" ")
        if own != self._own:
            super().announce(room, what)

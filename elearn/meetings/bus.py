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
from dataclasses import dataclass, field
from typing import Protocol, cast

from elearn.meetings.rooms import LiveRoom

log = logging.getLogger(__name__)

# A member's phone, laptop and a forgotten tab; the oldest stream gives way.
MOST_STREAMS_EACH = 4
CHANGED, COUNTED = "changed", "counted"
# How often a stream says that it is alive: often enough for proxies that cut silent connections after 30 s.
HEARTBEAT_S = 15.0
# How often it is looked for streams that have to say so, or owe names; and how often at most these are sent.
BEAT_S, NAMES_EVERY_S = 1.0, 2.0
# A screen of the host's waits so long, and so often at most, while phones are on their way.
TURN_S, MOST_TURNS = 0.02, 10


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
    # That the room changed: a screen of the host's renders it itself, behind the phones.
    has_changed: bool = False
    # That somebody came in or answered: the stream reads the numbers itself, when it is ready for them.
    has_counts: bool = False
    counted_at: float = 0.0
    # The same of the names of those it waits for, which are many more bytes.
    has_names: bool = False
    named_at: float = 0.0
    # When it last said something, and that it was silent for too long since.
    spoke_at: float = field(default_factory=time.monotonic)
    is_silent: bool = False
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
        try:
            self._ready.release()
        except RuntimeError:
            # suppress() would take four times as long, a thousand times in a press.
            return

    def wait(self) -> None:
        """Wait until there is something to say."""
        # Without a timer of its own: a press would stop and start a thousand.
        self._ready.acquire()

    def take(self) -> bytes | None:
        """Return the state that was not sent yet, if any, and hold it no longer."""
        state, self.state = self.state, None
        return state


Rendered = tuple[tuple[str, str], int, bytes]
"""An audience and language, the version, and the bytes of one message."""
Render = Callable[[str, Sequence[tuple[str, str]], LiveRoom | None], Iterator[Rendered]]
"""Renders a room for audiences and languages, one after the other: as it was just read, or as it is now."""


class Bus:
    """The open streams of one process, by room and by owner."""

    def __init__(self, render: Render) -> None:
        self._render = render
        self._rooms: dict[str, set[Stream]] = defaultdict(set)
        self._owners: dict[tuple[str, str], list[Stream]] = defaultdict(list)
        self._lock = threading.Lock()
        self._beats: threading.Thread | None = None

    def listen(self, room: str, audience: str, language: str, owner: str) -> Stream:
        """Return a new stream; the oldest of an owner who has too many ends."""
        stream = Stream(room, audience, language, owner)
        with self._lock:
            self._rooms[room].add(stream)
            own = self._owners[(room, owner)]
            own.append(stream)
            oldest = own[0] if len(own) > MOST_STREAMS_EACH else None
            if self._beats is None:
                # Not before: a process is forked after the application was made.
                self._beats = threading.Thread(target=self._beat, name="beats", daemon=True)
                self._beats.start()
        if oldest is not None:
            oldest.is_closed = True
            self.leave(oldest)
            oldest.wake()
        return stream

    def _beat(self) -> None:
        """Wake streams that are silent for long or owe names, once a second; ends with the last of them."""
        while True:
            time.sleep(BEAT_S)
            since = time.monotonic() - HEARTBEAT_S
            with self._lock:
                every = [stream for streams in self._rooms.values() for stream in streams]
                if not every:
                    self._beats = None
                    return
            for stream in every:
                stream.is_silent = stream.spoke_at < since
                if stream.is_silent or stream.has_names:
                    stream.wake()

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

    def crowds(self, room: str) -> set[tuple[str, str]]:
        """Return the audiences and languages that a room is rendered for when it changes."""
        return {
            (stream.audience, stream.language)
            for stream in self.streams(room)
            if stream.audience not in OF_THE_HOST
        }

    def let_phones_go_first(self) -> None:
        """Wait until every phone of this process has taken what it was given, or for long enough."""
        for _turn in range(MOST_TURNS):
            time.sleep(TURN_S)
            with self._lock:
                every = (stream for streams in self._rooms.values() for stream in streams)
                if not any(stream.state is not None for stream in every):
                    return

    def announce(self, room: str, what: str, live: LiveRoom | None = None) -> None:
        """Tell every stream of a room that it changed, or that its numbers did; never raises.

        `live` is the room as the change made it, where the one who tells of it knows.
        """
        try:
            self.deliver(room, what, live)
        except Exception:
            # What was committed stands; phones that hear nothing ask again within a heartbeat.
            log.exception("could not announce a change of room %s", room)

    def deliver(self, room: str, what: str, live: LiveRoom | None = None) -> None:
        """Give this process's streams of a room what is new."""
        listening: dict[tuple[str, str], list[Stream]] = defaultdict(list)
        for stream in self.streams(room):
            if stream.audience not in OF_THE_HOST:
                # Phones hear of no answers: a thousand of them would wake for each.
                listening[(stream.audience, stream.language)].append(stream)
                continue
            stream.has_counts = True
            stream.has_changed = stream.has_changed or what == CHANGED
            stream.wake()
        if what == COUNTED or not listening:
            return
        # The largest crowd first: it is on its way while the others' screens are rendered.
        order = sorted(listening, key=lambda key: -len(listening[key]))
        for key, version, message in self._render(room, order, live):
            for stream in listening[key]:
                stream.give(version, message)
            if key != order[-1]:
                time.sleep(0)


# The screens of whoever runs the meeting: few, and each shows more than the room sees.
OF_THE_HOST = frozenset({"host", "projector"})


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

    def announce(self, room: str, what: str, live: LiveRoom | None = None) -> None:
        """Tell the streams of this process at once, and those of the others through Redis."""
        super().announce(room, what, live)
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

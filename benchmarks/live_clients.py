"""The phones of benchmarks/live_room, in a process of their own: one loop over raw sockets, one clock.

The first line on stdin is the order as JSON; each further line is a command, answered with one line of JSON:
`press SECONDS` (each room at a moment of its own within so many), `answer SECONDS` or `quit`. Times are
seconds from sending to having the last byte.
"""

import json
import random
import selectors
import socket
import sys
import time
import zlib
from functools import lru_cache
from typing import Any

_HEAD = (
    "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n"
    "Cookie: phien={cookie}\r\n{more}\r\n"
)


_FLUSHED = b"\x00\x00\xff\xff\r\n"


@lru_cache(maxsize=64)
def unpacked(received: bytes) -> bytes:
    """Return what stands in a stream's chunks; phones that received the same are read once."""
    if received.startswith(b"HTTP/"):
        received = received.split(b"\r\n\r\n", 1)[1]
    opened = zlib.decompressobj(-zlib.MAX_WBITS)
    found = b""
    while received:
        length, _line, received = received.partition(b"\r\n")
        chunk, received = received[: int(length, 16)], received[int(length, 16) + 2 :]
        found += opened.decompress(chunk[10:] if chunk.startswith(b"\x1f\x8b") else chunk)
    return found


class Wire:
    """One connection: what it receives, and when what it waits for is there."""

    def __init__(self, port: int, loop: selectors.BaseSelector, *, packs: bool = False) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setblocking(False)
        self.buffer = b""
        self.packs = packs
        # What was received in the end, readable.
        self.text = b""
        self.bytes = 0
        self.awaited = b""
        self.ending = b""
        self.sent_at = 0.0
        self.took: float | None = None
        loop.register(self.socket, selectors.EVENT_READ, self)

    def expect(self, awaited: bytes, ending: bytes, sent_at: float) -> None:
        """Begin to wait for `awaited` and, after it, `ending`."""
        self.buffer, self.awaited, self.ending = b"", awaited, ending
        self.sent_at, self.took = sent_at, None

    def read(self) -> bool:
        """Take what has arrived; True when what was waited for is complete."""
        data = self.socket.recv(65536)
        if not data:
            raise SystemExit(
                f"the server closed a connection that waited for {self.awaited!r}: {self.buffer[-300:]!r}"
            )
        self.bytes += len(data)
        if self.took is not None:
            return False
        self.buffer += data
        if self.packs and not self.buffer.endswith(_FLUSHED):
            return False
        self.text = unpacked(self.buffer) if self.packs else self.buffer
        at = self.text.find(self.awaited)
        if at < 0 or self.text.find(self.ending, at) < 0:
            return False
        self.took = time.perf_counter() - self.sent_at
        return True


def request(method: str, path: str, who: dict[str, str], body: str = "") -> bytes:
    """Return the bytes of a request as our script sends it."""
    more = ""
    if method == "POST":
        more = (
            f"X-Requested-With: live\r\nX-CSRFToken: {who['csrf']}\r\n"
            f"Content-Length: {len(body.encode())}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        )
    return (_HEAD.format(method=method, path=path, cookie=who["cookie"], more=more) + body).encode()


class Phones:
    """All streams of all rooms, the hosts' connections, and the phones that answer."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.port, self.rooms, self.bare = order["port"], order["rooms"], order.get("bare", False)
        self.loop = selectors.DefaultSelector()
        self.streams: list[list[Wire]] = [[] for _room in self.rooms]
        self.answering: dict[tuple[int, int], Wire] = {}
        self.versions = [room["v"] for room in self.rooms]
        self.hosts = [Wire(self.port, self.loop) for _room in self.rooms]
        self.counting = (
            []
            if self.bare
            else [self._stream(room, "/dieu-khien/luong", room["host"]) for room in self.rooms]
        )
        for number, room in enumerate(self.rooms):
            for who in room["members"]:
                self.streams[number].append(self._stream(room, "/luong", who))

    def _stream(self, room: dict[str, Any], path: str, who: dict[str, str]) -> Wire:
        wire = Wire(self.port, self.loop, packs=not self.bare)
        wire.expect(b"event: hello", b"\n\n", time.perf_counter())
        wire.socket.send(request("GET", f"{room['room']}{path}?v={room['v']}", who))
        self.until([wire])
        return wire

    def until(self, wires: list[Wire], seconds: float = 60) -> None:
        """Read until each of these has what it waits for."""
        awaited = set(wires)
        missing = sum(wire.took is None for wire in wires)
        ends = time.perf_counter() + seconds
        while missing:
            for key, _mask in self.loop.select(ends - time.perf_counter()):
                is_there = key.data.read()
                missing -= is_there and key.data in awaited
            if time.perf_counter() > ends:
                example = next(wire.buffer[-300:] for wire in wires if wire.took is None)
                raise SystemExit(f"{missing} of {len(wires)} waited in vain, one has {example!r}")

    def press(self, argument: str) -> dict[str, Any]:
        """Press Next in all rooms, at once or each at a moment of its own within so many seconds.

        Returns what each phone waited from its host's press on, and how many bytes it got.
        """
        everybody = [wire for streams in self.streams for wire in streams]
        before = sum(wire.bytes for wire in everybody)
        within = float(argument or 0)
        chance = random.Random(self.versions[0])  # The same moments in every run.
        moments = sorted((chance.uniform(0, within), number) for number in range(len(self.rooms)))
        begin = time.perf_counter()
        for moment, number in moments:
            self.read_until(begin + moment)
            self._press_in(number)
        self.until(everybody + self.hosts)
        got = sum(wire.bytes for wire in everybody) - before
        return {
            "times": [wire.took for wire in everybody],
            "presses": [wire.took for wire in self.hosts],
            "bytes": got / max(len(everybody), 1),
            "message": max((wire.text for wire in everybody), key=len, default=b"").decode(),
        }

    def _press_in(self, number: int) -> None:
        room = self.rooms[number]
        body = f"lenh=next&v={self.versions[number]}"
        self.versions[number] += 1
        if self.bare:
            body = room["message"].replace("{v}", str(self.versions[number]))
        now = time.perf_counter()
        for wire in self.streams[number]:
            wire.expect(f"id: {self.versions[number]}\n".encode(), b"\n\n", now)
        self.hosts[number].expect(b"HTTP/1.1 200", b"\r\n\r\n", now)
        self.hosts[number].socket.sendall(request("POST", f"{room['room']}/lenh", room["host"], body))

    def read_until(self, due: float) -> None:
        """Read whatever arrives until a moment of the clock."""
        while time.perf_counter() < due:
            for key, _mask in self.loop.select(max(0.0, due - time.perf_counter())):
                key.data.read()

    def answer(self, argument: str) -> dict[str, Any]:
        """Let every phone answer within so many seconds; return what each waited for its receipt."""
        seconds = float(argument)
        jobs = [(n, k) for n, streams in enumerate(self.streams) for k in range(len(streams))]
        rounds = [_round_of(streams[0].text) for streams in self.streams]
        option = [_option_of(streams[0].text) for streams in self.streams]
        for job in jobs:
            if job not in self.answering:
                self.answering[job] = Wire(self.port, self.loop)
        for number, wire in enumerate(self.counting):
            wire.expect(f'"answered":{len(self.streams[number])},'.encode(), b"\n\n", 0.0)
        begin = time.perf_counter()
        for place, (n, k) in enumerate(jobs):
            self.read_until(begin + seconds * place / len(jobs))
            room, wire = self.rooms[n], self.answering[(n, k)]
            wire.expect(b"HTTP/1.1 200", b"}", time.perf_counter())
            path = f"{room['room']}/tra-loi/{rounds[n]}"
            wire.socket.sendall(request("POST", path, room["members"][k], f"answer={option[n]}"))
        wires = [self.answering[job] for job in jobs]
        self.until(wires)
        last = max(wire.sent_at + (wire.took or 0) for wire in wires)
        self.until(self.counting, 20)
        counted = [wire.took - last for wire in self.counting if wire.took is not None]
        return {"times": [wire.took for wire in wires], "counted": max(counted), "lasted": last - begin}


def _round_of(buffer: bytes) -> str:
    return buffer.split(b'"round":', 1)[1].split(b",", 1)[0].decode()


def _option_of(buffer: bytes) -> str:
    return buffer.split(b'name=\\"answer\\" value=\\"', 1)[1].split(b"\\", 1)[0].decode()


def main() -> None:
    """Open everything, then do what is asked."""
    phones = Phones(json.loads(sys.stdin.readline()))
    print(json.dumps({"opened": sum(map(len, phones.streams))}), flush=True)
    for line in sys.stdin:
        command, _space, argument = line.strip().partition(" ")
        if command == "quit":
            return
        print(json.dumps({"press": phones.press, "answer": phones.answer}[command](argument)), flush=True)


if __name__ == "__main__":
    main()

"""The limit of the live room: a bare gevent server that writes the bytes it is given to all open streams.

No framework, no database, no rendering: a POST's body is written to every open stream at once.
Served with: python -m benchmarks.bare_streams HOST PORT.
"""

import socket
import sys
from collections.abc import Callable, Iterator
from typing import Any

from gevent import monkey
from gevent.event import Event
from gevent.pywsgi import WSGIServer


class Streams:
    """Everybody who listens, and the bytes said last."""

    def __init__(self) -> None:
        self.said, self.message = Event(), b""

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterator[bytes] | list[bytes]:
        """Open a stream for a GET; write a POST's body to all of them."""
        if environ["REQUEST_METHOD"] == "POST":
            self.message = environ["wsgi.input"].read()
            said, self.said = self.said, Event()
            said.set()
            start("200 OK", [("Content-Length", "2")])
            return [b"{}"]
        start("200 OK", [("Content-Type", "text/event-stream")])
        return self.events()

    def events(self) -> Iterator[bytes]:
        """Yield what is said as it comes."""
        yield b"event: hello\ndata:\n\n"
        while True:
            said = self.said
            said.wait()
            yield self.message


def main() -> None:
    """Serve as elearn.serving does with one process."""
    monkey.patch_all()
    listener = socket.create_server((sys.argv[1], int(sys.argv[2])), backlog=2048)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    WSGIServer(listener, Streams(), log=None).serve_forever()


if __name__ == "__main__":
    main()

"""A proxy as some networks have: pages and answers pass, and every stream is held back without a word."""

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

# What belongs to one connection, and is not passed on.
_OF_THE_CONNECTION = {"connection", "keep-alive", "transfer-encoding", "content-length"}


class SwallowingProxy(ThreadingHTTPServer):
    """Listens on a port of its own and asks the server; counts the streams it swallows."""

    daemon_threads = True

    def __init__(self, server_port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.server_to_ask = server_port
        self.swallowed = 0
        self.ends = Event()

    @property
    def url(self) -> str:
        """The address that a phone behind it opens."""
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: SwallowingProxy

    def do_GET(self) -> None:
        if "/luong" in self.path:
            self.server.swallowed += 1
            self.server.ends.wait()
            return
        self._pass_on(None)

    def do_POST(self) -> None:
        self._pass_on(self.rfile.read(int(self.headers["Content-Length"])))

    def _pass_on(self, body: bytes | None) -> None:
        asked = http.client.HTTPConnection("127.0.0.1", self.server.server_to_ask, timeout=30)
        headers = {k: v for k, v in self.headers.items() if k.lower() not in _OF_THE_CONNECTION}
        asked.request(self.command, self.path, body, headers | {"Connection": "close"})
        answer = asked.getresponse()
        content = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in _OF_THE_CONNECTION:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        asked.close()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def swallowing_proxy(server_port: int) -> Iterator[SwallowingProxy]:
    """Yield a proxy in front of a server."""
    proxy = SwallowingProxy(server_port)
    thread = Thread(target=proxy.serve_forever, daemon=True)
    thread.start()
    yield proxy
    proxy.ends.set()
    proxy.shutdown()
    proxy.server_close()
    thread.join()

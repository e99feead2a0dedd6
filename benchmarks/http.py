"""A phone's side of HTTP on one kept-alive connection, with as little work as the protocol allows.

The clients share two cores with the server they measure, so they parse no more than they need: a page is
unpacked only where a token or the fields of a form have to be read.
"""

import socket
import zlib
from dataclasses import dataclass
from urllib.parse import urlencode

# As a phone's browser sends it.
_HEADERS = (
    "Host: 127.0.0.1\r\nUser-Agent: Mozilla/5.0 (Linux; Android 10; SM-A107F) AppleWebKit/537.36 "
    "(KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36\r\nAccept: text/html\r\n"
    "Accept-Encoding: gzip\r\nAccept-Language: vi\r\n"
)


class BadAnswer(Exception):
    """The server did not answer as the flow expects."""


@dataclass(slots=True)
class Answer:
    """What came back."""

    status: int
    head: bytes
    body: bytes

    def header(self, name: bytes) -> bytes:
        """Return a header's value, or nothing."""
        start = self.head.lower().find(b"\r\n" + name + b":")
        if start < 0:
            return b""
        start += len(name) + 3
        return self.head[start : self.head.find(b"\r\n", start)].strip()

    def text(self) -> str:
        """Return the page, unpacked."""
        packed = self.header(b"content-encoding") == b"gzip"
        return (zlib.decompress(self.body, 31) if packed else self.body).decode()


class Phone:
    """One connection and its cookies."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None
        self._buffer = b""
        self.cookies: dict[str, str] = {}

    def close(self) -> None:
        """End the connection."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._send(f"GET {path} HTTP/1.1\r\n{_HEADERS}{self._cookie_line()}\r\n".encode())

    def post(self, path: str, fields: list[tuple[str, str]]) -> Answer:
        """Send a form; a redirect is returned, not followed."""
        body = urlencode(fields).encode()
        head = (
            f"POST {path} HTTP/1.1\r\n{_HEADERS}{self._cookie_line()}"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return self._send(head.encode() + body)

    def _cookie_line(self) -> str:
        if not self.cookies:
            return ""
        return "Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()) + "\r\n"

    def _send(self, message: bytes) -> Answer:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=60)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._buffer = b""
        self._socket.sendall(message)
        answer = self._read()
        cookie = answer.header(b"set-cookie")
        if cookie:
            name, _, value = cookie.split(b";", 1)[0].decode().partition("=")
            self.cookies[name] = value
        if answer.header(b"connection").lower() == b"close":
            self.close()
        return answer

    def _read(self) -> Answer:
        end = self._fill_to(b"\r\n\r\n")
        head, self._buffer = self._buffer[: end - 2], self._buffer[end:]
        answer = Answer(int(head[9:12]), head, b"")
        length = answer.header(b"content-length")
        if length:
            answer.body = self._take(int(length))
        elif b"chunked" in answer.header(b"transfer-encoding"):
            answer.body = self._chunks()
        return answer

    def _chunks(self) -> bytes:
        parts = []
        while True:
            end = self._fill_to(b"\r\n")
            size = int(self._buffer[: end - 2], 16)
            self._buffer = self._buffer[end:]
            parts.append(self._take(size))
            self._take(2)
            if size == 0:
                return b"".join(parts)

    def _fill_to(self, mark: bytes) -> int:
        while (found := self._buffer.find(mark)) < 0:
            self._more()
        return found + len(mark)

    def _take(self, length: int) -> bytes:
        while len(self._buffer) < length:
            self._more()
        taken, self._buffer = self._buffer[:length], self._buffer[length:]
        return taken

    def _more(self) -> None:
        assert self._socket is not None
        received = self._socket.recv(65536)
        if not received:
            raise BadAnswer("the server closed the connection")
        self._buffer += received

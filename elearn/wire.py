"""How answers leave gevent's server; imported once gevent has patched everything."""

from typing import Any

from gevent.pywsgi import WSGIHandler


class Handler(WSGIHandler):
    """gevent's handler of one connection, which sends head and body together and writes no log."""

    _held: bytearray | None = None

    def log_request(self) -> None:
        """Put no line together: nobody reads it."""

    def _write_with_headers(self, data: bytes) -> None:
        # The server sends the head alone: a second packet on a weak network, and a second call of the system.
        held = self._held = bytearray()
        try:
            super()._write_with_headers(data)
        finally:
            self._held = None
        self._sendall(held)

    def _sendall(self, data: Any) -> None:
        if self._held is not None:
            self._held += data
            return
        # What is sent mostly fits; the socket's own sendall() would first ask the system how much does.
        sent = self.socket.send(data)
        self.response_length += sent
        if sent < len(data):
            super()._sendall(memoryview(data)[sent:])

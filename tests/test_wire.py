"""How answers leave the server."""

import socket
import struct
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from gevent import socket as gevent_socket
from gevent.pywsgi import WSGIServer

from elearn.wire import Handler

# Where struct tcp_info (linux/tcp.h) counts the packets that brought data.
_INFO_BYTES, _DATA_PACKETS_IN = 160, 152
BODY = b"x" * 900
# More than any socket holds.
LARGE = bytes(range(256)) * 100_000


def page(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    """Answer as a page does."""
    body = LARGE if environ["PATH_INFO"] == "/large" else BODY
    start("200 OK", [("Content-Length", str(len(body)))])
    return [body]


@contextmanager
def asked(path: str) -> Iterator[gevent_socket.socket]:
    """Ask a server for a page and return the connection."""
    server = WSGIServer(("127.0.0.1", 0), page, log=None, handler_class=Handler)
    server.start()
    with gevent_socket.create_connection(server.address) as phone:
        phone.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        yield phone
    server.stop()


def all_of(phone: gevent_socket.socket) -> bytes:
    """Return everything that is received until the server closes."""
    return b"".join(iter(lambda: phone.recv(65536), b""))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how many packets a connection received")
def test_head_and_body_of_an_answer_are_one_packet() -> None:
    with asked("/") as phone:
        received = all_of(phone)
        info = phone.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _INFO_BYTES)
    assert received.startswith(b"HTTP/1.1 200 OK\r\n")
    assert received.endswith(BODY)
    assert struct.unpack_from("I", info, _DATA_PACKETS_IN) == (1,)


def test_an_answer_larger_than_the_system_takes_at_once_arrives_whole() -> None:
    with asked("/large") as phone:
        assert all_of(phone).partition(b"\r\n\r\n")[2] == LARGE

"""How answers leave the server."""

import socket
import struct
import sys
from collections.abc import Iterable
from typing import Any

import pytest
from gevent import socket as gevent_socket
from gevent.pywsgi import WSGIServer

from elearn.wire import Handler

# Where struct tcp_info (linux/tcp.h) counts the packets that brought data.
_INFO_BYTES, _DATA_PACKETS_IN = 160, 152
BODY = b"x" * 900


def page(_environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    """Answer as a page does."""
    start("200 OK", [("Content-Length", str(len(BODY)))])
    return [BODY]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how many packets a connection received")
def test_head_and_body_of_an_answer_are_one_packet() -> None:
    server = WSGIServer(("127.0.0.1", 0), page, log=None, handler_class=Handler)
    server.start()
    with gevent_socket.create_connection(server.address) as phone:
        phone.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        received = b""
        while not received.endswith(BODY):
            received += phone.recv(65536)
        info = phone.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _INFO_BYTES)
    server.stop()
    assert received.startswith(b"HTTP/1.1 200 OK\r\n")
    assert struct.unpack_from("I", info, _DATA_PACKETS_IN) == (1,)

"""The production server: gevent's own for one process and on Windows, gunicorn's with gevent for several.

The server is a process of its own, started in place of the command's: gevent has to replace the
standard library's waiting calls before anything else is imported.
"""

import gc
import os
import socket
import struct
import subprocess
import sys
from collections.abc import Callable

from flask import Flask

# Phones that may wait to be accepted while a whole cell opens the same page.
_BACKLOG = 2048
_CONNECTIONS = 10_000
# A request leaves 8 to 30 objects in cycles, which are found while they are young. Python would also look
# among everything, with a thousand streams once in thirty presses, and a press would wait 33 to 40 ms for it.
_COLLECT_AT = (1_000, 50, 100)


# What only programs on this machine use: bridges of containers and of virtual machines.
_NOT_FOR_PHONES = ("docker", "br-", "virbr", "veth", "lxc", "podman", "cni")
_GET_ADDRESS, _GET_FLAGS, _UP_AND_RUNNING = 0x8915, 0x8913, 0x41


def lan_address() -> str:
    """Return this machine's address on the local network, or 127.0.0.1 without one; nothing is sent.

    A laptop that is its own hotspot, or whose router has no internet, may have no route to anywhere
    else: then it is the address of the first network card that is connected.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.168.255.255", 9))
        except OSError:
            return next((one for one in _own_addresses() if not one.startswith("127.")), "127.0.0.1")
        return str(probe.getsockname()[0])


def _own_addresses() -> list[str]:
    """Return the addresses of this machine's network cards, those that phones reach leading."""
    if sys.platform != "linux":
        try:
            return socket.gethostbyname_ex(socket.gethostname())[2]
        except OSError:
            return []
    import fcntl  # not on Windows

    def asked(probe: socket.socket, what: int, name: str) -> bytes:
        # struct ifreq: 16 bytes of name, then what was asked for (netdevice(7)).
        return fcntl.ioctl(probe.fileno(), what, struct.pack("40s", name.encode()[:15]))[16:]

    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _number, name in socket.if_nameindex():
            try:
                (flags,) = struct.unpack_from("H", asked(probe, _GET_FLAGS, name))
                address = socket.inet_ntoa(asked(probe, _GET_ADDRESS, name)[4:8])
            except OSError:
                continue  # A card without an address.
            if flags & _UP_AND_RUNNING == _UP_AND_RUNNING:
                found.append((name.startswith(_NOT_FOR_PHONES), address))
    return [address for _is_bridge, address in sorted(found, key=lambda one: one[0])]


def address_for(host: str, port: int, lan: bool, public_url: str) -> str:
    """Return the address that people type."""
    if public_url:
        return public_url
    return f"http://{lan_address() if lan else host}:{port}"


def port_is_free(host: str, port: int) -> bool:
    """Say whether `port` can be listened on."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":
            # As the server will: a port in TIME_WAIT after a restart is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def server_command(host: str, port: int, workers: int) -> list[str]:
    """Return the command that serves with the settings in the environment."""
    return [sys.executable, "-m", "elearn.serving", host, str(port), str(workers)]


def become(command: list[str]) -> None:
    """Run `command` in place of this process; does not return."""
    sys.stdout.flush()
    if sys.platform == "win32":
        sys.exit(subprocess.call(command))  # noqa: S603 # our own command, no shell
    os.execv(command[0], command)  # noqa: S606 # our own command, no shell


def site() -> Flask:
    """Return the application for the settings in the environment, with its templates compiled.

    It has no open connection: none may be carried across a fork.
    """
    # After gevent's patches, which this module's import must not wait for.
    from elearn.app import create_app
    from elearn.i18n import DEFAULT_LANGUAGE
    from elearn.i18n.pages import pages_of

    app = create_app()
    pages_of(app).compile_all(DEFAULT_LANGUAGE)
    app.extensions["database"].dispose()
    return app


def serve(load: Callable[[], Flask], host: str, port: int, workers: int = 1) -> None:
    """Serve what `load` returns until told to stop; called once, before anything else is imported."""
    from gevent import monkey

    monkey.patch_all()
    app = load()
    # What is there now stays: collecting garbage need not look at it again, and the memory that
    # processes share stays shared.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECT_AT)
    if workers == 1 or sys.platform == "win32":
        _serve_alone(app, host, port)
    else:
        _serve_together(app, host, port, workers)


def _serve_alone(app: Flask, host: str, port: int) -> None:
    from gevent.pywsgi import WSGIServer

    from elearn.wire import Handler

    listener = socket.create_server((host, port), backlog=_BACKLOG)
    # What a stream says leaves at once; without this it waits for the receipt of what it said before.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    WSGIServer(listener, app, log=None, handler_class=Handler).serve_forever()


def _serve_together(app: Flask, host: str, port: int, workers: int) -> None:
    """Let gunicorn copy this process, with the application in it, into so many that serve."""
    from gunicorn.app.base import BaseApplication
    from gunicorn.workers.ggevent import GeventPyWSGIWorker

    from elearn.wire import Handler

    class Worker(GeventPyWSGIWorker):
        wsgi_handler = Handler

    settings = {
        "bind": f"{host}:{port}",
        "workers": workers,
        # The same server as in one process: it reads a request in three quarters of gunicorn's own time.
        "worker_class": Worker,
        "preload_app": True,
        "backlog": _BACKLOG,
        "keepalive": 30,
        # Each phone of a live room holds one connection for its stream and one for its answers.
        "worker_connections": _CONNECTIONS,
        # Streams never end by themselves; phones come back to the next server by themselves.
        "graceful_timeout": 5,
        "loglevel": "warning",
        "control_socket_disable": True,
    }

    class Processes(BaseApplication):
        def load_config(self) -> None:
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            return app

    Processes().run()


if __name__ == "__main__":
    serve(site, sys.argv[1], *map(int, sys.argv[2:]))

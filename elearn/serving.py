"""The production server: gevent's own for one process and on Windows, under gunicorn for several.

The server is a process of its own, started in place of the command's: gevent has to replace the
standard library's waiting calls before anything else is imported.
"""

import os
import socket
import subprocess
import sys

from flask import Flask

# Phones that may wait to be accepted while a whole cell opens the same page.
_BACKLOG = 2048


def lan_address() -> str:
    """Return this machine's address on the local network, or 127.0.0.1 without one; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.168.255.255", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


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
    if workers == 1 or sys.platform == "win32":
        return [sys.executable, "-m", "elearn.serving", host, str(port)]
    return [
        *(sys.executable, "-m", "gunicorn", "elearn.serving:wsgi()"),
        *("--worker-class", "gevent", "--workers", str(workers)),
        *("--bind", f"{host}:{port}", "--backlog", str(_BACKLOG), "--keep-alive", "30"),
        *("--log-level", "warning", "--no-control-socket"),
    ]


def become(command: list[str]) -> None:
    """Run `command` in place of this process; does not return."""
    sys.stdout.flush()
    if sys.platform == "win32":
        sys.exit(subprocess.call(command))  # noqa: S603 # our own command, no shell
    os.execv(command[0], command)  # noqa: S606 # our own command, no shell


def wsgi() -> Flask:
    """Return the application for the settings in the environment; called once in each process."""
    from elearn.app import create_app  # after gevent's patches, which this module's import must not wait for

    return create_app()


def main() -> None:
    """Serve in this process until it is told to stop."""
    from gevent import monkey

    monkey.patch_all()
    from gevent.pywsgi import WSGIServer

    host, port = sys.argv[1], int(sys.argv[2])
    listener = socket.create_server((host, port), backlog=_BACKLOG)
    # Head and body leave apart; without this the second waits for the first's receipt, some 40 ms.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    WSGIServer(listener, wsgi(), log=None).serve_forever()


if __name__ == "__main__":
    main()

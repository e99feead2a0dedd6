"""A real server process that a test can start, kill and start again."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.conftest import TOPICS

SECRET = "a secret for browsers"
STARTS_WITHIN_S = 30.0
ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class LiveServer:
    """`python -m elearn.serving` on a database that is ready."""

    def __init__(self, database_url: str, log: Path, topics: Path = TOPICS) -> None:
        self.database_url = database_url
        self.topics = topics
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start serving and wait until somebody listens."""
        environ = {name: value for name, value in os.environ.items() if not name.startswith("ELEARN_")}
        environ |= {
            "ELEARN_DATABASE_URL": self.database_url,
            "ELEARN_SECRET_KEY": SECRET,
            "ELEARN_TOPICS": str(self.topics),
        }
        command = [sys.executable, "-m", "elearn.serving", "127.0.0.1", str(self.port)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=log, stderr=log)
        until = time.monotonic() + STARTS_WITHIN_S
        while not self._listens():
            assert self._process.poll() is None, f"the server ended:\n{self.log()}"
            assert time.monotonic() < until, f"the server does not listen:\n{self.log()}"
            # Waits for another process, which gives no sign but this.
            time.sleep(0.05)

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self) -> None:
        """End it as a lost power line would: SIGKILL, in the middle of whatever it does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it in peace."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(timeout=30)
            self._process = None

    def log(self) -> str:
        """Return what the server complained about."""
        return self._log.read_text(encoding="utf-8", errors="replace")

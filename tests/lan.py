"""Two machines on a cable of their own and no way out: network namespaces of Linux, which root can make."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

_CLONE_NEWNET = 0x40000000
_NAMESPACES = Path("/run/netns")
LAPTOP_ADDRESS, PHONES_ADDRESS = "10.77.3.1", "10.77.3.2"


def ip(*arguments: str) -> None:
    """Run `ip`; raise CalledProcessError where this machine does not allow it."""
    subprocess.run(["ip", *arguments], check=True, capture_output=True, text=True)


def why_not() -> str:
    """Say why this machine cannot make such a network, or return nothing."""
    if sys.platform != "linux":
        return "network namespaces are Linux's"
    if os.geteuid() != 0:
        return "only root makes network namespaces"
    return "" if shutil.which("ip") else "there is no command ip (package iproute2)"


class Lan:
    """A laptop and the room's phones, each in a namespace; neither has a route to anywhere else."""

    def __init__(self) -> None:
        self.laptop, self.phones = f"elearn-laptop-{os.getpid()}", f"elearn-phones-{os.getpid()}"
        self._pool = ThreadPoolExecutor(max_workers=1, initializer=self._enter_phones)

    def make(self) -> None:
        """Lay the cable; raise CalledProcessError where that is not allowed."""
        for name in (self.laptop, self.phones):
            ip("netns", "add", name)
            ip("-n", name, "link", "set", "lo", "up")
        ends = ("wlan0", "netns", self.laptop), ("wlan0", "netns", self.phones)
        ip("link", "add", *ends[0], "type", "veth", "peer", "name", *ends[1])
        for name, address in ((self.laptop, LAPTOP_ADDRESS), (self.phones, PHONES_ADDRESS)):
            ip("-n", name, "address", "add", f"{address}/24", "dev", "wlan0")
            ip("-n", name, "link", "set", "wlan0", "up")

    def remove(self) -> None:
        """Take everything away again, as much as there is of it."""
        self._pool.shutdown()
        for name in (self.laptop, self.phones):
            subprocess.run(["ip", "netns", "delete", name], check=False, capture_output=True)

    def command_on_laptop(self, *command: str) -> list[str]:
        """Return the command that runs another one on the laptop."""
        return ["ip", "netns", "exec", self.laptop, *command]

    def on_phones(self, work: Callable[[], T]) -> T:
        """Do something whose connections are made from where the phones are."""
        return self._pool.submit(work).result()

    def _enter_phones(self) -> None:
        # One thread changes its network; the test's own stays where it is.
        with (_NAMESPACES / self.phones).open("rb") as namespace:
            if ctypes.CDLL(None, use_errno=True).setns(namespace.fileno(), _CLONE_NEWNET) != 0:
                raise OSError(ctypes.get_errno(), "setns")


@contextmanager
def lan() -> Iterator[Lan]:
    """Yield a network without a way out, gone afterwards."""
    found = Lan()
    try:
        found.make()
        yield found
    finally:
        found.remove()

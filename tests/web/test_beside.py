"""Work done in threads beside the requests, in a process that gevent patched, as the server's is."""

import subprocess
import sys

# Twenty greenlets hand work to the threads; then the loop that serves requests stands still until all of
# it is done, as it does while it serves a round of pages. The lock is a real one: it stops the loop, too.
MANY_AT_ONCE = """
from gevent import monkey
monkey.patch_all()
import gevent
from elearn.accounts.beside import beside

TASKS = 20
finished = monkey.get_original("_thread", "allocate_lock")()
finished.acquire()
done = []

def work(number):
    done.append(number)
    if len(done) == TASKS:
        finished.release()
    return number

waiting = [gevent.spawn(beside, work, number) for number in range(TASKS)]
gevent.sleep(0)
print(finished.acquire(timeout=20))
gevent.joinall(waiting, raise_error=True)
print([one.value for one in waiting] == list(range(TASKS)))
"""

ONE_THAT_FAILS = """
from gevent import monkey
monkey.patch_all()
from elearn.accounts.beside import beside

try:
    beside(int, "no number")
except ValueError as error:
    print(type(error).__name__)
print(beside(int, "7"))
"""


def printed_by(script: str) -> list[str]:
    """Return the lines that a process of its own prints."""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_sign_ins_go_on_while_the_server_is_busy_with_pages() -> None:
    assert printed_by(MANY_AT_ONCE) == ["True", "True"]


def test_what_fails_beside_the_requests_fails_for_whoever_asked() -> None:
    assert printed_by(ONE_THAT_FAILS) == ["ValueError", "7"]

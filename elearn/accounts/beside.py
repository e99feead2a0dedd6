"""Work for the processor that others need not wait for: under gevent, in a thread beside the requests.

Argon2 takes 10 ms on purpose and needs no Python meanwhile. In the one thread that serves everybody it would
stop every other request for as long.
"""

import os
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Generic, ParamSpec, TypeVar

from gevent import get_hub, monkey
from gevent.event import Event

P = ParamSpec("P")
R = TypeVar("R")


class _Task(Generic[R]):
    """A piece of work that a greenlet waits for."""

    def __init__(self, work: Callable[[], R]) -> None:
        self._work = work
        self._result: R | None = None
        self._error: BaseException | None = None
        self._done = Event()
        # The only thing of gevent's that another thread may touch.
        self._bell = get_hub().loop.async_()
        # Listened to before the work is handed out: a bell that nobody hears yet is lost.
        self._bell.start(self._done.set)

    def run(self) -> None:
        """Do the work, in a thread, and wake the greenlet."""
        try:
            self._result = self._work()
        except BaseException as error:
            self._error = error
        self._bell.send()

    def wait(self) -> R:
        """Return what the work returned, or raise what it raised; other greenlets run meanwhile."""
        try:
            self._done.wait()
        finally:
            self._bell.stop()
            self._bell.close()
        if self._error is not None:
            raise self._error
        return self._result  # type: ignore[return-value] # set where there is no error


class _Threads:
    """A few threads that take one task after the other.

    They go on to the next by themselves. With gevent's own pool they wait until its loop has come round and
    freed their place: under load a round serves fifty pages, and two sign-ins a round take all day.
    """

    def __init__(self, number: int) -> None:
        # Real ones, not gevent's: these threads have no loop.
        self._tasks: Any = monkey.get_original("queue", "SimpleQueue")()
        for _ in range(number):
            monkey.get_original("_thread", "start_new_thread")(self._take_tasks, ())

    def _take_tasks(self) -> None:
        while True:
            self._tasks.get().run()

    def do(self, work: Callable[[], R]) -> R:
        """Return what `work` returns, done by the first thread that is free."""
        task = _Task(work)
        self._tasks.put(task)
        return task.wait()


@lru_cache(maxsize=1)
def _threads(_process: int) -> _Threads:
    # One fewer leaves a core idle while a thread waits for its turn in Python.
    return _Threads(os.cpu_count() or 1)


def beside(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Return what `work` returns, or raise what it raises; requests are served meanwhile.

    `work` must not touch the request, the database or anything else that one thread alone may use.
    """
    if not monkey.is_module_patched("threading"):
        return work(*args, **kwargs)
    # Threads do not survive a fork: each process of the server has its own.
    return _threads(os.getpid()).do(lambda: work(*args, **kwargs))

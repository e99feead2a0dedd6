"""Work for the processor that others need not wait for: under gevent, in a thread beside the requests.

Argon2 takes 20 ms on purpose and needs no Python meanwhile. In the one thread that serves everybody it would
stop every other request for as long.
"""

import os
from collections.abc import Callable
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar, cast

from gevent import monkey
from gevent.threadpool import ThreadPool

P = ParamSpec("P")
R = TypeVar("R")


@lru_cache(maxsize=1)
def _threads(_process: int) -> ThreadPool:
    # One fewer leaves a core idle while a thread waits for its turn in Python; each keeps a hash's 7 MiB.
    return ThreadPool(os.cpu_count() or 1)


def beside(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Return what `work` returns, or raise what it raises; requests are served meanwhile.

    `work` must not touch the request, the database or anything else that one thread alone may use.
    """
    if not monkey.is_module_patched("threading"):
        return work(*args, **kwargs)
    # Threads do not survive a fork: each process of the server has its own.
    pool: Any = _threads(os.getpid())
    return cast(R, pool.apply(work, args, kwargs))

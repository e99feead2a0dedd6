"""Reading and writing many questions without the collector of cycles looking through them again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold back Python's collector of cycles for a block, or for a function that this decorates.

    Questions stay once they are read, and none is part of a cycle; the collector would still go through all
    of them each time their number has grown by a quarter, which is a tenth of the time of ten thousand.
    Where several threads are inside, the first to leave may let it begin again; the last never leaves it off.
    The same is done by Mercurial's util.nogc, for the same reason.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

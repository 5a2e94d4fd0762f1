"""Reading without the collector of garbage, whose rounds cost more the more was read."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Nothing that is built while a file is read can be garbage: looking for it again and again takes a sixth of the time.

    Afterwards all of it counts as old, so that the next short look does not go through it either.
    """
    pausing = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        if pausing:  # the window collects by itself, on its own thread: it stays as it was
            gc.enable()

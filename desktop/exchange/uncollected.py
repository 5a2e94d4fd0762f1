"""Reading, or making many papers, without the collector of garbage, whose rounds cost more the more was read and kept."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Nothing that is built while a file is read can be garbage: looking for it again and again takes a sixth of the time.

    Of a batch of papers all is kept until the last one is entered; there the looks take a twentieth.

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

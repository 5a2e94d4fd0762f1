"""Memory that the program let go of and the C library keeps: bounded from the start, given back to the system at rest.

glibc gives every thread a heap of its own and returns memory to the system from the end of a heap only; with ten thousand findings it kept
seven hundred megabytes that nobody used any more. Other libraries (Windows, musl) return it themselves and are left alone.
"""

from __future__ import annotations

import ctypes
import pickle
import sys
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""Names of `mallopt` (malloc.h)."""
HEAPS = 2
"""The window's own and one for its helpers; Python lets one thread at a time ask for memory anyway."""
LARGE = 1024 * 1024
"""Bytes from which a piece of memory is the system's own and returns to it as soon as it is let go; glibc would raise this to 32 MB."""
KEPT = 8 * LARGE
"""Bytes kept free at the end of a heap, so that it does not grow and shrink all the time."""


def bound() -> bool:
    """Bound what the C library keeps, before any thread is started; False where it needs no bounds."""
    set_option = _function("mallopt")
    if set_option is None:
        return False
    wanted = ((_ARENA_MAX, HEAPS), (_MMAP_THRESHOLD, LARGE), (_TRIM_THRESHOLD, KEPT))
    return all([bool(set_option(option, value)) for option, value in wanted])


def give_back() -> bool:
    """Return all pages that nobody uses to the system, some milliseconds' work for any thread; False where there were none, or no need."""
    trim = _function("malloc_trim")
    return trim is not None and bool(trim(0))


def made_anew(work: Callable[[], T]) -> T:
    """The answer of large work, made again when all else that the work made is gone.

    What is kept of it stands scattered between what is let go of, and each piece keeps a megabyte of Python's from the system.
    It is written down in memory and nowhere else.
    """
    written = pickle.dumps(work(), pickle.HIGHEST_PROTOCOL)
    made: T = pickle.loads(written)  # what this process wrote in the line above
    return made


@cache
def _function(name: str) -> Callable[..., Any] | None:
    """A function of glibc; None under another C library."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    found: Callable[..., Any] | None = (
        getattr(library, name, None) if hasattr(library, "gnu_get_libc_version") else None
    )
    return found

"""The most memory that this process ever held, on every system."""

import sys


def peak_kib() -> int:
    """KiB; it never falls."""
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        class Counters(ctypes.Structure):
            _fields_ = [
                ("cb", wintypes.DWORD),
                ("faults", wintypes.DWORD),
                ("peak", ctypes.c_size_t),
                *((name, ctypes.c_size_t) for name in ("now", "pp", "p", "npp", "np", "pagefile", "peak_pagefile")),
            ]

        found = Counters()
        found.cb = ctypes.sizeof(found)
        process = ctypes.c_void_p(-1)  # this one
        if not ctypes.windll.kernel32.K32GetProcessMemoryInfo(process, ctypes.byref(found), found.cb):
            raise OSError("the memory of this process is not told")
        return found.peak // 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak

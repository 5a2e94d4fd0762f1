"""A ledger that was never finished: a kill while it was being made must not stand in the way of making it again.

A note beside the folder says that it is being made, and its keys are written last: a folder with a note and without keys is one
in which nobody can have worked, so it is removed before the ledger is looked for.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from db import atomic, key_file

_under_way: set[Path] = set()


def begin(folder: Path) -> None:
    """Note that a ledger is being made; the folder does not exist yet."""
    atomic.make_folder(folder.parent)
    _under_way.add(folder)
    atomic.write(_note(folder), str(os.getpid()).encode("ascii"))


def end(folder: Path, *, whole: bool) -> None:
    """The ledger is whole; or it could not be made, and what there is of it goes."""
    _under_way.discard(folder)
    if not whole:
        shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        _note(folder).unlink(missing_ok=True)


def settle(folder: Path) -> None:
    """Remove what a cut-off making left, unless it is still going on."""
    if folder in _under_way:
        return
    try:
        process = int(_note(folder).read_bytes())
    except (OSError, ValueError):
        return
    if process == os.getpid() or not atomic.is_running(process):
        end(folder, whole=key_file.is_there(folder))


def _note(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.making")

"""One ledger folder takes the place of another, so that a power cut between the two renames leaves one of them there (S-7).

A journal beside the ledger says what is under way; `settle` carries it to its end or takes it back. It is asked before a ledger
is looked for, and again at the end of the exchange itself.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from db import atomic

_under_way: set[Path] = set()
_GRACE = 0.5  # seconds: between its two renames a running exchange is through long before


@dataclass(frozen=True)
class Exchange:
    """`aside` is to take the place of `folder`, whose present content waits in `former` until that is done."""

    folder: Path
    aside: Path
    former: Path

    def begin(self) -> None:
        """Write down what is going to be done; from now on `settle` clears `aside` away as long as nothing has moved."""
        names = {"aside": self.aside.name, "former": self.former.name, "process": os.getpid()}
        _under_way.add(self.folder)
        atomic.write(_journal(self.folder), json.dumps(names, ensure_ascii=False).encode("utf-8"))

    def carry_out(self) -> None:
        """The two renames. Where the second fails the first is taken back."""
        self.folder.rename(self.former)
        try:
            self.aside.rename(self.folder)
        except OSError:
            self.former.rename(self.folder)
            raise
        atomic.sync_folder(self.folder.parent)


def planned(folder: Path, mark: str) -> Exchange:
    """The exchange for a ledger, with names that no folder has; `mark` tells it from others."""
    number = 1
    while True:
        end = mark if number == 1 else f"{mark}-{number}"
        aside, former = (folder.with_name(f"{folder.stem}.{word}-{end}") for word in ("restored", "replaced"))
        if not aside.exists() and not former.exists():
            return Exchange(folder, aside, former)
        number += 1


def finish(folder: Path) -> None:
    """What `settle` does, by the one who began the exchange."""
    _under_way.discard(folder)
    settle(folder)


def settle(folder: Path) -> bool:
    """End an exchange that was cut off; True where there was one. Afterwards a whole ledger is at its place.

    Cut off before the first rename the present ledger stays; after it the restored one, which was whole by then, takes its place.
    One that still runs is left alone.
    """
    found = _read(folder)
    if found is None or folder in _under_way:
        return False
    exchange, process = found
    if process != os.getpid() and atomic.is_running(process):
        if folder.exists():
            return False
        time.sleep(_GRACE)
    if not folder.exists():
        source = exchange.aside if exchange.aside.is_dir() else exchange.former
        if not source.is_dir():
            return False  # neither is there: nothing is touched, somebody moved them
        source.rename(folder)
    for left in (exchange.aside, exchange.former):
        shutil.rmtree(left, ignore_errors=True)
    if not exchange.aside.exists() and not exchange.former.exists():
        with suppress(OSError):
            _journal(folder).unlink()
    return True


def _journal(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.swap")


def _read(folder: Path) -> tuple[Exchange, int] | None:
    try:
        names = json.loads(_journal(folder).read_bytes())
        aside, former, process = str(names["aside"]), str(names["former"]), int(names["process"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    parts = {"aside": (aside, "restored"), "former": (former, "replaced")}
    if any(Path(name).name != name or not name.startswith(f"{folder.stem}.{word}-") for name, word in parts.values()):
        return None  # not written by us: it must not lead to a folder being removed
    return Exchange(folder, folder.with_name(aside), folder.with_name(former)), process

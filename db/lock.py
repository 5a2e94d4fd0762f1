"""One writer per ledger: a lock file that names person and PC, and the system's own lock behind it.

The system's lock ends with the process that holds it, so a lock of this PC that can be had is stale and is taken over silently.
A lock that names another PC came with a copied folder, or the other PC still has it open: a person decides.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import uuid
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from db import atomic, disk, safe_folder

FILE = "ledger.lock"
_FAR = 1 << 30  # the locked byte lies past the text, so that other programs can read and copy the file


@dataclass(frozen=True)
class Machine:
    """A PC: its name for people, its id for comparing."""

    name: str
    id: str


@dataclass(frozen=True)
class Holder:
    """Who has the ledger open."""

    user: str
    machine: str
    machine_id: str
    pid: int
    since: str


class LockedByOther(Exception):
    """Somebody else has the ledger open. `running` says whether a program is known to hold it at this moment."""

    def __init__(self, holder: Holder | None, *, running: bool) -> None:
        super().__init__(str(holder))
        self.holder = holder
        self.running = running


class Lock:
    """A held lock; `release` gives it back."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def release(self) -> None:
        """Empty the file and let go; done twice it does nothing. It always lets go, whatever the disk says."""
        if self._file.closed:
            return
        try:
            self._file.seek(0)
            self._file.truncate()
        finally:
            with suppress(OSError):
                _unlock(self._file)
            self._file.close()


def take(folder: Path, user: str, machine: Machine, now: datetime, *, take_over: bool = False) -> Lock:
    """Take the lock. A lock of another PC is taken with `take_over` only; one that a running program holds, never."""
    file = _opened(folder / FILE)
    holder = _facts(file)
    if not _try_lock(file):
        file.close()
        raise LockedByOther(holder, running=True)
    if holder is not None and holder.machine_id != machine.id and not take_over:
        _unlock(file)
        file.close()
        raise LockedByOther(holder, running=False)
    mine = Holder(user, machine.name, machine.id, os.getpid(), now.isoformat(timespec="seconds"))
    held = Lock(file)
    try:
        file.seek(0)
        file.truncate()
        file.write(json.dumps(asdict(mine), ensure_ascii=False).encode("utf-8"))
        os.fsync(file.fileno())
    except OSError as error:
        if disk.kind_of(error) is not disk.DiskFault.FULL:
            held.release()
            raise
        # The system's own lock holds; only the name of the holder is missing. A full disk must not keep people from reading.
    return held


def _opened(path: Path) -> IO[bytes]:
    """The lock file, made where it is missing; a link in its place is refused, since taking the lock empties the file (S-9)."""
    if path.is_symlink():
        raise safe_folder.LinkInside(path.name)
    mode = atomic.mode_in(path.parent, private=True) or 0o600
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0), mode)
    if sys.platform != "win32":
        with suppress(OSError):  # another account's file keeps its rights
            os.fchmod(handle, mode)
    return os.fdopen(handle, "r+b", buffering=0)


def holder_of(folder: Path) -> Holder | None:
    """Who is written in the lock file, running or not."""
    try:
        with (folder / FILE).open("rb") as file:
            return _facts(file)
    except OSError:
        return None


def this_machine() -> Machine:
    """The PC at hand."""
    return Machine(platform.node() or "本机", _machine_id())


def _machine_id() -> str:
    if sys.platform == "win32":
        import winreg

        with suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    else:
        with suppress(OSError):
            return Path("/etc/machine-id").read_text("ascii").strip()
    return f"{uuid.getnode():012x}"


def _facts(file: IO[bytes]) -> Holder | None:
    file.seek(0)
    try:
        return Holder(**json.loads(file.read(4096)))
    except (ValueError, TypeError):
        return None


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[bytes]) -> bool:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)

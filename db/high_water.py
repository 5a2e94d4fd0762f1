"""How far the log went, kept outside the database and its write-ahead log: a lost or cut `ledger.db-wal` is noticed by it.

One small file in the ledger folder, written in place after every action, two records in turn so that one is whole at every moment;
a third keeps the first disagreement that was found, which new entries never cover up. It bears the ledger's own id; a restored
ledger is a new folder and begins anew. Its name comes before `ledger.db`, so that a copy takes it first.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from db import atomic, audit
from db.audit import Anchor
from db.driver import UNREADABLE
from db.queries.settings import setting
from db.reader import Reader

FILE = "ledger.count"
_SIZE = 320
_LOST = 2


@dataclass(frozen=True)
class Mark:
    """The last entry of the log at a moment, and its action; `at` is the time of entry. `kept` is the last entry that was still there when this one was missed."""

    seq: int
    hash: str
    action: int
    at: str
    kept: int = -1


class HighWater:
    """The file of one ledger, open as long as the ledger is."""

    def __init__(self, folder: Path, ledger_id: str) -> None:
        self._path, self._id = folder / FILE, ledger_id
        self._turn = 0
        self._last: Mark | None = None

    def compare(self, reader: Reader) -> Mark | None:
        """The first record that this log does not contain: entries are gone, or were written anew."""
        running, lost = self.marks()
        if lost is not None:
            return lost
        if running is None or not audit.disagreeing(reader, [Anchor(running.seq, running.hash)]):
            return None
        return Mark(running.seq, running.hash, running.action, running.at, audit.head(reader).seq)

    def keep(self, lost: Mark) -> None:
        """Remember what was missed, whatever is entered afterwards."""
        if self.marks()[1] is None:
            self._write(_LOST, lost)

    def note(self, reader: Reader) -> None:
        """The log as it is now. Never raises: the action stands whether this can be written or not."""
        with suppress(*UNREADABLE):
            self._note(reader)

    def _note(self, reader: Reader) -> None:
        if not self._id:  # a ledger that is being made gets its id by its first action
            self._id = str(setting(reader, "ledger_id"))
        found = reader.tuples(
            "select change_log.seq, change_log.hash, action.id, action.recorded_at from change_log"
            " join action on action.id = change_log.action_id order by seq desc limit 1"
        )
        if not found or (self._last is not None and self._last.seq == found[0][0]):
            return
        self._last = Mark(*found[0])
        self._turn = 1 - self._turn
        self._write(self._turn, self._last)

    def marks(self) -> tuple[Mark | None, Mark | None]:
        """How far the log went by the newest whole record, and the first loss that was found."""
        try:
            content = self._path.read_bytes()
        except OSError:
            return None, None
        records = [self._read(content[at * _SIZE : (at + 1) * _SIZE]) for at in range(3)]
        running = max((each for each in records[:_LOST] if each), key=lambda mark: mark.seq, default=None)
        return running, records[_LOST]

    def _write(self, place: int, mark: Mark) -> None:
        body = json.dumps(asdict(mark))
        record = json.dumps({"sum": self._sum(body), "body": body}).encode("ascii")
        with suppress(OSError):
            if not self._path.exists():
                self._make()
            with self._path.open("r+b", buffering=0) as file:
                file.seek(place * _SIZE)
                file.write(record.ljust(_SIZE - 1) + b"\n")

    def _make(self) -> None:
        """An empty file with the rights of the folder's other files: a group's folder is worked in by a second account (S-9)."""
        mode = atomic.mode_in(self._path.parent, private=True)
        self._path.touch(0o600 if mode is None else mode)
        if mode is not None:
            self._path.chmod(mode)  # the mask of the process may have taken the group's rights away

    def _read(self, record: bytes) -> Mark | None:
        try:
            outer = json.loads(record)
            return Mark(**json.loads(outer["body"])) if outer["sum"] == self._sum(outer["body"]) else None
        except (ValueError, KeyError, TypeError):
            return None

    def _sum(self, body: str) -> str:
        return hashlib.sha256(f"{self._id} {body}".encode("ascii")).hexdigest()


def of(folder: Path, reader: Reader) -> HighWater:
    """The file of a ledger, under its own id."""
    return HighWater(folder, str(setting(reader, "ledger_id")))

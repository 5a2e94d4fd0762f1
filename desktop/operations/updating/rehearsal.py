"""The trial before the switch: the new version brings a copy of the ledger up to date, and both versions say what they read in it.

The copy is made from the backup that was just verified; it is as encrypted as the ledger. The key goes to the new version through its pipe.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from db import atomic, backup, container, digest
from db.queries import bases
from db.store import FILES, Ledger, open_for_reading, open_ledger
from desktop.errors import KnownError
from desktop.host import children, versions
from desktop.statistics.rectification_rate import rate_table

SECONDS = 3600.0
NOTHING_CHANGED = "程序仍是原来的版本，账本没有动。"


def selftest(program: Path) -> int:
    """The new version tries itself; how many steps it passed. KnownError where it does not start or fails one."""
    told = children.ask_version(program, "selftest", "--json", environ=versions.environment_of(), seconds=SECONDS)
    answer = {} if told is None else _json(told.said)
    failed = [f"{one.get('step')}（{one.get('detail')}）" for one in answer.get("steps", []) if not one.get("ok")]
    if told is None or told.code or answer.get("ok") is not True:
        why = f"：{'；'.join(failed)[:200]}" if failed else "，在本机上启动不了"
        raise KnownError(f"新版本没有通过自检{why}。{NOTHING_CHANGED}请把这句话告诉交付单位。", "selftest")
    return len(answer["steps"])


def rehearse(program: Path, copy_of: Path, key: bytes | None, place: Path, as_of: date) -> dict[str, Any]:
    """Bring a copy of a backup up to date with the new version; what both read in it, where it is the same. KnownError otherwise."""
    with _copy(copy_of, place) as folder:
        with _reading(folder, key) as ledger:
            before = facts(ledger, as_of)
        told = children.ask_version(
            program, "update", "trial", str(folder), "--as-of", as_of.isoformat(), "--json",
            environ=versions.environment_of(), seconds=SECONDS, given=f"{'' if key is None else key.hex()}\n",
        )  # fmt: skip
        after = {} if told is None else _json(told.said)
    differing = [word for name, word in _WORDS.items() if after.get(name) != before[name]]
    if told is None or told.code or differing:
        why = f"试升级前后{'、'.join(differing)}不一致" if told is not None and not told.code else "试升级没有成功"
        raise KnownError(f"用新版本在账本的副本上试升级：{why}。{NOTHING_CHANGED}请把这句话告诉交付单位。", "trial")
    return before


_WORDS = {"digest": "内容摘要", "counts": "各项条数", "rates": "整改率"}


def facts(ledger: Ledger, as_of: date) -> dict[str, Any]:
    """What must be the same before and after: digest of the content, counts, and the rate under every basis, as true and as known."""
    reader, day = ledger.reader, as_of.isoformat()
    found = bases.current_bases(reader) or (bases.default_basis(reader),)
    rates = [rate_table(reader, basis, day, known).total.rate.with_counts for basis in found for known in (None, day)]
    return {"digest": digest.content_digest(reader), "counts": backup.counts_of(reader), "rates": rates}


def stand_trial(folder: Path, key: bytes | None, as_of: date) -> dict[str, Any]:
    """The new version's half: open a copy for writing, which brings it up to date, and say what is in it."""
    ledger = open_ledger(folder, key, datetime.now)
    try:
        return facts(ledger, as_of)
    finally:
        ledger.close()


@contextmanager
def _reading(folder: Path, key: bytes | None) -> Iterator[Ledger]:
    ledger = open_for_reading(folder, key, datetime.now)
    try:
        yield ledger
    finally:
        ledger.close()


@contextmanager
def _copy(backup_file: Path, place: Path) -> Iterator[Path]:
    """A ledger folder with the database of a backup; one that a killed update left goes with the next (`atomic.clear_leftovers`)."""
    folder = atomic.part_of(place / "trial")
    shutil.rmtree(folder, ignore_errors=True)
    atomic.make_folder(folder, private=True)
    try:
        container.unpack(backup_file, folder)
        (folder / container.KEYS).unlink(missing_ok=True)
        atomic.make_folder(folder / FILES)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _json(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}

"""诊断包: what a maintainer needs to see of a program and a ledger, and not one word of what stands in it (W-9).

Versions, sizes, rows per table, the kinds of fault that a check found, and the program log, whose sentences are English: every
line of it passes the same sieve once more.
"""

from __future__ import annotations

import json
import platform
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from db import atomic, migrations
from db.queries import health as health_queries
from db.store import DATABASE, FILES, Ledger
from desktop.errors import KnownError, reason_of
from desktop.host.logs import without_contents
from desktop.host.paths import NAME
from desktop.operations import disk_words
from desktop.operations.maintenance import Health

LIBRARIES = ("PySide6", "sqlcipher3", "cryptography", "sqlite-utils", "openpyxl", "docxtpl", "python-calamine")
_LOG_BYTES = 200_000


def write(ledger: Ledger, target: Path, health: Health | None, logs: Iterable[Path]) -> Path:
    """Write the package to a file; `health` is the last check, where there was one. Raises KnownError where the disk takes none."""
    facts = {
        "program": _version(NAME),
        "last_step": migrations.STEP_NAMES[-1],
        "python": sys.version.split()[0],
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "libraries": {name: _version(name) for name in LIBRARIES},
        "ledger": _facts(ledger),
        "check": None if health is None else dict(Counter(problem.kind for problem in health.problems)),
    }
    try:
        with (
            atomic.replacing(target, private=True) as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            archive.writestr("facts.json", json.dumps(facts, indent=1))
            for path in logs:
                archive.writestr(f"logs/{path.name}", without_contents(_end_of(path)))
    except OSError as error:
        raise disk_words.known(error, "诊断包没有写出") or KnownError(
            f"诊断包不能写到 {target}：{reason_of(error)}。请换一个位置。"
        ) from error
    return target


def _facts(ledger: Ledger) -> dict[str, object]:
    files = [path.stat().st_size for path in ledger.files.glob("??/*")]
    return {
        "encrypted": not ledger.plain,
        "database_bytes": (ledger.folder / DATABASE).stat().st_size,
        "wal_bytes": sum(path.stat().st_size for path in [ledger.folder / f"{DATABASE}-wal"] if path.exists()),
        FILES: {"count": len(files), "bytes": sum(files)},
        "rows": health_queries.rows_per_table(ledger.reader),
    }


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""  # a frozen program carries no records of its libraries


def _end_of(path: Path) -> str:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _LOG_BYTES))
        return file.read().decode("utf-8", "replace")

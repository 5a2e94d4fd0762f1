"""The files that the ledger names, as letters in a document that takes the whole of it out (a dump, a package)."""

from __future__ import annotations

import base64
from collections.abc import Collection

from db.pool import FileChanged, FileMissing
from db.queries.health import pooled_files
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError


def in_letters(ledger: Ledger, reader: Reader, not_done: str, only: Collection[str] | None = None) -> dict[str, str]:
    """SHA-256 → content in base64, of every file that the ledger names; of those with a sum in `only`, where it is given.

    Raises KnownError where one is missing or changed; `not_done` says what was not made of it.
    """
    files = {}
    for sha, name in pooled_files(reader):
        if only is not None and sha not in only:
            continue
        try:
            files[sha] = base64.b64encode(ledger.pool.read(sha)).decode("ascii")
        except (FileMissing, FileChanged) as error:
            raise KnownError(
                f"入库文件 {name or sha[:8]} 缺失或与登记时不一致，{not_done}。请先在“系统”中做体检，从备份中找回。",
                "corrupt",
            ) from error
    return files

"""A copy of a piece of evidence leaves the ledger only when a person asks for it; a changed piece is never handed out as sound."""

from __future__ import annotations

from pathlib import Path

from db.pool import FileChanged, FileMissing
from db.store import Ledger
from desktop.errors import KnownError, reason_of


def save_copy(ledger: Ledger, sha256: str, target: Path) -> Path:
    """Write the verified content to a file outside; returns where."""
    try:
        ledger.pool.copy_out(sha256, target)
    except FileMissing as error:
        raise KnownError("这份佐证的文件在账本中缺失，不能另存。请从最近的备份中找回。") from error
    except FileChanged as error:
        raise KnownError("这份佐证的文件已变动，与登记时不一致，不另存。请从最近的备份中找回原件。") from error
    except OSError as error:
        raise KnownError(f"不能写到 {target}：{reason_of(error)}。请换一个位置。") from error
    return target

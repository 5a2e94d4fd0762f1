"""A copy of a piece of evidence leaves the ledger only when a person asks for it; a changed piece is never handed out as sound.

What the program can show itself is shown from memory. For the rest a read-only copy is made for the program that opens it,
entered in the register of exports, and removed when the ledger is closed or, after a power cut, at the next start.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from db.pool import FileChanged, FileMissing
from db.store import Ledger
from desktop.errors import KnownError, reason_of
from desktop.host.file_names import fitting
from desktop.ledgers.ways_out import EVIDENCE_COPY, EVIDENCE_OPENED
from desktop.operations import outgoing
from desktop.operations.change import Changes, change
from desktop.operations.outgoing import Asked, Facts
from desktop.rules.permissions import Actor, require

_MISSING = "这份佐证的文件在账本中缺失，不能{verb}。请从最近的备份中找回。"
_CHANGED = "这份佐证的文件已变动，与登记时不一致，不能{verb}。请从最近的备份中找回原件。"


def content(ledger: Ledger, sha256: str) -> bytes:
    """The verified content, for showing it from memory."""
    try:
        return ledger.pool.read(sha256)
    except FileMissing as error:
        raise KnownError(_MISSING.format(verb="查看")) from error
    except FileChanged as error:
        raise KnownError(_CHANGED.format(verb="查看")) from error


def save_copy(
    ledger: Ledger, actor: Actor, sha256: str, file_name: str, target: Path, asked: Asked = Asked()
) -> tuple[Path, Changes]:
    """另存为…: the verified content as a file outside, entered in the register of exports; returns where."""
    left = outgoing.registered(
        ledger,
        actor,
        EVIDENCE_COPY,
        asked,
        f"另存 {file_name}",
        target,
        lambda final, _properties: _copied(ledger, sha256, final),
        lambda _path: Facts(),
        said=f"另存 {file_name}",
    )
    return left.path, left.changes


def _copied(ledger: Ledger, sha256: str, target: Path) -> Path:
    try:
        ledger.pool.copy_out(sha256, target)
    except FileMissing as error:
        raise KnownError(_MISSING.format(verb="另存")) from error
    except FileChanged as error:
        raise KnownError(_CHANGED.format(verb="另存")) from error
    except OSError as error:
        raise KnownError(f"不能写到 {target}：{reason_of(error)}。请换一个位置。") from error
    return target


def copy_to_open(
    ledger: Ledger, actor: Actor, sha256: str, file_name: str, folder: Path
) -> tuple[Path, Changes | None]:
    """A read-only copy in this user's own folder for another program to open; the register of exports tells of it.

    A ledger that is open for reading has no register to write to: then nothing is handed out.
    """
    outgoing.need_register(ledger, EVIDENCE_OPENED)
    require(actor, EVIDENCE_OPENED.action)  # before anything is written in the clear
    own = folder / sha256[:16]
    own.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = own / fitting(Path(file_name).name)
    title, made = f"打开佐证 {target.name}", False
    try:
        with change(ledger, actor, EVIDENCE_OPENED.action, title) as changes:
            outgoing.enter(changes, EVIDENCE_OPENED, Asked(), title, Facts(), file_name=target.name, sha256=sha256)
            if not target.exists():
                made = True
                _copied(ledger, sha256, target)
                with contextlib.suppress(OSError):  # a file system without modes: the copy is removed all the same
                    target.chmod(0o400)
    except BaseException:
        if made:
            with contextlib.suppress(OSError):  # what failed first is told; no copy lies there untold
                _remove(target)
        raise
    return target, changes


def sweep(folder: Path) -> int:
    """Remove the copies that were made for opening; returns how many could not be removed (another program holds them)."""
    left = 0
    for path in sorted(folder.rglob("*"), reverse=True) if folder.is_dir() else ():
        try:
            if path.is_dir() and not path.is_symlink():
                path.rmdir()
            else:
                _remove(path)
        except OSError:
            left += not path.is_dir()
    return left


def _remove(path: Path) -> None:
    if os.name == "nt":
        path.chmod(0o600)  # Windows refuses to remove a read-only file
    path.unlink()

"""Evidence: scans kept in the ledger's pool by their hash, or a reference to paper; checked before a finding is closed out (L7)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from db.pool import FileState, Pool, Pooled, TooLarge
from db.queries import facts
from db.store import Ledger
from desktop.errors import KnownError, reason_of
from desktop.operations import disk_words
from desktop.operations.change import Changes, change
from desktop.rules.permissions import Action, Actor

STATE_WORDS = {FileState.INTACT: "未改动", FileState.CHANGED: "已变动", FileState.MISSING: "缺失"}
_MEGABYTE = 1024 * 1024


def keep_file(changes: Changes, pool: Pool, source: Path | bytes) -> Pooled:
    """Put a file into the pool inside an action; the same content is kept once."""
    try:
        pooled = pool.add(source)
    except TooLarge as error:
        raise KnownError(f"文件超过 {error.limit // _MEGABYTE} MB，未存入。请压缩或拆分后再添加。") from error
    except OSError as error:
        if known := disk_words.known(error):
            raise known from error
        name = source.name if isinstance(source, Path) else "文件"
        raise KnownError(f"“{name}”读不出来：{reason_of(error)}。请检查文件是否被占用或已移走。") from error
    _enter_pooled(changes, pooled)
    return pooled


def keep_files(changes: Changes, pool: Pool, contents: Sequence[bytes]) -> tuple[Pooled, ...]:
    """Put many contents into the pool inside an action, waiting for the disk once."""
    try:
        kept = pool.add_all(contents)
    except OSError as error:
        if known := disk_words.known(error):
            raise known from error
        raise KnownError(f"写不进账本的文件区：{reason_of(error)}。请检查磁盘空间和权限，本次没有存入。") from error
    for pooled in kept:
        _enter_pooled(changes, pooled)
    return kept


def _enter_pooled(changes: Changes, pooled: Pooled) -> None:
    if facts.pool_file_id(changes.writer, pooled.sha256) is None:
        changes.writer.insert("pool_file", {"sha256": pooled.sha256, "size": pooled.size})


def attach(
    changes: Changes,
    pool: Pool,
    finding_id: int,
    source: Path | bytes,
    title: str,
    file_name: str,
    measure_id: int | None = None,
    kind: str = "",
) -> int:
    """Keep a file and hang it on a finding inside an action."""
    pooled = keep_file(changes, pool, source)
    fields = {"finding_id": finding_id, "measure_id": measure_id, "title": title, "kind": kind}
    return changes.writer.insert("evidence", {**fields, "sha256": pooled.sha256, "file_name": file_name})


def add_files(
    ledger: Ledger, actor: Actor, finding_id: int, sources: Sequence[Path], measure_id: int | None = None
) -> Changes:
    """Drag-in: each file becomes one piece of evidence titled by its name."""
    number = facts.number(ledger.writing(), finding_id)
    with change(ledger, actor, Action.ADD_EVIDENCE, f"{number} 添加佐证 {len(sources)} 份") as changes:
        for source in sources:
            attach(changes, ledger.pool, finding_id, source, source.stem, source.name, measure_id)
    return changes


def add_paper(ledger: Ledger, actor: Actor, finding_id: int, title: str, paper: str) -> Changes:
    """Note evidence that is kept on paper, by its file reference."""
    if not title.strip() or not paper.strip():
        raise KnownError("纸质佐证要写明材料名称和卷号。")
    number = facts.number(ledger.writing(), finding_id)
    with change(ledger, actor, Action.ADD_EVIDENCE, f"{number} 登记纸质佐证") as changes:
        changes.writer.insert("evidence", {"finding_id": finding_id, "title": title, "paper": paper})
    return changes


def remove(ledger: Ledger, actor: Actor, evidence_id: int, reason: str = "") -> Changes:
    """Put a piece of evidence into the recycle bin; its file stays in the pool."""
    with change(ledger, actor, Action.REMOVE, "佐证移入回收站", reason=reason) as changes:
        changes.writer.update("evidence", evidence_id, {"removed_in": changes.action_id})
    return changes


def state_word(ledger: Ledger, sha256: str) -> str:
    """未改动, 已变动 or 缺失: the file is read and hashed now."""
    return STATE_WORDS[ledger.pool.state(sha256)]


def faults(ledger: Ledger, finding_id: int) -> list[str]:
    """Pieces that are missing or were altered, for the close-out gate."""
    found = []
    for title, sha256 in facts.evidence_files(ledger.newest, finding_id):
        state = ledger.pool.state(sha256)
        if state is not FileState.INTACT:
            found.append(f"佐证“{title}”{STATE_WORDS[state]}")
    return found

"""Everything in the open, and back: one JSON file with every table, who did what and when, and every file (interfaces.md, `dump`)."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import dump, dump_back
from db.digest import content_digest
from db.dump_back import Unfit
from db.pool import FileChanged, FileMissing
from db.reader import Reader
from db.store import Ledger
from db.writer import Writer
from desktop.errors import KnownError
from desktop.ledgers.table_words import table_word
from desktop.operations import dump_file, field_rights, outgoing
from desktop.operations.change import Changes, Former, change
from desktop.operations.office import PROGRAM_ONLY
from desktop.rules.permissions import Action, Actor

LARGEST = dump_file.LARGEST


@dataclass(frozen=True)
class Dumped:
    """Where the file lies, what it holds by table, and the digest of the content."""

    path: Path
    contents: dict[str, int]
    digest: str


def write(ledger: Ledger, actor: Actor, path: Path) -> Dumped:
    """Write the file, never over one that is there, and enter it in the register of exports."""
    from desktop.exchange.unused_path import unused

    final = unused(path)
    return outgoing.registered(
        ledger,
        actor,
        Action.DUMP,
        f"转出全部内容 {final.name}",
        lambda: _written(ledger, final),
        lambda made: {"title": "全部内容（公开格式）", "rows": made.contents.get("finding", 0)},
    )


def _written(ledger: Ledger, final: Path) -> Dumped:
    from desktop.exchange.unused_path import written_whole

    reader = ledger.writing()
    found = dump.content(reader, PROGRAM_ONLY)
    digest = content_digest(reader)
    said = {
        "form": "dump", "steps": list(dump.steps(reader)), "digest": digest, "tables": found.tables,
        "actions": found.actions, "log": found.log, "files": _files(ledger),
    }  # fmt: skip
    with written_whole(final) as draft:
        text = dump_file.text_of({**said, "sum": dump_file.sum_of(said)})
        if len(text) > LARGEST:
            raise KnownError("全部内容超过 1 GB，转出后读不回来，没有转出。请改用备份。", "too_large")
        draft.write_bytes(text)
    return Dumped(final, _counts(found.tables), digest)


def opened(path: Path) -> Any:
    """What a JSON file says, dump or not; KnownError where it is too large or cannot be read."""
    return dump_file.opened(path, LARGEST)


def told(reader: Reader, path: Path, content: Any = None) -> Dumped:
    """What a dump holds, proven by reading it back into a ledger in memory; `content` where it was opened before.

    Raises KnownError for everything that stands against the dump; whether this ledger takes one is asked by `require_empty`.
    """
    found = dump_file.checked(reader, path, opened(path) if content is None else content)
    former = _former(found)
    rehearsal = dump_back.rehearsal()
    try:
        with rehearsal.transaction():
            action = {"recorded_at": former.until or "1970-01-01T00:00:00", "user_name": "", "kind": "", "title": ""}
            _put_back(rehearsal, path, found, rehearsal.begin_action(action, former.count) - former.count)
    finally:
        rehearsal.close()
    return Dumped(path, _counts(found.content.tables), found.digest)


def read_back(ledger: Ledger, actor: Actor, path: Path, content: Any = None) -> tuple[dict[str, int], Changes]:
    """Enter a dump into an empty ledger, all of it or nothing; what comes of it must have the digest that it was written with.

    Everything is entered under the action that it was done by, before this one in the log. Raises KnownError.
    """
    found = dump_file.checked(ledger.writing(), path, opened(path) if content is None else content)
    require_empty(ledger.writing())
    former = _former(found)
    with change(ledger, actor, Action.READ_BACK, f"读入全部内容 {path.name}", former=former) as changes:
        first = changes.action_id - former.count
        _put_back(changes.writer, path, found, first)
        for action_id in range(first, changes.action_id):
            field_rights.check(changes.writer, actor, action_id, changes.writer.touched)
        for sha, data in found.files.items():  # last: a file in the pool is of no row until all stands
            if ledger.pool.add(data).sha256 != sha:
                raise dump_file.damaged(path, f"附件 {sha[:8]}", "与登记的不符")
    return _counts(found.content.tables), changes


def require_empty(reader: Reader) -> None:
    """KnownError where something was entered already."""
    if not dump.is_empty(reader):
        raise KnownError("账本里已有内容，全部内容只能读入新建的空账本。请另建账本。", "not_empty")


def _former(found: dump_file.Found) -> Former:
    return Former(len(found.content.actions), max((one["recorded_at"] for one in found.content.actions), default=""))


def _put_back(writer: Writer, path: Path, found: dump_file.Found, first: int) -> None:
    try:
        dump_back.put_back(writer, found.content, first)
    except Unfit as error:
        place = f"“{table_word(error.table)}”第 {error.row_id} 号"
        raise dump_file.damaged(path, place, "与其余内容前后不符") from error
    try:
        digest = content_digest(writer)
    except (ValueError, TypeError, KeyError) as error:
        raise dump_file.damaged(path, "内容", "前后不符") from error
    if digest != found.digest:
        raise dump_file.damaged(path, "内容", "与转出时不同", "digest")


def _files(ledger: Ledger) -> dict[str, str]:
    files = {}
    for sha in ledger.pool.hashes():
        try:
            files[sha] = base64.b64encode(ledger.pool.read(sha)).decode("ascii")
        except (FileMissing, FileChanged) as error:
            raise KnownError(
                f"入库文件 {sha[:8]} 与登记时不一致，没有转出。请先在“系统”中做体检，从备份中找回。", "corrupt"
            ) from error
    return files


def _counts(tables: Any) -> dict[str, int]:
    return {table: len(rows) for table, rows in tables.items() if rows}

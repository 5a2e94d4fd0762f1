"""Everything in the open, and back: one JSON file with every table and every file, read into an empty ledger (interfaces.md, `dump`)."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import dump
from db.digest import content_digest
from db.driver import IntegrityError
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations.change import Changes, change
from desktop.operations.office import PROGRAM_ONLY
from desktop.rules.permissions import Action, Actor

LARGEST = 1024**3  # bytes


@dataclass(frozen=True)
class Dumped:
    """Where the file lies, what it holds by table, and the digest of the content."""

    path: Path
    contents: dict[str, int]
    digest: str


def write(ledger: Ledger, actor: Actor, path: Path) -> Dumped:
    """Write the file, never over one that is there, and enter it in the register of exports."""
    from desktop.exchange.unused_path import unused, written_whole

    reader = ledger.writing()
    tables = {table: list(dump.rows(reader, table)) for table in dump.tables(reader)}
    tables["setting"] = [row for row in tables["setting"] if row["name"] not in PROGRAM_ONLY]
    digest = content_digest(reader)
    files = {sha: base64.b64encode(ledger.pool.read(sha)).decode("ascii") for sha in ledger.pool.hashes()}
    content = {"form": "dump", "steps": list(dump.steps(reader)), "digest": digest, "tables": tables, "files": files}
    final = unused(path)
    with written_whole(final) as draft:
        draft.write_text(json.dumps(content, ensure_ascii=False), "utf-8", "surrogatepass")
    contents = {table: len(rows) for table, rows in tables.items() if rows}
    with change(ledger, actor, Action.EXPORT, f"转出全部内容 {final.name}") as changes:
        record = {
            "kind": "export",
            "title": "全部内容（公开格式）",
            "rows": contents.get("finding", 0),
            "file_name": final.name,
        }
        sha256 = hashlib.sha256(final.read_bytes()).hexdigest()
        changes.writer.insert("export_record", {**record, "sha256": sha256, "action_id": changes.action_id})
    return Dumped(final, contents, digest)


def look(reader: Reader, path: Path) -> dict[str, Any]:
    """What a dump holds; KnownError where it is none, or where it does not fit this ledger."""
    try:
        if path.stat().st_size > LARGEST:
            raise KnownError(f"{path.name} 超过 1 GB，不读。请改用备份文件。", "too_large")
        content = json.loads(path.read_text("utf-8", "surrogatepass"))
    except (OSError, ValueError, RecursionError) as error:
        raise KnownError(f"{path.name} 读不出来，不是转出的全部内容。请核对文件。", "corrupt") from error
    if not isinstance(content, dict) or content.get("form") != "dump" or not isinstance(content.get("tables"), dict):
        raise KnownError(f"{path.name} 不是转出的全部内容。请核对文件。", "not_a_dump")
    if content.get("steps") != list(dump.steps(reader)):
        raise KnownError(f"{path.name} 由另一版本的程序转出，不能读入。请用同一版本的程序，或恢复备份。", "version")
    for table in content["tables"]:
        if table not in dump.tables(reader):
            raise KnownError(f"{path.name} 里有本账本没有的内容“{table}”，不能读入。请核对文件。", "not_a_dump")
    return content


def told(reader: Reader, path: Path) -> Dumped:
    """What a dump says that it holds; raises as `look` does."""
    content = look(reader, path)
    return Dumped(path, {table: len(rows) for table, rows in content["tables"].items() if rows}, content["digest"])


def read_back(ledger: Ledger, actor: Actor, path: Path) -> tuple[dict[str, int], Changes]:
    """Enter a dump into an empty ledger, all of it or nothing; what comes of it must have the digest that it was written with."""
    content = look(ledger.writing(), path)
    if not dump.is_empty(ledger.writing()):
        raise KnownError("账本里已有内容，全部内容只能读入新建的空账本。请另建账本。", "not_empty")
    for sha, text in content.get("files", {}).items():
        if ledger.pool.add(base64.b64decode(text)).sha256 != sha:
            raise KnownError(f"{path.name} 里的附件 {sha[:8]} 与登记的不符，没有读入。请核对文件。", "corrupt")
    contents: dict[str, int] = {}
    with change(ledger, actor, Action.OPENING, f"读入全部内容 {path.name}") as changes:
        changes.writer.defer_links()
        try:
            for table in dump.tables(changes.writer):
                found = content["tables"].get(table, [])
                dump.put_back(changes.writer, table, found)
                contents |= {table: len(found)} if found else {}
        except (IntegrityError, KeyError, TypeError, AttributeError) as error:
            raise KnownError(f"{path.name} 的内容前后不符，没有读入。请重新转出。", "corrupt") from error
        if content_digest(changes.writer) != content["digest"]:
            raise KnownError(f"{path.name} 的内容与转出时不符，没有读入。请重新转出。", "digest")
    return contents, changes

"""A dump of everything, read back into an empty ledger."""

from __future__ import annotations

from typing import Any

from db.digest import content_digest
from db.store import Ledger
from desktop.operations import dumping
from desktop.operations.dumping import Dumped
from desktop.operations.importing.answers import Taken, Wanted
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.way import Way
from desktop.rules.permissions import Actor


def look(ledger: Ledger, _actor: Actor, wanted: Wanted, _options: Options) -> Taken:
    """What is in it, after it was gone through as for entering."""
    reader = ledger.newest
    read = dumping.told(reader, wanted.file, wanted.content)
    dumping.require_empty(reader)
    return _told(read, dry_run=True)


def take(ledger: Ledger, actor: Actor, wanted: Wanted, _options: Options) -> Taken:
    """Enter all of it."""
    contents, _changes = dumping.read_back(ledger, actor, wanted.file, wanted.content)
    return _told(Dumped(wanted.file, contents, content_digest(ledger.writing())), dry_run=False)


def _told(found: Dumped, *, dry_run: bool) -> Taken:
    count = found.contents.get("finding", 0)
    lines = [f"{'可读入' if dry_run else '已读入'}全部内容：问题 {count} 条。", dumping.NOT_CARRIED]
    return Taken(DUMP.form, lines, dry_run=dry_run, dump=found)


def _knows(content: Any) -> bool:
    return isinstance(content, dict) and content.get("form") == "dump"


DUMP = Way("dump", "全部内容（公开格式）", (".json",), look, take, _knows)

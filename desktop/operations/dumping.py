"""Everything in the open, and back: one JSON file with every table, who did what and when, and every file (interfaces.md, `dump`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import dump, dump_back
from db.digest import content_digest
from db.queries.health import pooled_files
from db.reader import Reader
from db.store import Ledger
from db.writer import Writer
from desktop.errors import KnownError
from desktop.ledgers.table_words import table_word
from desktop.ledgers.ways_out import DUMP
from desktop.operations import dump_file, evidence, field_rights, outgoing, pool_contents
from desktop.operations.change import Changes, Former, change
from desktop.operations.dump_check import LEFT_OUT, place_of
from desktop.operations.outgoing import Asked, Facts
from desktop.rules.permissions import Action, Actor, require

LARGEST = dump_file.LARGEST
_STAY = "、".join(table_word(table) for table in dump.STAYS if table not in dump.IN_PART)
NOT_CARRIED = f"不在其中：{_STAY}，以及账本自己的编号和演示、恢复标记。读入后，转出前的操作不能再撤销。"
"""What somebody must know who takes a dump for the ledger."""
WHOLE = "内部栏也在其中，文件没有加密，请按内部资料保管。"
"""What somebody must know who lets a dump out of the house."""


@dataclass(frozen=True)
class Dumped:
    """Where the file lies, what it holds by table, and the digest of the content."""

    path: Path
    contents: dict[str, int]
    digest: str


def write(ledger: Ledger, actor: Actor, path: Path, asked: Asked = Asked()) -> Dumped:
    """Write the file, never over one that is there, and enter it in the register of exports."""
    return outgoing.registered(
        ledger,
        actor,
        DUMP,
        asked,
        "全部内容（公开格式）",
        path,
        lambda final, _properties: write_to(ledger, final),
        lambda made: Facts(made.contents.get("finding", 0)),
        said=f"转出全部内容 {path.name}",
    ).made


def write_to(ledger: Ledger, final: Path) -> Dumped:
    """The file itself, for the ways out that enter it in the register."""
    from desktop.exchange.unused_path import written_whole

    said = said_of(ledger, LEFT_OUT)
    with written_whole(final) as draft:
        draft.write_bytes(text_of(said))
    return dumped(final, said)


def said_of(ledger: Ledger, left_out: frozenset[str]) -> dict[str, Any]:
    """What a dump of a ledger says, without the settings named `left_out`; `dump_file` writes it down."""
    reader = ledger.writing()
    found = dump.content(reader, left_out)
    said = {
        "form": "dump", "steps": list(dump.steps(reader)), "digest": content_digest(reader), "tables": found.tables,
        "actions": found.actions, "log": found.log, "files": pool_contents.in_letters(ledger, reader, "没有转出"),
    }  # fmt: skip
    return {**said, "sum": dump_file.sum_of(said)}


def text_of(said: Mapping[str, Any]) -> bytes:
    """What is said as it is written. Raises KnownError where it would be too large to be read again."""
    text = dump_file.text_of(said)
    if len(text) > LARGEST:
        raise KnownError("全部内容超过 1 GB，转出后读不回来，没有转出。请改用备份。", "too_large")
    return text


def dumped(path: Path, said: Mapping[str, Any]) -> Dumped:
    """What is told of a dump that was written."""
    return Dumped(path, _counts(said["tables"]), str(said["digest"]))


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


def read_back(
    ledger: Ledger, actor: Actor, path: Path, content: Any = None, beside: Callable[[Changes], None] | None = None
) -> tuple[dict[str, int], Changes]:
    """Enter a dump into an empty ledger, all of it or nothing; what comes of it must have the digest that it was written with.

    Everything is entered under the action that it was done by, before this one in the log; `beside` does in the same action what
    follows from it. Raises KnownError.
    """
    require(
        actor, Action.OPENING
    )  # verdicts and letters come in, beside the dictionaries and settings that 管理 is for
    found = dump_file.checked(ledger.writing(), path, opened(path) if content is None else content)
    require_empty(ledger.writing())
    former = _former(found)
    with change(ledger, actor, Action.READ_BACK, f"读入全部内容 {path.name}", former=former) as changes:
        first = changes.action_id - former.count
        _put_back(changes.writer, path, found, first)
        for action_id in range(first, changes.action_id):
            field_rights.check(changes.writer, actor, action_id, changes.writer.touched)
        if beside is not None:
            beside(changes)
        evidence.keep_files(changes, ledger.pool, list(found.files.values()))  # last: all that names them stands
    return _counts(found.content.tables), changes


def require_empty(reader: Reader) -> None:
    """KnownError where something was entered already."""
    if not dump.is_empty(reader):
        raise KnownError("账本里已有内容，全部内容只能读入新建的空账本。请另建账本。", "not_empty")


def _former(found: dump_file.Found) -> Former:
    return Former(len(found.content.actions), max((one["recorded_at"] for one in found.content.actions), default=""))


def _put_back(writer: Writer, path: Path, found: dump_file.Found, first: int) -> None:
    unfit = dump_back.put_back(writer, found.content, first)
    faults = [f"{place_of(one.table, one.row_id)}与其余内容前后不符" for one in unfit]
    named = {sha for sha, _name in pooled_files(writer)}
    faults += [f"附件 {sha[:8]} 缺失" for sha in sorted(named - found.files.keys())]
    faults += [f"附件 {sha[:8]} 没有登记" for sha in sorted(found.files.keys() - named)]
    if faults:
        raise dump_file.Damaged(path, faults)
    if not found.whole or _digest(writer) != found.digest:
        raise dump_file.Damaged(path, ["内容与转出时不同"], "digest")


def _digest(writer: Writer) -> str:
    """Empty where the words of a row are not what the digest reads in them."""
    try:
        return content_digest(writer)
    except (ValueError, TypeError, KeyError):
        return ""


def _counts(tables: Any) -> dict[str, int]:
    return {table: len(rows) for table, rows in tables.items() if rows}

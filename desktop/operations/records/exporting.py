"""The records shown, as a workbook or a Word table: the columns that are shown, under heads that our own import reads back; 内部 fields never leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.queries.books import Record
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.file_properties import FileProperties
from desktop.ledgers.leaving import kept_inside, leaving, refuse_internal
from desktop.ledgers.register import Register
from desktop.ledgers.ways_out import RECORD_BOOK
from desktop.operations import outgoing as ways
from desktop.operations.lists.exporting import Exported
from desktop.operations.lists.looks import look_of
from desktop.operations.outgoing import Asked, Facts
from desktop.rules.permissions import Actor

if TYPE_CHECKING:
    from desktop.exchange.list_files.skeleton import Skeleton

_PIXELS_PER_SIGN = 7
_ALWAYS = frozenset({"id", "number", "state", "序号", "编号", "状态"})
_KINDS = {Holds.DATE: "date", Holds.INT: "int", Holds.MONEY: "money"}


@dataclass(frozen=True)
class Listed:
    """What is exported or printed: the records in their order, the date, the criteria in words, how many there are in all."""

    register: Register
    records: Sequence[Record]
    as_of: str
    scope: str = ""
    total: int | None = None


def outgoing(register: Register, names: Sequence[str] = ()) -> list[Field]:
    """The fields that may leave, in the order of the names (field or title), by default all; KnownError for any other name.

    序号, 编号 and 状态 stand in every list and need not be named.
    """
    if not names:
        return list(leaving(register.all_fields))
    known = {word: field for field in register.all_fields for word in (field.title, field.head, field.name)}
    strange = "、".join(name for name in names if name not in known and name not in _ALWAYS)
    if strange:
        titles = "、".join(field.title for field in leaving(register.all_fields))
        raise KnownError(f"{register.title}没有“{strange}”这一栏，可选：{titles}。", "unknown_field")
    chosen = [known[name] for name in names if name in known]
    refuse_internal(chosen)
    return chosen


def outgoing_of(register: Register, shown: Sequence[str]) -> tuple[list[str], str]:
    """Of the columns that a grid shows: the names of those that may leave, and the sentence that tells which stay inside."""
    fields = [field for name in shown if (field := register.field(name)) is not None]
    return [field.name for field in leaving(fields)], kept_inside(fields)


def said(made: Exported, unit_word: str, inside: str) -> str:
    """What the window says after an export: how many, which file, and the sentence on what stayed inside."""
    told = f"已导出 {made.rows} {unit_word}：{made.path.name}"
    return f"{told}。{inside}" if inside else told


def export(
    listed: Listed,
    path: Path,
    title: str,
    names: Sequence[str] = (),
    group_by: str = "",
    look: Skeleton | None = None,
    properties: FileProperties = FileProperties(),
) -> Exported:
    """Write the file, a Word table where its name ends in .docx, else a workbook; the path is never one that existed.

    `group_by` names a field (or its title): records that say the same in it stand together, each group with its subtotal, and
    the total below. `look` is how a workbook looks (`lists.looks`).
    """
    from desktop.exchange.list_file import write_list
    from desktop.exchange.list_files.table import ListTable, PageStyle, SheetColumn

    register, fields = listed.register, outgoing(listed.register, names)
    by = _group_field(register, fields, group_by)
    heads = [SheetColumn("序号", 6, "int")]
    heads += [SheetColumn("编号", 18)] if register.number else []
    heads += [SheetColumn("状态", 10)] if register.tells_state else []
    for field in fields:
        head = f"{field.title}（元）" if field.holds is Holds.MONEY else field.title
        kind: Any = _KINDS.get(field.holds, "text")
        heads.append(
            SheetColumn(head, max(8.0, field.width / _PIXELS_PER_SIGN), kind, field.holds is Holds.MONEY, field.picks)
        )
    group = (
        len(heads) - len(fields) + (fields.index(by) if by else -1) if group_by else None
    )  # 状态 stands before the fields
    rows: list[list[Any]] = []
    for place, record in enumerate(listed.records, 1):
        named = [record.number] if register.number else []
        named += [register.state(record.state).word] if register.tells_state else []
        rows.append([place, *named, *(_cell(field, record.fields.get(field.name)) for field in fields)])
    if group is not None:
        rows = _grouped(rows, group)
    subtitle = "　".join(
        part
        for part in (properties.mark, listed.scope, f"{len(rows)} {register.unit_word}", f"截至 {listed.as_of}")
        if part
    )
    table = ListTable(
        title, heads, rows, subtitle, group, group is not None, PageStyle(frozen_columns=2), properties, counted=register.unit_word
    )  # fmt: skip
    return Exported(write_list(path, table, look), len(rows))


def export_shown(
    ledger: Ledger,
    actor: Actor,
    listed: Listed,
    path: Path,
    title: str,
    names: Sequence[str] = (),
    asked: Asked = Asked(),
    group_by: str = "",
) -> Exported:
    """Write the file and enter it in the register of exports; KnownError where the ledger is open for reading only."""
    from desktop.exchange.list_file import list_path

    reader = ledger.another_reader()
    try:
        look = look_of(ledger, reader)
    finally:
        reader.close()
    return ways.registered(
        ledger, actor, RECORD_BOOK, asked, title, list_path(path),
        lambda final, properties: export(listed, final, title, names, group_by, look, properties),
        lambda made: Facts(made.rows, listed.scope, listed.as_of),
        said=f"导出 {title} {len(listed.records)} {listed.register.unit_word}",
    ).made  # fmt: skip


def _group_field(register: Register, fields: list[Field], group_by: str) -> Field | None:
    """The field that is grouped by, which stands among the columns then; None for the state, which always does."""
    if not group_by or (register.tells_state and group_by in ("state", "状态")):
        return None
    chosen = outgoing(register, [group_by])
    if not chosen:
        raise KnownError(f"不能按“{group_by}”分组，请写一栏的名称。", "unknown_field")
    if chosen[0] not in fields:
        fields.insert(0, chosen[0])
    return chosen[0]


def _grouped(rows: list[list[Any]], group: int) -> list[list[Any]]:
    """Rows that say the same stand together, in the order in which what they say comes first; numbered anew."""
    first: dict[Any, int] = {}
    for row in rows:
        first.setdefault(row[group], len(first))
    ordered = sorted(rows, key=lambda row: first[row[group]])
    return [[place, *row[1:]] for place, row in enumerate(ordered, 1)]


def _cell(field: Field, value: Any) -> Any:
    if field.holds is Holds.DATE and value:
        return date.fromisoformat(value)
    if field.holds in (Holds.INT, Holds.MONEY):
        return value
    return field.text(value)

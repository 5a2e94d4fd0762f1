"""The records shown, as a workbook: the columns that are shown, under heads that our own import reads back; 内部 fields never leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

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
from desktop.operations.outgoing import Asked, Facts
from desktop.rules.permissions import Actor

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
    properties: FileProperties = FileProperties(),
) -> Exported:
    """Write the workbook; the path is never one that existed."""
    from desktop.exchange.workbook import PageStyle, SheetColumn, write_workbook

    register, fields = listed.register, outgoing(listed.register, names)
    heads = [SheetColumn("序号", 6, "int")]
    heads += [SheetColumn("编号", 18)] if register.number else []
    heads += [SheetColumn("状态", 10)] if register.tells_state else []
    for field in fields:
        head = f"{field.title}（元）" if field.holds is Holds.MONEY else field.title
        kind: Any = _KINDS.get(field.holds, "text")
        heads.append(SheetColumn(head, max(8.0, field.width / _PIXELS_PER_SIGN), kind, field.holds is Holds.MONEY))
    rows = []
    for place, record in enumerate(listed.records, 1):
        named = [record.number] if register.number else []
        named += [register.state(record.state).word] if register.tells_state else []
        rows.append([place, *named, *(_cell(field, record.fields.get(field.name)) for field in fields)])
    subtitle = "　".join(
        part
        for part in (properties.mark, listed.scope, f"{len(rows)} {register.unit_word}", f"截至 {listed.as_of}")
        if part
    )
    style = PageStyle(frozen_columns=2)
    final = write_workbook(path, title, heads, rows, subtitle=subtitle, style=style, properties=properties)
    return Exported(final, len(rows))


def export_shown(
    ledger: Ledger,
    actor: Actor,
    listed: Listed,
    path: Path,
    title: str,
    names: Sequence[str] = (),
    asked: Asked = Asked(),
) -> Exported:
    """Write the workbook and enter it in the register of exports; KnownError where the ledger is open for reading only."""
    return ways.registered(
        ledger, actor, RECORD_BOOK, asked, title, path.with_suffix(".xlsx"),
        lambda final, properties: export(listed, final, title, names, properties),
        lambda made: Facts(made.rows, listed.scope, listed.as_of),
        said=f"导出 {title} {len(listed.records)} {listed.register.unit_word}",
    ).made  # fmt: skip


def _cell(field: Field, value: Any) -> Any:
    if field.holds is Holds.DATE and value:
        return date.fromisoformat(value)
    if field.holds in (Holds.INT, Holds.MONEY):
        return value
    return field.text(value)

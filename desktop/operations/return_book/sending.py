"""Sending return workbooks: one locked file a unit, entered in the register of exports, which makes its version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from db.queries import register, return_books
from db.queries.return_books import Standing
from db.queries.rounds import round_by_id
from db.store import Ledger
from desktop.errors import KnownError
from desktop.exchange.normalise.plain_text import squeezed
from desktop.exchange.return_book.columns import EDITABLE, LOCKED
from desktop.host.file_names import fitting
from desktop.ledgers.findings import FIELDS
from desktop.ledgers.leaving import refuse_internal
from desktop.ledgers.ways_out import RETURN_BOOK
from desktop.operations.change import Changes
from desktop.operations.outgoing import Asked, Facts, registered
from desktop.operations.return_book import tracking
from desktop.operations.return_book.packages import Package, rows_for, units_with_open_findings, versions
from desktop.rules.package_mark import PackageMark
from desktop.rules.permissions import Actor

_FIELDS = frozenset({*EDITABLE, *LOCKED, "claim_text", "last_text", "due", "category1"})
"""The fields of the ledger that stand in a return workbook."""


@dataclass(frozen=True)
class SentFile:
    """One workbook that was written: where, for which unit, which version, how many findings."""

    path: Path
    unit: str
    package: str
    version: int
    rows: int


@dataclass
class Sending:
    """What one sending wrote; `changes` is the last action of it, for the announcement."""

    files: list[SentFile]
    asked: Asked = Asked()
    changes: Changes | None = None


def send(
    ledger: Ledger,
    actor: Actor,
    round_id: int,
    unit_ids: Sequence[int],
    folder: Path,
    due_on: str = "",
    asked: Asked = Asked(),
) -> list[SentFile]:
    """Write one workbook for each unit; no unit named means all that have open findings. Raises KnownError where none has.

    `due_on` is the day by which it must come back; '' where none was set.
    """
    return send_and_tell(ledger, actor, round_id, unit_ids, folder, due_on, asked).files


def send_and_tell(
    ledger: Ledger,
    actor: Actor,
    round_id: int,
    unit_ids: Sequence[int],
    folder: Path,
    due_on: str = "",
    asked: Asked = Asked(),
) -> Sending:
    """The same, with what it changed in the ledger."""
    refuse_internal(field for field in FIELDS if field.name in _FIELDS)
    reader, today = ledger.writing(), ledger.today()
    standing = return_books.standing_of_round(reader, round_id, today)
    due = units_with_open_findings(standing)
    row = round_by_id(reader, round_id)
    name = row.name if row else ""
    without = [register.full_name(reader, unit) for unit in unit_ids if unit not in due]
    if without:
        raise KnownError(
            f"{'、'.join(without)}在“{name}”中没有未销号的问题，不用发回收表。请核对轮次和单位。", "nothing"
        )
    if not due:
        raise KnownError(f"“{name}”中没有未销号的问题，不用发回收表。请核对轮次。", "nothing")
    if due_on and due_on < today:
        raise KnownError(f"交回期限 {due_on} 早于今天 {today}。请改成今天或以后的日期。", "due_before_sent")
    sending = Sending([], asked)
    for unit in unit_ids or due:
        _send_one(ledger, actor, Package(round_id, unit, 0), name, standing, folder, due_on, sending)
    return sending


def _send_one(
    ledger: Ledger, actor: Actor, asked: Package, round_name: str, standing: Sequence[Standing], folder: Path, due_on: str,
    sending: Sending,
) -> None:  # fmt: skip
    from desktop.exchange.return_book.writing import Page, write_return_book

    reader, today = ledger.writing(), ledger.today()
    package = replace(asked, version=len(versions(reader, asked)) + 1)
    unit = register.full_name(reader, package.unit_id)
    rows = rows_for(standing, package, squeezed(unit))
    mark = PackageMark(package.number, squeezed(unit), squeezed(round_name), package.version)
    signed = replace(mark, signature=mark.sign(rows))
    shown = {key: {**row, "unit": unit} for key, row in rows.items()}
    path = folder / fitting(f"{''.join(unit.split())}_整改进展填报表_第{package.version}版.xlsx", instead="")
    page = Page(f"{unit}巡察整改进展填报表", shown)
    left = registered(
        ledger, actor, RETURN_BOOK, replace(sending.asked, destination=sending.asked.destination or unit),
        f"回收表 {unit} 第{package.version}版", path,
        lambda final, properties: write_return_book(final, page, signed, properties),
        lambda _made: Facts(len(rows), package.number, today),
        said=f"发回收表 {unit} 第{package.version}版",
        beside=partial(_enter, ledger, actor, package, len(rows), due_on, sending),
    )  # fmt: skip
    sending.files.append(SentFile(left.path, unit, package.number, package.version, len(rows)))


def _enter(
    ledger: Ledger,
    actor: Actor,
    package: Package,
    rows: int,
    due_on: str,
    sending: Sending,
    changes: Changes,
    _entry: int,
) -> None:
    tracking.enter_sent(ledger, actor, changes, package, rows, due_on)
    sending.changes = changes

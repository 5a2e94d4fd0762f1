"""Entering a returned workbook: one action with an import number, each change by the deed that it is; undone like any import."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from db.queries import return_books
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations import backups, evidence
from desktop.operations.change import Changes, change
from desktop.operations.importing.rows import Entry
from desktop.operations.importing.second_list import Matched
from desktop.operations.importing.taking import Taking
from desktop.operations.return_book import tracking
from desktop.operations.return_book.packages import Package
from desktop.operations.return_book.receiving import TOLD, Picks, Received, look
from desktop.rules.permissions import Action, Actor

FORM = "return_book"


@dataclass
class Merge:
    """What became of a returned workbook."""

    received: Received
    import_number: int | None = None
    entered: int = 0
    """Findings of which something was entered."""
    complaint: str = ""
    changes: Changes | None = field(default=None, repr=False)


def merge(ledger: Ledger, actor: Actor, path: Path, picks: Picks | None = None) -> Merge:
    """Take a returned workbook in. A refused file and one with a conflict that nobody decided enter nothing."""
    received = look(ledger, path, picks)
    if complaint := why_not(received):
        return Merge(received, complaint=complaint)
    backups.back_up_if_changed(ledger, actor, backups.Occasion.BEFORE_IMPORT)
    return enter(ledger, actor, path, received)


def enter(ledger: Ledger, actor: Actor, path: Path, received: Received) -> Merge:
    """Enter a workbook that was looked at and may be taken (`why_not` says nothing of it); `merge` backs the ledger up before."""
    assert received.package is not None, "asked by why_not"
    result = Merge(received)
    with change(ledger, actor, Action.IMPORT, f"合并回收表 {received.unit}") as changes:
        batch_id, result.import_number = _batch(changes, ledger, received, received.package, path)
        entry = Entry(received.package.round_id, ledger.today(), False, path.name, set(), (), batch_id, changes=changes)
        taking = Taking(ledger, actor, entry, source=FORM, told=TOLD)
        for key, fields in received.taken.items():
            said = {"completed_on": received.days.get(key, "")}
            row = received.outcome.rows[key]
            taking.take(
                Matched(received.outcome.sheet, row, received.ids[key], key, received.unit, "", (), said), fields
            )
            result.entered += 1
        _account(changes, batch_id, received)
        tracking.enter_returned(ledger, actor, changes, received.package)
    result.changes = changes
    return result


def why_not(received: Received) -> str:
    """Why nothing is entered, as a sentence with the remedy; empty where the file can be taken."""
    if received.outcome.refused:
        return str(received.outcome.refused)
    if conflicts := received.open_conflicts:
        places = "、".join(
            dict.fromkeys(f"{edit.key}（第 {received.outcome.rows[edit.key]} 行）" for edit in conflicts)
        )
        return f"有 {len(conflicts)} 处冲突没有定：{places}。没有入账；请逐处定下取哪一个，或都以台账为准。"
    return ""


def _batch(changes: Changes, ledger: Ledger, received: Received, package: Package, path: Path) -> tuple[int, int]:
    pooled = evidence.keep_file(changes, ledger.pool, path)
    if (former := return_books.taken_as(changes.writer, FORM, pooled.sha256)) is not None:
        raise KnownError(f"这份表已在第 {former} 次导入中合并过。要重新合并的，请先撤销那次导入。", "taken")
    number = changes.writer.next_number("import")
    fields = {
        "number": number, "form": FORM, "file_name": path.name, "sha256": pooled.sha256, "size": pooled.size, "round_id": package.round_id,
        "list_date": ledger.today(), "summary": {"package": package.number, "findings": len(received.taken)},
    }  # fmt: skip
    return changes.writer.insert("import_batch", fields), number


def _account(changes: Changes, batch_id: int, received: Received) -> None:
    """What became of every row of the file."""
    outcome = received.outcome
    disputed = {edit.key for edit in outcome.merged.conflicts}
    fates = {
        row: ("changed" if key in received.taken else "conflict" if key in disputed else "same", key)
        for key, row in outcome.rows.items()
    }
    fates |= {bad.row: ("held", bad.kind) for bad in outcome.bad_keys}
    fates |= {one.row: ("held", "added") for one in outcome.added}
    fates |= {one.row: ("ignored", one.reason) for one in outcome.ignored if one.row}
    for row, (fate, reason) in sorted(fates.items()):
        place = {"import_id": batch_id, "sheet": received.outcome.sheet, "row": row}
        changes.writer.insert("import_row", {**place, "fate": fate, "reason": reason})

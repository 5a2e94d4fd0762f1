"""收回意见表: any number of returned sheets, taken in as one action that one undo takes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from db.queries import return_books
from db.queries.joint_review import FORM
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.opinions import OPINIONS, STAGES
from desktop.operations import backups, evidence
from desktop.operations.change import Changes, change
from desktop.operations.joint_review.receiving import Returned, look
from desktop.operations.joint_review.sheet_numbers import Package
from desktop.operations.records import verbs
from desktop.rules.permissions import Action, Actor


@dataclass
class TakenBack:
    """What became of the files: each with its refusal or what it entered."""

    files: list[Returned]
    changes: Changes | None = field(default=None, repr=False)

    @property
    def entered(self) -> int:
        """How many opinions came in or were changed."""
        return sum(len(one.taken) for one in self.files if not one.refused)

    @property
    def taken(self) -> int:
        """How many sheets were taken."""
        return sum(not one.refused for one in self.files)

    @property
    def refusals(self) -> tuple[str, ...]:
        """A sentence for each file that was not taken."""
        return tuple(f"{one.path.name}：{one.refused}" for one in self.files if one.refused)

    @property
    def unmatched(self) -> tuple[str, ...]:
        """没对上: a sentence for each row that was not taken."""
        return tuple(told for one in self.files if not one.refused for told in one.unmatched)


def take_back(ledger: Ledger, actor: Actor, paths: Sequence[Path], rounds: Sequence[int], kind: str) -> TakenBack:
    """Take every sheet that is due at the gate; the others are told and enter nothing."""
    found = TakenBack([look(ledger, path, rounds, kind) for path in paths])
    seen: set[str] = set()
    for one in found.files:
        family = one.package.family if one.package and not one.refused else ""
        if family and family in seen:
            one.refused = "同一方对同一单位的意见表选了两份，只收了前一份。"
        seen.add(family)
    due = [one for one in found.files if not one.refused]
    if not due:
        return found
    backups.back_up_if_changed(ledger, actor, backups.Occasion.BEFORE_IMPORT)
    with change(ledger, actor, Action.IMPORT, f"收回意见表 {len(due)} 份") as changes:
        for one in due:
            assert one.package is not None, "a sheet that is due has its number"
            _enter(ledger, changes, one, one.package)
    found.changes = changes
    return found


def _enter(ledger: Ledger, changes: Changes, one: Returned, package: Package) -> None:
    batch = _batch(ledger, changes, one, package)
    register = books.book(changes.writer, OPINIONS.name)
    stage = list(STAGES)[package.stage - 1]
    for row in one.taken:
        if row.opinion is None:
            about = {"submission": package.submission, "party": package.party, "stage": stage, "finding": row.finding}
            verbs.insert(ledger, changes, register, verbs.Draft({**about, **row.values}))
        else:
            verbs.update(ledger, changes, register, row.opinion, row.values)
    assert one.outcome is not None, "a sheet that is due was compared"
    entered = {row.row for row in one.taken}
    for key, place in one.outcome.rows.items():
        told = {"sheet": one.outcome.sheet, "row": place, "reason": key, "finding_id": one.about.get(key)}
        fate = "changed" if place in entered else "same"
        changes.writer.insert("import_row", {"import_id": batch, "fate": fate, **told})


def _batch(ledger: Ledger, changes: Changes, one: Returned, package: Package) -> int:
    pooled = evidence.keep_file(changes, ledger.pool, one.path)
    if (former := return_books.taken_as(changes.writer, FORM, pooled.sha256)) is not None:
        raise KnownError(f"{one.path.name} 已在第 {former} 次导入中收过。要重新收的，请先撤销那次导入。", "taken")
    fields = {
        "number": changes.writer.next_number("import"), "form": FORM, "file_name": one.path.name, "sha256": pooled.sha256,
        "size": pooled.size, "round_id": one.round_id, "list_date": ledger.today(),
        "summary": {"package": package.number, "opinions": len(one.taken)},
    }  # fmt: skip
    return changes.writer.insert("import_batch", fields)

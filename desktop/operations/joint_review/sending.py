"""导出意见表: one locked workbook for each unit that reported and each party, entered in the register of exports; what goes out is under review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from db.queries import register, return_books
from db.queries.rounds import round_by_id
from db.store import Ledger
from desktop.errors import KnownError
from desktop.exchange.normalise.plain_text import squeezed
from desktop.exchange.return_book.opinion_form import OPINIONS
from desktop.host.file_names import fitting
from desktop.ledgers.findings import FIELDS
from desktop.ledgers.leaving import refuse_internal
from desktop.ledgers.reviews import SUBMISSIONS
from desktop.ledgers.ways_out import OPINION_SHEET
from desktop.operations.change import Changes
from desktop.operations.joint_review.gates import Gate, Party, UnitLine, gate, package_for
from desktop.operations.joint_review.sheet_rows import Rows, opinions_after, rows_for, standing
from desktop.operations.outgoing import Asked, Facts, registered
from desktop.operations.records import verbs
from desktop.rules.package_mark import PackageMark
from desktop.rules.permissions import Actor

_FIELDS = frozenset({"category1", "text", "claim_text", "last_text"})
"""The fields of the ledger that stand in an opinion sheet."""


@dataclass
class Sheets:
    """The workbooks that were written; `changes` is the last action of it, for the announcement."""

    files: list[Path] = field(default_factory=list)
    changes: Changes | None = None


def send(
    ledger: Ledger,
    actor: Actor,
    rounds: Sequence[int],
    kind: str,
    folder: Path,
    asked: Asked = Asked(),
    *,
    owed: bool = False,
) -> Sheets:
    """Write every sheet of a gate, or those alone that are owed; what was returned or has passed gets none.

    Raises KnownError where there is nothing to review, or nothing is owed.
    """
    refuse_internal(one for one in FIELDS if one.name in _FIELDS)
    reader, today = ledger.writing(), ledger.today()
    found = gate(reader, rounds, kind, today)
    due = [one for one in found.reported if not one.is_over and one.parties]
    if not due:
        raise KnownError(_nothing(found), "nothing")
    missing = {(line.submission, party) for party, lines in found.owed.items() for line in lines}
    if owed and not missing:
        raise KnownError(f"{found.title}的意见都交齐了，没有要催的。请直接汇总出函。", "nothing")
    said, made = opinions_after(reader), Sheets()
    names = {one.id: one for one in found.parties}
    for round_id in dict.fromkeys(one.round_id for one in due):
        findings = standing(reader, round_id, today)
        for line in due:
            if line.round_id == round_id:
                for party in line.parties:
                    if owed and (line.submission, party) not in missing:
                        continue
                    rows, _about = rows_for(package_for(line, party), line.unit_id, findings, said)
                    _send_one(ledger, actor, found, line, names[party], rows, folder, asked, made)
    return made


def _nothing(found: Gate) -> str:
    if not found.parties:
        return "本轮还没有联审方，不能导出意见表。请先登记联审方。"
    return f"还没有在审的{found.title}，不能导出意见表。请先登记报送。"


def _send_one(
    ledger: Ledger, actor: Actor, found: Gate, line: UnitLine, party: Party, rows: Rows, folder: Path, asked: Asked,
    made: Sheets,
) -> None:  # fmt: skip
    from desktop.exchange.return_book.writing import Page, write_return_book

    reader, package = ledger.writing(), package_for(line, party.id)
    package = replace(package, version=len(return_books.sent_books(reader, package.family)) + 1)
    unit, row = register.full_name(reader, line.unit_id), round_by_id(reader, line.round_id)
    mark = PackageMark(package.number, squeezed(unit), squeezed(row.name if row else ""), package.version)
    signed = replace(mark, signature=mark.sign(rows))
    title = f"{unit}{found.title}联审意见表（{party.name}）"
    name = f"{unit}_{found.title}_{party.name}_第{line.turn}次.xlsx"
    left = registered(
        ledger, actor, OPINION_SHEET, replace(asked, destination=asked.destination or party.name), title,
        folder / fitting("".join(name.split()), instead=""),
        lambda final, properties: write_return_book(final, Page(title, rows), signed, properties, OPINIONS),
        lambda _made: Facts(len(rows), package.number, ledger.today()),
        said=f"导出意见表 {line.unit} {party.name}",
        beside=partial(_into_review, ledger, actor, line, made),
    )  # fmt: skip
    made.files.append(left.path)


def _into_review(ledger: Ledger, actor: Actor, line: UnitLine, made: Sheets, changes: Changes, _entry: int) -> None:
    """送联审: what was only received is under review from the first sheet on."""
    made.changes = changes
    step = SUBMISSIONS.step("review")
    assert step is not None, "declared"
    if verbs.stored(changes.writer, SUBMISSIONS, line.submission)["state"] in step.frm:
        verbs.move(ledger, actor, changes, SUBMISSIONS, line.submission, step, {})

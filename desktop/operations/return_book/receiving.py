"""A returned workbook against the ledger: whether it is the one that is due, and what of it can be entered by which deed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from db.queries import facts, list_rows, register
from db.queries.return_books import Hand, SentBook, last_hand
from db.queries.rounds import round_by_id
from db.reader import Reader
from db.store import Ledger
from desktop.errors import Refused
from desktop.exchange.normalise.plain_text import squeezed
from desktop.exchange.return_book.columns import EDITABLE, LOCKED, SHEET, TITLES
from desktop.exchange.return_book.merging import Now, Outcome, Sent, merge_workbook
from desktop.exchange.return_book.package import mark_of
from desktop.exchange.return_book.values import Reader as CellReader
from desktop.exchange.sheet_cells import Workbook
from desktop.exchange.sheet_notes import SheetNote, notes_of
from desktop.exchange.workbook_source import open_workbook
from desktop.operations import doors
from desktop.operations.importing.field_change import COMPLETED, DUE, PROGRESS, STATUS, FieldChange
from desktop.operations.importing.list_due import against_later
from desktop.operations.importing.office_words import known_words
from desktop.operations.return_book.packages import Package, rows_now, sent_rows, versions
from desktop.operations.unit_lookup import unit_named
from desktop.rules.package_mark import PackageMark, Refusal
from desktop.rules.three_way import Edit
from desktop.rules.workflow import Asked, Deed, faults

TOLD = "回收表所载"
"""The reason of what a returned workbook alone tells."""
_EXTEND_TO, _EXTEND_REASON = "extend_to", "extend_reason"
_PLAIN = ("owner", "remark")
Cell = tuple[str, str]
"""A cell of a return workbook: the finding's number and the field."""


@dataclass(frozen=True)
class NotEntered:
    """A change that the merge would take and the ledger cannot, with the reason."""

    key: str
    field: str
    reason: str


@dataclass(frozen=True)
class Picks:
    """What the clerk decided, by cell (number, field): the unit's side, the ledger's side, a change that is left.

    `keep_ledger`: every conflict that nobody decided stays as the ledger has it.
    """

    unit_side: frozenset[Cell] = frozenset()
    keep_ledger: bool = False
    ledger_side: frozenset[Cell] = frozenset()
    left: frozenset[Cell] = frozenset()

    def with_side(self, cell: Cell, *, unit: bool) -> Picks:
        """One cell decided, whatever was decided before."""
        taken, kept = self.unit_side - {cell}, self.ledger_side - {cell}
        return (
            replace(self, unit_side=taken | {cell}, ledger_side=kept)
            if unit
            else replace(self, unit_side=taken, ledger_side=kept | {cell})
        )

    def with_change(self, cell: Cell, *, cleared: bool, on: bool) -> Picks:
        """A change taken or left; what was emptied is taken only where the clerk says so."""
        if cleared:
            return replace(self, unit_side=self.unit_side | {cell} if on else self.unit_side - {cell})
        return replace(self, left=self.left - {cell} if on else self.left | {cell})

    def takes(self, edit: Edit) -> bool:
        """Whether the unit's side of a conflict or of an emptied cell is taken; a finding that takes nothing has none."""
        return (edit.key, edit.field) in self.unit_side and not edit.kind


@dataclass
class Received:
    """A returned workbook as it was looked at: the merge, and what will be entered by finding."""

    outcome: Outcome
    package: Package | None = None
    unit: str = ""
    taken: dict[str, dict[str, FieldChange]] = field(default_factory=dict)
    """Number → what is entered of it, by field."""
    days: dict[str, str] = field(default_factory=dict)
    """Number → the day of completion that the unit told."""
    ids: dict[str, int] = field(default_factory=dict)
    not_entered: list[NotEntered] = field(default_factory=list)
    picks: Picks = field(default_factory=Picks)
    texts: dict[str, str] = field(default_factory=dict)
    """Number → the words of the finding, as the ledger has them."""
    named: Package | None = None
    """The package that the file says it is, also where it is not taken."""
    readable: bool = False
    """Not taken, and yet it can be looked at: a version that a later one replaced."""
    hands: dict[Cell, Hand] = field(default_factory=dict)
    """Who wrote what the ledger has now, of every cell in conflict."""
    notes: tuple[SheetNote, ...] = ()
    """What somebody wrote beside the cells: shown, never entered."""

    @property
    def open_conflicts(self) -> list[Edit]:
        """The conflicts that nobody has decided."""
        picks = self.picks
        undecided = [
            edit
            for edit in self.outcome.merged.conflicts
            if not picks.takes(edit) and (edit.key, edit.field) not in picks.ledger_side
        ]
        return [] if picks.keep_ledger else undecided

    @property
    def extensions(self) -> list[tuple[str, str]]:
        """Number and date of every extension that will be applied for."""
        return [(key, str(fields[DUE].value)) for key, fields in self.taken.items() if DUE in fields]


def look(ledger: Ledger, path: Path, picks: Picks | None = None) -> Received:
    """Read and merge the file; nothing is written, and a file that is not taken answers with its reason."""
    try:
        workbook = open_workbook(path)
    except Refused as error:
        return Received(Outcome.not_taken(error))
    return replace(look_at(ledger, workbook, picks), notes=notes_of(path))


def look_at(ledger: Ledger, workbook: Workbook, picks: Picks | None = None, *, replaced: bool = False) -> Received:
    """The same of a workbook that was read already; `replaced`: also of a version that a later one replaced, only to be looked at."""
    reader = ledger.newest
    mark = mark_of(workbook)
    package = Package.of(mark.package_id) if mark else None
    sent = versions(reader, package) if package else ()
    if mark is None or package is None or not 1 <= package.version <= len(sent):
        return Received(Outcome(_unknown(mark)))
    rows = sent_rows(reader, package, mark.unit, sent[package.version - 1])
    if mark.sign(rows) != mark.signature:
        return Received(Outcome(_changed(reader, mark, package)), named=package)
    if package.version != len(sent) and not replaced:
        return Received(Outcome(_old(sent, package)), named=package, readable=True)
    return _Looking(ledger, reader, package, mark, picks or Picks()).look(workbook, rows)


def _unknown(mark: PackageMark | None) -> Refusal:
    why = f"这份表（{mark.package_id}）不是本账本发出的" if mark else "表中没有本程序发出时的标记，认不出是哪一份"
    return Refusal("no_package_id", why, "请用本账本发出的原表填报。")


def _changed(reader: Reader, mark: PackageMark, package: Package) -> Refusal:
    """What of a mark does not agree with its signature: the first thing that can be named."""
    unit, row = register.full_name(reader, package.unit_id), round_by_id(reader, package.round_id)
    if unit_named(reader, mark.unit) != package.unit_id:
        return Refusal("other_unit", f"表中单位是“{mark.unit}”，签名却是{unit}的表", "请核对是否选错文件。")
    if row is None or squeezed(row.name) != mark.round:
        now = f"“{row.name}”" if row else "已移走的轮次"
        return Refusal("other_round", f"表中轮次是“{mark.round}”，签名却是{now}的表", "请核对是否选错文件。")
    if package.version != mark.version:
        why = f"表中写的是第 {mark.version or '？'} 版，签名却是第 {package.version} 版的表"
        return Refusal("old_version", why, "请让单位在现行版上填报。")
    return Refusal("signature", "表中的签名与台账发出时的内容对不上", "请按台账现状另发一版，让单位在新表上填报。")


def _old(sent: tuple[SentBook, ...], package: Package) -> Refusal:
    last = date.fromisoformat(sent[-1].recorded_at[:10])
    why = f"{last.month}月{last.day}日发出的是第 {len(sent)} 版，这是第 {package.version} 版"
    return Refusal("old_version", why, "请让单位在现行版上填报。")


class _Looking:
    """One returned workbook of this ledger."""

    def __init__(self, ledger: Ledger, reader: Reader, package: Package, mark: PackageMark, picks: Picks) -> None:
        self._reader, self._package, self._mark, self._picks = reader, package, mark, picks
        self._today = ledger.today()

    def look(self, workbook: Workbook, rows: dict[str, dict[str, Any]]) -> Received:
        reader, package, mark = self._reader, self._package, self._mark
        now, gone, ids = rows_now(reader, package, mark.unit, self._today)
        feedback = facts.feedback_on(reader, package.round_id, package.unit_id)
        words = CellReader(date.fromisoformat(feedback) if feedback else None, known_words(reader))
        sent = Sent(mark, SHEET, EDITABLE, LOCKED, rows)
        outcome = merge_workbook(workbook, sent, Now(mark, now, gone), words)
        received = Received(
            outcome, package, register.full_name(reader, package.unit_id), ids=ids, picks=self._picks, named=package
        )
        received.texts = {key: str(row["text"]) for key, row in now.items()}
        asked = ((edit.key, edit.field) for edit in outcome.merged.conflicts)
        received.hands = {
            cell: hand for cell in asked if (hand := last_hand(reader, ids[cell[0]], cell[1])) is not None
        }
        changes: dict[str, dict[str, Edit]] = {}
        decided = [edit for edit in (*outcome.merged.conflicts, *outcome.merged.cleared) if self._picks.takes(edit)]
        for edit in (*outcome.merged.changes, *decided):
            if (edit.key, edit.field) not in self._picks.left:
                changes.setdefault(edit.key, {})[edit.field] = edit
        for edit in outcome.merged.not_allowed:
            if edit.field == DUE and edit.key not in gone and (edit.key, edit.field) not in self._picks.left:
                changes.setdefault(edit.key, {}).setdefault(_EXTEND_TO, edit)
        for key, edits in changes.items():
            self._sort(received, key, edits, feedback or "")
        return received

    def _sort(self, received: Received, key: str, edits: dict[str, Edit], feedback: str) -> None:
        """What of one finding is entered, and what is not, with the reason."""
        finding = received.ids[key]
        taken: dict[str, FieldChange] = {}
        for name, change, blocked in self._judged(finding, edits, feedback):
            if blocked:
                received.not_entered.append(NotEntered(key, name, blocked))
            elif change is not None:
                taken[change.name] = change
            else:
                received.days[key] = edits[name].returned.meant or ""
        if taken:
            received.taken[key] = taken

    def _judged(
        self, finding: int, edits: dict[str, Edit], feedback: str
    ) -> Iterator[tuple[str, FieldChange | None, str]]:
        """Field, what it enters (None for the day of a claim), and why it cannot be entered."""
        for name, edit in edits.items():
            if edit.returned.meant is None and name not in _PLAIN:
                yield name, None, "这一栏只增不减，不能清空"
            elif name == COMPLETED:
                yield name, None, self._no_day(edit, edits, feedback)
            elif name == STATUS:
                yield name, _change(edit), self._blocked(finding, Deed.CLAIM, state=edit.returned.meant or "")
            elif name == PROGRESS:
                yield name, _change(edit), self._blocked(finding, Deed.NOTE)
            elif name == _EXTEND_TO:
                yield edit.field, *self._extension(finding, edit, edits.get(_EXTEND_REASON))
            elif name == _EXTEND_REASON and _EXTEND_TO not in edits:
                yield name, None, "只写了延期理由，没有写申请延期至哪一天"
            elif name in _PLAIN:
                yield name, _change(edit), ""

    def _no_day(self, edit: Edit, edits: dict[str, Edit], feedback: str) -> str:
        """Why a day of completion goes with no claim of this file."""
        day = edit.returned.meant or ""
        if STATUS not in edits:
            return "只改了完成日期，没有改状态；要改已登记的日期请用“更正”"
        if day > self._today:
            return f"完成日期 {day} 晚于今天 {self._today}"
        return f"完成日期 {day} 早于反馈日期 {feedback}" if day < feedback else ""

    def _extension(self, finding: int, edit: Edit, reason: Edit | None) -> tuple[FieldChange | None, str]:
        day = edit.returned.meant or ""
        if list_rows.waiting_extension(self._reader, finding, day):
            return None, f"延期至 {day} 的申请已经登记"
        standing = doors.standing_of(self._reader, finding, self._today, self._today)
        try:
            date.fromisoformat(day)
        except ValueError:
            return None, f"“{edit.returned.shown or '空'}”不是日期，没有登记延期申请"
        beside = {"reason": (reason.returned.shown if reason else "") or ""}
        return replace(_change(edit), name=DUE, value=day, beside=beside), against_later(standing, day, self._today)

    def _blocked(self, finding: int, deed: Deed, state: str = "") -> str:
        standing = doors.standing_of(self._reader, finding, self._today, self._today)
        asked = Asked(on=self._today, today=self._today, state=state)
        return "；".join(fault.text for fault in faults(deed, standing, asked))


def _change(edit: Edit) -> FieldChange:
    value = edit.returned.meant if edit.field == STATUS else edit.returned.shown or ""
    return FieldChange(
        edit.field, TITLES.get(edit.field, edit.field), edit.ledger.shown or "", edit.returned.shown or "", value
    )

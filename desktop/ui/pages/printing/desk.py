"""What the print page lets the worker do: lay out, draw a page for the preview, print, write a PDF.

A layout is built and painted in one thread: the worker's. The window gets plain values and images.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from db.queries import findings as finding_queries
from db.reader import Reader
from db.records import FindingCriteria, FindingRow
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations.change import Changes
from desktop.operations.lists import printing
from desktop.operations.lists.printing import Plan
from desktop.operations.lists.view import Criteria, View, by_criteria
from desktop.operations.own_fields import own_fields
from desktop.rules.overdue import days_overdue, due_date
from desktop.rules.permissions import Actor
from desktop.ui.widgets.printers import Printers, PrintersOfThisPc

if TYPE_CHECKING:
    from desktop.paper.pages import Layout

OPEN, LATE, EVERY, HANDED = "open", "late", "every", "handed"
AS_GIVEN, BY_LATENESS, BY_DUE = "as_given", "by_lateness", "by_due"
CLOSED = ("done", "transferred")
NOT_LAID_OUT = "还没有排版。请先在左边选好范围和列。"


@dataclass(frozen=True)
class Wanted:
    """Which findings go on the list, in which order, and the words around them."""

    choice: str
    rounds: tuple[int, ...]
    as_of: str
    known_at: str | None
    scope: str
    basis: str
    ids: tuple[int, ...] = ()
    order: str = AS_GIVEN
    criteria: Criteria | None = None


@dataclass(frozen=True)
class Shape:
    """What the window must know of a layout."""

    rows: int
    pages: int
    complaint: str
    unprintable: str
    widths: dict[str, float]
    body_pt: float
    size: tuple[float, float]
    left: float
    """Where the table begins, in mm from the edge of the page."""


@dataclass
class Printed:
    """A list that was printed while the program is open: its pages can be printed again under the same copy numbers."""

    export_id: int
    layout: Layout
    plan: Plan
    copies: tuple[str, ...]
    pages: int = 0


@dataclass(frozen=True)
class Order:
    """What the clerk confirmed: copies, purpose, who takes them, and where it goes (`path` for a PDF)."""

    copies: tuple[str, ...]
    purpose: str = ""
    destination: str = ""
    holders: tuple[str, ...] = ()
    printer: str = ""
    path: Path | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    """How the list is arranged, for printing the same again."""


@dataclass(frozen=True)
class Done:
    """What came out."""

    export_id: int
    sheets: int
    copies: tuple[str, ...]
    changes: Changes | None
    path: Path | None = None


@dataclass
class _Bench:
    """What stays in the worker."""

    layout: Layout | None = None
    shown: View | None = None
    plan: Plan | None = None
    known_at: str | None = None
    printed: list[Printed] = field(default_factory=list)


class PrintDesk:
    """The layout in hand and those already printed; every method but the constructor runs in the worker."""

    def __init__(self, ledger: Ledger, printers: Printers | None = None) -> None:
        self._ledger = ledger
        self.printers: Printers = printers or PrintersOfThisPc()
        self._bench = _Bench()

    def lay_out(self, wanted: Wanted, plan: Plan, printed_on: str) -> Shape:
        """Lay the list out anew."""
        reader = self._ledger.another_reader()
        try:
            shown = view_of(reader, wanted, plan.group_by)
            laid = printing.layout(reader, shown, plan, printed_on)
        finally:
            reader.close()
        self._bench.layout, self._bench.shown, self._bench.plan = laid, shown, plan
        self._bench.known_at = wanted.known_at
        widths = dict(zip(plan.columns, laid.widths_mm, strict=True))
        return Shape(
            len(shown.rows), len(laid), laid.complaint(), laid.unprintable(), widths, laid.body_pt, laid.sheet.size,
            laid.sheet.left,
        )  # fmt: skip

    def let_go(self) -> Sequence[object]:
        """Hand over the layout in hand with its rows, until it is laid out anew; asked while the worker has nothing to do."""
        bench = self._bench
        gone, bench.layout, bench.shown = (bench.layout, bench.shown), None, None
        return gone

    def shown(self) -> View:
        """The rows of the layout in hand."""
        if self._bench.shown is None:
            raise KnownError(NOT_LAID_OUT)
        return self._bench.shown

    def picture(self, index: int, dots_per_inch: float, copy: str) -> QImage:
        """One page for the preview."""
        from desktop.paper.painting import page_image

        return page_image(self._laid(), index, dots_per_inch, copy=copy)

    def print_list(self, ledger: Ledger, actor: Actor, order: Order, report: Callable[..., None]) -> Done:
        """Enter the print and its numbers in the register, then print: a number is never given twice, even if the paper jams."""
        laid, shown, plan = self._laid(), self._bench.shown, self._bench.plan
        assert shown is not None and plan is not None
        if laid.complaint():
            raise KnownError(laid.complaint())
        known = {"title": plan.title, "known_at": self._bench.known_at, "basis": shown.basis}
        made_of = {**known, "settings": dict(order.settings)}
        job = printing.Job(order.copies, order.purpose, order.destination, order.holders, made_of)
        if order.path is not None:
            left = printing.write(ledger, actor, shown, plan, laid, order.path, job)
            self._bench.printed.append(Printed(left.entry, laid, plan, order.copies, len(laid)))
            return Done(left.entry, left.made, order.copies, left.changes, left.path)
        export_id, changes = printing.record(ledger, actor, shown, plan, laid, job)
        self._bench.printed.append(Printed(export_id, laid, plan, order.copies, len(laid)))
        try:
            sheets = self._put_out(laid, plan.title, order, None, report)
        except KnownError as error:
            raise KnownError(f"{error}{_kept(order.copies)}") from error
        return Done(export_id, sheets, order.copies, changes)

    def print_again(
        self,
        ledger: Ledger,
        actor: Actor,
        export_id: int,
        order: Order,
        pages: tuple[int, int],
        report: Callable[..., None],
    ) -> Done:
        """Pages x to y of copies that were printed before, under their old numbers; the register tells of it first."""
        before = next((one for one in self._bench.printed if one.export_id == export_id), None)
        if before is None:
            raise KnownError("这份清单不是本次打开程序后打印的，原页面已不在。请用“再印一次…”，另取份号。")
        mark, count = before.plan.classification, pages[1] - pages[0] + 1
        changes = printing.record_again(ledger, actor, before.plan.title, mark, order.copies, count)
        sheets = self._put_out(before.layout, before.plan.title, order, pages, report)
        return Done(export_id, sheets, order.copies, changes)

    def printed(self) -> tuple[Printed, ...]:
        """What can be printed again."""
        return tuple(self._bench.printed)

    def _put_out(
        self, laid: Layout, title: str, order: Order, pages: tuple[int, int] | None, report: Callable[..., None]
    ) -> int:
        from desktop.paper.painting import page_range, paint_copies, set_sheet

        copies = order.copies or ("",)
        device = self.printers.device(order.printer, title)
        set_sheet(device, laid)
        total, sheets = len(copies) * len(page_range(laid, pages)), 0
        for copy, page in paint_copies(device, laid, copies=copies, pages=pages):
            sheets += 1
            report(sheets, total, f"份号 {copy} 第 {page} 页" if copy else f"第 {page} 页")
        return sheets

    def _laid(self) -> Layout:
        if self._bench.layout is None:
            raise KnownError(NOT_LAID_OUT)
        return self._bench.layout


def view_of(reader: Reader, wanted: Wanted, group_by: str = "") -> View:
    """The rows that the clerk chose, as they stood, in the order that the list is printed in."""
    if wanted.choice == HANDED and wanted.criteria is not None:
        shown = by_criteria(reader, wanted.criteria, wanted.as_of, wanted.scope, wanted.basis)
        shown = replace(shown, rows=tuple(_sorted(list(shown.rows), wanted)))
        return replace(shown, rows=_grouped(reader, shown, group_by)) if group_by else shown
    criteria = FindingCriteria(rounds=wanted.rounds)
    every = finding_queries.list_findings(reader, criteria, wanted.as_of, wanted.known_at)
    rows: list[FindingRow] = list(every)
    total = len(every)
    if wanted.choice == HANDED:
        known = {row.id: row for row in every}
        if not known.keys() >= set(wanted.ids):
            criteria = FindingCriteria(ids=wanted.ids, presence="any")
            known = {
                row.id: row for row in finding_queries.list_findings(reader, criteria, wanted.as_of, wanted.known_at)
            }
            total = len(known)
        rows = [known[one] for one in wanted.ids if one in known]
    elif wanted.choice == OPEN:
        rows = [row for row in rows if row.verdict not in CLOSED]
    elif wanted.choice == LATE:
        rows = [row for row in rows if days_overdue(row, wanted.as_of)]
    rows = _sorted(rows, wanted)
    shown = View(tuple(rows), wanted.as_of, total, wanted.scope, wanted.basis)
    return replace(shown, rows=_grouped(reader, shown, group_by)) if group_by else shown


def _sorted(rows: list[FindingRow], wanted: Wanted) -> list[FindingRow]:
    if wanted.order == BY_LATENESS:
        place = {unit: number for number, unit in enumerate(dict.fromkeys(row.unit_id for row in rows))}
        return sorted(rows, key=lambda row: (place[row.unit_id], -days_overdue(row, wanted.as_of), row.number))
    if wanted.order == BY_DUE:
        return sorted(rows, key=lambda row: (due_date(row) or "9999", row.number))
    return rows


def _grouped(reader: Reader, shown: View, group_by: str) -> tuple[FindingRow, ...]:
    """Rows of one group together, groups in the order of their first row."""
    told = printing.printed_records(shown, (group_by,), own_fields(reader))
    words = [next(iter(texts.values()), "") for texts in told]
    first: dict[str, int] = {}
    for place, word in enumerate(words):
        first.setdefault(word, place)
    order = sorted(range(len(words)), key=lambda place: first[words[place]])
    return tuple(shown.rows[place] for place in order)


def _kept(copies: Sequence[str]) -> str:
    if not copies:
        return ""
    span = copies[0] if len(copies) == 1 else f"{copies[0]}—{copies[-1]}"
    return f"份号 {span} 已保留，可在“打印登记”中补印。"

"""涉组涉干责任清单: the findings marked 涉组涉干 under their own numbers, with desk and person, in step with the main list (page 15, M17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from desktop.ledgers.column import Column, Kind, LedgerTable, Mark, Shape, Tone
from desktop.ledgers.finding_marks import state_mark
from desktop.ledgers.organisation_duties import ORGANISATION_DUTIES
from desktop.operations import organisation_duties
from desktop.operations.duty_desks import DutyDesk
from desktop.operations.organisation_duties import GONE, DutyLine
from desktop.rules.permissions import RECORD_ACTIONS
from desktop.ui.asks import AskFinding
from desktop.ui.context import AppContext
from desktop.ui.grid.ledger_table import COMPACT_ROW, LedgerTableView
from desktop.ui.grid.told_rows import cell_of
from desktop.ui.widgets.card import Card, ElidedLabel

_NONE, FILL, FILL_DESKS = "—", "补齐编号", "补齐科室"
_BACK = "读回组织部填好的清单，只记它的科室、责任人和进展，不动核实认定"


@dataclass(frozen=True)
class Row:
    """A duty as a row."""

    id: int
    line: DutyLine

    def __getattr__(self, name: str) -> Any:
        if name == "line" or name.startswith("__"):
            raise AttributeError(name)
        record, row = self.line.record, self.line.row
        own = record.fields if record is not None else {}
        proposed = self.line.proposed if record is None else DutyDesk()
        told = {
            "number": record.number if record is not None else "未编号",
            "finding": row.number if row is not None else own.get("finding"),
            "unit": row.unit_short if row is not None else "",
            "text": row.text if row is not None else "",
            "desk": own.get("desk") or proposed.desk,
            "person": own.get("person") or proposed.person,
        }
        return "" if name == "state" else str(cell_of(told, name) or _NONE)


def _key(line: DutyLine) -> int:
    """By its finding, numbered or not; a record whose finding left the list, or has another number, by its own id (negative: no finding's)."""
    if line.row is not None:
        return line.row.id
    return -line.record.id if line.record is not None else 0


def _state(row: Row) -> Mark:
    return state_mark(row.line.row) if row.line.row is not None else Mark(Shape.SLASH, GONE, Tone.PLAIN)


TABLE = LedgerTable(
    "dispatch_duties",
    "涉组涉干责任清单",
    (
        Column("number", "编号", 62),
        Column("finding", "主表编号", 92),
        Column("unit", "单位", 84),
        Column("text", "问题", 104),
        Column("desk", "督促科室", 90),
        Column("person", "责任人", 76),
        Column("state", "状态", 100, kind=Kind.STATE, mark=_state),
    ),
    unit_word="条",
)


class DutiesCard(Card):
    """`fill_asked`: what is marked is to be numbered; `taken_back` that a list with progress is to be read; `book_asked` the book of the list;
    `desks_asked` 督促科室对照表."""

    fill_asked = Signal()
    taken_back = Signal()
    book_asked = Signal()
    desks_asked = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__("涉组涉干责任清单", " ", "督促科室对照表…")
        self._context = context
        self.flush()
        self.table = LedgerTableView(context.theme, TABLE, ticks=False, rows=COMPACT_ROW - 1, prints=False)
        self.table.tells_all = False
        self.table.stretch("text")
        self.table.set_empty_state("所选轮次没有标涉组涉干的问题。")
        self.law = ElidedLabel(role="secondary")
        self.book_button = QPushButton("看账册 ›")
        self.book_button.setProperty("link", True)
        self.head.insertWidget(self.head.indexOf(self.link), self.book_button)  # the foot is the sum's
        self.fill_button, self.back_button = QPushButton(FILL), QPushButton("收回进度…")
        foot = QHBoxLayout()
        foot.setContentsMargins(13, 4, 10, 6)
        foot.setSpacing(8)
        foot.addWidget(self.law, 1)
        foot.addWidget(self.fill_button)
        foot.addWidget(self.back_button)
        self.body.setSpacing(0)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(foot)
        self.fill_button.clicked.connect(self.fill_asked)
        self.back_button.clicked.connect(self.taken_back)
        self.book_button.clicked.connect(self.book_asked)
        self.link_clicked.connect(self.desks_asked)
        self.table.activated.connect(self._open)

    def show_lines(self, lines: Sequence[DutyLine]) -> None:
        """Show the list of the rounds."""
        self.table.show_records([Row(_key(one), one) for one in lines])
        bare = sum(one.record is None for one in lines)
        waiting = sum(one.waits for one in lines)
        self.note_label.set_full_text(
            f"{len(lines)} 条，自成序号，随台账变" + (f"；{bare} 条还没有编号" if bare else "")
        )
        self.law.set_full_text(organisation_duties.sums(lines))
        reason = self._context.why_not(RECORD_ACTIONS[ORGANISATION_DUTIES.add_right], writes=True)
        self.fill_button.setText(f"{FILL if bare or not waiting else FILL_DESKS} {waiting} 条" if waiting else FILL)
        self.fill_button.setEnabled(not reason and bool(waiting))
        self.fill_button.setToolTip(
            reason or ("按督促科室对照表带出科室和责任人" if waiting else "标了涉组涉干的都已编号")
        )
        self.back_button.setEnabled(not reason)
        self.back_button.setToolTip(reason or _BACK)

    def _open(self, row: Row) -> None:
        if row.line.row is not None:
            self._context.open_page("findings", AskFinding(row.line.row.id))

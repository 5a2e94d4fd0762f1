"""Steps 4 看差异 and 5 入账: what is new, what the ledger has already, what was left out; then the answer with its 撤销."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ledgers.column import Align, Column, Kind, LedgerTable
from desktop.ledgers.terms import STATE_WORDS
from desktop.operations.importing.finding_lists import Entered
from desktop.operations.importing.review import Reviewed
from desktop.ui.context import AppContext
from desktop.ui.grid.ledger_table import STANDARD_ROW, LedgerTableView
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.segment_tabs import SegmentTabs

_REASONS = {
    "already_in_ledger": "台账中已有同一单位、同样文字的问题",
    "possible_duplicate": "与清单中另一行单位、问题相同，照常入账",
    "missing_text": "没有问题内容，本行不收",
    "unknown_unit": "单位不在名册，本条不收",
    "missing_unit": "没有单位，本条不收",
    "multiple_units": "一格写了几个单位，本条不收",
    "duplicate": "与前面一行全部相同，只收一条",
}


@dataclass(frozen=True)
class DiffLine:
    """A row of the list and what becomes of it."""

    id: int
    row: int
    sheet: str
    unit: str
    text: str
    category: str
    due_on: str
    status: str
    measures: int
    fate: str
    reason: str


_TABLE = LedgerTable(
    "import_diff",
    "清单",
    (
        Column("row", "行", 52, Align.CENTER, kind=Kind.NUMBER),
        Column("unit", "单位", 170),
        Column("text", "问题", 380, wrap=True),
        Column("category", "分类", 150),
        Column("due_on", "时限", 96, kind=Kind.DATE),
        Column("status", "自报", 84),
        Column("measures", "措施", 56, Align.RIGHT, kind=Kind.NUMBER),
        Column("reason", "说明", 260, wrap=True),
    ),
    frozen=0,
)
TABS = (("new", "新增"), ("same", "相同"), ("left_out", "不收"))


def diff_lines(reviewed: Reviewed) -> list[DiffLine]:
    """Every finding of the list and every row left out, with its fate."""
    kinds: dict[tuple[str, int], set[str]] = {}
    for fault in reviewed.faults:
        kinds.setdefault((fault["sheet"], fault["row"]), set()).add(fault["kind"])
    lines = [_line(number, one, kinds) for number, one in enumerate(reviewed.document["findings"], start=1)]
    rest = [(fault["sheet"], fault["row"], "missing_text") for fault in reviewed.faults if fault["level"] == "error"]
    rest += [
        (one["sheet"], one["row"], "duplicate") for one in reviewed.document["ignored"] if one["reason"] == "duplicate"
    ]
    for number, (sheet, row, reason) in enumerate(rest, start=len(lines) + 1):
        lines.append(DiffLine(number, row, sheet, "", "", "", "", "", 0, "left_out", _REASONS[reason]))
    return lines


def _line(number: int, one: Mapping[str, Any], kinds: Mapping[tuple[str, int], set[str]]) -> DiffLine:
    mine = set().union(*(kinds.get((one["sheet"], row), set()) for row in one["rows"]))
    fate, reason = "new", ""
    if "already_in_ledger" in mine:
        fate, reason = "same", _REASONS["already_in_ledger"]
    elif mine & {"unknown_unit", "missing_unit", "multiple_units"}:
        fate, reason = (
            "left_out",
            next(_REASONS[kind] for kind in ("unknown_unit", "missing_unit", "multiple_units") if kind in mine),
        )
    elif "possible_duplicate" in mine:
        reason = _REASONS["possible_duplicate"]
    state = one.get("status")
    return DiffLine(
        number,
        one["row"],
        one["sheet"],
        one["unit"] or "",
        one["text"],
        one.get("category") or "",
        one.get("due_on") or "",
        STATE_WORDS[state] if state else "",
        len(one.get("measures") or ()),
        fate,
        reason,
    )


class DiffStep(QWidget):
    """Tabs 新增 相同 不收."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._lines: list[DiffLine] = []
        self.tabs = SegmentTabs([(key, title, None) for key, title in TABS])
        self.table = LedgerTableView(context.theme, _TABLE, ticks=False, rows=STANDARD_ROW)
        self.table.set_editable(False)
        self.table.bar.setMaximumHeight(0)
        self.card = Card("看差异", "入账前与台账逐条对照", " ")
        self.card.link.hide()
        self.card.head.addWidget(self.tabs)
        self.card.flush()
        self.card.body.addWidget(self.table, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.card)
        self.tabs.changed.connect(self._show)

    def show_reviewed(self, reviewed: Reviewed) -> None:
        """Compare anew."""
        self._lines = diff_lines(reviewed)
        self.tabs.set_counts({key: sum(line.fate == key for line in self._lines) for key, _title in TABS})
        self._show(self.tabs.current())

    def count(self, fate: str) -> int:
        """How many rows have this fate."""
        return sum(line.fate == fate for line in self._lines)

    def _show(self, key: str) -> None:
        self.table.set_empty_state("没有这样的行。")
        self.table.show_records([line for line in self._lines if line.fate == key])


class DoneStep(QWidget):
    """`已入账 189 条。 [撤销第 17 次导入]`"""

    undo_asked = Signal(int)
    ledger_asked = Signal()
    again_asked = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.number = 0
        self.answer = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.answer.setProperty("role", "page-title")
        self.more = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.more.setProperty("role", "secondary")
        self.undo_button, self.ledger_button, self.again_button = (
            QPushButton(),
            QPushButton("看台账"),
            QPushButton("再导入一份"),
        )
        self.ledger_button.setProperty("primary", True)
        self.undo_button.clicked.connect(self._undo)
        self.ledger_button.clicked.connect(self.ledger_asked)
        self.again_button.clicked.connect(self.again_asked)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.undo_button, self.again_button, self.ledger_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        card = Card("入账")
        card.body.addStretch(2)
        card.body.addWidget(self.answer)
        card.body.addWidget(self.more)
        card.body.addLayout(buttons)
        card.body.addStretch(3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

    def show_entered(self, result: Entered) -> None:
        """The list stands in the ledger."""
        self.number = result.import_number or 0
        self.answer.setText(f"已入账 {result.entered} 条。")
        held = [f"第 {one['row']} 行（{_REASONS.get(one['reason'], one['reason'])}）" for one in result.held[:12]]
        tail = f"未收 {len(result.held)} 条：{'；'.join(held)}。" if held else "清单各行都有交代，没有遗漏。"
        self.more.setText(f"{result.round_name}，第 {self.number} 次导入。{tail}")
        self.undo_button.setText(f"撤销第 {self.number} 次导入")
        self.undo_button.show()

    def show_undone(self, text: str) -> None:
        """The import was taken back."""
        self.answer.setText(text)
        self.more.setText("文件和编号留有记录；要重新导入，点“再导入一份”。")
        self.undo_button.hide()

    def _undo(self) -> None:
        self.undo_asked.emit(self.number)

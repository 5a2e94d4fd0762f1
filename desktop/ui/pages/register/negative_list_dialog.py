"""负面清单: the list as it would be issued or as a version told it, beside the version before; printed, exported, issued (M8)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.errors import KnownError
from desktop.ledgers.column import Align, Column, Kind, LedgerTable
from desktop.operations import negative_list
from desktop.operations.negative_list import ADDED, DROPPED, Line, Version
from desktop.rules.permissions import RECORD_ACTIONS, Right
from desktop.ui.context import AppContext
from desktop.ui.dialogs.list_verbs import ListVerbs
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView

TABLE = LedgerTable(
    "negative_list",
    "负面清单",
    (
        Column("number", "编号", 56, Align.RIGHT, kind=Kind.NUMBER),
        Column("name", "事项", 180),
        Column("wording", "清单表述", 380),
        Column("units", "单位", 56, Align.RIGHT, kind=Kind.NUMBER),
        Column("findings", "问题", 56, Align.RIGHT, kind=Kind.NUMBER),
        Column("change", "与上版比", 108),
    ),
    unit_word="项",
)


@dataclass(frozen=True)
class ItemLine:
    """A line as a row of the table."""

    id: int
    line: Line

    def __getattr__(self, name: str) -> Any:
        if name == "line" or name.startswith("__"):
            raise AttributeError(name)
        return self.line.change if name == "change" else getattr(self.line.item, name)


class NegativeListDialog(QDialog):
    """The version in hand; the last entry of the box is the list as it stands now."""

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle("负面清单")
        px = context.theme.px
        self.resize(px(900), px(520))
        self.version, self.sum = QComboBox(), QLabel()
        self.sum.setProperty("role", "strong")
        self.wrong = QLabel(wordWrap=True)
        self.wrong.setProperty("tone", "red")
        self.wrong.hide()
        self.table = LedgerTableView(context.theme, TABLE, ticks=False, rows=LIST_ROW)
        self.table.set_empty_state("负面清单里还没有一项。请先把共性问题“列入负面清单”。")
        self.table.stretch("wording")
        self.verbs = ListVerbs(context, self.table, self._refused)
        self.export_button, self.print_button = QPushButton("导出…"), QPushButton("打印…")
        self.issue_button, self.close_button = QPushButton(), QPushButton("关闭")
        self.issue_button.setProperty("primary", True)
        self._lay_out()
        self.version.currentIndexChanged.connect(lambda _place: self._show())
        self.export_button.clicked.connect(self.verbs.export)
        self.print_button.clicked.connect(self.verbs.print_list)
        self.issue_button.clicked.connect(self.issue)
        self.close_button.clicked.connect(self.accept)
        self.refresh()

    def refresh(self) -> None:
        """Read the versions and the list anew, the list as it stands in hand."""
        reader, as_of = self._context.reader, self._context.as_of
        self.versions = negative_list.versions(reader)
        self.now = Version(len(self.versions) + 1, "", negative_list.now(reader, as_of))
        self.version.blockSignals(True)
        self.version.clear()
        for one in self.versions:
            self.version.addItem(f"第 {one.version} 版　{one.on}")
        self.version.addItem(f"拟印发第 {self.now.version} 版")
        self.version.setCurrentIndex(self.version.count() - 1)
        self.version.blockSignals(False)
        self._show()

    def issue(self) -> None:
        """The list as it stands becomes the next version."""
        self.wrong.hide()
        self._context.write(negative_list.issue, done=lambda _changes: self._issued(), failed=self._refused)

    def _issued(self) -> None:
        self.refresh()
        self.version.setCurrentIndex(len(self.versions) - 1)

    def _show(self) -> None:
        place = self.version.currentIndex()
        one = (*self.versions, self.now)[place]
        before = self.versions[place - 1].items if place else ()
        lines = negative_list.compared(one.items, before)
        self.table.show_records([ItemLine(line.item.number, line) for line in lines])
        told = Counter(line.change for line in lines)
        self.sum.setText(f"{len(one.items)} 项 = 上版 {len(before)} + 新增 {told[ADDED]} − 退出 {told[DROPPED]}")
        self._judge(is_now=one is self.now)

    def _judge(self, *, is_now: bool) -> None:
        reason = self._context.why_not(RECORD_ACTIONS[Right.REVIEW], writes=True)
        reason = reason or ("" if is_now else "这一版已经印发，请在左上选拟印发的")
        reason = reason or ("" if self.now.items else "负面清单里还没有一项，请先把共性问题列入")
        self.issue_button.setText(f"印发第 {self.now.version} 版")
        self.issue_button.setEnabled(not reason)
        self.issue_button.setToolTip(reason)
        for button in (self.export_button, self.print_button):
            button.setEnabled(bool(self.table.records()))

    def _refused(self, error: KnownError) -> None:
        self.wrong.setText(str(error))
        self.wrong.show()

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.version)
        head.addWidget(self.sum, 1)
        for button in (self.export_button, self.print_button):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.issue_button)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.wrong)
        layout.addLayout(foot)

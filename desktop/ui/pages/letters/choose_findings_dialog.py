"""Choose findings of all rounds for one paper: filter, tick, take."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.queries.findings import list_findings
from db.records import FindingCriteria
from desktop.ledgers.column import Column, LedgerTable
from desktop.ui.context import AppContext
from desktop.ui.grid.ledger_table import LedgerTableView
from desktop.ui.typed import found_in
from desktop.ui.widgets.writing_field import WritingLine

TABLE = LedgerTable(
    "choose_findings",
    "问题",
    (
        Column("number", "编号", 104),
        Column("unit_short", "单位", 120),
        Column("category2", "二级分类", 110),
        Column("text", "问题表现", 380, wrap=True),
    ),
    frozen=1,
)


class ChooseFindingsDialog(QDialog):
    """`numbers` holds the permanent numbers that were ticked once it is accepted."""

    def __init__(self, context: AppContext, chosen: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self.setWindowTitle("从台账选问题")
        self.resize(theme.px(820), theme.px(560))
        self.numbers = list(chosen)
        criteria = FindingCriteria(rounds=context.switches.round_ids)
        self._rows = list_findings(context.reader, criteria, context.as_of, context.known_at)
        self.search = WritingLine("", "按编号、单位、分类、文字找，可用拼音首字母")
        self.search.textChanged.connect(self._narrow)
        self.table = LedgerTableView(theme, TABLE)
        self.table.stretch("text")
        self.table.show_records(self._rows)
        self.count = QLabel()
        wanted = set(chosen)
        self.table.model.tick([row.id for row in self._rows if row.number in wanted], True)
        self.table.ticks_changed.connect(self._tell)
        cancel, self.verb = QPushButton("取消"), QPushButton("选定")
        cancel.clicked.connect(self.reject)
        self.verb.setProperty("primary", True)
        self.verb.clicked.connect(self._take)
        foot = QHBoxLayout()
        foot.addWidget(self.count)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.verb)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addWidget(self.search)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        self._tell()

    def _narrow(self, typed: str) -> None:
        ticked = set(self.table.model.ticked)
        words = typed.strip()
        found = [
            row
            for row in self._rows
            if not words
            or row.id in ticked
            or any(found_in(words, text) for text in (row.number, row.unit_short, row.category2, row.text))
        ]
        self.table.show_records(found)

    def _tell(self) -> None:
        self.count.setText(f"已选 {len(self.table.model.ticked)} 条")
        self.verb.setEnabled(bool(self.table.model.ticked))

    def _take(self) -> None:
        ticked = self.table.model.ticked
        self.numbers = [row.number for row in self._rows if row.id in ticked]
        self.accept()

"""A tab of 系统: a list with its buttons below, or free content; it reads itself again when shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ledgers.column import LedgerTable
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.dialogs.list_verbs import ListVerbs
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.properties import named


class SystemPart(QWidget):
    """`failed` carries a known problem to the page."""

    failed = Signal(object)
    counted = Signal()
    tables: tuple[str, ...] = ()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(8)
        self.table: LedgerTableView | None = None
        self._needing_row: list[QPushButton] = []
        self._guarded: list[tuple[QPushButton, Action | None, bool]] = []

    def refresh(self) -> None:
        """Read again."""

    def count_text(self) -> str:
        """What the status bar says about this tab."""
        if self.table is None:
            return ""
        return f"{self.table.table.title} {self.table.scope_text()}"

    def status_texts(self) -> Sequence[str]:
        """The parts of the status bar."""
        return [self.count_text() or "系统"]

    def add_table(self, declared: LedgerTable, empty: str, stretched: str = "") -> LedgerTableView:
        """The list of this tab."""
        table = LedgerTableView(self.context.theme, declared, ticks=False, rows=LIST_ROW)
        table.set_empty_state(empty)
        if stretched:
            table.stretch(stretched)
        table.current_changed.connect(self._judge)
        self.table = table
        self.leaves = ListVerbs(self.context, table)
        self.card = Card().flush()
        self.card.body.addWidget(table, 1)
        self.layout_.addWidget(self.card, 1)
        self._foot = named(QWidget(), "foot")
        self._foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = QHBoxLayout(self._foot)
        self._row.setContentsMargins(12, 6, 12, 6)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        self.card.body.addWidget(self._foot)
        return table

    def add_verb(
        self,
        text: str,
        slot: Callable[[], Any],
        *,
        action: Action | None = None,
        writes: bool = True,
        needs_row: bool = False,
        tooltip: str = "",
    ) -> QPushButton:
        """A button below the list; grey with the reason where it may not be used."""
        button = QPushButton(text)
        button.setProperty("explained", tooltip)
        button.clicked.connect(slot)
        self._row.insertWidget(self._row.count() - 1, button)
        self._guarded.append((button, action, writes))
        if needs_row:
            self._needing_row.append(button)
        self._judge()
        return button

    def row_in_hand(self) -> Any:
        """The row that a verb works on."""
        assert self.table is not None
        return self.table.current_record()

    def show_records(self, records: Any) -> None:
        """Show the list's rows."""
        assert self.table is not None
        self.table.show_records(records)
        if self.table.current_record() is None:
            self.table.step_by(0)
        self._judge()
        self.counted.emit()

    def _judge(self, _record: Any = None) -> None:
        in_hand = self.table is not None and self.table.current_record() is not None
        for button, action, writes in self._guarded:
            reason = self.context.why_not(action, writes)
            if not reason and button in self._needing_row and not in_hand:
                reason = "先选一行"
            button.setEnabled(not reason)
            button.setToolTip(reason or str(button.property("explained") or ""))

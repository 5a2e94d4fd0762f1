"""粘贴（先看后入）: what was copied, where it goes, faults first; nothing is written before 粘贴."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QRadioButton, QTableView, QVBoxLayout

from desktop.ledgers.finding_words import field_text
from desktop.ui.grid.paste_plan import PastedCell, PastePlan
from desktop.ui.theme import Theme

_HEADS = ("编号", "栏", "原值", "新值", "说明")
_SHOWN = 400
_EMPTY_CELL = "复制的格是空的"
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class PasteModel(QAbstractTableModel):
    """One row per cell that changes or cannot be taken; faults first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cells: list[PastedCell] = []

    def show_plan(self, shown: PastePlan) -> None:
        """Show another block."""
        self.beginResetModel()
        self._cells = (shown.faults + [cell for cell in shown.cells if cell.differs])[:_SHOWN]
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Cells worth looking at."""
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Five."""
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, and the tint of a fault."""
        cell = self._cells[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            old = field_text(cell.field, getattr(cell.line, cell.field), cell.declared)
            new = cell.text if cell.fault else field_text(cell.field, cell.value, cell.declared)
            said = cell.fault or (_EMPTY_CELL if cell.empties else "")
            return (cell.line.number, cell.title, old, new, said)[index.column()]
        if role == Qt.ItemDataRole.BackgroundRole and cell.fault and index.column() >= 3:
            return self._theme.colour("red_ground")
        if role == Qt.ItemDataRole.ForegroundRole and cell.fault and index.column() >= 3:
            return self._theme.colour("red")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _HEADS[section]
        return None


class PasteStrip(QFrame):
    """Hidden until something is pasted."""

    accepted = Signal(object, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self.plan: PastePlan | None = None
        self.keep_empty, self.clear_empty = QRadioButton("空格不动"), QRadioButton("空格清空")
        self.keep_empty.setChecked(True)
        self.clear_empty.toggled.connect(self._show_words)
        self.words = QLabel(wordWrap=True)
        self.words.setProperty("role", "strong")
        self.cancel_button, self.paste_button = QPushButton("取消"), QPushButton("粘贴")
        self.cancel_button.clicked.connect(self.hide)
        self.paste_button.clicked.connect(self.accept)
        self.model = PasteModel(theme)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.px(28))
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setFixedHeight(theme.px(176))
        for place, width in enumerate((100, 90, 190, 190)):
            self.table.setColumnWidth(place, theme.px(width))
        first = QHBoxLayout()
        first.addWidget(self.words, 1)
        first.addWidget(self.keep_empty)
        first.addWidget(self.clear_empty)
        first.addWidget(self.cancel_button)
        first.addWidget(self.paste_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 8)
        layout.addLayout(first)
        layout.addWidget(self.table)
        self.hide()

    def show_plan(self, shown: PastePlan) -> None:
        """Show what would happen; empty cells over filled ones are asked about, and stay as they are until then."""
        self.plan = shown
        self.keep_empty.setChecked(True)
        for button in (self.keep_empty, self.clear_empty):
            button.setVisible(bool(shown.emptied))
        self._show_words()
        self.model.show_plan(shown)
        self.show()
        (self.paste_button if self.paste_button.isEnabled() else self.cancel_button).setFocus()

    def accept(self) -> None:
        """粘贴"""
        if self.plan is not None:
            self.accepted.emit(self.plan, self.clear_empty.isChecked())
        self.hide()

    def _show_words(self) -> None:
        shown = self.plan
        if shown is None:
            return
        changes = sum(len(fields) for fields in shown.edits(clear=self.clear_empty.isChecked()).values())
        start = f"从“{shown.columns[0]}”起" if shown.columns else ""
        words = f"粘贴 {shown.rows} 行 × {len(shown.columns)} 列 → {start}，将改 {changes} 处"
        if shown.emptied:
            words += f"；其中空格 {len(shown.emptied)} 处，请选不动还是清空"
        if shown.faults:
            words += f"；▲ {len(shown.faults)} 处不能粘贴，改好再粘，或只粘其余各处"
        if shown.surplus:
            words += f"；多出 {shown.surplus} 行没有对应的问题，不粘（新增请用“导入”或“新增”）"
        self.words.setText(words + "。")
        self.paste_button.setText(f"粘贴其余 {changes} 处" if shown.faults else "粘贴")
        self.paste_button.setEnabled(changes > 0)

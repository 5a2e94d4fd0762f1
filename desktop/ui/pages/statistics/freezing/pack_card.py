"""会议包: which parts, in which order, on which paper, how many copies; the pages of each are counted beside it (page 24, W6)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.operations.meeting_pack import PARTS, Wishes
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.writing_field import WritingLine

_KEY = Qt.ItemDataRole.UserRole


class PartList(QListWidget):
    """The parts: Space ticks, Alt+↑ and Alt+↓ move the one in hand, as dragging does."""

    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.model().rowsMoved.connect(self.moved)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+↑, Alt+↓."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key())) if event.modifiers() & Qt.KeyboardModifier.AltModifier else None
        if step is None:
            super().keyPressEvent(event)
            return
        self.step_by(step)

    def step_by(self, step: int) -> None:
        """One place up or down."""
        row = self.currentRow()
        if 0 <= row + step < self.count():
            item = self.takeItem(row)
            self.insertItem(row + step, item)
            self.setCurrentRow(row + step)
            self.moved.emit()


class PackCard(Card):
    """`changed`: other parts or another paper, so other pages; `wanted` tells whether it is to be printed (else a PDF); `looked`: shown before."""

    changed = Signal()
    wanted = Signal(bool)
    looked = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__("会议包")
        self.flush()
        self.context = context
        self.meeting = WritingLine("", "如 6月10日书记专题会")
        self.paper = QComboBox()
        self.paper.addItem("A4 横向", "A4")
        self.paper.addItem("A3 横向", "A3")
        self.copies = QSpinBox(minimum=1, maximum=200)
        self.copies.setValue(8)
        self.parts = PartList()
        self.sum, self.told, self.left_out = QLabel(), QLabel(wordWrap=True), QLabel()
        self.look_button, self.pdf_button, self.print_button = (
            QPushButton("预览"),
            QPushButton("存 PDF…"),
            QPushButton(),
        )
        self._pages: dict[str, int] = {}
        self._is_read = False
        self._open_sum = ""
        for part in PARTS.values():
            item = QListWidgetItem(part.title)
            item.setData(_KEY, part.key)
            item.setCheckState(Qt.CheckState.Checked if part.usual else Qt.CheckState.Unchecked)
            self.parts.addItem(item)
        self._lay_out()
        self.parts.itemChanged.connect(self._ticked)
        self.parts.moved.connect(self._show_sums)
        self.paper.activated.connect(self.changed)
        self.copies.valueChanged.connect(self._show_sums)
        self.look_button.clicked.connect(lambda: self.looked.emit())
        self.pdf_button.clicked.connect(lambda: self.wanted.emit(False))
        self.print_button.clicked.connect(lambda: self.wanted.emit(True))

    def wishes(self, *, every: bool = False) -> Wishes:
        """What is chosen; `every` part, ticked or not, for counting pages."""
        items = [self.parts.item(row) for row in range(self.parts.count())]
        keys = tuple(str(one.data(_KEY)) for one in items if every or one.checkState() is Qt.CheckState.Checked)
        return Wishes(self.meeting.text().strip(), keys, str(self.paper.currentData()))

    def show_pages(self, pages: Mapping[str, int], counts: Mapping[str, int], open_sum: str = "") -> None:
        """The pages of each part, how many findings a list has, and why the open ones are fewer than 未销号."""
        self._pages, self._open_sum, self._is_read = dict(pages), open_sum, True
        self.parts.blockSignals(True)
        for row in range(self.parts.count()):
            item = self.parts.item(row)
            key = str(item.data(_KEY))
            count = f" {counts[key]} 条" if key in counts else ""
            shown = f"{pages[key]} 页" if key in pages else "没有内容"
            item.setText(f"{PARTS[key].title}{count}　{shown}")
        self.parts.blockSignals(False)
        self._show_sums()

    def pages(self) -> int:
        """Those of the ticked parts."""
        return sum(self._pages.get(key, 0) for key in self.wishes().parts)

    def show_numbers(self, first: int) -> None:
        """The copy number that comes next."""
        self._first = first
        self._show_sums()

    def _ticked(self, _item: QListWidgetItem) -> None:
        self._show_sums()

    def _show_sums(self, _value: object = None) -> None:
        if not self._is_read:
            return
        kept = [key for key in self.wishes().parts if self._pages.get(key)]
        pages, copies = self.pages(), self.copies.value()
        self.sum.setText(f"{len(kept)} 件　{pages} 页")
        first = getattr(self, "_first", 1)
        self.told.setText(
            f"{pages} 页 × {copies} 份 = {pages * copies} 面；份号 {first:06d}—{first + copies - 1:06d}，一份一号，连续编页。"
        )
        self.left_out.setText(self._open_sum)
        self.left_out.setVisible(bool(self._open_sum))
        self.print_button.setText(f"打印 {copies} 份…")
        nothing = "" if pages else "没有勾选有内容的材料"
        self.look_button.setEnabled(not nothing)
        self.look_button.setToolTip(nothing)
        why = self.context.why_not(Action.PRINT) or nothing
        for button in (self.pdf_button, self.print_button):
            button.setEnabled(not why)
            button.setToolTip(why)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(12, 10, 12, 8)
        form.addRow("会议", self.meeting)
        form.addRow("纸张", self.paper)
        form.addRow("份数", self.copies)
        self.body.addLayout(form)
        self.body.addWidget(self.parts, 1)
        foot = named(QWidget(), "foot")
        column = QVBoxLayout(foot)
        column.setContentsMargins(12, 8, 12, 8)
        self.sum.setProperty("role", "strong")
        for label in (self.told, self.left_out):
            label.setProperty("role", "secondary")
        for label in (self.sum, self.told, self.left_out):
            column.addWidget(label)
        row = QHBoxLayout()
        row.addWidget(self.look_button)
        row.addStretch(1)
        row.addWidget(self.pdf_button)
        row.addWidget(self.print_button)
        column.addLayout(row)
        self.body.addWidget(foot)

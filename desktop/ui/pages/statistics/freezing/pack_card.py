"""会议包: which parts, in which order, on which paper, how many copies; the pages of each are counted beside it (page 24, W6)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.operations.meeting_pack import PARTS, Wishes
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.theme import Theme
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.ordered_ticks import KEY, OrderedTicks
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.writing_field import WritingLine

_GRIP = "⋮⋮"
_PAGES_PX, _ORDER_PX, _COPIES_PX = 52, 48, 68


class PartList(OrderedTicks):
    """The parts with their pages; the last column is what they are dragged by."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "会议包内容", _PAGES_PX, _ORDER_PX, high=28)
        self.setHeaderLabels(["内容", "页数", "次序"])
        for section, align in ((1, Qt.AlignmentFlag.AlignRight), (2, Qt.AlignmentFlag.AlignHCenter)):
            self.headerItem().setTextAlignment(section, align | Qt.AlignmentFlag.AlignVCenter)
        for part in PARTS.values():
            item = self.add_line(part.key, [part.title, "", _GRIP], ticked=part.usual)
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignCenter)
            item.setToolTip(2, "拖动，或按 Alt+↑、Alt+↓ 改次序；空格勾选")

    def show_pages(self, pages: Mapping[str, int], counts: Mapping[str, int]) -> None:
        """What each part has: how many findings a list tells, how many pages; — where there is nothing to print."""
        self._quiet = True
        for item in self.lines():
            key = str(item.data(0, KEY))
            item.setText(0, PARTS[key].title + (f" {counts[key]} 条" if key in counts else ""))
            item.setText(1, str(pages[key]) if key in pages else "—")
            item.setToolTip(0, item.text(0) if key in pages else f"{item.text(0)}：没有内容，不印")
        self._quiet = False


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
        self.copies.setAccessibleName("份数")
        self.copies.setFixedWidth(context.theme.px(_COPIES_PX))
        self.duplex = QCheckBox("双面")
        self.duplex.setChecked(True)
        self.duplex.setToolTip("每份另起一张纸：页数是单数的，末尾留一张空白背面")
        self.parts = PartList(context.theme)
        self.sum_pages = QLabel()
        self.sum, self.told, self.left_out = QLabel(), QLabel(wordWrap=True), QLabel()
        self.look_button, self.pdf_button, self.print_button = (
            QPushButton("预览"),
            QPushButton("存 PDF…"),
            QPushButton(),
        )
        self._pages: dict[str, int] = {}
        self._is_read = False
        self._open_sum = ""
        self._lay_out()
        self.parts.arranged.connect(self._show_sums)
        self.paper.activated.connect(self.changed)
        self.copies.valueChanged.connect(self._show_sums)
        self.duplex.toggled.connect(self._show_sums)
        self.look_button.clicked.connect(lambda: self.looked.emit())
        self.pdf_button.clicked.connect(lambda: self.wanted.emit(False))
        self.print_button.clicked.connect(lambda: self.wanted.emit(True))

    def wishes(self, *, every: bool = False) -> Wishes:
        """What is chosen; `every` part, ticked or not, for counting pages."""
        keys = tuple(str(one.data(0, KEY)) for one in self.parts.lines()) if every else self.parts.keys()
        paper, duplex = str(self.paper.currentData()), self.duplex.isChecked()
        return Wishes(self.meeting.text().strip(), keys, paper, duplex=duplex)

    def show_pages(self, pages: Mapping[str, int], counts: Mapping[str, int], open_sum: str = "") -> None:
        """The pages of each part, how many findings a list has, and why the open ones are fewer than 未销号."""
        self._pages, self._open_sum, self._is_read = dict(pages), open_sum, True
        self.parts.show_pages(pages, counts)
        self._show_sums()

    def pages(self) -> int:
        """Those of the ticked parts."""
        return sum(self._pages.get(key, 0) for key in self.wishes().parts)

    def show_numbers(self, first: int) -> None:
        """The copy number that comes next."""
        self._first = first
        self._show_sums()

    def _show_sums(self, _value: object = None) -> None:
        if not self._is_read:
            return
        kept = [key for key in self.wishes().parts if self._pages.get(key)]
        pages, copies = self.pages(), self.copies.value()
        self.sum.setText(f"{len(kept)} 件")
        self.sum_pages.setText(str(pages))
        first = getattr(self, "_first", 1)
        sheets = f"双面每份 {-(-pages // 2)} 张。" if self.duplex.isChecked() else ""
        self.told.setText(
            f"{pages} 页 × {copies} 份 = {pages * copies} 面；"
            f"份号 {first:06d}—{first + copies - 1:06d}，一份一号，连续编页。{sheets}"
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
        sheet = QHBoxLayout()
        sheet.setSpacing(6)
        sheet.addWidget(self.paper, 1)
        sheet.addWidget(QLabel("份数"))
        sheet.addWidget(self.copies)
        sheet.addWidget(self.duplex)
        form.addRow("纸张", sheet)
        self.body.addLayout(form)
        self.body.addWidget(self.parts, 1)
        self.body.addWidget(self._sum_row())
        foot = named(QWidget(), "foot")
        column = QVBoxLayout(foot)
        column.setContentsMargins(12, 8, 12, 8)
        for label in (self.told, self.left_out):
            label.setProperty("role", "secondary")
        for label in (self.told, self.left_out):
            column.addWidget(label)
        row = QHBoxLayout()
        row.addWidget(self.look_button)
        row.addStretch(1)
        row.addWidget(self.pdf_button)
        row.addWidget(self.print_button)
        column.addLayout(row)
        self.body.addWidget(foot)

    def _sum_row(self) -> QWidget:
        """Below the list: how many parts are printed, and their pages under those of each."""
        row = named(QWidget(), "foot")
        line = QHBoxLayout(row)
        line.setContentsMargins(30, 5, self.context.theme.px(_ORDER_PX) + 4, 5)
        for label in (self.sum, self.sum_pages):
            label.setProperty("role", "strong")
        line.addWidget(self.sum, 1)
        line.addWidget(self.sum_pages)
        return row

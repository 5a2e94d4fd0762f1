"""What will be entered of the returned workbook, in arithmetic, and the two verbs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from desktop.operations.return_book.merge_lines import CHANGED, CONFLICT, MergeLine
from desktop.ui.context import AppContext
from desktop.ui.widgets.card import ElidedLabel


class MergeFoot(QFrame):
    """The primary button is grey while a conflict is open, and the reason stands beside it."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.setObjectName("card")
        self.words, self.blocked, self.about = QLabel(), QLabel(), ElidedLabel("", "secondary")
        self.words.setProperty("role", "strong")
        self.blocked.setProperty("tone", "red")
        self.refuse_button, self.enter_button = QPushButton("拒收并退回…"), QPushButton("入账")
        self.look_button = QPushButton("仍要看（只读）")
        self.look_button.setToolTip("只看单位填了什么，不收")
        self.look_button.hide()
        self.enter_button.setProperty("primary", True)
        self.enter_button.setToolTip("Ctrl+Enter")
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 7, 12, 7)
        for widget in (self.words, self.blocked):
            line.addWidget(widget)
        line.addWidget(self.about, 1)
        line.addWidget(self.look_button)
        line.addWidget(self.refuse_button)
        line.addWidget(self.enter_button)

    def show_lines(self, lines: Sequence[MergeLine], why_not: str) -> None:
        """Say what is taken and what is left; `why_not` is why this person may not enter at all."""
        changes = [line for line in lines if line.heading == CHANGED]
        conflicts = [line for line in lines if line.heading == CONFLICT]
        taken, sides = sum(one.taken for one in changes), sum(one.taken for one in conflicts)
        open_ones = sum(not one.decided for one in conflicts)
        left = sum(not one.taken and not one.blocked for one in changes)
        never = sum(one.blocked for one in (*changes, *conflicts))
        self.words.setText(f"将入账：改动 {taken} 处、冲突取单位 {sides} 处")
        self.blocked.setText(why_not or (f"▲ 冲突 {open_ones} 处还没有选" if open_ones else ""))
        told = [f"{word} {count} 处" for word, count in (("不取", left), ("不能入账", never)) if count]
        self.about.set_full_text("、".join([*told, "认定都不动，入账后可整次撤销"]))
        self.refuse_button.setEnabled(not why_not)
        self.look_button.hide()
        self.enter_button.setVisible(True)
        self.enter_button.setEnabled(not why_not and not open_ones)

    def show_refused(self, why_not: str, *, readable: bool = False, looked: bool = False) -> None:
        """The file is not taken: only sending it back is left; `readable`: it may be looked at, `looked`: it is."""
        self.words.setText("只看不收，台账未改动" if looked else "这份表不收，台账未改动")
        self.look_button.setVisible(readable)
        self.blocked.setText(why_not)
        self.about.set_full_text("")
        self.refuse_button.setEnabled(not why_not)
        self.enter_button.setVisible(False)
        self.enter_button.setEnabled(False)

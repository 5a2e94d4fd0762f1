"""A pasted block has empty cells over filled ones: 不动 or 清空 (K10)."""

from __future__ import annotations

from PySide6.QtWidgets import QRadioButton, QWidget

from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog


class EmptyCellsDialog(FormDialog):
    """Asked once for the whole block; `clear` is the answer."""

    def __init__(self, context: AppContext, count: int, parent: QWidget | None = None) -> None:
        super().__init__(context, "粘贴", "粘贴", parent)
        self.clear = False
        self.head(f"复制的格中有 {count} 处是空的，而账册这些格里有内容。")
        self.keep = QRadioButton("空格不动，只写其余各格")
        self.empty = QRadioButton("空格清空")
        self.keep.setChecked(True)
        self.body.addWidget(self.keep)
        self.body.addWidget(self.empty)

    def carry_out(self) -> None:
        """The choice is carried out by whoever asked."""
        self.clear = self.empty.isChecked()
        self.accept()

"""The units behind a number, to read and to copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from desktop.ui.context import AppContext
from desktop.ui.widgets.closing_row import ClosingRow

WIDTH, HEIGHT = 420, 480


class UnitsDialog(QDialog):
    """A list of names; 复制 takes all of them."""

    def __init__(self, context: AppContext, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"单位 {len(names)} 家")
        self.resize(context.theme.px(WIDTH), context.theme.px(HEIGHT))
        self._context, self.names = context, tuple(names)
        self.listed = QListWidget()
        self.listed.addItems(self.names)
        copy = QPushButton("复制")
        copy.clicked.connect(self.copy)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(f"共 {len(names)} 家，按名册次序。"))
        layout.addWidget(self.listed, 1)
        layout.addLayout(ClosingRow(self.accept, copy))

    def copy(self) -> None:
        """One name a line."""
        QGuiApplication.clipboard().setText("\n".join(self.names))
        self._context.notify(f"已复制 {len(self.names)} 家单位")

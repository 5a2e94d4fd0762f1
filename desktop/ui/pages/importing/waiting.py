"""Imports that wait half repaired, at the top of the first step: go on, or give up."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from db.queries.lists import kept_imports
from desktop.ui.context import AppContext
from desktop.ui.widgets.card import Card, ElidedLabel


class WaitingImports(Card):
    """One line each; hidden where none waits."""

    go_on = Signal(int)
    give_up = Signal(int)

    def __init__(self, context: AppContext) -> None:
        super().__init__("没有做完的导入", "改过的都在，接着做就行", " ")
        self.link.hide()
        self._context = context
        self._lines: list[QWidget] = []

    def refresh(self) -> None:
        """Read them again."""
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = []
        for row in kept_imports(self._context.reader):
            left = f"还有 {row.open_faults} 处要定" if row.open_faults else "都已改定，未入账"
            words = f"{row.file_name} · {row.round_name or '未选轮次'} · {left} · {row.kept_on} {row.user_name}"
            line = QWidget()
            inside = QHBoxLayout(line)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(ElidedLabel(words), 1)
            for text, signal in (("接着做", self.go_on), ("放弃", self.give_up)):
                button = QPushButton(text)
                button.setAccessibleName(f"{text} {row.file_name}")
                button.clicked.connect(partial(_tell, signal, row.id))
                inside.addWidget(button)
            self.body.addWidget(line)
            self._lines.append(line)
        self.setVisible(bool(self._lines))


def _tell(signal: SignalInstance, row_id: int, _checked: bool = False) -> None:
    signal.emit(row_id)

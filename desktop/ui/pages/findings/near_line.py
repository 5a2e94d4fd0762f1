"""A quiet line under what is typed: the finding that says nearly the same, and the way to it. Looked up beside the window; it never blocks."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.operations.near_findings import Near, NearFindings, read_near
from desktop.ui.context import AppContext

WAITS_MS = 250
"""After the last key, before anything is looked up."""


class NearLine(QWidget):
    """`asked` hands out the finding that is to be opened."""

    asked = Signal(int)

    def __init__(self, context: AppContext, *, jumps: bool) -> None:
        super().__init__()
        self._context, self._jumps = context, jumps
        self._index: NearFindings | None = None
        self._question: tuple[str, int | None, int | None] | None = None
        self._newest = 0
        self.near: Near | None = None
        self.text = QLabel(wordWrap=True)
        self.text.setProperty("tone", "amber")
        self.button = QPushButton()
        self.button.setProperty("link", True)
        self.button.setAutoDefault(False)
        self.button.setToolTip("已输入的内容留着，回来接着录")
        self.button.clicked.connect(self._ask)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.text, 1)
        line.addWidget(self.button)
        self.hide()
        self._timer = QTimer(self, singleShot=True, interval=WAITS_MS)
        self._timer.timeout.connect(self._look)
        context.beside.start("正在准备比对", partial(read_near, context.ledger), done=self._ready)

    def look(self, text: str, unit_id: int | None, but: int | None = None) -> None:
        """What is typed for a unit; the answer is shown a moment after the last key."""
        self._question = (text, unit_id, but)
        self._timer.start()

    def stop(self) -> None:
        """Nothing is looked up any more."""
        self._timer.stop()
        self._newest += 1

    def _ready(self, index: NearFindings) -> None:
        self._index = index
        if self._question is not None:
            self._look()

    def _look(self) -> None:
        if self._index is not None and self._question is not None:
            self._newest += 1
            work = partial(_answered, self._newest, self._index, *self._question)
            self._context.beside.start("正在比对", work, done=self._show)

    def _show(self, answer: tuple[int, Near | None]) -> None:
        number, near = answer
        if number != self._newest:
            return
        self.near = near
        self.setVisible(near is not None)
        if near is not None:
            self.text.setText(near.words)
            self.button.setText(f"去看 {near.finding.number.rpartition('-')[2]}")
            self.button.setVisible(self._jumps)

    def _ask(self) -> None:
        if self.near is not None:
            self.asked.emit(self.near.finding.id)


def _answered(
    number: int, index: NearFindings, text: str, unit_id: int | None, but: int | None
) -> tuple[int, Near | None]:
    return number, index.nearest(text, unit_id, but)

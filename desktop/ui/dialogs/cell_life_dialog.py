"""本格历史: who changed a cell when, from what to what and why, and 还原 of one of the former values."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.operations.cell_life import CellLife, CellStep
from desktop.ui.context import AppContext
from desktop.ui.widgets.closing_row import ClosingRow
from desktop.ui.widgets.properties import named

WIDTH, HEIGHT = 620, 460


class CellLifeDialog(QDialog):
    """The life of one cell; `chosen` is the former value that was asked for, with its words."""

    def __init__(
        self, context: AppContext, whose: str, life: CellLife, now: Any, why_not: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.chosen: CellStep | None = None
        self.buttons: list[QPushButton] = []
        self._now, self._why_not = now, why_not
        self.setWindowTitle(f"本格历史：{life.title}")
        self.resize(context.theme.px(WIDTH), context.theme.px(HEIGHT))
        head = QLabel(f"{whose}　{life.title}", wordWrap=True)
        head.setProperty("role", "strong")
        inside = named(QWidget(), "paper")
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(12, 8, 12, 8)
        cards.setSpacing(6)
        for step in life.steps:
            cards.addWidget(self._card(step))
        if not life.steps:
            cards.addWidget(QLabel("这一格自录入以来没有改过。"))
        cards.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(head)
        layout.addWidget(area, 1)
        layout.addLayout(ClosingRow(self.reject))

    def _card(self, step: CellStep) -> QFrame:
        card = named(QFrame(), "card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(8, 5, 8, 6)
        layout.setSpacing(2)
        head = QHBoxLayout()
        said = f"录入：{step.new}" if step.entered else f"{step.old} → {step.new}"
        words = QLabel(said, wordWrap=True)
        words.setProperty("role", "strong")
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head.addWidget(words, 1)
        if step.may_restore and step.value != self._now:
            head.addWidget(self._button(step), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        for text in (f"{step.recorded_at}　{step.user_name}", self._when(step), step.why):
            if text:
                label = QLabel(text, wordWrap=True)
                label.setProperty("role", "secondary")
                layout.addWidget(label)
        return card

    def _when(self, step: CellStep) -> str:
        since = f"自 {step.since} 起" if step.since else ""
        return f"{since}（{step.taken_back} 已撤回）" if step.taken_back else since

    def _button(self, step: CellStep) -> QPushButton:
        button = QPushButton("还原")
        button.setProperty("link", True)
        button.setEnabled(not self._why_not)
        button.setToolTip(self._why_not or f"还原为：{step.old}")
        button.setAccessibleName(f"还原为 {step.old}")
        button.clicked.connect(partial(self._choose, step))
        self.buttons.append(button)
        return button

    def _choose(self, step: CellStep) -> None:
        self.chosen = step
        self.accept()


def ask_life(
    context: AppContext, whose: str, life: CellLife, now: Any, why_not: str, parent: QWidget,
    restore: Callable[[str, Any, str], None],
) -> None:  # fmt: skip
    """Show the life of a cell; a former value that was chosen is handed to `restore` with the title of the step."""
    dialog = CellLifeDialog(context, whose, life, now, why_not, parent)
    dialog.exec()
    chosen = dialog.chosen
    dialog.deleteLater()
    if chosen is not None:
        restore(life.field, chosen.value, f"{whose} 还原“{life.title}”")

"""What is chosen on the board, what will come of it, and the verbs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from desktop.operations.supervision.board import Card
from desktop.operations.supervision.planning import Planned
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.properties import named


class FootBar(QFrame):
    """The sum, the sentence, the verbs."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "card")
        self.chosen, self.sentence = QLabel(), ElidedLabel("", "secondary")
        self.chosen.setProperty("role", "strong")
        self.clear = QPushButton("取消选择 Esc")
        self.clear.setProperty("link", True)
        self.call, self.extend = QPushButton("登记催办 Ctrl+J"), QPushButton("申请延期…")
        self.warn, self.issue = QPushButton("出提醒函"), QPushButton("出督办函 Ctrl+G")
        self.issue.setProperty("primary", True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 14, 6)
        layout.addWidget(self.chosen)
        layout.addWidget(self.sentence, 1)
        for button in (self.clear, self.call, self.extend, self.warn, self.issue):
            layout.addWidget(button)

    def show_chosen(self, cards: Sequence[Card], ticked: int, plan: Planned) -> None:
        """Say what is chosen and what comes of it."""
        units = len({card.row.unit_id for card in cards})
        self.chosen.setText(
            f"已选 {len(cards)} 条，{units} 家单位" if ticked else "没有勾选" if not cards else "当前 1 条"
        )
        self.sentence.set_full_text(plan.sentence)
        self.clear.setVisible(bool(ticked))

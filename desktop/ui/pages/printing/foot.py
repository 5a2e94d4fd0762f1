"""What will come out, in arithmetic, and the three ways."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from desktop.ui.theme import Theme
from desktop.ui.widgets.card import Card, ElidedLabel

TO_WORD = "同一范围、同样各列的 Word 表格，可在 WPS 中改；不占份号"


class PrintFoot(Card):
    """Pages × copies = sides, and the buttons; the page says what they do."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.sums = QLabel()
        self.sums.setProperty("role", "strong")
        self.pdf_button, self.word_button = QPushButton("存为 PDF…"), QPushButton("导出 Word…")
        self.word_button.setToolTip(TO_WORD)
        self.print_button = QPushButton("打印…")
        self.print_button.setProperty("primary", True)
        self.print_button.setIcon(theme.icon("printer", "on_primary"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.sums)
        row.addSpacing(16)
        row.addWidget(ElidedLabel("打印后自动记入《打印登记》：时间、人员、份号、用途。", "secondary"), 1)
        for button in (self.pdf_button, self.word_button, self.print_button):
            row.addWidget(button)
        self.body.addLayout(row)

"""The foot of the import page: the accounting law, what is left to decide, and the ways on and back."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from desktop.ui.context import AppContext


class ImportFoot(QFrame):
    """Law at the left, buttons at the right."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.setObjectName("card")
        self.law_label, self.law_sign, self.left_label = QLabel(), QLabel(), QLabel()
        self.law_label.setProperty("role", "strong")
        self.left_label.setProperty("tone", "red")
        self.cancel_button, self.keep_button = QPushButton("取消"), QPushButton("暂存")
        self.back_button, self.annotate_button = QPushButton("‹ 上一步"), QPushButton("导出批注原表")
        self.annotate_button.setIcon(context.theme.icon("download"))
        self.next_button = QPushButton("下一步")
        self.next_button.setProperty("primary", True)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 7, 12, 7)
        line.addWidget(self.law_label)
        line.addWidget(self.law_sign)
        line.addStretch(1)
        buttons = (self.cancel_button, self.keep_button, self.back_button, self.annotate_button)
        for widget in (*buttons, self.left_label, self.next_button):
            line.addWidget(widget)

    def show_law(self, words: str, *, holds: bool) -> None:
        """The law in one line, and whether it holds."""
        self.law_label.setText(words)
        sign = "✓ 行数相符，没有遗漏" if holds else "▲ 行数不符，不能继续"
        self.law_sign.setText(sign if words else "")
        self.law_sign.setProperty("tone", "green" if holds else "red")
        self.law_sign.style().polish(self.law_sign)

    def show_left(self, must: int, asked: int) -> None:
        """What keeps the list from going on."""
        parts = [f"必须改 {must}"] if must else []
        parts += [f"请确认 {asked}"] if asked else []
        self.left_label.setText(f"还有{'、'.join(parts)}" if parts else "")

"""The foot of the import page: the accounting law, what is left to decide, and the ways on and back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QLayout, QPushButton

from desktop.ui.context import AppContext


class ImportFoot(QFrame):
    """Law at the left, buttons at the right; below one another where the window is too narrow for the letters."""

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
        said, ways = QHBoxLayout(), QHBoxLayout()
        said.addWidget(self.law_label)
        said.addWidget(self.law_sign)
        said.addStretch(1)
        ways.addStretch(1)
        buttons = (self.cancel_button, self.keep_button, self.back_button, self.annotate_button)
        for widget in (*buttons, self.left_label, self.next_button):
            ways.addWidget(widget)
        self._said, self._ways = said, ways
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(14, 7, 12, 7)
        self._lines.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._lines.addLayout(said, 1)
        self._lines.addLayout(ways)

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider of the two parts: they may stand below one another."""
        edges = self._lines.contentsMargins()
        wide = max(part.minimumSize().width() for part in (self._said, self._ways))
        return QSize(wide + edges.left() + edges.right(), self._lines.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One line where there is room for it."""
        super().resizeEvent(event)
        self._stand()

    def event(self, event: QEvent) -> bool:
        """Other words want another room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._stand()
        return super().event(event)

    def _stand(self) -> None:
        edges = self._lines.contentsMargins()
        wanted = self._said.minimumSize().width() + self._ways.minimumSize().width() + self._lines.spacing()
        roomy = wanted + edges.left() + edges.right() <= self.width()
        way = QBoxLayout.Direction.LeftToRight if roomy else QBoxLayout.Direction.TopToBottom
        if way != self._lines.direction():
            self._lines.setDirection(way)
            self.updateGeometry()

    def show_law(self, words: str, *, holds: bool) -> None:
        """The law in one line, and whether it holds."""
        self.law_label.setText(words)
        sign = "✓ 行数相符，没有遗漏" if holds else "▲ 行数不符，不能继续"
        self.law_sign.setText(sign if words else "")
        self.law_sign.setProperty("tone", "green" if holds else "red")
        self.law_sign.style().polish(self.law_sign)

    def show_words(self, words: str, about: str = "", left: str = "") -> None:
        """A sum without a sign, what is to be known of it, and what keeps the file from going on."""
        self.law_label.setText(words)
        self.law_sign.setText(about)
        self.law_sign.setProperty("tone", "")
        self.law_sign.style().polish(self.law_sign)
        self.left_label.setText(left)

    def show_left(self, must: int, asked: int) -> None:
        """What keeps the list from going on."""
        parts = [f"必须改 {must}"] if must else []
        parts += [f"请确认 {asked}"] if asked else []
        self.left_label.setText(f"还有{'、'.join(parts)}" if parts else "")

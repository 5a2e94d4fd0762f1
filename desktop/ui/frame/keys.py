"""The keys of the whole window, written once: what F1 shows is what is connected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.theme import Theme
from desktop.ui.widgets.plain_print import print_sheet

Key = tuple[str, str]
GRID_KEYS: tuple[Key, ...] = (
    ("F2", "编辑单元格；在数字上打开明细"),
    ("F7", "筛选当前列"),
    ("Ctrl+Shift+L", "清除全部筛选"),
    ("Ctrl+F", "在表中查找"),
    ("F3 / Shift+F3", "下一处、上一处"),
    ("Space", "勾选"),
    ("Shift+↑↓", "连选"),
    ("Ctrl+A", "选全部显示的行"),
    ("Ctrl+C", "复制"),
    ("Ctrl+Shift+C", "连表头复制"),
    ("Ctrl+Home / Ctrl+End", "第一行、最后一行"),
    ("Enter", "打开当前行"),
    ("Menu / Shift+F10", "当前格和当前行的菜单"),
)


_ON_THE_KEYBOARD = {"Return": "Enter", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


def key_words(key: str) -> str:
    """A key as the keyboard bears it: Ctrl+Enter, Alt+↑."""
    *held, last = key.split("+")
    return "+".join((*held, _ON_THE_KEYBOARD.get(last, last)))


def connect_keys(owner: QWidget, keys: Sequence[tuple[str, str, Callable[[], Any]]]) -> list[QShortcut]:
    """Give a widget's window its keys."""
    made = []
    for key, _title, slot in keys:
        shortcut = QShortcut(QKeySequence(key), owner)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(slot)
        made.append(shortcut)
    return made


class KeySheet(QDialog):
    """F1: the keys of the window, of grids, and of the page in sight; can be printed."""

    def __init__(self, parent: QWidget, theme: Theme, groups: Sequence[tuple[str, Sequence[Key]]]) -> None:
        super().__init__(parent)
        self.setWindowTitle("键盘操作")
        self.resize(theme.px(520), min(theme.px(600), parent.screen().availableGeometry().height() * 9 // 10))
        self._groups = [(title, list(keys)) for title, keys in groups if keys]
        text = QLabel(self.html(), textFormat=Qt.TextFormat.RichText)
        text.setContentsMargins(16, 8, 16, 8)
        text.setAlignment(Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setWidget(text)
        area.setWidgetResizable(True)
        printing, close = QPushButton("打印…"), QPushButton("关闭")
        printing.clicked.connect(self._print)
        close.clicked.connect(self.accept)
        printing.setAutoDefault(False)
        close.setDefault(True)
        close.setFocus()
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(printing)
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(area, 1)
        layout.addLayout(row)

    def html(self) -> str:
        """The table, for the screen and for paper."""
        parts = []
        for title, keys in self._groups:
            rows = "".join(
                f"<tr><td width='170'><b>{key_words(key)}</b></td><td>{what}</td></tr>" for key, what in keys
            )
            parts.append(f"<h4>{title}</h4><table cellpadding='3'>{rows}</table>")
        return "".join(parts)

    def _print(self) -> None:
        document = QTextDocument()
        document.setHtml(f"<h2>巡察整改台账 键盘操作</h2>{self.html()}")
        print_sheet(document, self, margin=20)

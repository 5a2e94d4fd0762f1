"""The keys of the whole window, written once: what F1 shows is what is connected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

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


def key_table(groups: Sequence[tuple[str, Sequence[Key]]]) -> str:
    """Groups of keys as one table of HTML."""
    parts = []
    for title, keys in groups:
        rows = "".join(f"<tr><td width='170'><b>{key_words(key)}</b></td><td>{what}</td></tr>" for key, what in keys)
        parts.append(f"<h4>{title}</h4><table cellpadding='3'>{rows}</table>")
    return "".join(parts)

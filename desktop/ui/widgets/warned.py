"""A sentence in a window of its own, where no window stands that could show it."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox

from desktop.ui.theme import dress


def warn(title: str, text: str) -> None:
    """Show the sentence until it is closed."""
    box = QMessageBox(QMessageBox.Icon.Warning, title, text)
    dress(box)
    box.exec()

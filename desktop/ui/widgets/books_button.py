"""更多账册▾: the books that have no place of their own in the rail."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QToolButton

from desktop.ledgers import books
from desktop.ledgers.places import FURTHER, further_books
from desktop.ui.asks import AskTab
from desktop.ui.context import AppContext


class BooksButton(QToolButton):
    """A menu of books; each opens its page."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.setText("更多账册 ▾")
        self.setAccessibleName("更多账册")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        for name in further_books():
            entry = menu.addAction(books.as_declared(name).title)
            entry.triggered.connect(partial(context.open_page, FURTHER, AskTab(name)))
        self.setMenu(menu)

"""更多账册▾, 更多▾: books that stand on a page under another place of the rail."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QToolButton

from desktop.ledgers import books
from desktop.ledgers.places import FURTHER, books_of
from desktop.ui.asks import AskTab
from desktop.ui.context import AppContext


class BooksButton(QToolButton):
    """A menu of books; each opens its page."""

    def __init__(
        self, context: AppContext, page: str = FURTHER, title: str = "更多账册", names: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self.setText(f"{title} ▾")
        self.setAccessibleName(title)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        for name in names or books_of(page):
            entry = menu.addAction(books.as_declared(name).title)
            entry.triggered.connect(partial(context.open_page, page, AskTab(name)))
        self.setMenu(menu)

"""更多账册▾, 更多▾: books that stand on a page under another place of the rail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QToolButton

from desktop.later import Later
from desktop.ledgers.places import FURTHER, books_of
from desktop.ui.asks import AskTab
from desktop.ui.context import AppContext

if TYPE_CHECKING:
    from desktop.ledgers import books
else:  # with the first sight of the menu
    books = Later("desktop.ledgers.books")


class BooksButton(QToolButton):
    """A menu of books; each opens its page. `names` tells them, where it is not all books of the page."""

    def __init__(
        self,
        context: AppContext,
        page: str = FURTHER,
        title: str = "更多账册",
        names: Callable[[], Sequence[str]] | None = None,
    ) -> None:
        super().__init__()
        self._context, self._page, self._names = context, page, names or partial(books_of, page)
        self.setText(f"{title} ▾")
        self.setAccessibleName(title)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def _fill(self) -> None:
        """All books, at the first sight: they are declared and do not change."""
        menu = self.menu()
        if not menu.isEmpty():
            return
        for name in self._names():
            entry = menu.addAction(books.as_declared(name).title)
            entry.triggered.connect(partial(self._context.open_page, self._page, AskTab(name)))

"""What stands in the title row of 问题台账: the books with a tab beside the findings, and the others behind 更多账册▾."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from desktop.ledgers.places import FURTHER, folded_books
from desktop.ui.context import AppContext
from desktop.ui.widgets.books_button import BooksButton
from desktop.ui.widgets.place_tabs import FINDING_TABS, PlaceTabs


def add_finding_tabs(head: QHBoxLayout, context: AppContext) -> None:
    """Put them behind the title of the page of findings."""
    head.addSpacing(8)
    head.addWidget(PlaceTabs(context, FINDING_TABS, "findings", FURTHER))
    head.addWidget(BooksButton(context, names=folded_books()))

"""What stands in the title row of 问题台账: the books with a tab beside the findings, and the others behind 更多账册▾."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from desktop.ledgers.places import FURTHER, folded_books
from desktop.ui.context import AppContext
from desktop.ui.widgets.books_button import BooksButton
from desktop.ui.widgets.place_tabs import FINDING_PAGES, FINDING_TABS, PlaceTabs


def add_finding_tabs(head: QHBoxLayout, context: AppContext, own: str = "findings") -> PlaceTabs:
    """Put them behind the title of a page of that place; `own` is its own tab."""
    head.addSpacing(8)
    tabs = PlaceTabs(context, FINDING_TABS, own, FURTHER, FINDING_PAGES)
    head.addWidget(tabs)
    head.addWidget(BooksButton(context, names=folded_books))
    return tabs

"""Links between records of the declared books, both ways: to the record that a field names, and to those that name the record shown."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from db.queries import naming
from db.queries.books import Record
from desktop.ledgers import books
from desktop.ledgers.places import page_of
from desktop.ledgers.register import Register
from desktop.ui.asks import AskRecord
from desktop.ui.context import AppContext

SHOWN = 12
"""Records of one book that are listed; how many there are stands in the title."""


def link_to(context: AppContext, book: str, record: int, text: str) -> QPushButton:
    """A button that opens a record on the page of its book."""
    button = QPushButton(text)
    button.setProperty("link", True)
    button.clicked.connect(partial(context.open_page, page_of(book), AskRecord(book, record)))
    return button


def naming_links(context: AppContext, register: Register, record: Record) -> Iterator[tuple[str, QWidget]]:
    """Of each book whose records name this one: its title with their count, and a link to each."""
    for other in books.declared():
        found = naming.naming(context.reader, other.shape, register.name, record.id)
        if not found:
            continue
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for other_id, number in found[:SHOWN]:
            layout.addWidget(link_to(context, other.name, other_id, number), 0, Qt.AlignmentFlag.AlignLeft)
        yield f"{other.title} {len(found)} {other.unit_word}", box

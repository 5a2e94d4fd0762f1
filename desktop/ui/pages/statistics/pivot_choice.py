"""The boxes of 自定义统计: which book, which of its fields stands in the rows, which in the columns, and what a cell says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from desktop.ledgers.field import Field
from desktop.ledgers.findings import FINDINGS
from desktop.ui.pages.statistics.rate_tab import GROUP_WORDS

OPEN, RATE, COUNT = "open", "rate", "count"


class PivotChoice(QWidget):
    """Choosing the same field for both turns the other one; another book offers its own fields."""

    changed = Signal()

    def __init__(self, fields_of: Callable[[str], Sequence[Field]], books: Mapping[str, str]) -> None:
        super().__init__()
        self._fields_of = fields_of
        self._fields: dict[str, Field] = {}
        self.books, self.rows, self.columns, self.numbers = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        for name, title in {FINDINGS.name: FINDINGS.title, **books}.items():
            self.books.addItem(title, name)
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 7, 13, 7)
        row.setSpacing(8)
        for word, box in (("账册", self.books), ("行", self.rows), ("列", self.columns), ("数", self.numbers)):
            label = QLabel(word)
            label.setProperty("role", "secondary")
            label.setBuddy(box)
            box.setAccessibleName(word)
            row.addWidget(label)
            row.addWidget(box)
        row.addStretch(1)
        self._offer()
        self.books.activated.connect(self._book_chosen)
        self.rows.activated.connect(self._rows_chosen)
        self.columns.activated.connect(self._columns_chosen)
        self.numbers.activated.connect(self._tell)

    def book(self) -> str:
        """The book that is counted."""
        return str(self.books.currentData())

    def is_findings(self) -> bool:
        """Whether it is 问题台账, whose cells can say rates."""
        return self.book() == FINDINGS.name

    def row(self) -> str:
        """The field of the rows."""
        return str(self.rows.currentData())

    def column(self) -> str:
        """The field of the columns."""
        return str(self.columns.currentData())

    def group(self, key: str) -> str | Field:
        """What is asked of the statistics: one of the four groups by its name, or a field."""
        return self._fields.get(key, key)

    def word(self, key: str) -> str:
        """The word of a choice."""
        return self._fields[key].title if key in self._fields else GROUP_WORDS[key]

    def shows_rates(self) -> bool:
        """Whether a field says its rate."""
        return bool(self.numbers.currentData() == RATE)

    def choose(self, row: str, column: str, book: str = FINDINGS.name) -> None:
        """Choose both fields, of a book."""
        if book != self.book():
            self.books.setCurrentIndex(self.books.findData(book))
            self._offer()
        self.rows.setCurrentIndex(self.rows.findData(row))
        self.columns.setCurrentIndex(self.columns.findData(column))
        self._tell()

    def _offer(self) -> None:
        """The fields of the book; the first two are chosen."""
        fields = self._fields_of(self.book())
        self._fields = {field.name: field for field in fields}
        groups = GROUP_WORDS if self.is_findings() else {}
        for box in (self.rows, self.columns):
            box.clear()
            for key, word in (*groups.items(), *((field.name, field.title) for field in fields)):
                box.addItem(word, key)
        self.columns.setCurrentIndex(min(1, self.columns.count() - 1))
        words = {"未完成 / 总数": OPEN, "整改率": RATE} if self.is_findings() else {"条数": COUNT}
        self.numbers.clear()
        for word, key in words.items():
            self.numbers.addItem(word, key)

    def _book_chosen(self) -> None:
        self._offer()
        self._tell()

    def _rows_chosen(self) -> None:
        self._part(self.columns)

    def _columns_chosen(self) -> None:
        self._part(self.rows)

    def _part(self, other: QComboBox) -> None:
        if self.row() == self.column():
            other.setCurrentIndex((other.currentIndex() + 1) % other.count())
        self._tell()

    def _tell(self) -> None:
        self.changed.emit()

"""自定义统计: any two fields against each other (R7); every field opens its rows, the table is copied as it stands."""

from __future__ import annotations

from collections.abc import Sequence

from db.queries.books import Record
from db.reader import Reader
from desktop.ledgers import books
from desktop.ledgers.column import Align
from desktop.ledgers.field import Field as BookField
from desktop.ledgers.findings import FINDINGS, grouping_fields
from desktop.operations.own_fields import own_fields
from desktop.operations.records.questions import Wanted
from desktop.operations.records.tallying import tally
from desktop.rules.category_order import category_place
from desktop.statistics.by_category import Cell as Field
from desktop.statistics.by_category import Pivot, pivot
from desktop.statistics.question import Question
from desktop.statistics.two_way import TwoWay, book_fields
from desktop.ui.context import AppContext
from desktop.ui.pages.statistics.behind import Behind, Late, RecordsBehind
from desktop.ui.pages.statistics.pivot_choice import PivotChoice
from desktop.ui.pages.statistics.rate_tab import caption, numerator_word
from desktop.ui.pages.statistics.tab import StatisticsTab
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown


class PivotTab(StatisticsTab):
    """A box for the book, two for its fields, one for what stands in a cell; every book of the office is counted here."""

    key, title = "pivot", "自定义统计"
    has_chart = False

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.choice = PivotChoice(self._fields_of, {one.name: one.title for one in books.declared()})
        self.choice.changed.connect(self._ask_again)
        self.side.body.insertWidget(0, self.choice)

    def gather(self, reader: Reader, question: Question) -> Pivot | TwoWay[Record]:
        """The two-way table of the book and the fields that are chosen."""
        row, column = self.choice.row(), self.choice.column()
        if not self.choice.is_findings():
            register = books.book(reader, self.choice.book())
            wanted = Wanted(question.scope.rounds, question.scope.units)
            return tally(reader, register, row, column, question.as_of, question.known_at, wanted)
        groups = (self.choice.group(key) for key in (row, column))
        down, across = groups
        return pivot(
            reader, question.basis, question.as_of, question.known_at, row=down, column=across, scope=question.scope
        )

    def show_found(self, found: Pivot | TwoWay[Record], question: Question) -> None:
        """Rows, columns, and the totals at both ends."""
        self._rates = isinstance(found, Pivot) and self.choice.shows_rates()
        rows, columns = found.rows, found.columns
        if isinstance(found, Pivot):
            rows, columns = tuple(_ordered(rows)), tuple(_ordered(columns))
        heads = [Head(self.choice.word(self.choice.row()), 170)]
        heads += [Head(column, 0 if len(columns) <= 7 else 130, self._align()) for column in columns]
        heads.append(Head("合计", 130, self._align()))
        lines = []
        for row in rows:
            cells = [self._cell(found.cells.get((row, column)), f"{row} · {column}") for column in columns]
            lines.append(Line((Cell(row), *cells, self._cell(found.row_totals[row], row))))
        totals = [self._cell(found.column_totals[column], column) for column in columns]
        lines.append(Line((Cell("合计"), *totals, self._cell(found.total, "合计")), total=True))
        self.table.show_table(Shown(tuple(heads), tuple(lines), caption(question)))

    def _ask_again(self) -> None:
        """Other fields: other numbers."""
        if self.question is not None:
            self.ask(self.question)

    def _fields_of(self, name: str) -> Sequence[BookField]:
        reader = self.context.reader
        if name == FINDINGS.name:
            return grouping_fields(own_fields(reader))
        return book_fields(books.book(reader, name))

    def _cell(self, own: Field | tuple[Record, ...] | None, name: str) -> Cell:
        return self._counted(own, name) if isinstance(own, tuple) else self._field(own, name)

    def _counted(self, records: tuple[Record, ...], name: str) -> Cell:
        assert self.question is not None
        book, q = self.choice.book(), self.question
        word = books.as_declared(book).unit_word
        title = f"{name} {len(records)} {word}"
        ids = tuple(record.id for record in records)
        return Cell(str(len(records)), opens=RecordsBehind(title, book, ids, q.as_of, q.known_at))

    def _align(self) -> Align:
        return Align.LEFT if self._rates else Align.CENTER

    def _field(self, field: Field | None, name: str) -> Cell:
        if field is None or not field.rate.denominator:
            return Cell("·", light=True)
        rate = field.rate
        if self._rates:
            return Cell(rate=rate, opens=self._behind(field, name, hits=True))
        left = rate.denominator - rate.numerator
        return Cell(str(left), f" / {rate.denominator}", opens=self._behind(field, name, hits=False), light=not left)

    def _behind(self, field: Field, name: str, *, hits: bool) -> Behind:
        assert self.question is not None
        q, rate = self.question, field.rate
        rows = Late(lambda: tuple(item for item in field.items if item.counted and item.hit is hits))
        number = rate.numerator if hits else rate.denominator - rate.numerator
        word = numerator_word(q) if hits else q.remaining_word
        rest = rate.denominator - number
        return Behind(
            f"{name} {word} {number} 条",
            f"= 反馈 {rate.denominator} − 其余 {rest}",
            number,
            rows,
            q.as_of,
            q.known_at,
            by_claim=not q.basis.verified_only,
        )


def _ordered(names: tuple[str, ...]) -> list[str]:
    """Categories by their numbers; other fields stay in the office's order."""
    return sorted(names, key=category_place)

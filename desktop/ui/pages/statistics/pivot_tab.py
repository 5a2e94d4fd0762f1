"""自定义统计: any two fields against each other (R7); every field opens its rows, the table is copied as it stands."""

from __future__ import annotations

from db.reader import Reader
from desktop.ledgers.column import Align
from desktop.ledgers.findings import grouping_fields
from desktop.operations.own_fields import own_fields
from desktop.operations.question import Question
from desktop.rules.category_order import category_place
from desktop.statistics.by_category import Cell as Field
from desktop.statistics.by_category import Pivot, pivot
from desktop.ui.context import AppContext
from desktop.ui.pages.statistics.behind import Behind
from desktop.ui.pages.statistics.pivot_choice import PivotChoice
from desktop.ui.pages.statistics.rate_tab import caption, numerator_word
from desktop.ui.pages.statistics.tab import StatisticsTab
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown


class PivotTab(StatisticsTab):
    """Two boxes for the fields, one for what stands in a field."""

    key, title = "pivot", "自定义统计"
    has_chart = False

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.choice = PivotChoice(grouping_fields(own_fields(context.reader)))
        self.choice.changed.connect(self._redraw)
        self.side.body.insertWidget(0, self.choice)

    def gather(self, reader: Reader, question: Question) -> Pivot:
        """The two-way table of the fields that are chosen."""
        row, column = (self.choice.group(key) for key in (self.choice.row(), self.choice.column()))
        return pivot(
            reader, question.basis, question.as_of, question.known_at, row=row, column=column, scope=question.scope
        )

    def show_found(self, found: Pivot, question: Question) -> None:
        """Rows, columns, and the totals at both ends."""
        self._rates = self.choice.shows_rates()
        columns = _ordered(found.columns)
        heads = [Head(self.choice.word(self.choice.row()), 170)]
        heads += [Head(column, 0 if len(columns) <= 7 else 130, self._align()) for column in columns]
        heads.append(Head("合计", 130, self._align()))
        lines = []
        for row in _ordered(found.rows):
            cells = [self._field(found.cells.get((row, column)), f"{row} · {column}") for column in columns]
            lines.append(Line((Cell(row), *cells, self._field(found.row_totals[row], row))))
        totals = [self._field(found.column_totals[column], column) for column in columns]
        lines.append(Line((Cell("合计"), *totals, self._field(found.total, "合计")), total=True))
        self.table.show_table(Shown(tuple(heads), tuple(lines), caption(question)))

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
        rows = tuple(item for item in field.items if item.counted and item.hit is hits)
        word = numerator_word(q) if hits else q.remaining_word
        rest = rate.denominator - len(rows)
        return Behind(
            f"{name} {word} {len(rows)} 条",
            f"= 反馈 {rate.denominator} − 其余 {rest}",
            len(rows),
            rows,
            q.as_of,
            q.known_at,
            by_claim=not q.basis.verified_only,
        )


def _ordered(names: tuple[str, ...]) -> list[str]:
    """Categories by their numbers; other fields stay in the office's order."""
    return sorted(names, key=category_place)

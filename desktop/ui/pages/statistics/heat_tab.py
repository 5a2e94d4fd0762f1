"""单位 × 分类: what is open of what there is, in each field, darker where more is open."""

from __future__ import annotations

from db.queries.units import units_by_id
from db.reader import Reader
from desktop.ledgers.column import Align
from desktop.statistics.by_category import Cell as Field
from desktop.statistics.heat import Heat, heat
from desktop.statistics.question import Question
from desktop.ui.context import AppContext
from desktop.ui.pages.statistics.behind import Behind, Late
from desktop.ui.pages.statistics.heat_legend import HeatLegend
from desktop.ui.pages.statistics.rate_tab import numerator_word
from desktop.ui.pages.statistics.tab import StatisticsTab
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown

DARKEST = 5


class HeatTab(StatisticsTab):
    """A table whose ground tells how much is open; totals are counted from the same items."""

    key, title = "heat", "单位 × 分类"
    has_chart = False
    row_height = 38

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.legend = HeatLegend(context.theme)
        self.side.body.insertWidget(0, self.legend)

    def gather(self, reader: Reader, question: Question) -> tuple[Heat, dict[int, str]]:
        """The table, and the short names of its units."""
        found = heat(reader, question.basis, question.as_of, question.known_at, scope=question.scope)
        ids = [key_id for _, key_id in found.rows if key_id is not None]
        names = {unit.id: unit.short or unit.name for unit in units_by_id(reader, ids, question.as_of)}
        return found, names

    def show_found(self, found: tuple[Heat, dict[int, str]], question: Question) -> None:
        """Units down, categories across, totals at both ends."""
        table, names = found
        self.legend.show_word(question.remaining_word)
        heads = [Head("单位", 104)]
        heads += [Head(second, 0, Align.CENTER, group=first) for first, second in table.columns]
        heads.append(Head("合计", 92, Align.CENTER))
        lines = []
        for place in table.rows:
            name = names.get(place[1] or 0, place[0])
            cells = [self._field(table.cells.get((place, column)), f"{name} · {column[1]}") for column in table.columns]
            lines.append(
                Line((Cell(name, tip=place[0]), *cells, self._field(table.row_totals[place], name, plain=True)))
            )
        totals = [self._field(table.column_totals[column], column[1], plain=True) for column in table.columns]
        lines.append(Line((Cell("合计"), *totals, self._field(table.total, "合计", plain=True)), total=True))
        self.table.show_table(Shown(tuple(heads), tuple(lines)))

    def note(self) -> str:
        """That the sums were added up."""
        if self.found is None:
            return ""
        return "各行、各列之和" + ("与总计核对相符" if self.agrees() else "与总计不符，请体检")

    def agrees(self) -> bool:
        """Whether cells, rows and columns add up to the total."""
        return self.found is not None and self.found[0].sums_agree

    def _field(self, field: Field | None, name: str, *, plain: bool = False) -> Cell:
        if field is None or not field.rate.denominator:
            return Cell("·", light=True, heat=None if plain else 0)
        left = field.rate.denominator - field.rate.numerator
        return Cell(
            str(left),
            f" / {field.rate.denominator}",
            opens=self._behind(field, name, left),
            heat=None if plain else min(left, DARKEST),
            light=not left,
        )

    def _behind(self, field: Field, name: str, left: int) -> Behind:
        assert self.question is not None
        rate, q = field.rate, self.question
        word, by_claim = numerator_word(q), not q.basis.verified_only
        if not left:
            hits = Late(lambda: tuple(item for item in field.items if item.counted))
            arithmetic = f"= {word} {rate.numerator} + {q.remaining_word} 0"
            return Behind(
                f"{name} 共 {rate.denominator} 条",
                arithmetic,
                rate.denominator,
                hits,
                q.as_of,
                q.known_at,
                by_claim=by_claim,
            )
        rows = Late(lambda: tuple(item for item in field.items if item.counted and not item.hit))
        arithmetic = f"= 反馈 {rate.denominator} − {word} {rate.numerator}"
        title = f"{name} {q.remaining_word} {left} 条"
        return Behind(title, arithmetic, left, rows, q.as_of, q.known_at, by_claim=by_claim)

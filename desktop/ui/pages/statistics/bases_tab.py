"""口径对照: every basis side by side, with the rows by which it differs from the one that is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from db.queries.bases import current_bases
from db.reader import Reader
from db.records import CountedItem
from desktop.ledgers.column import Align
from desktop.rules import basis as basis_rules
from desktop.statistics.question import Question
from desktop.statistics.rectification_rate import Figure, rate_table
from desktop.ui.pages.statistics.behind import Behind, denominator_behind, numerator_behind
from desktop.ui.pages.statistics.rate_tab import caption
from desktop.ui.pages.statistics.tab import StatisticsTab
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown


@dataclass(frozen=True)
class Beside:
    """A basis beside the chosen one: items that only it counts in the numerator, and those that only the chosen one does."""

    figure: Figure
    more: tuple[CountedItem, ...]
    fewer: tuple[CountedItem, ...]
    same_level: bool


def beside(figure: Figure, chosen: Figure) -> Beside:
    """Compare two figures item by item; different levels count different things."""
    mine, theirs = ({item.item for item in one.behind_numerator} for one in (figure, chosen))
    return Beside(
        figure,
        tuple(item for item in figure.behind_numerator if item.item not in theirs),
        tuple(item for item in chosen.behind_numerator if item.item not in mine),
        figure.basis.level == chosen.basis.level,
    )


class BasesTab(StatisticsTab):
    """All current bases on the same day."""

    key, title = "bases", "口径对照"
    has_chart = False

    def gather(self, reader: Reader, question: Question) -> list[Beside]:
        """The figure of each basis, the chosen one first."""
        chosen = rate_table(reader, question.basis, question.as_of, question.known_at, scope=question.scope).total
        others = [one for one in current_bases(reader) if one.id != question.basis.id]
        figures = [
            rate_table(reader, one, question.as_of, question.known_at, scope=question.scope).total for one in others
        ]
        return [beside(chosen, chosen), *(beside(figure, chosen) for figure in figures)]

    def show_found(self, found: list[Beside], question: Question) -> None:
        """One line a basis."""
        heads = (
            Head("口径", 250),
            Head("怎么算", 0),
            Head("层级", 76),
            Head("整改率", 140),
            Head("分子", 60, Align.RIGHT),
            Head("总数", 60, Align.RIGHT),
            Head("比所选多计", 92, Align.RIGHT),
            Head("比所选少计", 92, Align.RIGHT),
        )
        lines = tuple(self._line(one, chosen=place == 0) for place, one in enumerate(found))
        self.table.show_table(Shown(heads, lines, caption(question)))

    def _line(self, one: Beside, *, chosen: bool) -> Line:
        figure, basis = one.figure, one.figure.basis
        title = basis_rules.title(basis)
        word = basis_rules.numerator_words(basis)
        return Line(
            (
                Cell(f"{title}（所选）" if chosen else title, tip=basis_rules.definition(basis)),
                Cell(basis_rules.formula(basis), tip=basis_rules.definition(basis)),
                Cell(basis_rules.LEVELS[basis.level]),
                Cell(rate=figure.rate, opens=numerator_behind(figure, title, word)),
                Cell(str(figure.rate.numerator), opens=numerator_behind(figure, title, word)),
                Cell(str(figure.rate.denominator), opens=denominator_behind(figure, title, word)),
                *((Cell("—"), Cell("—")) if chosen else self._differences(one, title)),
            )
        )

    def _differences(self, one: Beside, title: str) -> tuple[Cell, Cell]:
        if not one.same_level:
            away = Cell("层级不同", light=True, tip="两个口径数的不是同一种东西，不能逐条比较")
            return away, away
        return self._difference(one.more, f"只有“{title}”计入分子", one), self._difference(
            one.fewer, f"“{title}”不计入分子", one
        )

    def _difference(self, items: tuple[CountedItem, ...], words: str, one: Beside) -> Cell:
        if not items:
            return Cell("0", light=True)
        figure = one.figure
        arithmetic = f"= 多计 {len(one.more)}，少计 {len(one.fewer)}，相差 {len(one.more) - len(one.fewer)}"
        behind = Behind(
            f"{words} {len(items)} 条",
            arithmetic,
            len(items),
            items,
            figure.as_of,
            figure.known_at,
            by_claim=not figure.basis.verified_only,
        )
        return Cell(str(len(items)), opens=behind)

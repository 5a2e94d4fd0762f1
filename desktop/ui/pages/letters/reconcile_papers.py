"""已发文书 of page 23: the papers of a year with their two counts, the sums under them, and what both counts mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QStackedWidget

from db.store import Ledger
from desktop.operations.papers.reconciling import Outcome, Reconciled, Report, every, file, sentence
from desktop.operations.papers.workshop import Workshop
from desktop.ui.pages.letters.reconcile_lines import PAPER_HEADS, ROW, paper_line, total, urgency
from desktop.ui.theme import Theme
from desktop.ui.widgets.card import Card, ElidedLabel, EmptyState
from desktop.ui.widgets.figure_cells import Shown
from desktop.ui.widgets.figure_table import FigureTable
from desktop.ui.widgets.pinned_total import PinnedTotal

EVERY_YEAR = ""
SAID = (
    "▲ 当时就错：按文中的日期和口径，用今天知道的事重算，结果不同（补登、更正造成），应出更正或说明。\n"
    "◇ 此后变化：文书当时没错，以后又有进展，不用更正。"
)


class PapersCard(Card):
    """`chosen` tells the paper in hand, `filled` that others are listed."""

    chosen = Signal(object)
    filled = Signal()

    def __init__(self, theme: Theme, link: QPushButton, buttons: Sequence[QPushButton]) -> None:
        """`link` stands in the head, the buttons at the foot."""
        super().__init__("已发文书", "每份都与今天的台账重算")
        self.flush()
        self.papers: list[Reconciled] = []
        """Those that are listed: of the year in hand what is not as it was, or all."""
        self.of_year: list[Reconciled] = []
        self._every: list[Reconciled] = []
        self._titles: Mapping[str, str] = {}
        self._units: Mapping[int, str] = {}
        self.year = QComboBox()
        self.year.setAccessibleName("年份")
        self.year.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.still_button = QPushButton()
        self.still_button.setCheckable(True)
        self.still_button.setProperty("link", True)
        link.setProperty("link", True)
        self.head.addWidget(link)
        self.head.addWidget(self.year)
        self.table = FigureTable(theme, ROW, whole_rows=True)
        self.total = PinnedTotal(theme, self.table, ROW)
        self.foot, self.sums = ElidedLabel("", "secondary"), ""
        self.whole = False
        """Whether what is listed is the outcome of the last check, and that one came to its end."""
        said = QLabel(SAID, wordWrap=True)
        said.setProperty("role", "secondary")
        said.setContentsMargins(14, 6, 14, 6)
        line = QHBoxLayout()
        line.setContentsMargins(14, 6, 12, 8)
        line.addWidget(self.foot, 1)
        line.addWidget(self.still_button)
        for button in buttons:
            line.addWidget(button)
        self.agreeing = EmptyState(theme)
        self.agreeing.make_plain()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.agreeing)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.total)
        self.body.addWidget(said)
        self.body.addLayout(line)
        self.table.show_table(Shown(PAPER_HEADS))
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.year.currentIndexChanged.connect(self._refill)
        self.still_button.toggled.connect(self._refill)

    def show_found(self, found: Sequence[Reconciled], titles: Mapping[str, str], units: Mapping[int, str]) -> None:
        """Show what was reconciled; the year in hand stays, at first it is the latest in which a paper went out."""
        self._every, self._titles, self._units = sorted(found, key=urgency), titles, units
        self.whole = True
        years = sorted({_year(one) for one in found}, reverse=True)
        kept = self.year.currentData()
        self.year.blockSignals(True)
        self.year.clear()
        for year in years:
            self.year.addItem(f"{year} 年" if year else "没有日期", year)
        self.year.addItem("全部年份", EVERY_YEAR)
        self.year.setCurrentIndex(max(self.year.findData(kept), 0))
        self.year.blockSignals(False)
        self.year.setEnabled(len(years) > 1)
        self._fill()

    def place_of(self, letter_id: int) -> int | None:
        """The line of a paper, of another year or as it was too: all are listed then."""
        if all(one.letter.id != letter_id for one in self._every):
            return None
        if all(one.letter.id != letter_id for one in self.of_year):
            self.year.setCurrentIndex(self.year.count() - 1)
        if all(one.letter.id != letter_id for one in self.papers):
            self.still_button.setChecked(True)
        return next(place for place, one in enumerate(self.papers) if one.letter.id == letter_id)

    def title_of(self, one: Reconciled) -> str:
        """云巡汇〔2026〕1号 整改综合情况汇报"""
        return " ".join(filter(None, (one.letter.number, self._titles.get(one.letter.kind, one.letter.title))))

    def as_sheet(self, on: str) -> str:
        """打印核对结果 of a day: the sum, what both counts mean, and a sentence for every paper that is not as it was."""
        moved = [sentence(one) for one in self.of_year if _asks(one)]
        told = moved or ["所列文书的数字都与台账相符。"]
        return "\n".join(
            [
                f"{self.year.currentText()}已发文书与台账核对结果",
                f"核对日期 {on}",
                "",
                f"{self.sums}。",
                SAID,
                "",
                *told,
            ]
        )

    def _fill(self) -> None:
        year = self.year.currentData()
        self.of_year = [one for one in self._every if year == EVERY_YEAR or _year(one) == year]
        still = self.still_button.isChecked()
        self.papers = [one for one in self.of_year if still or _asks(one)]
        lines = tuple(paper_line(one, self._titles, self._units) for one in self.papers)
        self.table.show_table(Shown(PAPER_HEADS, lines))
        word = "合计" if still else f"有变化 {len(self.papers)} 份"
        self.total.show_total(PAPER_HEADS, total(self.papers, word) if self.papers else None)
        moved = sum(map(_moved, self.of_year))
        untold = sum(bool(one.untold) for one in self.of_year)
        rest = f" + 不能重算 {untold}" if untold else ""
        same = len(self.of_year) - moved - untold
        self.sums = f"共 {len(self.of_year)} 份 = 有变化 {moved} + 无变化 {same}{rest}"
        self._show_still(same)
        if self.whole:  # else the foot says that it is not
            self.foot.set_full_text(self.sums)

    def _show_still(self, still: int) -> None:
        """What is as it was stays out of the list until it is asked for; where nothing else is there, that is said."""
        self.still_button.setText("只列有变化的" if self.still_button.isChecked() else f"列出无变化的 {still} 份")
        self.still_button.setVisible(bool(still))
        self.agreeing.show_text(f"已发 {len(self.of_year)} 份都与台账相符。")
        self.stack.setCurrentWidget(self.table if self.papers else self.agreeing)

    def _refill(self, _what: object = None) -> None:
        self._fill()
        self.filled.emit()

    def _chosen(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        if 0 <= index.row() < len(self.papers):
            self.chosen.emit(self.papers[index.row()])


def _moved(one: Reconciled) -> bool:
    return bool(one.those(Outcome.WRONG_THEN) or one.those(Outcome.CHANGED))


def _asks(one: Reconciled) -> bool:
    """Whether a paper is listed beforehand: it is not as it was, or that cannot be said."""
    return _moved(one) or bool(one.untold)


def _year(one: Reconciled) -> str:
    return str(one.letter.issued_on or "")[:4]


def read_every(ledger: Ledger, report: Report) -> list[Reconciled]:
    """Every issued paper against the ledger of today, read apart; `report` tells how far it is."""
    with ledger.apart() as own:
        return every(own, Workshop(own), report)


def read_files(ledger: Ledger, paths: Sequence[Path]) -> list[Reconciled]:
    """The same of files that came back."""
    with ledger.apart() as own:
        workshop = Workshop(own)
        return [file(own, workshop, path) for path in paths]

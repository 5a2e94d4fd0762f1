"""The desk of 复盘核对: the units at the left, the rows of the one in hand with their three texts, the differences below (page 20)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.queries.books import Record
from desktop.ledgers.working_papers import REPORT_ITEMS, WORKING_PAPERS
from desktop.operations.recheck import deciding
from desktop.operations.recheck.comparing import Recheck, Row, UnitSum, told_of
from desktop.rules.permissions import Action
from desktop.rules.rechecking import FIGURES, Difference, Kind
from desktop.ui.asks import AskFinding
from desktop.ui.context import AppContext
from desktop.ui.page import NARROW_BELOW
from desktop.ui.pages.recheck import tables
from desktop.ui.pages.recheck.dialogs import AnswerDialog
from desktop.ui.pages.recheck.texts import ThreeTexts
from desktop.ui.widgets.ask_bar import AskBar
from desktop.ui.widgets.card import Card, level
from desktop.ui.widgets.figure_table import FigureTable

UNITS_WIDTH, TEXTS_HEIGHT, DIFFERENCES_HEIGHT, NARROW_DIFFERENCES = 364, 126, 134, 117
"""In px at 100 %."""
ROW, NARROW_ROW = 28, 24
LAW = "清单多于反馈是允许的；反馈有而清单没有、清单没有底稿，是必须改的错。"
CORRECTABLE = frozenset({*FIGURES, Kind.CATEGORY, Kind.UNIT})
"""What the working paper can decide: it says something else."""


class RecheckDesk(QWidget):
    """Shows one comparison; `failed` is a known problem, `runs_asked` asks for the runs that were kept."""

    failed = Signal(object)
    runs_asked = Signal()
    print_asked = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.found = Recheck(0, ())
        self.rows: tuple[Row, ...] = ()
        self.differences: tuple[tuple[Row, Difference], ...] = ()
        theme = context.theme
        self.units_card = Card("核对总表", " ").flush()
        self.units = FigureTable(theme, ROW, whole_rows=True)
        self.units.setAccessibleName("各单位核对结果")
        self.law, self.last = QLabel(wordWrap=True), QLabel()
        self.runs_button = QPushButton("看历次核对 ›")
        self.unit_card = Card(" ", " ").flush()
        self.choice, self.place = QComboBox(), QLabel()
        self.former_button, self.next_button = QPushButton("‹"), QPushButton("›")
        self.list = FigureTable(theme, ROW, whole_rows=True)
        self.list.setAccessibleName("底稿、清单、反馈逐条核对")
        self.texts = ThreeTexts(theme)
        self.bar = AskBar(theme)
        self.correct_button = self.bar.add_verb("以底稿为准，记更正说明…")
        self.change_button = self.bar.add_verb("改清单…")
        self.confirm_button = self.bar.add_verb("确认无误（理由）…")
        self.differences_card = Card("差异", " ").flush()
        self.difference_table = FigureTable(theme, ROW, whole_rows=True)
        self.difference_table.setAccessibleName("差异")
        self.left_button, self.print_button = QPushButton("未写入的说明 ›"), QPushButton("打印核对表…")
        self._lay_out()
        self._connect()

    def show_found(self, found: Recheck) -> None:
        """Show a comparison; unit and row in hand stay in hand, else the first unit with something open."""
        kept, row = self.unit(), self.row()
        before = row.match.finding.id if row is not None and row.match.finding is not None else 0
        self.found = found
        whole = found.whole
        self.units_card.note_label.set_full_text(f"{len(found.units)} 家")
        self._filled(self.units, tables.unit_table(found))
        self._show_law()
        self.last.setText(_run_words(found.last))
        shown, self.differences = tables.difference_table(found)
        self._filled(self.difference_table, shown)
        self.differences_card.note_label.set_full_text(tables.difference_law(whole))
        self.left_button.setText(f"未写入 {whole.unwritten} 条及说明 ›")
        wanted = kept.id if kept is not None and found.round_id else None
        ids = [one.id for one in found.units]
        first = next((place for place, one in enumerate(found.units) if one.waiting), 0)
        self.choose_unit(ids.index(wanted) if wanted in ids else first)
        self._choose_finding(before)

    def unit(self) -> UnitSum | None:
        """The unit in hand; all of them on the line of totals."""
        place = self.units.currentIndex().row()
        if 0 <= place < len(self.found.units):
            return self.found.units[place]
        return self.found.whole if place == len(self.found.units) and self.found.units else None

    def row(self) -> Row | None:
        """The row in hand."""
        place = self.list.currentIndex().row()
        return self.rows[place] if 0 <= place < len(self.rows) else None

    def choose_unit(self, place: int) -> None:
        """Put a unit in hand by its line."""
        self.units.setCurrentIndex(self.units.figures.index(place, 0))
        self.show_rows()

    def step(self, by: int) -> None:
        """The next or previous unit."""
        if self.found.units:
            self.choose_unit(min(max(self.units.currentIndex().row() + by, 0), len(self.found.units)))

    def show_rows(self, _place: int = 0) -> None:
        """The rows of the unit in hand under the choice."""
        unit = self.unit()
        self.rows = tables.rows_of(unit, str(self.choice.currentData())) if unit is not None else ()
        self._filled(self.list, tables.row_table(self.rows))
        if unit is not None:
            self.unit_card.title_label.setText(unit.name)
            self.unit_card.note_label.set_full_text(tables.unit_law(unit))
            place = self.units.currentIndex().row() + 1
            self.place.setText(f"{place}/{len(self.found.units)}" if unit.id else "全部单位")
            for index, (key, word) in enumerate(tables.CHOICES.items()):
                self.choice.setItemText(index, f"{word} {len(tables.rows_of(unit, key))}")
        first = next((place for place, one in enumerate(self.rows) if one.open), 0)
        self.list.setCurrentIndex(self.list.figures.index(first, 0))
        self._show_row()

    def open_differences(self) -> tuple[Difference, ...]:
        """What is open of the row in hand."""
        row = self.row()
        return row.open if row is not None else ()

    def confirm(self) -> None:
        """F9 确认无误（理由）"""
        self._answer(corrects=False)

    def correct(self) -> None:
        """以底稿为准，记更正说明"""
        self._answer(corrects=True)

    def change_list(self) -> None:
        """改清单…: the finding, in its ledger; what has none is joined to the one that it resembles."""
        row = self.row()
        if row is None:
            return
        if row.finding is not None:
            self.context.open_page("findings", AskFinding(row.finding.id))
        elif row.like is not None:
            book, record = (WORKING_PAPERS, row.papers[0]) if row.papers else (REPORT_ITEMS, row.items[0])
            self.context.write(deciding.join, book.name, record.id, row.like.finding, failed=self.failed.emit)

    def open_next(self) -> None:
        """F8: the difference in hand below where the keys are there, else the next that waits."""
        waiting = [place for place, (row, one) in enumerate(self.differences) if one.key not in row.answers]
        if not self.differences:
            self.failed.emit("没有差异。")
            return
        current = self.difference_table.currentIndex().row()
        if not self.difference_table.hasFocus():
            ahead = [place for place in waiting if place > current]
            current = (ahead or waiting or [max(current, 0)])[0]
        self.difference_table.setCurrentIndex(self.difference_table.figures.index(current, 0))
        self._open_difference(current)

    def show_left_out(self) -> None:
        """未写入 n 条及说明 ›: of all units."""
        self.choice.setCurrentIndex(list(tables.CHOICES).index(tables.LEFT_OUT))
        self.choose_unit(len(self.found.units))

    def status_texts(self) -> tuple[str, ...]:
        """底稿 189 · 清单 189 · 反馈 173 · 不一致 2，待处理 1"""
        whole = self.found.whole
        differing = f"不一致 {len(whole.differing)}，待处理 {len(whole.waiting)}"
        return (f"底稿 {whole.papers}", f"清单 {whole.listed}", f"反馈 {whole.written}", differing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lower rows where the window is narrow."""
        super().resizeEvent(event)
        narrow = self.window().width() < self.context.theme.px(NARROW_BELOW)
        for table in (self.units, self.list, self.difference_table):
            table.set_row_height(NARROW_ROW if narrow else ROW)
            table.scrollTo(table.currentIndex())
        height = NARROW_DIFFERENCES if narrow else DIFFERENCES_HEIGHT
        self.differences_card.setFixedHeight(self.context.theme.px(height))
        self._show_law()

    # -- inside

    def _show_law(self) -> None:
        """The sum, and the rule behind it; in a narrow window the rule gives its room to the line of totals."""
        narrow = self.window().width() < self.context.theme.px(NARROW_BELOW)
        told = tables.list_law(self.found.whole)
        self.law.setText(told if narrow else f"{told}\n{LAW}")
        self.law.setToolTip(LAW if narrow else "")

    def _filled(self, table: FigureTable, shown: object) -> None:
        """Without telling that another row is in hand while it is filled."""
        table.selectionModel().blockSignals(True)
        table.show_table(shown)  # type: ignore[arg-type]  # one of ours
        table.selectionModel().blockSignals(False)

    def _choose_finding(self, finding: int) -> None:
        place = next(
            (place for place, row in enumerate(self.rows) if row.finding is not None and row.finding.id == finding),
            None,
        )
        if place is not None:
            self.list.setCurrentIndex(self.list.figures.index(place, 0))
            self._show_row()

    def _show_row(self, *_index: object) -> None:
        row = self.row()
        self.texts.show_row(row)
        waiting = self.open_differences()
        self.bar.setVisible(bool(waiting))
        if row is None or not waiting:
            return
        told = "；".join(
            f"{tables.short_word(one)}：{told_of(one)}" for one in waiting if one.kind is not Kind.NOT_WRITTEN
        )
        if row.like is not None:
            told = f"{told}；像清单 {row.like.number}（相似 {row.like.share:.0%}）"
        self.bar.ask(told or f"未写入反馈：{told_of(waiting[0])}，还没有说明理由")
        self._guard(waiting, row)

    def _guard(self, waiting: tuple[Difference, ...], row: Row) -> None:
        context = self.context
        correctable = all(one.kind in CORRECTABLE and one.paper for one in waiting)
        reasons = {
            self.correct_button: context.why_not(Action.SETTLE_RECORD, writes=True)
            or ("" if correctable else "没有底稿可以为准"),
            self.change_button: "" if row.finding is not None else self._why_not_join(row),
            self.confirm_button: context.why_not(Action.EDIT_RECORD, writes=True),
        }
        joins = row.finding is None and row.like is not None
        self.change_button.setText(f"关联到 {row.like.number}" if joins and row.like is not None else "改清单…")
        for button, why in reasons.items():
            button.setEnabled(not why)
            button.setToolTip(why)

    def _why_not_join(self, row: Row) -> str:
        if row.like is None:
            return "清单里没有像它的问题，请先在“问题台账”登记"
        return self.context.why_not(Action.EDIT_RECORD, writes=True)

    def _answer(self, *, corrects: bool) -> None:
        waiting = self.open_differences()
        button = self.correct_button if corrects else self.confirm_button
        if not waiting:
            self.failed.emit("这一条没有待处理的差异。")
        elif not button.isEnabled():
            self.failed.emit(f"{button.toolTip()}。")
        else:
            dialog = AnswerDialog(self.context, self.found.round_id, waiting, corrects=corrects, parent=self)
            dialog.exec()
            dialog.deleteLater()

    def _open_difference(self, place: int) -> None:
        if not 0 <= place < len(self.differences):
            return
        row, _one = self.differences[place]
        ids = [one.id for one in self.found.units]
        self.choice.setCurrentIndex(0)
        self.choose_unit(ids.index(row.match.unit))
        at = next((at for at, one in enumerate(self.rows) if one is row), None)
        if at is not None:
            self.list.setCurrentIndex(self.list.figures.index(at, 0))
            self._show_row()

    def _connect(self) -> None:
        self.units.selectionModel().currentRowChanged.connect(lambda *_index: self.show_rows())
        self.list.selectionModel().currentRowChanged.connect(self._show_row)
        self.choice.currentIndexChanged.connect(self.show_rows)
        self.former_button.clicked.connect(lambda: self.step(-1))
        self.next_button.clicked.connect(lambda: self.step(1))
        self.difference_table.clicked.connect(lambda index: self._open_difference(index.row()))
        self.correct_button.clicked.connect(self.correct)
        self.change_button.clicked.connect(self.change_list)
        self.confirm_button.clicked.connect(self.confirm)
        self.left_button.clicked.connect(self.show_left_out)
        self.print_button.clicked.connect(self.print_asked)
        self.runs_button.clicked.connect(self.runs_asked)

    def _lay_out(self) -> None:
        theme = self.context.theme
        for key, word in tables.CHOICES.items():
            self.choice.addItem(word, key)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.choice.setAccessibleName("显示哪些")
        for label in (self.law, self.last, self.place):
            label.setProperty("role", "secondary")
        for button in (self.left_button, self.print_button, self.runs_button, self.former_button, self.next_button):
            button.setProperty("link", True)
        self.former_button.setToolTip("上一家（Alt+↑）")
        self.next_button.setToolTip("下一家（Alt+↓）")
        self.law.setContentsMargins(14, 2, 12, 2)
        last = QHBoxLayout()
        last.setContentsMargins(14, 0, 8, 2)
        last.addWidget(self.last, 1)
        last.addWidget(self.runs_button)
        level(theme, self.units_card, self.unit_card)
        self.units_card.body.addWidget(self.units, 1)
        self.units_card.body.addWidget(self.law)
        self.units_card.body.addLayout(last)
        self.units_card.setFixedWidth(theme.px(UNITS_WIDTH))
        self.unit_card.head.addWidget(self.choice)
        for widget in (self.former_button, self.place, self.next_button):
            self.unit_card.head.addWidget(widget)
        bar = QHBoxLayout()
        bar.setContentsMargins(10, 4, 10, 8)
        bar.addWidget(self.bar)
        self.texts.setFixedHeight(theme.px(TEXTS_HEIGHT))
        self.unit_card.body.addWidget(self.list, 1)
        self.unit_card.body.addWidget(self.texts)
        self.unit_card.body.addLayout(bar)
        self.differences_card.head.addWidget(self.left_button)
        self.differences_card.head.addWidget(self.print_button)
        self.differences_card.body.addWidget(self.difference_table)
        self.differences_card.setFixedHeight(theme.px(DIFFERENCES_HEIGHT))
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.units_card)
        above.addWidget(self.unit_card, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(above, 1)
        layout.addWidget(self.differences_card)


def _run_words(last: Record | None) -> str:
    """上次核对 3月25日，待处理 1"""
    if last is None:
        return "还没有存过核对结果"
    on = str(last.stored["on"])
    return f"上次核对 {int(on[5:7])}月{int(on[8:])}日，待处理 {last.stored['open']}"

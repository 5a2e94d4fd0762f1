"""结果录入: how far the follow-up is, the drawn units at the left, the one in hand at the right (page 13b, M10, W10)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from db.store import Ledger
from desktop.operations.follow_up.drawing import result_of
from desktop.operations.follow_up.results import Results, UnitResult, results
from desktop.rules.rate import Rate
from desktop.ui import page_rounds
from desktop.ui.context import AppContext
from desktop.ui.pages.follow_up.result_tables import grade_words, unit_table
from desktop.ui.pages.follow_up.unit_card import UnitCard
from desktop.ui.widgets.card import Card, ElidedLabel, EmptyState
from desktop.ui.widgets.figure_table import FigureTable
from desktop.ui.widgets.pinned_total import PinnedTotal

LEFT_WIDTH, ROW, BAR_WIDTH = 308, 28, 178
"""In px at 100 %."""
NOT_LOCKED = "本轮还没有锁定的抽样，不能录入结果。请先在“抽样”里抽取并锁定。"
Moment = tuple[int, str, str | None]


class ResultDesk(QWidget):
    """Read beside the window; `failed` is a known problem, `shown` tells that a reading is in sight."""

    failed = Signal(object)
    shown = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.found = Results(None)
        self._asked: Moment | None = None
        theme = context.theme
        self.told, self.counts, self.least = QLabel(), ElidedLabel(), ElidedLabel("", "secondary")
        self.bar = QProgressBar(textVisible=False)
        self.units_card = Card("抽中单位", " ").flush()
        self.units = FigureTable(theme, ROW, whole_rows=True)
        self.units.setAccessibleName("抽中单位")
        self.total = PinnedTotal(theme, self.units, ROW)
        self.card = UnitCard(context)
        self.nothing = EmptyState(theme, NOT_LOCKED)
        self.nothing.make_plain()
        self._lay_out()
        self.units.selectionModel().currentRowChanged.connect(self._show_unit)
        self.card.failed.connect(self.failed)
        self.card.turner.turned.connect(self.step)

    def hasHeightForWidth(self) -> bool:
        """Never: else Qt asks for the preferred heights of all lists because a line inside is wrapped, and the page scrolls."""
        return False

    def refresh(self) -> None:
        """Read the follow-up of the round again."""
        round_id = page_rounds.shown_round(self.context, page_rounds.RESULTS)
        if round_id is None:
            self._show_found(Results(None))
            return
        self._asked = (round_id, self.context.as_of, self.context.known_at)
        work = partial(_read, self.context.ledger, self._asked)
        self.context.beside.start("正在读取回访结果", work, done=self._answered, failed=self.failed.emit)

    @property
    def round_id(self) -> int | None:
        """The round in sight."""
        return None if self._asked is None else self._asked[0]

    def unit(self) -> UnitResult | None:
        """The unit in hand."""
        place = self.units.currentIndex().row()
        return self.found.units[place] if 0 <= place < len(self.found.units) else None

    def step(self, by: int) -> None:
        """The next or previous unit."""
        if self.found.units:
            place = min(max(self.units.currentIndex().row() + by, 0), len(self.found.units) - 1)
            self.units.setCurrentIndex(self.units.figures.index(place, 0))

    def save_and_next(self) -> None:
        """Ctrl+Enter: what is typed of the unit is saved, the next one with something left is in hand."""
        if not self.found.units:
            return
        self.card.save()
        here = self.units.currentIndex().row()
        left = [place for place, one in enumerate(self.found.units) if one.checked < len(one.rows) and place != here]
        ahead = [place for place in left if place > here]
        place = (ahead or left or [min(here + 1, len(self.found.units) - 1)])[0]
        self.units.setCurrentIndex(self.units.figures.index(place, 0))
        self.card.table.setFocus()

    def status_texts(self) -> tuple[str, ...]:
        """抽中 33 家 238 条 · 已核 236 · 不属实 13 · 本家 15/17"""
        found, unit = self.found, self.unit()
        if found.draw is None:
            return ("没有锁定的抽样",)
        whole = (f"抽中 {len(found.units)} 家 {len(found.rows)} 条", f"已核 {found.checked}", f"不属实 {found.false}")
        return whole if unit is None else (*whole, f"本家 {unit.checked}/{len(unit.rows)}")

    # -- inside

    def _answered(self, answer: tuple[Moment, Results]) -> None:
        asked, found = answer
        if asked == self._asked:
            self._show_found(found)

    def _show_found(self, found: Results) -> None:
        kept = self.unit()
        self.found = found
        self.stack.setCurrentWidget(self.work if found.draw is not None else self.plain)
        self._show_strip(found)
        self.units_card.note_label.set_full_text(grade_words(found))
        self.units.selectionModel().blockSignals(True)
        shown, total = unit_table(found)
        self.units.show_table(shown)
        self.total.show_total(shown.heads, total)
        self.units.selectionModel().blockSignals(False)
        ids = [one.id for one in found.units]
        first = next((place for place, one in enumerate(found.units) if one.checked < len(one.rows)), 0)
        place = ids.index(kept.id) if kept is not None and kept.id in ids else first
        if ids:
            self.units.setCurrentIndex(self.units.figures.index(place, 0))
            self._show_unit()
        self.shown.emit()

    def _show_unit(self, *_index: object) -> None:
        unit = self.unit()
        if unit is None or self.found.draw is None or self._asked is None:
            return
        place = f"{self.found.units.index(unit) + 1}/{len(self.found.units)}"
        self.card.show_unit(unit, place, self._asked[0], self.found.draw.id)

    def _show_strip(self, found: Results) -> None:
        self.told.setText(found.sentence)
        self.bar.setMaximum(max(len(found.rows), 1))
        self.bar.setValue(found.checked)
        share = (
            f"（{Rate(found.false, found.checked).on_screen}，{found.false}/{found.checked}）" if found.checked else ""
        )
        new, talks, visits = (
            (sum(counts) for counts in zip(*(_counts(one) for one in found.units), strict=True))
            if found.units
            else (0, 0, 0)
        )
        self.counts.set_full_text(
            f"不属实 {found.false} 条{share}　新发现 {new} 个　谈话 {talks} 人次　走访 {visits} 户"
        )
        if found.draw is not None:
            drawn = result_of(found.draw.stored)
            due = [-(-of // 3) for of in (drawn.units_of, drawn.findings_of)]
            met = "，两项达到" if len(drawn.units) >= due[0] and len(drawn.findings) >= due[1] else ""
            self.least.set_full_text(
                f"三分之一为 {due[0]} 家、{due[1]} 条；实抽 {len(drawn.units)} 家、{len(drawn.findings)} 条{met}"
            )

    def _lay_out(self) -> None:
        theme = self.context.theme
        self.told.setProperty("role", "strong")
        self.bar.setFixedWidth(theme.px(BAR_WIDTH))
        strip = QFrame()
        strip.setObjectName("card")
        line = QHBoxLayout(strip)
        line.setContentsMargins(14, 6, 14, 6)
        line.setSpacing(14)
        line.addWidget(self.told)
        line.addWidget(self.bar)
        line.addWidget(self.counts, 1)
        line.addWidget(self.least)
        self.units_card.body.addWidget(self.units, 1)
        self.units_card.body.addWidget(self.total)
        self.units_card.setFixedWidth(theme.px(LEFT_WIDTH))
        both = QHBoxLayout()
        both.setSpacing(8)
        both.addWidget(self.units_card)
        both.addWidget(self.card, 1)
        self.work, self.plain = QWidget(), Card()
        whole = QVBoxLayout(self.work)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(strip)
        whole.addLayout(both, 1)
        self.plain.body.addWidget(self.nothing)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.work)
        self.stack.addWidget(self.plain)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)


def _counts(one: UnitResult) -> tuple[int, int, int]:
    return one.new, one.number("talks"), one.number("visits")


def _read(ledger: Ledger, asked: Moment) -> tuple[Moment, Results]:
    with ledger.apart() as own:
        return asked, results(own.reader, *asked)

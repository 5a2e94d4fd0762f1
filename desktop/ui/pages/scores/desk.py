"""The desk of 成绩单与排名: the score sheet at the left, the ranking with its rules at the right (page 16, M11, M25)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from db.records import Basis
from db.store import Ledger
from desktop.ledgers.visits import GRADES
from desktop.operations.follow_up import ranking as operations
from desktop.operations.follow_up.ranking import Place, Ranking, ranking
from desktop.operations.follow_up.scoring import shipped
from desktop.rules import basis as basis_rules
from desktop.rules.permissions import Action
from desktop.rules.ranking import BY_RATE, SORTS
from desktop.rules.round_names import short_round_name
from desktop.ui import page_rounds
from desktop.ui.context import AppContext
from desktop.ui.pages.scores.sheet_card import SheetCard
from desktop.ui.pages.scores.tables import counts_of, ranking_table, total_law
from desktop.ui.widgets.card import Card, EmptyState
from desktop.ui.widgets.figure_cells import Caption
from desktop.ui.widgets.figure_table import FigureTable

LEFT_WIDTH, ROW = 540, 26
"""In px at 100 %."""
MOST_OF_WIDTH = 0.43
"""What the sheet takes of the desk at most."""
WORST = list(GRADES)[-1]
Moment = tuple[int, str, str | None, str, int | None]


class ScoreDesk(QWidget):
    """Read beside the window; `failed` is a known problem, `shown` tells that a reading is in sight."""

    failed = Signal(object)
    shown = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.found: Ranking | None = None
        self.places: tuple[Place | None, ...] = ()
        self._asked: Moment | None = None
        self._scheme: int | None = None
        theme = context.theme
        self.sheet = SheetCard(context)
        self.card = Card("整改成绩单", " ").flush()
        self.sort = QComboBox()
        self.sort.setAccessibleName("排名")
        for code, word in SORTS.items():
            self.sort.addItem(word, code)
        self.table = FigureTable(theme, ROW, whole_rows=True)
        self.table.setAccessibleName("排名")
        self.law = QLabel(wordWrap=True)
        self.nothing = EmptyState(theme)
        self.nothing.make_plain()
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._show_place)
        self.sort.currentIndexChanged.connect(lambda _place: self.refresh())
        self.sheet.failed.connect(self.failed)
        self.sheet.scheme_chosen.connect(self._choose_scheme)
        self.sheet.step_asked.connect(self.step)

    def refresh(self) -> None:
        """Read the ranking of the round again."""
        context, round_id = self.context, page_rounds.shown_round(self.context, page_rounds.SCORES)
        if round_id is None:
            self._say_nothing("还没有轮次。请先在“轮次与单位”里建本轮。")
            return
        self._asked = (round_id, context.as_of, context.known_at, str(self.sort.currentData()), self._scheme)
        work = partial(_read, context.ledger, context.basis, self._asked)
        context.beside.start("正在排名", work, done=self._answered, failed=self.failed.emit)

    @property
    def round_id(self) -> int | None:
        """The round in sight."""
        return None if self._asked is None else self._asked[0]

    def place(self) -> Place | None:
        """The unit in hand."""
        at = self.table.currentIndex().row()
        return self.places[at] if 0 <= at < len(self.places) else None

    def step(self, by: int) -> None:
        """The next or previous unit of the ranking."""
        here = self.table.currentIndex().row()
        every = [at for at, one in enumerate(self.places) if one is not None]
        ahead = [at for at in every if (at > here if by > 0 else at < here)]
        if ahead:
            self.table.setCurrentIndex(self.table.figures.index(ahead[0] if by > 0 else ahead[-1], 0))

    def save_and_next(self) -> None:
        """Ctrl+Enter: what is typed is saved, the next unit is in hand."""
        self.sheet.save(goes_on=False)
        self.step(1)

    def status_texts(self) -> tuple[str, ...]:
        """评分 6/17 家 · 并列 3 组 · 回访等次差 2 家"""
        if self.found is None:
            return ("没有可排名的单位",)
        scored, every, shared = counts_of(self.found)
        worst = sum(one.visit_grade == WORST for one in self.found.places)
        told = (f"评分 {scored}/{every} 家", f"并列 {shared} 组")
        return (*told, f"回访等次{WORST} {worst} 家") if worst else told

    def sheets(self) -> tuple[Place, ...]:
        """The units that have a sheet, in the order of the ranking."""
        return () if self.found is None else tuple(one for one in self.found.places if one.sheet is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sheet gives way where the window is narrow."""
        super().resizeEvent(event)
        self.sheet.setFixedWidth(min(self.context.theme.px(LEFT_WIDTH), int(self.width() * MOST_OF_WIDTH)))

    # -- inside

    def _choose_scheme(self, scheme: int) -> None:
        self._scheme = scheme
        self.refresh()

    def _answered(self, answer: tuple[Moment, Ranking]) -> None:
        asked, found = answer
        if asked != self._asked:
            return
        if not found.places:
            self._say_nothing("本轮还没有问题，没有可评分、排名的单位。")
        elif found.scheme is None:
            why = self.context.why_not(Action.SETTLE_RECORD, writes=True)
            self._say_nothing(
                "本轮还没有评分。先选评分模板。", "" if why else f"采用“{shipped()[1]['name']}”", self._take_scheme
            )
        else:
            self._show_found(found)
        self.shown.emit()

    def _take_scheme(self) -> None:
        self.context.write(operations.take_over, shipped()[1]["name"], failed=self.failed.emit)

    def _say_nothing(self, words: str, button: str = "", slot: object = None) -> None:
        self.found, self.places = None, ()
        self.nothing.show_text(words, button, slot)  # type: ignore[arg-type]  # a verb of ours
        self.stack.setCurrentWidget(self.plain)
        self.shown.emit()

    def _show_found(self, found: Ranking) -> None:
        kept = self.place()
        context, basis = self.context, self.context.basis
        self.found = found
        self.stack.setCurrentWidget(self.work)
        caption = Caption(basis_rules.title(basis), basis_rules.formula(basis), context.as_of)
        shown, self.places = ranking_table(found, caption)
        named = page_rounds.round_name(context, found.round_id)
        self.card.title_label.setText(f"{short_round_name(named)}整改成绩单")
        self.card.note_label.set_full_text(f"{named} · 截至 {context.as_of} · {basis_rules.title(basis)}")
        self.table.selectionModel().blockSignals(True)
        self.table.show_table(shown)
        self.table.selectionModel().blockSignals(False)
        self.law.setText(total_law(found))
        wanted = kept.unit_id if kept is not None else self._first()
        at = next((at for at, one in enumerate(self.places) if one is not None and one.unit_id == wanted), 1)
        self.table.setCurrentIndex(self.table.figures.index(at, 0))
        self._show_place()

    def _first(self) -> int:
        """The first unit that was scored already, else the first."""
        every = [one for one in self.places if one is not None]
        return next((one.unit_id for one in every if one.sheet is not None), every[0].unit_id)

    def _show_place(self, *_index: object) -> None:
        place, found = self.place(), self.found
        if place is not None and found is not None:
            every = [one.unit_id for one in found.places]
            self.sheet.show_place(found, place, f"{every.index(place.unit_id) + 1}/{len(every)}")

    def _lay_out(self) -> None:
        self.card.head.addWidget(QLabel("排名"))
        self.card.head.addWidget(self.sort)
        self.sort.setCurrentIndex(self.sort.findData(BY_RATE))
        self.law.setProperty("role", "secondary")
        self.law.setContentsMargins(14, 8, 12, 8)
        self.card.body.addWidget(self.table, 1)
        self.card.body.addWidget(self.law)
        self.work, self.plain = QWidget(), Card()
        both = QHBoxLayout(self.work)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(8)
        both.addWidget(self.sheet)
        both.addWidget(self.card, 1)
        self.plain.body.addWidget(self.nothing)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.work)
        self.stack.addWidget(self.plain)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)


def _read(ledger: Ledger, basis: Basis, asked: Moment) -> tuple[Moment, Ranking]:
    round_id, as_of, known_at, sort, scheme = asked
    with ledger.apart() as own:
        return asked, ranking(own.reader, basis, round_id, as_of, known_at, sort, scheme)

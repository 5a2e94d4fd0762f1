"""The pane of the unit in hand: how it stands, its ladder, 登记催办, and what was sent to and said with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.records import UnitRow
from desktop.ledgers.column import Mark, Shape, Tone
from desktop.operations.supervision.board import Board, Card
from desktop.operations.supervision.rungs import entries, rungs
from desktop.rules import chasing
from desktop.rules.overdue import month_day
from desktop.ui.context import AppContext
from desktop.ui.pages.supervision.chase_strip import ChaseStrip
from desktop.ui.pages.supervision.ladder_view import LadderView
from desktop.ui.widgets.card import Card as Surface
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.state_chip import MarkLabel
from desktop.ui.widgets.turner import Turner

MOST_ENTRIES = 6
NOTHING = "选一张卡片，看它的催办阶梯。"


class UnitPane(Surface):
    """`verb_asked` tells the kind of paper of the proposed rung; `step_asked` the next or the former unit."""

    verb_asked = Signal(str)
    step_asked = Signal(int)
    card_asked = Signal(int)
    records_asked = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__("单位", " ")
        self._context = context
        theme = context.theme
        self.unit: UnitRow | None = None
        self.turner = Turner(theme)
        self.turner.turned.connect(self.step_asked)
        self.place = self.turner.place
        self.head.addWidget(self.turner)
        self.late = MarkLabel(theme)
        self.counts, self.people = ElidedLabel("", "secondary"), ElidedLabel("", "secondary")
        self.card_button, self.records_button = QPushButton("单位卡片"), QPushButton("督办记录 ›")
        for button in (self.card_button, self.records_button):
            button.setProperty("link", True)
        self.ladder_note = ElidedLabel("", "secondary")
        self.why_not = QLabel(wordWrap=True)
        self.ladder = LadderView(theme)
        self.strip = ChaseStrip(context)
        self.entry_count = QLabel()
        self.entry_count.setProperty("role", "secondary")
        self.entries = QGridLayout()
        self.empty = QLabel(NOTHING, wordWrap=True)
        self.empty.setProperty("role", "secondary")
        self.full = QWidget()
        self._area = QScrollArea(widgetResizable=True)
        self._lay_out()
        self.ladder.asked.connect(self.verb_asked)
        self.card_button.clicked.connect(self._open_card)
        self.records_button.clicked.connect(self.records_asked)

    def show_unit(self, board: Board, unit: UnitRow | None, cards: Sequence[Card], place: str, whose: str) -> None:
        """A unit with the cards that are chosen of it; `place` among the units, `whose` ladder it is."""
        self.unit = unit
        self.full.setVisible(unit is not None)
        self.empty.setVisible(unit is None)
        self.turner.show_place(place)
        self.strip.show_unit(unit, cards)
        self.title_label.setText((unit.short or unit.name) if unit is not None else "单位")
        if unit is None:
            return
        papers = board.of_unit(unit.id)
        own = board.by_unit.get(unit.id, ())
        waiting = sum(row.unit_id == unit.id for row in board.waiting)
        late = sum(card.column == chasing.LATE for card in own)
        self.late.set_mark(Mark(Shape.TRIANGLE, f"逾期 {late} 条", Tone.RED) if late else None)
        told = f"在办 {len(own)}"
        self.counts.set_full_text(f"{told}，待核实 {waiting} 不催" if waiting else told)
        self.people.set_full_text(_people(unit))
        self.ladder_note.set_full_text(whose)
        verbs = {} if self._context.why_not(None, writes=True) else _verbs(board)
        self.ladder.show_rungs(rungs(board, cards, papers), verbs)
        reasons = (
            []
            if chasing.of_unit(card.proposal for card in cards) is not None
            else [board.why_not(card.id) for card in cards]
        )
        self.why_not.setText("\n".join(dict.fromkeys(filter(None, reasons))))
        self.why_not.setVisible(bool(self.why_not.text()))
        self._show_entries(board, unit)
        QTimer.singleShot(0, self, self._fit)  # once what came in has its height

    def start_call(self) -> None:
        """Ctrl+J: the strip is in sight and takes the words."""
        self._area.ensureWidgetVisible(self.strip)
        self.strip.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: the reason takes more or fewer lines."""
        super().resizeEvent(event)
        self._fit()

    # -- inside

    def _fit(self) -> None:
        """As high as all of it: a pane that is short scrolls rather than press the rungs together."""
        inside = self.full.layout()
        assert inside is not None
        width = self._area.viewport().width()
        high = inside.totalHeightForWidth(width) if inside.hasHeightForWidth() else inside.totalSizeHint().height()
        self.full.setMinimumHeight(high)

    def _show_entries(self, board: Board, unit: UnitRow) -> None:
        while (item := self.entries.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        found = entries(board, board.of_unit(unit.id))
        self.entry_count.setText(f"{len(found)} 次" if found else "还没有催过")
        for place, one in enumerate(found[:MOST_ENTRIES]):
            day = QLabel(month_day(one.on))
            day.setProperty("role", "secondary")
            self.entries.addWidget(day, place, 0)
            self.entries.addWidget(ElidedLabel(one.text), place, 1)

    def _open_card(self) -> None:
        if self.unit is not None:
            self.card_asked.emit(self.unit.id)

    def _lay_out(self) -> None:
        px = self._context.theme.px
        layout = QVBoxLayout(self.full)
        layout.setContentsMargins(px(14), px(6), px(14), px(8))
        layout.setSpacing(px(5))
        layout.addLayout(_line((self.late, 0), (self.counts, 1), (self.card_button, 0)))
        layout.addWidget(self.people)
        layout.addLayout(_line((_strong("催办阶梯"), 0), (self.ladder_note, 1)))
        layout.addWidget(self.ladder)
        layout.addWidget(self.why_not)
        layout.addWidget(_rule())
        layout.addWidget(self.strip)
        layout.addWidget(_rule())
        layout.addLayout(_line((_strong("催办记录"), 0), (self.entry_count, 1), (self.records_button, 0)))
        self.entries.setColumnStretch(1, 1)
        self.entries.setVerticalSpacing(2)
        layout.addLayout(self.entries)
        layout.addStretch(1)
        area = self._area
        area.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        self.empty.setContentsMargins(px(14), px(10), px(14), 0)
        column.addWidget(self.empty)
        column.addWidget(self.full, 1)
        column.addStretch(0)
        area.setWidget(inside)
        for one in (area.viewport(), inside):
            one.setAutoFillBackground(False)
        self.flush().body.addWidget(area)


def _verbs(board: Board) -> dict[str, str]:
    return {rung.kind: "登记约谈" if rung.talk else "出函 1 份" for rung in board.ladder if rung.kind}


def _people(unit: UnitRow) -> str:
    """党组书记 陈卫东 · 联系人 周立群 6620006."""
    head = f"{unit.leader_title or '主要负责人'} {unit.leader}" if unit.leader else "▲ 缺主要负责人"
    contact = f"联系人 {unit.contact} {unit.phone}".strip() if unit.contact else "没有联系人"
    return f"{head} · {contact}"


def _strong(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "strong")
    return label


def _rule() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setProperty("rule", True)
    return line


def _line(*widgets: tuple[QWidget, int]) -> QHBoxLayout:
    line = QHBoxLayout()
    for widget, stretch in widgets:
        line.addWidget(widget, stretch)
    return line

"""Over the columns: the sum of the board, two filters, and the strip of days; together they decide which cards are in sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from desktop.operations.supervision.board import Board, Card
from desktop.rules.deadlines import WorkCalendar
from desktop.ui.pages.supervision.day_strip import DayStrip
from desktop.ui.theme import Theme
from desktop.ui.widgets.card import Card as Surface
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.eliding_choice import ElidingChoice

EVERY = "全部"
CAPTION = "灰底为非工作日；拖过几天只看这几天"


class TopCard(Surface):
    """`narrowed`: other cards pass now."""

    narrowed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.sum_label = ElidedLabel("", "strong")
        self.leader, self.unit = self._box("分管县领导", 9), self._box("单位", 8)
        self.strip = DayStrip(theme)
        line = QHBoxLayout()
        line.addWidget(self.sum_label)
        line.addSpacing(theme.px(12))
        self.caption = ElidedLabel(CAPTION, "secondary")
        line.addWidget(self.caption, 1)
        line.addWidget(self.leader)
        line.addWidget(self.unit)
        self.body.setContentsMargins(theme.px(14), theme.px(4), theme.px(10), theme.px(2))
        self.body.setSpacing(2)
        self.body.addLayout(line)
        self.body.addWidget(self.strip)
        self.strip.chosen.connect(self._tell)

    def show_board(self, board: Board, calendar: WorkCalendar, ends_on: str, *, is_back: bool) -> None:
        """Another board; the filters stay where their choices still stand."""
        self.sum_label.set_full_text(board.sum.sentence)
        days = sorted({board.days.warns, board.days.near, board.days.soon}, reverse=True)
        self.caption.set_full_text(f"到期前 {'、'.join(map(str, days))} 日预警（自然日） · {CAPTION}")
        self._fill(self.leader, board.leaders)
        self._fill(self.unit, board.unit_names)
        self.strip.is_back = is_back
        self.strip.show_board(board, calendar, ends_on)

    def passing(self, board: Board) -> Sequence[Card]:
        """The cards that pass the filters and the days that were dragged over."""
        leader, unit, (first, last) = self.leader.currentData(), self.unit.currentData(), self.strip.span
        if not (leader or unit or first):
            return board.cards
        return [
            card
            for card in board.cards
            if (not leader or card.row.county_leader == leader)
            and (not unit or card.unit == unit)
            and (not first or first <= (card.due_on or "") <= last)
        ]

    def clear(self) -> None:
        """Every card again."""
        self.strip.choose("", "")
        for box in (self.leader, self.unit):
            box.setCurrentIndex(0)
        self._tell()

    def start(self) -> None:
        """F7"""
        self.leader.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.leader.showPopup()

    # -- inside

    def _tell(self, *_what: object) -> None:
        self.narrowed.emit()

    def _box(self, name: str, letters: int) -> QComboBox:
        box = ElidingChoice()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(letters)
        box.setMinimumWidth(box.fontMetrics().horizontalAdvance("宽" * letters) + self._theme.px(34))
        box.currentIndexChanged.connect(self._tell)
        return box

    def _fill(self, box: QComboBox, names: Sequence[str]) -> None:
        """Offer the names; the choice stays where it still stands."""
        kept = box.currentData()
        box.blockSignals(True)
        box.clear()
        box.addItem(f"{box.accessibleName()}：{EVERY}", "")
        for name in names:
            box.addItem(name, name)
        box.setCurrentIndex(max(0, box.findData(kept or "")))
        box.blockSignals(False)

"""满意度测评 beside the talks: the last of the rounds in sight that was surveyed, its best and its last units and what they come to (page 17)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel

from db.queries import books as queries
from db.queries import rounds as round_queries
from desktop.ledgers.column import Align
from desktop.ledgers.surveys import SURVEYS
from desktop.operations.follow_up.surveying import Standings, standings
from desktop.rules.round_names import short_round_name
from desktop.ui.context import AppContext
from desktop.ui.pages.register.surveys_card import ROW, SurveysCard, table_of
from desktop.ui.sight import Sight
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown

TITLE = "满意度测评"
NOT_ASKED = "所选轮次还没有满意度测评。"
SHARE, LEAST_LINES = 0.3, 6
"""Of the height of the page, what the list may take; lines that are shown in any case, with the band and the total."""
_RIGHT = Align.RIGHT
_HEADS = (
    Head("名次", 44), Head("单位"), *(Head(one, 58, _RIGHT) for one in ("发出", "收回", "有效")),
    Head("满意＋基本", 80, _RIGHT), Head("满意率", 62, _RIGHT),
)  # fmt: skip


def read_latest(sight: Sight) -> Standings:
    """The surveys of the last surveyed one of the rounds in sight."""
    found = queries.records(sight.reader, SURVEYS.shape, sight.as_of, sight.known_at, short=True)
    asked = {one.stored["round"] for one in found}
    rounds = [one for one in round_queries.living_ids(sight.reader) if one in (sight.scope.rounds or asked)]
    latest = next((one for one in rounds if one in asked), None)
    return standings([one for one in found if one.stored["round"] == latest], sight.as_of)


def folded(shown: Shown, lines: int) -> Shown:
    """As many lines as have room, the total among them: the first and the last units, and a band that tells how many stand between."""
    *units, total = shown.lines
    if len(units) < lines:
        return shown
    first = (lines - 2 + 1) // 2
    last = lines - 2 - first
    hidden = units[first : len(units) - last]
    ranks = [one.cells[0].plain for one in (hidden[0], hidden[-1])]
    place = f"第 {'—'.join(dict.fromkeys(ranks))} 名 " if ranks[1] != "—" else ""
    band = Line((Cell(f"{place}{len(hidden)} 家 ›", link=True), *(Cell() for _head in shown.heads[1:])), True, ALL)
    return Shown(shown.heads, (*units[:first], band, *units[len(units) - last :], total))


ALL = "all"
"""What the band opens: every unit, in the tab of the surveys."""


class LatestSurveysCard(SurveysCard):
    """Stands beside the talks also where nobody was asked yet; `enter_asked`: 录入测评表…, `all_asked`: the units between."""

    enter_asked = Signal()
    all_asked = Signal()
    reads = staticmethod(read_latest)
    _shown: Shown | None = None

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "录入测评表…")
        self.title_label.setText(TITLE)
        self.nothing = QLabel(NOT_ASKED)
        self.nothing.setProperty("role", "secondary")
        self.nothing.setMargin(14)
        self.body.addWidget(self.nothing)
        self.link_clicked.connect(self.enter_asked)
        self.table.asked.connect(lambda one: self.all_asked.emit() if one == ALL else None)
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another window has room for other lines."""
        super().resizeEvent(event)
        if self.found is not None:
            self._show_units(self.found)

    def _show(self, found: Standings) -> None:
        self.found = found
        asked = bool(found.units)
        for part in (self.table, self.agreement, self.law):
            part.setVisible(asked)
        self.nothing.setVisible(not asked)
        self.title_label.setText(f"{TITLE} · {short_round_name(found.units[0].round)}" if asked else TITLE)
        self.note_label.set_full_text(f"{found.units_asked} 家 {found.surveys} 份汇总表" if asked else " ")
        if asked:
            self.say_how(found)
            self._show_units(found)

    def _show_units(self, found: Standings) -> None:
        px = self._context.theme.px
        room = int(self.window().height() * SHARE) // px(ROW)
        shown = table_of(found)
        fitting = folded(Shown(_HEADS, shown.lines), max(room, LEAST_LINES))
        if fitting != self._shown:
            self._shown = fitting
            self.table.show_table(fitting)
            self.table.setFixedHeight(px(len(fitting.lines) * ROW + 34))

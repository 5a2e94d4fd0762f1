"""满意度测评: the units of the rounds in sight by their rate, with what it is computed of and that every sheet adds up (page 17)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from db.queries import books as queries
from desktop.ledgers.column import Align, Mark, Shape, Tone
from desktop.ledgers.surveys import SURVEYS
from desktop.operations.follow_up.surveying import Standings, UnitSurveys, standings
from desktop.rules.satisfaction import percent
from desktop.ui.aside import Asked
from desktop.ui.context import AppContext
from desktop.ui.page import NARROW_BELOW
from desktop.ui.sight import Sight
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown
from desktop.ui.widgets.figure_table import FigureTable
from desktop.ui.widgets.state_chip import MarkLabel

ROW, MOST_ROWS, NARROW_ROWS = 26, 8, 5
"""Heights in px at 100 %; how many rows there are before the list scrolls, the last where the window is narrow."""
_RIGHT = Align.RIGHT
_COUNTS = ("handed_out", "returned", "valid")
_ROUND = Head("轮次", 200)
"""Where the surveys of more than one round are in sight: each is ranked within its own."""
_HEADS = (
    Head("名次", 48), Head("单位"), *(Head(one, 58, _RIGHT) for one in ("发出", "收回", "有效")),
    Head("满意＋基本", 80, _RIGHT), Head("满意率", 66, _RIGHT),
)  # fmt: skip


def read(sight: Sight) -> Standings:
    """The surveys of the rounds in sight."""
    found = queries.records(sight.reader, SURVEYS.shape, sight.as_of, sight.known_at, short=True)
    rounds = sight.scope.rounds
    return standings([one for one in found if not rounds or one.stored["round"] in rounds], sight.as_of)


def table_of(found: Standings) -> Shown:
    """A line a unit and round, and the total; the round is said where there is more than one."""
    rate = percent(found.share.rate) or "—"
    whole = (*(f"{found.counts[name]:,}" for name in _COUNTS), f"{_good(found):,}", rate)
    several = found.rounds > 1
    heads = (*_HEADS[:2], _ROUND, *_HEADS[2:]) if several else _HEADS
    rounds = (Cell(f"{found.rounds} 轮"),) if several else ()
    total = Line((Cell(), Cell(f"{found.units_asked} 家"), *rounds, *(Cell(one) for one in whole)), total=True)
    return Shown(heads, (*(_line(one, several) for one in found.units), total))


def note_of(found: Standings) -> str:
    """17 家 51 份汇总表：发出 1,208、收回 1,179、有效 1,165，满意＋基本 1,097"""
    out, back, valid = (f"{found.counts[name]:,}" for name in _COUNTS)
    rounds = f"{found.rounds} 轮 " if found.rounds > 1 else ""
    return f"{rounds}{found.units_asked} 家 {found.surveys} 份汇总表：发出 {out}、收回 {back}、有效 {valid}，满意＋基本 {_good(found):,}"


def law_of(found: Standings) -> str:
    """满意率 94.2% =（满意 850 + 基本满意 247）÷ 有效 1,165；不满意 46、不了解 22、无效 14。"""
    counts = {name: f"{count:,}" for name, count in found.counts.items()}
    void = found.counts["returned"] - found.counts["valid"]
    rate = percent(found.share.rate) or "—"
    how = f"满意率 {rate} =（满意 {counts['satisfied']} + 基本满意 {counts['basically']}）÷ 有效 {counts['valid']}"
    if found.share.weighted:
        how = f"满意率 {rate}，按登记的权重计算；满意 {counts['satisfied']}、基本满意 {counts['basically']}、有效 {counts['valid']}"
    return f"{how}；不满意 {counts['dissatisfied']}、不了解 {counts['unknown']}、无效 {void}。满意率相同的并列{'，名次在各轮之内' if found.rounds > 1 else ''}。"


def agreement_of(found: Standings) -> Mark:
    """That every sheet adds up, or which does not."""
    if found.faulty:
        return Mark(Shape.TRIANGLE, f"{len(found.faulty)} 份汇总表数目不相符：{'、'.join(found.faulty[:3])}", Tone.RED)
    return Mark(Shape.CHECK, f"收回 ≤ 发出、四项之和 = 有效，{found.surveys} 份汇总表全部相符", Tone.GREEN)


def _good(found: Standings) -> int:
    return found.counts["satisfied"] + found.counts["basically"]


def _line(one: UnitSurveys, several: bool) -> Line:
    rank = Cell(str(one.rank)) if one.rank is not None else Cell("—", light=True)
    rate = Cell(percent(one.share.rate) or "—", tone=Tone.RED if one.lowest else None)
    counts = (Cell(str(one.counts[name])) for name in _COUNTS)
    rounds = (Cell(one.round, tip=one.round),) if several else ()
    return Line((rank, Cell(one.unit, tip=one.unit), *rounds, *counts, Cell(str(one.good)), rate), opens=one)


class SurveysCard(Card):
    """Hidden while nobody was asked; `surveys_asked` tells the unit that was opened, with its surveys."""

    surveys_asked = Signal(object)
    reads = staticmethod(read)
    """What is asked of the ledger."""

    def __init__(self, context: AppContext, link: str = "") -> None:
        super().__init__("各单位满意率", " ", link)
        self._context = context
        self._asking = Asked(self, context)
        self.found: Standings | None = None
        self.flush()
        self.table = FigureTable(context.theme, ROW, whole_rows=True)
        self.table.setAccessibleName("各单位满意率")
        self.table.asked.connect(self.surveys_asked)
        self.agreement = MarkLabel(context.theme)
        self.law = QLabel(wordWrap=True)
        self.law.setProperty("role", "secondary")
        told = QVBoxLayout()
        told.setContentsMargins(14, 0, 14, 8)
        told.setSpacing(2)
        told.addWidget(self.agreement)
        told.addWidget(self.law)
        self.body.addWidget(self.table)
        self.body.addLayout(told)
        self.hide()

    def zones(self) -> tuple[QWidget, ...]:
        """The units with their rates."""
        return (self.table,)

    def refresh(self) -> None:
        """Read the surveys again."""
        self._asking.ask(self.reads, self._show)

    def _show(self, found: Standings) -> None:
        self.found = found
        self.setVisible(bool(found.units))
        if not found.units:
            return
        self.note_label.set_full_text(note_of(found))
        self.table.show_table(table_of(found))
        narrow = self.window().width() < self._context.theme.px(NARROW_BELOW)
        rows = min(len(found.units) + 1, NARROW_ROWS if narrow else MOST_ROWS)
        self.table.setFixedHeight(self._context.theme.px(rows * ROW + 34))
        self.say_how(found)

    def say_how(self, found: Standings) -> None:
        """That every sheet adds up, and what the rate is computed of."""
        self.agreement.set_mark(agreement_of(found))
        self.law.setText(law_of(found))

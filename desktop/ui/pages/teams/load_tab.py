"""参巡负荷: who of the pool served in which rounds, how many days, and when last."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel

from desktop.ledgers.column import Align
from desktop.operations.coverage import Load
from desktop.operations.served import Served
from desktop.rules.round_names import short_round_name
from desktop.ui.context import AppContext
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown
from desktop.ui.widgets.figure_table import FigureTable

HEADS = (
    Head("姓名", 76), Head("单位", 150), Head("专业", 100), Head("状态", 56), Head("参巡轮次", 70, Align.RIGHT), Head("离岗天数", 70, Align.RIGHT),
    Head("最近一轮", 108), Head("参加的轮次"),
)  # fmt: skip


class LoadTab(Card):
    """The most burdened first; the sum stands in the head."""

    def __init__(self, context: AppContext) -> None:
        super().__init__("参巡负荷", " ")
        self.flush()
        self.told = QLabel(wordWrap=True)
        self.told.setProperty("role", "secondary")
        self.told.setContentsMargins(14, 6, 14, 8)
        self.table = FigureTable(context.theme, 28)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.told)

    def show_served(self, found: Sequence[Served], burden: Load) -> None:
        """Everybody, by days away."""
        listed = sorted(found, key=lambda one: (-one.days, -len(one.rounds), one.record.id))
        lines = [_line(one) for one in listed]
        rounds, days = sum(len(one.rounds) for one in found), sum(one.days for one in found)
        total = (
            Cell("合计"),
            Cell(f"{len(found)} 人"),
            Cell(),
            Cell(),
            Cell(str(rounds)),
            Cell(str(days)),
            Cell(),
            Cell(),
        )
        self.table.show_table(Shown(HEADS, (*lines, Line(total, total=True))))
        self.note_label.set_full_text(f"{len(found)} 人，{rounds} 人次，离岗 {days} 天")
        cut, rounded = burden.value("truncate"), burden.value("half_up")
        self.told.setText(
            f"人均任务单位：{burden.words} = {cut}（截尾），{rounded}（四舍五入）。编制在“文书”的机关设置里填写；没有填的，按在库人数算。"
            if cut is not None
            else "没有设编制，人才库也没有人，算不出人均任务。"
        )


def _called(name: str) -> str:
    """十五届第六轮: rounds of several terms stand side by side."""
    term, found, _rest = name.partition("届")
    return f"{term}届{short_round_name(name)}" if found and short_round_name(name) != name else name


def _line(one: Served) -> Line:
    said = one.record.fields
    state = {"in": "在库", "adjusted": "调整", "out": "出库"}[one.record.state]
    rounds = "、".join(_called(name) for name in one.rounds)
    return Line(
        (
            Cell(str(said["name"])), Cell(str(said["organ"] or "—")), Cell(str(said["specialty"] or "—")), Cell(state), Cell(str(len(one.rounds))),
            Cell(str(one.days)), Cell(_called(one.last_round) or "—", tip=one.last_round), Cell(rounds or "—", tip="\n".join(one.rounds)),
        )
    )  # fmt: skip

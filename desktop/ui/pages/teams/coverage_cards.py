"""Left of 人才编组: what of the term is covered, and what is not yet."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.ledgers.column import Align, Tone
from desktop.operations.coverage import Coverage, UnitCoverage
from desktop.rules.deadlines import days_between
from desktop.rules.rate import Rate
from desktop.rules.round_names import short_round_name
from desktop.ui.context import AppContext
from desktop.ui.pages.teams.round_strip import RoundStrip
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown
from desktop.ui.widgets.figure_table import FigureTable

KIND_HEADS = (
    Head("类别", 92), Head("应巡", 46, Align.RIGHT), Head("已巡", 46, Align.RIGHT), Head("未巡", 46, Align.RIGHT), Head("覆盖率", 0, bar=True),
)  # fmt: skip
OUT = "未列入"
ROW, NARROW_ROW = 28, 24
LEFT_HEADS = (
    Head("未巡单位", 112),
    Head("家数", 44, Align.RIGHT),
    Head("上次", 58),
    Head("分类", 92),
    Head("拟列入"),
)


class CoverageCards(QWidget):
    """Two cards, one above the other; a number opens the units that it counts."""

    asked = Signal(object)
    place_asked = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.term = Card("全覆盖", " ")
        self.strip = RoundStrip(context.theme)
        self.sums = QLabel(wordWrap=True)
        self.sums.setProperty("role", "secondary")
        self.kinds = FigureTable(context.theme, ROW)
        self.term.flush()
        top = QVBoxLayout()
        top.setContentsMargins(14, 8, 14, 6)
        top.addWidget(self.strip)
        top.addWidget(self.sums)
        self.term.body.addLayout(top)
        self.term.body.addWidget(self.kinds, 1)
        self.left = Card("还没有巡的", " ", "列入轮次…").flush()
        self.left.link_clicked.connect(self.place_asked)
        self.rest = FigureTable(context.theme, ROW)
        self.left.body.addWidget(self.rest, 1)
        for table in (self.kinds, self.rest):
            table.asked.connect(self.asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.term, 3)
        layout.addWidget(self.left, 2)

    def set_narrow(self, *, narrow: bool) -> None:
        """Lower rows where the window is narrow: the sums stay in sight."""
        for table in self.zones():
            table.set_row_height(NARROW_ROW if narrow else ROW)

    def zones(self) -> tuple[FigureTable, ...]:
        """Two tables."""
        return (self.kinds, self.rest)

    def show_coverage(self, found: Coverage, planned: dict[int, str]) -> None:
        """The term's figures; `planned`: the round without feedback in which a unit stands already."""
        term, whole = found.term, found.whole
        self.term.title_label.setText(f"{found.title}全覆盖")
        ends = term.to_on if term else None
        days = f"{term.from_on} 至 {ends or '未定'}" if term and term.from_on else ""
        left = f"，届满还有 {days_between(found.as_of, ends)} 天" if ends and ends >= found.as_of else ""
        self.term.note_label.set_full_text(f"{days}{left}")
        self.strip.show_parts(
            [(short_round_name(name), count) for _code, name, count in found.first_covered], len(whole.left)
        )
        self.sums.setText(_arithmetic(found))
        lines = [_kind_line(one.name, one.units) for one in found.kinds]
        lines.append(_kind_line("合计", whole.units, total=True))
        self.kinds.show_table(Shown(KIND_HEADS, tuple(lines)))
        out = sum(1 for one in whole.left if one.unit.id not in planned)
        rest = _left_lines(whole.left, planned)
        listed = Cell(f"已列 {len(whole.left) - out} 未列 {out}")
        total = (Cell("合计"), Cell(str(len(whole.left))), Cell(), Cell(), listed)
        self.rest.show_table(Shown(LEFT_HEADS, (*rest, Line(total, total=True)) if rest else ()))
        self.left.note_label.set_full_text(f"未巡 {len(whole.left)} = 已列入 {len(whole.left) - out} + 未列入 {out}")


def _arithmetic(found: Coverage) -> str:
    counts = [count for *_name, count in found.first_covered]
    told = f"首次覆盖的家数：{' + '.join(map(str, counts)) or '0'} = {found.whole.done}"
    return f"{told}；另有 {found.twice} 家巡过两次以上" if found.twice else told


def _kind_line(name: str, units: tuple[UnitCoverage, ...], *, total: bool = False) -> Line:
    done = tuple(one for one in units if one.done)
    left = tuple(one for one in units if not one.done)
    cells = (
        Cell(name), Cell(str(len(units)), opens=_ids(units)), Cell(str(len(done)), opens=_ids(done)),
        Cell(str(len(left)), opens=_ids(left), light=not left, tone=Tone.AMBER if left else None), Cell(rate=Rate(len(done), len(units))),
    )  # fmt: skip
    return Line(cells, total=total)


def _left_lines(left: tuple[UnitCoverage, ...], planned: dict[int, str]) -> list[Line]:
    """The villages of a township together, every other unit alone."""
    groups: dict[str, list[UnitCoverage]] = {}
    for one in left:
        groups.setdefault(f"{one.unit.superior or '未写上级的'}所辖村" if one.unit.is_village else one.name, []).append(
            one
        )
    lines = []
    for name, units in groups.items():
        last = sorted({one.last.feedback_on[:4] for one in units if one.last})
        classes = Counter(one.class_word or "未分类" for one in units)
        words = (
            "、".join(f"{word} {count}" for word, count in classes.items())
            if units[0].unit.is_village
            else units[0].class_word or units[0].unit.kind
        )
        rounds = sorted({planned.get(one.unit.id, "") for one in units})
        plan = "、".join(short_round_name(one) for one in rounds if one) or OUT
        cells = (
            Cell(name, tip=name), Cell(str(len(units)), opens=_ids(tuple(units))), Cell(f"{last[-1]}年" if last else "从未"),
            Cell(words or "—"), Cell(plan, tone=Tone.AMBER if plan == OUT else None),
        )  # fmt: skip
        lines.append(Line(cells))
    return lines


def _ids(units: tuple[UnitCoverage, ...]) -> tuple[str, ...] | None:
    return tuple(one.unit.name for one in units) or None

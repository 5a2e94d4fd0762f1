"""The desk of a gate: the matrix at the left, the unit in hand at the right, below them what can go out and what it waits for."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.errors import KnownError
from desktop.operations.joint_review import deciding
from desktop.operations.joint_review.gates import GATES, Gate, UnitLine
from desktop.rules.joint_review import why_no_letter
from desktop.rules.permissions import Action
from desktop.ui.aside import Asked
from desktop.ui.context import AppContext
from desktop.ui.page import NARROW_BELOW
from desktop.ui.pages.reviews.items import UnitFacts, facts_of
from desktop.ui.pages.reviews.matrix import LEGEND, NARROW_ROW, ROW, deadline_words, matrix
from desktop.ui.pages.reviews.opinions_card import OpinionsCard
from desktop.ui.widgets.card import Card, ElidedLabel, EmptyState, level
from desktop.ui.widgets.figure_table import FigureTable
from desktop.ui.widgets.state_chip import MarkLabel

LEFT_WIDTH = 530
"""In px at 100 %."""
MOST_OF_WIDTH = 0.46
"""What the matrix takes of the desk at most, with large letters."""


class ReviewDesk(QWidget):
    """Shows one gate of a round; `gate_asked` asks for another one, `failed` is a known problem, `offered`: other letters may go out."""

    failed = Signal(object)
    gate_asked = Signal(str)
    early_asked = Signal()
    offered = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.gate: Gate | None = None
        self._round: int | None = None
        self._before = ""
        self._filling = False
        theme = context.theme
        self.card = Card("单位 × 审核方", " ").flush()
        self.table = FigureTable(theme, ROW, whole_rows=True)
        self.table.setAccessibleName("单位和审核方")
        self.told = QLabel(wordWrap=True)
        self.told.setProperty("role", "secondary")
        self.opinions = OpinionsCard(context)
        self.opinions.step_asked.connect(self.step)
        self.nothing = EmptyState(theme)
        self.nothing.make_plain()
        self.ready, self.waits = QLabel(), ElidedLabel("", "secondary")
        self.ready.setProperty("role", "strong")
        self.left_out: set[tuple[str, int | None, int]] = set()
        """Units that could have their letter and that the clerk unticked, each at its gate and in its round."""
        self.owed_button = QPushButton()
        self.owed_button.setProperty("link", True)
        self.parties = ElidedLabel("", "secondary")
        self.early_button = QPushButton("先发已收意见…")
        self.early_button.setToolTip("交齐以前先发一函，函中写明已听取哪几方意见，其余另告")
        self.early_button.clicked.connect(self.early_asked)
        self.other_button = QPushButton()
        self.other_button.clicked.connect(self._ask_for_gate)
        self._facts = Asked(self, context)
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        tick = QShortcut(QKeySequence("Space"), self.table)
        tick.setContext(Qt.ShortcutContext.WidgetShortcut)
        tick.activated.connect(self.turn_tick)

    def show_gate(self, gate: Gate, round_id: int | None, before: Gate | None) -> None:
        """Show a gate; the unit in hand stays in hand where it is the same gate, else the one that can be finished first.

        `before`: the gate that comes before it, which the foot leads to.
        """
        kept = self.line()
        same = self.gate is not None and kept is not None and self.gate.kind == gate.kind and self._round == round_id
        self.gate, self._round = gate, round_id
        ready = bool(gate.parties and gate.units)
        self.stack.setCurrentWidget(self.work if ready else self.plain)
        if not ready:
            self._show_nothing(gate)
        self.card.note_label.set_full_text(gate.title)
        self.told.setText(deadline_words(gate, self.context.as_of))
        self._filling = True
        self._show_matrix(gate)
        self._show_foot(gate, before)
        wanted = kept.unit_id if same and kept is not None else _first(gate)
        place = next((place for place, one in enumerate(gate.units) if one.unit_id == wanted), 0)
        self.table.setCurrentIndex(self.table.figures.index(place, 0))
        self._filling = False
        self._show_unit()

    def line(self) -> UnitLine | None:
        """The unit in hand."""
        place = self.table.currentIndex().row()
        if self.gate is None or not 0 <= place < len(self.gate.units):
            return None
        return self.gate.units[place]

    def ticked_units(self, gate: Gate) -> list[int]:
        """The units of a gate whose letter goes out: those that wait for nothing, but for the unticked ones."""
        return [one.unit_id for one in gate.ready if (gate.kind, self._round, one.unit_id) not in self.left_out]

    def turn_tick(self) -> None:
        """Space: the unit in hand goes out with the others, or does not; what waits for something has no tick."""
        line, gate = self.line(), self.gate
        if gate is None or line is None:
            return
        if line not in gate.ready:
            self.failed.emit(KnownError(f"{line.unit}还不能出函：{line.lacks or '已经发过'}。"))
            return
        self.left_out ^= {(gate.kind, self._round, line.unit_id)}
        self._show_matrix(gate)
        self._show_ready(gate)

    def _show_matrix(self, gate: Gate) -> None:
        self.table.show_table(matrix(gate, self.context.as_of, frozenset(self.ticked_units(gate))))

    def _show_ready(self, gate: Gate) -> None:
        ticked = len(self.ticked_units(gate))
        told = f"可汇总出函 {len(gate.ready)} 家"
        self.ready.setText(told if ticked == len(gate.ready) else f"{told}，勾选 {ticked} 家")
        self.offered.emit()

    def step(self, by: int) -> None:
        """The next or previous unit."""
        if self.gate is not None and self.gate.units:
            place = min(max(self.table.currentIndex().row() + by, 0), len(self.gate.units) - 1)
            self.table.setCurrentIndex(self.table.figures.index(place, 0))

    def status_texts(self) -> tuple[str, ...]:
        """送审 7/12 家 · 意见 112 条 · 未交 10 份 · 冲突 1"""
        gate = self.gate
        if gate is None:
            return ()
        told = (
            f"送审 {len(gate.reported)}/{len(gate.units)} 家",
            f"意见 {gate.opinions} 条",
            f"未交 {gate.missing} 份",
        )
        return (*told, f"冲突 {gate.conflicts}") if gate.conflicts else told

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The matrix gives way to large letters, and its rows are lower where the window is narrow."""
        super().resizeEvent(event)
        theme = self.context.theme
        narrow = self.window().width() < theme.px(NARROW_BELOW)
        self.card.setFixedWidth(min(theme.px(LEFT_WIDTH), int(self.width() * MOST_OF_WIDTH)))
        self.table.set_row_height(NARROW_ROW if narrow else ROW)

    # -- inside

    def _chosen(self, *_index: object) -> None:
        if not self._filling:
            self._show_unit()

    def _show_unit(self) -> None:
        line, gate = self.line(), self.gate
        if gate is None or line is None:
            self.opinions.show_unit(None, "")
            return
        shown = self.opinions.facts
        if shown is not None and (shown.gate.kind, shown.line.unit_id) != (gate.kind, line.unit_id):
            self.opinions.show_unit(None, _place(gate, line))  # nobody decides about the unit before
        self._facts.ask(partial(facts_of, gate=gate, line=line), self._show_facts)
        self._show_waits(gate, line)

    def _show_facts(self, facts: UnitFacts) -> None:
        if facts.gate is self.gate and facts.line is self.line():
            self.opinions.show_unit(facts, _place(facts.gate, facts.line))

    def _show_foot(self, gate: Gate, before: Gate | None) -> None:
        self._show_ready(gate)
        owing = len(gate.owed)
        self.owed_button.setText(f"催未交 {owing} 方…")
        self.owed_button.setVisible(bool(owing))
        self.parties.set_full_text(f"审核方按本轮设定，{len(gate.parties)} 方；Space 勾选出函的单位")
        self._before = before.kind if before is not None else ""
        self.other_button.setVisible(before is not None)
        if before is not None:
            back = f"，退回 {before.returns} 次" if before.returns else ""
            self.other_button.setText(f"查看{before.title}联审（{before.opinions} 条{back}）")

    def _show_waits(self, gate: Gate, line: UnitLine) -> None:
        mine = why_no_letter(line.unit, line.sum) if line.submission else ""
        others = sum(bool(one.sum.missing) for one in gate.reported if one.unit_id != line.unit_id)
        rest = f"其余 {others} 家意见未交齐。" if others else ""
        self.waits.set_full_text(f"{mine}{rest}")
        why_not = self.context.why_not(Action.ISSUE, writes=True)
        self.early_button.setVisible(line.sum.may_go_early)
        self.early_button.setEnabled(not why_not)

    def _show_nothing(self, gate: Gate) -> None:
        if self._round is None:
            self.nothing.show_text("还没有轮次。请先在“轮次与单位”里建本轮。")
        elif not gate.units:
            self.nothing.show_text("本轮还没有单位。请先在“轮次与单位”里放入单位。")
        elif self.context.why_not(Action.EDIT_RECORD, writes=True):
            self.nothing.show_text("本轮还没有登记联审方。")
        else:
            self.nothing.show_text("本轮还没有登记联审方。", "按常用四方登记", self._add_parties)

    def _add_parties(self) -> None:
        if self._round is not None:
            self.context.write(deciding.usual_parties, self._round, failed=self.failed.emit)

    def _ask_for_gate(self) -> None:
        if self._before in GATES:
            self.gate_asked.emit(self._before)

    def _lay_out(self) -> None:
        legend = QHBoxLayout()
        legend.setContentsMargins(14, 6, 14, 0)
        legend.setSpacing(12)
        for mark in LEGEND:
            legend.addWidget(MarkLabel(self.context.theme, mark))
        legend.addWidget(QLabel("— 还没报来"))
        legend.addStretch(1)
        self.told.setContentsMargins(14, 4, 14, 8)
        level(self.context.theme, self.card, self.opinions)
        self.card.body.addWidget(self.table, 1)
        self.card.body.addLayout(legend)
        self.card.body.addWidget(self.told)
        owed = QHBoxLayout()
        owed.setContentsMargins(14, 2, 14, 8)
        owed.addWidget(self.parties, 1)
        owed.addWidget(self.owed_button)
        self.card.body.addLayout(owed)
        foot = QFrame()
        foot.setObjectName("card")
        line = QHBoxLayout(foot)
        line.setContentsMargins(14, 7, 12, 7)
        line.addWidget(self.ready)
        line.addWidget(self.waits, 1)
        line.addWidget(self.early_button)
        line.addWidget(self.other_button)
        both = QHBoxLayout()
        both.setSpacing(8)
        both.addWidget(self.card)
        both.addWidget(self.opinions, 1)
        self.work, self.plain = QWidget(), Card()
        whole = QVBoxLayout(self.work)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(both, 1)
        whole.addWidget(foot)
        self.plain.body.addWidget(self.nothing)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.work)
        self.stack.addWidget(self.plain)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)


def _place(gate: Gate, line: UnitLine) -> str:
    """Which unit of how many: 3/12."""
    return f"{gate.units.index(line) + 1}/{len(gate.units)}"


def _first(gate: Gate) -> int | None:
    """The unit that can be finished first: the fewest parties missing, then the least to decide."""
    due = [one for one in gate.reported if not one.is_over and one.sum.lacks]
    ranked = sorted(due or gate.reported, key=lambda one: (one.sum.missing, one.sum.open))
    return ranked[0].unit_id if ranked else None

"""The drawn unit in hand: its findings with five ticks each, what was found, the question of a closed one, and what the visit bears (page 13b)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSpinBox

from desktop.ledgers.visits import FALSE, GRADES, TRUE, WAYS
from desktop.operations.follow_up import results
from desktop.operations.follow_up.results import Checked, UnitResult, effect, is_closed
from desktop.rules.permissions import Action
from desktop.rules.state_words import verdict_word
from desktop.ui.context import AppContext
from desktop.ui.pages.follow_up.result_dialogs import GradeReasonDialog, NewFindingDialog
from desktop.ui.pages.follow_up.result_tables import FIRST_WAY, check_table, toggled, ways_of
from desktop.ui.widgets.ask_bar import AskBar
from desktop.ui.widgets.card import Card, ElidedLabel
from desktop.ui.widgets.figure_table import FigureTable
from desktop.ui.widgets.turner import Turner
from desktop.ui.widgets.writing_field import WritingLine, is_composing

ROW = 26
"""In px at 100 %."""
HINT = "Space 打钩　F9 属实　F8 不属实　Tab 写情况"
MOST = 9999


class UnitCard(Card):
    """`failed` is a known problem. Ticks and words of a finding that was not checked yet are held until F9 or F8 says what was found."""

    failed = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__(" ", " ")
        self.context, self.unit, self.round_id, self.draw = context, UnitResult(0, "", None, ()), 0, 0
        self.flush()
        self.pending: dict[int, str] = {}
        self.words: dict[int, str] = {}
        self._asked: Checked | None = None
        theme = context.theme
        self.turner, self.keys = Turner(theme), ElidedLabel(HINT, "secondary")
        self.table = FigureTable(theme, ROW, whole_rows=True)
        self.table.setAccessibleName("抽中问题的核查")
        self.text = WritingLine(placeholder="核查情况")
        self.text.setAccessibleName("核查情况")
        self.bar = AskBar(theme)
        self.note_button = self.bar.add_verb("只记不属实")
        self.reopen_button = self.bar.add_verb("重新打开，记虚假销号")
        self.talks, self.visits = QSpinBox(maximum=MOST), QSpinBox(maximum=MOST)
        self.new, self.new_button = QLabel(), QPushButton("登记新问题…")
        self.grades, self.why = QComboBox(), ElidedLabel("", "secondary")
        self._lay_out()
        self._connect()

    def show_unit(self, unit: UnitResult, place: str, round_id: int, draw: int) -> None:
        """Show a unit; the finding in hand stays in hand, else the first that was not checked."""
        same = unit.id == self.unit.id
        kept, column = self.table.currentIndex().row(), max(self.table.currentIndex().column(), 0)
        self.unit, self.round_id, self.draw = unit, round_id, draw
        self._asked = None
        self.title_label.setText(unit.name)
        self.note_label.set_full_text(self._head())
        self.turner.show_place(place)
        self._fill()
        first = next((at for at, one in enumerate(unit.rows) if one.check is None), 0)
        self._choose(kept if same and kept >= 0 else first, column if same else FIRST_WAY)
        self._show_foot()

    def row(self) -> Checked | None:
        """The finding in hand."""
        place = self.table.currentIndex().row()
        return self.unit.rows[place] if 0 <= place < len(self.unit.rows) else None

    def tick(self, column: int | None = None) -> None:
        """Space: the way of the column in hand."""
        row, at = self.row(), self.table.currentIndex().column() if column is None else column
        ways = list(WAYS)
        if row is None or not FIRST_WAY <= at < FIRST_WAY + len(ways) or self._refuses():
            return
        wanted = toggled(ways_of(row, self.pending.get(row.finding.id, "")), ways[at - FIRST_WAY])
        if row.check is not None:
            self._write(results.edit_check, row.check.id, {"ways": wanted})
            return
        self.pending[row.finding.id] = wanted
        self._fill()
        self._choose(self.unit.rows.index(row), at)

    def say_true(self) -> None:
        """F9 属实"""
        row = self.row()
        if row is None or self._refuses() or self._is_checked(row):
            return
        if not self.pending.get(row.finding.id):
            number = row.finding.number.rpartition("-")[2]
            self.failed.emit(f"{number} 没有勾选任何方式，不能记“属实”。请在听、查、看、问、访中至少勾选一种。")
            return
        self._enter(row, TRUE)

    def say_false(self) -> None:
        """F8 不属实: of a closed one it is asked first what follows."""
        row = self.row()
        if row is None or self._refuses():
            return
        if row.waits or (row.check is None and is_closed(row)):
            self._ask(row)
        elif not self._is_checked(row):
            self._enter(row, FALSE)

    def save(self) -> None:
        """What is typed beside the findings: words of the row in hand, talks and visits."""
        self._keep_words()
        counts = (self.talks.value(), self.visits.value())
        if counts != (self.unit.number("talks"), self.unit.number("visits")) and not self._refuses():
            self._write(results.count, self.draw, self.unit.id, *counts)

    # -- inside

    def _head(self) -> str:
        visit = self.unit.visit
        told = (
            [str(visit.stored[name]) for name in ("team", "on") if visit.stored[name]]
            if visit is not None
            else ["还没有督查"]
        )
        return " · ".join((*told, f"已核 {self.unit.checked}/{len(self.unit.rows)} 条"))

    def _fill(self) -> None:
        self.table.selectionModel().blockSignals(True)
        self.table.show_table(check_table(self.unit, self.pending))
        self.table.selectionModel().blockSignals(False)

    def _choose(self, place: int, column: int) -> None:
        self.table.setCurrentIndex(self.table.figures.index(place, column))
        self._show_row()

    def _show_row(self, *_index: object) -> None:
        row = self.row()
        self.bar.hide()
        self._asked = None
        if row is None:
            return
        stored = str(row.check.stored["text"] or "") if row.check is not None else ""
        with QSignalBlocker(self.text):
            self.text.setText(self.words.get(row.finding.id, stored))
        if row.waits:
            self._ask(row)

    def _ask(self, row: Checked) -> None:
        """What it means for the rate, before anything is entered."""
        context, finding = self.context, row.finding
        self._asked = row
        said = self.text.text().strip()
        number, verdict = (
            finding.number.rpartition("-")[2],
            f"{finding.verdict_on or ''} {verdict_word(finding.verdict)}".strip(),
        )
        told = effect(context.reader, context.basis, self.round_id, finding.id, context.as_of, context.known_at)
        note = f"重新打开后，{told}，以前的报告不变。" if told else "重新打开后从督查之日起按在办计算，以前的报告不变。"
        self.bar.ask(f"{number} 不属实：{verdict}{f'，{said}' if said else ''}", note)
        self.note_button.setText("维持认定" if row.waits else "只记不属实")
        reasons = {
            self.note_button: context.why_not(Action.SETTLE_RECORD if row.waits else Action.EDIT_RECORD, writes=True),
            self.reopen_button: context.why_not(Action.SETTLE_RECORD, writes=True),
        }
        for button, why in reasons.items():
            button.setEnabled(not why)
            button.setToolTip(f"{why}。记为不属实后等待审核。" if why else "")

    def _decide(self, *, reopens: bool) -> None:
        row = self._asked
        said = self.text.text().strip()
        if row is None:
            return
        if not said:
            self.failed.emit("记“不属实”要写核查情况。请先在下面写明看到了什么。")
            self.text.setFocus()
        elif row.check is not None:
            self._write(results.settle, row.check.id, "reopen" if reopens else "keep", said)
        else:
            self._enter(row, FALSE, reopens=reopens)

    def _enter(self, row: Checked, found: str, *, reopens: bool = False) -> None:
        said, ways = self.text.text(), self.pending.get(row.finding.id, "")
        self._write(results.enter, self.draw, self.unit.id, row.finding.id, ways, found, said, reopens=reopens)
        self.pending.pop(row.finding.id, None)
        self.words.pop(row.finding.id, None)
        later = [at for at, one in enumerate(self.unit.rows) if one.check is None and one is not row]
        here = self.unit.rows.index(row)
        ahead = [at for at in later if at > here]
        self._choose((ahead or later or [here])[0], max(self.table.currentIndex().column(), FIRST_WAY))

    def _keep_words(self) -> None:
        """Words of a check are kept at once, those of a finding that was not checked until it is."""
        row, said = self.row(), self.text.text().strip()
        if row is None or is_composing(self.text):
            return
        if row.check is None:
            self.words[row.finding.id] = said
        elif said != str(row.check.stored["text"] or "") and not self._refuses():
            self._write(results.edit_check, row.check.id, {"text": said})

    def _show_foot(self) -> None:
        unit, proposal = self.unit, self.unit.proposal
        for box, name in ((self.talks, "talks"), (self.visits, "visits")):
            with QSignalBlocker(box):
                box.setValue(unit.number(name))
        self.new.setText(f"新发现 {unit.new} 个")
        why = self.context.why_not(Action.EDIT_RECORD, writes=True)
        for control in (self.talks, self.visits, self.text, self.new_button):
            control.setEnabled(not why)
            control.setToolTip(why)
        with QSignalBlocker(self.grades):
            shown = unit.grade or (proposal.grade if proposal is not None else "")
            self.grades.setCurrentIndex(max(self.grades.findData(shown), 0))
        told = f"按规则：{proposal.why}" if proposal is not None else "核完再提等次"
        reason = str(unit.visit.stored["grade_reason"] or "") if unit.visit is not None else ""
        self.why.set_full_text(f"{told}；理由：{reason}" if reason else told if unit.grade else f"{told}（未评定）")
        locked = self.context.why_not(Action.SETTLE_RECORD, writes=True) or (
            "" if unit.visit is not None else "还没有督查"
        )
        self.grades.setEnabled(not locked)
        self.grades.setToolTip(locked)

    def _graded(self, _place: int) -> None:
        chosen, unit = str(self.grades.currentData() or ""), self.unit
        if unit.visit is None or not chosen:
            return
        by_rule = unit.proposal.grade if unit.proposal is not None else ""
        if chosen == by_rule:
            self._write(results.grade, unit.visit.id, chosen, by_rule)
            return
        self._open(GradeReasonDialog(self.context, unit, chosen, self))
        self._show_foot()

    def _new_finding(self) -> None:
        self._open(NewFindingDialog(self.context, self.round_id, self.unit, self))

    def _open(self, dialog: Any) -> None:
        dialog.exec()
        dialog.deleteLater()

    def _is_checked(self, row: Checked) -> bool:
        if row.check is not None:
            self.failed.emit(
                f"{row.check.number} 已登记，是否属实不能改。登记错了的，请在“逐条核查”里移入回收站后重新登记。"
            )
        return row.check is not None

    def _refuses(self) -> bool:
        why = self.context.why_not(Action.EDIT_RECORD, writes=True)
        if why:
            self.failed.emit(why)
        return bool(why)

    def _write(self, operation: Any, *arguments: Any, **named: Any) -> None:
        self.context.write(operation, *arguments, failed=self.failed.emit, **named)

    def _clicked(self, index: Any) -> None:
        if FIRST_WAY <= index.column() < FIRST_WAY + len(WAYS):
            self.tick(index.column())

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._show_row)
        self.table.clicked.connect(self._clicked)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self.tick)
        self.text.editingFinished.connect(self._keep_words)
        self.note_button.clicked.connect(lambda: self._decide(reopens=False))
        self.reopen_button.clicked.connect(lambda: self._decide(reopens=True))
        self.grades.activated.connect(self._graded)
        self.new_button.clicked.connect(self._new_finding)

    def _lay_out(self) -> None:
        self.head.addWidget(self.keys)
        self.head.addWidget(self.turner)
        self.grades.addItem("未评", "")
        for grade in GRADES:
            self.grades.addItem(grade, grade)
        self.grades.setAccessibleName("回访等次")
        self.talks.setSuffix(" 人次")
        self.visits.setSuffix(" 户")
        self.talks.setAccessibleName("谈话")
        self.visits.setAccessibleName("走访")
        self.new_button.setProperty("link", True)
        said, bar, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        said.setContentsMargins(14, 6, 12, 4)
        said.addWidget(QLabel("核查情况"))
        said.addWidget(self.text, 1)
        bar.setContentsMargins(12, 2, 12, 4)
        bar.addWidget(self.bar)
        foot.setContentsMargins(14, 6, 12, 8)
        foot.setSpacing(8)
        for word, box in (("谈话", self.talks), ("走访", self.visits)):
            foot.addWidget(QLabel(word))
            foot.addWidget(box)
        foot.addWidget(self.new)
        foot.addWidget(self.new_button)
        foot.addStretch(1)
        foot.addWidget(QLabel("回访等次"))
        foot.addWidget(self.grades)
        foot.addWidget(self.why, 1)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(said)
        self.body.addLayout(bar)
        self.body.addLayout(foot)

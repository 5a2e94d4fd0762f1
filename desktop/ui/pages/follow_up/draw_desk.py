"""抽样: the frame, its strata, the seed; at the right both proofs and what was drawn (page 13, M10, W9)."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.queries.books import Record
from db.queries.findings import ids_by_number
from desktop.ledgers.draws import DRAWN, DRAWS, LOCKED
from desktop.operations.follow_up.draw_view import DrawView
from desktop.operations.follow_up.setting_strata import strata_of_round
from desktop.operations.records import verbs
from desktop.rules.draws import in_fours
from desktop.rules.permissions import Action
from desktop.ui.aside import Asked
from desktop.ui.asks import AskFindings
from desktop.ui.context import AppContext
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.page import NARROW_BELOW
from desktop.ui.pages.follow_up.compare_dialog import CompareDialog
from desktop.ui.pages.follow_up.draw_dialogs import (
    BlankSheetsDialog,
    ExcludeDialog,
    LockDialog,
    SecondDrawDialog,
    StrataDialog,
)
from desktop.ui.pages.follow_up.draw_facts import DrawFacts, LeftOut, facts_of
from desktop.ui.pages.follow_up.draw_tables import (
    MOST_ROWS,
    STRATUM_ROW,
    UNIT_ROW,
    categories_table,
    proof,
    reached,
    strata_table,
    units_table,
)
from desktop.ui.pages.follow_up.seed_card import SeedCard
from desktop.ui.widgets.ask_bar import AskBar
from desktop.ui.widgets.card import Card, ElidedLabel
from desktop.ui.widgets.figure_table import FigureTable
from desktop.ui.widgets.state_chip import MarkLabel

LEFT_WIDTH, NARROW_WIDTH = 392, 340
"""In px at 100 %, so that a row of sixteen numbers stands whole beside it; the second where the window is narrow for its letters."""
NOT_YET = "还没有抽取。请两人各报一位数字，再按“抽取”。"
_DRAWN_ALREADY = "已经抽取。要改，先写明理由作废另抽"
SEALED = "锁定前只有抽取人能看到结果。锁定后在这里和“历次抽样”中可看。"


class DrawDesk(QWidget):
    """Reads the standing draw of the round; every verb is one operation. `locked` tells the draw whose form is to be printed."""

    failed = Signal(object)
    locked = Signal(int)
    shown = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.facts = DrawFacts(None, "", None)
        self._left_out: LeftOut | None = None
        """What the next draw leaves out; the draw itself enters it."""
        self.asked = Asked(self, self.context)
        theme = context.theme
        self.frame_card, self.strata_card = Card("1　抽样总体", " "), Card("2　分层和应抽数", " ")
        self.seed_card = SeedCard(context)
        self._is_read = False
        self.result_card = Card("抽取结果", " ")
        self.counted, self.code, self.day, self.left_out = QLabel(), QLabel(), QLabel(), ElidedLabel("")
        self.copy_button, self.exclude_button, self.strata_button = (
            QPushButton(text) for text in ("复制全码", "排除…", "改分层…")
        )
        for button, slot in (
            (self.copy_button, self._copy),
            (self.exclude_button, self.exclude),
            (self.strata_button, self.set_strata),
        ):
            button.setProperty("link", True)
            button.clicked.connect(slot)
        self.strata_card.head.addWidget(self.strata_button)
        self.strata, self.categories = FigureTable(theme, STRATUM_ROW), FigureTable(theme, STRATUM_ROW)
        self.drawn = FigureTable(theme, UNIT_ROW)
        self.by_unit_button, self.compare_button = QPushButton("按单位看"), QPushButton("与上次抽样比对")
        for button, slot in ((self.by_unit_button, self.show_drawn), (self.compare_button, self.compare)):
            button.setProperty("link", True)
            button.clicked.connect(slot)
            button.hide()  # until there is a result
            self.result_card.head.addWidget(button)
        for table in (self.strata, self.categories, self.drawn):
            table.asked.connect(self._open)
        self.least, self.empty, self.states, self.foot = (QLabel(wordWrap=True) for _ in range(4))
        self.proofs = (QLabel(), QLabel())
        self.reached = (MarkLabel(theme), MarkLabel(theme))
        self.notice_band = AskBar(theme, calm=True)
        self.side = QWidget()
        self._lay_out()
        self.seed_card.draw_asked.connect(self._draw)
        self.seed_card.replace_asked.connect(self._replace)
        self.seed_card.second_asked.connect(self._check)

    def hasHeightForWidth(self) -> bool:
        """Never: else Qt asks for the preferred heights of all lists because a line inside is wrapped, and the page scrolls."""
        return False

    def refresh(self) -> None:
        """Read everything again."""
        self.asked.ask(partial(facts_of, without=self._left_out), self._show)

    def _show(self, facts: DrawFacts) -> None:
        self.facts, view, self._is_read = facts, facts.view, True
        if facts.record is not None and self._of_this_round() is not None:
            self._left_out = None  # the draw has it
        self._show_frame(view)
        reason = self.context.why_not(Action.SETTLE_RECORD, writes=True)
        self.seed_card.show_draw(facts.record, reason or ("" if view else "本轮截至这一天没有可抽的问题"))
        self._show_result(view)
        self.shown.emit()

    def status_texts(self) -> tuple[str, ...]:
        """总体 12 家 189 条 · 抽中 5 家 63 条 · 未锁定"""
        view, record = self.facts.view, self.facts.record
        if view is None:
            return ("没有可抽的问题",) if self._is_read else ()
        told = f"总体 {view.units} 家 {view.findings} 条"
        if record is None:
            return (told, "未抽取")
        return (told, f"抽中 {record.units_drawn} 家 {record.findings_drawn} 条", DRAWS.state(record.state).word)

    def why_not_lock(self) -> str:
        """Why the draw cannot be locked now; empty where it can."""
        reason = self.context.why_not(Action.SEAL_RECORD, writes=True)
        if reason or self.facts.record is None:
            return reason or "还没有抽取"
        return "" if self.facts.record.state == DRAWN else "已经锁定"

    def lock(self) -> None:
        """锁定并打印"""
        if (record := self.facts.record) is not None and not self.why_not_lock():
            dialog = LockDialog(self.context, record, self, self.facts.former)
            if dialog.exec():
                self.locked.emit(record.id)
            dialog.deleteLater()

    def exclude(self) -> None:
        """排除…: what the next draw leaves out, shown at once in the frame."""
        if self.facts.round_id is None:
            return
        dialog = ExcludeDialog(self.context, self.facts.round_id, self._left_out, self)
        if dialog.exec():
            self._left_out = dialog.result_value
            self.refresh()
        dialog.deleteLater()

    def set_strata(self) -> None:
        """改分层…"""
        if self.facts.round_id is not None:
            reader, moment = self.context.reader, (self.context.as_of, self.context.known_at)
            self._ask(StrataDialog(self.context, strata_of_round(reader, self.facts.round_id, *moment), self))

    def why_no_sheets(self) -> str:
        """Why no blank forms can be printed now; empty where they can."""
        record = self.facts.record
        reason = self.context.why_not(Action.PRINT)
        return reason or ("" if record is not None and record.state == LOCKED else "锁定抽样以后才能打印")

    def print_sheets(self) -> None:
        """打印空白督查表…"""
        if self.facts.round_id is not None and self.facts.record is not None and not self.why_no_sheets():
            self._ask(BlankSheetsDialog(self.context, self.facts.round_id, _drawn_words(self.facts.record), self))

    def show_drawn(self) -> None:
        """按单位看: what was drawn, in 问题台账, unit by unit."""
        if (view := self.facts.view) is not None and view.drawn:
            numbers = tuple(number for one in view.drawn for number in one.numbers)
            self._open((f"抽中 {len(view.drawn)} 家 {len(numbers)} 条", numbers))

    def compare(self) -> None:
        """与上次抽样比对"""
        if (told := self.facts.compared) is not None:
            dialog = CompareDialog(self.context, told, self.facts.shorts, self)
            if dialog.exec():
                self._open(dialog.opens)
            dialog.deleteLater()

    def _open(self, asked: Any) -> None:
        title, numbers = asked
        ids = self.facts.ids if all(one in self.facts.ids for one in numbers) else None
        found = ids or ids_by_number(self.context.reader, numbers)
        self.context.open_page("findings", AskFindings([found[one] for one in numbers if one in found], title))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The result keeps what room it needs."""
        super().resizeEvent(event)
        theme = self.context.theme
        narrow = self.window().width() < theme.px(NARROW_BELOW)
        self.side.setFixedWidth(theme.px(NARROW_WIDTH if narrow else LEFT_WIDTH))

    # -- inside

    def _draw(self, said: dict[str, Any]) -> None:
        if self.facts.round_id is not None:
            left_out = one.values if (one := self._of_this_round()) is not None else {}
            values = {**said, **left_out, "round": self.facts.round_id}
            self.context.write(verbs.add, DRAWS, values, label="正在抽取", failed=self.failed.emit)

    def _replace(self) -> None:
        if (record := self.facts.record) is not None:
            self._ask(RecordDialog(self.context, DRAWS, record, DRAWS.step("replace"), self))

    def _check(self) -> None:
        if (record := self.facts.record) is not None:
            self._ask(SecondDrawDialog(self.context, record, self))

    def _ask(self, dialog: Any) -> None:
        dialog.exec()
        dialog.deleteLater()

    def _copy(self) -> None:
        if self.facts.view is not None:
            QApplication.clipboard().setText(self.facts.view.frame_sha256)
            self.context.notify("已复制总体校验码")

    def _show_frame(self, view: DrawView | None) -> None:
        self.frame_card.note_label.set_full_text(self.facts.round)
        record = self.facts.record
        self.counted.setText(f"{view.units} 家　{view.findings} 条" if view else "0 家　0 条")
        self.code.setText(in_fours(view.frame_sha256) if view else "—")
        self.copy_button.setVisible(view is not None)
        self.day.setText(record.as_of if record is not None else self.context.as_of)
        self.left_out.set_full_text(_left_out_words(record, self._of_this_round()))
        reason = self.context.why_not(Action.SETTLE_RECORD, writes=True) or (
            "本轮没有可抽的问题" if self.facts.round_id is None else _DRAWN_ALREADY if record is not None else ""
        )
        for button in (self.exclude_button, self.strata_button):
            button.setEnabled(not reason)
            button.setToolTip(reason)
        self.strata.show_table(strata_table(view))
        self._fit(self.strata, STRATUM_ROW)
        told = (
            f"每层按三分之一向上取整，不足一取一。最低要求：单位 {view.units_due} 家、问题 {view.findings_due} 条（均向上取整）。"
            if view
            else ""
        )
        self.least.setText(told)
        # two lines, whatever the column is asked for
        self.least.setMinimumHeight(2 * self.least.fontMetrics().lineSpacing() + 4)

    def _of_this_round(self) -> LeftOut | None:
        one = self._left_out
        return one if one is not None and one.round_id == self.facts.round_id else None

    def _show_result(self, view: DrawView | None) -> None:
        record, facts = self.facts.record, self.facts
        shown = view is not None and bool(view.drawn)
        self.empty.setVisible(not shown)
        self.empty.setText(NOT_YET if record is None else SEALED)
        for widget in (*self.proofs, *self.reached, self.drawn, self.categories, self.states, self.by_unit_button):
            widget.setVisible(shown)
        self.compare_button.setVisible(shown)
        self.compare_button.setEnabled(facts.compared is not None)
        self.compare_button.setToolTip("" if facts.compared is not None else "这是第一次抽样，没有上次可比")
        self.result_card.note_label.set_full_text(f"此前作废 {facts.former} 次" if facts.former else "")
        if view is not None and shown:
            drawn = sum(len(one.numbers) for one in view.drawn)
            self.proofs[0].setText(proof("单位", len(view.drawn), view.units, view.units_due, "家"))
            self.proofs[1].setText(proof("问题", drawn, view.findings, view.findings_due, "条"))
            self.reached[0].set_mark(reached(len(view.drawn), view.units, view.units_due))
            self.reached[1].set_mark(reached(drawn, view.findings, view.findings_due))
            self.drawn.show_table(units_table(view, facts.transferred, facts.shorts))
            self.categories.show_table(categories_table(facts.categories, record.as_of if record is not None else ""))
            self._fit(self.drawn, UNIT_ROW)
            self._fit(self.categories, STRATUM_ROW)
            told = " · ".join(f"{word} {count}" for word, count in facts.states)
            self.states.setText(f"{drawn} 条中：{told}（截至抽取时；带 → 的只核移交手续）。")
        self.notice_band.setVisible(record is not None)
        if record is not None:
            self.notice_band.ask(_standing(facts))
        self.foot.setText("" if record is None else _form_words(record))

    def _fit(self, table: FigureTable, row: int) -> None:
        """As high as its rows, up to what leaves the others in sight."""
        table.setFixedHeight(self.context.theme.px(min(len(table.figures.lines), MOST_ROWS) * row + 36))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        for place, (title, value) in enumerate(
            (("总体校验码", self.code), ("截至", self.day), ("事先排除", self.left_out)), 1
        ):
            grid.addWidget(QLabel(title), place, 0)
            grid.addWidget(value, place, 1)
        grid.addWidget(self.counted, 0, 0, 1, 2)
        grid.addWidget(self.copy_button, 1, 2)
        grid.addWidget(self.exclude_button, 3, 2)
        grid.setColumnStretch(1, 1)
        self.counted.setProperty("role", "figure")
        self.frame_card.body.addLayout(grid)
        self.strata_card.body.addWidget(self.strata)
        self.strata_card.body.addWidget(self.least)
        left = QVBoxLayout()
        left.addWidget(self.frame_card)
        left.addWidget(self.strata_card)
        left.addWidget(self.seed_card)
        left.addStretch(1)
        proofs = QHBoxLayout()
        for label in self.proofs:
            label.setProperty("role", "strong")
        for label, mark in zip(self.proofs, self.reached, strict=True):
            proofs.addWidget(label)
            proofs.addSpacing(self.context.theme.px(12))
            proofs.addWidget(mark)
            proofs.addStretch(1)
        for said in (self.least, self.states, self.empty):
            said.setProperty("role", "secondary")
        above, below = QVBoxLayout(), QVBoxLayout()
        above.addLayout(proofs)
        above.addWidget(self.empty)
        for widget in (self.states, self.notice_band, self.categories):
            below.addWidget(widget)
        below.addStretch(1)
        below.addWidget(self.foot)
        body = self.result_card.flush().body
        for layout, margins in ((above, (14, 10, 14, 0)), (below, (14, 0, 14, 10))):
            layout.setContentsMargins(*margins)
        body.addLayout(above)
        body.addWidget(self.drawn)  # its numbers take the whole width
        body.addLayout(below, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.side)
        whole.addWidget(self.result_card, 1)


def _left_out_words(record: Record | None, coming: LeftOut | None) -> str:
    """15-06-0102 等 2 条（理由；监督人 林晓）, of the draw that stands, else of the one to come; 无."""
    if record is not None:
        numbers, why, who = tuple(record.excluded), record.excluded_reason, record.supervisor
    else:
        numbers, why, who = (coming.numbers, coming.reason, coming.supervisor) if coming is not None else ((), "", "")
    return f"{len(numbers)} 条：{'、'.join(numbers)}（{why}；监督人 {who}）" if numbers else "无"


def _drawn_words(record: Record) -> str:
    return f"{record.number} 抽中 {record.units_drawn} 家 {record.findings_drawn} 条"


def _form_words(record: Record) -> str:
    """What the form of the draw bears: its number, the code, who checked, and that people sign it by hand; before the lock there is none."""
    again = f"{record.checked_by}重抽相同" if record.checked_by else "第二人重抽核对相同，即可签字"
    code = in_fours(record.result_sha256)
    if record.state != LOCKED:
        signs = "、".join(DRAWS.signatures)
        return f"{record.number} 还没有锁定，锁定后才有锁定单，2 份，封存 1 份，由{signs}签字。\n结果校验码 {code}"
    signed = "　".join(f"{one}＿＿＿＿" for one in DRAWS.signatures)
    return f"锁定单 {record.number}，2 份，封存 1 份　结果校验码 {code}\n签字 {signed}　{again}"


def _standing(facts: DrawFacts) -> str:
    record = facts.record
    if record is not None and record.state == LOCKED and facts.progress is not None:
        both = "，两项三分之一都达到" if facts.progress.both_thirds else ""
        return f"已锁定，不能改，也不能撤销；回访开始前按“内部”密封。{facts.progress.sentence}{both}。"
    return "锁定前只有抽取人能看到本页结果。锁定后不能改，也不能撤销；回访开始前按“内部”密封。"

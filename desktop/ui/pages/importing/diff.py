"""Steps 4 看差异 and 5 入账: the list against the ledger, row by row and field by field; then the answer with its 撤销."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ledgers import books
from desktop.ledgers.column import Align, Column, Kind, LedgerTable
from desktop.operations.importing.decisions import Decisions
from desktop.operations.importing.finding_lists import Entered
from desktop.operations.importing.judgement import Picks
from desktop.operations.importing.review import Reviewed, rounds
from desktop.ui.context import AppContext
from desktop.ui.grid.ledger_table import STANDARD_ROW, LedgerTableView
from desktop.ui.pages.importing.diff_lines import (
    CHANGED,
    CONFLICT,
    LEFT_OUT,
    MISSING,
    NEW,
    REASONS,
    SAME,
    TABS,
    DiffLine,
    diff_lines,
    rows_of,
)  # fmt: skip
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.late_stack import LateStack
from desktop.ui.widgets.segment_tabs import SegmentTabs

_ROW, _UNIT = Column("row", "行", 52, Align.CENTER, kind=Kind.NUMBER), Column("unit", "单位", 132)
_ROWS = LedgerTable(
    "import_diff",
    "清单",
    (
        _ROW,
        _UNIT,
        Column("text", "问题", 320, wrap=True),
        Column("category", "分类", 116),
        Column("due_on", "时限", 96, kind=Kind.DATE),
        Column("status", "自报", 84),
        Column("measures", "措施", 56, Align.RIGHT, kind=Kind.NUMBER),
        Column("reason", "说明", 240, wrap=True),
    ),
    frozen=0,
)
_FIELDS = LedgerTable(
    "import_changes",
    "清单",
    (
        _ROW,
        Column("number", "编号", 88),
        _UNIT,
        Column("text", "问题", 190, wrap=True),
        Column("title", "栏", 96),
        Column("ledger", "台账", 128, wrap=True),
        Column("listed", "本表", 170, wrap=True),
        Column("reason", "说明", 218, wrap=True),
    ),
    frozen=0,
)
_TEXT, _CONTENT = "text", "内容"
_RECORD_ROWS = LedgerTable(
    "import_record_diff",
    "清单",
    (
        _ROW,
        Column("number", "编号", 130),
        _UNIT,
        Column(_TEXT, _CONTENT, 470, wrap=True),
        Column("reason", "说明", 260, wrap=True),
    ),
    frozen=0,
)
_OF_RECORD: dict[str, dict[str, Any]] = {_TEXT: {"title": _CONTENT}, "number": {"width": 136}, "reason": {"width": 200}}
"""What the columns of fields are otherwise in a list of a book: its numbers are longer."""
_RECORD_FIELDS = replace(
    _FIELDS,
    name="import_record_changes",
    columns=tuple(replace(one, **_OF_RECORD.get(one.field, {})) for one in _FIELDS.columns),
)
_EMPTY = {
    NEW: "没有新增的问题。", CHANGED: "没有改动。", CONFLICT: "没有冲突。", SAME: "没有与台账相同的行。",
    LEFT_OUT: "没有不收的行。", MISSING: "本表各单位的在账问题表中都有。",
}  # fmt: skip
_THREE = "本表与上次清单、台账对照：台账在上次导入后没有改过的，默认打勾；改过而不同的在“冲突”，由人定。"
_NOT_BY_LIST = "销号、移交、转长期坚持和提前时限不随清单办理，说明里写明该用哪一步；延后时限记为申请延期。"
_BY_OPENING = "期初：期初带入的问题，自报和认定都随本表，本表该行作认定凭据，措施随问题；入账后办过销号、移交的不改。"
_OF_RECORDS = "状态由各自的办理步骤改变，不随清单改；没有勾选的，台账照旧。"
_MISSING_RECORDS = "表中没有写编号，或台账各条表中都有。"
_ABOUT = {
    (CHANGED, False): _THREE, (CONFLICT, False): _NOT_BY_LIST, (CHANGED, True): _THREE + _BY_OPENING, (CONFLICT, True): _BY_OPENING,
}  # fmt: skip
"""What a tab offers and what it does not, by tab and whether the list is one of opening balances."""


class DiffStep(QWidget):
    """Tabs 新增 改动 冲突 相同 不收 台账有而表中无; `picked` tells the ticks, `rounds_meant` what the written rounds mean."""

    picked = Signal(object)
    rounds_meant = Signal(object)

    def __init__(self, context: AppContext, row_word: str = "行") -> None:
        super().__init__()
        self._context, self._row_word = context, row_word
        self._lines: list[DiffLine] = []
        self._decisions = Decisions()
        self._showing = self._opening = False
        self.tabs = SegmentTabs([(key, title, None) for key, title in TABS])
        kinds = {"rows": _ROWS, "fields": _FIELDS, "rows of book": _RECORD_ROWS, "fields of book": _RECORD_FIELDS}
        tables = {key: partial(self._table, context, kind) for key, kind in kinds.items()}
        self.stack: LateStack[LedgerTableView] = LateStack(tables, self._dress)
        """Rows and fields, of a list of findings and of one of a book."""
        self._of_book = False
        self.list_button = QPushButton("取清单（Alt+1）")
        self.ledger_button = QPushButton("留台账（Alt+2）")
        self.list_button.clicked.connect(self.take_list)
        self.ledger_button.clicked.connect(self.keep_ledger)
        self.round_lines = QVBoxLayout()
        self.about = QLabel(wordWrap=True)
        self.about.setProperty("role", "secondary")
        self.about.setContentsMargins(14, 0, 14, 2)
        self.card = Card("看差异", "入账前与台账逐条对照，打勾的才写入", " ")
        self.card.link.hide()
        self.card.head.addWidget(self.list_button)
        self.card.head.addWidget(self.ledger_button)
        self.card.flush()
        line = QHBoxLayout()
        line.setContentsMargins(12, 6, 12, 4)
        line.addWidget(self.tabs)
        self.card.body.addLayout(line)
        self.card.body.addWidget(self.about)
        self.card.body.addLayout(self.round_lines)
        self.card.body.addWidget(self.stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.card)
        self.tabs.changed.connect(self._show)

    @property
    def table(self) -> LedgerTableView:
        """The table in sight."""
        kind = "fields" if self.tabs.current() in (CHANGED, CONFLICT) else "rows"
        return self.stack[f"{kind} of book" if self._of_book else kind]

    def show_reviewed(self, reviewed: Reviewed, decisions: Decisions) -> None:
        """Compare anew; what was ticked stays ticked."""
        self._lines, self._decisions = diff_lines(reviewed), decisions
        self.tabs.set_counts({key: rows_of(self._lines, key) for key, _title in TABS})
        self._opening = reviewed.opening
        self._of_book = books.is_declared(reviewed.reading.form)
        self._show_rounds(reviewed)
        if not any(line.fate == self.tabs.current() for line in self._lines):
            filled = next((key for key, _title in TABS if rows_of(self._lines, key)), NEW)
            self.tabs.set_current(filled)
        self._show(self.tabs.current())

    def count(self, fate: str) -> int:
        """How many rows have this fate."""
        return rows_of(self._lines, fate)

    def taken(self) -> tuple[int, int]:
        """How many new rows and how many known findings something is taken of."""
        picks = self._decisions.picks
        taken = [line for line in self._lines if line.taken(picks)]
        return len({line.place for line in taken if not line.field}), len({line.place for line in taken if line.field})

    def law(self) -> str:
        """`12 条 = 新增 3 + 改动 4 + 冲突 1 + 相同 3 + 不收 1`: every row of the list under one tab."""
        counts = {key: rows_of(self._lines, key) for key, _title in TABS}
        parts = [f"{title} {counts[key]}" for key, title in TABS if key != MISSING]
        whole = len({line.place for line in self._lines if line.fate != MISSING})
        return f"{whole} 条 = {' + '.join(parts)}；台账有而表中无 {counts[MISSING]}"

    def holds(self) -> bool:
        """Whether the tabs add up to all rows."""
        whole = {line.place for line in self._lines if line.fate != MISSING}
        return len(whole) == sum(rows_of(self._lines, key) for key, _title in TABS if key != MISSING)

    def take_list(self) -> None:
        """Alt+1: the list is right."""
        self._settle(on=True)

    def keep_ledger(self) -> None:
        """Alt+2: the ledger is right."""
        self._settle(on=False)

    def _settle(self, *, on: bool) -> None:
        line = self.table.current_record()
        if isinstance(line, DiffLine) and line.can_be_ticked:
            self.table.model.tick([line.id], on)

    def _table(self, context: AppContext, table: LedgerTable) -> LedgerTableView:
        columns = tuple(replace(one, title=self._row_word) if one is _ROW else one for one in table.columns)
        table = replace(table, columns=columns)
        made = LedgerTableView(context.theme, table, ticks=True, rows=STANDARD_ROW, prints=False)
        made.set_editable(False)
        made.bar.setMaximumHeight(0)
        return made

    def _dress(self, table: LedgerTableView) -> None:
        table.ticks_changed.connect(self._ticked)

    def _show(self, key: str) -> None:
        self._showing = True
        table, picks = self.table, self._decisions.picks
        self.stack.setCurrentWidget(table)
        lines = [line for line in self._lines if line.fate == key]
        table.set_empty_state(_MISSING_RECORDS if self._of_book and key == MISSING else _EMPTY[key])
        table.model.ticked = set()
        table.show_records(lines)
        table.model.tick([line.id for line in lines if line.taken(picks)], True)
        self._showing = False
        about = _ABOUT.get((key, self._opening), "")
        self.about.setText(_OF_RECORDS if self._of_book and key == CONFLICT else about)
        self.about.setVisible(bool(self.about.text()))
        for button in (self.list_button, self.ledger_button):
            button.setVisible(key in (CHANGED, CONFLICT))

    def _ticked(self) -> None:
        """Ticks become decisions; what the table of deeds blocks cannot be ticked, and the line says why."""
        if self._showing:
            return
        table = self.table
        blocked = [line.id for line in table.records() if not line.can_be_ticked and line.id in table.model.ticked]
        if blocked:
            self._showing = True
            table.model.tick(blocked, False)
            self._showing = False
        picks = self._decisions.picks
        left, fields = set(picks.left), dict(picks.fields)
        for line in table.records():
            on = line.id in table.model.ticked
            if not line.can_be_ticked or on == line.taken(picks):
                continue
            if line.field:
                fields[(*line.place, line.field)] = on
            elif on:
                left.discard(line.place)
            else:
                left.add(line.place)
        self._decisions = replace(self._decisions, picks=Picks(frozenset(left), fields))
        self.picked.emit(self._decisions.picks)

    def _show_rounds(self, reviewed: Reviewed) -> None:
        """Rounds that the list names and the ledger does not have: made anew, or one that is there is meant."""
        while (item := self.round_lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        meant = self._decisions.rounds
        for name in dict.fromkeys([*meant, *reviewed.comparison.new_rounds]):
            strip = QWidget()
            line = QHBoxLayout(strip)
            line.setContentsMargins(14, 2, 14, 2)
            box = QComboBox()
            box.setAccessibleName(f"表中的轮次“{name}”是哪一轮")
            box.addItem(f"新建“{name}”", "")
            for one in rounds(self._context.ledger):
                box.addItem(one.name, one.name)
            box.setCurrentIndex(max(0, box.findData(meant.get(name, ""))))
            box.activated.connect(partial(self._round_chosen, name, box))
            line.addWidget(QLabel(f"表中的轮次“{name}”账本里没有："))
            line.addWidget(box)
            line.addStretch(1)
            self.round_lines.addWidget(strip)

    def _round_chosen(self, name: str, box: QComboBox, _place: int) -> None:
        chosen = {key: value for key, value in self._decisions.rounds.items() if key != name}
        if box.currentData():
            chosen[name] = box.currentData()
        self.rounds_meant.emit(chosen)


class DoneStep(QWidget):
    """`已入账 189 条。 [撤销第 17 次导入]`"""

    undo_asked = Signal(int)
    ledger_asked = Signal()
    again_asked = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.number = 0
        self.answer = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.answer.setProperty("role", "page-title")
        self.more = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.more.setProperty("role", "secondary")
        self.undo_button, self.ledger_button, self.again_button = (
            QPushButton(),
            QPushButton("看台账"),
            QPushButton("再导入一份"),
        )
        self.ledger_button.setProperty("primary", True)
        self.undo_button.clicked.connect(self._undo)
        self.ledger_button.clicked.connect(self.ledger_asked)
        self.again_button.clicked.connect(self.again_asked)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.undo_button, self.again_button, self.ledger_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        card = Card("入账")
        card.body.addStretch(2)
        card.body.addWidget(self.answer)
        card.body.addWidget(self.more)
        card.body.addLayout(buttons)
        card.body.addStretch(3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

    def show_entered(self, result: Entered, row_word: str = "行", whole: str = "清单各行都有交代，没有遗漏。") -> None:
        """The list stands in the ledger."""
        number = result.import_number or 0
        changed = f"，更新 {result.changed} 条" if result.changed else ""
        held = [f"第 {one.row} {row_word}（{REASONS.get(one.reason, one.reason)}）" for one in result.held[:12]]
        tail = f"未收 {len(result.held)} 条：{'；'.join(held)}。" if held else whole
        more = f"{result.round_name}，第 {number} 次导入。{tail}"
        self.show_told(f"已入账 {result.entered} 条{changed}。", more, number)

    def show_told(self, answer: str, more: str, number: int) -> None:
        """What became of an import, and its number."""
        self.number = number
        self.answer.setText(answer)
        self.more.setText(more)
        self.undo_button.setText(f"撤销第 {number} 次导入")
        self.undo_button.show()

    def show_undone(self, text: str) -> None:
        """The import was taken back."""
        self.answer.setText(text)
        self.more.setText("文件和编号留有记录；要重新导入，点“再导入一份”。")
        self.undo_button.hide()

    def _undo(self) -> None:
        self.undo_asked.emit(self.number)

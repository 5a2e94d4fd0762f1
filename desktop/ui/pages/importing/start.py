"""Step 1 选文件: drop or choose a list, say which round it belongs to; below, the imports made so far."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.queries.imports import ImportRow, imports, rounds
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.column import Align, Column, Kind, LedgerTable
from desktop.operations.importing.files import title_of
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.way import SHEETS, WORD
from desktop.rules.moments import to_minute
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.dialogs.list_verbs import ListVerbs
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.pages.importing.readable import ReadableKinds
from desktop.ui.pages.importing.waiting import WaitingImports
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.eliding_choice import typed_choice
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.unit_picker import UnitPicker, unit_choices
from desktop.ui.widgets.writing_field import WritingLine

LIST_ENDINGS = (*SHEETS, WORD)
LIST_WORD = "问题清单"


def _form_word(form: object) -> str:
    """What kind of list an import was."""
    return title_of(str(form))


_RECORDS = LedgerTable(
    "imports",
    "导入记录",
    (
        Column("number", "第几次", 84, Align.CENTER, kind=Kind.NUMBER),
        Column("form", "种类", 110, show=_form_word),
        Column("file_name", "文件", 250),
        Column("round_name", "轮次", 190),
        Column("findings", "条数", 64, Align.RIGHT, kind=Kind.NUMBER),
        Column("opening", "方式", 80, show=lambda value: "期初建账" if value else "一般导入"),
        Column("recorded_at", "时间", 130, show=lambda value: to_minute(str(value))),
        Column("user_name", "经手人", 80),
        Column("removed", "状态", 80, show=lambda value: "已撤销" if value else "在账"),
    ),
    unit_word="次",
)  # fmt: skip


class DropArea(QFrame):
    """Where a file is dropped."""

    dropped = Signal(object)

    def __init__(self, context: AppContext, what: str = LIST_WORD, endings: tuple[str, ...] = LIST_ENDINGS) -> None:
        super().__init__()
        self._endings = endings
        self.setObjectName("strip")
        self.setAcceptDrops(True)
        self.setMinimumHeight(context.theme.px(150))
        picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        picture.setPixmap(context.theme.icon("import", "secondary").pixmap(30, 30))
        self.words = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.show_what(what)
        self.browse_button = QPushButton("选择文件…")
        self.browse_button.setProperty("primary", True)
        self.browse_button.clicked.connect(self.browse)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.browse_button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(picture)
        layout.addWidget(self.words)
        layout.addLayout(row)
        layout.addStretch(1)

    def show_what(self, what: str) -> None:
        """What is dropped here."""
        self._what, self._kinds = what, f"{what} ({' '.join(f'*{one}' for one in self._endings)})"
        self.words.setText(f"把{what}拖到这里（{' '.join(self._endings)}）")

    def browse(self) -> None:
        """选择文件…"""
        name, _kind = QFileDialog.getOpenFileName(self, f"选择{self._what}", "", self._kinds)
        if name:
            self.dropped.emit(Path(name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped."""
        if self.isEnabled() and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The first file dropped."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.dropped.emit(Path(files[0]))


class StartStep(QWidget):
    """File, round, dates, opening."""

    file_chosen = Signal(object)
    undo_asked = Signal(object)
    complete_asked = Signal()
    move_asked = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._closed: dict[str, bool] = {}
        self.area = DropArea(context)
        self.area.dropped.connect(self.file_chosen)
        self.form_box = QComboBox()
        self.form_box.addItem(LIST_WORD, "")
        for book in books.declared():
            self.form_box.addItem(book.title, book.name)
        self.form_box.setMaxVisibleItems(20)
        self.form_box.currentIndexChanged.connect(self._form_changed)
        self.round = typed_choice()
        line = self.round.lineEdit()
        assert line is not None, "an editable box has a line"
        line.setPlaceholderText("选轮次，或写新轮次的全称")
        self.feedback, self.list_date = DateEdit(context.today), DateEdit(context.today)
        self.list_date.setPlaceholderText("不填：按表上“截至”，没有则按今天")
        self.unit = UnitPicker()
        self.opening = QCheckBox("期初建账（带入以前的认定结果）")
        self.complete_button = QPushButton("声明本轮期初建账完成")
        self.complete_button.setToolTip("声明后本轮只能一般导入；撤销可以重新打开")
        self.complete_button.clicked.connect(self.complete_asked)
        self.reason = WritingLine(placeholder="期初建账的理由，如：本办自 2026 年 3 月启用台账")
        self.records = LedgerTableView(context.theme, _RECORDS, ticks=False, rows=LIST_ROW)
        self.records.bar.setMaximumHeight(0)
        ListVerbs(context, self.records)
        self.undo_button = QPushButton("撤销这次导入")
        self.undo_button.clicked.connect(self._ask_undo)
        self.move_button = QPushButton("移到…")
        self.move_button.setToolTip("整次导入移到对的单位或轮次，一步办完")
        self.move_button.clicked.connect(self._ask_move)
        self.waiting = WaitingImports(context)
        self.round.currentTextChanged.connect(self._round_changed)
        self.opening.toggled.connect(self._opening_changed)
        self.records.current_changed.connect(self._record_chosen)
        self._lay_out()

    def refresh(self) -> None:
        """Read rounds, units and the imports again; what was chosen stays chosen."""
        chosen = self.round.currentText()
        known = rounds(self._context.reader)
        self.round.blockSignals(True)
        self.round.clear()
        for one in known:
            self.round.addItem(one.name, one.feedback_on)
        present = next((one.name for one in known if one.id == self._context.switches.round_id), "")
        self.round.setCurrentText(chosen or present or (known[0].name if known else ""))
        self.round.blockSignals(False)
        self._closed = {one.name: bool(one.opening_closed) for one in known}
        self._round_changed(self.round.currentText())
        self.unit.set_units(unit_choices(self._context))
        known_imports = imports(self._context.reader)
        self.records.show_records(known_imports)
        self.below.setCurrentIndex(0 if known_imports else 1)
        self.card.title_label.setText("导入记录" if known_imports else "能读的表")
        self.card.note_label.set_full_text("撤销后编号不再重用" if known_imports else "还没有导入过")
        for button in (self.move_button, self.undo_button):
            button.setVisible(bool(known_imports))
        self.waiting.refresh()
        reason = self._context.why_not(Action.IMPORT, writes=True)
        self.area.setEnabled(not reason)
        self.area.setToolTip(reason)
        self._record_chosen(self.records.current_record())

    @property
    def book(self) -> str:
        """The book that the list is for; empty for findings."""
        return str(self.form_box.currentData() or "")

    def choose_book(self, name: str) -> None:
        """The list is for this book."""
        self.form_box.setCurrentIndex(max(0, self.form_box.findData(name)))

    def options(self) -> Options:
        """What was filled in; KnownError for what is wrong."""
        if self.book:
            return Options(round_name=self.round.currentText().strip() if self.form.isRowVisible(self.round) else "")
        for field, word in ((self.feedback, "反馈日"), (self.list_date, "清单日期")):
            if field.is_faulty():
                raise KnownError(f"“{word}”：{field.fault()}")
        if self.opening.isChecked() and not self.reason.text().strip():
            raise KnownError("期初建账要写明理由。请在“理由”一栏填写，如：本办自 2026 年 3 月启用台账。")
        return Options(
            round_name=self.round.currentText().strip(),
            list_date=_iso(self.list_date.date()),
            feedback_on=_iso(self.feedback.date()),
            opening=self.opening.isChecked(),
            reason=self.reason.text().strip() if self.opening.isChecked() else "",
        )

    def unit_name(self) -> str:
        """The unit for a list that names none."""
        if not self.form.isRowVisible(self.unit):
            return ""
        unit_id = self.unit.unit_id()
        return next((full for one, _short, full in unit_choices(self._context) if one == unit_id), "")

    def _form_changed(self, _place: int) -> None:
        """A list of another book asks only for what its rows may leave out."""
        book = books.as_declared(self.book) if self.book else None
        self.area.show_what(self.form_box.currentText())
        for widget in (self.feedback, self.list_date, self.opening):
            self.form.setRowVisible(widget, book is None)
        self.form.setRowVisible(self.round, book is None or book.field("round") is not None)
        self.form.setRowVisible(self.unit, book is None or book.field("unit") is not None)
        self.form.setRowVisible(self.reason, book is None and self.opening.isChecked())
        self._guard_opening(self.round.currentText())

    def _round_changed(self, name: str) -> None:
        place = self.round.findText(name)
        day = self.round.itemData(place) if place >= 0 else None
        self.feedback.set_date(date.fromisoformat(day) if day else None)
        self._guard_opening(name)

    def _guard_opening(self, name: str) -> None:
        why_not = self._context.why_not(Action.OPENING, writes=True)
        closed = self._closed.get(name, False)
        if closed:
            self.opening.setChecked(False)
        self.opening.setEnabled(not why_not and not closed)
        self.opening.setToolTip("本轮期初建账已声明完成" if closed else why_not)
        opened = any(
            row.opening and not row.removed and row.round_name == name for row in imports(self._context.reader)
        )
        self.form.setRowVisible(self.complete_button, opened and not closed and not why_not and not self.book)

    def _opening_changed(self, on: bool) -> None:
        self.form.setRowVisible(self.reason, on)

    def _record_chosen(self, record: object) -> None:
        may = isinstance(record, ImportRow) and not record.removed
        self.undo_button.setEnabled(may and not self._context.why_not(Action.UNDO, writes=True))
        self.move_button.setEnabled(may and not self._context.why_not(Action.EDIT_FINDING, writes=True))
        if isinstance(record, ImportRow):
            self.undo_button.setText(f"撤销第 {record.number} 次导入")

    def _ask_move(self) -> None:
        self.move_asked.emit(self.records.current_record())

    def _ask_undo(self) -> None:
        self.undo_asked.emit(self.records.current_record())

    def _lay_out(self) -> None:
        self.form = QFormLayout()
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.form.setVerticalSpacing(8)
        self.form.addRow("登记到", self.form_box)
        self.form.addRow("轮次", self.round)
        self.form.addRow("反馈日", self.feedback)
        self.form.addRow("清单日期", self.list_date)
        self.form.addRow("单位（表中没写时）", self.unit)
        self.form.addRow("", self.opening)
        self.form.addRow("理由", self.reason)
        self.form.addRow("", self.complete_button)
        self.form.setRowVisible(self.reason, False)
        about = Card("这份清单", "先核对轮次和日期，再选文件")
        about.body.addLayout(self.form)
        about.body.addStretch(1)
        drop = Card("选文件", "读出后先看错处和差异，不会直接入账")
        drop.body.addWidget(self.area, 1)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(drop, 3)
        top.addWidget(about, 2)
        self.card = Card("导入记录", "撤销后编号不再重用", " ")
        self.card.link.hide()
        self.card.head.addWidget(self.move_button)
        self.card.head.addWidget(self.undo_button)
        self.card.flush()
        kinds = QScrollArea(widgetResizable=True)
        kinds.setFrameShape(QFrame.Shape.NoFrame)
        kinds.setWidget(named(ReadableKinds(self._context.theme), "paper"))
        self.below = QStackedWidget()
        self.below.addWidget(self.records)
        self.below.addWidget(kinds)
        self.card.body.addWidget(self.below, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.waiting)
        layout.addLayout(top)
        layout.addWidget(self.card, 1)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""

"""The detail pane of a record: what it says, the steps it can take, its files, and its life."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.queries import books as queries
from db.queries.books import Record, RecordFile
from desktop.ledgers.field import OF_BOOKS, Holds
from desktop.ledgers.register import Register, Step
from desktop.operations.records import verbs
from desktop.operations.records.questions import findings_of
from desktop.rules.deadlines import days_between
from desktop.rules.permissions import RECORD_ACTIONS
from desktop.ui.asks import AskFinding
from desktop.ui.context import AppContext
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.dialogs.save_out_dialog import save_kept_file
from desktop.ui.pages.register.begun import form_of
from desktop.ui.pages.register.pane_form import PaneForm
from desktop.ui.pages.register.record_history import RecordHistory
from desktop.ui.pages.register.record_links import link_to, naming_links
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.draft_keeper import DraftKeeper
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.segment_tabs import SegmentTabs
from desktop.ui.widgets.state_chip import MarkLabel, overdue_mark

TABS = (("said", "内容"), ("files", "附件"), ("history", "历史"))
_LONG_RUN = re.compile(r"[0-9A-Za-z]{25,}")


class RecordPane(Card):
    """Shows one record; only the tab in sight is read."""

    failed = Signal(object)
    step_asked = Signal(object)
    edit_asked = Signal()
    move_asked = Signal(int)

    def __init__(self, context: AppContext, register: Register) -> None:
        super().__init__(" ")
        self.flush()
        self._context, self.register = context, register
        self.record: Record | None = None
        self._wanted, self._any = True, False
        self.form = PaneForm()
        self._drafts = DraftKeeper(context, "record", self) if register.beside else None
        self.form.ended.connect(self._form_ended)
        self.form.typed.connect(self._keep_typed)
        self.mark = MarkLabel(context.theme)
        self.head.addWidget(self.mark)
        self.tabs = SegmentTabs([(key, title, None) for key, title in TABS])
        self.tabs.changed.connect(self._read_tab)
        self.history = RecordHistory(context, register)
        self.history.failed.connect(self.failed)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.steps: dict[str, QPushButton] = {}
        self._lay_out()
        self.show_record(None)

    def stand(self, any_record: bool) -> None:
        """Beside a book without a record there is nothing to show: what stands above the grid then has the whole width."""
        self._any = any_record
        self._go_on()
        self.setVisible((self._wanted and any_record) or self.form.form is not None)

    def turn(self, any_record: bool) -> None:
        """F4: no longer beside the grid, or again; nothing turns while there is no record and so no pane to be seen."""
        if not any_record:
            return
        self._wanted = not self._wanted
        self.stand(any_record)

    def show_record(self, record: Record | None) -> None:
        """Show a record, or that none is chosen."""
        self.record = record
        held = self.form.form is not None
        self.whole.setVisible(record is not None and not held)
        self.nothing.setVisible(record is None and not held)
        self.mark.setVisible(record is not None and not held and bool(self.register.states))
        if held:
            self.title_label.setText(self.form.title)
            return
        if record is None:
            self.title_label.setText(self.register.title)
            return
        unit = self.register.unit_of(record)
        self.title_label.setText(f"{record.number}　{unit}".strip())
        self.mark.set_mark(self.register.mark_of(record) if self.register.states else None)
        files = self._files_of(record)
        self.tabs.set_counts({"files": len(files) or None})
        self._guard(record)
        self._read_tab()

    def add_files(self, paths: Sequence[Path]) -> None:
        """Keep files with the record."""
        files = [path for path in paths if path.is_file()]
        if self.record is not None and files:
            self._context.write(
                verbs.add_files, self.register, self.record.id, files, label="正在存入附件", failed=self.failed.emit
            )

    def keep(self) -> None:
        """What is typed in a form is kept in the ledger: it stands here again when the book is next shown to the same person."""
        self._keep_typed()
        if self._drafts is not None and self.form.form is not None:
            self._drafts.flush()

    def go_on_with(self, begun: dict[str, Any] | None) -> None:
        """Stand as a pane before this one stood, whose `form.begun()` it was."""
        if self._drafts is not None and begun is not None:
            self._drafts.keep(self.register.name, begun)

    def ask(self, form: RecordDialog) -> None:
        """A form of the book: in the place of what is shown, until it is saved or given up, or in a window before it, as the book says."""
        if not self.register.beside:
            form.exec()
            form.deleteLater()
            return
        self._hold(form)

    # -- inside

    def _keep_typed(self) -> None:
        """In memory at once, in the ledger within seconds, as the keeper of drafts does for every form."""
        if self._drafts is not None and self.form.form is not None:
            self._drafts.keep(self.register.name, self.form.begun())

    def _hold(self, form: RecordDialog, *, begun: bool = False) -> None:
        self.form.hold(form, begun=begun)
        self.stand(self._any)
        self.show_record(self.record)

    def _go_on(self) -> None:
        begun = self._drafts.content(self.register.name) if self._drafts is not None else None
        if begun is None or self.form.form is not None:
            return
        if (form := form_of(self._context, self.register, begun, self)) is not None:
            self._hold(form, begun=True)

    def _form_ended(self) -> None:
        if self._drafts is not None:
            self._drafts.keep(self.register.name, None)
            self._drafts.flush()
        self.stand(self._any)
        self.show_record(self.record)

    def _guard(self, record: Record) -> None:
        open_steps = self.register.steps_from(record.state)
        for step in self.register.steps:
            button = self.steps[step.name]
            button.setVisible(step in open_steps)
            _set_primary(button, step is next(iter(open_steps), None))
            reason = self._context.why_not(RECORD_ACTIONS[step.right], writes=True)
            button.setEnabled(not reason)
            button.setToolTip(reason)
        reason = self._context.why_not(RECORD_ACTIONS[self.register.add_right], writes=True)
        self.edit_button.setEnabled(not reason)
        self.edit_button.setToolTip(reason)

    def _files_of(self, record: Record) -> tuple[RecordFile, ...]:
        context = self._context
        return queries.files_of(context.reader, self.register.name, record.id, context.as_of, context.known_at)

    def _read_tab(self, _key: str = "") -> None:
        if self.record is None:
            return
        key = self.tabs.current()
        inside = {"said": self._said, "files": self._files, "history": self.history.build}[key](self.record)
        self.area.setWidget(inside)

    def _said(self, record: Record) -> QWidget:
        inside = named(QWidget(), "paper")
        form = QFormLayout(inside)
        form.setContentsMargins(14, 10, 14, 10)
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(7)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for field in self.register.all_fields:
            text = field.text(record.fields.get(field.name))
            if not text or (field.name == "unit" and field.holds is Holds.UNIT):
                continue
            label = QLabel(field.head)
            label.setProperty("role", "secondary")
            if field.holds in (Holds.FINDING, Holds.FINDINGS):
                form.addRow(label, self._links(record))
            elif field.holds in OF_BOOKS:
                form.addRow(label, link_to(self._context, field.target, record.stored[field.name], text))
            elif field.deadline and field.plain:
                form.addRow(label, self._deadline(record, text))
            else:
                form.addRow(
                    label,
                    QLabel(
                        _breakable(text),
                        wordWrap=True,
                        textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse,
                    ),
                )
        for title, links in naming_links(self._context, self.register, record):
            form.addRow(QLabel(title), links)
        return inside

    def _links(self, record: Record) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        numbers = [number for link in self.register.links for number in _several(record.fields[link.name])]
        for finding, number in zip(findings_of(self.register, record), numbers, strict=True):
            button = QPushButton(number)
            button.setProperty("link", True)
            button.clicked.connect(partial(self._context.open_page, "findings", AskFinding(finding)))
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return box

    def _deadline(self, record: Record, text: str) -> QWidget:
        late = days_between(text, self._context.as_of)
        if late <= 0 or self.register.is_final(record.state):
            return QLabel(text)
        return MarkLabel(self._context.theme, overdue_mark(f"{text}，已过 {late} 天，未见登记"))

    def _files(self, record: Record) -> QWidget:
        inside = named(QWidget(), "paper")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(14, 8, 14, 8)
        files = self._files_of(record)
        for file in files:
            layout.addWidget(self._file(file))
        if not files:
            layout.addWidget(QLabel("还没有附件。签字后的扫描件可以放在这里。"))
        add = QPushButton("添加文件…")
        add.setIcon(self._context.theme.icon("paperclip"))
        add.setEnabled(not self._context.why_not(RECORD_ACTIONS[self.register.add_right], writes=True))
        add.clicked.connect(self._choose_files)
        layout.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        return inside

    def _file(self, file: RecordFile) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(QLabel(file.file_name, wordWrap=True), 1)
        save = QPushButton("另存…")
        save.setProperty("link", True)
        save.clicked.connect(partial(self._save_copy, file))
        layout.addWidget(save)
        return line

    def _save_copy(self, file: RecordFile) -> None:
        save_kept_file(self._context, file.sha256, file.file_name, self, self._saved, self.failed.emit)

    def _saved(self, path: Path) -> None:
        self._context.notify(f"已另存为 {path.name}")

    def _choose_files(self) -> None:
        names, _kind = QFileDialog.getOpenFileNames(self, "添加附件")
        self.add_files([Path(name) for name in names])

    def _lay_out(self) -> None:
        self.whole = QWidget()
        column = QVBoxLayout(self.whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        strip = named(QFrame(), "card_head")
        row = QHBoxLayout(strip)
        row.setContentsMargins(6, 0, 6, 0)
        row.addWidget(self.tabs)
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 6, 10, 8)
        foot.setSpacing(8)
        for text, by in (("‹ 上一条", -1), ("下一条 ›", 1)):
            button = QPushButton(text)
            button.setProperty("link", True)
            button.clicked.connect(partial(self.move_asked.emit, by))
            foot.addWidget(button)
        foot.addStretch(1)
        self.edit_button = QPushButton("修改")
        self.edit_button.clicked.connect(self.edit_asked)
        foot.addWidget(self.edit_button)
        for step in self.register.steps:
            foot.addWidget(self._step_button(step))
        column.addWidget(strip)
        column.addWidget(self.area, 1)
        column.addLayout(foot)
        self.nothing = QLabel("在左边选一条。")
        self.nothing.setProperty("role", "secondary")
        self.nothing.setMargin(16)
        self.body.addWidget(self.whole, 1)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.form, 1)
        self.body.addStretch(0)

    def _step_button(self, step: Step) -> QPushButton:
        button = QPushButton(step.title)
        button.clicked.connect(partial(self.step_asked.emit, step))
        self.steps[step.name] = button
        return button


def _set_primary(button: QPushButton, primary: bool) -> None:
    """The next honest step stands out, and only that one."""
    if bool(button.property("primary")) != primary:
        button.setProperty("primary", primary)
        button.style().unpolish(button)
        button.style().polish(button)


def _several(value: Any) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, (tuple, list)) else (str(value),) if value else ()


def _breakable(text: str) -> str:
    """A run of letters and digits longer than a line may end at any eighth: a checksum is read whole."""
    return _LONG_RUN.sub(lambda run: "\u200b".join(run[0][at : at + 8] for at in range(0, len(run[0]), 8)), text)

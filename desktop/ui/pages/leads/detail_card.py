"""One lead: its standing, its names for a moment, the clean-up of the month, and what was last done (ux/18b-leads-room)."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from db.queries.books import Record, RecordEvent
from desktop.ledgers.leads import CLOSED, DISPOSITIONS, LEADS, UNDECIDED
from desktop.ledgers.register import Step
from desktop.operations.leads.book import SECONDS_SHOWN
from desktop.operations.leads.sight import Sight
from desktop.operations.leads.work import Count
from desktop.rules.deadlines import days_between
from desktop.ui.pages.leads.tables import day
from desktop.ui.theme import Theme
from desktop.ui.widgets.card import Card, ElidedLabel
from desktop.ui.widgets.writing_field import WritingLine

_LAST = 3
_STEPS = {step.name: step.title for step in LEADS.steps} | {"add": LEADS.add_title}


class DetailCard(Card):
    """Shows the lead in hand; every verb is told to the page, which holds the room."""

    look_asked = Signal(str)
    step_to = Signal(int)
    saved = Signal(str, str, str)
    step_asked = Signal(str, object)
    edit_asked = Signal(str)
    remove_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__("线索", "选一件后在这里办理")
        self._record: Record | None = None
        self._typed: dict[str, tuple[str, str | None]] = {}
        self.facts = {name: ElidedLabel() for name in ("人员", "件 / 人", "移交", "签收", "办理期限", "状态")}
        self.look = QPushButton("显示姓名")
        self.look.setProperty("link", True)
        self.look.clicked.connect(self._look)
        self.steps = QPushButton("办理…")
        self.steps.setMenu(QMenu(self.steps))
        self.head.addWidget(self.steps)
        self.former, self.place, self.following = QPushButton("‹"), QLabel(), QPushButton("›")
        self.place.setProperty("role", "secondary")
        for button, tip in ((self.former, "上一件（Alt+↑）"), (self.following, "下一件（Alt+↓）")):
            button.setProperty("link", True)
            button.setToolTip(tip)
        self.former.clicked.connect(lambda: self.step_to.emit(-1))
        self.following.clicked.connect(lambda: self.step_to.emit(1))
        for widget in (self.former, self.place, self.following):
            self.head.addWidget(widget)
        self.body.addWidget(self._grid())
        self.month = QLabel()
        self.month.setProperty("role", "strong")
        self.body.addWidget(self.month)
        self.disposition = QComboBox()
        for code, word in (UNDECIDED | DISPOSITIONS).items():
            self.disposition.addItem(word, code)
        self.disposition.setAccessibleName("处置方式")
        self.progress = WritingLine(placeholder="本月办到哪一步")
        self.progress.setAccessibleName("进度")
        self.save = QPushButton("保存并下一件 Ctrl+Enter")
        self.save.setProperty("primary", True)
        self.save.clicked.connect(self.save_now)
        self.form = self._form()
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.last = QLabel()
        self.last.setProperty("role", "secondary")
        self.last.setTextFormat(Qt.TextFormat.PlainText)
        self.body.addWidget(self.last)
        self._hide_again = QTimer(self, singleShot=True, interval=SECONDS_SHOWN * 1000)
        self._hide_again.timeout.connect(self.hide_names)
        self.show_lead(None, None)

    @property
    def record(self) -> Record | None:
        """The lead in hand."""
        return self._record

    def show_lead(self, record: Record | None, sight: Sight | None) -> None:
        """Another lead, or the same as it stands now; names that were shown are gone, and what is typed of each lead stays with it."""
        self._keep_typed()
        self._record = record
        self.hide_names()
        for widget in (self.look, self.steps, self.form, self.month, self.last):
            widget.setVisible(record is not None)
        self.title_label.setText(record.number if record else "线索")
        if record is None or sight is None:
            self.note_label.set_full_text("选一件后在这里办理")
            self.show_place(0, 0)
            for label in self.facts.values():
                label.set_full_text("")
            return
        self.note_label.set_full_text(str(record.matter or record.summary or ""))
        self._show_facts(record, sight.today)
        self._show_steps(record)
        self.month.setText(f"{int(sight.today[5:7])}月梳理")
        self.form.setVisible(record.state != CLOSED)
        self.month.setVisible(record.state != CLOSED)
        self._show_typed(record)
        self.last.setText("\n".join(map(_told, reversed(sight.steps[record.id][-_LAST:]))))

    def entered(self, number: str, progress: str) -> None:
        """What was typed of a lead is in the book: it is no longer kept, unless something else was typed meanwhile."""
        self._keep_typed()
        if self._typed.get(number, ("", None))[0] == progress:
            self._typed.pop(number, None)
        if self._record is not None:
            self._show_typed(self._record)

    def forget(self) -> None:
        """The room locks: nothing that was shown or typed stays."""
        self._record = None
        self._typed.clear()
        self.progress.setText("")  # and not clear(), which Ctrl+Z would take back
        self.disposition.setCurrentIndex(0)
        self.show_lead(None, None)

    def show_place(self, place: int, count: int) -> None:
        """Which of the list in sight it is."""
        self.place.setText(f"{place}/{count}" if self._record is not None else "")
        for button in (self.former, self.following):
            button.setVisible(self._record is not None and count > 1)

    def show_names(self, names: str) -> None:
        """For half a minute, then the codes again."""
        self.facts["人员"].set_full_text(names or "没有登记姓名")
        self.look.hide()
        self._hide_again.start()

    def hide_names(self) -> None:
        """The codes stand where the names stood."""
        self._hide_again.stop()
        codes = str(self._record.fields.get("subject_codes") or "—") if self._record is not None else ""
        self.facts["人员"].set_full_text(codes)
        self.look.setVisible(self._record is not None)

    def save_now(self) -> None:
        """The clean-up of this lead is entered."""
        if self._record is not None and self.form.isVisible() and self.save.isEnabled():
            self.saved.emit(self._record.number, self.progress.text(), str(self.disposition.currentData() or ""))

    def _keep_typed(self) -> None:
        """Progress and disposition of the lead in hand, as far as they are not in the book."""
        if self._record is None:
            return
        chosen = str(self.disposition.currentData() or "")
        other = chosen if chosen != _disposition(self._record) else None
        self._typed[self._record.number] = (self.progress.text(), other)

    def _show_typed(self, record: Record) -> None:
        progress, chosen = self._typed.get(record.number, ("", None))
        if self.progress.text() != progress:
            self.progress.setText(progress)
        chosen = _disposition(record) if chosen is None else chosen
        self.disposition.setCurrentIndex(max(0, self.disposition.findData(chosen)))

    def _look(self) -> None:
        if self._record is not None:
            self.look_asked.emit(self._record.number)

    def _show_facts(self, record: Record, today: str) -> None:
        told = {
            "件 / 人": Count(record.stored["cases"], record.stored["persons"]).words,
            "移交": f"{day(record.moved_on)} {record.moved_to}",
            "签收": str(record.receiver or "未签收"),
            "办理期限": _limit(record, today),
            "状态": LEADS.state(record.state).word,
        }
        for name, text in told.items():
            self.facts[name].set_full_text(text)

    def _show_steps(self, record: Record) -> None:
        menu = self.steps.menu()
        menu.clear()
        for step in LEADS.steps:
            if record.state in step.frm and step.name != "note":
                self._add_step(menu, record.number, step)
        menu.addSeparator()
        menu.addAction("修改线索…").triggered.connect(lambda: self.edit_asked.emit(record.number))
        menu.addAction("移入回收站").triggered.connect(lambda: self.remove_asked.emit(record.number))

    def _add_step(self, menu: QMenu, number: str, step: Step) -> None:
        menu.addAction(f"{step.title}…").triggered.connect(lambda: self.step_asked.emit(number, step))

    def _grid(self) -> QWidget:
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        for place, (name, label) in enumerate(self.facts.items()):
            head = QLabel(name)
            head.setProperty("role", "secondary")
            row, column = divmod(place, 2)
            grid.addWidget(head, row, column * 3)
            grid.addWidget(label, row, column * 3 + 1)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        grid.addWidget(self.look, 0, 2)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(4, 3)
        return whole

    def _form(self) -> QWidget:
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        for row, (name, widget) in enumerate((("处置方式", self.disposition), ("进度", self.progress))):
            head = QLabel(name)
            head.setProperty("role", "secondary")
            grid.addWidget(head, row, 0)
            grid.addWidget(widget, row, 1)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.save)
        grid.addLayout(line, 2, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        return whole


def _disposition(record: Record) -> str:
    return str(record.stored.get("disposition") or "")


def _limit(record: Record, today: str) -> str:
    """6月21日，剩 16 天; of a lead that is closed the day alone."""
    if not record.handle_by or record.state == CLOSED:
        return day(record.handle_by)
    left = days_between(today, str(record.handle_by))
    return f"{day(record.handle_by)}，{f'剩 {left} 天' if left >= 0 else f'超过 {-left} 天'}"


def _told(event: RecordEvent) -> str:
    words = f"{day(event.effective_on)} {event.actor}　{_STEPS.get(event.step, event.step)}"
    return f"{words}：{event.reason}" if event.reason else words

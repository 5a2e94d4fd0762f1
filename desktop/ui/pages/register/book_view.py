"""One declared book in the window: its states as quick views, the grid, and the pane of the record in hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QHBoxLayout, QMenu, QSplitter, QVBoxLayout, QWidget

from db.queries import books as queries
from db.queries.books import Record
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.column import Column
from desktop.ledgers.register import Step
from desktop.ledgers.ways_out import RECORD_BOOK
from desktop.operations.lists.exporting import Exported
from desktop.operations.outgoing import Asked
from desktop.operations.records import exporting, verbs
from desktop.operations.records.exporting import Listed
from desktop.operations.records.questions import Wanted, chosen
from desktop.rules.permissions import RECORD_ACTIONS
from desktop.ui.asks import AskImport
from desktop.ui.context import AppContext
from desktop.ui.dialogs.own_fields_dialog import OwnFieldsDialog
from desktop.ui.dialogs.print_list_dialog import PrintDialog
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.dialogs.save_out_dialog import ask_list
from desktop.ui.grid.ledger_table import LedgerTableView
from desktop.ui.pages.register import record_dialogs
from desktop.ui.pages.register.asked_records import AskedRecords
from desktop.ui.pages.register.beside import Beside
from desktop.ui.pages.register.listing import listed
from desktop.ui.pages.register.pane_form import sum_of
from desktop.ui.pages.register.paste_asking import asked_edits
from desktop.ui.pages.register.record_menu import fill_record_menu
from desktop.ui.pages.register.record_pane import RecordPane
from desktop.ui.pages.register.saved_views import SavedViews
from desktop.ui.round_figures import rounds_text
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.record_editors import typed_words
from desktop.ui.widgets.segment_tabs import SegmentTabs

PANE_WIDTH, NARROW_PANE, NARROW_BELOW = 452, 400, 1400
SHEETS = "表格 (*.xlsx *.xlsm *.xls *.csv *.docx)"
ALL = "all"
TABLES = (
    "record_event", "record_retraction", "record_link", "record_unit", "record_file", "own_field", "unit", "unit_name", "round", "finding", "saved_view",
)  # fmt: skip


class BookView(QWidget):
    """Reads the records of the chosen rounds as of the chosen date; every verb is one operation."""

    failed = Signal(object)
    changed = Signal()

    def __init__(self, context: AppContext, name: str) -> None:
        super().__init__()
        self.context, self.name = context, name
        self.register = books.book(context.reader, name)
        self.records: tuple[Record, ...] = ()
        self.also: tuple[str, ...] = ()  # tables that decide what stands above the book, beside its own
        self.asked = AskedRecords(context, self.register, self.refresh)
        self.states = SegmentTabs()
        self.table = LedgerTableView(context.theme, self.register.as_table())
        self.saved_views = SavedViews(context, name, self.table)
        self.pane = RecordPane(context, self.register)
        self.sums = ElidedLabel("", "secondary")
        self.beside = Beside(self.pane)
        self.above: QWidget | None = None
        self._shows_above = self._shows_book = True
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()
        self._set_empty_state()

    # -- what the page asks

    def refresh(self) -> None:
        """Read everything again; the row in hand stays."""
        context = self.context
        self.saved_views.refresh()
        wanted = Wanted(rounds=context.scope.rounds)
        found = chosen(context.reader, self.register, context.as_of, context.known_at, wanted, short=True)
        self.records = self.asked.among(found)
        may = not context.why_not(RECORD_ACTIONS[self.register.add_right], writes=True)
        self.table.set_editable(may, context.actor.rights)
        self._show_states()
        self._show_records()
        self.pane.stand(bool(self.records) and self._shows_book)
        if self.above is not None and self._shows_above:  # also one that hides while it has nothing to say
            self.above.refresh()  # type: ignore[attr-defined]
        self.beside.refresh()
        self.changed.emit()

    def concerns(self, changes: Any) -> bool:
        """Whether an action touched what is shown."""
        return bool(changes.touches(self.name, *TABLES, *self.also))

    def status_texts(self) -> Sequence[str]:
        """约谈提醒 9 · 筛选后 4 · 选中 1"""
        return (
            f"{self.register.title} {len(self.records)}",
            f"筛选后 {len(self.table.model.shown)}",
            f"选中 {len(self.table.chosen_records())}",
        )

    def zones(self) -> Sequence[QWidget]:
        """Those in sight: grid and pane of the book, then what stands above it."""
        every = (self.table.grid, self.pane, *getattr(self.above, "zones", tuple)(), *self.beside.zones())
        return [one for one in every if one.isVisibleTo(self)]

    def select(self, record_id: int) -> None:
        """Put a record in hand, whatever its state and its round."""
        self.asked.one(record_id)
        self.refresh()
        self.states.set_current(ALL)
        self.table.clear_filters()
        self.table.model.when_settled(partial(self.table.select_id, record_id))

    def show_only(self, ids: Sequence[int], title: str) -> None:
        """Exactly these records, until the clerk goes back to the whole book."""
        self.asked.none_but(ids, title)
        self.refresh()
        self.states.set_current(ALL)
        self.table.clear_filters()

    # -- the verbs

    def in_hand(self) -> Record | None:
        """The record in hand."""
        found: Record | None = self.table.current_record()
        return found

    def chosen(self) -> list[Record]:
        """The ticked records, else the selected ones, else the one in hand."""
        return list(self.table.chosen_records()) or [record for record in [self.in_hand()] if record is not None]

    def add(self, preset: dict[str, Any] | None = None, state: str = "") -> None:
        """Ctrl+N"""
        switches = self.context.switches
        given = {"round": switches.round_id if len(switches.round_ids) == 1 else None} | (preset or {})
        given = {name: value for name, value in given.items() if self.register.field(name) is not None and value}
        if self._may():
            self.pane.ask(RecordDialog(self.context, self.register, parent=self, preset=given, state=state))

    def edit(self) -> None:
        """修改, Enter"""
        if self.in_hand() is not None and self._may():
            self.pane.ask(RecordDialog(self.context, self.register, self.in_hand(), parent=self))

    def take(self, step: Step) -> None:
        """A step of the book's own."""
        reason = self.context.why_not(RECORD_ACTIONS[step.right], writes=True)
        if reason or self.pane.form.title:
            self.failed.emit(KnownError(f"{reason}，不能{step.title}。" if reason else self.pane.form.still_open()))
        elif self.in_hand() is not None:
            self.pane.ask(RecordDialog(self.context, self.register, self.in_hand(), step, self))

    def remove(self) -> None:
        """Ctrl+Del"""
        ids = [record.id for record in self.chosen()]
        if ids and self._may():
            self.context.write(verbs.remove, self.register, ids, done=self._removed, failed=self.failed.emit)

    def batch(self) -> None:
        """Ctrl+B: one value for the chosen records."""
        if self.chosen() and self._may():
            self._ask(record_dialogs.BatchDialog(self.context, self.register, self.chosen(), self))

    def fill_down(self) -> None:
        """Ctrl+D: the first selected row's value of the column in hand for the rows below it."""
        column = self.table.model.column_at(self.table.grid.currentIndex().column())
        rows = self.table.selected_records()
        if column is None or len(rows) < 2 or not column.editable or not self._may():
            return
        value = rows[0].stored[column.field]
        title = f"向下填充“{column.title}” {len(rows) - 1} {self.register.unit_word}"
        ids = [record.id for record in rows[1:]]
        self.context.write(verbs.edit, self.register, ids, {column.field: value}, title=title, failed=self.failed.emit)

    def paste(self) -> None:
        """Ctrl+V: a block from Excel or WPS over the shown cells, one action; a cell that cannot be taken refuses it with its place."""
        if not self._may():
            return
        try:
            edits = asked_edits(self.context, self.table, self)
        except KnownError as error:
            self.failed.emit(error)
            return
        if edits:
            title = f"粘贴{self.register.title} {len(edits)} {self.register.unit_word}"
            self.context.write(verbs.edit_each, self.register, edits, title, failed=self.failed.emit)

    def recycle_bin(self) -> None:
        """回收站…"""
        self._ask(record_dialogs.BinDialog(self.context, self.register, self))

    def own_fields(self) -> None:
        """自设栏目…"""
        self._ask(OwnFieldsDialog(self.context, self, self.name))

    def import_list(self) -> None:
        """导入…: the list goes through the wizard of the page of imports."""
        if self._may() and (name := QFileDialog.getOpenFileName(self, f"导入{self.register.title}", "", SHEETS)[0]):
            self.context.open_page("import", AskImport(self.name, Path(name)))

    def export(self, word: bool = False) -> None:
        """Ctrl+E: what is shown, as a workbook or a Word table."""
        if not self.table.records():
            return
        _fields, inside = exporting.outgoing_of(self.register, self._shown_fields())
        title = self.list_title()
        if found := ask_list(self.context, RECORD_BOOK, title, self, self.failed.emit, inside, word=word):
            self.export_to(*found)

    def _shown_fields(self) -> list[str]:
        return [column.field for column in self.table.model.columns]

    def export_to(self, path: Path, asked: Asked = Asked()) -> None:
        """The records shown, with exactly the columns shown."""
        fields, inside = exporting.outgoing_of(self.register, self._shown_fields())
        what = (self.listed(), path, self.list_title(), fields, asked)
        done = partial(self._exported, inside)
        self.context.put_out(exporting.export_shown, *what, done=done, failed=self.failed.emit)

    def print_list(self) -> None:
        """Ctrl+P: what is shown."""
        if self.table.records():
            self._ask(PrintDialog(self.context, self.listed(), self.list_title(), self))

    def print_record(self) -> None:
        """打印记录表: the record in hand as a form with blank lines to sign on."""
        record = self.in_hand()
        if record is not None and self.register.signatures:
            found = queries.records(
                self.context.reader, self.register.shape, self.context.as_of, self.context.known_at, ids=[record.id]
            )
            one = Listed(self.register, found, self.context.as_of)
            self._ask(PrintDialog(self.context, one, f"{self.register.title}记录表", self, sheet=True))

    def open_columns(self, below: QWidget | None = None) -> None:
        """列设置"""
        self.table.open_columns(below)

    def turn_pane(self) -> None:
        """F4"""
        self.beside.turn(bool(self.records) and self._shows_book)

    def _fill_menu(self, menu: QMenu, column: Column | None) -> None:
        fill_record_menu(menu, self, column)

    def listed(self) -> Listed:
        """What is shown, with the criteria in words."""
        state = self.states.current()
        word = self.register.state(state).word if state not in ("", ALL) else ""
        return listed(self.context, self.register, self.table, word, len(self.records))

    def list_title(self) -> str:
        """十五届县委第六轮约谈提醒"""
        rounds = rounds_text(self.context) if self.register.field("round") else ""
        return f"{rounds}{self.register.title}"

    def put_above(self, widget: QWidget) -> None:
        """Something of the book's own above the grid, with a `refresh` of its own."""
        self.above = widget
        self._left.insertWidget(0, widget)

    def put_before_book(self, widget: QWidget) -> None:
        """A question of the book's own, under what stands above the grid."""
        self._left.insertWidget(self._left.indexOf(self._book), widget)

    def show_parts(self, *, above: bool, book: bool) -> None:
        """Which of the two parts has the room: what stands above, the book with the pane of its record, or both."""
        self._shows_above, self._shows_book = above, book
        self._book.setVisible(book)
        if self.above is not None:
            self.above.setVisible(above)
        self.pane.stand(bool(self.records) and book)

    # -- inside

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pane keeps its width; the grid takes the rest."""
        super().resizeEvent(event)
        theme = self.context.theme
        narrow = self.window().width() < theme.px(NARROW_BELOW)
        wanted = theme.px(NARROW_PANE if narrow else PANE_WIDTH)
        self.splitter.setSizes([max(200, self.width() - wanted - 10), wanted])

    def _show_states(self) -> None:
        if not self.register.states:
            return
        counts = Counter(record.state for record in self.records)
        tabs: list[tuple[str, str, int | None]] = [(ALL, "全部", len(self.records))]
        tabs += [(state.code, state.word, counts[state.code]) for state in self.register.states if counts[state.code]]
        self.states.set_tabs(tabs)

    def _show_records(self, _key: str = "") -> None:
        state = self.states.current()
        shown = [record for record in self.records if state in ("", ALL) or record.state == state]
        self.table.show_records(shown, first=True)
        self.table.model.when_settled(self._show_current)

    def _show_current(self, _record: object = None) -> None:
        self.pane.show_record(self.in_hand())
        self.changed.emit()

    def _may(self) -> bool:
        reason = (
            self.context.why_not(RECORD_ACTIONS[self.register.add_right], writes=True) or self.pane.form.still_open()
        )
        if reason:
            self.failed.emit(KnownError(reason if reason.endswith("。") else f"{reason}。"))
        return not reason

    def _ask(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()

    def _edited(self, record: Record, name: str, typed: object) -> None:
        field = self.register.field(name)
        if field is None:
            return
        try:
            value = field.read(str(typed), typed_words(self.context))
        except KnownError as error:
            self.failed.emit(error)
            return
        self.context.write(verbs.edit, self.register, [record.id], {name: value}, failed=self.failed.emit)

    def _removed(self, _changes: Any) -> None:
        self.context.notify("已移入回收站，Ctrl+Z 撤销。")

    def _exported(self, inside: str, made: Exported) -> None:
        self.context.notify(exporting.said(made, self.register.unit_word, inside))

    def _set_empty_state(self) -> None:
        title = self.register.add_title or f"新增{self.register.title}"
        self.table.set_empty_state(f"还没有{self.register.title}。", title, self.add)

    def _lay_out(self) -> None:
        card = self._book = named(QFrame(), "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        strip = named(QFrame(), "card_head")
        row = QHBoxLayout(strip)
        row.setContentsMargins(6, 0, 6, 0)
        row.addWidget(self.states, 1)
        row.addWidget(self.sums)
        row.addWidget(self.saved_views)
        column.addWidget(strip)
        column.addWidget(self.asked.band)
        column.addWidget(self.table, 1)
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(8)
        self._left.addWidget(card, 1)
        self.splitter.setHandleWidth(10)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.beside)
        self.splitter.setStretchFactor(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _connect(self) -> None:
        self.saved_views.failed.connect(self.failed)
        self.changed.connect(lambda: self.sums.set_full_text(sum_of(self.register, self.table.records())))
        self.states.changed.connect(self._show_records)
        self.table.current_changed.connect(self._show_current)
        self.table.activated.connect(lambda _record: self.edit())
        self.table.edited.connect(self._edited)
        self.table.set_menu(self._fill_menu)
        self.table.scope_changed.connect(self.changed)
        self.table.ticks_changed.connect(self.changed)
        self.pane.failed.connect(self.failed)
        self.pane.step_asked.connect(self.take)
        self.pane.edit_asked.connect(self.edit)
        self.pane.move_asked.connect(self.table.step_by)

"""The score sheet of the unit in hand: items with their points and grounds, a strip to type them, the total with its grade (page 16)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton

from db.queries import facts
from db.queries.books import records
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.findings import FINDINGS
from desktop.ledgers.scores import SCORE_SHEETS
from desktop.operations.follow_up import ranking
from desktop.operations.follow_up.ranking import Place, Ranking, Sheet
from desktop.operations.follow_up.score_figures import rows_behind
from desktop.rules.permissions import Action
from desktop.rules.scores import Node, plain
from desktop.ui.asks import AskFindings, AskRows
from desktop.ui.context import AppContext
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.pages.scores.tables import ASKED, NUMBER, cut_off_words, grade_mark, has_rows, sheet_table
from desktop.ui.widgets.card import Card, ElidedLabel
from desktop.ui.widgets.eliding_choice import ElidingChoice
from desktop.ui.widgets.figure_table import FigureTable
from desktop.ui.widgets.state_chip import StateChip
from desktop.ui.widgets.turner import Turner
from desktop.ui.widgets.writing_field import WritingLine, is_composing

ROW, SCHEME_WIDTH = 26, 250
"""In px at 100 %."""
TYPED, COMPUTED = "依据：事实或问题编号", "台账算出的分，改动须写依据"
"""What is asked for beside the points of an item."""

STARTS = tuple("0123456789.-")
"""What points begin with."""
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class SheetCard(Card):
    """`failed` is a known problem, `scheme_chosen` the id of another scheme, `step_asked` another unit."""

    failed = Signal(object)
    scheme_chosen = Signal(int)
    step_asked = Signal(int)

    def __init__(self, context: AppContext) -> None:
        super().__init__(" ", " ")
        self.context = context
        self.found: Ranking | None = None
        self.place: Place | None = None
        self.sheet: Sheet | None = None
        self.flush()
        self.schemes, self.turner = ElidingChoice(), Turner(context.theme)
        self.schemes.setAccessibleName("评分模板")
        self.table = FigureTable(context.theme, ROW, whole_rows=True)
        self.table.setAccessibleName("评分表")
        self.item, self.asked = ElidedLabel("", "strong"), QLabel()
        self.points, self.reason = QLineEdit(), WritingLine(placeholder=TYPED)
        self.points.setAccessibleName("分数")
        self.reason.setAccessibleName("依据")
        self.total, self.cut_offs = QLabel(), ElidedLabel("", "secondary")
        self.grade = StateChip(context.theme)
        self.fix_button = QPushButton("确定等次…")
        self.former, self.next = QPushButton("上一家"), QPushButton("下一家 Ctrl+Enter")
        self._lay_out()
        self._connect()

    def show_place(self, found: Ranking, place: Place, turn: str) -> None:
        """Show the sheet of a unit; the item in hand stays in hand where it is the same unit."""
        same = self.place is not None and self.place.unit_id == place.unit_id
        kept = self.table.currentIndex().row() if same else -1
        self.found, self.place = found, place
        self.title_label.setText(f"{place.unit} 评分表")
        self.turner.show_place(turn)
        with QSignalBlocker(self.schemes):
            self.schemes.clear()
            for one in found.schemes:
                self.schemes.addItem(str(one.stored["name"]), one.id)
            self.schemes.setCurrentIndex(self.schemes.findData(found.scheme.id if found.scheme is not None else 0))
        self._read(found, place)
        self._fill(kept)

    def node(self) -> Node | None:
        """The item in hand."""
        at = self.table.currentIndex().row()
        nodes = self.sheet.nodes if self.sheet is not None else ()
        return nodes[at] if 0 <= at < len(nodes) and nodes[at].kind else None

    def save(self, *, goes_on: bool = True) -> None:
        """Enter: the points of the item in hand, then the next item; of a unit that is left only the points."""
        node, found, place = self.node(), self.found, self.place
        if node is None or found is None or place is None or found.scheme is None or is_composing(self.reason):
            return
        if why := self.context.why_not(Action.EDIT_RECORD, writes=True):
            self.failed.emit(why)
            return
        score = self.sheet.values.get(node.code) if self.sheet is not None else None
        before = (plain(score.value), score.reason) if score is not None else ("", "")
        typed = (self.points.text().strip(), self.reason.text().strip())
        if typed != before:
            asked = (found.scheme.id, place.unit_id, found.round_id, node.code, *typed)
            done = self._saved if goes_on else None
            self.context.write(ranking.score, *asked, done=done, failed=self.failed.emit)
        elif goes_on:
            self.go_on()

    def go_on(self) -> None:
        """The next item is in hand, its points ready to be typed."""
        nodes = self.sheet.nodes if self.sheet is not None else ()
        here = self.table.currentIndex().row()
        later = [at for at, node in enumerate(nodes) if node.kind and at > here]
        if later:
            self.table.setCurrentIndex(self.table.figures.index(later[0], 0))
        self.points.setFocus()
        self.points.selectAll()

    def fix(self) -> None:
        """确定等次…"""
        record = self.sheet.record if self.sheet is not None else None
        if record is None:
            self.failed.emit("这一家还没有评分，不能定等次。请先录分。")
            return
        reader, register = self.context.reader, books.book(self.context.reader, SCORE_SHEETS.name)
        [whole] = records(reader, register.shape, self.context.as_of, self.context.known_at, ids=[record.id])
        dialog = RecordDialog(self.context, register, whole, register.step("fix"), self)
        dialog.exec()
        dialog.deleteLater()

    def open_rows(self) -> None:
        """看条: the rows of the figure of the item in hand, else the findings that its grounds name."""
        node, found, place = self.node(), self.found, self.place
        if node is None or found is None or place is None or self.sheet is None:
            return
        score, reader = self.sheet.values.get(node.code), self.context.reader
        if node.figure and has_rows(self.sheet, node):
            on = str(place.sheet.stored["on"]) if place.sheet is not None else self.context.as_of
            book, ids = rows_behind(node.figure, reader, place.unit_id, found.round_id, on)
        else:
            numbers = NUMBER.findall(score.reason) if score is not None else []
            book, known = FINDINGS, (facts.finding_id(reader, number) for number in dict.fromkeys(numbers))
            ids = tuple(one for one in known if one is not None)
        title = f"{place.unit} {node.title} {len(ids)} {book.unit_word}"
        if not ids:
            self.failed.emit(f"“{node.title}”没有可看的条：台账没有计入的，依据里也没有问题编号。")
        elif book is FINDINGS:
            self.context.open_page("findings", AskFindings(ids, title))
        else:
            self.context.open_page("talks", AskRows(book.name, ids, title))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A digit typed on the list begins the points of its item; Enter goes to them."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            begun, plain_key = event.text(), event.modifiers() in PLAIN
            if plain_key and self.points.isEnabled() and (begun in STARTS or event.key() in ENTER):
                self.points.setFocus()
                self.points.selectAll()
                if begun in STARTS:
                    self.points.setText(begun)
                return True
        return super().eventFilter(watched, event)

    # -- inside

    def _read(self, found: Ranking, place: Place) -> None:
        self.sheet = None
        if found.scheme is None:
            return
        try:
            asked = (found.scheme.id, place.unit_id, found.round_id, self.context.as_of, place.sheet)
            self.sheet = ranking.sheet_of(self.context.reader, *asked)
        except KnownError as error:
            self.failed.emit(error)

    def _fill(self, kept: int) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        self.table.selectionModel().blockSignals(True)
        self.table.show_table(sheet_table(sheet))
        self.table.selectionModel().blockSignals(False)
        first = next((at for at, node in enumerate(sheet.nodes) if node.kind), 0)
        self.table.setCurrentIndex(self.table.figures.index(kept if kept >= 0 else first, 0))
        fixed = sheet.record is not None and sheet.record.state == "fixed"
        self.total.setText(f"{plain(sheet.result.total)} 分")
        self.grade.set_mark(grade_mark(sheet.grade, vetoed=sheet.result.vetoed, lacks="" if fixed else sheet.lacks))
        stands = "已定等次" if fixed else "未定" if sheet.record is not None else "还没有录分"
        veto = "一票否决　" if sheet.result.vetoed else ""
        lacks = f"缺{sheet.lacks}{'，总分不含' if sheet.lacks_points else ''}　" if sheet.lacks else ""
        self.cut_offs.set_full_text(f"{veto}{lacks}{cut_off_words(sheet)}　{stands}")
        why = self.context.why_not(Action.SETTLE_RECORD, writes=True) or ("已定等次" if fixed else "")
        self.fix_button.setEnabled(not why)
        self.fix_button.setToolTip(why)
        self._show_item()

    def _show_item(self, *_index: object) -> None:
        node, sheet = self.node(), self.sheet
        why = self.context.why_not(Action.EDIT_RECORD, writes=True)
        for control in (self.points, self.reason):
            control.setEnabled(node is not None and not why)
            control.setToolTip(why)
        score = sheet.values.get(node.code) if sheet is not None and node is not None else None
        self.item.set_full_text(node.title if node is not None else "选一项")
        self.asked.setText(ASKED.get(node.kind, "") if node is not None else "")
        with QSignalBlocker(self.points), QSignalBlocker(self.reason):
            self.points.setText(plain(score.value) if score is not None else "")
            self.reason.setText(score.reason if score is not None else "")
        self.reason.setPlaceholderText(COMPUTED if node is not None and node.figure else TYPED)

    def _saved(self, _changes: Any) -> None:
        self.go_on()

    def _scheme(self, _place: int) -> None:
        self.scheme_chosen.emit(int(self.schemes.currentData()))

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._show_item)
        self.points.returnPressed.connect(self.save)
        self.reason.returnPressed.connect(self.save)
        self.schemes.activated.connect(self._scheme)
        self.fix_button.clicked.connect(self.fix)
        self.table.asked.connect(lambda _code: self.open_rows())
        self.table.installEventFilter(self)
        self.turner.turned.connect(self.step_asked)
        self.former.clicked.connect(lambda: self.step_asked.emit(-1))
        self.next.clicked.connect(lambda: self.step_asked.emit(1))

    def _lay_out(self) -> None:
        theme = self.context.theme
        self.total.setProperty("role", "figure")
        self.note_label.hide()  # the choice of the scheme has its room
        self.schemes.setFixedWidth(theme.px(SCHEME_WIDTH))
        self.points.setFixedWidth(theme.px(64))
        self.head.addWidget(self.schemes)
        self.head.addWidget(self.turner)
        strip, foot = QHBoxLayout(), QHBoxLayout()
        strip.setContentsMargins(14, 6, 12, 4)
        self.item.setMaximumWidth(theme.px(150))
        for widget in (self.item, self.asked, self.points):
            strip.addWidget(widget)
        strip.addWidget(self.reason, 1)
        foot.setContentsMargins(14, 4, 12, 8)
        foot.setSpacing(8)
        foot.addWidget(self.total)
        foot.addWidget(self.grade)
        foot.addStretch(1)
        for button in (self.fix_button, self.former, self.next):
            foot.addWidget(button)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(strip)
        self.cut_offs.setContentsMargins(14, 0, 12, 0)
        self.body.addWidget(self.cut_offs)
        self.body.addLayout(foot)

"""抄报与移交: what each county leader, organ and unit is to get, beside what was sent, received and instructed (page 15)."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.documents.recipe import Recipe
from desktop.errors import KnownError
from desktop.ledgers.column import LedgerTable
from desktop.ledgers.copies import COPY_REPORTS
from desktop.ledgers.register import Step
from desktop.operations.copying import Line, awaits, left_of, level_of, not_entered
from desktop.operations.dispatches import Dispatch, LeaderLine, UnitLine
from desktop.rules.permissions import RECORD_ACTIONS, Action
from desktop.ui.asks import AskFindings
from desktop.ui.context import AppContext
from desktop.ui.dialogs.list_verbs import ListVerbs
from desktop.ui.grid.late_table import LateTable
from desktop.ui.grid.ledger_table import COMPACT_ROW, LedgerTableView
from desktop.ui.grid.sum_row import SumRow
from desktop.ui.pages.register.dispatch_reading import Answer, Moment, read
from desktop.ui.pages.register.dispatch_rows import (
    LEADERS,
    ORGANS,
    UNITS,
    WRITTEN,
    Row,
    Written,
    law_of,
    nothing_for,
    paper_of,
    rows_of,
    total_of,
    whom,
)
from desktop.ui.pages.register.duties_card import DutiesCard
from desktop.ui.pages.register.enter_copies_dialog import EnterCopiesDialog
from desktop.ui.widgets.card import Card, ElidedLabel
from desktop.ui.widgets.segment_tabs import SegmentTabs
from desktop.ui.widgets.split import Split

BOARD, LISTS, SENT, WRITTEN_ON = "board", "lists", "sent", "written"
TABS = ((BOARD, "抄报与移交"), (LISTS, "被巡察单位清单"), (SENT, "送达登记"), (WRITTEN_ON, "批示"))
MOST_LEADERS, ROW, HEAD, LOWEST = 10, 30, 34, 218
"""Leaders in sight at once; a row and the head of a table; what the two cards below need, in px at 100 %."""


class DispatchCard(QWidget):
    """Tabs above the book of copies: 送达登记 is the book itself, the others stand here. `entry_asked` tells what a new record would hold,
    `record_asked` one that is there, `step_asked` that its next step is to be entered, `part_asked` whether the book has the room, `changed` that the board was read.
    """

    entry_asked = Signal(object)
    record_asked = Signal(int)
    step_asked = Signal(int)
    part_asked = Signal(bool)
    changed = Signal()
    failed = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._asked: Moment | None = None
        self.found: Dispatch | None = None
        self._rounds: tuple[int, ...] = ()
        """Of which rounds the board in sight tells."""
        self._recipes: tuple[Recipe, ...] = ()
        self._in_hand: Row | None = None
        self._filling = False
        self.tabs, self.timing = SegmentTabs([(key, title, None) for key, title in TABS]), ElidedLabel(role="secondary")
        self.leaders, self.organs = self._table_of(LEADERS, "instruction"), self._table_of(ORGANS, "name")
        self.lists = LateTable(partial(self._table_of, UNITS, "name"), partial(self._dress, LISTS))
        self.written = LateTable(partial(self._table_of, WRITTEN, "instruction"), partial(self._dress, WRITTEN_ON))
        self._verbs: dict[str, ListVerbs] = {}
        self._heard: list[LedgerTableView] = []  # of these a line can be in hand
        self._hand = self.leaders
        """The table whose line is in hand."""
        self.leader_card, self.organ_card = (
            Card("抄报县领导", " ", "再报一次进度…"),
            Card("移交县直部门和组织、宣传部", " "),
        )
        self.list_card, self.written_card = Card("被巡察单位清单", " "), Card("批示", " ")
        self.duties = DutiesCard(context)
        self.note_label, self.total = self.leader_card.note_label, SumRow(context.theme, self.leaders)
        self.stack = QStackedWidget()
        self.enter_button, self.show_button = QPushButton("登记抄报移交"), QPushButton("看这些问题")
        self.paper_button = QPushButton("出文书…")
        self.step_button, self.batch_button = QPushButton("登记送达、批示…"), QPushButton("登记抄报移交…")
        self.batch_button.setProperty("primary", True)
        self.law = ElidedLabel(role="strong")
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read the board anew, beside the window: rates of the whole round are counted for it."""
        context = self._context
        self._asked = (context.scope.rounds, context.as_of, context.known_at, context.basis)
        context.beside.start(
            "正在汇总抄报移交", partial(read, context.ledger, self._asked), done=self._take, failed=self.failed.emit
        )

    def zones(self) -> tuple[QWidget, ...]:
        """The tables of every tab."""
        late = (one.table for one in (self.lists, self.written) if one.is_made)
        return tuple(one.grid for one in (self.leaders, self.organs, self.duties.table, *late))

    def line(self) -> Line | None:
        """The line in hand."""
        return self._in_hand.line if self._in_hand is not None else None

    def in_sight(self) -> ListVerbs | None:
        """How what the tab shows leaves; None where that is the book."""
        return self._verbs.get(self.tabs.current())

    def turn_to(self, tab: str) -> None:
        """Show a tab, and the book where it is the book."""
        self.tabs.set_current(tab)

    def enter_batch(self) -> None:
        """登记抄报移交…: all three levels at once."""
        if self.found is None or not self._may():
            return
        rounds = self._rounds
        if len(rounds) != 1:
            self.failed.emit(KnownError("成批登记按一个轮次办。请在上方只选一个轮次。"))
            return
        lines = not_entered(self.found)
        if not lines:
            self.failed.emit(KnownError("各级的抄报移交都已登记，没有要补的。"))
            return
        dialog = EnterCopiesDialog(self._context, rounds[0], lines, self)
        dialog.exec()
        dialog.deleteLater()

    def make_paper(self) -> None:
        """Ctrl+G: the papers of the kind of the line in hand, in 文书: for the ticked leaders or units, else for the unit in hand, for all that are due."""
        kind, line = self._kind(), self.line()
        if kind is not None and line is not None:
            lines = self._ticked() or ([line] if isinstance(line, UnitLine) else [])
            self._context.open_page("letters", {"kind": kind.kind} | whom(self._context.reader, lines))

    def _ticked(self) -> list[Line]:
        """The ticked lines of the table in hand to which something is to be sent."""
        ticked = set(self._hand.ticked_ids()) if self._hand.model.ticks else set()
        return [row.line for row in self._hand.records() if row.id in ticked and row.line.part.findings]

    # -- inside

    def _take(self, answer: Answer) -> None:
        asked, found, duties, recipes = answer
        if asked != self._asked:
            return
        self.found, self._rounds, self._recipes = found, asked[0], recipes
        self.note_label.set_full_text("；".join([found.words, *([found.sums] if found.due else [])]))
        self.timing.set_full_text(found.timing(asked[1]))
        self.organ_card.note_label.set_full_text("去向可以重复，合计不相加" if found.organs else "没有要移交的")
        self.list_card.note_label.set_full_text(found.unit_words)
        self.written_card.note_label.set_full_text(found.instruction_words)
        self.total.show_words(total_of(found))
        self._filling = True  # that a table keeps its own line is no choice of the clerk's
        day = date.fromisoformat(asked[1])
        for table, lines in ((self.leaders, found.leaders), (self.organs, found.organs)):
            table.show_records(rows_of(lines, day))
        self.lists.show_records(rows_of(found.units, day))
        self.written.show_records([Written(one.id, one, day) for one in found.instructed])
        self._filling = False
        self.duties.show_lines(duties)
        self._count(found)
        if self._hand is self.organs and not found.organs:
            self._hand = self.leaders
        self._take_in_hand(self._hand)
        self._fit()
        self.changed.emit()

    def _count(self, found: Dispatch) -> None:
        sent = sum(bool(one.sent_on) for one in found.units)
        self.tabs.set_counts(
            {
                LISTS: f"{sent}/{len(found.units)}" if found.units else None,
                SENT: len(found.copies) or None,
                WRITTEN_ON: len(found.instructed) or None,
            }
        )

    def _fit(self) -> None:
        """The leaders have the rows that they need; where the window is low they scroll, that the cards below keep theirs."""
        theme = self._context.theme
        count = min(max(len(self.found.leaders) if self.found else 1, 1), MOST_LEADERS)
        room = max(self.stack.height() - theme.px(LOWEST + 90), theme.px(HEAD + 4 * ROW))
        self.leaders.setFixedHeight(min(theme.px(HEAD + count * ROW + 6), room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A higher window has room for more."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Letters of another size ask for rows of another height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever goes back to a table has its line in hand, also where it is the one that was chosen there before."""
        if event.type() == QEvent.Type.FocusIn:
            table = next((one for one in self._heard if one.grid is watched), None)
            if table is not None and table.current_record() is not None:
                self._turn(table)
        return super().eventFilter(watched, event)

    def _take_in_hand(self, table: LedgerTableView) -> None:
        """The line of a table that is chosen there, else its first one; nothing where it has none."""
        if table.current_record() is None and table.records():
            table.select_id(table.records()[0].id)
        self._turn(table)

    def _turn(self, table: LedgerTableView, _row: object = None) -> None:
        if not self._filling:
            self._hand, self._in_hand = table, table.current_record()
            self._guard()

    def _show_tab(self, key: str) -> None:
        pages = {BOARD: 0, LISTS: 1, WRITTEN_ON: 2}
        self.stack.setVisible(key != SENT)
        self.foot.setVisible(key in (BOARD, LISTS))
        if key in pages:
            self.stack.setCurrentIndex(pages[key])
        if key in (BOARD, LISTS):
            self._take_in_hand(self.leaders if key == BOARD else self.lists.table)
        self.part_asked.emit(key == SENT)

    def _guard(self) -> None:
        """What can be done about the line in hand, else why not."""
        line, kind = self.line(), self._kind()
        may = self._context.why_not(RECORD_ACTIONS[COPY_REPORTS.add_right], writes=True)
        none = "" if line is not None and line.part.findings else nothing_for(line)
        entered = line is not None and line.copy is not None and not awaits(line)
        self.enter_button.setText("看登记" if entered else "登记抄报移交")
        waiting = not_entered(self.found) if self.found is not None else ()
        self.batch_button.setText(f"登记抄报移交 {len(waiting)} 件…" if waiting else "登记抄报移交…")
        step, count = self._step(), len(self._ticked())
        self.step_button.setText(f"{step.title}…" if step is not None else "登记送达、批示…")
        unissued = self._context.why_not(Action.ISSUE, writes=True) or ("" if kind else "这类去向没有文种")
        self.law.set_full_text(law_of(waiting))
        for button, why in (
            (self.step_button, none or may or ("" if step is not None else "先登记这一件，再登记它的送达、签收和批示")),
            (self.enter_button, none or ("" if entered else may)),
            (self.show_button, none),
            (self.paper_button, ("" if count else none) or unissued),
            (self.batch_button, may or ("" if waiting else "各级的抄报移交都已登记")),
        ):
            button.setEnabled(not why)
            button.setToolTip(why)
        told = f" {count} 件" if count else ""
        self.paper_button.setText(f"出{kind.title}{told}…" if kind is not None else "出文书…")

    def _kind(self) -> Recipe | None:
        """The kind of paper for what is ticked, else for the line in hand, of those that were read with the board."""
        line = next(iter(self._ticked()), self.line())
        return paper_of(line, self._recipes) if line is not None else None

    def _step(self) -> Step | None:
        """What is to be entered next on the copy of the line in hand."""
        line = self.line()
        copy = line.copy if line is not None else None
        return next(iter(COPY_REPORTS.steps_from(copy.state)), None) if copy is not None else None

    def take_step(self) -> None:
        """Ctrl+J: 送达, 签收, 批示, 办结 of the copy of the line in hand; where there is none, it is entered first."""
        line = self.line()
        if line is not None and line.copy is not None and self._step() is not None:
            self.step_asked.emit(line.copy.id)
        else:
            self._enter()

    def report_again(self) -> None:
        """再报一次进度: a further copy to the leader in hand, who had one."""
        line = self.line()
        if not isinstance(line, LeaderLine):
            self.failed.emit(KnownError("再报一次按县领导办。请先在“抄报县领导”里选一位。"))
        elif not line.part.findings:
            self.failed.emit(KnownError(f"{nothing_for(line)}。"))
        elif line.copy is None:
            self.failed.emit(KnownError(f"{line.name}还没有抄报过，不能再报。请先登记抄报移交。"))
        elif self._may():
            self.entry_asked.emit({"level": level_of(line), "addressee": line.name, "findings": line.part.findings})

    def _may(self) -> bool:
        reason = self._context.why_not(RECORD_ACTIONS[COPY_REPORTS.add_right], writes=True)
        if reason:
            self.failed.emit(KnownError(f"{reason}。"))
        return not reason

    def _enter(self) -> None:
        line = self.line()
        if line is None or not line.part.findings:
            return
        if line.copy is not None and not awaits(line):
            self.record_asked.emit(line.copy.id)
            return
        self.entry_asked.emit({"level": level_of(line), "addressee": line.name, "findings": left_of(line)})

    def _show(self) -> None:
        if (line := self.line()) is not None:
            title = f"{line.name} {len(line.part.findings)} 条"
            self._context.open_page("findings", AskFindings(line.part.findings, title))

    def _table_of(self, kind: LedgerTable, wide: str) -> LedgerTableView:
        theme, ticks = self._context.theme, kind in (LEADERS, UNITS)
        table = LedgerTableView(theme, kind, ticks=ticks, rows=COMPACT_ROW - 1, prints=False)
        table.stretch(wide)
        table.tells_all = False
        return table

    def _dress(self, tab: str, table: LedgerTableView) -> None:
        """What a table's lines can do, and how the list of a tab leaves."""
        self._verbs[tab] = ListVerbs(self._context, table, self.failed.emit)
        if tab == WRITTEN_ON:
            table.set_empty_state("还没有批示。县领导在清单上批示后，在送达登记里登记。")
            table.activated.connect(lambda row: self.record_asked.emit(row.id))
            return
        table.current_changed.connect(partial(self._turn, table))
        table.ticks_changed.connect(self._guard)
        self._heard.append(table)
        table.grid.installEventFilter(self)
        table.activated.connect(lambda _row: self._enter())

    def _connect(self) -> None:
        self._dress(BOARD, self.leaders)
        self._dress("", self.organs)
        ListVerbs(self._context, self.duties.table, self.failed.emit)
        self.tabs.changed.connect(self._show_tab)
        self.leader_card.link_clicked.connect(self.report_again)
        for button, slot in (
            (self.enter_button, self._enter),
            (self.show_button, self._show),
            (self.paper_button, self.make_paper),
            (self.step_button, self.take_step),
            (self.batch_button, self.enter_batch),
        ):
            button.clicked.connect(slot)
        shortcut = QShortcut(QKeySequence("Ctrl+G"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.make_paper)

    def _lay_out(self) -> None:
        for card, table in (
            (self.leader_card, self.leaders), (self.organ_card, self.organs), (self.list_card, self.lists),
            (self.written_card, self.written),
        ):  # fmt: skip
            card.flush()
            card.body.setSpacing(0)
            card.body.addWidget(table, 1)
        self.leader_card.body.addWidget(self.total)
        law = ElidedLabel("同一问题可以送几个去向。脱名：出移交函时可隐去单位名称。线索不从这里送。", "secondary")
        law.setContentsMargins(13, 5, 10, 6)
        self.organ_card.body.addWidget(law)
        below = Split(Qt.Orientation.Horizontal)
        below.setHandleWidth(8)
        below.setChildrenCollapsible(False)
        below.addWidget(self.organ_card)
        below.addWidget(self.duties)
        below.share_out([self._context.theme.px(575), self._context.theme.px(655)])
        first = QWidget()
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.leader_card)
        column.addWidget(below, 1)
        for page in (first, self.list_card, self.written_card):
            self.stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self._strip())
        whole.addWidget(self.stack, 1)
        whole.addWidget(self._foot())

    def _strip(self) -> QWidget:
        strip = Card()
        row = QHBoxLayout()
        row.addWidget(self.tabs)
        row.addWidget(self.timing, 1)
        self.timing.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        strip.body.setContentsMargins(6, 0, 12, 0)
        strip.body.addLayout(row)
        return strip

    def _foot(self) -> QWidget:
        self.foot, foot = Card(), QHBoxLayout()
        self.foot.body.addLayout(foot)
        foot.setSpacing(8)
        foot.addWidget(self.law, 1)
        for button in (self.show_button, self.paper_button, self.enter_button, self.step_button, self.batch_button):
            foot.addWidget(button)
        return self.foot

"""问题台账 · 复盘核对: working papers, list and feedback compared item by item; what differs is answered, a run is kept (page 20, M1, M3)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from db.queries import books as queries
from db.store import Ledger
from desktop.ledgers import books
from desktop.ledgers.rechecks import RECHECK_ANSWERS, RECHECK_RUNS
from desktop.ledgers.working_papers import REPORT_ITEMS, WORKING_PAPERS
from desktop.operations.recheck import deciding
from desktop.operations.recheck.comparing import Recheck, recheck
from desktop.operations.records.exporting import Listed
from desktop.rules.permissions import RECORD_ACTIONS, Action
from desktop.ui import page_rounds
from desktop.ui.asks import AskImport, AskTab
from desktop.ui.context import AppContext
from desktop.ui.dialogs.print_list_dialog import PrintDialog
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.page import Page
from desktop.ui.pages.recheck.desk import RecheckDesk
from desktop.ui.round_figures import rounds_text
from desktop.ui.widgets.card import Card, EmptyState
from desktop.ui.widgets.finding_tabs import add_finding_tabs

OWN = "recheck"
_TABLES = (
    *(one.name for one in (WORKING_PAPERS, REPORT_ITEMS, RECHECK_ANSWERS, RECHECK_RUNS)),
    "record_link", "record_event", "record_retraction", "finding", "finding_event", "retraction", "unit", "unit_name", "round", "round_unit",
    "category", "import_batch",
)  # fmt: skip
SHEETS = "表格 (*.xlsx *.xlsm *.xls *.csv)"
Moment = tuple[int, str, str | None]


class RecheckPage(Page):
    """One round; it is read beside the window, because every text of the round is."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "问题台账")
        self.tabs = add_finding_tabs(self.head_middle, context, OWN)
        self.desk = RecheckDesk(context)
        self.nothing = EmptyState(context.theme)
        self.nothing.make_plain()
        plain = Card()
        plain.body.addWidget(self.nothing)
        self.plain = plain
        self.stack = QStackedWidget()
        self.stack.addWidget(self.desk)
        self.stack.addWidget(plain)
        self.body.addWidget(self.stack)
        self._asked: Moment | None = None
        enter = RECORD_ACTIONS[WORKING_PAPERS.add_right]
        self.add_record_button = self.add_button(
            "登记底稿 Ctrl+N", self.add_paper, icon="plus", action=enter, writes=True
        )
        self.import_button = self.add_button(
            "导入底稿…", self.import_papers, icon="import", action=Action.IMPORT, writes=True
        )
        self.run_button = self.add_button(
            "再核对一遍", self.run, icon="refresh", primary=True, action=enter, writes=True, tooltip="F5"
        )
        self._connect()

    # -- what the frame asks

    def refresh(self) -> None:
        """Read the round of the switch anew, beside the window."""
        self.clear_error()
        context, round_id = self.context, page_rounds.shown_round(self.context, page_rounds.RECHECK)
        if round_id is None:
            self._show_nothing("还没有轮次。请先在“轮次与单位”里建本轮。")
            return
        self._asked = (round_id, context.as_of, context.known_at)
        work = partial(_read, context.ledger, self._asked)
        context.beside.start("正在核对", work, done=self._show, failed=self.show_error)

    def on_changed(self, changes: Any) -> None:
        """Compare again what an action may have touched."""
        if changes.touches(*_TABLES):
            self.refresh()

    def status_texts(self) -> Sequence[str]:
        """The sums of the round."""
        return self.desk.status_texts() if self.desk.found.units else ()

    def zones(self) -> Sequence[QWidget]:
        """Units, rows, differences."""
        return (self.desk.units, self.desk.list, self.desk.difference_table)

    # -- verbs

    def run_anew(self) -> None:
        """F5: on the desk the comparison is run and kept; a book in sight is read again."""
        if self.stack.currentWidget() is self.desk:
            self.run()
        else:
            self.refresh()

    def run(self) -> None:
        """F5 再核对一遍: today's result is kept."""
        round_id = page_rounds.shown_round(self.context, page_rounds.RECHECK)
        if not self.run_button.isEnabled():
            self.show_error(self.run_button.toolTip())
        elif round_id is not None and self.stack.currentWidget() is self.desk:
            self.context.write(deciding.run, round_id, done=self._ran, failed=self.show_error, label="正在核对")

    def add_paper(self) -> None:
        """Ctrl+N 登记底稿, for the unit in hand."""
        if not self.add_record_button.isEnabled():
            return
        unit = self.desk.unit()
        preset = {
            "round": page_rounds.shown_round(self.context, page_rounds.RECHECK),
            "unit": unit.id if unit is not None else None,
        }
        register = books.book(self.context.reader, WORKING_PAPERS.name)
        given = {name: value for name, value in preset.items() if value}
        self._ask(RecordDialog(self.context, register, parent=self, preset=given))

    def import_papers(self) -> None:
        """导入底稿…: the list goes through the wizard of the page of imports."""
        name, _kind = QFileDialog.getOpenFileName(self, "导入底稿", "", SHEETS)
        if name:
            self.context.open_page("import", AskImport(WORKING_PAPERS.name, Path(name)))

    def print_sheet(self) -> None:
        """打印核对表…: the run that was kept last, with its differences and the lines to sign."""
        last = self.desk.found.last
        if last is None:
            self.show_error("还没有存过核对结果。请先按 F5 核对一遍，再打印核对表。")
            return
        context = self.context
        register = books.book(context.reader, RECHECK_RUNS.name)
        found = queries.records(context.reader, register.shape, context.as_of, context.known_at, ids=[last.id])
        title = f"{rounds_text(context)}复盘核对表"
        self._ask(PrintDialog(context, Listed(register, found, context.as_of), title, self, sheet=True))

    # -- inside

    def _show(self, answer: tuple[Moment, Recheck]) -> None:
        asked, found = answer
        if asked != self._asked:
            return
        self.set_subtitle(page_rounds.which(self.context, asked[0]))
        if not found.whole.papers and not found.whole.listed:
            self._show_nothing("本轮还没有底稿，也没有清单。", "导入底稿…", self.import_papers)
        elif not found.whole.papers:
            self._show_nothing("本轮没有底稿。", "导入底稿…", self.import_papers)
        else:
            self.stack.setCurrentWidget(self.desk)
            self.desk.show_found(found)
            self.tabs.set_counts({OWN: len(found.whole.waiting) or None})
        self.status_changed.emit()

    def _show_nothing(self, words: str, button: str = "", slot: Any = None) -> None:
        may = self.import_button.isEnabled()
        self.nothing.show_text(words, button if may else "", slot)
        self.stack.setCurrentWidget(self.plain)
        self.desk.found = Recheck(0, ())
        self.tabs.set_counts({OWN: None})

    def _ran(self, _changes: object) -> None:
        self.say("核对结果已存。可在“历次复盘核对”里看。")

    def _show_runs(self) -> None:
        self.context.open_page("books", AskTab(RECHECK_RUNS.name))

    def _on_desk(self, slot: Any) -> None:
        if self.stack.currentWidget() is self.desk:
            self.clear_error()
            slot()

    def _ask(self, dialog: Any) -> None:
        dialog.exec()
        dialog.deleteLater()

    def _connect(self) -> None:
        desk = self.desk
        desk.failed.connect(self.show_error)
        desk.runs_asked.connect(self._show_runs)
        desk.print_asked.connect(self.print_sheet)
        self.add_menu("打印核对表…", self.print_sheet)
        self.add_menu("历次核对", self._show_runs)
        self.add_shortcut("Ctrl+N", "登记底稿", self.add_paper)
        self.add_shortcut("Ctrl+P", "打印核对表", self.print_sheet)
        for key, title, slot in (
            ("F9", "确认无误（理由）", desk.confirm),
            ("F8", "打开差异", desk.open_next),
            ("Alt+Up", "上一家", partial(desk.step, -1)),
            ("Alt+Down", "下一家", partial(desk.step, 1)),
        ):
            self.add_shortcut(key, title, partial(self._on_desk, slot))


def _read(ledger: Ledger, asked: Moment) -> tuple[Moment, Recheck]:
    round_id, as_of, known_at = asked
    with ledger.apart() as own:
        return asked, recheck(own.reader, round_id, as_of, known_at).counted()

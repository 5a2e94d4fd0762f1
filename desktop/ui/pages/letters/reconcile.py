"""与台账核对: every issued paper recomputed, what was wrong already then apart from what moved on since (page 23)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from db.queries import findings as finding_queries
from db.queries import papers as paper_queries
from db.queries import units as unit_queries
from desktop.ledgers.paper_decisions import PAPER_DECISIONS
from desktop.ledgers.places import page_of
from desktop.operations.papers import catalogue
from desktop.operations.papers.reconciling import Line as Told
from desktop.operations.papers.reconciling import Outcome, Reconciled, sentence
from desktop.operations.papers.tracing import Traced
from desktop.rules.permissions import RECORD_ACTIONS, Action, Right
from desktop.ui.asks import AskFindings, AskTab
from desktop.ui.page import Page
from desktop.ui.pages.letters import reconcile_lines
from desktop.ui.pages.letters.decide_dialog import CORRECT, KEEP, DecideDialog
from desktop.ui.pages.letters.reconcile_lines import FIGURE_HEADS, FILE_HEADS, ROW, figure_line, file_line, numbers
from desktop.ui.pages.letters.reconcile_papers import PapersCard, read_every, read_files
from desktop.ui.pages.letters.reconcile_trace import PasteBar, TracePanel
from desktop.ui.paper_desk import why_not_put_out
from desktop.ui.widgets.card import Card, ElidedLabel, EmptyState
from desktop.ui.widgets.figure_cells import Shown
from desktop.ui.widgets.figure_table import FigureTable
from desktop.ui.widgets.split import Split
from desktop.ui.widgets.turner import Turner

LEFT, RIGHT = 548, 682
NONE_YET = "还没有由本程序签发的文书。签发以后，每个数字都能在这里与台账核对。"
CHECKING = "正在核对…"
_NO_FIGURE = "先选一份文书，再选文中的一个数字"
NOTHING = "这份文件没有可追溯的数字（可能在别的程序里重打过）。"


class ReconcileTab(QWidget):
    """Left the papers and the files that came back, right the figures of the one in hand."""

    changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.context = page, page.context
        theme = self.context.theme
        self.files: list[Reconciled] = []
        self.shown: Reconciled | None = None
        self._again = False
        self.file_table, self.figure_table = (FigureTable(theme, ROW, whole_rows=True) for _ in range(2))
        self.again_button, self.file_button = QPushButton("重新核对 F5"), QPushButton("核对改过的 Word…")
        self.open_button, self.copy_button = QPushButton("在台账中打开"), QPushButton("复制一句话")
        self.keep_button, self.correct_button = QPushButton(f"{KEEP}… F8"), QPushButton(f"{CORRECT}… F9")
        self.register_button = QPushButton("对账处理登记")
        self.trace, self.paste = TracePanel(self.context), PasteBar(self.context)
        self.sums = ElidedLabel("", "secondary")
        self.sheet_button = QPushButton("打印核对结果…")
        self.left = PapersCard(theme, self.register_button, (self.sheet_button, self.again_button))
        self.paper_table, self.total, self.foot = self.left.table, self.left.total, self.left.foot
        self.right, self.turner = Card("文中的数字", " "), Turner(theme, "份")
        self.empty = EmptyState(theme, NONE_YET)
        self._build()
        self.setAcceptDrops(True)
        self.again_button.clicked.connect(self.recompute)
        self.file_button.clicked.connect(self._choose)
        self.open_button.clicked.connect(self.open_rows)
        self.copy_button.clicked.connect(self.copy_sentence)
        self.keep_button.clicked.connect(partial(self.decide, corrects=False))
        self.correct_button.clicked.connect(partial(self.decide, corrects=True))
        self.register_button.clicked.connect(self.open_register)
        self.sheet_button.clicked.connect(self.print_result)
        self.turner.turned.connect(self.step)
        self.turner.former.setShortcut("Alt+Up")
        self.turner.next.setShortcut("Alt+Down")
        self.paste.found.connect(self.show_traced)
        self.left.chosen.connect(self._show)
        self.left.filled.connect(self._refilled)
        self.file_table.selectionModel().currentRowChanged.connect(self._file_chosen)
        self.figure_table.selectionModel().currentRowChanged.connect(self._figure_chosen)
        self.figure_table.asked.connect(self._open)

    # -- the page

    @property
    def papers(self) -> list[Reconciled]:
        """The papers that are listed."""
        return self.left.papers

    def refresh(self) -> None:
        """Compute anew: what was entered since may have moved a figure."""
        self.recompute()

    def recompute(self) -> None:
        """F5: every paper again, beside the window."""
        if not self.again_button.isEnabled():
            self._again = True  # it runs already, over what stood before
            return
        self.again_button.setEnabled(False)
        self.left.whole = False
        self._guard_sheet()
        self.foot.set_full_text(CHECKING)
        work = partial(read_every, self.context.ledger)
        told = self._show_progress
        self.context.beside.start("正在与台账核对", work, done=self._show_papers, failed=self._failed, progress=told)

    def status_texts(self) -> Sequence[str]:
        """核对 43 份 · 当时就错 1 · 人工改动 1"""
        return (
            f"核对 {len(self.left.of_year)} 份",
            f"当时就错 {sum(bool(one.those(Outcome.WRONG_THEN)) for one in self.left.of_year)} 份",
            f"人工改动 {sum(len(one.those(Outcome.EDITED)) for one in self.files)}",
        )

    def zones(self) -> Sequence[QWidget]:
        """Papers, figures."""
        return (self.paper_table, self.figure_table, self.trace.table, self.paste.field)

    # -- verbs

    def read_back(self, paths: Sequence[Path]) -> None:
        """Hold files that came back against their papers."""
        work = partial(read_files, self.context.ledger, tuple(paths))
        self.context.beside.start("正在核对文件", work, done=self._show_files, failed=self.page.show_error)

    def open_rows(self) -> None:
        """The findings that make the difference, or those that the figure counts."""
        if (line := self._line()) is not None:
            self._open(line)

    def copy_sentence(self) -> None:
        """The sentence of the paper in hand, for a note or a letter."""
        if self.shown is not None:
            QGuiApplication.clipboard().setText(sentence(self.shown))
            self.page.say("已复制这句话")

    def decide(self, *_clicked: Any, corrects: bool) -> None:
        """作说明保留 or 出更正 for the figure in hand; a correction leads on to its paper."""
        line = self._line()
        if self.shown is None or line is None or line not in self.shown.undecided:
            return
        paper = self.shown
        dialog = DecideDialog(self.context, paper, line, corrects=corrects, parent=self)
        if dialog.exec():
            made, _changes = dialog.result_value
            self.page.say(f"已登记{'、'.join(made)}。")
            if corrects:
                units = (paper.letter.unit_id,) if paper.letter.unit_id is not None else ()
                recipes = catalogue.recipes(self.context.reader)
                kind = next(one.kind for one in recipes if one.book == PAPER_DECISIONS.name)
                self.page.open_with({"kind": kind, "unit_ids": units, "records": tuple(made)})
        dialog.deleteLater()

    def print_result(self) -> None:
        """打印核对结果…: the sentences of the papers that moved, to be signed and filed."""
        from desktop.ui.dialogs.drill_sheet import DrillSheet

        sheet = DrillSheet(self.context, self, self.left.as_sheet(self.context.today.isoformat()), "与台账核对结果")
        sheet.exec()
        sheet.deleteLater()

    def step(self, by: int) -> None:
        """Alt+↑↓: the former or the next paper."""
        if self.papers:
            self.paper_table.selectRow(min(max(self.paper_table.currentIndex().row() + by, 0), len(self.papers) - 1))

    def open_register(self) -> None:
        """The register of decisions, in its book."""
        self.context.open_page(page_of(PAPER_DECISIONS.name), AskTab(PAPER_DECISIONS.name))

    def show_traced(self, place: Traced) -> None:
        """The paper of a pasted sentence, with its figure in hand; one that is not among the papers shows its rows alone."""
        row = self.left.place_of(place.letter.id)
        if row is not None:
            self.paper_table.selectRow(row)
            self._show(self.papers[row])
            tokens = {one.token for one in place.figures}
            lines = [at for at, line in enumerate(self.papers[row].lines) if line.token in tokens]
            if lines:
                self.figure_table.selectRow(lines[0])
                return
        self.trace.show_figure(place.letter, place.figures[0] if place.figures else None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Word files may be dropped."""
        if any(url.toLocalFile().lower().endswith(".docx") for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """They are read back."""
        self.read_back([Path(url.toLocalFile()) for url in event.mimeData().urls()])

    # -- inside

    def _choose(self) -> None:
        names, _kind = QFileDialog.getOpenFileNames(self, "收回或改过的文书", "", "Word 文件 (*.docx)")
        if names:
            self.read_back([Path(name) for name in names])

    def _show_progress(self, done: int, total: int, number: str) -> None:
        self.foot.set_full_text(f"{CHECKING} {done} / {total} {number}")

    def _failed(self, error: Any) -> None:
        self.again_button.setEnabled(True)
        self._guard_sheet()
        self.foot.set_full_text("没有核对完。")
        self.page.show_error(error)

    def _guard_sheet(self) -> None:
        """What is printed and signed is the whole outcome, never that of a check that runs or was broken off."""
        undone = CHECKING if not self.again_button.isEnabled() else "没有核对完。请重新核对。"
        reason = why_not_put_out(self.context, Action.PRINT) or ("" if self.left.whole else undone)
        self.sheet_button.setEnabled(not reason)
        self.sheet_button.setToolTip(reason)

    def _show_papers(self, found: list[Reconciled]) -> None:
        self.again_button.setEnabled(True)
        if self._again:
            self._again = False
            self.recompute()
            return
        before = self.shown
        self.stack.setCurrentWidget(self.split if found else self.empty)
        units = {row.id: row.short or row.name for row in unit_queries.units(self.context.reader, self.context.as_of)}
        self.left.show_found(found, catalogue.titles(self.context.reader), units)
        self._guard_sheet()
        self._keep_in_hand(self.papers, before)
        self.changed.emit()

    def _refilled(self) -> None:
        """Others are listed: the paper in hand stays, else the first one is in hand."""
        self._keep_in_hand(self.papers, self.shown)
        self.changed.emit()

    def _keep_in_hand(self, found: list[Reconciled], before: Reconciled | None) -> None:
        """The paper that was in hand stays, with its figure; where it is gone, or none was, the first one."""
        if before is not None and before in self.files:
            self._show(before)
            return
        at = next((row for row, one in enumerate(found) if before is not None and one.letter.id == before.letter.id), 0)
        line = self.figure_table.currentIndex().row()
        if found:
            self.paper_table.selectRow(at)
            self._show(found[at])
        else:
            self._show_none()
        if before is not None and 0 <= line < len(self.shown.lines if self.shown is not None else ()):
            self.figure_table.selectRow(line)

    def _show_files(self, found: list[Reconciled]) -> None:
        read = {one.path: one for one in (*self.files, *found)}
        self.files = list(read.values())
        self.file_table.show_table(Shown(FILE_HEADS, tuple(file_line(one) for one in self.files)))
        self._fit_files()
        self._show(found[-1])
        self.changed.emit()

    def _show(self, one: Reconciled) -> None:
        is_other, self.shown = self.shown is None or self.shown.letter.id != one.letter.id, one
        self.right.title_label.setText(one.letter.number or one.letter.title)
        self.right.note_label.set_full_text(self.left.title_of(one).removeprefix(one.letter.number).strip())
        place = next((row for row, paper in enumerate(self.papers, 1) if paper is one), 0)
        self.turner.show_place(f"{place}/{len(self.papers)}" if place else "")
        told = one.untold or (reconcile_lines.sum_of(one.said) if one.lines else NOTHING)
        if one.listed and not one.untold:
            told = f"{told}；{reconcile_lines.rest_of(one.listed)}"
        self.sums.set_full_text(f"{told}；没对上 {'、'.join(one.unmatched)}" if one.unmatched else told)
        self.figure_table.show_table(Shown(FIGURE_HEADS, tuple(map(figure_line, one.lines))))
        if is_other and one.undecided:  # what asks for a decision is in hand first
            self.figure_table.selectRow(one.lines.index(one.undecided[0]))
        self.copy_button.setEnabled(True)
        self._figure_chosen(self.figure_table.currentIndex())

    def _show_none(self) -> None:
        """No paper is in hand."""
        self.shown = None
        self.right.title_label.setText("文中的数字")
        for label in (self.right.note_label, self.sums):
            label.set_full_text("")
        self.turner.show_place("")
        self.figure_table.show_table(Shown(FIGURE_HEADS))
        self.copy_button.setEnabled(False)
        self._figure_chosen(QModelIndex())

    def _file_chosen(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        if 0 <= index.row() < len(self.files):
            self._show(self.files[index.row()])

    def _line(self) -> Told | None:
        row = self.figure_table.currentIndex().row()
        return self.shown.lines[row] if self.shown is not None and 0 <= row < len(self.shown.lines) else None

    def _figure_chosen(self, _index: QModelIndex, _before: QModelIndex | None = None) -> None:
        line = self._line()
        behind = numbers(line) if line is not None else ()
        self.open_button.setEnabled(bool(behind))
        self.open_button.setText(f"在台账中打开 {len(behind)} 条" if behind else "在台账中打开")
        self.open_button.setToolTip("" if behind else _NO_FIGURE if line is None else "这个数字后面没有问题")
        self._offer(line)
        figures = paper_queries.figures_of(self.context.reader, self.shown.letter.id) if self.shown is not None else ()
        figure = next((one for one in figures if line is not None and one.token == line.token), None)
        self.trace.show_figure(self.shown.letter if self.shown is not None else None, figure)

    def _offer(self, line: Told | None) -> None:
        """What can be decided of the figure in hand, and why not."""
        open_ = self.shown is not None and line is not None and line in self.shown.undecided
        done = line.decision.told if line is not None and line.decision is not None else ""
        why = f"已处理（{done}）" if done else "" if open_ else "只有“当时就错”的数字要处理"
        why = _NO_FIGURE if line is None else why
        for button, right in ((self.keep_button, Right.ENTER), (self.correct_button, Right.REVIEW)):
            reason = why or self.context.why_not(RECORD_ACTIONS[right], writes=True)
            if button is self.correct_button and not reason and line is not None and line.then == line.for_date:
                reason = "数字没有变，只是所数的问题不同，作说明保留即可"
            button.setEnabled(not reason)
            button.setToolTip(reason)

    def _open(self, line: Told) -> None:
        ids = finding_queries.ids_of_numbers(self.context.reader, numbers(line))
        if ids and self.shown is not None:
            told = "相差的" if line.outcome in (Outcome.WRONG_THEN, Outcome.CHANGED) and line.differing else "所数的"
            self.context.open_page(
                "findings", AskFindings(tuple(ids), f"{self.shown.letter.number} {line.figure}{told} {len(ids)} 条")
            )

    def _fit_files(self) -> None:
        self.files_note.setVisible(not self.files)
        self.file_table.setVisible(bool(self.files))

    def _build(self) -> None:
        theme = self.context.theme
        self.again_button.setProperty("primary", True)
        self.again_button.setShortcut("F5")
        self.again_button.setIcon(theme.icon("refresh", "on_primary"))
        self.files_note = QLabel("领导改过的稿子拖进来，先看哪些数字被人改了。", wordWrap=True)
        self.files_note.setProperty("role", "secondary")
        back = Card("读回的文件", " ")
        self.file_button.setProperty("link", True)
        back.head.addWidget(self.file_button)
        back.body.addWidget(self.files_note)
        back.body.addWidget(self.file_table)
        self.file_table.setMaximumHeight(theme.px(ROW * 4 + 34))
        self.right.flush()
        self.right.head.addWidget(self.turner)
        self.right.body.addWidget(self.sums)
        self.sums.setContentsMargins(14, 2, 14, 4)
        inside = Split(Qt.Orientation.Vertical)
        inside.addWidget(self.figure_table)
        inside.addWidget(self.trace)
        inside.share_out([theme.px(330), theme.px(200)])
        inside.setChildrenCollapsible(False)
        self.right.body.addWidget(inside, 1)
        foot = _row(self.open_button, (QWidget(), 1), self.copy_button, self.keep_button, self.correct_button)
        self.right.body.addLayout(foot)
        self.keep_button.setShortcut("F8")
        self.correct_button.setShortcut("F9")
        self.copy_button.setShortcut("Ctrl+C")
        self.copy_button.setToolTip("Ctrl+C（在表格中复制的是所选的一格）")
        for table in (self.paper_table, self.file_table, self.figure_table, self.trace.table):
            table.copies_cell = True
        self.copy_button.setEnabled(False)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.left, 1)
        column.addWidget(back)
        self.split = Split(Qt.Orientation.Horizontal)
        self.split.addWidget(beside)
        self.split.addWidget(self.right)
        self.split.share_out([theme.px(LEFT), theme.px(RIGHT)])
        self.split.setChildrenCollapsible(False)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.split)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.paste)
        self.figure_table.show_table(Shown(FIGURE_HEADS))
        self._fit_files()
        self._figure_chosen(QModelIndex())


def _row(*parts: Any) -> QHBoxLayout:
    layout = QHBoxLayout()
    layout.setContentsMargins(14, 6, 12, 8)
    for part in parts:
        widget, stretch = part if isinstance(part, tuple) else (part, 0)
        layout.addWidget(widget, stretch)
    return layout

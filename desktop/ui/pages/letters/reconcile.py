"""与台账核对: every issued paper recomputed, what was wrong already then apart from what moved on since (page 23)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.queries import findings as finding_queries
from db.queries import units as unit_queries
from db.store import Ledger
from desktop.ledgers.column import Align, Mark, Shape, Tone
from desktop.operations.papers import catalogue
from desktop.operations.papers.reconciling import Line as Told
from desktop.operations.papers.reconciling import Outcome, Reconciled, Report, every, file, sentence
from desktop.operations.papers.workshop import Workshop
from desktop.ui.asks import AskFindings
from desktop.ui.page import Page
from desktop.ui.widgets.card import Card, ElidedLabel, EmptyState
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown
from desktop.ui.widgets.figure_table import FigureTable

ROW = 29
LEFT, RIGHT = 590, 640
PAPER_HEADS = (
    Head("文号", 146), Head("文种", 84), Head("日期", 70), Head("主送"), Head("数字", 42, Align.RIGHT),
    Head("当时就错", 66, Align.RIGHT), Head("此后变化", 66, Align.RIGHT),
)  # fmt: skip
FILE_HEADS = (
    Head("文件"), Head("可追溯", 58, Align.RIGHT), Head("相同", 46, Align.RIGHT), Head("被改", 46, Align.RIGHT), Head("没对上", 58),
)  # fmt: skip
FIGURE_HEADS = (
    Head("数字"), Head("文中", 96, Align.RIGHT), Head("按文中日期重算", 104, Align.RIGHT), Head("今天", 96, Align.RIGHT),
    Head("结果", 92), Head("差在", 64, Align.RIGHT),
)  # fmt: skip
MARKS = {
    Outcome.SAME: Mark(Shape.CHECK, "相同"),
    Outcome.WRONG_THEN: Mark(Shape.TRIANGLE, "当时就错", Tone.RED),
    Outcome.CHANGED: Mark(Shape.DIAMOND_OUTLINE, "此后变化"),
    Outcome.EDITED: Mark(Shape.DIAMOND, "人工改动", Tone.AMBER),
    Outcome.TYPED: Mark(Shape.EMPTY, "手填"),
}
SAID = (
    "当时就错：按文中的日期和口径，用今天知道的事重算，结果不同（补登、更正造成），应出更正或说明。\n"
    "此后变化：文书当时没错，以后又有进展，不用更正。"
)
NONE_YET = "还没有由本程序签发的文书。签发以后，每个数字都能在这里与台账核对。"
CHECKING = "正在核对…"
NOTHING = "这份文件没有可追溯的数字（可能在别的程序里重打过）。"


class ReconcileTab(QWidget):
    """Left the papers and the files that came back, right the figures of the one in hand."""

    changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.context = page, page.context
        theme = self.context.theme
        self.papers: list[Reconciled] = []
        self.files: list[Reconciled] = []
        self.shown: Reconciled | None = None
        self._again = False
        self.paper_table, self.file_table = (FigureTable(theme, ROW, whole_rows=True) for _ in range(2))
        self.figure_table = FigureTable(theme, ROW, whole_rows=True)
        self.again_button, self.file_button = QPushButton("重新核对 F5"), QPushButton("核对改过的 Word…")
        self.open_button, self.copy_button = QPushButton("在台账中打开"), QPushButton("复制一句话")
        self.sums, self.foot = ElidedLabel("", "secondary"), ElidedLabel("", "secondary")
        self.left, self.right = Card("已发文书", "每份都与今天的台账重算"), Card("文中的数字", " ")
        self.empty = EmptyState(theme, NONE_YET)
        self._build()
        self.setAcceptDrops(True)
        self.again_button.clicked.connect(self.recompute)
        self.file_button.clicked.connect(self._choose)
        self.open_button.clicked.connect(self.open_rows)
        self.copy_button.clicked.connect(self.copy_sentence)
        self.paper_table.selectionModel().currentRowChanged.connect(self._paper_chosen)
        self.file_table.selectionModel().currentRowChanged.connect(self._file_chosen)
        self.figure_table.selectionModel().currentRowChanged.connect(self._figure_chosen)
        self.figure_table.asked.connect(self._open)

    # -- the page

    def refresh(self) -> None:
        """Compute anew: what was entered since may have moved a figure."""
        self.recompute()

    def recompute(self) -> None:
        """F5: every paper again, beside the window."""
        if not self.again_button.isEnabled():
            self._again = True  # it runs already, over what stood before
            return
        self.again_button.setEnabled(False)
        self.foot.set_full_text(CHECKING)
        work = partial(_every, self.context.ledger)
        told = self._show_progress
        self.context.beside.start("正在与台账核对", work, done=self._show_papers, failed=self._failed, progress=told)

    def status_texts(self) -> Sequence[str]:
        """核对 43 份 · 当时就错 1 · 人工改动 1"""
        return (
            f"核对 {len(self.papers)} 份",
            f"当时就错 {sum(bool(one.those(Outcome.WRONG_THEN)) for one in self.papers)} 份",
            f"人工改动 {sum(len(one.those(Outcome.EDITED)) for one in self.files)}",
        )

    def zones(self) -> Sequence[QWidget]:
        """Papers, figures."""
        return (self.paper_table, self.figure_table)

    # -- verbs

    def read_back(self, paths: Sequence[Path]) -> None:
        """Hold files that came back against their papers."""
        work = partial(_files, self.context.ledger, tuple(paths))
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
        self.foot.set_full_text("没有核对完。")
        self.page.show_error(error)

    def _show_papers(self, found: list[Reconciled]) -> None:
        self.again_button.setEnabled(True)
        if self._again:
            self._again = False
            self.recompute()
            return
        self.papers = found = sorted(found, key=_urgency)
        self.stack.setCurrentWidget(self.split if found else self.empty)
        titles = catalogue.titles(self.context.reader)
        units = {row.id: row.short or row.name for row in unit_queries.units(self.context.reader, self.context.as_of)}
        lines = [_paper_line(one, titles, units) for one in found]
        moved = [one for one in found if one.those(Outcome.WRONG_THEN) or one.those(Outcome.CHANGED)]
        self.paper_table.show_table(Shown(PAPER_HEADS, (*lines, _total(found)) if found else ()))
        untold = sum(bool(one.untold) for one in found)
        rest = f" + 不能重算 {untold}" if untold else ""
        still = len(found) - len(moved) - untold
        self.foot.set_full_text(f"共 {len(found)} 份 = 有变化 {len(moved)} + 无变化 {still}{rest}")
        if found and (self.shown is None or self.shown.letter.id not in {one.letter.id for one in found}):
            self._show(found[0])
        elif self.shown is not None and self.shown not in self.files:
            self._show(next(one for one in found if one.letter.id == self.shown.letter.id))
        self.changed.emit()

    def _show_files(self, found: list[Reconciled]) -> None:
        read = {one.path: one for one in (*self.files, *found)}
        self.files = list(read.values())
        self.file_table.show_table(Shown(FILE_HEADS, tuple(_file_line(one) for one in self.files)))
        self._fit_files()
        self._show(found[-1])
        self.changed.emit()

    def _show(self, one: Reconciled) -> None:
        self.shown = one
        self.right.title_label.setText(one.letter.number or one.letter.title)
        counts = {outcome: len(one.those(outcome)) for outcome in Outcome}
        words = {
            "相同": Outcome.SAME,
            "此后变化": Outcome.CHANGED,
            "当时就错": Outcome.WRONG_THEN,
            "人工改动": Outcome.EDITED,
            "手填": Outcome.TYPED,
        }
        parts = " + ".join(f"{word} {counts[outcome]}" for word, outcome in words.items())
        told = one.untold or (f"{len(one.lines)} = {parts}" if one.lines else NOTHING)
        self.sums.set_full_text(f"{told}；没对上 {'、'.join(one.unmatched)}" if one.unmatched else told)
        self.figure_table.show_table(Shown(FIGURE_HEADS, tuple(map(_figure_line, one.lines))))
        self.copy_button.setEnabled(True)
        self._figure_chosen(self.figure_table.currentIndex())

    def _paper_chosen(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        if 0 <= index.row() < len(self.papers):
            self._show(self.papers[index.row()])

    def _file_chosen(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        if 0 <= index.row() < len(self.files):
            self._show(self.files[index.row()])

    def _line(self) -> Told | None:
        row = self.figure_table.currentIndex().row()
        return self.shown.lines[row] if self.shown is not None and 0 <= row < len(self.shown.lines) else None

    def _figure_chosen(self, _index: QModelIndex, _before: QModelIndex | None = None) -> None:
        line = self._line()
        numbers = _numbers(line) if line is not None else ()
        self.open_button.setEnabled(bool(numbers))
        self.open_button.setText(f"在台账中打开 {len(numbers)} 条" if numbers else "在台账中打开")
        self.open_button.setToolTip("" if numbers else "这个数字后面没有问题")

    def _open(self, line: Told) -> None:
        numbers = _numbers(line)
        ids = finding_queries.ids_of_numbers(self.context.reader, numbers)
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
        said = QLabel(SAID, wordWrap=True)
        said.setProperty("role", "secondary")
        said.setContentsMargins(14, 6, 14, 6)
        self.files_note = QLabel("领导改过的稿子拖进来，先看哪些数字被人改了。", wordWrap=True)
        self.files_note.setProperty("role", "secondary")
        self.files_note.setContentsMargins(14, 0, 14, 8)
        back = Card("读回的文件", "")
        back.body.addWidget(self.files_note)
        back.body.addWidget(self.file_table)
        self.file_table.setMaximumHeight(theme.px(ROW * 4 + 34))
        self.left.body.addWidget(self.paper_table, 1)
        self.left.body.addWidget(said)
        self.left.body.addLayout(_row((self.foot, 1), self.file_button, self.again_button))
        self.left.flush()
        self.right.flush()
        self.right.body.addWidget(self.sums)
        self.sums.setContentsMargins(14, 2, 14, 4)
        self.right.body.addWidget(self.figure_table, 1)
        self.right.body.addLayout(_row((QWidget(), 1), self.copy_button, self.open_button))
        self.copy_button.setEnabled(False)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.left, 1)
        column.addWidget(back)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(beside)
        self.split.addWidget(self.right)
        self.split.setSizes([theme.px(LEFT), theme.px(RIGHT)])
        self.split.setChildrenCollapsible(False)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.split)
        self.stack.addWidget(self.empty)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self.paper_table.show_table(Shown(PAPER_HEADS))
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


def _numbers(line: Told) -> tuple[str, ...]:
    moved = line.outcome in (Outcome.WRONG_THEN, Outcome.CHANGED)
    return (line.differing if moved else ()) or line.rows


def _paper_line(one: Reconciled, titles: Mapping[str, str], units: Mapping[int, str]) -> Line:
    letter = one.letter
    day = str(letter.issued_on or "")
    wrong, moved = len(one.those(Outcome.WRONG_THEN)), len(one.those(Outcome.CHANGED))
    mark = Mark(Shape.TRIANGLE, str(wrong), Tone.RED) if wrong else None
    counts = (
        (Cell("不能重算", tip=one.untold), Cell())
        if one.untold
        else (Cell("0", light=True) if mark is None else Cell(mark=mark), Cell(str(moved)))
    )
    return Line(
        (
            Cell(letter.number or letter.title), Cell(titles.get(letter.kind, letter.title)),
            Cell(f"{int(day[5:7])}月{int(day[8:])}日" if day else "—", tip=day), Cell(units.get(letter.unit_id or 0, letter.addressee), tip=letter.addressee), Cell(str(len(one.lines))), *counts,
        )
    )  # fmt: skip


def _urgency(one: Reconciled) -> tuple[bool, bool]:
    """Those that want a correction first, then those that moved on; within them as the register has them."""
    return not one.those(Outcome.WRONG_THEN), not one.those(Outcome.CHANGED)


def _total(found: Sequence[Reconciled]) -> Line:
    counts = [sum(len(one.lines) for one in found)]
    counts += [sum(len(one.those(outcome)) for one in found) for outcome in (Outcome.WRONG_THEN, Outcome.CHANGED)]
    return Line((Cell("合计"), Cell(), Cell(), Cell(), *(Cell(str(count)) for count in counts)), total=True)


def _file_line(one: Reconciled) -> Line:
    edited = len(one.those(Outcome.EDITED))
    return Line(
        (
            Cell(Path(one.path).name, tip=one.path), Cell(str(len(one.lines))), Cell(str(len(one.lines) - edited)), Cell(str(edited)),
            Cell("、".join(one.unmatched) or "0"),
        )
    )  # fmt: skip


def _figure_line(line: Told) -> Line:
    values = (line.for_date, line.today) if line.checked else ("手填", "手填")
    moved = line.outcome in (Outcome.WRONG_THEN, Outcome.CHANGED)
    said = line.then if line.edited is None else (line.edited or "已删去")
    tip = "" if line.edited is None else f"生成时是 {line.then}"
    return Line(
        (
            Cell(line.figure), Cell(said, tip=tip), *(Cell(value, light=not line.checked) for value in values),
            Cell(mark=MARKS[line.outcome]), Cell(f"{len(line.differing)} 条" if moved else "", link=moved and bool(line.differing)),
        ),
        opens=line if _numbers(line) else None,
    )  # fmt: skip


def _every(ledger: Ledger, report: Report) -> list[Reconciled]:
    with ledger.apart() as own:
        return every(own, Workshop(own), report)


def _files(ledger: Ledger, paths: Sequence[Path]) -> list[Reconciled]:
    with ledger.apart() as own:
        workshop = Workshop(own)
        return [file(own, workshop, path) for path in paths]

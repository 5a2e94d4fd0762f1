"""Under the figures of page 23: the findings behind the one in hand as they were then; and at its foot the bar that finds a pasted sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from db.queries.papers import FigureRow
from db.records import LetterRow
from db.store import Ledger
from desktop.ledgers.column import Mark, Shape, Tone
from desktop.ledgers.terms import STATE_WORDS
from desktop.operations.papers.tracing import Behind, Gone, Noted, Traced, find, rows_then
from desktop.rules.state_words import CLOSED_OUT
from desktop.ui.context import AppContext
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown
from desktop.ui.widgets.figure_table import FigureTable
from desktop.ui.widgets.properties import named

ROW = 29
HEADS = (Head("编号", 120), Head("单位", 104), Head("问题"), Head("当时认定", 84), Head("认定日", 68), Head("佐证", 54))
TYPED = "手填的数字，没有台账问题可列。"
NO_ROWS = "这个数字后面没有问题。"


class TracePanel(QWidget):
    """The figure with what it rests on, and exactly its rows as they were known when the paper went out."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.head, self.sum = ElidedLabel("", "strong"), QLabel("")
        self.rows: tuple[Behind, ...] = ()
        self.table = FigureTable(context.theme, ROW, whole_rows=True)
        top = QHBoxLayout()
        top.setContentsMargins(14, 4, 14, 4)
        top.addWidget(self.head, 1)
        top.addWidget(self.sum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        self.show_figure(None, None)

    def show_figure(self, letter: LetterRow | None, figure: FigureRow | None) -> None:
        """Show what stands behind a figure of a paper."""
        self.rows = rows_then(self._context.reader, letter, figure) if letter is not None and figure is not None else ()
        self.table.show_table(Shown(HEADS, tuple(map(_line, self.rows))))
        if letter is None or figure is None:
            self.head.set_full_text("选一个数字，看它后面的问题")
            self.sum.setText("")
            return
        known = figure.known_at or "签发当日"
        basis = f"{figure.basis}·" if figure.basis else ""
        self.head.set_full_text(f"{figure.name} {figure.value}　{basis}截至 {figure.as_of or '—'}，{known}所知")
        self.sum.setText(_sum(figure, len(self.rows)))


class PasteBar(QFrame):
    """粘贴一句话找来处: `found` tells the first place, with the figures in it."""

    found = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.setObjectName("card")
        self._context = context
        self.places: tuple[Traced, ...] = ()
        self.field = QLineEdit(
            placeholderText="粘贴文书中的一句话，如：截至6月5日，有3个问题逾期未完成", clearButtonEnabled=True
        )
        self.field.setAccessibleName("粘贴一句话找来处")
        self.button, self.next_button = QPushButton("找 Enter"), named(QPushButton("下一处"), "link")
        self.told = ElidedLabel("", "secondary")
        label = QLabel("粘贴一句话找来处")
        label.setProperty("role", "strong")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 7, 12, 7)
        for part, stretch in ((label, 0), (self.field, 3), (self.button, 0), (self.told, 3), (self.next_button, 0)):
            layout.addWidget(part, stretch)
        self.next_button.hide()
        self.field.returnPressed.connect(self.seek)
        self.button.clicked.connect(self.seek)
        self.next_button.clicked.connect(self._next)

    def seek(self) -> None:
        """Look through the papers that went out, beside the window."""
        self.told.set_full_text("正在找…")
        work = partial(_find, self._context.ledger, self.field.text())
        self._context.beside.start("正在找这句话", work, done=self._show, failed=self._failed)

    def _show(self, places: tuple[Traced, ...]) -> None:
        self.places = places
        self.next_button.setVisible(len(places) > 1)
        self._tell()

    def _next(self) -> None:
        self.places = (*self.places[1:], self.places[0])
        self._tell()

    def _tell(self) -> None:
        more = f"（共 {len(self.places)} 处）" if len(self.places) > 1 else ""
        self.told.set_full_text(f"找到{more}：{self.places[0].told}")
        self.found.emit(self.places[0])

    def _failed(self, error: Any) -> None:
        self.next_button.hide()
        self.told.set_full_text(str(error))


def _find(ledger: Ledger, text: str, _report: Callable[..., None] | None = None) -> tuple[Traced, ...]:
    with ledger.apart() as own:
        return find(own, text)


def _line(row: Behind) -> Line:
    if isinstance(row, Noted):
        said = (Cell(row.number, tip=row.number), Cell(row.unit or "—", tip=row.unit), Cell(row.text, tip=row.text))
        return Line((*said, *(Cell("—") for _head in HEADS[len(said) :])))
    if isinstance(row, Gone):
        return Line(
            (
                Cell(row.number),
                Cell("—"),
                Cell(row.text, tip=row.text),
                Cell("已入回收站", light=True),
                Cell("—"),
                Cell("—"),
            )
        )
    day = str(row.verdict_on or "")
    done = row.verdict == "done"
    word = CLOSED_OUT.word if done else STATE_WORDS.get(row.verdict, "—")
    mark = Mark(Shape.CHECK, word, Tone.GREEN) if done else None
    return Line(
        (
            Cell(row.number), Cell(row.unit_short or row.unit_name, tip=row.unit_name), Cell(row.text, tip=row.text),
            Cell(mark=mark) if mark is not None else Cell(word), Cell(f"{int(day[5:7])}月{int(day[8:])}日" if day else "—", tip=day),
            Cell(f"{row.evidence_count} 份" if row.evidence_count else "—"),
        )
    )  # fmt: skip


def _sum(figure: FigureRow, rows: int) -> str:
    """76 行 = 76, where the figure is a count of its findings; else how many stand behind it."""
    if not json.loads(figure.findings):
        return TYPED if figure.origin == "typed" else NO_ROWS
    return f"{rows} 行 = {figure.value}" if figure.value == str(rows) else f"{rows} 行"

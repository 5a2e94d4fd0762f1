"""抄报与移交: what each county leader and each organ is to get, beside what was sent, received and instructed (page 15)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from db.queries.books import Record
from db.records import Basis
from db.store import Ledger
from desktop.documents.recipe import Recipe
from desktop.ledgers.column import Align, Column, Kind, LedgerTable, Mark, Shape, Tone
from desktop.ledgers.copies import COPY_REPORTS, LEVELS
from desktop.ledgers.finding_marks import month_day
from desktop.operations.dispatches import Dispatch, LeaderLine, OrganLine, Part, board
from desktop.operations.papers import catalogue
from desktop.rules.permissions import RECORD_ACTIONS, Action
from desktop.ui.asks import AskFindings
from desktop.ui.context import AppContext
from desktop.ui.grid.ledger_table import COMPACT_ROW, LedgerTableView
from desktop.ui.widgets.card import Card, ElidedLabel

_MOST_LEADERS, _MOST_ORGANS, _FEW = 10, 5, (5, 2)
_TALL = 860
"""So many rows are in sight at once; in a window less high than this (px at 100 %) only the few, that the book below keeps its room."""
_NUMBER = re.compile(r"(.*(\w)〔\d+〕)\s*(\d+)\s*号")
NO_UNIT, NOT_ENTERED, NOT_MOVED = "本轮无分管单位", "未登记", "还没有移交"
_NONE = "—"
Moment = tuple[tuple[int, ...], str, str | None, Basis]


@dataclass(frozen=True)
class Row:
    """A line of the board as a row of its table."""

    id: int
    line: LeaderLine | OrganLine
    letter: str

    def __getattr__(self, name: str) -> Any:
        if name in ("line", "letter") or name.startswith("__"):
            raise AttributeError(name)
        told = _told(self.line)
        return told[name]


def rows_of(lines: Sequence[LeaderLine | OrganLine]) -> list[Row]:
    """Lines as rows, numbered from 1; their 文号 in short where all that are shown share series and year."""
    letters = short_numbers([_field(one.copy, "letter") for one in lines])
    return [Row(place, one, letter) for place, (one, letter) in enumerate(zip(lines, letters, strict=True), 1)]


def _told(line: LeaderLine | OrganLine) -> dict[str, Any]:
    part, copy = line.part, line.copy
    found: dict[str, Any] = {
        "name": line.name,
        "units": "、".join(part.units) or NO_UNIT,
        "count": len(part.findings),
        "rate": f"{part.rate.on_paper} {part.rate.numerator}/{part.rate.denominator}"
        if part.rate is not None and part.findings
        else "—",
        "late": len(part.late),
        "receipt": _day(copy, "receipt_on"),
        "instruction": _field(copy, "instruction"),
        "stands": "",
    }
    if isinstance(line, LeaderLine):
        return found | {"title": line.title}
    return found | {
        "why": line.why,
        "moved": f"{len(line.moved)} / {len(part.findings)}",
        "units": f"{len(part.units)} 家",
    }


def _field(copy: Record | None, name: str) -> str:
    return str(copy.fields[name] or _NONE) if copy is not None else _NONE


def _day(copy: Record | None, name: str) -> str:
    told = copy.stored[name] if copy is not None else None
    return month_day(told) if told else "—"


def short_numbers(numbers: Sequence[str]) -> list[str]:
    """云巡办报〔2026〕1号 → 报 1号: in a list of one series and year the rest says nothing; else each stands as it is."""
    found = [_NUMBER.fullmatch(one) for one in numbers]
    if len({one[1] for one in found if one}) > 1 or any(
        not one and number != _NONE for one, number in zip(found, numbers, strict=True)
    ):
        return list(numbers)
    return [f"{one[2]} {one[3]}号" if one else number for one, number in zip(found, numbers, strict=True)]


def _late(row: Row) -> Mark | None:
    late = len(row.line.part.late)
    return Mark(Shape.TRIANGLE, str(late), Tone.RED) if late else None


def _stands(row: Row) -> Mark | None:
    line = row.line
    if not line.part.findings:
        return None
    if line.copy is not None:
        state = COPY_REPORTS.state(line.copy.state)
        return Mark(state.shape, state.word, state.tone, line.copy.number)
    if isinstance(line, OrganLine):
        left = len(line.part.findings) - len(line.moved)
        return Mark(Shape.EMPTY, NOT_MOVED if not line.moved else f"未移交 {left} 条", Tone.AMBER) if left else None
    return Mark(Shape.EMPTY, NOT_ENTERED, Tone.AMBER)


def _columns(*first: Column) -> tuple[Column, ...]:
    return (
        *first,
        Column("count", "问题", 46, Align.RIGHT, kind=Kind.NUMBER),
        Column("rate", "核实整改率", 104, Align.RIGHT),
        Column("late", "逾期", 54, kind=Kind.STATE, mark=_late),
    )


_NARROWEST = 812
"""In px at 100 %: every column of the leaders in sight, and room for the record in hand beside it at 1440 with the rail and at 1366."""
LEADERS = LedgerTable(
    "dispatch_leaders",
    "抄报县领导",
    (
        *_columns(Column("name", "县领导", 76), Column("title", "职务", 84), Column("units", "分管（联系）单位", 148)),
        Column("letter", "文号", 66),
        Column("receipt", "签收", 64),
        Column("instruction", "批示", 70),
        Column("stands", "情况", 84, kind=Kind.STATE, mark=_stands),
    ),
    unit_word="位",
)
ORGANS = LedgerTable(
    "dispatch_organs",
    "移交县直部门",
    (
        *_columns(
            Column("name", "去向", 150), Column("why", "依据（标记）", 110), Column("units", "单位", 60, Align.RIGHT)
        ),
        Column("moved", "已移交", 84, Align.RIGHT),
        Column("receipt", "签收", 66),
        Column("stands", "情况", 128, kind=Kind.STATE, mark=_stands),
    ),
    unit_word="个",
)


class DispatchCard(Card):
    """The board above the book of copies; `entry_asked` tells what a new record would hold, `record_asked` one that is there."""

    entry_asked = Signal(object)
    record_asked = Signal(int)
    failed = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__("抄报与移交", " ")
        self._context = context
        self._asked: Moment | None = None
        self.found: Dispatch | None = None
        self.flush()
        self.leaders, self.organs = (
            LedgerTableView(context.theme, table, ticks=False, rows=COMPACT_ROW - 1, prints=False)
            for table in (LEADERS, ORGANS)
        )
        self.leaders.stretch("instruction")
        self.organs.stretch("name")
        self.enter_button, self.show_button, self.paper_button = QPushButton(), QPushButton("看这些问题"), QPushButton()
        self._in_hand: Row | None = None
        self._lay_out()
        for table in (self.leaders, self.organs):
            table.bar.hide()
            table.current_changed.connect(partial(self._turn, table))
            table.activated.connect(lambda _row: self._enter())
        self.enter_button.clicked.connect(self._enter)
        self.show_button.clicked.connect(self._show)
        self.paper_button.clicked.connect(self._paper)

    def refresh(self) -> None:
        """Read the board anew, beside the window: rates of the whole round are counted for it."""
        context = self._context
        self._asked = (context.scope.rounds, context.as_of, context.known_at, context.basis)
        context.beside.start(
            "正在汇总抄报移交", partial(_read, context.ledger, self._asked), done=self._take, failed=self.failed.emit
        )

    def line(self) -> LeaderLine | OrganLine | None:
        """The line in hand."""
        return self._in_hand.line if self._in_hand is not None else None

    # -- inside

    def _take(self, answer: tuple[Moment, Dispatch]) -> None:
        asked, found = answer
        if asked != self._asked:
            return
        self.found = found
        told = [
            found.words,
            *([found.sums] if found.due else []),
            *(["移交的去向可以重复，合计不相加"] if found.organs else []),
        ]
        self.note_label.set_full_text("；".join(told))
        tall = self.window().height() >= self._context.theme.px(_TALL)
        most = (_MOST_LEADERS, _MOST_ORGANS) if tall else _FEW
        self._fill(self.leaders, rows_of(found.leaders), most[0])
        self._fill(self.organs, rows_of(found.organs), most[1])
        if found.leaders and self.leaders.current_record() is None:
            self.leaders.select_id(1)
        self._guard()

    def _fill(self, table: LedgerTableView, rows: list[Row], most: int) -> None:
        table.show_records(rows)
        table.bar.hide()
        table.setVisible(bool(rows))
        table.setFixedHeight(self._context.theme.px(34 + min(max(len(rows), 1), most) * 30 + 6))

    def _turn(self, table: LedgerTableView, row: Row | None) -> None:
        if row is not None:
            self._in_hand = row
        self._guard()

    def _guard(self) -> None:
        """What can be done about the line in hand, else why not."""
        line, kind = self.line(), self._kind()
        may = self._context.why_not(RECORD_ACTIONS[COPY_REPORTS.add_right], writes=True)
        none = "" if line is not None and line.part.findings else "没有选定一位县领导或一个部门"
        self.enter_button.setText("看登记" if line is not None and line.copy is not None else "登记抄报移交")
        for button, why in (
            (self.enter_button, none or ("" if line is not None and line.copy is not None else may)),
            (self.show_button, none),
            (
                self.paper_button,
                none or self._context.why_not(Action.ISSUE, writes=True) or ("" if kind else "这类去向没有文种"),
            ),
        ):
            button.setEnabled(not why)
            button.setToolTip(why)
        self.paper_button.setText(f"出{kind.title}…" if kind is not None else "出文书…")

    def _kind(self) -> Recipe | None:
        """The kind of paper for the line in hand: one for each leader, each marked organ, each department."""
        line = self.line()
        if line is None:
            return None
        per = "leader" if isinstance(line, LeaderLine) else "department" if line.level == "department" else "organ"
        return next((one for one in catalogue.recipes(self._context.reader) if one.per == per and one.each), None)

    def _enter(self) -> None:
        line = self.line()
        if line is None or not line.part.findings:
            return
        if line.copy is not None:
            self.record_asked.emit(line.copy.id)
            return
        level = "leader" if isinstance(line, LeaderLine) else line.level
        self.entry_asked.emit({"level": level, "addressee": line.name, "findings": _left(line)})

    def _show(self) -> None:
        if (line := self.line()) is not None:
            title = f"{line.name} {len(line.part.findings)} 条"
            self._context.open_page("findings", AskFindings(line.part.findings, title))

    def _paper(self) -> None:
        kind = self._kind()
        if kind is not None and self.found is not None:
            self._context.open_page("letters", {"kind": kind.kind})

    def _lay_out(self) -> None:
        self.setMinimumWidth(self._context.theme.px(_NARROWEST))
        law = ElidedLabel(
            f"一位县领导一件，只列分管单位的问题；去向：{'、'.join(LEVELS.values())}。线索不从这里送。", "secondary"
        )
        foot = QHBoxLayout()
        foot.setContentsMargins(13, 4, 10, 6)
        foot.addWidget(law, 1)
        for button in (self.show_button, self.paper_button, self.enter_button):
            foot.addWidget(button)
        self.body.addWidget(self.leaders)
        self.body.addWidget(self.organs)
        self.body.addLayout(foot)


def _left(line: LeaderLine | OrganLine) -> tuple[int, ...]:
    """The findings that nobody carried there yet; all of them to a leader."""
    part: Part = line.part
    if isinstance(line, LeaderLine):
        return part.findings
    return tuple(one for one in part.findings if one not in line.moved)


def _read(ledger: Ledger, asked: Moment) -> tuple[Moment, Dispatch]:
    rounds, as_of, known_at, basis = asked
    with ledger.apart() as own:
        return asked, board(own.reader, basis, rounds, as_of, known_at)

"""巡察建议书登记: what was recommended, replied and taken up, below the draft of the next letter (page 14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from db.records import Basis
from db.store import Ledger
from desktop.ledgers.column import Align, Column, Kind, LedgerTable, Mark, Shape, Tone
from desktop.ledgers.finding_marks import month_day
from desktop.ledgers.recommendations import RECOMMENDATIONS
from desktop.operations.records.recommendation_sums import PENDING, LetterLine, Letters, letters
from desktop.ui.context import AppContext
from desktop.ui.grid.ledger_table import COMPACT_ROW, LedgerTableView
from desktop.ui.grid.told_rows import cell_of
from desktop.ui.widgets.card import Card

HIGH = 154
LACKING = "已签发未登记 {} 份 · 补登 ›"
_NONE, _SOON = "—", 7
Moment = tuple[Basis, str, str | None]


@dataclass(frozen=True)
class Row:
    """A letter as a row."""

    id: int
    line: LetterLine
    today: date

    def __getattr__(self, name: str) -> Any:
        if name in ("line", "today") or name.startswith("__"):
            raise AttributeError(name)
        record = self.line.record
        stored = record.stored
        told = {
            "letter": record.fields["letter"] or record.number,
            "unit": record.fields["unit"] or _NONE,
            "title": stored["title"] or _NONE,
            "units": self.line.units,
            "findings": self.line.findings,
            "items": _count(stored["items"]),
            "adopted": _count(stored["items_adopted"]),
            "signed": month_day(self.line.signed_on) if self.line.signed_on else _NONE,
            "rules": str(len(self.line.regulations)) if self.line.regulations else _NONE,
            "due": month_day(stored["reply_due"]) if stored["reply_due"] else _NONE,
            "replied": month_day(stored["replied_on"]) if stored["replied_on"] else _NONE,
            "state": "",
        }
        return cell_of(told, name)


def _count(value: Any) -> str:
    return _NONE if value is None else str(value)


def _due(row: Row) -> Mark | None:
    """6月12日 剩 7 天, red where it is past; a letter that was replied says its day plainly."""
    due = row.line.record.stored["reply_due"]
    if row.line.record.state != PENDING or not due:
        return None
    left = (date.fromisoformat(due) - row.today).days
    if left < 0:
        return Mark(Shape.TRIANGLE, f"{month_day(due)} 逾 {-left} 天", Tone.RED)
    return Mark(Shape.DIAMOND_OUTLINE, f"{month_day(due)} 剩 {left} 天", Tone.AMBER if left <= _SOON else Tone.PLAIN)


def _state(row: Row) -> Mark:
    state = RECOMMENDATIONS.state(row.line.record.state)
    return Mark(state.shape, state.word, Tone.AMBER if state.code == PENDING else state.tone)


def _unsigned(row: Row) -> Mark | None:
    """A letter of the program's own register that nobody signed for yet; one that stands in none has no receipt to wait for."""
    waits = row.line.record.stored["letter"] and not row.line.signed_on and row.line.record.state == PENDING
    return Mark(Shape.EMPTY, "未签", Tone.AMBER) if waits else None


def _number(field: str, title: str) -> Column:
    return Column(field, title, 56, Align.RIGHT)


TABLE = LedgerTable(
    "letters_strip",
    "巡察建议书登记",
    (
        Column("letter", "文号", 142),
        Column("unit", "主送", 120),
        Column("title", "事由", 240),
        _number("units", "单位"),
        _number("findings", "问题"),
        _number("items", "建议"),
        _number("adopted", "采纳"),
        Column("signed", "签收", 76, kind=Kind.STATE, mark=_unsigned),
        Column("due", "回复限期", 156, kind=Kind.STATE, mark=_due),
        Column("replied", "回复", 72),
        Column("state", "状态", 88, kind=Kind.STATE, mark=_state),
        _number("rules", "制度"),
    ),
    unit_word="份",
)


class LettersStrip(Card):
    """`letter_asked` tells the letter on which Enter was pressed, `entry_asked` the issued one that is to be entered,
    `all_asked` that the whole register is wanted, `changed` that it was read.
    """

    letter_asked = Signal(int)
    entry_asked = Signal(int)
    all_asked = Signal()
    changed = Signal()
    failed = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__("巡察建议书登记", " ", "全部 ›")
        self._context = context
        self._asked: Moment | None = None
        self.found: Letters | None = None
        self.flush()
        self.entry_link = QPushButton()
        self.entry_link.setProperty("link", True)
        self.entry_link.hide()
        self.entry_link.clicked.connect(self._ask_entry)
        self.head.insertWidget(self.head.indexOf(self.link), self.entry_link)
        self.table = LedgerTableView(context.theme, TABLE, ticks=False, rows=COMPACT_ROW - 1, prints=False)
        self.table.tells_all = False
        self.table.stretch("title")
        self.table.set_empty_state("还没有登记建议书。签发的建议书在这里跟踪回复和采纳。")
        self.body.addWidget(self.table)
        self.setFixedHeight(context.theme.px(HIGH))
        self.link_clicked.connect(self.all_asked)
        self.table.activated.connect(lambda row: self.letter_asked.emit(row.id))

    def refresh(self) -> None:
        """Read the register anew, beside the window."""
        context = self._context
        self._asked = (context.basis, context.as_of, context.known_at)
        work = partial(_read, context.ledger, self._asked)
        context.beside.start("正在看建议书登记", work, done=self._show, failed=self.failed.emit)

    def _show(self, answer: tuple[Moment, Letters]) -> None:
        asked, found = answer
        if asked != self._asked:
            return
        self.found = found
        self.note_label.set_full_text(found.words)
        self.link.setText(f"全部 {len(found.lines)} 份 ›")
        self.link.setVisible(bool(found.lines))
        self.entry_link.setText(LACKING.format(len(found.lacking)))
        self.entry_link.setVisible(bool(found.lacking))
        day = date.fromisoformat(asked[1])
        self.table.show_records([Row(one.record.id, one, day) for one in found.lines], first=True)
        self.changed.emit()

    def _ask_entry(self) -> None:
        """The oldest first; the next one is offered when it is entered."""
        if self.found is not None and self.found.lacking:
            self.entry_asked.emit(self.found.lacking[0].id)


def _read(ledger: Ledger, asked: Moment) -> tuple[Moment, Letters]:
    with ledger.apart() as own:
        return asked, letters(own.reader, *asked)

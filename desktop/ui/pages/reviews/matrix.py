"""The matrix of a gate: a row a unit, a column a party, and what each unit's letter waits for."""

from __future__ import annotations

from collections.abc import Collection

from desktop.ledgers.column import Align, Mark, Shape, Tone
from desktop.operations.joint_review.gates import Gate, Party, UnitLine
from desktop.rules.deadlines import days_between
from desktop.rules.joint_review import Cell as Given
from desktop.rules.joint_review import Heard
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown

ROW, NARROW_ROW = 33, 26
"""Heights in px at 100 %, the second where the window is narrow."""
_SHORTEST = 5
"""From so many parties on a party's column bears its first characters alone."""
_RIGHT = Align.RIGHT
_WORDS = {"returned": "已退回", "passed": "已通过", "filed": "已备案"}
LEGEND = (
    Mark(Shape.DOT, "已收（条数）", Tone.BLUE), Mark(Shape.EMPTY, "未交", Tone.AMBER), Mark(Shape.TRIANGLE, "有冲突", Tone.RED),
)  # fmt: skip


def matrix(gate: Gate, today: str, ticked: Collection[int] | None = None) -> Shown:
    """Every unit of the round, and the totals; `ticked` are the units whose letter goes out, None: all that can."""
    few = len(gate.parties) < _SHORTEST
    names = [one.short if few else one.short[:3] for one in gate.parties]
    heads = (
        Head("单位", 96),
        Head("报来", 64),
        *(Head(one, 68 if len(one) > 3 else 62) for one in names),
        Head("合计", 42, _RIGHT),
        Head("发函", 72),
    )
    goes = {one.unit_id for one in gate.ready} if ticked is None else ticked
    return Shown(heads, (*(_line(gate, one, today, ticked=one.unit_id in goes) for one in gate.units), _total(gate)))


def deadline_words(gate: Gate, today: str) -> str:
    """意见限 6月25日前交齐（剩 20 天）。28 份已收 18，未交 10。"""
    days = sorted({one.due_on for one in gate.parties if one.due_on})
    told = (
        f"意见限 {day_word(days[-1])}前交齐（{left_word(days_between(today, days[-1]))}）。"
        if days and gate.missing
        else ""
    )
    return f"{told}{gate.sheets} 份已收 {gate.sheets - gate.missing}，未交 {gate.missing}。" if gate.sheets else told


def day_word(iso: str) -> str:
    """6月1日"""
    return f"{int(iso[5:7])}月{int(iso[8:10])}日" if iso else "—"


def left_word(days: int | None) -> str:
    """剩 13 天, 今天到期 or 逾期 2 天."""
    if days is None:
        return "未报"
    return f"剩 {days} 天" if days > 0 else "今天到期" if days == 0 else f"逾期 {-days} 天"


def _line(gate: Gate, line: UnitLine, today: str, *, ticked: bool) -> Line:
    if not line.submission:
        nothing = Cell("—", light=True)
        late = line.days is not None and line.days < 0
        due = Cell(mark=Mark(Shape.TRIANGLE, left_word(line.days), Tone.RED)) if late else Cell(left_word(line.days))
        return Line((Cell(line.unit), Cell("未报", light=True), *(nothing for _party in gate.parties), nothing, due))
    cells = (_cell(one, line, today) for one in gate.parties)
    return Line(
        (
            Cell(line.unit),
            Cell(day_word(line.received_on)),
            *cells,
            Cell(str(line.sum.total)),
            _letter(line, ticked=ticked),
        )
    )


def _cell(party: Party, line: UnitLine, today: str) -> Cell:
    given = line.cells.get(party.id)
    if given is None:
        return Cell("—", light=True, tip="不审这个单位")
    return Cell(mark=_mark(given, late=_half_gone(party, line, today)), tip=party.name)


def _mark(given: Given, *, late: bool) -> Mark:
    if given.heard is Heard.MISSING:
        return Mark(Shape.EMPTY, "未交", Tone.AMBER if late else Tone.PLAIN)
    if given.heard is Heard.CONFLICT:
        return Mark(Shape.TRIANGLE, str(given.count), Tone.RED)
    return Mark(Shape.DOT, str(given.count), Tone.BLUE)


def _half_gone(party: Party, line: UnitLine, today: str) -> bool:
    """Whether half of the party's time has passed; without a day by which it answers, at once."""
    if not party.due_on or party.due_on <= line.received_on:
        return True
    return days_between(line.received_on, today) * 2 >= days_between(line.received_on, party.due_on)


def _letter(line: UnitLine, *, ticked: bool) -> Cell:
    found = line.sum
    if line.is_over:
        return Cell(_WORDS[line.state])
    if found.conflicts:
        return Cell(mark=Mark(Shape.TRIANGLE, f"冲突 {found.conflicts}", Tone.RED))
    if found.missing:
        return Cell(f"缺 {found.missing} 方")
    if found.open:
        return Cell(mark=Mark(Shape.EMPTY, f"待定 {found.open}", Tone.AMBER))
    if not ticked:
        return Cell(mark=Mark(Shape.EMPTY, "可出函", Tone.PLAIN), tip="没有勾选，空格勾选")
    return Cell(mark=Mark(Shape.CHECK, "可出函", Tone.GREEN), tip="汇总出函时发出，空格取消")


def _total(gate: Gate) -> Line:
    counts = {
        one.id: sum(line.cells[one.id].count for line in gate.reported if one.id in line.cells) for one in gate.parties
    }
    missing = f"缺 {gate.missing} 份" if gate.missing else ""
    first = f"{len(gate.reported)}/{len(gate.units)} 家"
    cells = (Cell(first), Cell(), *(Cell(str(counts[one.id])) for one in gate.parties), Cell(str(gate.opinions)))
    return Line((*cells, Cell(missing)), total=True)

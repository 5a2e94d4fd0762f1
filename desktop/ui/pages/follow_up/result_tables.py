"""The tables of 结果录入: a line a drawn unit, a line a drawn finding; each count adds up (page 13b)."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.ledgers.column import Align, Mark, Shape, Tone
from desktop.ledgers.finding_marks import state_mark
from desktop.ledgers.visits import FALSE, FOUND, GRADES, PARTLY, REOPENED, WAITING, WAYS
from desktop.operations.follow_up.results import Checked, Results, UnitResult
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown

FIRST_WAY = 3
"""The column of the first of the five ways."""
UNGRADED = "未评"
_GRADE_MARKS = {
    "好": Mark(Shape.CHECK, "好", Tone.GREEN), "中": Mark(Shape.DIAMOND_OUTLINE, "中"), "差": Mark(Shape.TRIANGLE, "差", Tone.RED),
}  # fmt: skip
_TICKED, _EMPTY = Mark(Shape.TICKED, "", Tone.BLUE), Mark(Shape.BOX, "")


def unit_table(found: Results) -> tuple[Shown, Line]:
    """Every drawn unit, and the totals, which stand below them whatever is scrolled."""
    heads = (
        Head(f"单位（{len(found.units)} 家）", 104),
        Head("已核", 86, Align.RIGHT),
        Head("不属实", 54, Align.RIGHT),
        Head("等次"),
    )
    graded = sum(bool(one.grade) for one in found.units)
    total = (
        Cell("合计"),
        Cell(f"{found.checked}/{len(found.rows)}"),
        Cell(str(found.false), tone=Tone.RED if found.false else None),
        Cell(f"{graded} 家", tip=f"已评等次 {graded} 家"),
    )
    return Shown(heads, tuple(_unit_line(one) for one in found.units)), Line(total, total=True)


def _unit_line(one: UnitResult) -> Line:
    mark = _GRADE_MARKS.get(one.grade)
    false = Cell(str(one.false), tone=Tone.RED) if one.false else Cell("0", light=True)
    grade = Cell(mark=mark, chip=True) if mark is not None else Cell(UNGRADED, light=True)
    return Line((Cell(one.name), Cell(f"{one.checked}/{len(one.rows)}"), false, grade))


def grade_words(found: Results) -> str:
    """好 19 · 中 12 · 差 1 · 未评 1"""
    given = [one.grade for one in found.units]
    told = [f"{grade} {given.count(grade)}" for grade in GRADES]
    return " · ".join((*told, f"{UNGRADED} {given.count('')}"))


def check_table(unit: UnitResult, pending: Mapping[int, str]) -> Shown:
    """Every drawn finding of a unit; `pending` are ways ticked where nothing was entered yet, by finding."""
    heads = (
        Head("编号", 48),
        Head("问题", 204),
        Head("认定", 108),
        *(Head(way, 30) for way in WAYS),
        Head("是否属实", 154),
        Head("核查情况"),
    )
    return Shown(heads, tuple(_check_line(row, pending.get(row.finding.id, "")) for row in unit.rows))


def _check_line(row: Checked, pending: str) -> Line:
    ways = ways_of(row, pending)
    ticks = (Cell(mark=_TICKED if way in ways else _EMPTY) for way in WAYS)
    said = str(row.check.stored["text"] or "") if row.check is not None else ""
    return Line((
        Cell(row.finding.number.rpartition("-")[2], tip=row.finding.number),
        Cell(row.finding.text.split("。")[0], tip=row.finding.text),
        Cell(mark=state_mark(row.finding), chip=True),
        *ticks,
        Cell(mark=found_mark(row)) if row.check is not None else Cell("—", light=True),
        Cell(said or ("记情况" if row.check is None else "—"), light=not said, tip=said),
    ))  # fmt: skip


def ways_of(row: Checked, pending: str) -> str:
    """The ways of a check, else those that are ticked so far."""
    return str(row.check.stored["ways"] or "") if row.check is not None else pending


def found_mark(row: Checked) -> Mark:
    """属实, 不属实（待审）, 不属实（已重开）."""
    assert row.check is not None, "asked of checks alone"
    found, state = str(row.check.stored["found"]), row.check.state
    if found == FALSE:
        tail = {WAITING: "（待审）", REOPENED: "（已重开）"}.get(state, "")
        return Mark(Shape.CROSS, f"{FOUND[FALSE]}{tail}", Tone.RED)
    return (
        Mark(Shape.DIAMOND, FOUND[PARTLY], Tone.AMBER)
        if found == PARTLY
        else Mark(Shape.CHECK, FOUND[found], Tone.GREEN)
    )


def toggled(ways: str, way: str) -> str:
    """The ways with one more or less, in their order."""
    return "、".join(one for one in WAYS if (one in ways) != (one == way))

"""The lines of page 23: papers with their two columns, files that came back, figures with what is said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop.ledgers.column import Align, Mark, Shape, Tone
from desktop.operations.papers.reconciling import Line as Told
from desktop.operations.papers.reconciling import Outcome, Reconciled
from desktop.ui.widgets.figure_cells import Cell, Head, Line

ROW = 29
PAPER_HEADS = (
    Head("文号", 146), Head("文种", 96), Head("日期", 68), Head("主送"), Head("数字", 42, Align.RIGHT),
    Head("当时就错", 66, Align.RIGHT), Head("此后变化", 66, Align.RIGHT),
)  # fmt: skip
FILE_HEADS = (
    Head("文件"), Head("可追溯", 58, Align.RIGHT), Head("相同", 46, Align.RIGHT), Head("被改", 46, Align.RIGHT), Head("没对上", 58),
)  # fmt: skip
FIGURE_HEADS = (
    Head("位置", 60), Head("数字"), Head("文中", 112, Align.RIGHT), Head("按文中日期重算", 116, Align.RIGHT), Head("今天", 112, Align.RIGHT),
    Head("结果", 88), Head("说明", 84),
)  # fmt: skip
MARKS = {
    Outcome.SAME: Mark(Shape.CHECK, "相同"),
    Outcome.WRONG_THEN: Mark(Shape.TRIANGLE, "当时就错", Tone.RED),
    Outcome.CHANGED: Mark(Shape.DIAMOND_OUTLINE, "此后变化"),
    Outcome.EDITED: Mark(Shape.DIAMOND, "人工改动", Tone.AMBER),
    Outcome.TYPED: Mark(Shape.EMPTY, "手填"),
}
COUNTED = {
    "相同": Outcome.SAME, "此后变化": Outcome.CHANGED, "当时就错": Outcome.WRONG_THEN, "人工改动": Outcome.EDITED,
    "手填": Outcome.TYPED,
}  # fmt: skip


def sum_of(lines: Sequence[Told]) -> str:
    """41 = 相同 30 + 此后变化 9 + 当时就错 1 + 人工改动 1 + 手填 0"""
    found = [line.outcome for line in lines]
    return f"{len(lines)} = " + " + ".join(f"{word} {found.count(outcome)}" for word, outcome in COUNTED.items())


def rest_of(lines: Sequence[Told]) -> str:
    """表中另有 103 个，其中此后变化 81: what is as it was is not named."""
    found = [line.outcome for line in lines if line.outcome is not Outcome.SAME]
    moved = "、".join(f"{word} {found.count(outcome)}" for word, outcome in COUNTED.items() if outcome in found)
    return f"表中另有 {len(lines)} 个" + (f"，其中{moved}" if moved else "，都相同")


def numbers(line: Told) -> tuple[str, ...]:
    """The findings that make the difference, where there is one, else those that the figure counts."""
    moved = line.outcome in (Outcome.WRONG_THEN, Outcome.CHANGED)
    return (line.differing if moved else ()) or line.rows


def paper_line(one: Reconciled, titles: Mapping[str, str], units: Mapping[int, str]) -> Line:
    """A paper with its two counts."""
    letter = one.letter
    day = str(letter.issued_on or "")
    wrong, moved = len(one.those(Outcome.WRONG_THEN)), changed(one.said)
    more = f"正文 {len(one.said)} 个，表中另有 {len(one.listed)} 个" if one.listed else ""
    later = f"正文 {moved} 个，表中另有 {changed(one.listed)} 个" if one.listed else ""
    mark = Mark(Shape.TRIANGLE, str(wrong), Tone.RED) if one.undecided else None
    counts = (
        (Cell("不能重算", tip=one.untold), Cell())
        if one.untold
        else (
            Cell(str(wrong), light=True, tip="已处理" if wrong else "") if mark is None else Cell(mark=mark),
            Cell(str(moved), tip=later),
        )
    )
    return Line(
        (
            Cell(letter.number or letter.title), Cell(titles.get(letter.kind, letter.title)),
            Cell(f"{int(day[5:7])}月{int(day[8:])}日" if day else "—", tip=day), Cell(units.get(letter.unit_id or 0, letter.addressee), tip=letter.addressee), Cell(str(len(one.said)), tip=more), *counts,
        )
    )  # fmt: skip


def changed(lines: Sequence[Told]) -> int:
    """How many figures have moved on since."""
    return sum(line.outcome is Outcome.CHANGED for line in lines)


def urgency(one: Reconciled) -> tuple[bool, bool]:
    """Those that want a correction first, then those that moved on; within them as the register has them."""
    return not one.undecided, not one.those(Outcome.CHANGED)


def total(found: Sequence[Reconciled], word: str) -> Line:
    """The sums under the papers, after the word for them."""
    counts = [sum(len(one.said) for one in found), sum(len(one.those(Outcome.WRONG_THEN)) for one in found)]
    counts.append(sum(changed(one.said) for one in found))
    return Line((Cell(word), Cell(), Cell(), Cell(), *(Cell(str(count)) for count in counts)), total=True)


def file_line(one: Reconciled) -> Line:
    """A file that came back."""
    edited = len(one.those(Outcome.EDITED))
    return Line(
        (
            Cell(Path(one.path).name, tip=one.path), Cell(str(len(one.lines))), Cell(str(len(one.lines) - edited)), Cell(str(edited)),
            Cell("、".join(one.unmatched) or "0"),
        )
    )  # fmt: skip


def figure_line(line: Told) -> Line:
    """A figure: as printed, as it comes out for both days, what is said of the difference."""
    values = (line.for_date, line.today) if line.checked else ("手填", "手填")
    moved = line.outcome in (Outcome.WRONG_THEN, Outcome.CHANGED)
    said = line.then if line.edited is None else (line.edited or "已删去")
    tip = "" if line.edited is None else f"生成时是 {line.then}"
    return Line(
        (
            Cell(f"{'表 ' if line.tabled else ''}{line.place} 段" if line.place else "—", light=not line.place), Cell(line.figure), Cell(said, tip=tip), *(Cell(value, light=not line.checked) for value in values),
            Cell(mark=MARKS[line.outcome]), _said(line, moved=moved),
        ),
        opens=line if numbers(line) else None,
    )  # fmt: skip


def _said(line: Told, *, moved: bool) -> Cell:
    """The decision on a difference, else how many findings make it."""
    if line.decision is not None:
        return Cell(line.decision.told, tip=f"{line.decision.number}：{line.decision.reason}")
    return Cell(f"差 {len(line.differing)} 条" if moved else "", link=moved and bool(line.differing))

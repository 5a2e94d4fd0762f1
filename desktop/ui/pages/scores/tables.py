"""The two tables of 成绩单与排名: the items of a score sheet, and the ranking with its groups as bands (page 16)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from desktop.ledgers.column import Align, Mark, Shape, Tone
from desktop.ledgers.scores import SMALL
from desktop.operations.follow_up.ranking import Place, Ranking, Sheet
from desktop.rules.ranking import rules_in_words
from desktop.rules.scores import ADD, DEDUCT, FREE, VETO, Node, plain
from desktop.ui.widgets.figure_cells import Box, Caption, Cell, Head, Line, Shown

_RIGHT = Align.RIGHT
_GRADES = {
    "好": Mark(Shape.CHECK, "好", Tone.GREEN), "中": Mark(Shape.DIAMOND_OUTLINE, "中"), "差": Mark(Shape.TRIANGLE, "差", Tone.RED),
}  # fmt: skip
ASKED = {ADD: "得分", DEDUCT: "扣分", FREE: "加减分", VETO: "否决（1 为触发）"}
"""What is typed for an item, by its kind."""
NOTHING = Cell("—", light=True)
NUMBER = re.compile(r"\d{2}-\d{2}-\d{3,5}")
"""The number of a finding in a ground."""


def sheet_table(sheet: Sheet) -> Shown:
    """Every item under its group, then the sum; a line each node."""
    heads = (
        Head("评分项", 140),
        Head("分值", 46, _RIGHT),
        Head("得分", 64, _RIGHT),
        Head("扣分", 46, _RIGHT),
        Head("依据（须写事实或编号）"),
        Head("", 50),
    )
    lines = [_node_line(sheet, node) for node in sheet.nodes]
    return Shown(heads, (*lines, _sum_line(sheet)))


def _node_line(sheet: Sheet, node: Node) -> Line:
    if not node.kind:
        worth = f"（{plain(node.points)} 分）" if node.points else ""
        return Line((Cell(f"{node.title}{worth}"), *(Cell() for _cell in range(5))), total=True)
    score = sheet.values.get(node.code)
    value, reason = (score.value, score.reason) if score is not None else (Decimal(0), "")
    typed = score is not None and node.code in sheet.told and reason != sheet.told[node.code]
    missing = node in sheet.missing
    if missing:
        got, off, worth = Cell("缺", tone=Tone.AMBER), NOTHING, plain(node.limit)
    elif node.kind == VETO:
        got, off, worth = NOTHING, Cell(mark=Mark(Shape.TRIANGLE, "否决", Tone.RED)) if value else NOTHING, "否决"
    elif node.kind == DEDUCT:
        got, worth = Cell(plain(node.points - value) if score is not None or node.points else "—"), plain(node.points)
        off = Cell(f"−{plain(value)}", tone=Tone.RED) if value else NOTHING
    else:
        sign = "±" if node.kind == FREE else ""
        got, off, worth = Cell(plain(value)) if score is not None else NOTHING, NOTHING, f"{sign}{plain(node.limit)}"
    if node.kind != VETO:
        got = replace(got, box=Box.COMPUTED if node.figure and not typed else Box.TYPED)
    told = sheet.told.get(node.code, "")
    shown = f"✎ {reason}" if typed else reason
    tip = f"台账取数：{told}" if told else node.rule
    basis = Cell(shown or node.rule or "手填", light=not reason, tip=tip or shown)
    rows = Cell("看条", link=True, opens=node.code, tip="看这一项的条（F2）") if has_rows(sheet, node) else Cell()
    return Line((Cell(node.title, tip=node.rule), Cell(worth), got, off, basis, rows))


def has_rows(sheet: Sheet, node: Node) -> bool:
    """Whether rows stand behind an item: those of its figure, unless that is nothing or unknown, or the findings that its grounds name."""
    score = sheet.values.get(node.code)
    counts = bool(node.figure) and node not in sheet.missing and not sheet.told.get(node.code, "0").endswith(" 0")
    return counts or (score is not None and bool(NUMBER.search(score.reason)))


def _sum_line(sheet: Sheet) -> Line:
    titles = [node for node in sheet.nodes if node.code == node.part]
    parts = [sheet.result.parts[node.code] for node in titles if node.code in sheet.result.parts]
    worth = sum((node.points for node in titles), Decimal(0))
    kinds = {node.code: node.kind for node in sheet.nodes}
    off = sum((one.value for code, one in sheet.values.items() if kinds.get(code) == DEDUCT), Decimal(0))
    told = f"得分 = {' + '.join(plain(one) for one in parts)}"
    taken = f"−{plain(off)}" if off else "0"
    return Line(
        (Cell("合计"), Cell(plain(worth)), Cell(plain(sheet.result.total)), Cell(taken), Cell(told), Cell()),
        total=True,
    )


def grade_mark(grade: str, *, vetoed: bool = False, lacks: str = "") -> Mark | None:
    """The drawn grade; one that the office named itself is drawn plain, one of points that are not all known is for the time being."""
    if not grade:
        return None
    if lacks:
        return Mark(Shape.DIAMOND_OUTLINE, f"暂{grade}", Tone.AMBER)
    return _GRADES.get(grade, Mark(Shape.TRIANGLE, grade, Tone.RED) if vetoed else Mark(Shape.DOT, grade, Tone.BLUE))


def cut_off_words(sheet: Sheet) -> str:
    """好 ≥90　中 ≥70　差 ≥0"""
    return "　".join(f"{name} ≥{plain(least)}" for name, least in sheet.cut_offs)


def ranking_table(found: Ranking, caption: Caption) -> tuple[Shown, tuple[Place | None, ...]]:
    """Groups as bands over their units, and which unit each line is."""
    heads = (
        Head("名次", 44),
        Head("单位", 100),
        Head("核实整改率", 180, bar=True),
        Head("不属实", 54, _RIGHT),
        Head("满意率", 56, _RIGHT),
        Head("回访等次", 66),
        Head("评估等次", 84),
        Head("结果运用"),
    )
    lines: list[Line] = []
    places: list[Place | None] = []
    for group, own in found.groups:
        single = sum(one.rank is None for one in own)
        told = f"（{len(own)} 家，排名 {len(own) - single} 家）" if single else f"（{len(own)} 家）"
        lines.append(Line((Cell(f"{group}{told}"), *(Cell() for _head in heads[1:])), total=True))
        places.append(None)
        for one in own:
            lines.append(_place_line(one))
            places.append(one)
    return Shown(heads, tuple(lines), caption), tuple(places)


def _place_line(one: Place) -> Line:
    sheet = one.sheet.stored if one.sheet is not None else None
    visit = grade_mark(one.visit_grade)
    fixed = one.sheet is not None and one.sheet.state == "fixed"
    vetoed = sheet is not None and bool(sheet["vetoed"])
    grade = grade_mark(one.grade, vetoed=vetoed, lacks="" if fixed else one.lacks) if sheet is not None else None
    if grade is not None and sheet is not None:
        grade = replace(grade, word=f"{grade.word} {sheet['total']}")
    single = "单列" if one.is_small else "—"
    return Line((
        Cell(str(one.rank)) if one.rank is not None else Cell(single, light=True),
        Cell(one.unit),
        Cell(rate=one.rate),
        NOTHING if one.false is None else Cell(str(one.false), tone=Tone.RED if one.false else None, light=not one.false),
        Cell(one.satisfaction) if one.satisfaction else NOTHING,
        Cell(mark=visit) if visit is not None else Cell("未回访", light=True),
        Cell(mark=grade, tip=f"缺{one.lacks}" if one.lacks else "") if grade is not None else Cell("未评", light=True),
        _follows(one),
    ))  # fmt: skip


def _follows(one: Place) -> Cell:
    if one.follows:
        return Cell(one.follows, tone=Tone.RED, tip="；".join(part for part in (one.follows, one.why) if part))
    return Cell(f"少于 {SMALL} 条", light=True, tip=f"少于 {SMALL} 条，单列，不排名") if one.is_small else NOTHING


def total_law(found: Ranking) -> str:
    """合计 92.4% 660/714 = 县直部门 172/202 + 乡镇 56/61 + …"""
    parts = [
        f"{group} {sum(one.rate.numerator for one in own)}/{sum(one.rate.denominator for one in own)}"
        for group, own in found.groups
    ]
    whole = found.total
    return f"合计 {whole.text or '—'} {whole.numerator}/{whole.denominator} = {' + '.join(parts)}。{rules_in_words(found.sort, SMALL)}"


def counts_of(found: Ranking) -> tuple[int, int, int]:
    """Units with a sheet, all units, groups of units that share a rank."""
    scored = sum(one.sheet is not None for one in found.places)
    shared = 0
    for _group, own in found.groups:
        ranks = [one.rank for one in own if one.rank is not None]
        shared += len({rank for rank in ranks if ranks.count(rank) > 1})
    return scored, len(found.places), shared

"""Score schemes and sheets: a tree of items, what was scored, the total, the grade by cut-offs, and the ranking (registers.md §5, M11, M25).

A scheme is written one line a node, its fields parted by ｜: code (1, 1.2, 1.2.3: up to four levels), title, kind, points, limit,
figure, formula, rule. A line without a kind is a group. A part (level 1) that has deductions starts from its points and never falls
below 0; the other parts earn what is scored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TypeVar

Key = TypeVar("Key", Decimal, Fraction)
"""What sheets, or units by their survey, are ranked by."""

ADD, DEDUCT, VETO, FREE = "add", "deduct", "veto", "free"
LACKING = "缺"
"""What stands in place of the points of an item whose figure the ledger does not have."""
KINDS = {"加分": ADD, "得分": ADD, "扣分": DEDUCT, "否决": VETO, "一票否决": VETO, "酌情": FREE}
LEVELS = 4
NOTHING = Decimal(0)
_CODE = re.compile(r"[1-9]\d*(?:\.[1-9]\d*)*")
_CUT = re.compile(r"([^\s≥>=]+?)\s*(?:≥|>=)\s*(\d+(?:\.\d+)?)")
_BAND = re.compile(r"(?:≥|>=)\s*(\d+(?:\.\d+)?)\s*[:：]\s*(\d+(?:\.\d+)?)")
_NO_DATA = "—（"
_TIMES = re.compile(r"数\s*[×x*]\s*(\d+(?:\.\d+)?)")


class Wrong(ValueError):
    """A scheme, a sheet or a formula that cannot be read: a Chinese sentence with its place."""


@dataclass(frozen=True)
class Node:
    """A line of a scheme: a group where `kind` is empty, else an item."""

    code: str
    title: str
    kind: str = ""
    points: Decimal = NOTHING
    limit: Decimal = NOTHING
    figure: str = ""
    formula: str = ""
    rule: str = ""

    @property
    def part(self) -> str:
        """The code of its part."""
        return self.code.partition(".")[0]


@dataclass(frozen=True)
class Score:
    """What was scored of an item (of a deduction: what is taken off), and why; not `known`: the figure of the item has no data."""

    value: Decimal
    reason: str = ""
    known: bool = True


@dataclass(frozen=True)
class Result:
    """The total, whether a veto stands, and what each part came to."""

    total: Decimal
    vetoed: bool
    parts: Mapping[str, Decimal]


def number(typed: str, where: str) -> Decimal:
    """A number of points; Wrong names the place."""
    try:
        found = Decimal(typed)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or abs(found) > 100_000:
        raise Wrong(f"{where}：“{typed}”不是分数。请写成如 5 或 2.5 的数。")
    return found


def read_scheme(text: str) -> tuple[Node, ...]:
    """The nodes of a scheme, in order; Wrong where a line is none."""
    nodes: dict[str, Node] = {}
    for place, line in enumerate((one for one in text.splitlines() if one.strip()), 1):
        node = _node(line, f"评分项第 {place} 行")
        if node.code in nodes:
            raise Wrong(f"评分项第 {place} 行：编号 {node.code} 前面已有。")
        above = node.code.rpartition(".")[0]
        if above and (above not in nodes or nodes[above].kind):
            raise Wrong(f"评分项第 {place} 行：{node.code} 的上一级 {above} 没有写，或不是分组。")
        nodes[node.code] = node
    if not any(node.kind for node in nodes.values()):
        raise Wrong(
            "评分项中没有一项可以评分。请每行写：编号｜名称｜加分（扣分、否决、酌情）｜分值｜上限｜取数｜算法｜规则。"
        )
    return tuple(nodes.values())


def _node(line: str, where: str) -> Node:
    cells = [cell.strip() for cell in re.split(r"[｜|\t]", line)]
    code, title, kind, points, limit, figure, formula, *rule = cells + [""] * (8 - len(cells))
    if not _CODE.fullmatch(code) or code.count(".") >= LEVELS or not title:
        raise Wrong(f"{where}：请以编号和名称开头，如 1.2｜按时报送｜扣分｜2，最多四级。")
    if kind and kind not in KINDS and kind not in KINDS.values():
        raise Wrong(f"{where}：方式“{kind}”认不出。可写：加分、扣分、否决、酌情。")
    worth = number(points or "0", where)
    return Node(
        code, title, KINDS.get(kind, kind), worth, number(limit, where) if limit else worth, figure, formula, "｜".join(rule).strip("｜")
    )  # fmt: skip


def read_cut_offs(text: str) -> tuple[tuple[str, Decimal], ...]:
    """Grades with the least points of each, the best first; Wrong where there is none or the last does not begin at 0."""
    found = sorted(
        ((name.strip("；;，,、"), Decimal(least)) for name, least in _CUT.findall(text)), key=lambda one: -one[1]
    )
    if not found or found[-1][1] != 0 or len({name for name, _least in found}) != len(found):
        raise Wrong("等次请写成：好≥90；中≥70；差≥0。最低一等从 0 起，各等名称不同。")
    return tuple(found)


def read_values(text: str) -> dict[str, Score]:
    """What a sheet says, one line an item: code, points, why."""
    found: dict[str, Score] = {}
    for place, line in enumerate((one for one in text.splitlines() if one.strip()), 1):
        code, *rest = line.split(maxsplit=2)
        if not rest or code in found:
            raise Wrong(f"得分第 {place} 行：要写编号、分数、依据，如 1.2 2 迟报一次；一项只写一次。")
        known, reason = rest[0] != LACKING, rest[1].strip() if len(rest) > 1 else ""
        found[code] = Score(number(rest[0], f"得分第 {place} 行") if known else NOTHING, reason, known)
    return found


def read_computed(text: str) -> dict[str, Score]:
    """What the ledger said of a sheet; a figure without data is none, though former programs wrote points of it, which are in the total."""
    return {
        code: replace(one, known=one.known and _NO_DATA not in one.reason) for code, one in read_values(text).items()
    }


def written(values: Mapping[str, Score]) -> str:
    """What `read_values` reads back: a line an item."""
    points = {code: plain(score.value) if score.known else LACKING for code, score in values.items()}
    return "\n".join(f"{code} {points[code]} {score.reason}".rstrip() for code, score in values.items())


def judge(scheme: Sequence[Node], values: Mapping[str, Score]) -> None:
    """Wrong where points are given to no item, or are outside the item."""
    items = {node.code: node for node in scheme if node.kind}
    for code, score in values.items():
        item = items.get(code)
        if item is None:
            raise Wrong(f"评分模板没有 {code} 这一项。请核对编号。")
        least = -item.limit if item.kind == FREE else NOTHING
        most = Decimal(1) if item.kind == VETO else item.limit
        if not least <= score.value <= most:
            raise Wrong(f"“{item.title}”的分数 {score.value} 不在 {least} 至 {most} 之内。")


def unexplained(scheme: Sequence[Node], values: Mapping[str, Score]) -> tuple[str, ...]:
    """Titles of deductions and vetoes that say no fact."""
    return tuple(
        node.title
        for node in scheme
        if node.kind in (DEDUCT, VETO, FREE) and (one := values.get(node.code)) and one.value and not one.reason
    )


def lacking(scheme: Sequence[Node], values: Mapping[str, Score]) -> tuple[Node, ...]:
    """The items of which nothing is known yet, so that a total is none of the whole: points that nobody gave, or a figure without data."""
    return tuple(node for node in scheme if node.limit and not _is_known(node, values.get(node.code)))


def lacking_words(missing: Sequence[Node], values: Mapping[str, Score]) -> str:
    """满意率 10 分、专题研究 8 分; of one for which a former program counted points, that they are in the total; '' where nothing is missing."""
    return "、".join(
        f"{node.title} {plain(node.limit)} 分"
        + (f"（没有数据，旧版计了 {plain(points)} 分，在总分内）" if points else "")
        for node in missing
        for points in [values[node.code].value if node.code in values else NOTHING]
    )


def _is_known(node: Node, score: Score | None) -> bool:
    return score.known if score is not None else node.kind != ADD


def result(scheme: Sequence[Node], values: Mapping[str, Score]) -> Result:
    """What the sheet comes to."""
    parts: dict[str, Decimal] = {}
    for node in scheme:
        parts.setdefault(node.part, NOTHING)
    worth = {node.code: node.points for node in scheme}
    for part in parts:
        items = [node for node in scheme if node.kind and node.part == part]
        scored = {node.code: values[node.code].value if node.code in values else NOTHING for node in items}
        start = worth.get(part, NOTHING) if any(node.kind == DEDUCT for node in items) else NOTHING
        earned = sum((scored[node.code] for node in items if node.kind in (ADD, FREE)), NOTHING)
        taken = sum((scored[node.code] for node in items if node.kind == DEDUCT), NOTHING)
        parts[part] = max(NOTHING, start + earned - taken) if start else earned - taken
    vetoed = any(node.kind == VETO and node.code in values and values[node.code].value > 0 for node in scheme)
    return Result(sum(parts.values(), NOTHING), vetoed, parts)


def grade_of(cut_offs: Sequence[tuple[str, Decimal]], reached: Result) -> str:
    """The grade by the cut-offs; a veto gives the lowest."""
    if reached.vetoed:
        return cut_offs[-1][0]
    return next((name for name, least in cut_offs if reached.total >= least), cut_offs[-1][0])


def bound(item: Node, figure: Decimal) -> Decimal:
    """The points of an item that is bound to a figure: by bands (≥95:30；≥80:20), else the figure times points (数×2), within the item."""
    if times := _TIMES.fullmatch(item.formula.strip()):
        return min(item.limit, figure * Decimal(times[1]))
    bands = sorted(((Decimal(least), Decimal(points)) for least, points in _BAND.findall(item.formula)), reverse=True)
    if not bands:
        raise Wrong(f"“{item.title}”的算法“{item.formula}”认不出。请写成 ≥95:30；≥80:20；≥0:0，或 数×2。")
    return min(item.limit, next((points for least, points in bands if figure >= least), NOTHING))


def ranks(sheets: Iterable[tuple[int, bool, Key]]) -> dict[int, int]:
    """Rank by id of one group of (id, vetoed, key): the highest first, vetoed ones after all others, equal ones share a rank (1, 2, 2, 4)."""
    listed = list(sheets)
    return {
        one: 1 + sum((other_vetoed, -other_key) < (vetoed, -key) for _id, other_vetoed, other_key in listed)
        for one, vetoed, key in listed
    }


def plain(points: Decimal) -> str:
    """Points as people write them: 86, 86.5."""
    text = f"{points:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

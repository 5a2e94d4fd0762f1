"""Lists composed at random from the words, units, sections and tails that offices use, with what must come of them (RULES §§1–6)."""

import random
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desktop.exchange.sheet_cells import Merge

UNITS = {
    "青岩县财政局党组": ["县财政局", "青岩县财政局", "财政局"],
    "青岩县民政局党组": ["县民政局", "民政局"],
    "青岩县教育体育局党组": ["县教体局", "县教育体育局"],
    "云台镇党委": ["云台镇", "云台镇党委"],
    "石桥村党支部": ["石桥村"],
}
HEADS = {
    "serial": ["序号", "编号", "问题编号", "序 号"],
    "unit": ["单位", "被巡察单位", "被巡察党组织", "被检查单位", "责任党组织"],
    "category": ["问题类别", "类别", "问题分类"],
    "text": ["问题", "存在问题", "反馈问题", "具体问题", "问题描述", "检视问题", "存在不足", "问 题 表 现", "问题清单"],
    "measures": ["整改措施", "具体措施", "整改举措", "整改措施（分条列出）", "整改\n措施"],
    "responsible_leader": ["责任领导", "牵头领导", "包案领导", "挂帅领导", "班子成员"],
    "responsible_department": ["责任科室", "牵头股室", "责任部门", "承办科室"],
    "owner": ["责任人", "经办人", "直接责任人", "具体责任人"],
    "due_on": ["整改时限", "完成时限", "限期", "计划完成时间"],
    "progress": ["整改进展", "进展情况", "目前进展"],
    "status": ["整改状态", "是否完成", "自评结果", "整改结果"],
    "remark": ["备注"],
}
TEXTS = [
    "账目不清，3笔无附件。", "往来款挂账31.6万元未清", "印章混放", "“三会一课”记录补写12次。", "责任落实不到位", "整改措施不具体", "值班记录缺7天",
    "学习贯彻不深入，“第一议题”流于形式；研讨发言照抄照搬。", "公务接待超标2次\n未附公函", "监督检查问题", "监管制度",
]  # fmt: skip
VALUES: dict[str, list[tuple[Any, dict[str, Any]]]] = {
    "measures": [
        ("1.清理账户；2.完善制度。", {"measures": ["清理账户", "完善制度"]}),
        ("①补齐②归档", {"measures": ["补齐", "归档"]}),
        ("1.2025年6月底前清退\n2.建立台账", {"measures": ["2025年6月底前清退", "建立台账"]}),
        ("整改措施", {"measures": ["整改措施"]}),
    ],
    "responsible_leader": [("秦 朗", {"responsible_leader": "秦朗"})],
    "responsible_department": [("会计股", {"responsible_department": "会计股"})],
    "owner": [("许禾、钟林", {"owner": "许禾、钟林"}), ("林深（副局长）", {"owner": "林深（副局长）"})],
    "due_on": [
        ("6月底前", {"due_on": "2025-06-30", "due_kind": "month_end"}),
        ("长期坚持", {"due_on": None, "due_kind": "long_term"}),
        ("立行立改，2025年4月10日前完成", {"due_on": "2025-04-10", "due_kind": "immediate"}),
        (date(2025, 8, 1), {"due_on": "2025-08-01", "due_kind": "date"}),
    ],
    "progress": [("清退3.2万元，约谈2人", {"progress": "清退3.2万元，约谈2人"})],
    "status": [
        ("已整改到位", {"status": "done"}),
        ("整改不到位", {"status": "not_done"}),
        ("拟于9月底完成", {"status": "in_progress"}),
        ("尚未启动", {"status": "not_started"}),
    ],
    "remark": [(None, {"remark": None}), ("见附件", {"remark": "见附件"})],
}
TAILS = [
    [], [["填表人：许禾", None, "审核人：秦朗"]], [["合计"]], [["备注：本表一式三份。"]], [[None, "以下空白"]], [["说明："], ["1.按月报送。"], ["2.逾期通报。"]],
    [[], ["中共青岩县委巡察工作领导小组办公室"], ["2025年6月5日"]], [["填报人", "许禾", "审核人", "秦朗"]], [["巡察办审核意见", None, "同意上报。"]],
]  # fmt: skip
CATEGORIES = ["党的建设方面", "财务管理方面", "作风建设方面"]
FIRST = ["text", "measures", "responsible_leader", "responsible_department", "owner", "due_on", "progress", "status", "remark"]  # fmt: skip


@dataclass
class Composed:
    """One list: its rows and merges, the unit that the clerk names, and row → the fields that must come out."""

    rows: list[list[Any]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    unit: str | None = None
    wanted: dict[int, dict[str, Any]] = field(default_factory=dict)

    def add(self, *cells: Any) -> int:
        """One more row; its number."""
        self.rows.append(list(cells))
        return len(self.rows)


def composed(seed: int) -> Composed:
    """The list of a seed: columns, order, where the unit and the category stand, numbering, repeated heads, tail."""
    rng = random.Random(seed)
    made = Composed()
    whence = rng.choice(["column", "merged", "rows", "fill", "title", "named"])
    category = rng.choice([None, "column"] if whence == "rows" else [None, "column", "rows"])
    order = _order(rng, whence, category)
    head = [rng.choice(HEADS[name]) for name in order]
    alone = rng.choice(list(UNITS))
    made.unit = alone if whence == "named" else None
    if whence == "title" or rng.random() < 0.5:
        made.add((rng.choice(UNITS[alone]) if whence == "title" else "") + "巡察反馈问题整改台账")
    if whence == "fill":
        made.add("填报单位：" + rng.choice(UNITS[alone]), None, "填报时间：2025年6月1日")
    made.add(*head)
    _body(rng, made, order, head, whence, category, alone)
    for row in rng.choice(TAILS):
        made.add(*row)
    return made


def _order(rng: random.Random, whence: str, category: str | None) -> list[str]:
    kept = ["text", "measures", *rng.sample(FIRST[2:], rng.randint(2, 7))]
    order = [name for name in FIRST if name in kept]
    if rng.random() < 0.3:
        rng.shuffle(order)
    front = ["serial"] if rng.random() < 0.7 else []
    front += ["unit"] if whence in ("column", "merged") else []
    return [*front, *(["category"] if category == "column" else []), *order]


def _body(
    rng: random.Random, made: Composed, order: list[str], head: list[str], whence: str, category: str | None, alone: str
) -> None:
    units = [alone] if whence in ("fill", "title", "named") else rng.sample(list(UNITS), rng.randint(1, 3))
    style = rng.choice(["{}", "JT-{:02d}", "（{}）"])
    restarts = rng.random() < 0.5
    number = 0
    for place, unit in enumerate(units):
        number = 0 if restarts else number
        if whence == "rows":
            made.add(f"{'一二三'[place]}、{rng.choice(UNITS[unit])}")
        first = len(made.rows) + 1
        texts = rng.sample(TEXTS, rng.randint(1, 4))
        groups = sorted(rng.choice(CATEGORIES) for _text in texts)
        for index, text in enumerate(texts):
            if category == "rows" and groups[index] not in groups[:index]:
                made.add(f"{'一二三四'[groups.index(groups[index])]}、{groups[index]}")
            elif index and whence != "merged" and rng.random() < 0.1:
                made.add(*(head if rng.random() < 0.5 else []))
            number += 1
            shown = {"serial": style.format(number), "text": text, "category": groups[index]}
            shown["unit"] = rng.choice(UNITS[unit]) if whence == "column" or index == 0 else None
            wanted: dict[str, Any] = {"unit": unit, "text": text}
            wanted |= {"category": groups[index]} if category else {}
            for name in order:
                if name in VALUES:
                    shown[name], told = rng.choice(VALUES[name])
                    wanted |= told
            made.wanted[made.add(*(shown[name] for name in order))] = wanted
        if whence == "merged" and category != "rows" and len(made.rows) > first:
            made.merges.append((first, order.index("unit") + 1, len(made.rows), order.index("unit") + 1))
        elif whence == "merged":
            _fill_down(made, first, order.index("unit"), rng.choice(UNITS[unit]))


def _fill_down(made: Composed, first: int, column: int, name: str) -> None:
    """Units are written into every row where titles between them forbid a merge."""
    for number in range(first, len(made.rows) + 1):
        if number in made.wanted:
            made.rows[number - 1][column] = name

"""Feedback letters composed at random from RULES §9: typed or automatic numbers, with what must come of them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.exchange.word_files import box, deleted, inserted, paragraph, run, table

_UNITS = (
    "青岩县水利局党组", "云台镇党委", "青岩县住房和城乡建设局党组", "青岩县人民医院党委", "石桥村党支部", "青岩县城投集团党委", "县委党校",
)  # fmt: skip
_TITLES = (
    "中共青岩县委第一巡察组关于巡察{}的反馈意见", "关于对{}开展常规巡察的反馈意见", "县委第二巡察组关于{}巡察情况的反馈意见",
    "关于{}的巡察反馈意见",
)  # fmt: skip
_OPENINGS = (
    "根据县委统一部署，县委巡察组开展了常规巡察。现将巡察情况反馈如下。", "按照安排，巡察组于2025年3月1日进驻。现反馈如下：",
)  # fmt: skip
_EVALUATIONS = ("总体评价", "基本情况", "巡察工作基本情况", "主要成效")
_PROBLEMS = ("巡察发现的主要问题", "存在的主要问题", "存在的问题和不足", "巡察发现的突出问题", "主要问题")
_ADVICE = ("意见建议", "有关意见建议", "整改意见", "下步工作建议", "整改要求")
_ASPECTS = (
    "聚焦党的路线方针政策落实方面", "贯彻上级决策部署方面", "群众身边腐败和作风方面", "基层党组织建设方面", "巡视整改和成果运用", "权力运行和责任落实情况",
)  # fmt: skip
_WRONGS = (
    "学习不深入", "党费收缴不及时", "“第一议题”落实不到位", "工程拆分规避招标", "公务接待超标准", "档案管理不规范", "惠农补贴审核不严",
    "《条例》传达走过场", "内控形同虚设", "选人用人程序倒置", "一些干部不担当", "三公经费列支随意", "十项制度照搬照抄", "是非观念淡薄",
)  # fmt: skip
_FACTS = (
    "2023年以来仅学习3次", "29名党员3个月未缴", "18个微信群无台账", "抽查凭证8份有5份无公函", "涉及资金1.3万元", "5家培训点未发现",
    "个别村一是一、二是二也分不清", "2024年9月至今未整改", "附件材料不全", "（见会议记录）未附签到表",
)  # fmt: skip
_BODIES = (
    "经查，相关凭证均由同一人经手。",
    "其中，石桥村、大坝村尤为突出。",
    "上述行为违反了有关规定。",
    "对此，班子成员认识不足。",
)


@dataclass
class Composed:
    """A letter: its paragraphs with typed and with automatic numbers, its unit, the findings that must come of it."""

    typed: list[str] = field(default_factory=list)
    automatic: list[str] = field(default_factory=list)
    unit: str = ""
    wanted: list[dict[str, object]] = field(default_factory=list)
    count: int = 0


def composed(seed: int) -> Composed:
    """The letter of a seed."""
    return _Work(random.Random(seed)).letter()


class _Work:
    def __init__(self, chance: random.Random) -> None:
        self._chance, self._made = chance, Composed(unit=chance.choice(_UNITS))
        self._counts = [0, 0, 0, 0]
        self._path: list[str] = []
        self._dots = chance.choice((".", "．", "、"))
        self._brackets = chance.choice(("（）", "()", "（)"))

    def letter(self) -> Composed:
        chance, made = self._chance, self._made
        if chance.random() < 0.2:
            self._say("内部资料", inner=box(paragraph("阅后收回")) if chance.random() < 0.5 else "", inside=1)
        self._say(chance.choice(_TITLES).format(made.unit))
        self._say(f"{made.unit}：")
        self._say(chance.choice(_OPENINGS))
        if chance.random() < 0.6:
            self._say(chance.choice(_EVALUATIONS), 0)
            for _one in range(chance.randint(1, 2)):
                self._say("近年来，班子围绕中心任务推动工作，取得一定成效，但仍有差距。")
        self._path = [chance.choice(_PROBLEMS)]
        self._say(self._path[0], 0)
        if chance.random() < 0.3:
            self._say("巡察发现，主要存在以下几个方面的问题。")
        aspects = chance.sample(_ASPECTS, chance.randint(2, 4))
        for place, aspect in enumerate(aspects):
            self._path = [self._path[0], aspect]
            self._say(aspect, 1)
            # the first aspect always has clauses: an empty one among them is a heading without items
            self._aspect(
                "clauses" if not place else chance.choice(("clauses", "clauses", "points", "nothing", "table"))
            )
        self._advice()
        self._tail()
        return made

    def _aspect(self, kind: str) -> None:
        chance = self._chance
        if kind == "clauses":
            for _one in range(chance.randint(1, 4)):
                self._clause()
        elif kind == "points":
            said = [f"{self._wrong()}，{chance.choice(_FACTS[:6])}{end}" for end in ("；", "。")]
            number = self._say(f"推进工作有短板。一是{said[0]}二是{said[1]}")
            for text in said:
                self._want(text, [number])
        elif kind == "table":
            self._table()

    def _clause(self) -> None:
        chance = self._chance
        if chance.random() < 0.15:
            self._with_lower_clauses()
            return
        lead = f"{self._wrong()}{chance.choice('，。')}" if chance.random() < 0.4 else ""
        rest = f"{chance.choice(_FACTS)}，{self._wrong()}。"
        points = []
        if chance.random() < 0.2:
            points = [f"{chance.choice(_WRONGS)}；", f"{chance.choice(_WRONGS)}。"]
            rest += f"一是{points[0]}二是{points[1]}"
        cut = len(rest) // 2 if chance.random() < 0.25 else 0
        inner = inserted(rest[cut:]) + deleted("删去的话") if cut else ""
        numbers = [self._say(rest[:cut] if cut else rest, 2, bold=lead, inner=inner)]
        text = lead + rest
        for _one in range(chance.choice((0, 0, 0, 1, 2))):
            body = chance.choice(_BODIES)
            numbers.append(self._say(body))
            text += f"\n{body}"
        self._want(text, numbers, lead, points)
        if chance.random() < 0.15:
            self._say("有关情况见下表。")
            self._rows([["村", "户数", "金额（元）"], ["石桥村", "7", "12600"], ["大坝村", "4", "7300"]])

    def _with_lower_clauses(self) -> None:
        heading = f"{self._wrong()}。"
        self._say(heading, 2)
        self._path.append(heading)
        for _one in range(self._chance.randint(2, 3)):
            text = f"{self._wrong()}，{self._chance.choice(_FACTS)}。"
            self._want(text, [self._say(text, 3)])
        self._path.pop()

    def _table(self) -> None:
        heads = self._chance.choice(
            (["序号", "问题", "备注"], ["序号", "类别", "存在问题"], ["编号", "问题描述", "涉及金额"])
        )
        column = next(place for place, head in enumerate(heads) if head.endswith(("问题", "描述")))
        rows = [heads]
        start = self._made.count
        for number in range(self._chance.randint(1, 3)):
            row = [str(number + 1), "其他", "12"]
            row[column] = f"{self._wrong()}，{self._chance.choice(_FACTS)}"
            rows.append(row)
            first = start + 3 * (number + 1)
            self._want(row[column], list(range(first, first + 3)))
        self._rows(rows)

    def _rows(self, rows: list[list[str]]) -> None:
        self._made.typed.append(table(rows))
        self._made.automatic.append(table(rows))
        self._made.count += sum(map(len, rows))

    def _advice(self) -> None:
        chance = self._chance
        self._path = []
        self._say(chance.choice(_ADVICE), 0)
        if chance.random() < 0.3:
            self._say("一是提高站位。二是抓实整改。三是建章立制。")
        else:
            for _one in range(chance.randint(1, 3)):
                self._say("切实扛起整改责任。党组要专题研究，对存在的问题逐条整改。", 1)
        if chance.random() < 0.6:
            self._say("请于收到本反馈意见后2个月内将整改情况报送县委巡察办。")

    def _tail(self) -> None:
        self._say("中共青岩县委第一巡察组", right=True)
        self._say("2025年6月3日", right=True)
        if self._chance.random() < 0.3:
            self._say("附件：问题清单")
            self._rows([["序号", "问题"], ["1", "附件里的问题"]])

    def _wrong(self) -> str:
        return self._chance.choice(_WRONGS)

    def _want(self, text: str, paras: list[int], lead: str = "", points: list[str] | None = None) -> None:
        self._made.wanted.append(
            {"path": list(self._path), "text": text, "paras": paras, "lead": lead, "points": points or []}
        )

    def _say(
        self,
        text: str,
        level: int | None = None,
        *,
        bold: str = "",
        inner: str = "",
        right: bool = False,
        inside: int = 0,
    ) -> int:
        """One paragraph in both writings; the place it has among all."""
        number = self._made.count
        self._made.count += 1 + (inside if inner else 0)
        written = ""
        if level is not None:
            self._counts[level] += 1
            self._counts[level + 1 :] = [0] * (3 - level)
            written = self._typed_number(level)
        clause = (run(bold, True) if bold else "") + (run(text) if text else "")
        plain = paragraph(written, inner=clause + inner, right=right)
        self._made.typed.append(plain)
        self._made.automatic.append(paragraph(text, bold=bold, level=level, inner=inner, right=right))
        return number

    def _typed_number(self, level: int) -> str:
        count, (opening, closing) = self._counts[level], self._brackets
        chinese = "一二三四五六七八九十"[count - 1]
        return (f"{chinese}、", f"{opening}{chinese}{closing}", f"{count}{self._dots}", f"{opening}{count}{closing}")[
            level
        ]

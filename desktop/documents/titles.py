"""A title in lines of balanced length that keep words whole (GB/T 9704 7.3.1: 梯形或菱形)."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations

from desktop.documents.lines import width

# Words that official titles are made of; a break inside one of them is never wanted.
_WORDS = [
    "中共",
    "县委",
    "市委",
    "省委",
    "巡察",
    "巡视",
    "巡察建议书",
    "巡察工作",
    "领导小组",
    "办公室",
    "整改",
    "综合情况",
    "情况",
    "汇报",
    "报告",
    "主要负责人",
    "组织落实",
    "反馈",
    "进展",
    "台账",
    "整改台账",
    "问题",
    "问题清单",
    "涉组涉干",
    "涉组涉干问题",
    "监督责任清单",
    "清单",
    "督办",
    "再次",
    "逾期",
    "移交",
    "关于",
    "加强",
    "规范",
    "提高",
    "进一步",
    "农村",
    "集体",
    "资金",
    "资产",
    "资源",
    "管理",
    "乡镇",
    "财政所",
    "印鉴",
    "最低生活保障",
    "对象",
    "动态",
    "质量",
    "机动",
    "专项",
    "常规",
    "回头看",
    "提级",
    "交叉",
    "领域",
    "粮食",
    "建设",
    "住房和城乡建设局",
    "住房",
    "城乡",
    "农业农村局",
    "卫生健康局",
    "党组",
    "党委",
    "党支部",
    "党总支",
    "街道",
    "社区",
    "公司",
    "有限公司",
    "中心",
    "委员会",
    "人民政府",
    "落实",
    "制度",
    "机制",
    "完善",
    "健全",
    "推进",
    "开展",
    "清理",
    "监督",
    "检查",
    "审核",
    "保障",
    "服务",
    "项目",
    "工程",
    "未销号",
    "一览表",
    "涉及",
    "村级",
    "三资",
    "惠农",
    "补贴",
    "发放",
    "安全",
    "生产",
    "责任",
    "基层",
    "党组织",
    "队伍",
    "干部",
    "作风",
    "廉政",
    "风险",
    "防控",
    "公务",
    "接待",
    "采购",
    "合同",
    "意见",
]
_KNOWN = "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
_HAN = "[\u4e00-\u9fff]"
_ORGAN = (
    rf"{_HAN}{{0,3}}?县(?:(?!委|关于|巡察|的|政府|人大|政协|党组|党委){_HAN}){{2,12}}?"
    r"(?:局|中心|公司|中学|小学|学校|党校|医院|法院|检察院|银行|联合会|总工会|协会|委员会|办公室|联社|"
    rf"(?:镇|乡|街道)(?=党|{_HAN}{{2,3}}(?:村|社区)))"
    rf"|{_HAN}{{2,4}}?(?:镇|乡|村|社区|街道)(?=党)"
)
"""A unit by its name: 云岭县发展和改革局, 双河村; what is said of it begins a line, its name is not broken."""
_SMALL = r"|第[一二三四五六七八九十百]+[轮届次]|[一二三四五六七八九十]+届|《[^》]*》|“[^”]*”|（[^）]*）|[!-~]+|."
_UNIT = re.compile(f"{_KNOWN}|{_ORGAN}{_SMALL}", re.DOTALL)
_WORD = re.compile(f"{_KNOWN}{_SMALL}", re.DOTALL)
_STICKS_BACK = set("的了和与及、，。）》”等之")
_STICKS_ON = set("（《“对在和与及为从向按")


@lru_cache(maxsize=512)
def title_lines(text: str, measure: float, opening: str = "") -> tuple[str, ...]:
    """The lines of a title; one line where it fits a width of `measure` characters.

    `opening` are the first words of the text: no line of the title should read as the first line of the text does.
    """
    repeats = len(opening) >= 6 and opening in text
    if width(text) <= measure and not (repeats and width(text) > 12):
        return (text,)
    units = [unit for piece in _UNIT.findall(text) for unit in _short_enough(piece, measure)]
    least = max(-int(-width(text) // measure), 2)
    for count in range(least, least + 3):
        best = _best(units, count, measure, opening)
        if best:
            return best
    return (text,)


def _short_enough(unit: str, measure: float) -> list[str]:
    """A bracketed phrase or a name longer than a line has to be broken after all, a name between its words."""
    if width(unit) <= min(measure, 16):
        return [unit]
    return list(unit) if unit[0] in _STICKS_ON else _WORD.findall(unit)


def _best(units: list[str], count: int, measure: float, opening: str) -> tuple[str, ...]:
    """The cheapest way to set the units in so many lines; empty where there is none."""
    places = [at for at in range(1, len(units)) if _may_break(units[at - 1], units[at])]
    best: tuple[float, tuple[str, ...]] = (float("inf"), ())
    for cuts in combinations(places, count - 1):
        edges = (0, *cuts, len(units))
        lines = tuple("".join(units[a:b]) for a, b in zip(edges, edges[1:], strict=False))
        again = 60 * any(len(opening) >= 6 and opening in line for line in lines)
        best = min(best, (_cost(lines, measure) + again, lines))
    return best[1]


def _may_break(before: str, after: str) -> bool:
    return after[0] not in _STICKS_BACK and before[-1] not in _STICKS_ON


def _cost(lines: tuple[str, ...], measure: float) -> float:
    """Balanced, nothing shorter than four characters, not a rectangle, not an hourglass."""
    widths = [width(line) for line in lines]
    if max(widths) > measure or min(widths) < 4:
        return float("inf")
    cost = (max(widths) - min(widths)) ** 2 / 4
    if max(widths) - min(widths) < 1.5:
        cost += 6
    if len(widths) == 3 and widths[1] < min(widths[0], widths[2]):
        cost += 40
    return cost

"""Who is inspected in which of the twelve rounds of the thirteenth term of 怀川县 (invented)."""

from dataclasses import dataclass, field
from datetime import date, timedelta

OFFICE = "怀川县委巡察办"
NUMERALS = "一二三四五六七八九十"
FIRST_NAMES = "东西南北上下前后大小新老"
LAST_NAMES = ("河湾", "柳庄", "石桥", "槐树", "官渡", "梨园", "白塔", "青坡", "泉头", "杨集", "马店", "岳坟", "司寨", "赵堡", "林召", "祥云", "武德", "番田", "北冷", "招贤", "黄庄", "温泉", "亢村")  # fmt: skip
TRADES = ("发展改革", "教育", "科技", "工业信息化", "民族宗教", "公安", "民政", "司法", "财政", "人力资源", "自然资源", "生态环境", "住房城乡建设", "交通运输", "水利", "农业农村", "商务", "文化旅游", "卫生健康", "退役军人", "应急管理", "审计", "市场监管", "统计", "医疗保障", "信访", "乡村振兴", "林业", "城市管理", "机关事务", "粮食储备", "税务服务", "气象服务", "邮政管理", "地震监测", "供销合作", "残疾人事务", "红十字事务", "工商联络", "科学普及", "档案", "史志", "老干部", "政务数据")  # fmt: skip
SERVICES = ("第一中学", "第二中学", "职业中专", "人民医院", "中医院", "妇幼保健院", "疾控中心", "融媒体中心", "图书馆", "文化馆", "博物馆", "水利站", "农机中心", "畜牧中心", "公路段", "公证处", "社保中心", "就业中心")  # fmt: skip
FIRMS = ("城投公司", "水务公司", "粮油公司", "公交公司", "文旅公司", "农投公司", "国资公司")
TOWNS = 12
VILLAGES = 270
ROUNDS = 12
A_ROUND = 31
FEEDBACK = (date(2021, 12, 20), 115)
"""Feedback of the first round, and the days between two rounds."""


@dataclass
class Round:
    """One round: its number, when its findings were fed back, whom it inspected, and how many findings it gave."""

    number: int
    units: list[str] = field(default_factory=list)
    findings: int = 500

    @property
    def name(self) -> str:
        """As the office writes it; the last one is a 回头看."""
        numeral = NUMERALS[self.number - 1] if self.number <= 10 else f"十{NUMERALS[self.number - 11]}"
        return f"十三届县委第{numeral}轮巡察"

    @property
    def code(self) -> str:
        """What its permanent numbers begin with."""
        return f"13-{self.number:02d}"

    @property
    def feedback_on(self) -> date:
        """The day on which its findings were fed back."""
        first, step = FEEDBACK
        return first + timedelta(days=step * (self.number - 1))

    def numbers(self) -> list[str]:
        """Permanent numbers of its findings, in the order of its list."""
        return [f"{self.code}-{seq:04d}" for seq in range(1, self.findings + 1)]

    def unit_of(self, seq: int) -> str:
        """The unit of the finding at place `seq` (0 first): findings of a unit stand together, as offices write them."""
        return self.units[seq * len(self.units) // self.findings]


def units() -> list[dict[str, str]]:
    """Every unit of the term with kind and superior, in the form `units` (`interfaces.md`)."""
    told = [{"name": f"县{trade}局党组", "short": f"县{trade}局", "kind": "县直部门"} for trade in TRADES]
    told += [{"name": f"县{name}党委", "short": f"县{name}", "kind": "事业单位"} for name in SERVICES]
    told += [{"name": f"县{name}党支部", "short": f"县{name}", "kind": "国有企业"} for name in FIRMS]
    towns = [f"{LAST_NAMES[seq]}镇" for seq in range(TOWNS)]
    told += [{"name": f"{town}党委", "short": town, "kind": "乡镇"} for town in towns]
    for seq in range(VILLAGES):
        town = towns[seq % TOWNS]
        village = f"{FIRST_NAMES[seq // TOWNS % 12]}{LAST_NAMES[seq // 12 % 23]}{'村' if seq < 144 else '社区'}"
        told.append({"name": f"{town}{village}党支部", "short": f"{town}{village}", "kind": "村（社区）", "superior": f"{town}党委"})  # fmt: skip
    return told


def rounds() -> list[Round]:
    """Eleven rounds of 31 units, the twelfth looks back at 22 of the ninth and takes seven new ones; three are never inspected."""
    names = [unit["name"] for unit in units()]
    order = sorted(names, key=lambda name: (names.index(name) * 7 % len(names), name))
    made = [Round(number, order[A_ROUND * (number - 1) : A_ROUND * number]) for number in range(1, ROUNDS)]
    fresh = order[A_ROUND * (ROUNDS - 1) : A_ROUND * (ROUNDS - 1) + 7]
    return [*made, Round(ROUNDS, [*fresh, *made[8].units[:22]])]

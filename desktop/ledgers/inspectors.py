"""人才库 and 回避: the people who may be placed into teams, and the units that each of them keeps away from (registers.md §1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from db.reader import Reader
from desktop.errors import Fault
from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.placing import Placing
from desktop.ledgers.register import Register, Rule, State, Step
from desktop.rules import team_rules

SPECIALTIES = ("纪检", "组织", "宣传意识形态", "财审", "农业农村", "政法", "工程项目", "党建", "其他")
POOLS = {"regular": "常规", "special": "专业", "leader": "组长库"}
KINDS = {"任职": "任职回避", "亲属": "亲属回避", "其他": "其他回避"}


def check_inspector(person: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """Nobody enters the pool tomorrow; without a specialty nobody counts where a team is made up."""
    entered = person.get("entered_on")
    if entered and entered > today:
        yield Fault("in_future", f"入库日期 {entered} 晚于今天 {today}。请改成今天或以前的日期。")
    if not person.get("specialty"):
        yield Fault("no_specialty", f"{person.get('name')} 没有写专业。请补写，编组时要看专业搭配。")


def check_avoidance(one: Mapping[str, Any], _today: str) -> Iterator[Fault]:
    """It ends after it begins."""
    begins, ends = one.get("from_on"), one.get("to_on")
    if begins and ends and ends < begins:
        yield Fault("before", f"回避截止日期 {ends} 早于起始日期 {begins}。请核对。")


def look_avoidance(reader: Reader, one: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """Whom it keeps away is in no team that is about to go, or is, to the unit."""
    if not one.get("unit") or not one.get("person"):
        return
    placing, person, unit = Placing(reader), str(one["person"]), int(one["unit"])
    for team in placing.teams:
        if team.has_ended(today) or not placing.keys(person) & placing.keys_of(team):
            continue
        if placing.same_unit(unit, team.units):
            yield Fault("is_placed", team_rules.already_placed(person, team.name, placing.short_name(unit)))


INSPECTORS = Register(
    "inspector", "人才库", "人", "人才{号}号",
    fields=(
        Field("entered_on", "入库日期", Holds.DATE, width=90, mm=20, hidden=True, heads=("入库时间",)),
        Field("name", "姓名", needed=True, width=76, mm=16, heads=("人员姓名", "干部姓名", "巡察干部")),
        Field("sex", "性别", width=48, mm=10, hidden=True),
        Field("born_on", "出生年月", width=90, mm=18, hidden=True, heads=("出生日期", "出生时间")),
        Field("organ", "单位", width=140, mm=34, heads=("工作单位", "所在单位", "单位名称")),
        Field("post", "职务", width=120, mm=26, heads=("现任职务", "单位及职务", "工作单位及职务", "职务职级")),
        Field("rank", "职级", width=80, mm=18, hidden=True, heads=("级别",)),
        Field("political", "政治面貌", width=76, mm=16, hidden=True),
        Field("education", "学历", width=110, mm=22, hidden=True, heads=("学历专业", "文化程度", "学历及专业")),
        Field("specialty", "专业", Holds.CHOICE, choices={one: one for one in SPECIALTIES}, width=100, mm=20,
              heads=("专业类别", "业务专长", "专业分类", "专业方向")),
        Field("career", "履历", Holds.LONG, width=220, mm=60, hidden=True, heads=("工作履历", "工作经历", "简历", "巡察经历")),
        Field("strengths", "特长", width=120, mm=26, hidden=True, heads=("个人特长", "业务特长")),
        Field("pool", "库别", Holds.CHOICE, choices=POOLS, width=70, mm=14, heads=("人才库类别", "类别", "库")),
        Field("appraisal", "考核", width=80, mm=16, hidden=True, heads=("考核等次", "鉴定", "考核结果")),
    ),
    states=(
        State("in", "在库", Shape.CHECK, Tone.GREEN), State("adjusted", "调整", Shape.DOT, Tone.AMBER), State("out", "出库", Shape.CROSS),
    ),
    add_title="入库登记",
    steps=(
        Step("adjust", "调整", ("in",), "adjusted"),
        Step("leave", "出库", ("in", "adjusted"), "out"),
        Step("back", "重新入库", ("adjusted", "out"), "in"),
    ),
    rules=(Rule("in_future", "入库日期不晚于今天"), Rule("no_specialty", "要写专业", refuses=False)),
    check=check_inspector,
)  # fmt: skip
AVOIDANCES = Register(
    "avoidance", "回避情形", "条", "回避{号}号",
    fields=(
        Field("person", "姓名", Holds.PERSON, of="inspector", needed=True, width=90, mm=20, heads=("干部姓名", "人员姓名", "回避人")),
        Field("unit", "回避单位", Holds.UNIT, needed=True, width=150, mm=44, heads=("单位", "单位名称", "应回避单位")),
        Field("kind", "情形", Holds.CHOICE, choices=KINDS, width=90, mm=20, heads=("回避情形", "回避类型", "类型", "回避种类")),
        Field("from_on", "起", Holds.DATE, width=90, mm=22, heads=("起始日期", "任职起始", "开始日期")),
        Field("to_on", "止", Holds.DATE, width=90, mm=22, heads=("截止日期", "任职截止", "结束日期")),
        Field("reason", "事由", width=220, mm=60, wrap=True, heads=("回避事由", "回避原因", "说明")),
    ),
    rules=(
        Rule("before", "回避截止不早于起始"),
        Rule("is_placed", "正编在任务单位的巡察组里的人，先移出再登记回避"),
    ),
    check=check_avoidance,
    look=look_avoidance,
)  # fmt: skip

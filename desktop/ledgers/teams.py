"""巡察组: who inspects which units of a round, and what keeps somebody out of a team (registers.md §1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from db.reader import Reader
from desktop.errors import Fault
from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.inspectors import KINDS as AVOIDED
from desktop.ledgers.placing import Placing, Team
from desktop.ledgers.register import Register, Rule, State, Step
from desktop.rules import team_rules
from desktop.rules.permissions import Right

KINDS = {"own": "本县", "cross": "交叉", "raised": "提级", "joint": "混编"}
FROM_ELSEWHERE = frozenset({"cross", "raised"})
ROLES = {
    "leader": "组长", "second_leader": "第二组长", "deputies": "副组长", "liaison": "联络员", "second_liaison": "第二联络员", "members": "成员",
}  # fmt: skip
"""The fields that name people, in the order in which a list prints them."""


def check(team: Mapping[str, Any], _today: str) -> Iterator[Fault]:
    """It leaves after it came; one from elsewhere says from where."""
    came, left = team.get("entered_on"), team.get("left_on")
    if came and left and left < came:
        yield Fault("before", f"撤离日期 {left} 早于进驻日期 {came}。请核对。")
    if team.get("kind") in FROM_ELSEWHERE and not team.get("home"):
        yield Fault("no_home", f"{team.get('name')} 是外县来的组，没有写派出县。请补写。")


def look(reader: Reader, team: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """Nobody keeps away from a unit of the team or is in another one meanwhile; the team is of a size and of every trade."""
    if not team.get("round"):
        return
    placing = Placing(reader)
    this = placing.as_team(team)
    if this.has_ended(today):  # who was where stays as it was
        return
    yield from _avoided(placing, this)
    yield from _elsewhere(placing, this)
    if fault := team_rules.size_fault(this.name, len(this.people)):
        yield Fault("size", fault)
    if team.get("kind") not in FROM_ELSEWHERE:
        lacking = team_rules.lacking(placing.specialties(this.people))
        if lacking:
            yield Fault("trades", f"{this.name}没有{'、'.join(lacking)}专业的人。请调配。")
        if strange := [one for one in this.people if not placing.in_pool(one)]:
            yield Fault("not_in_pool", f"{this.name}的{'、'.join(strange)}不在人才库。请先入库登记，或核对姓名。")


def _avoided(placing: Placing, this: Team) -> Iterator[Fault]:
    for person in this.people:
        for one in placing.avoidances:
            if placing.keys(one.person) & placing.keys(person) and placing.same_unit(one.unit_id, this.units):
                kind, unit = AVOIDED.get(one.kind, "回避"), placing.short_name(one.unit_id)
                yield Fault("avoids", team_rules.avoids(kind, unit, one.from_on, one.to_on, person, this.name))


def _elsewhere(placing: Placing, this: Team) -> Iterator[Fault]:
    for other in placing.teams:
        same_round = this.round_id == other.round_id
        if other.id == this.id or not team_rules.overlap(this.stay, other.stay, same_round=same_round):
            continue
        there = placing.keys_of(other)
        for person in this.people:
            if placing.keys(person) & there:
                yield Fault("elsewhere", team_rules.elsewhere(person, other.name, other.round, other.stay))


TEAMS = Register(
    "team", "巡察组", "个", "编组〔{年}〕{号}号",
    fields=(
        Field("entered_on", "进驻日期", Holds.DATE, width=90, mm=22, hidden=True, heads=("进驻时间", "进驻")),
        Field("round", "轮次", Holds.ROUND, needed=True, width=150, mm=44),
        Field("name", "组名", needed=True, width=110, mm=26, heads=("巡察组", "组别", "名称", "组")),
        Field("leader", "组长", Holds.PERSON, of="inspector", needed=True, width=76, mm=16),
        Field("deputies", "副组长", Holds.PEOPLE, of="inspector", width=110, mm=24),
        Field("liaison", "联络员", Holds.PERSON, of="inspector", width=76, mm=16, heads=("联络人",)),
        Field("members", "成员", Holds.PEOPLE, of="inspector", width=200, mm=54, wrap=True, heads=("组员", "巡察干部", "小组成员")),
        Field("units", "任务单位", Holds.UNITS, width=180, mm=50, wrap=True, heads=("被巡察单位", "巡察单位", "巡察对象")),
        Field("authorised_by", "授权文号", width=140, mm=34, hidden=True, heads=("授权", "授权任职文号")),
        Field("left_on", "撤离日期", Holds.DATE, width=90, mm=22, hidden=True, heads=("撤离时间", "撤离")),
        Field("party_branch_secretary", "临时党支部书记", Holds.PERSON, of="inspector", width=110, mm=22, hidden=True, heads=("党支部书记",)),
        Field("kind", "类型", Holds.CHOICE, choices=KINDS, width=70, mm=14, hidden=True, heads=("组建方式",)),
        Field("home", "派出县", width=90, mm=20, hidden=True, heads=("派出地", "来自")),
        Field("second_leader", "第二组长", Holds.PERSON, of="inspector", width=90, mm=18, hidden=True, heads=("双组长",)),
        Field("second_liaison", "第二联络员", Holds.PERSON, of="inspector", width=90, mm=18, hidden=True, heads=("双联络员",)),
    ),
    states=(State("draft", "拟定", Shape.EMPTY), State("final", "定稿", Shape.CHECK, Tone.GREEN)),
    add_title="新建巡察组",
    steps=(Step("final", "定稿", ("draft",), "final", right=Right.REVIEW),),
    rules=(
        Rule("avoids", "与任务单位须回避的人不编入"),
        Rule("elsewhere", "一人不同时编入两个在驻的组"),
        Rule("before", "撤离不早于进驻"),
        Rule("size", "每组 5 至 8 人", refuses=False),
        Rule("trades", "每组有纪检、组织、财审专业的人", refuses=False),
        Rule("not_in_pool", "本县的组从人才库编人", refuses=False),
        Rule("no_home", "外县来的组写明派出县", refuses=False),
    ),
    check=check,
    look=look,
)  # fmt: skip

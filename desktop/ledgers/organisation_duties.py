"""组织部监督责任清单: each finding marked 涉组涉干 under a number of its own, with desk, person and progress (registers.md §3, M17)."""

from collections.abc import Iterator, Mapping
from typing import Any

from db.queries.organisation_duties import duty_faults
from db.reader import Reader
from desktop.errors import Fault
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule

_TOLD = {
    "not_marked": "这条问题没有标“涉组涉干”，或已不在清单中。还要监督的，请先在问题台账中标上；已移出的，编号留着不再使用。",
    "numbered_twice": "这条问题已经编入监督责任清单。请核对编号，不要重复编。",
}


def look(reader: Reader, duty: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """Its finding is marked and in the list, and has one number only."""
    finding = duty.get("finding")
    if isinstance(finding, int):
        for kind in duty_faults(reader, finding, today, duty.get("id")):
            yield Fault(kind, _TOLD[kind])


ORGANISATION_DUTIES = Register(
    "organisation_duty", "组织部监督责任", "条", "组{号}",
    fields=(
        Field("finding", "问题", Holds.FINDING, needed=True, width=100, mm=26, heads=("主表编号", "问题编号")),
        Field("desk", "督促科室", width=110, mm=22, heads=("科室",)),
        Field("person", "责任人", Holds.PERSON, width=84, mm=18, heads=("科室责任人",)),
        Field("due_on", "整改时限", Holds.DATE, width=90, mm=22, heads=("时限", "督促时限")),
        Field("progress", "进展", Holds.LONG, width=260, mm=60, heads=("最新进展", "整改进展")),
        Field("round", "轮次", Holds.ROUND, needed=True, width=130, mm=40),
    ),
    add_title="编入清单",
    rules=(
        Rule("numbered_twice", "一条问题编入一次", refuses=False),
        Rule("not_marked", "编入的是涉组涉干的问题", refuses=False),
    ),
    look=look,
)  # fmt: skip

"""A record of each book of which papers are made, for tests of papers: by the name of the book, in a round and of a unit."""

from __future__ import annotations

from collections.abc import Callable

from db.queries import units as unit_queries
from db.queries.settings import setting
from desktop.ledgers.ways_out import FINDING_BOOK
from desktop.operations import measures, outgoing, progress, restoring
from desktop.operations.change import change
from desktop.operations.measures import MeasureDraft
from desktop.operations.outgoing import Asked, Facts
from desktop.operations.papers.registering import SentPaper, insert_sent
from desktop.operations.restoring import DrillAnswer
from desktop.rules.permissions import Action
from desktop.rules.unit_names import full_name
from tests.builders import CLAIMANT, EVERYONE
from tests.operations.papers.handed_in import enter, plan_under_review, step
from tests.operations.papers.visited import ON as DRAWN_ON
from tests.operations.papers.visited import SPOKEN

DAY = "2026-09-20"
TALK = {
    "kind": "reminder", "talker": "顾言之、方知远", "talked_to": "程知行", "post": "党组成员", "reason": "overdue", "place": "谈话室",
    "matter": "2个问题进度低于方案安排", "demands": "1.逐条说明滞后原因。\n2.明确每月节点", "follow_up_due": "2026-10-20",
}  # fmt: skip
ITEMS = "1｜组织｜｜10\n1.1｜报送｜扣分｜10\n2｜成效｜得分｜90\n3｜否决\n3.1｜造假｜否决"


def reported_done(ledger, _round_id: int, unit_id: int, finding_id: int = 0, day: str = DAY) -> int:
    """A finding of the unit reported done, with a measure and two pieces of evidence; the first one unless another is named."""
    finding_id = finding_id or ledger.reader.value("select min(id) from finding where unit_id = ?", (unit_id,))
    measures.add(ledger, EVERYONE, finding_id, [MeasureDraft("逐笔清理结余资金")], "2026-03-20")
    [measure] = ledger.reader.column("select id from measure where finding_id = ?", (finding_id,))
    progress.claim(ledger, CLAIMANT, finding_id, "done", day, measure_id=measure)
    progress.claim(ledger, CLAIMANT, finding_id, "done", day, "96.5万元全部缴回财政")
    with change(ledger, EVERYONE, Action.ADD_EVIDENCE, "佐证") as changes:
        for title, kind, pages in (("缴款书", "凭证", 3), ("清理情况说明", "", None)):
            fields = {"finding_id": finding_id, "title": title, "kind": kind, "formed_on": "2026-09-12", "pages": pages}
            changes.writer.insert("evidence", fields)
    return int(finding_id)


def locked_draw(ledger, round_id: int, _unit_id: int) -> int:
    """A draw of the round that was locked."""
    draw = enter(ledger, "draw", on=DRAWN_ON, round=round_id, seed_date=DRAWN_ON, as_of=DRAWN_ON, **SPOKEN)
    step(ledger, "draw", draw, "lock", on=DRAWN_ON)
    return draw


def scored(ledger, round_id: int, unit_id: int, values: str = "2 81 销号8成\n1.1 3 迟报一次") -> int:
    """A score sheet of the unit by a scheme of two parts and a veto."""
    said = {"name": "试行评分", "items": ITEMS, "cut_offs": "好≥85；中≥60；差≥0", "consequences": "中：二次整改"}
    scheme = ledger.reader.value("select id from score_scheme") or enter(ledger, "score_scheme", **said)
    return enter(
        ledger, "score_sheet", on=DAY, also={"on": DAY}, unit=unit_id, round=round_id, scheme=scheme, values=values
    )


def reminded(ledger, round_id: int, unit_id: int) -> int:
    """The second talk with a member of the unit about the same."""
    findings = tuple(ledger.reader.column("select id from finding where unit_id = ? order by id", (unit_id,)))
    said = {**TALK, "unit": unit_id, "round": round_id, "findings": findings}
    first = enter(ledger, "talk", on="2026-07-15", also=said, held_on="2026-07-15")
    step(ledger, "talk", first, "hold", on="2026-07-15", held_on="2026-07-15", talker=TALK["talker"])
    return enter(ledger, "talk", on=DAY, also=said, held_on=DAY)


def asked_people(ledger, round_id: int, unit_id: int, day: str = DAY) -> int:
    """Two audiences of the unit on a day, nine valid ballots in all."""
    answers = {"satisfied": 3, "basically": 1, "dissatisfied": 0, "unknown": 0}
    counts = {"handed_out": 5, "returned": 5, "valid": 4, **answers, "unit": unit_id, "round": round_id, "on": day}
    enter(ledger, "survey", on=day, also=counts, audience="服务对象")
    more = {**counts, "valid": 5, "dissatisfied": 1}
    return enter(ledger, "survey", on=day, also=more, audience="班子成员")


def to_be_corrected(ledger, round_id: int, unit_id: int) -> int:
    """A figure of a paper to the unit that is to be corrected."""
    unit = unit_queries.unit(ledger.reader, unit_id, DAY)
    name = full_name(unit.name, setting(ledger.reader, "county"))
    with change(ledger, EVERYONE, Action.REGISTER_LETTER, "补登") as changes:
        letter = insert_sent(
            changes, ledger, SentPaper("other_letter", "进展情况的函", "", "2026-09-11", name, unit_id, round_id)
        )
    said = {"letter": letter, "unit": unit_id, "round": round_id, "reason": "9月10日的销号当时没有登记"}
    decision = enter(
        ledger, "paper_decision", on=DAY, also={"on": DAY}, figure="逾期数", printed="3", recomputed="2", **said
    )
    step(ledger, "paper_decision", decision, "correct", on=DAY, why="出更正")
    return decision


def _plan(ledger, round_id: int, unit_id: int) -> int:
    finding = ledger.reader.value("select min(id) from finding where unit_id = ?", (unit_id,))
    return plan_under_review(
        ledger, round_id, unit_id, ("县纪委监委", finding, "没有明确审核人"), ("县委组织部", None, "佐证目录未附")
    )


def exported(ledger, _round_id: int, _unit_id: int) -> int:
    """A workbook that left; the register is of the months that are over."""
    with change(ledger, EVERYONE, Action.PRINT, "导出") as changes:
        return outgoing.enter(changes, FINDING_BOOK, Asked("内部", "报送", "光盘GP-07"), "问题清单", Facts(5))


def drilled(ledger, _round_id: int, _unit_id: int, day: str = DAY) -> int:
    """A restore drill of a day on which everything is as it was."""
    answer = DrillAnswer(
        "台账.xcbak",
        f"{day}T17:30:00",
        day,
        "drill.ledger",
        220,
        "9f2c61d0" * 8,
        True,
        (("问题", 3, 3), ("措施", 1, 1)),
        20,
        20,
    )
    return restoring.register_drill(ledger, EVERYONE, answer)


ENTERED: dict[str, Callable[..., int]] = {
    "submission": _plan, "finding": reported_done, "draw": locked_draw, "score_sheet": scored, "talk": reminded,
    "survey": asked_people, "paper_decision": to_be_corrected, "export_record": exported, "drill_record": drilled,
}  # fmt: skip
"""What makes a record of a book; its id."""

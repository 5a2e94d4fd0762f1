"""The report on a round counts its books: parts sum to wholes, and what a book counts nobody can write over (papers/17)."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.errors import KnownError
from desktop.operations.papers import making
from desktop.operations.papers.gathered import Request
from tests.operations.papers.conftest import TODAY
from tests.operations.papers.handed_in import enter, plan_under_review

ON = "2026-05-11"
NEXT = {"下步": [{"标题": "抓好收尾", "内容": "12月底前办结"}]}


def words(office, kind="rectification_summary_report", **given):
    ledger, round_id, *_units = office
    typed = {**NEXT, **given} if kind == "rectification_summary_report" else given
    request = Request(kind, TODAY, date(2026, 9, 30), round_id, given=typed)
    return making.gather(ledger.writing(), request)[0].words


@pytest.fixture
def full(office):
    """Money of three kinds, regulations, talks, meetings of both units, opinions on one plan."""
    ledger, round_id, housing, farming = office
    own = {"round": round_id, "unit": housing}
    for kind, amount in (("refunded", 5), ("money_recovered", 7), ("money_repaid", 1)):
        enter(ledger, "outcome", also={"on": ON}, kind=kind, amount=amount * 10_000, **own)
    enter(ledger, "outcome", also={"on": ON}, kind="sanction_gov", persons=2, person_times=3, **own)
    for number, kind in enumerate(("new", "new", "revised")):
        enter(ledger, "regulation", name=f"办法{number}", adopted_on=ON, kind=kind, field="财务", findings=[1], **own)
    for unit in (housing, farming):
        enter(ledger, "unit_meeting", held_on=ON, unit=unit, kind="study", round=round_id)
    plan_under_review(ledger, round_id, housing, ("县纪委监委", None, "措施不实"), ("县委组织部", None, "时限过长"))
    return office


def test_each_book_is_counted_and_its_parts_sum(full):
    found = words(full)
    assert int(found["资金合计"]) == 130_000 == sum(int(one["数"]) for one in found["资金分项"])
    assert [one["名称"] for one in found["资金分项"]] == ["追缴", "归垫", "清退"]
    assert int(found["制度数"]) == 3 == sum(int(found[name] or 0) for name in ("新建数", "修订数"))
    assert found["制度均已对应"] and found["均召开专题会"] and int(found["会议次数"]) == 2
    assert (int(found["处分人数"]), int(found["联审意见数"]), int(found["联审采纳数"])) == (2, 2, 0)
    assert found.get("约谈数") is None and found.get("意见均已说明") is None


def test_the_bulletin_says_the_same_sums(full):
    typed = {"要求": [{"标题": "严格标准", "内容": "逐条核对"}], "签发人": "程砚秋"}
    report, bulletin = words(full), words(full, "rectification_bulletin", **typed)
    assert {name: str(report[name]) for name in ("资金合计", "制度数", "联审次数")} == {
        name: str(bulletin[name]) for name in ("资金合计", "制度数", "联审次数")
    }


def test_what_a_book_counts_cannot_be_typed(full):
    with pytest.raises(KnownError, match="“资金合计”由台账算出"):
        words(full, 资金合计=5)


def test_where_the_books_are_silent_a_clerk_may_still_say_it(office):
    assert str(words(office, 会议次数="26")["会议次数"]) == "26"

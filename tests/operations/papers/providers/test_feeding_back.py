"""A feedback tells what the ledger has of its unit and nothing of another: stay, petitions, findings by category, villages (papers/02)."""

from __future__ import annotations

from datetime import date

import pytest

from db.queries import findings as queries
from db.records import FindingCriteria
from desktop.errors import KnownError
from desktop.operations import progress, rounds
from desktop.operations.findings import edit
from desktop.operations.papers import making
from desktop.operations.papers.providers import feeding_back
from desktop.operations.papers.snapshot import Problem
from tests.builders import EVERYONE, a_finding, a_unit, no_evidence_faults
from tests.operations.papers.conftest import asked
from tests.operations.papers.handed_in import enter

TYPED = {"总体评价": "工作取得一定成效", "意见": [{"标题": "压实整改责任", "内容": "专题研究整改"}]}


def words(office, unit=None, as_of=date(2026, 9, 30)):
    ledger, round_id, housing, _farming = office
    request = asked(round_id, unit or housing, kind="feedback", given=TYPED, as_of=as_of)
    [one] = making.gather(ledger.writing(), request)
    return one.words


def test_its_findings_are_those_of_the_unit_by_category_and_their_number_is_that_of_the_text(office):
    found = words(office)
    told = [one["事实"] for category in found["问题类别"] for one in category["问题"]]
    assert len(told) == int(found["入反馈数"]) == 2 and not any("高标准农田" in one for one in told)
    assert found["单位"] == "青岩县住房和城乡建设局党组"


def test_a_finding_that_the_feedback_leaves_out_is_counted_beside_it(office):
    edit(office[0], EVERYONE, [2], {"in_feedback": 0})
    found = words(office)
    assert (int(found["入反馈数"]), int(found["清单另列数"])) == (1, 1)
    assert sum(len(one["问题"]) for one in found["问题类别"]) == 1


def test_the_characterisation_heads_a_finding_and_one_without_it_stands_alone(office):
    edit(office[0], EVERYONE, [1], {"characterisation": "结余资金清理不及时"})
    [first, second] = [one for category in words(office)["问题类别"] for one in category["问题"]]
    assert first["标题"] == "结余资金清理不及时" and first["事实"].startswith("老旧小区") and second["标题"] is None


def test_the_stay_is_that_of_the_team_and_else_that_of_the_round(office):
    ledger, round_id, housing, farming = office
    assert words(office)["进驻日期"] == date(2025, 11, 3)
    enter(
        ledger, "team", round=round_id, name="第一巡察组", leader="顾言之", units=[housing],
        entered_on="2025-11-10", left_on="2025-12-20",
    )  # fmt: skip
    assert (words(office)["进驻日期"], words(office)["撤离日期"]) == (date(2025, 11, 10), date(2025, 12, 20))
    assert words(office, farming)["进驻日期"] == date(2025, 11, 3)


def test_petitions_are_those_of_the_unit(office):
    ledger, round_id, housing, farming = office
    assert words(office).get("信访件数") is None
    for unit in (housing, housing, farming):
        enter(ledger, "petition", also={"on": "2025-11-20"}, way="visit", unit=unit, round=round_id, summary="反映事项")
    assert int(words(office)["信访件数"]) == 2


def test_what_was_put_right_at_once_is_counted_within_the_unit(office):
    ledger, round_id, housing, farming = office
    done = a_finding(ledger, round_id, housing, "公示栏缺2024年账目", nature="immediate")
    a_finding(ledger, round_id, farming, "公章登记缺3个月", nature="immediate")
    progress.close_out(ledger, EVERYONE, done, "2026-05-20", no_evidence_faults, override_reason="会议")
    found = words(office)
    assert (int(found["立行立改数"]), int(found["立行立改完成数"])) == (1, 1) and found["立行立改全部完成"]
    assert not words(office, farming).get("立行立改全部完成")


@pytest.mark.parametrize(
    ("kind", "said"),
    [("常规", "常规巡察"), ("回头看", "巡察“回头看”"), ("对村（社区）", "对村（社区）巡察"), ("专项巡察", "专项巡察")],
)
def test_the_kind_of_the_round_is_said_in_words(office, kind, said):
    rounds.edit(office[0], EVERYONE, office[1], {"kind": kind})
    assert words(office)["巡察方式"] == said


def test_villages_are_looked_at_along_with_their_township_and_counted_in_its_paper(office):
    ledger, round_id, *_units = office
    township = a_unit(ledger, "石桥乡党委", kind="乡镇")
    a_finding(ledger, round_id, township, "低保动态调整滞后")
    villages = [
        a_unit(ledger, f"石桥乡{name}村党支部", kind="村（社区）", superior="石桥乡党委") for name in ("双河", "柳坪")
    ]
    for village in villages:
        a_finding(ledger, round_id, village, "集体资金入账滞后")
    assert int(words(office, township)["延伸村数"]) == 2
    assert words(office, villages[0])["巡察方式"] == "延伸巡察" and words(office).get("延伸村数") is None


def test_its_dates_are_those_of_the_notice_that_begins_the_work(office):
    ledger, round_id, housing, _farming = office
    [notice] = making.gather(ledger.writing(), asked(round_id, housing, kind="rectification_notice"))
    nodes = {node["名称"]: node["日期"] for node in notice.words["节点"]}
    found = words(office)
    assert (found["方案期限"], found["报告期限"]) == (nodes["整改方案"], nodes["进展报告"])


def test_a_unit_without_findings_gets_none(office):
    other = a_unit(office[0], "县民政局党组")
    with pytest.raises(KnownError, match="县民政局党组在本轮没有问题"):
        words(office, other)


def test_a_problem_with_items_is_told_once_under_its_own_text(office):
    rows = queries.list_findings(office[0].reader, FindingCriteria(rounds=(office[1],)), "2026-09-30", None)
    items = tuple(one._replace(parent_text="资金管理不严", parent_id=9) for one in rows[:2])
    told = feeding_back.as_told(Problem("p9", items))
    assert told["标题"] == "资金管理不严" and told["事实"].count("；") == 1

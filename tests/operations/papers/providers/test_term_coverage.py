"""The report on a term adds up: units due and done, rounds and totals, parts of what is open (papers/18)."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.operations import progress, rounds
from desktop.operations.papers import making
from desktop.operations.papers.gathered import Request
from tests.builders import EVERYONE, a_finding, a_round, a_unit, no_evidence_faults
from tests.operations.papers.conftest import TODAY

TYPED = {
    "领导责任": "县委书记专题会每轮听取汇报", "编制": 4, "存在问题": [{"标题": "覆盖刚刚起步", "事实": "覆盖率偏低"}],
    "下步": [{"标题": "加快进度", "内容": "年底前开展第七轮"}],
}  # fmt: skip


@pytest.fixture
def term(office):
    """Two rounds of a term, three units of which one was in both, one village, one not inspected; one problem closed out."""
    ledger, first, housing, farming = office
    second = a_round(ledger, "十四届县委第七轮", feedback_on="2026-06-10", kind="提级")
    for one in (first, second):
        rounds.edit(ledger, EVERYONE, one, {"mobilised_on": "2025-10-20" if one == first else "2026-03-20"})
    village = a_unit(ledger, "石桥乡双河村党支部", kind="村（社区）")
    a_unit(ledger, "县民政局党组", kind="县直部门")
    a_finding(ledger, second, village, "集体资金入账滞后", category1="群众身边腐败")
    a_finding(ledger, second, housing, "公示不全")
    progress.close_out(ledger, EVERYONE, 1, "2026-09-20", no_evidence_faults, override_reason="会议")
    return ledger, first, second, (housing, farming, village)


def words(term, kind="inspection_progress_report", round_id=None, as_of=date(2026, 9, 30), **given):
    ledger, first, *_rest = term
    typed = {**TYPED, **({"签发人": "程砚秋"} if kind.endswith("upward_report") else {}), **given}
    [one] = making.gather(ledger.writing(), Request(kind, TODAY, as_of, round_id or first, given=typed))
    return one.words


def test_units_sum_to_the_task_and_done_and_left_to_the_whole(term):
    found = words(term)
    assert int(found["任务单位"]) == 4 == sum(int(one["数"]) for one in found["任务分类"])
    assert int(found["已巡单位"]) + int(found["待巡单位"]) == 4 and int(found["待巡单位"]) == 1
    assert (found["覆盖率"].value.numerator, found["覆盖率"].value.denominator) == (3, 4) and not found.get("已全覆盖")
    for column, total in (("任务", "任务单位"), ("已巡", "已巡单位"), ("待巡", "待巡单位")):
        assert sum(int(row[column]) for row in found["覆盖表"]) == int(found[total])


def test_no_average_is_told_where_a_round_has_units_but_no_findings_in_the_ledger(term):
    ledger, first, *_rest = term
    assert words(term)["每单位问题数"] is not None and words(term).get("未录入轮次") is None
    other = a_round(ledger, "十四届县委第五轮", feedback_on="2025-06-10")
    rounds.edit(ledger, EVERYONE, other, {"mobilised_on": "2025-03-20"})

    told = words(term)
    assert told.get("每单位问题数") is None and int(told["轮数"]) == 3
    assert told["未录入轮次"] == ["十四届县委第五轮"], "0 would read as if nothing had been found"


def test_each_round_has_its_row_and_the_columns_sum_to_the_totals(term):
    found = words(term)
    assert [row["名称"] for row in found["轮次表"]] == ["十四届县委第六轮", "十四届县委第七轮"] and int(
        found["轮数"]
    ) == 2
    for column, total in (("总数", "总数"), ("销号", "销号"), ("单位数", "各轮单位数")):
        assert sum(int(row[column]) for row in found["轮次表"]) == int(found[total])
    assert (int(found["总数"]), int(found["销号"]), int(found["各轮单位数"]), int(found["已巡单位"])) == (5, 1, 4, 3)
    assert found["起始日期"] == date(2025, 10, 20)


def test_the_parts_of_what_is_open_sum_to_it(term):
    found = words(term)
    rest = sum(int(one["数"]) for one in found.get("其余分项") or ())
    assert int(found["逾期"]) + int(found["长期"]) + rest == int(found["未销"]) == 4


def test_it_is_the_same_whichever_round_of_the_term_was_open(term):
    first, second = words(term), words(term, round_id=term[2])
    assert {name: str(first[name]) for name in ("总数", "销号", "整改率", "已巡单位")} == {
        name: str(second[name]) for name in ("总数", "销号", "整改率", "已巡单位")
    }


def test_a_round_that_had_no_feedback_by_the_date_is_not_told(term):
    found = words(term, as_of=date(2026, 5, 31))
    assert [row["名称"] for row in found["轮次表"]] == ["十四届县委第六轮"] and int(found["总数"]) == 3


def test_villages_and_findings_of_raised_rounds_are_told_apart(term):
    found = words(term)
    assert (int(found["对村单位"]), int(found["对村问题"]), int(found["交叉提级"])) == (1, 1, 2)
    assert str(found["每单位问题数"]) == "1.7" and [one["名称"] for one in found["方式分类"]] == [
        "常规巡察",
        "提级巡察",
    ]


def test_units_a_post_follow_from_the_posts(term):
    assert str(words(term)["人均任务"]) == "1.0" and str(words(term, 编制=3)["人均任务"]) == "1.3"


def test_the_upward_report_says_the_same_with_a_signatory(term):
    down, up = words(term), words(term, "inspection_progress_upward_report")
    assert (down["文种尾"], up["文种尾"], up["主送"]) == ("汇报", "报告", "市委巡察工作领导小组办公室")
    assert {name: str(down[name]) for name in ("总数", "整改率", "覆盖率")} == {
        name: str(up[name]) for name in ("总数", "整改率", "覆盖率")
    }


def test_the_shares_of_the_categories_are_told_and_so_is_a_remainder(term):
    found = words(term)
    assert sum(int(one["数"]) for one in found["类别分布"]) == int(found["总数"])
    printed = sum(float(str(one["占比"].value).rstrip("%")) for one in found["类别分布"])
    assert bool(found.get("占比有尾差")) == (round(printed, 1) != 100.0)


def test_the_chart_has_a_bar_for_each_round_and_a_single_round_has_none(term):
    assert words(term)["轮次图"] is not None and words(term, as_of=date(2026, 5, 31)).get("轮次图") is None

"""The teams' report agrees with the bulletin and with itself: sample, strata, parts, what was opened again (papers/15, M10)."""

from __future__ import annotations

from datetime import date

import pytest

from db.queries import books as queries
from desktop.errors import KnownError
from desktop.ledgers.visits import CHECKS
from desktop.operations import progress
from desktop.operations.papers import making
from desktop.operations.papers.gathered import Request
from tests.builders import EVERYONE, a_finding, no_evidence_faults
from tests.operations.papers.conftest import TODAY
from tests.operations.papers.handed_in import enter, step
from tests.operations.papers.visited import ON, visited

TYPED = {"建议": [{"标题": "巩固", "内容": "随机抽查"}], "组数": 1}


def words(office, kind="follow_up_report", **given):
    ledger, round_id, *_units = office
    typed = {**TYPED, **given} if kind == "follow_up_report" else {"督查要求": "对照自查"}
    return making.gather(ledger.writing(), Request(kind, TODAY, date(2026, 9, 30), round_id, given=typed))[0].words


def test_one_noun_has_one_value_in_report_and_bulletin(office):
    visited(office[0], office[1], untrue=1)
    report, bulletin = words(office), words(office, "follow_up_bulletin")
    for name in ("抽单位", "抽问题", "属实", "属实率", "单位比例", "问题比例"):
        assert str(report[name]) == str(bulletin[name]), name


def test_the_sample_is_told_by_stratum_and_the_strata_sum_to_it(office):
    visited(office[0], office[1])
    found = words(office)
    for column, total in (("框单位", "框单位"), ("抽单位", "抽单位"), ("框问题", "框问题"), ("抽问题", "抽问题")):
        assert sum(int(row[column]) for row in found["分层表"]) == int(found[total])
    assert found["抽样比例"] == "三分之一" and found["抽样达标"] and found["锁定单号"].startswith("抽样〔")
    assert int(found["应抽问题"]) == 1 and int(found["框问题"]) == 3


def test_the_parts_of_every_row_sum_to_what_was_looked_at(office):
    visited(office[0], office[1], untrue=1)
    found = words(office)
    for row in found["结果表"]:
        assert int(row["抽"]) == sum(int(row[part]) for part in ("到位", "部分", "不实", "推进"))
    total = sum(int(found[part]) for part in ("属实", "部分", "不实", "抽查推进"))
    assert total == int(found["抽问题"]) and int(found["抽查推进"]) == 1  # the unit had not called it done


def test_a_finding_that_was_called_done_and_is_not_is_untrue_and_told_with_its_new_date(office):
    ledger, round_id, housing, farming = office
    for number in (1, 2, 3):
        progress.close_out(ledger, EVERYONE, number, "2026-09-10", no_evidence_faults, override_reason="会议")
    units = visited(ledger, round_id, untrue=1)
    [check] = [
        one for one in queries.records(ledger.writing(), CHECKS.shape, "9999-12-31") if one.stored["found"] == "false"
    ]
    step(ledger, "check", check.id, "reopen", on=ON, why="现场没有落实")
    found = words(office)
    assert (int(found["销号不实"]), int(found["此前销号"])) == (1, sum(map(len, units.values())))
    [row] = found["重开清单"]
    assert (row["编号"], row["认定"], row["要求"]) == (check.fields["finding"], "整改不实", "限期整改并报结果")
    assert housing and farming


def test_what_was_looked_at_beside_the_draw_is_counted_apart(office):
    ledger, round_id, housing, _farming = office
    visited(ledger, round_id)
    before = int(words(office)["抽问题"])
    visit = enter(ledger, "visit", on=ON, also={"on": ON}, unit=housing, round=round_id)
    extra = a_finding(ledger, round_id, housing, "公示不全")
    enter(ledger, "check", on=ON, visit=visit, finding=extra, found="true", ways="看", text="现场核对")
    found = words(office)
    assert (int(found["抽问题"]), int(found["指定问题"])) == (before, 1)


def test_the_ways_are_those_of_the_checks_and_each_check_is_in_the_record(office):
    units = visited(office[0], office[1])
    found = words(office)
    assert found["方式"] == ["查", "看"] and len(found["核查表"]) == sum(map(len, units.values()))
    assert all((row["查"], row["听"]) == ("√", None) for row in found["核查表"])


def test_a_remark_gets_the_figures_of_its_unit_and_one_on_another_is_left_out(office):
    visited(office[0], office[1])
    name = words(office)["结果表"][0]["单位"]
    remark = {"变化": "由口头改为书面", "不足": "手续未办结"}
    found = words(office, 单位评价=[{"单位": name, **remark}, {"单位": "县民政局", **remark}])
    [row] = found["分单位"]
    assert row["单位"] == name and str(row["变化"].text) == "由口头改为书面" and int(row["抽"]) >= 1


def test_surveys_are_told_whole_and_by_unit(office):
    ledger, round_id, housing, _farming = office
    visited(ledger, round_id)
    answers = {"satisfied": 8, "basically": 1, "dissatisfied": 1, "unknown": 0}
    enter(
        ledger,
        "survey",
        on=ON,
        also={"on": ON},
        unit=housing,
        round=round_id,
        handed_out=12,
        returned=10,
        valid=10,
        **answers,
    )
    found = words(office)
    assert [int(found[name]) for name in ("测评发出", "测评有效", "满意", "基本满意", "不满意", "不了解")] == [
        12,
        10,
        8,
        1,
        1,
        0,
    ]
    rates = [row["满意率"] for row in found["结果表"]]
    assert str(found["满意率"].value) == "90.0%" and all(one is None or str(one.value) == "90.0%" for one in rates)


def test_nothing_new_is_said_only_where_no_check_found_anything(office):
    visited(office[0], office[1])
    assert words(office)["没有新问题"] and words(office).get("新问题") is None


def test_the_chart_stands_once_units_were_visited(office):
    with pytest.raises(KnownError, match="抽样还没有锁定"):
        words(office)
    visited(office[0], office[1])
    assert words(office)["结果图"] is not None

"""Ranks share a place where rates are equal, go by the rate before it is rounded, and small units stand beside (papers/19)."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.operations import progress
from desktop.operations.papers import making
from desktop.operations.papers.gathered import Request
from tests.builders import EVERYONE, a_finding, a_unit, no_evidence_faults
from tests.operations.papers.conftest import TODAY


@pytest.fixture
def county(office):
    """Three townships with 3, 3 and 2 of 6, 6 and 5 findings closed, beside two departments with too few findings."""
    ledger, round_id, *_units = office
    for name, findings, closed in (("云溪镇党委", 6, 3), ("石桥乡党委", 6, 3), ("柳坪镇党委", 5, 2)):
        unit = a_unit(ledger, name, kind="乡镇")
        made = [
            a_finding(ledger, round_id, unit, f"{name}第{n}项问题", first_due_on="2026-12-10") for n in range(findings)
        ]
        for one in made[:closed]:
            progress.close_out(ledger, EVERYONE, one, "2026-09-20", no_evidence_faults, override_reason="会议")
    return ledger, round_id


def bulletin(county, **given):
    ledger, round_id = county
    words = {"要求": [{"标题": "清零", "内容": "逐条清零"}], "退回原因": "缺证据", **given}
    request = Request("rectification_bulletin", TODAY, date(2026, 9, 30), round_id, given=words)
    return making.gather(ledger.writing(), request)[0].words


def test_equal_rates_share_a_rank_and_the_next_one_follows_after_both(county):
    words = bulletin(county)
    [group] = words["排名"]

    assert group["类别"] == "乡镇" and [int(row["名次"]) for row in group["行"]] == [1, 1, 3]
    assert (int(group["总数"]), int(group["销号"])) == (17, 8)
    assert sum(int(row["未销"]) for row in group["行"]) == 9
    assert words["不排名"] == ["县住房和城乡建设局（2个问题，尚未销号）", "县农业农村局（1个问题，尚未销号）"]


def test_the_line_below_which_none_is_ranked_may_be_set(county):
    words = bulletin(county, 少数线="1")

    assert [group["类别"] for group in words["排名"]] == ["县直部门", "乡镇"] and words.get("不排名") is None
    assert sum(int(group["总数"]) for group in words["排名"]) == int(words["总数"])


def test_what_registers_hold_is_counted_and_what_there_is_none_of_is_not_said(county):
    before = bulletin(county)

    assert not {"督办数", "提醒数", "约谈人次", "回访单位数"} & before.keys()
    assert list(before["报告单位"]) == list(before["逾期单位"]) == ["县住房和城乡建设局党组", "县农业农村局党组"]

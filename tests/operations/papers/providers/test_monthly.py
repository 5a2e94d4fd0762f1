"""巡察整改月报: what is told of a month leads from the counts of its first day to those of its last, unit by unit (papers/index, rule 14)."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.operations import progress
from desktop.operations.papers import making
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.providers.monthly import month_of
from tests.builders import EVERYONE, a_finding, a_unit, no_evidence_faults
from tests.operations.papers.conftest import TODAY


def close(ledger, finding, day):
    progress.close_out(ledger, EVERYONE, finding, day, no_evidence_faults, override_reason="会议")


@pytest.fixture
def month(office):
    """In August one of a township's four problems was closed out; in September two more, and the first came back."""
    ledger, round_id, *_units = office
    town = a_unit(ledger, "云溪镇党委", kind="乡镇")
    made = [a_finding(ledger, round_id, town, f"第{n}项问题", first_due_on="2026-10-20") for n in range(4)]
    close(ledger, made[0], "2026-08-20")
    close(ledger, made[1], "2026-09-05")
    close(ledger, made[2], "2026-09-08")
    progress.reopen(ledger, EVERYONE, made[0], "2026-09-20", "又发生")
    return ledger, round_id


def report(month, as_of=date(2026, 9, 30)):
    ledger, round_id = month
    request = Request("monthly_rectification_report", TODAY, as_of, round_id)
    return making.gather(ledger.writing(), request)[0].words


@pytest.mark.parametrize(
    ("as_of", "before", "own", "following"),
    [
        (date(2026, 9, 30), date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31)),
        (date(2027, 1, 31), date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28)),
        (date(2026, 12, 1), date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_a_month_begins_behind_the_last_day_of_the_one_before(as_of, before, own, following):
    month = month_of(as_of)

    assert (month.before, month.own, month.next) == (before, own, following)


def test_what_was_closed_out_and_what_came_back_lead_from_the_former_count_to_todays(month):
    words = report(month)

    assert (int(words["本月销号"]), int(words["本月反弹"]), int(words["销号"])) == (2, 1, 2)
    former = words["上月整改率"].value
    assert (former.numerator, former.denominator) == (1, int(words["总数"]))
    first, *steps, last = [str(row.get("销号", "—")) for row in words["变化表"]]
    assert (first, steps, last) == ("1", ["增加2", "减少1"], "2")


def test_the_columns_of_the_units_sum_to_the_figures_of_the_letter(month):
    words = report(month)

    for name in ("总数", "销号", "未销", "本月销号", "本月反弹", "逾期", "下月到期"):
        assert sum(int(row[name]) for row in words["月报单位表"]) == int(words[name]), name
    assert (int(words["逾期"]), int(words["下月到期"])) == (3, 2)


def test_the_list_names_what_came_back_is_late_or_comes_due_and_is_an_annex_only_where_it_has_rows(month):
    words = report(month)
    early = report(month, date(2026, 4, 30))

    assert [row["情形"] for row in words["重点问题清单"]] == ["反弹、下月到期", "逾期", "逾期", "逾期", "下月到期"]
    assert len(words["附件清单"]) == 2
    assert len(early["附件清单"]) == 1 and early.get("重点问题清单") is None
    assert early["本月没有销号"] and early["没有反弹"] and early["没有下月到期"] and early.get("变化表") is None


def test_what_comes_due_in_the_rest_of_the_month_is_told_by_itself(month):
    words = report(month, date(2026, 10, 15))

    assert int(words["本月余下到期"]) == 2 and words["没有下月到期"]

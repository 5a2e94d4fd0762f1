"""The account of a follow-up adds up: units, checks, shares of the frame, grades (papers/16, M10)."""

from __future__ import annotations

from datetime import date

from desktop.operations.papers import making
from desktop.operations.papers.gathered import Request
from tests.operations.papers.conftest import TODAY
from tests.operations.papers.handed_in import enter
from tests.operations.papers.visited import ON, visited


def account(office):
    ledger, round_id, *_units = office
    request = Request("follow_up_bulletin", TODAY, date(2026, 9, 30), round_id, given={"督查要求": "对照自查"})
    return making.gather(ledger.writing(), request)[0]


def test_the_sums_are_those_of_the_table_and_the_shares_those_of_the_frame(office):
    units = visited(office[0], office[1])
    words = account(office).words
    checked = sum(map(len, units.values()))

    assert (int(words["抽单位"]), int(words["抽问题"]), int(words["属实"])) == (len(units), checked, checked)
    assert sum(int(row["抽"]) for row in words["结果表"]) == checked and words["没有不属实"]
    assert (words["单位比例"].value.denominator, words["问题比例"].value.denominator) == (2, 3)
    assert words["督查起"] == words["督查止"] == date.fromisoformat(ON) and words.get("点名单位") is None


def test_a_unit_that_is_not_good_is_named_and_what_is_untrue_takes_the_denial_away(office):
    visited(office[0], office[1], grade="中", untrue=1)
    words = account(office).words

    assert int(words["不到位"]) == int(words["抽问题"]) - int(words["属实"]) == 1 and not words.get("没有不属实")
    assert words["点名单位"] == [row["单位"] for row in words["结果表"]]
    assert [one["名称"] for one in words["等次汇总"]] == ["中"]


def test_the_satisfaction_is_that_of_all_surveys_together(office):
    ledger, round_id, housing, farming = office
    visited(ledger, round_id)
    for unit, good in ((housing, 8), (farming, 5)):
        values = {"satisfied": good, "basically": 1, "dissatisfied": 10 - good - 1, "unknown": 0}
        enter(
            ledger,
            "survey",
            on=ON,
            also={"on": ON},
            unit=unit,
            round=round_id,
            handed_out=10,
            returned=10,
            valid=10,
            **values,
        )
    rate = account(office).words["回访满意率"].value

    assert (rate.numerator, rate.denominator) == (15, 20)


def test_before_any_visit_the_paper_lacks_what_it_is_about(office):
    one = account(office)

    assert {missing.name for missing in one.recipe.missing(one.words) if missing.blocks} >= {
        "督查起",
        "抽问题",
        "结果表",
    }

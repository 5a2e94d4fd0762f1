"""The dates of the notice: the round's own, else those of its rules, each on a working day (papers/06)."""

from __future__ import annotations

from datetime import date

from desktop.operations.papers import making
from tests.operations.papers.conftest import asked
from tests.operations.papers.handed_in import enter


def nodes(office, **fields):
    ledger, round_id, housing, _farming = office
    [one] = making.gather(ledger.writing(), asked(round_id, housing, kind="rectification_notice", **fields))
    return one.words


def test_every_date_is_a_working_day_in_order_and_not_before_the_feedback(office):
    words = nodes(office)
    days = [row["日期"] for row in words["节点"]]

    assert days == sorted(days) and min(days) >= words["反馈日期"]
    assert all(office[0] and day.weekday() < 5 for day in days)
    assert [row["名称"] for row in words["节点"]][-2:] == ["集中整改期满", "进展报告"]


def test_a_node_of_the_round_stands_among_them_and_is_moved_from_a_holiday(office):
    enter(office[0], "round_node", on="2026-03-10", name="整改情况公开", round=office[1], due_on="2026-10-03")
    words = nodes(office)

    assert {row["名称"]: row["日期"] for row in words["节点"]}["整改情况公开"] == date(2026, 10, 8) and words["顺延"]

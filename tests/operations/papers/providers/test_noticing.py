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


def test_the_handbook_tells_each_unit_the_dates_of_its_own_notice(office):
    ledger, round_id, housing, farming = office
    asked_for = asked(round_id, housing, farming, kind="rectification_notice")
    notices = making.gather(ledger.writing(), asked_for)
    books = making.gather(ledger.writing(), asked(round_id, housing, farming, kind="supervision_handbook"))

    assert [one.addressee for one in books] == ["县纪委监委", "县委组织部"]
    for one in books:
        rows = one.words["监督单位"]
        assert int(one.words["问题总数"]) == sum(int(row["总数"]) for row in rows) and len(rows) == len(notices)
        for row, notice in zip(rows, notices, strict=True):
            told = {node["名称"]: node["日期"] for node in notice.words["节点"]}
            assert (row["方案日"], row["期满日"], row["报告日"]) == (
                told["整改方案"],
                told["集中整改期满"],
                told["进展报告"],
            )
            assert row.get("立改日") == told.get("立行立改期满")


def test_where_every_unit_is_given_notice_the_handbooks_go_along_and_for_one_unit_they_do_not(office):
    """M21: one run on the command line as in the window; words typed for the notice alone trouble no other kind."""
    ledger, round_id, housing, _farming = office
    everyone = asked(round_id, kind="rectification_notice", given={"申请提前天数": 12})
    kinds = [one.kind for one in making.gather_all(ledger.writing(), everyone)]
    assert kinds == [one.kind for one in making.gather(ledger.writing(), everyone)] + ["supervision_handbook"] * 2
    one_unit = asked(round_id, housing, kind="rectification_notice")
    assert [one.kind for one in making.gather_all(ledger.writing(), one_unit)] == ["rectification_notice"]

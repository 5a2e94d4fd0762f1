"""What is overdue among the findings of a paper: how many problems, how long, what was refused (P-4, P-16)."""

import pytest

from desktop.operations.papers.providers import overdue
from tests.finding_rows import a_row, a_sheet

LATE, LATER, IN_TIME = a_row(1, due_on="2026-06-01"), a_row(2, due_on="2026-05-01"), a_row(3, due_on="2026-06-05")


def counted(rows):
    return {
        name: value if isinstance(value, str) else int(value) for name, value in overdue.counts(a_sheet(rows)).items()
    }


def test_problems_and_days_are_counted_and_the_longest_is_named():
    assert counted([IN_TIME]) == {"逾期数": 0}
    assert counted([LATE, LATER, IN_TIME]) == {"逾期数": 2, "最长逾期天数": 35}
    found = overdue.counts(a_sheet([LATE, LATER, IN_TIME]))
    assert (found["逾期数"].rows, found["最长逾期天数"].rows) == (("15-06-0001", "15-06-0002"), ("15-06-0002",))


def test_items_are_told_where_they_are_more_than_problems():
    rows = [LATE._replace(parent_id=7), LATER._replace(parent_id=7)]
    assert counted(rows) == {"逾期数": 1, "逾期具体表现数": 2, "最长逾期天数": 35}


def test_a_finding_that_waits_for_the_office_is_not_late_and_yet_past_its_date():
    waiting = LATE._replace(claim="done", claim_on="2026-05-30", claim_newer=1)
    assert overdue.all_ahead(a_sheet([IN_TIME])) is True
    assert (overdue.none_late(a_sheet([IN_TIME, waiting])), overdue.all_ahead(a_sheet([IN_TIME, waiting]))) == (
        True,
        None,
    )
    assert overdue.all_ahead(a_sheet([IN_TIME, IN_TIME._replace(due_on=None)])) is None
    assert overdue.all_ahead(a_sheet([])) is None


def test_extensions_of_the_most_extended_and_a_leader_that_all_share():
    rows = [
        LATE._replace(extensions=1, responsible_leader="周某"),
        LATER._replace(extensions=2, responsible_leader="周某"),
        IN_TIME._replace(extensions=9),
    ]
    assert counted(rows) == {"逾期数": 2, "最长逾期天数": 35, "延期次数": 2, "责任领导": "周某"}
    assert "责任领导" not in counted(rows[:1])
    for other in ("", "吴某"):
        assert "责任领导" not in counted([rows[0], rows[1]._replace(responsible_leader=other)])
    assert "责任领导" not in counted([row._replace(responsible_leader="") for row in rows])


def test_refused_problems_are_the_overdue_ones_with_each_reason_once():
    rows = [LATE, LATER, IN_TIME]
    said = overdue.refused(a_sheet(rows, refused={1: "缺凭证", 2: "不予认定：缺凭证", 3: "别的"}))
    assert (int(said["自报完成数"]), said["不认定原因"]) == (2, ["缺凭证"])
    assert overdue.refused(a_sheet(rows, refused={3: "别的"})) == {}


@pytest.mark.parametrize(
    "reason, phrase",
    [
        ("不予认定：缺凭证", "缺凭证"),
        (" 退回 缺凭证", "缺凭证"),
        ("原因，缺", "缺"),
        ("缺原因：甲", "缺原因：甲"),
        ("退回", ""),
        ("（详见底稿）不予认定：缺凭证", "缺凭证"),
        ("不予认定：理由：缺凭证", "缺凭证"),
        ("退回比例35.3%", "退回比例35.3%"),
        ("原因不明", "原因不明"),
    ],
)
def test_a_reason_stands_without_the_verdict_that_was_said_p16(reason, phrase):
    """P-16"""
    assert overdue.as_phrase(reason) == phrase

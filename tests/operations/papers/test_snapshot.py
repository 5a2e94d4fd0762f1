"""P-4, P-18: one snapshot behind every word: problems with their items, counted and closed, sums that hold."""

from datetime import date

import pytest

from db.records import Basis
from desktop.operations import progress
from desktop.operations.papers import snapshot
from tests.builders import EVERYONE, a_finding, claimed, no_evidence_faults
from tests.finding_rows import a_row, a_snapshot


def test_items_of_a_parent_are_one_problem_in_the_order_of_the_first():
    rows = [a_row(1, parent_id=7), a_row(2), a_row(3, parent_id=7), a_row(4, parent_id=8)]
    problems = a_snapshot(rows).problems
    assert [(one.key, one.numbers) for one in problems] == [
        ("p7", ("15-06-0001", "15-06-0003")), ("f2", ("15-06-0002",)), ("p8", ("15-06-0004",)),
    ]  # fmt: skip
    assert [one.first.id for one in problems] == [1, 2, 4]
    assert [(one.key, one.numbers) for one in snapshot.grouped(rows)] == [(one.key, one.numbers) for one in problems]


def test_of_a_problem_that_stands_only_standing_items_are_told_of_one_that_left_all():
    rows = [
        a_row(1, parent_id=7, present=0),
        a_row(2, parent_id=7),
        a_row(3, parent_id=8, present=0),
        a_row(4, parent_id=8, present=0),
    ]
    first, second = a_snapshot(rows).problems
    assert (first.numbers, first.present) == (("15-06-0002",), True)
    assert (second.numbers, second.present) == (("15-06-0003", "15-06-0004"), False)
    assert [row.id for row in a_snapshot(rows).rows] == [2]


def test_closed_and_open_part_the_counted_and_nothing_else_p18():
    """P-18"""
    rows = [a_row(1, verdict="done"), a_row(2, claim="done"), a_row(3), a_row(4, verdict="done")]
    shot = a_snapshot(rows, counted={"f1", "f2", "f3"}, closed={"f1", "f4"})
    keys = [[one.key for one in part] for part in (shot.counted(), shot.closed(), shot.open(), shot.claimed())]
    assert keys == [["f1", "f2", "f3"], ["f1"], ["f2", "f3"], ["f2"]]
    assert [one.key for one in shot.counted(shot.problems[2:])] == ["f3"]


def test_a_count_names_the_numbers_of_all_items_and_a_share_those_of_its_whole():
    shot = a_snapshot([a_row(1, parent_id=7), a_row(2, parent_id=7), a_row(3, verdict="done")])
    count, rate = shot.count("问题总数", shot.problems), shot.rate("整改率", shot.closed(), shot.counted())
    assert (int(count), count.rows) == (2, ("15-06-0001", "15-06-0002", "15-06-0003"))
    assert (rate.value.numerator, rate.value.denominator, str(rate.value), rate.rows) == (1, 2, "50.0%", count.rows)
    assert (count.basis, count.as_of) == ("县委口径", "2026-06-05")


@pytest.fixture
def shot(office):
    ledger, round_id, housing, farming = office
    ids = ledger.reader.column("select id from finding order by id")
    progress.close_out(ledger, EVERYONE, ids[0], "2026-10-01", no_evidence_faults, override_reason="会议")
    claimed(ledger, ids[1], "2026-10-02")
    progress.withdraw(ledger, EVERYONE, [a_finding(ledger, round_id, farming)], "2026-10-02", "重复", "领导小组")
    a_finding(ledger)
    return lambda day="2026-10-09": snapshot.take(ledger.reader, Basis("甲"), round_id, day, None), ids


def test_it_is_taken_of_its_rounds_on_its_day(shot):
    take, ids = shot
    now = take()
    assert (len(now.every), len(now.rows), len(now.problems)) == (4, 3, 4)
    assert (now.counted_keys, now.closed_keys, now.claimed_keys) == (
        {f"f{one}" for one in ids},
        {f"f{ids[0]}"},
        {f"f{ids[1]}"},
    )
    assert (now.basis.level, [unit.party_short for unit in now.units]) == (
        "problem",
        ["县住房和城乡建设局党组", "县农业农村局党组"],
    )
    then = take("2026-09-30")
    assert (len(then.rows), then.closed_keys, then.claimed_keys, then.moment.as_of) == (
        4,
        frozenset(),
        frozenset(),
        "2026-09-30",
    )
    assert take("2026-03-09").every == (), "before the feedback there is nothing"
    assert date.fromisoformat(now.as_of) == date(2026, 10, 9)

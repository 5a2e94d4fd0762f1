"""The leaders of the county stand in one order wherever several of them do: as 机关设置 lists them, others after them, 未明确 last."""

import json

import pytest

from db.queries.county_leaders import rank_of_leader
from db.queries.tallies import NO_LEADER, items, tally
from db.records import Basis, FindingCriteria
from desktop.operations.dispatches import board as dispatch_board
from desktop.operations.office import set_up
from desktop.operations.supervision.board import read_board
from desktop.statistics.by_category import composition, pivot
from desktop.statistics.rectification_rate import rate_table
from tests.builders import EVERYONE, a_finding, a_round, a_unit

DAY = "2026-06-05"
LEADERS = ("安平", "秦望舒", "周立群", "李明", "")


@pytest.fixture(params=[("周立群", "秦望舒", "李明"), ("李明", "周立群", "秦望舒"), ("秦望舒",), ()])
def office(request, ledger):
    round_id = a_round(ledger)
    for place, leader in enumerate(LEADERS, 1):
        unit = a_unit(ledger, f"县第{place}局")
        a_finding(ledger, round_id, unit, f"公务接待无公函{place}次", county_leader=leader)
    set_up(
        ledger, EVERYONE, {"leader_titles": json.dumps(dict.fromkeys(request.param, "县委常委"), ensure_ascii=False)}
    )
    return ledger, round_id, request.param


def places(reader, round_id):
    """Where leaders stand in a row: each place with the names as it tells them."""
    basis = Basis()
    yield "tally", [one.key for one in tally(reader, basis, DAY, by="leader")]
    yield "items", [one.key for one in items(reader, basis, DAY, by="leader")]
    yield "rates", [one.key for one in rate_table(reader, basis, DAY, by="leader").rows]
    yield "states", [one.key for one in composition(reader, FindingCriteria(), DAY, by="leader")]
    yield "pivot", list(pivot(reader, basis, DAY, row="leader", column="round").rows)
    yield "chasing", list(read_board(reader, (round_id,), DAY).leaders)
    yield "copies", [one.name for one in dispatch_board(reader, basis, (round_id,), DAY).leaders]


def test_wherever_leaders_stand_in_a_row_it_is_in_their_order(office):
    ledger, round_id, listed = office
    rank = rank_of_leader(ledger.reader)
    seen = {}
    for where, names in places(ledger.reader, round_id):
        named = [name for name in names if name != NO_LEADER]
        assert set(named) == set(LEADERS) - {""}, where
        assert [rank(name) for name in named] == sorted(rank(name) for name in named), where
        assert tuple(named[: len(listed)]) == listed, where
        assert NO_LEADER not in names[:-1], where
        seen[where] = named
    assert len(seen) == 7

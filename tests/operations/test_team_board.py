"""What a team that is being made up lacks, what it knows, and where it goes."""

from types import SimpleNamespace

import pytest

from desktop.operations.team_board import BoardTeam, Placed
from desktop.rules import team_rules

FULL = {"leader": "甲", "deputies": "乙", "liaison": "丙"}


def a_team(
    state="draft", kind="own", names=FULL, trades=team_rules.TRADES, people=team_rules.FEWEST, units=("县司法局",)
):
    record = SimpleNamespace(
        state=state, stored={"kind": kind}, fields={"deputies": None, "liaison": None, "units": units, **names}
    )
    known = [SimpleNamespace(record=SimpleNamespace(stored={"specialty": trade})) for trade in trades]
    placed = tuple(Placed("成员", f"人{at}", one) for at, one in enumerate(known)) + (Placed("成员", "外人", None),)
    return BoardTeam(record, SimpleNamespace(people=range(people)), placed)


@pytest.mark.parametrize(("team", "lacking"), [
    (a_team(), ()),
    (a_team(names={"leader": "甲"}), ("副组长", "联络员")),
    (a_team(trades=team_rules.TRADES[1:]), (team_rules.TRADES[0],)),
    (a_team(people=team_rules.FEWEST - 1), ("人数",)),
    (a_team(people=team_rules.MOST + 1), ("人数",)),
    (a_team(names={}, trades=(), people=0), ("副组长", "联络员", *team_rules.TRADES, "人数")),
    (a_team(state="formed", names={}, trades=(), people=0), ()),
    (a_team(kind="cross", names={}, trades=(), people=0), ()),
])  # fmt: skip
def test_a_team_lacks_roles_trades_and_people_only_while_it_is_ours_to_make_up(team, lacking):
    assert team.lacking == lacking


def test_trades_count_only_whom_the_pool_knows():
    team = a_team(trades=("纪检", "纪检", "财审"))
    assert {trade: count for trade, count in team.trades.items() if count} == {"纪检": 2, "财审": 1}
    assert len(team.people) == 4


@pytest.mark.parametrize(("units", "task"), [
    (("县司法局",), "县司法局"), (("甲", "乙"), "甲、乙"), (("甲", "乙", "丙"), "甲 等 3 家"),
])  # fmt: skip
def test_where_it_goes_is_told_by_name_as_long_as_it_is_short(units, task):
    assert a_team(units=units).task == task

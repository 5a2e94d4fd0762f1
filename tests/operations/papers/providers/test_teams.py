"""The team of a paper: as texts name it, and in full where it signs (papers/07)."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from db.queries import papers
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.operations.change import change
from desktop.operations.papers import making
from desktop.operations.papers.providers import teams
from desktop.operations.records import verbs
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_finding
from tests.operations.papers.conftest import asked

KIND = "immediate_rectification_notice"


def gathered(office, **given):
    ledger, round_id, housing, _farming = office
    a_finding(ledger, round_id, housing, "公章使用登记缺3个月记录", nature="immediate", amount_yuan=420_000)
    words = {"问题编号": ["14-06-0004"], **given}
    [one] = making.gather(ledger.writing(), asked(round_id, housing, kind=KIND, given=words))
    return one.words


@pytest.mark.parametrize("typed", ["县委第三巡察组", "第三巡察组"])
def test_a_typed_team_signs_with_its_full_name(office, typed):
    words = gathered(office, 巡察组=typed)

    assert str(words["署名"]) == str(words["发文机关标志"]) == "中共青岩县委第三巡察组"


def test_the_team_of_the_round_is_known_from_the_register(office):
    ledger, round_id, housing, _farming = office
    with change(ledger, EVERYONE, Action.EDIT_ROUND, "编组") as changes:
        team = changes.writer.insert("team", {"round_id": round_id, "name": "第一巡察组"})
        pair = changes.writer.value("select id from round_unit where unit_id = ?", (housing,))
        changes.writer.update("round_unit", pair, {"team_id": team})

    sheet = SimpleNamespace(
        given=lambda _name: None, unit=SimpleNamespace(id=housing), reader=ledger.reader,
        occasion=SimpleNamespace(round=SimpleNamespace(id=round_id), county="青岩县"),
    )  # fmt: skip
    assert (teams.name(sheet), teams.full_name(sheet)) == ("县委第一巡察组", "中共青岩县委第一巡察组")


def test_the_book_of_teams_tells_the_team_of_a_unit(office):
    """What a clerk enters in 人才编组 is what papers say."""
    ledger, round_id, housing, farming = office
    values = {"round": round_id, "name": "第二巡察组", "leader": "程砚秋", "units": [housing]}
    verbs.add(ledger, EVERYONE, books.as_declared("team"), values)

    assert papers.team_of(ledger.reader, round_id, housing) == "第二巡察组"
    assert papers.team_of(ledger.reader, round_id, farming) == ""


@pytest.mark.parametrize(("given", "day"), [({}, date(2026, 10, 22)), ({"限期天数": "7"}, date(2026, 10, 19))])
def test_the_day_follows_the_days_that_the_clerk_sets(office, given, day):
    """The tenth of October is worked on in place of a holiday."""
    assert gathered(office, 巡察组="第一巡察组", **given)["完成期限"] == day


def test_a_finding_of_another_nature_is_refused(office):
    ledger, round_id, housing, _farming = office

    with pytest.raises(KnownError, match="14-06-0001的整改性质不是立行立改"):
        making.gather(
            ledger.writing(),
            asked(round_id, housing, kind=KIND, given={"问题编号": ["14-06-0001"], "巡察组": "第一巡察组"}),
        )

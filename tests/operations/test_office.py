"""R-5: the settings of the office have their right; those that say what a ledger is are nobody's."""

import pytest

from db.queries.settings import setting
from desktop.errors import Forbidden
from desktop.operations import office
from desktop.operations.office import PROGRAM_ONLY, set_up
from desktop.rules.permissions import Actor, Right
from tests.builders import EVERYONE


@pytest.mark.parametrize("name", sorted(office.PROGRAM_ONLY))
def test_what_a_ledger_is_cannot_be_set_by_anybody_r5(ledger, name):
    """R-5: trial, demonstration and its day, the mark of a restore, the id of the ledger."""
    before = ledger.reader.tuples("select name, value from setting order by name")

    with pytest.raises(Forbidden) as refused:
        office.set_up(ledger, EVERYONE, {"office": "某办", name: "1"})

    assert refused.value.kind == "program"
    assert ledger.reader.tuples("select name, value from setting order by name") == before


@pytest.mark.parametrize("right", [None, Right.ENTER, Right.REVIEW, Right.AUDIT])
def test_the_name_on_all_papers_is_changed_by_the_manager_alone_r5(ledger, right):
    """R-5"""
    someone = Actor("某人", frozenset({right} if right else ()))

    with pytest.raises(Forbidden):
        office.set_up(ledger, someone, {"office": "某某公司"})

    office.set_up(ledger, Actor("方向阳", frozenset({Right.MANAGE})), {"office": "县委巡察办"})
    assert ledger.reader.value("select value from setting where name = 'office'") == "县委巡察办"


def rows(ledger):
    return ledger.reader.value("select count(*) from setting")


def test_settings_are_set_together_and_once_each(ledger):
    before = rows(ledger)
    set_up(ledger, EVERYONE, {"office": "县委巡察办", "county": "青岩县"})
    set_up(ledger, EVERYONE, {"office": "云岭县委巡察办", "county": "青岩县"}, "改名")
    assert (setting(ledger.reader, "office"), setting(ledger.reader, "county"), rows(ledger)) == (
        "云岭县委巡察办",
        "青岩县",
        before + 2,
    )
    touched = ledger.reader.column("select title from action order by id")
    assert touched == ("修改设置", "改名")


def test_a_setting_that_stays_is_not_touched(ledger):
    set_up(ledger, EVERYONE, {"office": "甲"})
    assert not set_up(ledger, EVERYONE, {"office": "甲"}).touches("setting")
    assert set_up(ledger, EVERYONE, {"office": "乙"}).touches("setting")


@pytest.mark.parametrize("name", ["restored", "trial", "demo", "demo_today", "ledger_id"])
def test_what_changes_the_ledger_itself_is_the_programs_r5(ledger, name):
    """R-5"""
    assert name in PROGRAM_ONLY
    with pytest.raises(Forbidden) as refused:
        set_up(ledger, EVERYONE, {"office": "甲", name: "1"})
    assert refused.value.kind == "program" and setting(ledger.reader, "office") == ""


def test_a_clerk_sets_nothing(ledger, clerk):
    with pytest.raises(Forbidden):
        set_up(ledger, clerk, {"office": "甲"})

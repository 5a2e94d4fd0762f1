"""R-5: the settings of the office have their right; those that say what a ledger is are nobody's."""

import pytest

from desktop.errors import Forbidden
from desktop.operations import office
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

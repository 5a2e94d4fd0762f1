"""打印方案: kept for the office, replaced by name, taken away and back."""

from __future__ import annotations

import pytest

from desktop.errors import KnownError
from desktop.operations import undo
from desktop.operations.lists import plans


def test_the_plans_of_the_program_are_there_from_the_first_day(ledger):
    assert list(plans.plans(ledger.reader)) == ["书记专题会 A4", "常委会 A3"]


def test_a_plan_is_replaced_by_one_of_the_same_name(ledger, manager):
    plans.save_plan(ledger, manager, "单位核对", {"paper": "A4"})
    plans.save_plan(ledger, manager, "单位核对", {"paper": "A3"})

    assert plans.plans(ledger.reader)["单位核对"] == {"paper": "A3"}


def test_a_plan_taken_away_comes_back_with_undo(ledger, manager):
    plans.save_plan(ledger, manager, "单位核对", {"paper": "A4"})
    removed = plans.remove_plan(ledger, manager, "单位核对")
    assert "单位核对" not in plans.plans(ledger.reader)

    undo.undo(ledger, manager, removed.action_id)

    assert "单位核对" in plans.plans(ledger.reader)


@pytest.mark.parametrize("name", ["", "常委会 A3"])
def test_a_plan_needs_a_name_of_its_own(ledger, manager, name):
    with pytest.raises(KnownError):
        plans.save_plan(ledger, manager, name, {"paper": "A4"})


def test_a_plan_of_the_program_stays(ledger, manager):
    with pytest.raises(KnownError, match="程序自带"):
        plans.remove_plan(ledger, manager, "常委会 A3")

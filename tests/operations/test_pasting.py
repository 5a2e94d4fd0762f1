"""X11, L-3: what was pasted is one step: each finding its own values, all taken back by one undo, all or nothing."""

from __future__ import annotations

import pytest

from desktop.errors import KnownError
from desktop.operations import pasting, undo
from tests.builders import EVERYONE, a_finding, a_round, a_unit


@pytest.fixture
def three(ledger):
    round_id, unit_id = a_round(ledger), a_unit(ledger)
    return [a_finding(ledger, round_id, unit_id, f"问题第{number}件") for number in range(3)]


def owners(ledger):
    return [owner for (owner,) in ledger.reader.tuples("select owner from finding order by id")]


def test_each_finding_gets_its_own_and_one_undo_takes_all_back(ledger, three):
    changes = pasting.edit_each(ledger, EVERYONE, {three[0]: {"owner": "甲"}, three[2]: {"owner": "丙"}}, "粘贴 2 条")

    assert (changes.title, owners(ledger)) == ("粘贴 2 条", ["甲", "", "丙"])
    undo.undo(ledger, EVERYONE)
    assert owners(ledger) == ["", "", ""]


def test_one_value_that_cannot_stand_keeps_all_out(ledger, three):
    with pytest.raises(KnownError):
        pasting.edit_each(ledger, EVERYONE, {three[0]: {"owner": "甲"}, three[1]: {"text": " "}}, "粘贴 2 条")
    assert owners(ledger) == ["", "", ""]

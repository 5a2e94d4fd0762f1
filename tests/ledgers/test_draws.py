"""M10: the book of draws says what a draw needs, who may lock it, and what it warns of (registers.md §5)."""

import pytest

from desktop.ledgers.draws import DRAWS, check
from desktop.rules.permissions import Right
from tests.ledgers.declared import wrapped_wrongly

WHOLE = {
    "seed_date": "2026-06-05", "as_of": "2026-06-05", "seed_digits_a": "4", "seed_digits_b": "7", "spoken_by_a": "王敏",
    "spoken_by_b": "林晓", "state": "drawn",
}  # fmt: skip


@pytest.mark.parametrize("said, found", [
    ({}, []), ({"seed_digits_a": ""}, ["two_digits"]), ({"spoken_by_a": "林晓"}, ["two_digits"]), ({"spoken_by_a": ""}, ["no_speakers"]),
    ({"excluded": (1,)}, ["unexplained"]), ({"excluded": (1,), "excluded_reason": "理由", "supervisor": "周正"}, []),
    ({"as_of": "2026-06-06"}, ["in_future"]), ({"seed_date": "2026-06-06"}, ["in_future"]), ({"state": "locked"}, ["not_redrawn"]),
    ({"state": "locked", "checked_by": "林晓"}, []),
])  # fmt: skip
def test_each_rule_is_broken_by_what_it_forbids(said, found):
    assert [fault.kind for fault in check({**WHOLE, **said}, "2026-06-05")] == found


def test_a_reviewer_draws_locks_and_replaces_and_what_is_locked_is_final():
    lock, replace, second = (DRAWS.step(name) for name in ("lock", "replace", "check"))
    assert DRAWS.add_right is lock.right is replace.right is Right.REVIEW and second.right is Right.ENTER
    assert (lock.frm, lock.to, lock.final) == (("drawn",), "locked", True)
    assert (replace.frm, replace.to, replace.reason, replace.final) == (("drawn", "locked"), "replaced", True, True)
    assert second.to == "" and DRAWS.is_final("replaced") and DRAWS.own_date == "seed_date"
    assert wrapped_wrongly(DRAWS) == []

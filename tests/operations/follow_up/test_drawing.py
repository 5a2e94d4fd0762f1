"""M10, W9: a draw is drawn by the rule, redrawn by a second person, locked only while its frame stands, and never taken back."""

import pytest

from db.queries import books as queries
from desktop.errors import KnownError
from desktop.ledgers.draws import DRAWS, TWO_DIGITS
from desktop.operations import findings, progress, undo
from desktop.operations.findings import FindingDraft
from desktop.operations.follow_up import drawing
from desktop.operations.follow_up.frames import frame_of
from desktop.operations.records import verbs
from desktop.rules.draws import draw
from desktop.rules.permissions import Actor, Right
from tests.builders import EVERYONE
from tests.operations.follow_up.conftest import SECOND, SPOKEN


def drawn(ledger, county, **values):
    return verbs.add(ledger, EVERYONE, DRAWS, {"round": county.round, **SPOKEN, **values})[0]


def take(ledger, record, step, values=None, actor=EVERYONE, **how):
    return verbs.take(ledger, actor, DRAWS, record.id, DRAWS.step(step), values, **how)


def row(ledger, record):
    return queries.records(ledger.reader, DRAWS.shape, "9999-12-31", ids=[record.id])[0]


def refused(kind, call, *args, **how):
    with pytest.raises(KnownError) as error:
        call(*args, **how)
    assert error.value.kind == kind
    return str(error.value)


def test_it_draws_what_the_rule_draws_and_tells_it_only_when_locked(ledger, county):
    made = drawn(ledger, county)
    wanted = draw(frame_of(ledger.reader, county.round, "2026-06-05"), "20260605-47")
    told = row(ledger, made)
    assert (told.state, told.seed, told.frame_sha256, told.result_sha256) == (
        "drawn", "20260605-47", wanted.frame_sha256, wanted.result_sha256,
    )  # fmt: skip
    assert (told.units_drawn, told.units_of, told.findings_drawn, told.findings_of) == (
        len(wanted.units), 4, len(wanted.findings), len(county.findings),
    )  # fmt: skip
    assert told.findings == () and told.units == "", "before the lock nobody reads the result in a list"
    assert drawing.result_of({**told.stored}) == wanted
    take(ledger, made, "lock")
    assert row(ledger, made).findings == wanted.findings
    assert all(unit in row(ledger, made).units for unit in wanted.units)


def test_two_digits_are_spoken_by_two_people(ledger, county):
    for values in ({"seed_digits_b": ""}, {"seed_digits_a": ""}, {"spoken_by_b": "王敏"}):
        assert refused("two_digits", drawn, ledger, county, **values) == TWO_DIGITS
    assert refused("two_digits", verbs.add, ledger, EVERYONE, DRAWS, {"round": county.round}) == TWO_DIGITS
    given = verbs.add(ledger, EVERYONE, DRAWS, {"round": county.round, "seed": "甲-1"})[0]
    assert row(ledger, given).seed == "甲-1"


@pytest.mark.parametrize("what", ["one less", "one more"])
def test_one_finding_more_or_less_blocks_the_lock(ledger, county, what):
    made, count = drawn(ledger, county), len(county.findings)
    if what == "one less":
        progress.withdraw(ledger, EVERYONE, [county.findings[0]], "2026-06-05", "重复", "领导小组")
    else:
        findings.add(ledger, EVERYONE, FindingDraft(county.round, county.units["柳坪乡党委"], "又一条"))
    after = count - 1 if what == "one less" else count + 1
    told = refused("frame_changed", take, ledger, made, "lock")
    assert told.startswith(f"名单在抽取后变了（{count} → {after}），校验码不符，不能锁定。")
    assert row(ledger, made).state == "drawn"
    take(ledger, made, "replace", reason="名单变了")
    again = drawn(ledger, county)
    take(ledger, again, "lock")
    assert (
        row(ledger, again).findings_of == after
        and row(ledger, again).former == f"{made.number}（20260605-47）：名单变了"
    )


def test_a_change_on_a_later_day_blocks_the_lock_too(ledger, county, clock):
    made = drawn(ledger, county)
    clock.set("2026-06-08T09:00:00")
    progress.withdraw(ledger, EVERYONE, [county.findings[0]], "2026-06-08", "重复", "领导小组")
    refused("frame_changed", take, ledger, made, "lock")
    refused("frame_changed", take, ledger, made, "lock", on="2026-06-05")


def test_a_second_person_comes_to_the_same_sum(ledger, county):
    made = drawn(ledger, county)
    refused("second_person", take, ledger, made, "check", {"seed": "20260605-47"})
    refused("not_the_same", take, ledger, made, "check", {"seed": "20260605-48"}, SECOND)
    take(ledger, made, "check", {"seed": "20260605-47"}, SECOND)
    assert (row(ledger, made).state, row(ledger, made).checked_by) == ("drawn", "林晓")


def test_what_was_drawn_is_not_changed_removed_or_drawn_twice(ledger, county):
    made = drawn(ledger, county)
    refused("sealed", verbs.edit, ledger, EVERYONE, DRAWS, [made.id], {"seed": "20260605-11"})
    refused("same_draw", drawn, ledger, county)
    assert drawn(ledger, county, purpose="mid_term").state == "drawn"


def test_a_lock_and_what_it_stands_on_are_never_undone(ledger, county):
    made, added = verbs.add(ledger, EVERYONE, DRAWS, {"round": county.round, **SPOKEN})
    _locked, changes = take(ledger, made, "lock")
    refused("final", undo.undo, ledger, EVERYONE, changes.action_id)
    refused("final", undo.undo, ledger, EVERYONE, added.action_id)
    take(ledger, made, "replace", reason="另抽")
    refused("final", undo.undo, ledger, EVERYONE, added.action_id)
    refused("sealed", verbs.remove, ledger, EVERYONE, DRAWS, [made.id])
    assert row(ledger, made).state == "replaced" and row(ledger, made).findings, "the old result is kept"


def test_drawing_and_locking_ask_for_a_reviewer(ledger, county):
    clerk = Actor("登记员", frozenset({Right.ENTER}))
    refused("right", verbs.add, ledger, clerk, DRAWS, {"round": county.round, **SPOKEN})
    made = drawn(ledger, county)
    refused("right", take, ledger, made, "lock", actor=clerk)
    refused("right", take, ledger, made, "replace", actor=clerk, reason="另抽")


def test_what_is_left_out_is_explained_and_leaves_the_frame(ledger, county):
    refused("unexplained", drawn, ledger, county, excluded=(county.findings[0],))
    why = {"excluded": (county.findings[0],), "excluded_reason": "整改期未满", "supervisor": "县纪委监委 周正"}
    made = drawn(ledger, county, **why)
    assert row(ledger, made).findings_of == len(county.findings) - 1
    take(ledger, made, "lock")

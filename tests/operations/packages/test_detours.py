"""E2: copies are compared by what stands on each; what a copy entered and took back hides nothing, and a settling that is undone hides nothing."""

import pytest

from db.queries.findings import list_findings
from db.records import FindingCriteria
from db.steps import standing_told
from desktop.operations import progress, undo
from desktop.operations.packages import settling
from desktop.rules.workflow import Deed
from tests import conflicting_deeds, conflicting_steps, detours, exchanged
from tests.builders import CLAIMANT, EVERYONE
from tests.detours import ENTRIES, SETTLED_BY_DEED, of_deed, told
from tests.operations.packages.test_record_branches import in_former_form

SAMPLE = ("field", "step of a record", "correction")


def the_same(one, two):
    return one.digest == two.digest and one.conflicts == two.conflicts


def as_without(folder, first, between, second, stood="open"):
    """The copies after a detour; what they list must be what is listed without it."""
    one, two = told(folder, first, between, second, stood)
    assert the_same(one, two)
    assert detours.listed(one) == detours.listed(told(folder, first, None, second, stood)[0])
    return one, two


@pytest.mark.parametrize("name", SAMPLE)
def test_what_was_entered_and_undone_leaves_what_stood_before_it_against_the_other_copy(tmp_path, name):
    one, _two = as_without(tmp_path, *[ENTRIES[name]] * 3)
    assert detours.listed(one)


def test_a_state_that_stands_again_is_asked_about(tmp_path):
    one, _two = told(tmp_path, of_deed(Deed.CLAIM), of_deed(Deed.STAGE_DONE), of_deed(Deed.CLAIM))
    assert detours.listed(one) == [("00-01-0001", "claim_state", ["未完成 2026-05-23", "部分完成 2026-05-21"])]


def test_a_detour_that_leads_back_to_what_both_knew_is_no_side(tmp_path):
    def nothing(_ledger, _who):
        return None

    one, two = told(tmp_path, nothing, of_deed(Deed.CLAIM), of_deed(Deed.CLAIM))
    assert detours.listed(one) == [] and the_same(one, two)


def claims(copy):
    """The states of the claims that stand, in the order of their days."""
    return copy.ledger.reader.column(
        """select claim_state from finding_event as e where kind = 'claim' and not exists (select 1 from retraction where event_id = e.id)
            order by effective_on, place"""
    )


@pytest.fixture
def parted(tmp_path):
    """甲 took back a claim that both knew; 乙 entered another on it."""
    one, two = detours.prepared(tmp_path)
    of_deed(Deed.CLAIM)(one.ledger, "甲")
    exchanged.end([one, two])
    detours.later(one, two)
    undo.undo(one.ledger, EVERYONE)
    detours.later(two, one)
    of_deed(Deed.CLAIM)(two.ledger, "乙")
    return one, two


def test_what_both_knew_and_one_took_back_is_asked_about(parted):
    one, two = parted
    exchanged.end([one, two])
    assert detours.listed(one) == [("00-01-0001", "claim_state", ["未完成 2026-05-22", "正在推进 2026-05-20"])]

    assert conflicting_deeds.settle_all(one, 1) == ["@claim"]
    assert the_same(*exchanged_(one, two)) and claims(two) == ("in_progress",)


def test_with_the_side_that_is_taken_stands_again_what_the_other_had_only_taken_back(parted):
    one, two = parted
    detours.later(one, two)
    detours.later(one, two)
    progress.claim(one.ledger, CLAIMANT, 1, "basically_done", one.ledger.today())
    exchanged.end([one, two])
    assert [sides for _record, _field, sides in detours.listed(one)] == [["基本完成 2026-05-24", "未完成 2026-05-22"]]

    assert conflicting_deeds.settle_all(two, 1) == ["@claim"]
    assert the_same(*exchanged_(one, two)) and claims(one) == ("in_progress", "partly_done", "not_done")


def exchanged_(one, two):
    exchanged.end([one, two])
    return one, two


@pytest.mark.parametrize("side", [0, 1])
def test_where_nothing_stands_on_one_copy_that_is_a_side_too(tmp_path, side):
    """甲 undoes the only extension, on which 乙 entered another."""
    one, two = detours.prepared(tmp_path)
    first_due = due(one)
    of_deed(Deed.EXTEND)(one.ledger, "甲")
    exchanged.end([one, two])
    undo.undo(one.ledger, EVERYONE)
    detours.later(two, one)
    of_deed(Deed.EXTEND)(two.ledger, "乙")
    exchanged.end([one, two])
    assert detours.listed(two) == [("00-01-0001", "due_on", ["2026-10-01 2026-05-21", "登记已撤回"])]

    [conflict] = settling.listed(two.ledger.reader)
    settling.settle(two.ledger, EVERYONE, conflict.number, side)
    assert the_same(*exchanged_(one, two)) and due(one) == due(two) == (first_due if side else "2026-10-01")


def due(copy):
    rows = list_findings(copy.ledger.reader, FindingCriteria(), copy.ledger.today())
    return next(row.due_on for row in rows if row.id == detours.FINDING)


@pytest.mark.parametrize("name", ["dated fact", "measure"])
def test_whatever_settled_a_conflict_is_undone_to_the_conflict_and_redone_to_its_end(tmp_path, name):
    """A dated fact, a lane: other kinds are walked in tests/acceptance/test_detours.py."""
    assert detours.undone_and_redone(*told(tmp_path, ENTRIES[name], None, ENTRIES[name]), side=1)


def test_a_dated_attribute_that_was_settled_is_listed_again_when_that_is_undone(tmp_path):
    deed = of_deed(Deed.RECATEGORISE)
    assert detours.undone_and_redone(*told(tmp_path, deed, None, deed), side=1)


def test_the_step_of_a_record_that_was_settled_is_listed_again_when_that_is_undone(tmp_path):
    one, two, _record, _row = conflicting_steps.apart(tmp_path, "extension", "applied", "grant", "refuse")
    assert detours.undone_and_redone(one, two, side=1)


@pytest.mark.parametrize(
    ("name", "sides"),
    [
        ("claim", (0, 1)),
        ("claim", (1, 0)),
        ("step of a record", (0, 1)),
        ("correction", (1, 0)),
        ("dated fact", (1, 0)),
    ],
    ids=str,
)
def test_what_two_copies_settled_differently_is_listed_again_on_every_copy(tmp_path, name, sides):
    """By one of them, or by both, the side that the other holds was taken back; all are walked in tests/acceptance/test_detours.py."""
    pair = told(tmp_path, SETTLED_BY_DEED[name], None, SETTLED_BY_DEED[name])
    detours.settled_at_last(*detours.settled_apart(tmp_path, pair, sides))


def test_what_two_copies_settled_alike_is_settled(tmp_path):
    pair = told(tmp_path, ENTRIES["step of a record"], None, ENTRIES["step of a record"])
    every, stood, _wanted = detours.settled_apart(tmp_path, pair, (1, 1))
    assert detours.alike(every) and stood[0] == stood[1] == detours.facts(every[2]) and not every[0].conflicts


def test_what_was_settled_on_one_copy_holds_also_after_a_detour_on_it(tmp_path):
    """甲 keeps what is shown, then enters another claim and undoes that; 乙 takes the other side."""
    one, two = told(tmp_path, of_deed(Deed.CLAIM), None, of_deed(Deed.CLAIM))
    [first], [second] = (settling.listed(copy.ledger.reader) for copy in (one, two))
    settling.settle(one.ledger, EVERYONE, first.number)
    detours.later(one, two)
    progress.claim(one.ledger, CLAIMANT, 1, "basically_done", one.ledger.today())
    undo.undo(one.ledger, EVERYONE)
    settling.settle(two.ledger, EVERYONE, second.number, 1)
    exchanged.end([one, two])
    assert the_same(one, two)
    assert detours.listed(one) == [("00-01-0001", "claim_state", ["部分完成 2026-05-21", "未完成 2026-05-23"])]


def test_what_former_programs_took_back_is_asked_about_no_otherwise_than_by_them(tmp_path):
    """What an action says must be the same on every copy: the log of that time tells nothing of what stands after it, for ever."""
    one, two = detours.prepared(tmp_path)
    tables = ("finding_event", "retraction")
    for copy in (one, two):
        in_former_form(copy, [f"alter table {table} drop column tells_state" for table in tables])
    detours.later(one, two)
    of_deed(Deed.CLAIM)(one.ledger, "甲")
    of_deed(Deed.CLAIM)(one.ledger, "丙")
    undo.undo(one.ledger, EVERYONE)
    for copy in (one, two):
        in_former_form(copy, ["alter table merge_conflict drop column undo_opens", *standing_told.STATEMENTS])
    detours.later(two, one)
    of_deed(Deed.CLAIM)(two.ledger, "乙")
    exchanged.end([one, two])

    assert detours.listed(one) == [] and the_same(one, two)

"""X8: every changed cell of a merge stands in exactly one line, and the rows add up, whatever both sides did."""

import random

import pytest

from desktop.operations.return_book.merge_lines import CONFLICT, MISSING, law, merge_lines, row_counts
from desktop.operations.return_book.receiving import Picks, look
from tests.operations.return_book.returns import Office, filled
from tests.operations.return_book.test_random_returns import office_works, unit_fills


@pytest.fixture
def office(ledger, tmp_path):
    return Office(ledger, tmp_path / "发出")


def lines_of(office, cells, picks=None):
    seen = look(office.ledger, filled(office.sent(), cells), picks)
    return seen, merge_lines(seen, seen.texts)


@pytest.mark.parametrize("seed", range(8))
def test_no_edit_is_lost_and_none_is_told_twice(ledger, tmp_path, seed):
    dice = random.Random(seed)
    office = Office(ledger, tmp_path / "发出")
    path = office.sent()
    office_works(office, dice)
    cells = unit_fills(office, dice)
    seen = look(ledger, filled(path, cells))
    lines = merge_lines(seen, seen.texts)
    merged = seen.outcome.merged
    edits = [
        (edit.key, edit.field) for edit in (*merged.conflicts, *merged.changes, *merged.cleared, *merged.not_allowed)
    ]
    assert sorted(line.cell for line in lines if line.field) == sorted(edits)
    assert {line.cell for line in lines if line.heading == CONFLICT and not line.decided} == {
        (edit.key, edit.field) for edit in seen.open_conflicts
    }
    counts = row_counts(seen)
    whole = sum(count for key, count in counts.items() if key != MISSING)
    assert law(seen).startswith(f"{whole} 行 = ")
    taken = {line.cell for line in lines if line.taken}
    assert {number for number, _field in taken} == set(seen.taken)


def test_each_decision_is_of_one_cell_and_can_be_taken_back():
    cell, other = ("15-06-0001", "status"), ("15-06-0001", "owner")
    picks = Picks().with_side(cell, unit=True).with_side(other, unit=False)
    assert (picks.unit_side, picks.ledger_side) == ({cell}, {other})
    picks = picks.with_side(cell, unit=False)
    assert (picks.unit_side, picks.ledger_side) == (frozenset(), {cell, other})
    left = picks.with_change(cell, cleared=False, on=False)
    assert left.left == {cell} and left.with_change(cell, cleared=False, on=True).left == frozenset()
    assert picks.with_change(cell, cleared=True, on=True).unit_side == {cell}


def test_a_deadline_written_over_is_told_as_an_application_and_can_be_left(office):
    """D7"""
    one = office.number(office.one)
    seen, lines = lines_of(office, {(one, "due_on"): "2026-12-31"})
    [line] = [line for line in lines if line.field]
    assert line.taken and line.hint == "转为延期申请，待审核批准" and seen.extensions
    seen, lines = lines_of(office, {(one, "due_on"): "2026-12-31"}, Picks(left=frozenset({(one, "due_on")})))
    [line] = [line for line in lines if line.field]
    assert not line.taken and not line.blocked and not seen.extensions


def test_a_locked_cell_that_was_changed_is_told_and_never_taken(office):
    _seen, lines = lines_of(office, {(office.number(office.one), "text"): "改过的问题"})
    [line] = [line for line in lines if line.field]
    assert (line.title, line.hint, line.blocked, line.taken) == ("反馈问题", "锁定栏，不取", True, False)


def test_a_cell_that_cannot_be_read_is_a_line_of_its_own_with_its_sentence(office):
    seen, lines = lines_of(office, {(office.number(office.one), "status"): "天知道"})
    [line] = [line for line in lines if line.heading == "unread"]
    assert line.hint and line.blocked and row_counts(seen)["unread"] == 1
    assert law(seen) == "2 行 = 冲突 0 + 改动 0 + 读不出 1 + 相同 1"


def test_a_change_says_what_becomes_of_it_and_one_that_cannot_be_entered_why(office):
    one, two = office.number(office.one), office.number(office.two)
    cells = {
        (one, "extend_to"): "2026-09-30",
        (one, "extend_reason"): "缺钱",
        (one, "owner"): "程青禾",
        (two, "extend_to"): "2026-06-01",
    }
    seen, lines = lines_of(office, cells)
    told = {line.cell: line for line in lines if line.field}
    assert told[one, "extend_to"].hint == "转为延期申请，待审核批准" and told[one, "extend_reason"].hint == "随延期申请"
    assert told[one, "owner"].hint == "" and told[one, "owner"].taken and not told[one, "owner"].blocked
    late = told[two, "extend_to"]
    assert late.hint == next(one.reason for one in seen.not_entered) and late.blocked and not late.taken


def test_what_was_emptied_waits_for_the_clerk_and_a_row_that_did_not_come_back_is_told(office):
    import openpyxl

    one, two = office.number(office.one), office.number(office.two)
    path = filled(office.sent(), {(one, "owner"): None})
    book = openpyxl.load_workbook(path)
    book["整改台账"].delete_rows(5)
    book.save(path)
    seen = look(office.ledger, path)
    told = {line.number: line for line in merge_lines(seen, seen.texts)}
    assert (told[one].hint, told[one].cleared, told[one].taken, told[one].unit) == (
        "单位清空，打勾才清",
        True,
        False,
        "（清空）",
    )
    assert (told[two].heading, told[two].row, told[two].hint) == (MISSING, 0, "表中没有这一行，台账不动")


def test_both_sides_of_a_conflict_stand_in_words_and_an_empty_one_as_a_dash(office):
    from desktop.operations import progress
    from tests.builders import CLAIMANT

    one = office.number(office.one)
    path = office.sent()
    progress.claim(office.ledger, CLAIMANT, office.one, "basically_done", office.ledger.today())
    seen = look(office.ledger, filled(path, {(one, "status"): "已完成", (one, "remark"): "等批复"}))
    told = {line.cell: line for line in merge_lines(seen, seen.texts)}
    assert (told[one, "status"].sent, told[one, "status"].unit, told[one, "status"].ledger) == (
        "未启动",
        "已完成",
        "基本完成",
    )
    assert (told[one, "remark"].sent, told[one, "remark"].ledger) == ("—", "—") and not told[one, "status"].decided

"""A returned workbook enters in one action with its number, every row accounted for, or not at all with the reason (X7, X8)."""

import pytest

from desktop.errors import KnownError
from desktop.operations import backups, progress, undo
from desktop.operations.return_book.entering import merge, why_not
from desktop.operations.return_book.receiving import Picks, look
from tests.builders import CLAIMANT
from tests.operations.return_book.returns import Office, filled


@pytest.fixture
def office(ledger, tmp_path):
    return Office(ledger, tmp_path / "发出")


def back(office, cells, path=None, **more):
    return filled(
        path or office.sent(), {(office.number(one), name): value for (one, name), value in cells.items()}, **more
    )


def conflicted(office):
    """Both findings: claimed by the office after the book went out, and by the unit otherwise."""
    path = office.sent()
    for one in (office.one, office.two):
        progress.claim(office.ledger, CLAIMANT, one, "basically_done", office.ledger.today())
    return back(office, {(office.one, "status"): "已完成", (office.two, "status"): "已完成"}, path)


def test_what_is_entered_is_one_action_with_its_number_and_its_file(office):
    path = back(
        office, {(office.one, "remark"): "等批复", (office.two, "owner"): "程青禾", (office.two, "remark"): "无资金"}
    )
    done = merge(office.ledger, CLAIMANT, path)
    assert (done.import_number, done.entered, done.complaint) == (
        1,
        2,
        "",
    ) and done.changes.title == "合并回收表 县民政局党组"
    batch = office.ledger.reader.tuples("select number, form, file_name, round_id, list_date from import_batch")
    assert [tuple(row) for row in batch] == [(1, "return_book", "交回.xlsx", office.round, "2026-06-05")]


def test_every_row_of_the_file_has_its_fate(office):
    path = conflicted(office)
    found = merge(office.ledger, CLAIMANT, path, Picks(keep_ledger=True))
    fates = {
        row: fate for row, fate in office.ledger.reader.tuples("select row, fate from import_row where import_id = 1")
    }
    assert fates == {1: "ignored", 2: "ignored", 3: "ignored", 4: "conflict", 5: "conflict"} and found.entered == 0
    merge(office.ledger, CLAIMANT, back(office, {(office.one, "remark"): "单位"}, name="再.xlsx"))
    again = {
        row: (fate, reason)
        for row, fate, reason in office.ledger.reader.tuples(
            "select row, fate, reason from import_row where import_id = 2"
        )
    }
    assert again[4] == ("changed", office.number(office.one)) and again[5] == ("same", office.number(office.two))


def test_rows_that_are_nobodys_are_held_back_with_their_reason(office):
    import openpyxl

    path = back(office, {(office.one, "remark"): "单位"})
    book = openpyxl.load_workbook(path)
    sheet = book["整改台账"]
    sheet.cell(6, 1).value, sheet.cell(6, 5).value = "XX-9", "别处的问题在此。"
    sheet.cell(7, 5).value = "新加的问题在此。"
    book.save(path)
    merge(office.ledger, CLAIMANT, path)
    fates = {
        row: (fate, reason)
        for row, fate, reason in office.ledger.reader.tuples("select row, fate, reason from import_row")
    }
    assert fates[6] == ("held", "foreign") and fates[7] == ("held", "added") and fates[4][0] == "changed"


def test_open_conflicts_keep_all_of_it_out_and_are_named_with_their_rows(office):
    path = conflicted(office)
    done = merge(office.ledger, CLAIMANT, path)
    one, two = office.number(office.one), office.number(office.two)
    assert (
        done.complaint
        == f"有 2 处冲突没有定：{one}（第 4 行）、{two}（第 5 行）。没有入账；请逐处定下取哪一个，或都以台账为准。"
    )
    assert (
        done.import_number is None
        and done.changes is None
        and office.ledger.reader.value("select count(*) from import_batch") == 0
    )
    picks = Picks(unit_side=frozenset({(one, "status")}), ledger_side=frozenset({(two, "status")}))
    assert why_not(look(office.ledger, path, picks)) == "" and merge(office.ledger, CLAIMANT, path, picks).entered == 1
    assert (office.row(office.one).claim, office.row(office.two).claim) == ("done", "basically_done")


def test_a_refused_file_says_why_and_the_ledger_is_not_even_backed_up(office, monkeypatch):
    made = []
    monkeypatch.setattr(backups, "back_up_if_changed", lambda _ledger, _actor, occasion: made.append(occasion))
    path = office.sent()
    done = merge(office.ledger, CLAIMANT, filled(path, {}, {"version": 2}))
    assert done.complaint == str(done.received.outcome.refused) and made == []
    merge(office.ledger, CLAIMANT, path)
    assert made == [backups.Occasion.BEFORE_IMPORT]


def test_the_same_file_twice_names_the_import_that_took_it(office):
    path = back(office, {(office.one, "remark"): "单位"})
    merge(office.ledger, CLAIMANT, back(office, {(office.two, "remark"): "先"}, name="先.xlsx"))
    path = back(office, {(office.one, "remark"): "单位"}, name="后.xlsx")
    number = merge(office.ledger, CLAIMANT, path).import_number
    with pytest.raises(KnownError, match=f"已在第 {number} 次导入中合并过.*先撤销") as refused:
        merge(office.ledger, CLAIMANT, path)
    assert refused.value.kind == "taken" and number == 2
    undo.undo_import(office.ledger, CLAIMANT, number)
    assert merge(office.ledger, CLAIMANT, path).entered == 1


def test_the_day_that_the_unit_told_is_the_day_of_its_claim(office):
    done = merge(
        office.ledger,
        CLAIMANT,
        back(office, {(office.one, "status"): "已完成", (office.one, "completed_on"): "2026-05-20"}),
    )
    assert done.entered == 1 and office.row(office.one).claim_on == "2026-05-20"

"""A list that comes again, of every book: what was edited since is a conflict and never written over unasked (X5)."""

import openpyxl
import pytest

from desktop.ledgers import books
from desktop.operations import undo
from desktop.operations.importing.field_change import EDITED, NO_BASE
from desktop.operations.importing.judgement import Picks
from desktop.operations.records import verbs
from desktop.operations.records.importing import Looking, look, take
from desktop.operations.records.list_changes import BY_STEP, KEPT_AS_KEY
from desktop.operations.undo import Later, TouchedSince
from desktop.rules.permissions import Actor, Right
from tests.builders import EVERYONE
from tests.nasty_book import EVERY_BOOK
from tests.operations.records.test_verbs import sample

every = pytest.mark.parametrize("name", EVERY_BOOK)


def a_list(folder, *rows, head):
    book = openpyxl.Workbook()
    for row in (head, *rows):
        book.active.append(row)
    book.save(folder / "表.xlsx")
    return folder / "表.xlsx"


def made(ledger, office, name):
    book = books.book(ledger.reader, name)
    record = verbs.add(ledger, EVERYONE, book, sample(book, office))[0]
    return book, record


def says(ledger, book, record, folder, remark, **more):
    """A list that bears the number and says this of 备注: looked at and entered."""
    path = a_list(folder, [record.number, remark], head=["编号", "备注"])
    return take(ledger, EVERYONE, book, path, how=Looking(actor=EVERYONE, **more))


def remark_of(ledger, book, record):
    return verbs.stored(ledger.reader, book, record.id)["remark"]


@every
def test_the_list_fills_and_changes_what_lists_said_and_leaves_alone_what_was_edited_since(
    ledger, own_book, office, tmp_path, name
):
    book, record = made(ledger, office, name)
    [row] = says(ledger, book, record, tmp_path, "甲").records
    assert (row.fate, row.conflicts, remark_of(ledger, book, record)) == ("changed", (), "甲")
    [row] = says(ledger, book, record, tmp_path, "甲改").records
    assert (row.fate, remark_of(ledger, book, record)) == ("changed", "甲改")

    verbs.edit(ledger, EVERYONE, book, [record.id], {"remark": "手改"})
    [row] = says(ledger, book, record, tmp_path, "甲又改").records
    [told] = row.conflicts
    assert (row.fate, told.ledger, told.listed, told.conflict) == ("conflict", "手改", "甲又改", EDITED)
    assert remark_of(ledger, book, record) == "手改"


@every
def test_a_conflict_that_the_clerk_decides_for_the_list_is_taken_and_undone_whole(
    ledger, own_book, office, tmp_path, name
):
    book, record = made(ledger, office, name)
    verbs.edit(ledger, EVERYONE, book, [record.id], {"remark": "手写"})
    path = a_list(tmp_path, [record.number, "表上"], head=["编号", "备注"])
    [row] = look(ledger, book, path, how=Looking(actor=EVERYONE)).records
    assert [one.conflict for one in row.conflicts] == [NO_BASE]
    place = (row.place.sheet, row.place.row)
    taken = says(ledger, book, record, tmp_path, "表上", picks=Picks(fields={(*place, "remark"): True}))
    assert remark_of(ledger, book, record) == "表上"
    undo.undo_import(ledger, EVERYONE, taken.number)
    assert remark_of(ledger, book, record) == "手写"


@pytest.fixture
def talk(ledger, office):
    return made(ledger, office, "talk")


def test_a_list_that_says_what_the_last_one_said_asks_nothing_though_the_ledger_was_edited(ledger, talk, tmp_path):
    book, record = talk
    says(ledger, book, record, tmp_path, "甲")
    verbs.edit(ledger, EVERYONE, book, [record.id], {"remark": "手改"})
    [row] = says(ledger, book, record, tmp_path, " 甲 ").records
    assert (row.fate, row.fields, remark_of(ledger, book, record)) == ("same", (), "手改")


def test_a_list_that_was_taken_back_is_no_base(ledger, talk, tmp_path):
    book, record = talk
    first = says(ledger, book, record, tmp_path, "甲")
    undo.undo_import(ledger, EVERYONE, first.number)
    verbs.edit(ledger, EVERYONE, book, [record.id], {"remark": "手改"})
    [row] = says(ledger, book, record, tmp_path, "甲").records
    assert [one.conflict for one in row.conflicts] == [NO_BASE]


def test_a_state_that_differs_is_told_and_left_to_its_step(ledger, talk, tmp_path):
    book, record = talk
    word = next(state.word for state in book.states if state.code != record.state)
    path = a_list(tmp_path, [record.number, word], head=["编号", "状态"])
    [row] = take(ledger, EVERYONE, book, path, how=Looking(actor=EVERYONE)).records
    assert [(one.title, one.listed, one.conflict, one.blocked) for one in row.fields] == [
        ("状态", word, BY_STEP, BY_STEP)
    ]
    assert verbs.stored(ledger.reader, book, record.id)["state"] == record.state


def test_who_may_not_edit_the_record_is_told_and_changes_nothing(ledger, talk, tmp_path):
    book, record = talk
    path = a_list(tmp_path, [record.number, "表上"], head=["编号", "备注"])
    auditor = Actor("审计员", frozenset({Right.AUDIT}))
    [row] = look(ledger, book, path, how=Looking(actor=auditor)).records
    assert [one.blocked for one in row.fields] == ["需要“录入”权限"] and not row.changed


def test_a_row_without_a_number_that_says_the_same_as_a_record_is_that_record_once(ledger, office, tmp_path):
    book = books.book(ledger.reader, "chase")
    head = ["日期", "方式", "单位", "对方", "答复"]
    row = ["2026-05-11", "电话", "县民政局", "张三", "下周报"]
    take(ledger, EVERYONE, book, a_list(tmp_path, row, head=head))
    again = take(ledger, EVERYONE, book, a_list(tmp_path, row, row, [*row[:3], "李四", ""], head=head))
    assert [one.fate for one in again.records] == ["same", "entered", "entered"]
    answer = next(one.name for one in book.all_fields if "答复" in one.words)
    verbs.edit(ledger, EVERYONE, book, [1], {answer: "手改"})
    third = look(ledger, book, a_list(tmp_path, row, head=head))
    assert [(one.known, one.fate) for one in third.records] == [(1, "same")]


def test_a_number_in_the_recycle_bin_is_a_fault_of_its_row(ledger, talk, tmp_path):
    book, record = talk
    verbs.remove(ledger, EVERYONE, book, [record.id], "误登")
    [row] = look(ledger, book, a_list(tmp_path, [record.number, "甲"], head=["编号", "备注"])).records
    assert "in_bin" in [fault.kind for fault in row.faults] and "回收站" in row.faults[-1].message


def test_of_a_person_who_is_kept_as_a_key_no_list_keeps_the_name_and_none_is_shown(ledger, office, tmp_path):
    book = next((one for one in books.declared() if any(each.salted for each in one.fields)), None)
    assert book is not None
    [salted] = [one for one in book.fields if one.salted]
    values = sample(book, office) | {salted.name: "赵某某"}
    record = verbs.add(ledger, EVERYONE, book, values)[0]
    path = a_list(tmp_path, [record.number, "赵某某", "甲"], head=["编号", salted.title, "备注"])
    [row] = take(ledger, EVERYONE, book, path, how=Looking(actor=EVERYONE)).records
    assert [one.name for one in row.fields] == ["remark"]
    assert not ledger.reader.value("select count(*) from import_row where said like '%赵某某%'")
    path = a_list(tmp_path, [record.number, "钱某某"], head=["编号", salted.title])
    [row] = look(ledger, book, path, how=Looking(actor=EVERYONE)).records
    assert [one.ledger for one in row.fields] == [KEPT_AS_KEY]


def test_undoing_an_import_names_the_steps_that_were_taken_since(ledger, office, tmp_path):
    book = books.book(ledger.reader, "talk")
    head = ["谈话日期", "谈话类型", "单位", "约谈人", "被约谈人", "事由", "整改要求"]
    row = ["2026-05-06", "书记约谈", "县民政局党组", "张明", "李文", "整改率低", "一个月内清退"]
    taken = take(ledger, EVERYONE, book, a_list(tmp_path, row, head=head))
    verbs.take(ledger, EVERYONE, book, 1, book.step("hold"), {}, on="2026-05-07")
    with pytest.raises(TouchedSince) as told:
        undo.undo_import(ledger, EVERYONE, taken.number, later=Later.ASK)
    assert [(one.table, one.row_id, one.by) for one in told.value.rows] == [("talk", 1, "后来办理的步骤")]
    undo.undo_import(ledger, EVERYONE, taken.number, later=Later.KEEP)
    assert ledger.reader.value("select removed_in is null from talk where id = 1") == 1

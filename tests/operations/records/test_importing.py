"""A list into a book: heads by their words, rows judged one by one, states by the way of steps that leads there."""

import openpyxl
import pytest

from desktop.errors import Forbidden
from desktop.ledgers import books
from desktop.ledgers.field import Holds
from desktop.operations import undo
from desktop.operations.records import importing, verbs
from desktop.operations.records.importing import _path, heads, look, take, unread_words
from desktop.rules.permissions import Actor, Right
from tests.builders import EVERYONE

HEADS = ["谈话日期", "谈话类型", "单位", "约谈人", "被约谈人", "事由", "整改要求", "状态"]
GOOD = ["2026-05-06", "书记约谈", "县民政局党组", "张明", "李文", "整改率低", "一个月内清退", "已约谈"]


@pytest.fixture
def talk(ledger, office):
    return books.book(ledger.reader, "talk")


def a_list(folder, *rows, head=HEADS, name="约谈.xlsx"):
    book = openpyxl.Workbook()
    for row in (head, *rows):
        book.active.append(row)
    book.save(folder / name)
    return folder / name


def with_(**changed):
    return [changed.get(title, value) for title, value in zip(HEADS, GOOD, strict=True)]


def kinds(found):
    return [(fault.row, fault.kind) for fault in found.faults]


# -- heads ---------------------------------------------------------------------------------------------


def test_every_title_means_its_own_field_money_also_with_its_unit_and_the_state_where_there_are_states(ledger):
    for book in books.declared():
        words = heads(book)
        assert all(words[field.title] == field.name for field in book.all_fields)
        assert words["编号"] == "number" and (words.get("办理状态") == "state") is bool(book.states)
        money = [field for field in book.all_fields if field.holds is Holds.MONEY]
        assert all(words[f"{field.title}{unit}"] == field.name for field in money for unit in ("（元）", "（万元）"))


def test_a_column_that_the_book_does_not_know_is_named_once(ledger, talk, tmp_path):
    found = look(ledger, talk, a_list(tmp_path, [*GOOD, "好", "好"], head=[*HEADS, "心情", "心情"]))
    assert unread_words(found) == "这些列不认识，没有收：心情。"
    assert unread_words(look(ledger, talk, a_list(tmp_path, GOOD))) == ""


# -- rows ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (with_(), []), (with_(谈话日期="2026-13-06"), ["not_a_date"]), (with_(单位="县水利局党组"), ["unknown_unit"]), (with_(状态="胡写"), ["unknown_choice"]), (with_(谈话类型="胡写"), ["unknown_choice"]),
    ],
)  # fmt: skip
def test_a_row_is_told_by_what_is_wrong_with_it(ledger, talk, tmp_path, row, told):
    found = look(ledger, talk, a_list(tmp_path, GOOD, row))
    assert len(kinds(found)) == len(told) and all(number == 3 for number, _kind in kinds(found))
    assert all(fault.message.startswith("第 3 行") for fault in found.faults)


def test_of_a_state_that_is_not_there_those_that_are_are_told(ledger, talk, tmp_path):
    [fault] = look(ledger, talk, a_list(tmp_path, with_(状态="胡写"))).faults
    assert "没有“胡写”" in fault.message and all(state.word in fault.message for state in talk.states)


def test_a_cell_that_only_says_none_is_empty_but_for_a_unit_and_a_choice(talk):
    for field in talk.all_fields:
        if field.holds is Holds.TEXT:
            assert importing._said(talk, field.name, "无") == importing._said(talk, field.name, "/") == ""
            assert importing._said(talk, field.name, "无故缺席") == "无故缺席"
        if field.holds is Holds.UNIT:
            assert importing._said(talk, field.name, "无") == "无"
        for word in field.choices.values():
            assert importing._said(talk, field.name, word) == word
    assert importing._said(talk, "没有这一栏", "/") == "/"


# -- states --------------------------------------------------------------------------------------------


def test_a_state_is_reached_by_the_shortest_way_of_steps_and_one_that_none_leads_to_by_none():
    for book in books.declared():
        for state in book.states:
            way = _path(book, state.code)
            at = book.first_state
            for step in way or ():
                assert at in step.frm
                at = step.to
            assert way is None or at == state.code
        assert _path(book, book.first_state) == () and _path(book, "") == ()
        if book.states:
            assert _path(book, "没有这种") is None


def test_a_record_goes_through_its_steps_on_its_own_day_and_never_on_one_ahead(ledger, talk, tmp_path):
    made = take(ledger, EVERYONE, talk, a_list(tmp_path, GOOD))
    assert (made.entered, made.number) == (1, 1)
    events = ledger.reader.tuples("select state, effective_on from record_event where register = 'talk' order by id")
    way = _path(talk, next(state.code for state in talk.states if state.word == "已约谈"))
    assert (
        len(events) == 1 + len(way)
        and events[-1][1] == "2026-05-06"
        and max(on for _state, on in events) <= ledger.today()
    )


def test_who_may_not_take_a_step_enters_nothing(ledger, talk, tmp_path):
    if any(step.right for step in talk.steps):
        with pytest.raises(Forbidden):
            take(ledger, Actor("审计员", frozenset({Right.AUDIT})), talk, a_list(tmp_path, GOOD))
    assert ledger.reader.value("select count(*) from talk") == 0


# -- a list that bears numbers -------------------------------------------------------------------------


def test_a_row_with_a_known_number_changes_what_differs_and_a_row_that_differs_in_nothing_is_the_same(
    ledger, talk, tmp_path
):
    take(ledger, EVERYONE, talk, a_list(tmp_path, GOOD))
    number = ledger.reader.value("select number from talk")
    path = a_list(tmp_path, [number, *with_(整改要求="又逾期")], head=["编号", *HEADS], name="二.xlsx")
    changed = take(ledger, EVERYONE, talk, path)
    assert (
        changed.entered == 1
        and changed.records[0].known is not None
        and list(changed.records[0].changed.values()) == ["又逾期"]
    )
    same = take(
        ledger,
        EVERYONE,
        talk,
        a_list(tmp_path, [number, *with_(整改要求="又逾期")], head=["编号", *HEADS], name="三.xlsx"),
    )
    assert same.entered == 0 and ledger.reader.value("select count(*) from talk where removed_in is null") == 1
    fates = ledger.reader.column("select fate from import_row where fate != 'ignored' order by id")
    assert fates == ("entered", "changed", "same")


def test_a_number_that_the_book_does_not_have_makes_a_new_record(ledger, talk, tmp_path):
    made = take(ledger, EVERYONE, talk, a_list(tmp_path, ["约谈〔1999〕9号", *GOOD], head=["编号", *HEADS]))
    assert made.entered == 1 and made.records[0].known is None


# -- all or none ---------------------------------------------------------------------------------------


def test_a_fault_keeps_all_out_and_accepted_the_sound_ones_go_in_with_every_row_accounted_for(ledger, talk, tmp_path):
    path = a_list(tmp_path, GOOD, with_(谈话日期="2026-13-06"))
    kept = take(ledger, EVERYONE, talk, path)
    assert (kept.entered, kept.number, kept.changes) == (0, None, None)
    made = take(ledger, EVERYONE, talk, path, accept_faults=True)
    assert made.entered == 1 and ledger.reader.value("select count(*) from talk") == 1
    rows = ledger.reader.tuples("select row, fate from import_row order by row")
    assert [tuple(row) for row in rows if row[0] > 1] == [(2, "entered"), (3, "held")]
    undo.undo_import(ledger, EVERYONE, made.number)
    assert ledger.reader.value("select count(*) from talk where removed_in is null") == 0


def test_the_unit_that_is_named_counts_for_rows_that_name_none(ledger, talk, tmp_path):
    head = [title for title in HEADS if title != "单位"]
    row = [value for title, value in zip(HEADS, GOOD, strict=True) if title != "单位"]
    made = take(ledger, EVERYONE, talk, a_list(tmp_path, row, head=head), unit_name="县民政局党组")
    assert made.entered == 1 and verbs.stored(ledger.reader, talk, 1)["unit"] == 1

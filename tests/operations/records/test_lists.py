"""Import, export, print, own fields and the check of rules: the same for every declared book, and for one of the tests' own."""

import openpyxl
import pytest

from db.queries import book_facts, book_search
from desktop.ledgers import books
from desktop.ledgers.field import Holds
from desktop.operations import maintenance, own_fields, undo
from desktop.operations.lists.printing import Plan
from desktop.operations.records import exporting, importing, printing, verbs
from desktop.operations.records.exporting import Listed
from desktop.operations.records.questions import chosen
from tests.builders import EVERYONE, a_round
from tests.nasty_book import EVERY_BOOK
from tests.operations.records.test_verbs import in_state, sample

pytestmark = pytest.mark.usefixtures("own_book")
every = pytest.mark.parametrize("name", EVERY_BOOK)
TODAY = "2026-06-05"


def exported(ledger, name, path, names=()):
    register = books.book(ledger.reader, name)
    listed = Listed(register, chosen(ledger.reader, register, TODAY), TODAY)
    return exporting.export_shown(ledger, EVERYONE, listed, path, register.title, names).path


@every
def test_our_own_list_reads_back_as_it_was(ledger, office, name, tmp_path):
    """X8: export → import loses no field and no state."""
    register = books.book(ledger.reader, name)
    for state in register.states or [None]:
        if state is None or state.code != "proposed":
            in_state(ledger, register, office, "" if state is None else state.code)
    before = chosen(ledger.reader, register, TODAY)
    path = exported(ledger, name, tmp_path / "表.xlsx")
    book = openpyxl.load_workbook(path)
    head = next(row for row in book.active.iter_rows() if row[0].value == "序号")
    place = next(cell for cell in head if cell.value == "编号").column
    for row in range(head[0].row + 1, book.active.max_row + 1):
        book.active.cell(row, place).value = None
    book.save(path)

    taken = importing.take(ledger, EVERYONE, register, path)

    if register.fixed or register.name in ("check", "score_sheet"):  # what was settled is not entered a second time
        return
    assert taken.faults == [] or register.name == "extension"
    if register.name != "extension":  # the same extension a second time is not later
        assert chosen(ledger.reader, register, TODAY) == before, "rows that say just the same are entered once"
        assert sorted(one.known for one in taken.records) == sorted(one.id for one in before)
        assert [one.fields for one in taken.records if one.fields] == [], "nothing reads back otherwise"


@every
def test_a_list_that_bears_numbers_changes_what_was_changed_and_enters_nothing_twice(ledger, office, name, tmp_path):
    """X5"""
    register = books.book(ledger.reader, name)
    verbs.add(ledger, EVERYONE, register, sample(register, office))
    path = exported(ledger, name, tmp_path / "表.xlsx")
    assert importing.take(ledger, EVERYONE, register, path).entered == 0
    book = openpyxl.load_workbook(path)
    head = next(row for row in book.active.iter_rows() if row[0].value == "序号")
    book.active.cell(head[0].row + 1, next(cell for cell in head if cell.value == "备注").column).value = "改过"
    book.save(path)

    taken = importing.take(ledger, EVERYONE, register, path)

    assert (taken.entered, taken.faults) == (1, [])
    [one] = chosen(ledger.reader, register, TODAY)
    assert one.remark == "改过"
    undo.undo_import(ledger, EVERYONE, taken.number)
    assert chosen(ledger.reader, register, TODAY)[0].remark == ""


@every
def test_a_list_with_a_fault_enters_nothing_and_names_row_and_cell(ledger, office, name, tmp_path):
    register = books.book(ledger.reader, name)
    verbs.add(ledger, EVERYONE, register, sample(register, office))
    path = exported(ledger, name, tmp_path / "表.xlsx")
    book = openpyxl.load_workbook(path)
    head = next(row for row in book.active.iter_rows() if row[0].value == "序号")
    title = next((one.title for one in register.fields if one.holds is Holds.DATE and one.plain), "")
    if not title:  # a book without days has no cell that could be no day
        return
    cell = book.active.cell(head[0].row + 1, next(cell for cell in head if cell.value == title).column)
    cell.value = "五月下旬"
    book.save(path)
    taken = importing.take(ledger, EVERYONE, register, path)
    assert taken.entered == 0 and taken.number is None
    assert taken.faults[0].cell == cell.coordinate and "五月下旬" in taken.faults[0].message


@every
def test_every_value_comes_out_in_its_own_column(ledger, office, name, tmp_path):
    """W-3: each field bears its own mark, and each is found under its own head."""
    register = books.book(ledger.reader, name)
    marked = sample(register, office)
    for field in register.fields:
        if field.holds in (Holds.TEXT, Holds.LONG, Holds.PERSON) and field.plain and not field.notation:
            marked[field.name] = f"<{field.name}>"
    verbs.add(ledger, EVERYONE, register, marked)
    sheet = openpyxl.load_workbook(exported(ledger, name, tmp_path / "表.xlsx")).active
    head = next(row for row in sheet.iter_rows() if row[0].value == "序号")
    columns = {cell.value: cell.column for cell in head}
    for field in register.fields:
        if field.name in marked and not field.internal and str(marked[field.name]).startswith("<"):
            assert sheet.cell(head[0].row + 1, columns[field.title]).value == f"<{field.name}>"


@every
def test_a_book_prints_on_pages_without_complaint(qapp, ledger, office, name):
    register = books.book(ledger.reader, name)
    for place in range(30):
        if register.name == "review_party":  # a round has few of them
            office["round"] = a_round(ledger, f"另一轮{place}")
        verbs.add(ledger, EVERYONE, register, sample(register, office))
    listed = Listed(register, chosen(ledger.reader, register, TODAY), TODAY)
    pages = printing.layout(ledger.reader, listed, Plan(f"{register.title}清单"))
    assert len(pages) > 1 and not pages.complaint()


@every
def test_an_own_field_is_entered_found_exported_imported_and_keeps_its_values_when_removed(
    ledger, office, name, tmp_path
):
    """L8"""
    field, _ = own_fields.add(ledger, EVERYONE, "经办股室", Holds.CHOICE, ["督查股", "综合股"], name)
    register = books.book(ledger.reader, name)
    made, _ = verbs.add(ledger, EVERYONE, register, sample(register, office) | {field: "督查股"})
    [one] = chosen(ledger.reader, register, TODAY)
    assert getattr(one, field) == "督查股" and book_search.matching(ledger.reader, register.shape, ["督查"]) == {
        made.id
    }
    assert "经办股室" in [column.title for column in register.as_table().columns]
    path = exported(ledger, name, tmp_path / "表.xlsx")
    verbs.edit(ledger, EVERYONE, register, [made.id], {field: ""})
    importing.take(ledger, EVERYONE, register, path)
    assert getattr(chosen(ledger.reader, register, TODAY)[0], field) == "督查股"
    verbs.edit(ledger, EVERYONE, register, [made.id], {field: "综合股"})
    importing.take(ledger, EVERYONE, register, path)
    assert getattr(chosen(ledger.reader, register, TODAY)[0], field) == "综合股", "what was edited is not written over"
    own_fields.remove(ledger, EVERYONE, field, name)
    assert books.book(ledger.reader, name).field(field) is None
    undo.undo(ledger, EVERYONE)
    assert getattr(chosen(ledger.reader, books.book(ledger.reader, name), TODAY)[0], field) == "综合股"


def test_check_lists_rules_that_warn_and_calls_the_ledger_sound(ledger, office):
    register = books.book(ledger.reader, "regulation")
    made, _ = verbs.add(ledger, EVERYONE, register, sample(register, office) | {"document_number": ""})
    from db import vault

    vault.save(ledger.folder, vault.new_vault(plain=True)[0])
    health = maintenance.check(ledger)
    assert health.ok and [(one.kind, made.number in one.where) for one in health.problems] == [("warning", True)]


def test_the_last_meeting_is_the_day_of_the_last_report(ledger, office):
    register = books.book(ledger.reader, "meeting")
    for day in ("2026-04-02", "2026-05-19"):
        verbs.add(ledger, EVERYONE, register, sample(register, office, day))
    assert book_facts.previous_meeting_on(ledger.reader, "2026-06-05") == "2026-05-19"
    assert book_facts.previous_meeting_on(ledger.reader, "2026-05-18") == "2026-04-02"


@every
def test_a_cell_that_only_says_nothing_is_empty_and_moves_nothing_that_says_the_same(ledger, office, name, tmp_path):
    """RULES §0: 无 and / are empty; a remark that says 无 comes back from our own list unchanged."""
    register = books.book(ledger.reader, name)
    verbs.add(ledger, EVERYONE, register, sample(register, office) | {"remark": "无"})
    path = exported(ledger, name, tmp_path / "表.xlsx")
    assert importing.take(ledger, EVERYONE, register, path).entered == 0
    book = openpyxl.load_workbook(path)
    head = next(row for row in book.active.iter_rows() if row[0].value == "序号")
    plain = [
        one for one in register.fields if not one.needed and not one.set_by and one.holds in (Holds.DATE, Holds.INT)
    ]
    for column in [cell.column for cell in head if cell.value in {one.title for one in plain} | {"备注"}]:
        book.active.cell(head[0].row + 1, column).value = "/"
    book.save(path)

    read = importing.look(ledger, register, path)

    assert not [fault for fault in read.faults if fault.column in {one.name for one in plain}]
    [remark] = [one for one in read.records[0].fields if one.name == "remark"] or [None]
    assert read.faults or remark.value == "" and (remark.blocked or read.records[0].changed["remark"] == "")


def test_an_amount_of_which_nobody_says_whether_yuan_or_ten_thousand_is_asked_k4(ledger, office, tmp_path):
    """K4, RULES §7: ×10,000 is never guessed."""
    register = books.book(ledger.reader, "nasty_petition")
    read = {}
    for name, line, head in (
        ("不明", "来信登记", "涉及金额"),
        ("表上", "单位：万元", "涉及金额"),
        ("表头", "来信登记", "涉及金额（万元）"),
    ):
        book = openpyxl.Workbook()
        for row in ([line], ["收到日期", "类型", "单位", head], ["2026-06-01", "来信", "县民政局", 12.5]):
            book.active.append(row)
        book.save(tmp_path / f"{name}.xlsx")
        [one] = importing.look(ledger, register, tmp_path / f"{name}.xlsx").records
        read[name] = (one.values.get("money"), [fault.kind for fault in one.faults])
    assert read == {"不明": (None, ["amount_unit_unknown"]), "表上": (125_000, []), "表头": (125_000, [])}

"""W-3, X8: what leaves as a workbook: the fields asked for, each value in its own kind, and nothing of what stays inside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import docx
import openpyxl
import pytest

from db.queries import prints
from desktop.errors import KnownError
from desktop.exchange import register_list
from desktop.ledgers import books
from desktop.ledgers.field import Holds
from desktop.ledgers.leaving import kept_inside
from desktop.operations.records import exporting, verbs
from desktop.operations.records.exporting import Listed
from desktop.operations.records.questions import chosen
from tests.builders import EVERYONE
from tests.nasty_book import EVERY_BOOK
from tests.operations.records.test_verbs import sample

pytestmark = pytest.mark.usefixtures("own_book")
every = pytest.mark.parametrize("name", EVERY_BOOK)
TODAY = "2026-06-05"


def listed(ledger, office, name):
    register = books.book(ledger.reader, name)
    verbs.add(ledger, EVERYONE, register, sample(register, office))
    return Listed(register, chosen(ledger.reader, register, TODAY), TODAY, "本轮")


@every
def test_each_cell_is_of_the_kind_of_its_field(ledger, office, name, tmp_path):
    """Money under a head that names its unit, days as days, numbers as numbers, all else in words."""
    told = listed(ledger, office, name)
    made = exporting.export(told, tmp_path / "表.xlsx", "台账")
    sheet = openpyxl.load_workbook(made.path).active
    head = next(row for row in sheet.iter_rows() if row[0].value == "序号")
    cells = {cell.value: sheet.cell(head[0].row + 1, cell.column).value for cell in head}
    register, [record] = told.register, told.records
    register_heads = (["编号"] if register.number else []) + (["状态"] if register.tells_state else [])

    assert made.rows == 1 and cells.pop("序号") == 1
    assert list(cells)[: len(register_heads)] == register_heads
    for field in exporting.outgoing(register):
        value = record.fields.get(field.name)
        cell = cells[f"{field.title}（元）" if field.holds is Holds.MONEY else field.title]
        if field.holds is Holds.DATE and value:
            assert cell.date() == date.fromisoformat(value)
        elif field.holds in (Holds.INT, Holds.MONEY):
            assert cell == value
        else:
            assert (cell or "") == field.text(value)
    if register.tells_state:
        assert cells["状态"] == register.state(record.state).word
    above = "".join(str(cell.value) for row in sheet.iter_rows(max_row=head[0].row - 1) for cell in row if cell.value)
    assert f"本轮　1 {register.unit_word}　截至 {TODAY}" in above


@every
def test_a_field_is_asked_for_by_name_or_title_and_what_there_is_not_is_named(ledger, name):
    register = books.book(ledger.reader, name)
    free = exporting.outgoing(register)

    for field in free:
        assert exporting.outgoing(register, ["序号", field.name, "状态"]) == [field]
        assert field.title in [one.title for one in exporting.outgoing(register, [field.title])]
    with pytest.raises(KnownError, match="无此栏") as told:
        exporting.outgoing(register, [free[0].name, "无此栏"])
    assert told.value.kind == "unknown_field"


@every
def test_what_stays_inside_is_refused_and_told_apart(ledger, name):
    register = books.book(ledger.reader, name)
    shown = [field.name for field in register.all_fields]
    leaving, kept = exporting.outgoing_of(register, [*shown, "no_such"])

    assert leaving == [field.name for field in exporting.outgoing(register)]
    assert kept == kept_inside(register.all_fields)
    for field in register.all_fields:
        if field.internal:
            with pytest.raises(KnownError):
                exporting.outgoing(register, [field.name])


def test_what_is_shown_goes_out_and_into_the_register_of_exports(ledger, office, tmp_path):
    told = listed(ledger, office, "talk")
    made = exporting.export_shown(ledger, EVERYONE, told, tmp_path / "表.xlsx", "约谈台账")
    [entered] = prints.exports(ledger.reader)

    assert (made.rows, made.path.is_file()) == (1, True)
    assert (entered.title, entered.rows, entered.kind) == ("约谈台账", 1, "export")


@every
@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_records_that_say_the_same_stand_together_with_their_subtotal_and_read_back(
    ledger, office, name, ending, tmp_path
):
    """Every field that may leave can be grouped by, the state too; the import sets the sums aside."""
    told = listed(ledger, office, name)
    register = told.register
    told = replace(told, records=[*told.records] * 3)
    for by in [*(field.name for field in exporting.outgoing(register)), *(["状态"] if register.tells_state else [])]:
        made = exporting.export(told, tmp_path / f"{by}{ending}", "台账", [], by)
        if ending == ".docx":
            rows = [[cell.text for cell in row.cells] for row in docx.Document(made.path).tables[0].rows]
        else:
            rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(made.path).active][2:]
        words = {word: field.name for field in register.all_fields for word in field.words}
        reading = register_list.read(made.path, words, register.title)
        assert (len(reading.rows), [why for *_place, why in reading.ignored][-2:]) == (3, ["total", "total"]), by
        assert [str(row[0]) for row in rows[1:4]] == ["1", "2", "3"]
        assert str(rows[4][0]).endswith(f"小计（3{register.unit_word}）")
        assert rows[5][0] == f"合计（3{register.unit_word}）"


@every
def test_what_no_list_can_be_grouped_by_is_named(ledger, office, name, tmp_path):
    told = listed(ledger, office, name)
    for by in ("无此栏", "序号"):
        with pytest.raises(KnownError) as refused:
            exporting.export(told, tmp_path / "表.xlsx", "台账", [], by)
        assert refused.value.kind == "unknown_field"


def test_groups_keep_the_order_in_which_they_come_first(ledger, office, tmp_path):
    told = listed(ledger, office, "talk")
    [one] = told.records
    field = next(f for f in told.register.all_fields if f.holds is Holds.TEXT and not f.internal)
    records = [replace(one, fields={**one.fields, field.name: word}) for word in ("乙", "甲", "乙")]
    made = exporting.export(replace(told, records=records), tmp_path / "表.xlsx", "台账", [field.title], field.title)
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(made.path).active][3:]

    at = len(rows[0]) - 1
    assert [row[at] or row[0] for row in rows] == ["乙", "乙", "乙 小计（2次）", "甲", "甲 小计（1次）", "合计（3次）"]

"""Our own workbook into the same ledger: every row 相同; one cell edited in it is one 改动 of one field."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from desktop.ledgers.field import Holds
from desktop.ledgers.findings import FIELDS
from desktop.operations import evidence, findings, measures, own_fields, progress
from desktop.operations.importing import files
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.judgement import Options
from desktop.operations.lists import exporting
from desktop.operations.lists.view import Filters, view
from desktop.operations.measures import MeasureDraft
from tests.builders import EVERYONE, a_finding, claimed
from tests.every_field import TODAY, a_marked_finding


@pytest.fixture
def office(ledger):
    """One finding with every field marked, and one in each standing."""
    a_marked_finding(ledger)
    round_id, unit_id = 1, 1
    for text in ("未动", "自报完成", "已销号", "长期", "移交", "部分"):
        finding = a_finding(
            ledger, round_id, unit_id, f"{text}的事", first_due_on="2026-09-10", due_kind="date", owner="李明"
        )
        measures.add(ledger, EVERYONE, finding, [MeasureDraft("清退"), MeasureDraft("建制")], "2026-03-20")
    for finding in (3, 4):
        claimed(ledger, finding, on="2026-05-10")
    for measure in ledger.reader.column("select id from measure where finding_id = 4"):
        progress.claim(ledger, EVERYONE, 4, "done", "2026-05-09", measure_id=measure)
    evidence.add_paper(ledger, EVERYONE, 4, "回执", "卷3")
    progress.close_out(ledger, EVERYONE, 4, "2026-05-12", evidence.faults)
    progress.stage_done(ledger, EVERYONE, 5, "2026-05-12", "2026-12-31")
    progress.transfer(ledger, EVERYONE, 6, "2026-05-12", "涉嫌违纪", "县纪委")
    progress.verify(ledger, EVERYONE, 7, "partly_done", "2026-05-12")
    return ledger


def exported(ledger, folder):
    keys = tuple(field.name for field in (*FIELDS, *own_fields.own_fields(ledger.reader)))
    return exporting.export(
        ledger.reader, view(ledger.reader, Filters(), TODAY), folder / "清单.xlsx", "台账", keys=keys
    ).path


def compared(ledger, path):
    looked = files.look(ledger, Wanted(path), Options(list_date=TODAY), EVERYONE)
    assert looked.reading is not None, looked.complaint
    return looked.entered.comparison, [
        one for one in looked.reading.findings if looked.entered.comparison.of(one) is None
    ]


def told(found):
    return {
        row.number: [(one.name, one.ledger, one.listed, one.conflict) for one in row.fields]
        for row in found.matched.values()
        if row.fields
    }


def test_our_own_list_is_the_same_in_every_row(office, tmp_path):
    """K9, W-3"""
    found, new = compared(office, exported(office, tmp_path))

    assert (told(found), new, found.missing) == ({}, [], [])
    assert len(found.matched) == 7


EDITABLE_HERE = [one for one in FIELDS if one.plain and one.name not in ("text",)]


def another(field, cell):
    if field.holds is Holds.DATE:
        return date(2027, 1, 15)
    if field.holds is Holds.MONEY:
        return 77.5
    if field.holds is Holds.INT:
        return 77
    if field.holds is Holds.FLAG:
        return "否" if cell == "是" else "是"
    if field.holds is Holds.CHOICE:
        return next(word for word in field.choices.values() if word and word != cell)
    return "改成这样"


@pytest.mark.parametrize("field", EDITABLE_HERE, ids=lambda one: one.name)
def test_one_cell_edited_is_one_change_of_one_field(office, tmp_path, field):
    """K9, W-3"""
    path = exported(office, tmp_path)
    book = openpyxl.load_workbook(path)
    page = book.active
    at = next(row for row in range(1, 9) if any(cell.value == "编号" for cell in page[row]))
    column = next(cell.column for cell in page[at] if cell.value == field.head)
    line = next(
        row
        for row in range(at + 1, page.max_row + 1)
        if page.cell(row, next(c.column for c in page[at] if c.value == "编号")).value == "15-06-0002"
    )
    cell = page.cell(line, column)
    cell.value = another(field, cell.value)
    book.save(path)
    found, new = compared(office, path)

    assert new == [] and found.missing == []
    assert {number: [name for name, *_rest in fields] for number, fields in told(found).items()} == {
        "15-06-0002": [field.name]
    }


def test_a_state_written_on_is_one_change(office, tmp_path):
    path = exported(office, tmp_path)
    book = openpyxl.load_workbook(path)
    page = book.active
    at = next(row for row in range(1, 9) if any(cell.value == "编号" for cell in page[row]))
    heads = {cell.value: cell.column for cell in page[at]}
    page.cell(at + 2, heads["单位自报"]).value = "部分完成"
    book.save(path)
    found, _new = compared(office, path)

    assert [[name for name, *_rest in fields] for fields in told(found).values()] == [["status"]]
    findings.edit(office, EVERYONE, [2], {"owner": "别人"})
    assert len(told(compared(office, path)[0])["15-06-0002"]) == 2

"""A6, registers.md §8: a 内部 field of any book enters no file that leaves, nor is it told beside one; inside it is typed and found."""

from __future__ import annotations

from dataclasses import replace

import openpyxl
import pytest

from desktop.errors import KnownError
from desktop.ledgers import books, findings
from desktop.ledgers.arrangement import Arrangement, ColumnFilter
from desktop.ledgers.field import Holds
from desktop.ledgers.findings import FIELDS, grouping_fields, table_of
from desktop.ledgers.leaving import filters_told, kept_inside
from desktop.operations.lists import exporting as finding_exporting
from desktop.operations.lists.printing import Plan
from desktop.operations.lists.view import Filters, view
from desktop.operations.records import exporting, printing, verbs
from desktop.operations.records.exporting import Listed
from desktop.operations.records.questions import Wanted, chosen
from desktop.paper import finding_list
from desktop.statistics.two_way import book_fields
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.nasty_book import EVERY_BOOK
from tests.operations.records.test_verbs import sample

pytestmark = pytest.mark.usefixtures("own_book")
TODAY = "2026-06-05"
SECRET = "举报人甲某某"
every = pytest.mark.parametrize("name", EVERY_BOOK)


@pytest.fixture
def office(ledger):
    round_id, unit = a_round(ledger), a_unit(ledger, short="县民政局")
    finding = a_finding(ledger, round_id, unit, first_due_on="2026-06-30", due_kind="date")
    return {"ledger": ledger, "round": round_id, "unit": unit, "finding": finding, "findings": (finding,)}


@every
def test_an_internal_field_of_a_book_enters_no_output(ledger, office, name, tmp_path, monkeypatch):
    """Each field in turn: workbook, printed list, record sheet, statistics, and the line that tells the filters."""
    usual = books.as_declared(name)
    for field in usual.fields:
        fields = tuple(replace(one, internal=one.name == field.name) for one in usual.fields)
        monkeypatch.setitem(books._BOOKS, name, replace(usual, fields=fields, signatures=("约谈人",)))
        register = books.book(ledger.reader, name)
        open_fields = tuple(replace(one, internal=False) for one in usual.fields)
        usual_with_sheet = replace(usual, fields=open_fields, signatures=("约谈人",))
        written = field.plain and not field.notation and field.holds in (Holds.TEXT, Holds.LONG, Holds.PERSON)
        values = sample(register, office) | ({field.name: SECRET} if written else {})
        made, _changes = verbs.add(ledger, EVERYONE, register, values)
        found = [one for one in chosen(ledger.reader, register, TODAY) if one.id == made.id]
        listed = Listed(register, found, TODAY)
        sheet = openpyxl.load_workbook(exporting.export(listed, tmp_path / "表.xlsx", "表").path).active
        cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert SECRET not in cells and field.title not in cells and field.head not in cells
        for lay_out in (printing.layout, printing.record_sheet):
            pages = lay_out(ledger.reader, listed, Plan("表"), TODAY)
            told = lay_out(ledger.reader, replace(listed, register=usual_with_sheet), Plan("表"), TODAY)
            assert (
                not written or field.salted or not field.mm or SECRET in repr(told.printed)
            )  # the same look finds what may leave
            assert SECRET not in repr(pages.printed) and (
                field.head == "内容"
                or f"'{field.head}'" not in repr(pages.printed)  # the sheet of one record has a column 内容
            )
        assert field not in printing.printed_fields(register)
        with pytest.raises(KnownError) as told:
            exporting.outgoing(register, ("备注", field.title))
        assert told.value.kind == "internal" and field.title in str(told.value)
        assert field.name not in [one.name for one in book_fields(register)]
        columns = {one.field: one for one in register.as_table().columns}
        [said] = filters_told(columns, {field.name: ColumnFilter(frozenset({SECRET}))})
        assert SECRET not in said and field.title in said
        if written and not field.salted:  # a name that is kept as a key is found by nobody
            assert [one.id for one in chosen(ledger.reader, register, TODAY, wanted=Wanted(search=SECRET))][
                -1
            ] == made.id


def test_an_internal_field_of_a_finding_enters_no_output(ledger, office, tmp_path, monkeypatch):
    """Each field in turn: a column asked for, a group, the usual columns, the printed list, statistics, the line of filters."""
    shown = view(ledger.reader, Filters(), TODAY)
    for field in FIELDS:
        fields = tuple(replace(one, internal=one.name == field.name) for one in FIELDS)
        monkeypatch.setattr(findings, "FIELDS", fields)
        monkeypatch.setattr(finding_list, "FIELDS", fields)
        for way in (
            lambda f=field: finding_exporting.export(
                ledger.reader, shown, tmp_path / "表.xlsx", "表", keys=("number", f.name)
            ),
            lambda f=field: finding_exporting.export(
                ledger.reader, shown, tmp_path / "表.xlsx", "表", group_by=f.title
            ),
            lambda f=field: finding_list.column_keys([f.title]),
        ):
            with pytest.raises(KnownError) as told:
                way()
            assert told.value.kind == "internal"
        made = finding_exporting.export(ledger.reader, shown, tmp_path / "常用.xlsx", "表")
        cells = [cell.value for row in openpyxl.load_workbook(made.path).active.iter_rows() for cell in row]
        assert field.head not in cells
        assert field.name not in finding_list.paper_columns()
        assert field.name not in [one.name for one in grouping_fields()]
    assert not list(tmp_path.glob("表*.xlsx"))


def test_other_columns_are_named_where_one_is_not_known(ledger, office, own_book):
    with pytest.raises(KnownError) as told:
        exporting.outgoing(own_book, ("走访日期", "没有的栏"))
    assert "没有的栏" in str(told.value) and "走访日期" in str(told.value)
    assert [one.name for one in exporting.outgoing(own_book, ("编号", "人数", "seen_on"))] == ["people", "seen_on"]


def test_the_filters_of_other_fields_are_told_as_they_are():
    columns = {one.field: one for one in table_of(()).columns}
    how = Arrangement().with_filter("owner", ColumnFilter(frozenset({"甲"})))
    assert filters_told(columns, how.filters) == ["责任人：甲"]


@every
def test_the_columns_that_stay_inside_are_told_by_one_sentence(ledger, name):
    """Each once, in their order; nothing is said where every column may leave."""
    fields = books.book(ledger.reader, name).all_fields
    assert kept_inside([replace(one, internal=False) for one in fields]) == ""
    two = [replace(one, internal=place < 2) for place, one in enumerate(fields)]
    assert kept_inside([*two, *two]) == f"内部栏不导出、不打印：{fields[0].title}、{fields[1].title}。"

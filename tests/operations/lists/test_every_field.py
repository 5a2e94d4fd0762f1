"""W-3: a finding whose every field holds its own mark comes out in the right column of every output, and comes back from our own list."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from db import digest
from db.queries.findings import list_findings
from db.records import FindingCriteria
from desktop.ledgers.field import Holds
from desktop.ledgers.finding_words import FIELD_WORDS
from desktop.ledgers.findings import EDITABLE, FIELDS, finding_line, table_of
from desktop.ledgers.told import told_text
from desktop.operations import own_fields
from desktop.operations.importing import files
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.judgement import Options
from desktop.operations.lists import exporting, printing
from desktop.operations.lists.view import Filters, view
from desktop.operations.search import find
from tests.builders import EVERYONE, a_unit
from tests.every_field import TODAY, a_marked_finding, own_names


@pytest.fixture
def marked(ledger):
    finding_id, found = a_marked_finding(ledger)
    every = (*FIELDS, *own_fields.own_fields(ledger.reader))
    return ledger, finding_id, found, {field.name: field for field in every}


def line_of(ledger, finding_id):
    [row] = list_findings(ledger.reader, FindingCriteria(ids=(finding_id,)), TODAY)
    return finding_line(row, 1, TODAY)


def all_of(ledger):
    return view(ledger.reader, Filters(), TODAY)


def words(field, value):
    return "否" if field.holds is Holds.FLAG and not value else field.text(value)


def test_every_title_is_given_once(marked):
    """W-3"""
    _ledger, _id, _found, fields = marked
    titles = [field.title for field in fields.values()]

    assert sorted(set(titles)) == sorted(titles)


def test_every_mark_stands_in_its_own_column_of_the_grid(marked):
    """W-3"""
    ledger, finding_id, found, fields = marked
    line = line_of(ledger, finding_id)
    columns = {column.field: column for column in table_of(own_fields.own_fields(ledger.reader)).columns}

    assert columns.keys() == fields.keys()
    assert {name: columns[name].text(line).replace("—", "") for name in found} == {
        name: fields[name].text(value) for name, value in found.items()
    }


def test_every_mark_stands_under_its_own_head_in_the_workbook(marked, tmp_path):
    """W-3: all columns, not the 25 that a list by hand knew."""
    ledger, _id, found, fields = marked
    made = exporting.export(ledger.reader, all_of(ledger), tmp_path / "清单.xlsx", "台账", keys=tuple(fields))
    rows = list(openpyxl.load_workbook(made.path).active.iter_rows(values_only=True))
    at = next(place for place, row in enumerate(rows) if "编号" in row)
    cells = dict(zip(rows[at], rows[at + 1], strict=True))

    assert list(cells) == [field.head for field in fields.values()]
    for name, value in found.items():
        field, cell = fields[name], cells[fields[name].head]
        if field.holds is Holds.DATE:
            assert cell.date() == date.fromisoformat(value), name
        elif field.holds is Holds.MONEY:
            assert cell == pytest.approx(value / 10_000), name
        elif field.holds is Holds.INT:
            assert cell == value, name
        else:
            assert cell == words(field, value), name
    assert cells["整改措施"] == "1、印措施一\n2、印措施二"
    assert (cells["配合单位"], cells["最近进展"], cells["原表序号"]) == ("县财政局党组", "印最近进展", "印原序")


def test_every_mark_stands_in_its_own_column_on_paper(marked):
    """W-3"""
    from desktop.paper.finding_list import meeting_list, paper_columns
    from tests.paper.printed_lists import heading

    ledger, finding_id, found, fields = marked
    own = own_fields.own_fields(ledger.reader)
    keys = tuple(paper_columns(own))
    listed = meeting_list(printing.printed_records(all_of(ledger), keys, own), heading(), keys=keys, own=own)
    cells = dict(zip((column.title for column in listed.columns), listed.rows[0].cells, strict=True))
    line = line_of(ledger, finding_id)

    assert set(fields) <= set(keys)
    for name in found:
        assert cells[fields[name].head] == told_text(fields[name], line), name
        assert fields[name].text(found[name]) in cells[fields[name].head], name


def test_every_text_is_found_by_its_mark(marked):
    """W-3"""
    ledger, finding_id, found, fields = marked
    texts = [value for name, value in found.items() if fields[name].holds in (Holds.TEXT, Holds.LONG)]

    assert {text: find(ledger.reader, text) for text in texts} == dict.fromkeys(texts, (finding_id,))


def test_every_mark_is_in_the_dump_under_its_name(marked):
    """W-3"""
    ledger, _id, found, _fields = marked
    import json

    [told] = [row for table, row in map(json.loads, digest.content_lines(ledger.reader)) if table == "finding"]
    stored = {**told, **json.loads(told["own"])}

    assert {name: stored.get(name, 0) for name in found} == found


def test_the_history_has_a_word_for_every_field_that_can_change(marked):
    """W-3"""
    _ledger, _id, _found, fields = marked

    assert {name: FIELD_WORDS[name] for name in EDITABLE} == {name: fields[name].title for name in EDITABLE}


def test_our_own_list_comes_back_without_the_loss_of_a_field(marked, tmp_path, other_ledger):
    """W-3, export → import: county leader, people, levels three and four, own fields, co-units, flags, both due dates."""
    ledger, finding_id, found, fields = marked
    made = exporting.export(ledger.reader, all_of(ledger), tmp_path / "清单.xlsx", "台账", keys=tuple(fields))
    names = own_names(other_ledger)
    for unit in ("县民政局党组", "县财政局党组"):
        a_unit(other_ledger, unit)
    taken = files.take(
        other_ledger,
        EVERYONE,
        Wanted(made.path),
        Options(round_name="新轮", feedback_on="2026-03-18", accept_faults=True),
    )
    assert taken.done, taken.complaint

    [row] = all_of(other_ledger).rows
    back, first = finding_line(row, 1, TODAY), line_of(ledger, finding_id)
    came = {title: getattr(back, name) for title, name in names.items()}

    plain = [name for name in found if not fields[name].own]
    assert {name: getattr(back, name) for name in plain} == {name: getattr(first, name) for name in plain}
    assert came == {field.title: found[field.name] for field in fields.values() if field.own}
    for name in ("claim", "claim_on", "last_text", "last_on", "measure_list", "co_units", "serial", "due", "other"):
        assert getattr(back, name) == getattr(first, name), name


@pytest.fixture
def other_ledger(tmp_path, clock, empty_folder):
    import shutil

    from db.store import open_ledger

    folder = tmp_path / "other.ledger"
    shutil.copytree(empty_folder, folder)
    opened = open_ledger(folder, None, clock)
    yield opened
    opened.close()

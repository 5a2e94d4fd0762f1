"""A6: 内部 own fields hold planted marks; every kind of file that leaves is unpacked and scanned, and none of the marks is in it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from desktop.errors import KnownError
from desktop.ledgers.field import Holds
from desktop.ledgers.finding_draft import FindingDraft
from desktop.ledgers.findings import grouping_fields
from desktop.operations import findings, own_fields, undo
from desktop.operations.lists import exporting, printing
from desktop.operations.lists.printing import Plan
from desktop.operations.lists.view import Filters, view
from desktop.operations.papers import catalogue
from desktop.operations.return_book import sending
from tests.builders import EVERYONE, a_round, a_unit

TODAY = "2026-06-05"
KINDS = (Holds.TEXT, Holds.LONG)
MARKS = tuple(f"举报人暗记{number:02d}号" for number in range(50))


@pytest.fixture
def planted(ledger):
    """Fifty marks in fifty 内部 fields of one finding."""
    names = {}
    for place, mark in enumerate(MARKS):
        name, _changes = own_fields.add(ledger, EVERYONE, f"密{place:02d}", KINDS[place % 2], internal=True)
        names[name] = mark
    round_id, unit_id = a_round(ledger), a_unit(ledger)
    findings.add(ledger, EVERYONE, FindingDraft(round_id, unit_id, text="党费收缴不及时", own=names))
    return ledger, round_id, unit_id


def said_in(path: Path) -> str:
    """All that a file says, its parts inflated, beside its name."""
    texts = [path.name]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as parts:
            texts += [f"{name}{parts.read(name).decode('utf-8', 'replace')}" for name in parts.namelist()]
    return "".join(texts)


def free_of_marks(text: str) -> bool:
    return not any(mark in text for mark in MARKS)


def test_no_mark_leaves_in_a_workbook_a_print_or_a_return_workbook(planted, tmp_path):
    """A6"""
    ledger, round_id, unit_id = planted
    shown = view(ledger.reader, Filters(), TODAY)
    exporting.export(ledger.reader, shown, tmp_path / "清单.xlsx", "清单")
    sending.send(ledger, EVERYONE, round_id, [unit_id], tmp_path)
    pages = printing.layout(ledger.reader, shown, Plan("清单", "A3"), TODAY)
    written = list(tmp_path.glob("*.xlsx"))

    assert len(written) == 2 and all(free_of_marks(said_in(path)) for path in written)
    assert free_of_marks("".join(cell for row in pages.printed.rows for cell in row.cells))


def test_a_field_that_stays_inside_is_refused_by_name_in_every_list(planted, tmp_path):
    """A6"""
    ledger, _round, _unit = planted
    shown = view(ledger.reader, Filters(), TODAY)
    for field in own_fields.own_fields(ledger.reader):
        for way in (
            lambda f=field: exporting.export(ledger.reader, shown, tmp_path / "表.xlsx", "表", keys=(f.name,)),
            lambda f=field: exporting.export(ledger.reader, shown, tmp_path / "表.xlsx", "表", group_by=f.name),
            lambda f=field: printing.layout(ledger.reader, shown, Plan("清单", columns=(f.name,)), TODAY),
        ):
            with pytest.raises(KnownError) as refused:
                way()
            assert refused.value.kind == "internal"
    assert not list(tmp_path.glob("表*.xlsx"))


def test_no_paper_and_no_table_of_figures_has_a_word_for_it(planted):
    """A6"""
    ledger, _round, _unit = planted
    inside = {field.name for field in own_fields.own_fields(ledger.reader)}

    open_name, _changes = own_fields.add(ledger, EVERYONE, "包案领导", Holds.TEXT)
    told = {word.identifier for kind in catalogue.recipes(ledger.reader) for word in kind.office_words}
    assert open_name in told and not inside & told
    assert not inside & {field.name for field in grouping_fields(own_fields.own_fields(ledger.reader))}


def test_that_a_field_may_leave_from_now_on_is_told_in_the_log_and_can_be_taken_back(ledger):
    """A6"""
    name, _changes = own_fields.add(ledger, EVERYONE, "来信人", Holds.TEXT, internal=True)
    changes = own_fields.edit(ledger, EVERYONE, name, "来信人", internal=False)
    assert not own_fields.own_fields(ledger.reader)[0].internal
    assert "不再是内部" in str(ledger.reader.value("select title from action where id = ?", (changes.action_id,)))

    undo.undo(ledger, EVERYONE)
    assert own_fields.own_fields(ledger.reader)[0].internal
    own_fields.edit(ledger, EVERYONE, name, "写信人")
    assert own_fields.own_fields(ledger.reader)[0].internal


def test_a_field_that_was_inside_comes_back_inside(ledger):
    """A6"""
    name, _changes = own_fields.add(ledger, EVERYONE, "来信人", Holds.TEXT, internal=True)
    own_fields.remove(ledger, EVERYONE, name)
    own_fields.add(ledger, EVERYONE, "来信人", Holds.TEXT)

    assert own_fields.own_fields(ledger.reader)[0].internal

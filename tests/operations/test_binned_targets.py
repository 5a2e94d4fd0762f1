"""No living row comes to name one in the recycle bin, whatever the way in (the door judges); what named it before stays as it is."""

from datetime import datetime

import pytest

from db.queries import history
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.chases import CHASES
from desktop.ledgers.field import LINKS, SEVERAL
from desktop.operations import attributes, findings, recycle, rounds, undo, units
from desktop.operations.change import change
from desktop.operations.findings import FindingDraft
from desktop.operations.records import verbs
from desktop.rules.permissions import Action
from tests import conflicting_steps, exchanged
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.operations.records.test_verbs import sample

SAID = "“单位”写的是 县乙局党组，它在回收站中（在“系统—操作日志”中撤销移入的那一步即取回）。请先取回，或另选一个。"


@pytest.fixture
def office(ledger):
    """A finding of one unit, and another unit in the bin."""
    a_finding(ledger)
    unit = a_unit(ledger, "县乙局党组")
    units.remove(ledger, EVERYONE, unit)
    return ledger, unit


def refused(deed, said=SAID):
    with pytest.raises(KnownError) as error:
        deed()
    assert error.value.kind == "names_removed" and said in str(error.value)


def test_a_new_finding_of_a_unit_in_the_bin_is_refused_and_nothing_is_written(office):
    ledger, unit = office
    before = history.last_action(ledger.reader)
    refused(lambda: findings.add(ledger, EVERYONE, FindingDraft(1, unit, "问题")))
    assert history.last_action(ledger.reader) == before


def test_it_shares_no_finding_nor_is_placed_in_a_round_nor_is_a_record_entered_on_it(office):
    ledger, unit = office
    today = ledger.today()
    refused(lambda: findings.set_co_units(ledger, EVERYONE, 1, [unit]))
    refused(lambda: rounds.place_units(ledger, EVERYONE, 1, [unit]))
    refused(lambda: verbs.add(ledger, EVERYONE, CHASES, {"unit": unit, "round": 1, "on": today, "person": "某"}))


def test_what_named_it_before_it_went_there_may_be_edited_and_undoing_does_not_lead_back_to_it(ledger):
    a_finding(ledger)
    was = ledger.reader.value("select unit_id from finding")
    other = a_unit(ledger, "县乙局党组")
    moved = attributes.reclassify(ledger, EVERYONE, 1, {"unit_id": other}, ledger.today(), "会议决定")
    in_the_bin(ledger, "unit", was)
    refused(lambda: undo.undo(ledger, EVERYONE, moved.action_id), "它在回收站中")
    in_the_bin(ledger, "unit", other)
    findings.edit(ledger, EVERYONE, [1], {"owner": "甲"})


def test_what_comes_out_of_the_bin_is_judged_as_what_is_new(ledger):
    a_round(ledger)
    unit = a_unit(ledger, "县乙局党组")
    finding = a_finding(ledger, 1, unit)
    chase = verbs.add(ledger, EVERYONE, CHASES, {"unit": unit, "round": 1, "on": ledger.today(), "person": "某"})[0].id
    findings.remove(ledger, EVERYONE, [finding], "误录")
    removed = verbs.remove(ledger, EVERYONE, CHASES, [chase], "误录")
    gone = units.remove(ledger, EVERYONE, unit)
    refused(lambda: recycle.take_out(ledger, EVERYONE, [finding]))
    refused(lambda: verbs.restore(ledger, EVERYONE, CHASES, [chase]))
    refused(lambda: undo.undo(ledger, EVERYONE, removed.action_id))
    undo.undo(ledger, EVERYONE, gone.action_id)
    recycle.take_out(ledger, EVERYONE, [finding])


def test_the_log_of_an_action_is_read_once_however_many_of_its_rows_name_the_bin(ledger, monkeypatch):
    a_finding(ledger)
    unit = a_unit(ledger, "县乙局党组")
    in_the_bin(ledger, "unit", unit)
    asked, read = [], history.log_of_action
    monkeypatch.setattr(history, "log_of_action", lambda *about: asked.append(about) or read(*about))
    with pytest.raises(KnownError) as error, change(ledger, EVERYONE, Action.ADD_FINDING, "批量") as changes:
        for name in range(5):
            changes.writer.insert("unit_alias", {"unit_id": unit, "alias": f"别名{name}"})
    assert "它在回收站中" in str(error.value) and len(asked) <= 2


def in_the_bin(ledger, table, row):
    with change(ledger, EVERYONE, Action.REMOVE, "移入回收站") as changes:
        changes.writer.update(table, row, {"removed_in": changes.action_id})


@pytest.mark.acceptance
@pytest.mark.parametrize("name", [one.name for one in books.declared()])
def test_no_link_of_any_book_is_led_to_a_row_in_the_bin(tmp_path, name):
    """Walks every field that names another row; the right of the deed is that of the door, so the row is written under it."""
    copy, *_rest = exchanged.copies(tmp_path, f"binned {name}", "甲乙", shared=0, began=datetime(2026, 6, 5, 9))
    ledger, register = copy.ledger, books.as_declared(name)
    given = conflicting_steps._office(ledger)
    record = verbs.add(ledger, EVERYONE, register, sample(register, given))[0].id
    gone = {
        "unit": a_unit(ledger, "县丙局党组"),
        "round": a_round(ledger, "第九轮"),
        "finding": a_finding(ledger, given["round"], given["unit"]),
    }
    for field in register.fields:
        if field.holds not in LINKS or (field.target not in gone and not books.is_declared(field.target)):
            continue
        if field.target not in gone:
            other = books.as_declared(field.target)
            gone[field.target] = verbs.add(ledger, EVERYONE, other, sample(other, given))[0].id
    for table, row in gone.items():
        if table == name and row == record:
            continue
        in_the_bin(ledger, table, row)
    for field in register.fields:
        if field.holds in LINKS and field.target in gone and field.plain:
            if field.past:
                lead(ledger, register, record, field, gone[field.target])
                continue
            refused(lambda field=field: lead(ledger, register, record, field, gone[field.target]), "它在回收站中")


def lead(ledger, register, record, field, target):
    with change(ledger, EVERYONE, Action.EDIT_RECORD, "试") as changes:
        value = (target,) if field.holds in SEVERAL else target
        if field.holds in SEVERAL:
            verbs.hang(ledger, changes, register, record, {field.name: value})
        else:
            changes.writer.update(register.name, record, verbs._row(register, {field.name: value}))

"""The two digests: what moves them and what does not."""

import pytest

from db import digest
from desktop.operations import findings, rounds, undo, units
from desktop.operations.change import change
from desktop.operations.findings import FindingDraft
from desktop.operations.units import UnitDraft
from desktop.rules.permissions import Action


@pytest.fixture
def county(ledger, manager):
    (unit_id,), _ = units.add(ledger, manager, [UnitDraft("县教育局党组", aliases=["教育局"])])
    round_id, _ = rounds.add(ledger, manager, "十五届县委第六轮（常规）")
    return round_id, unit_id


def enter(ledger, actor, county, text):
    return findings.add(ledger, actor, FindingDraft(*county, text))[0]


def test_every_entry_moves_both_digests_and_undo_brings_the_content_back(ledger, clerk, county):
    before = digest.content_digest(ledger.reader), digest.file_digest(ledger.reader)
    enter(ledger, clerk, county, "未专题研究意识形态工作")
    during = digest.content_digest(ledger.reader), digest.file_digest(ledger.reader)
    assert before[0] != during[0]
    assert before[1] != during[1]
    undo.undo(ledger, clerk)
    assert digest.content_digest(ledger.reader) == before[0]
    assert digest.file_digest(ledger.reader) not in (before[1], during[1])


def test_undo_and_redo_give_the_digests_of_before(ledger, clerk, county):
    finding = enter(ledger, clerk, county, "三公经费超支")
    before = digest.content_digest(ledger.reader)
    findings.edit(ledger, clerk, [finding], {"owner": "刘志远", "amount_yuan": 120000})
    after = digest.content_digest(ledger.reader)
    undo.undo(ledger, clerk)
    assert digest.content_digest(ledger.reader) == before
    undo.redo(ledger, clerk)
    assert digest.content_digest(ledger.reader) == after


def test_log_counters_settings_and_unfinished_entries_are_no_content(ledger, clerk, county):
    before = digest.content_digest(ledger.reader)
    with change(ledger, clerk, Action.EDIT_UNIT, "设置") as changes:
        changes.writer.insert("setting", {"name": "office", "value": "县委巡察办"})
        changes.writer.insert("draft", {"user_name": "李建国", "place": "x", "content": "半句"})
        changes.writer.next_number("anything")
    assert digest.content_digest(ledger.reader) == before


def test_ids_do_not_count_natural_keys_do(tmp_path, clock, empty_folder, clerk, manager):
    from db.store import open_ledger
    from tests.db.test_store_copies import copy_of

    one, other = (open_ledger(copy_of(empty_folder, tmp_path / name), None, clock) for name in ("a", "b"))
    for name in ("县民政局党组", "县教育局党组"):
        units.add(one, manager, [UnitDraft(name, sort=1)])
    for name in ("县教育局党组", "县民政局党组"):
        units.add(other, manager, [UnitDraft(name, sort=1)])
    assert digest.content_digest(one.reader) == digest.content_digest(other.reader)
    units.add_alias(other, manager, 1, "教育局")
    assert digest.content_digest(one.reader) != digest.content_digest(other.reader)
    one.close()
    other.close()


def test_every_table_is_either_content_or_named_as_none(ledger):
    none = {
        "action", "change_log", "setting", "counter", "user", "draft", "retraction", "import_row", "column_mapping",
        "pool_file", "export_record", "copy_record", "backup_record", "drill_record", "round_date_event", "undo_spared",
        "login_record", "purge_record", "kept_import", "print_layout",
        "paper_number",  # what it says stands in letter.number
    }  # fmt: skip
    none |= {"record_retraction", "receipt", "row_origin", "signing_key", "known_sender"}
    content = {*digest.NATURAL_KEYS, *digest.book_tables(ledger.reader), *digest.OF_RECORDS}
    assert set(digest.all_tables(ledger.reader)) == content | none


def test_a_new_column_at_its_default_does_not_move_the_content_digest(ledger, clerk, county):
    enter(ledger, clerk, county, "问题")
    before = digest.content_digest(ledger.reader)
    ledger.writer._connection.execute("alter table finding add column shade text not null default '灰'")
    assert digest.content_digest(ledger.reader) == before


def test_a_row_of_the_recycle_bin_takes_its_belongings_along(ledger, clerk, manager, county):
    enter(ledger, clerk, county, "留下的问题")
    before = digest.content_digest(ledger.reader)
    finding = enter(ledger, clerk, county, "问题")
    with change(ledger, clerk, Action.ADD_EVIDENCE, "佐证") as changes:
        changes.writer.insert("evidence", {"finding_id": finding, "title": "纪要", "paper": "卷3"})
    findings.remove(ledger, manager, [finding])
    assert digest.content_digest(ledger.reader) == before


def test_the_parts_of_records_are_all_tables_that_name_a_record_and_have_a_bin(ledger):
    columns = {
        table: set(ledger.reader.column("select name from pragma_table_info(?)", (table,)))
        for table in digest.all_tables(ledger.reader)
    }
    hanging = {table for table, names in columns.items() if {"register", "record_id", "removed_in"} <= names}

    assert hanging == set(digest.PARTS_OF_RECORDS)

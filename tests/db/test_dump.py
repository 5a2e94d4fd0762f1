"""Every table is decided: it leaves, or it stays for a reason; and a row of work in any table makes a ledger one that holds something."""

import pytest

from db import dump, dump_back
from db.digest import NATURAL_KEYS, OF_RECORDS, all_tables, book_tables
from db.triggers import APPEND_ONLY


@pytest.fixture(scope="module")
def schema():
    made = dump_back.rehearsal()
    yield made
    made.close()


def test_every_table_is_decided_once(ledger, own_book):
    """X8: also one of a book that is declared elsewhere."""
    reader = ledger.reader
    parts = [set(NATURAL_KEYS), set(OF_RECORDS), set(book_tables(reader)), set(dump.ALONG), set(dump.STAYS)]

    assert sum(map(len, parts)) == len(set().union(*parts))
    assert set().union(*parts) == set(all_tables(reader))
    assert set(dump.tables(reader)) | set(dump.STAYS) == set(all_tables(reader))
    assert all(dump.STAYS.values()) and set(dump.STAYS) >= dump.IN_PART


def test_what_can_give_way_has_a_recycle_bin_or_a_name(schema):
    for table in dump.SET_UP:
        assert table in dump.tables(schema) and table not in APPEND_ONLY, table
        assert {"removed_in", "name"} & set(dump.columns(schema, table)), table


def test_a_new_ledger_is_empty(ledger):
    assert dump.is_empty(ledger.reader)


def test_one_row_in_any_other_table_is_work(schema):
    """Every table that leaves, the append-only ones among them: no list is to be remembered."""
    schema._connection.execute("pragma ignore_check_constraints = on")
    schema._connection.execute("pragma foreign_keys = off")
    for table in dump.tables(schema):
        try:
            with schema.transaction():
                schema.begin_action({"recorded_at": "2026-06-05T09:00:00", "user_name": "", "kind": "", "title": ""})
                needed = {name: column for name, column in dump.shape(schema, table).items() if column.needed}
                schema.insert(table, {name: 1 if column.holds is int else "一" for name, column in needed.items()})
                assert dump.is_empty(schema) == (table in dump.SET_UP), table
                raise KeyboardInterrupt  # nothing of it stays
        except KeyboardInterrupt:
            assert dump.is_empty(schema), table


def test_the_append_only_tables_are_work_or_stay():
    assert not APPEND_ONLY & dump.SET_UP

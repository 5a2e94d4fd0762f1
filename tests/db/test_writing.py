"""The ledger writes only inside an action, logs every change in a chain, and is closed to other tools (A3)."""

import shutil
import sqlite3
from datetime import datetime

import pytest

import db.writer
from db import triggers
from db.driver import DatabaseError, IntegrityError
from db.store import NewerLedger, NotALedger, WrongKey, create_ledger, open_for_reading, open_ledger

STAMP = {"recorded_at": "2026-06-05T09:00:00", "user_name": "王敏", "kind": "k", "title": "试"}


def now():
    return datetime(2026, 6, 5, 9)


def in_action(ledger, work):
    with ledger.writer.transaction():
        ledger.writer.begin_action(STAMP)
        return work(ledger.writer)


def test_every_table_has_its_three_triggers(ledger):
    tables = triggers.tables(ledger.writer._connection)

    count = ledger.reader.value("select count(*) from sqlite_master where type = 'trigger'")

    assert count == 3 * len(tables)
    assert triggers.missing(ledger.writer._connection) == ()


def test_nothing_is_written_outside_an_action(ledger):
    with pytest.raises(IntegrityError, match="needs an action"), ledger.writer.transaction():
        ledger.writer.insert("unit", {"short": "县民政局"})

    assert ledger.reader.value("select count(*) from unit") == 0


def test_an_insert_an_update_and_their_order_stand_in_the_log(ledger):
    unit_id = in_action(ledger, lambda writer: writer.insert("unit", {"short": "甲"}))
    in_action(ledger, lambda writer: writer.update("unit", unit_id, {"short": "乙"}))

    log = ledger.reader.tuples("select verb, before, after from change_log where table_name = 'unit' order by seq")

    assert [row[0] for row in log] == ["insert", "update"]
    assert log[1][1:] == ('{"short":"甲"}', '{"short":"乙"}')


def test_rows_that_are_added_together_are_logged_and_told_each_like_those_added_alone(ledger):
    def work(writer):
        first = writer.insert("unit", {"short": "甲", "note": ""})
        writer.insert_all("unit", [{"short": "乙", "note": "县乙局"}, {"note": "县丙局", "short": "丙"}])
        writer.insert_all("unit", [])
        return first, writer.touched["unit"]

    first, touched = in_action(ledger, work)

    assert touched == {first, first + 1, first + 2}
    assert [*ledger.reader.tuples("select short, note from unit order by id")] == [
        ("甲", ""),
        ("乙", "县乙局"),
        ("丙", "县丙局"),
    ]
    assert ledger.reader.value("select count(*) from change_log where table_name = 'unit' and verb = 'insert'") == 3


def _played(writer):
    """Every verb, another action's row, and a row that is refused on the way."""
    first = writer.insert("unit", {"short": "甲", "note": "“引号”\n与换行"})
    writer.insert_all("unit", [{"short": "乙", "note": ""}, {"short": "丙", "note": "县丙局"}])
    writer.update("unit", first, {"short": "丁"})
    with pytest.raises(IntegrityError):
        writer.insert_all("unit_name", [{"unit_id": first, "name": "甲"}, {"unit_id": 999, "name": "无"}])
    with writer.under(1):
        writer.insert("setting", {"name": "a", "value": "b"})
    writer.insert("draft", {"user_name": "王敏", "place": "处", "content": "{}"})
    writer.delete_draft("王敏", "处")


LOG = "select * from change_log order by seq"


def test_bulk_work_writes_the_very_entries_and_the_very_chain_that_each_row_would_write(ledger, empty_folder, tmp_path):
    shutil.copytree(empty_folder, tmp_path / "another.ledger")
    other = open_ledger(tmp_path / "another.ledger", None, now)
    begun = ledger.reader.tuples(LOG)

    def in_bulk(writer):
        with writer.in_bulk():
            _played(writer)

    in_action(ledger, _played)
    in_action(other, in_bulk)

    assert other.reader.tuples(LOG) == ledger.reader.tuples(LOG) and len(ledger.reader.tuples(LOG)) > len(begun) + 7
    other.close()


def test_who_asks_the_log_amid_bulk_work_is_told_of_the_rows_before(ledger):
    def work(writer):
        with writer.in_bulk():
            for number in range(3):
                writer.insert("unit", {"short": f"甲{number}"})
                yield writer.value("select count(*) from change_log where table_name = 'unit'")

    assert in_action(ledger, lambda writer: [*work(writer)]) == [1, 2, 3]


def test_bulk_work_holds_back_no_more_entries_than_fit_and_the_chain_is_the_same(
    ledger, empty_folder, tmp_path, monkeypatch
):
    shutil.copytree(empty_folder, tmp_path / "another.ledger")
    other = open_ledger(tmp_path / "another.ledger", None, now)
    monkeypatch.setattr("db.writer.MOST_WAITING", 2)

    def in_bulk(writer):
        with writer.in_bulk():
            _played(writer)
            assert len(writer._context.waiting) <= 2

    in_action(ledger, _played)
    in_action(other, in_bulk)

    assert other.reader.tuples(LOG) == ledger.reader.tuples(LOG)
    assert other.writer.touched == ledger.writer.touched
    other.close()


def test_a_fault_amid_bulk_work_that_is_outlived_leaves_no_row_without_its_entry(ledger):
    def work(writer):
        with pytest.raises(RuntimeError), writer.in_bulk():
            writer.insert("unit", {"short": "甲"})
            raise RuntimeError("in the middle")
        writer.insert("unit", {"short": "乙"})

    in_action(ledger, work)

    log = ledger.reader.column("select after ->> 'short' from change_log where table_name = 'unit' order by seq")
    assert log == ledger.reader.column("select short from unit order by id") == ("甲", "乙")


def test_bulk_work_whose_action_the_disk_took_back_writes_nothing(ledger):
    before = ledger.reader.tuples(LOG)

    def work(writer):
        with writer.in_bulk():
            writer.insert("unit", {"short": "甲"})
            writer._connection.execute("rollback")  # as SQLite itself does on a full disk
            raise DatabaseError("database or disk is full")

    with pytest.raises(DatabaseError, match="full"):
        in_action(ledger, work)

    assert ledger.reader.tuples(LOG) == before


def test_bulk_work_outside_an_action_is_refused(ledger):
    with pytest.raises(IntegrityError, match="needs an action"), ledger.writer.transaction(), ledger.writer.in_bulk():
        ledger.writer.insert("unit", {"short": "甲"})

    assert ledger.reader.value("select count(*) from unit") == 0


def test_each_entry_of_the_log_hangs_on_the_one_before(ledger):
    in_action(ledger, lambda writer: writer.insert("unit", {"short": "甲"}))

    log = ledger.reader.tuples(
        "select seq, action_id, table_name, row_id, verb, before, after, hash from change_log order by seq"
    )

    for earlier, later in zip(log, log[1:], strict=False):
        assert later[-1] == triggers.entry_hash(earlier[-1], *later[:-1])


@pytest.mark.parametrize("table", ["finding_event", "change_log", "action", "retraction"])
def test_what_is_append_only_refuses_changes(ledger, table):
    in_action(ledger, lambda writer: writer.insert("setting", {"name": "a", "value": "b"}))
    row = ledger.reader.value(f"select count(*) from [{table}]")

    if row:
        with pytest.raises(IntegrityError, match="append only"), ledger.writer.transaction():
            ledger.writer._connection.execute(f"delete from [{table}]")
    assert f"{table}_delete" in triggers.wanted(ledger.writer._connection, table)


def test_business_rows_cannot_be_deleted_only_drafts_can(ledger):
    in_action(ledger, lambda writer: writer.insert("unit", {"short": "甲"}))

    with pytest.raises(IntegrityError, match="append only"), ledger.writer.transaction():
        ledger.writer._connection.execute("delete from unit")


def test_a_failing_action_leaves_nothing_behind(ledger):
    def half(writer):
        writer.insert("unit", {"short": "甲"})
        raise RuntimeError("in the middle")

    before = ledger.reader.value("select count(*) from change_log")
    with pytest.raises(RuntimeError):
        in_action(ledger, half)

    assert ledger.reader.value("select count(*) from unit") == 0
    assert ledger.reader.value("select count(*) from change_log") == before


def test_other_tools_cannot_write_the_file_even_when_it_is_plain(ledger):
    ledger.close()

    with (
        sqlite3.connect(ledger.folder / "ledger.db") as foreign,
        pytest.raises(sqlite3.OperationalError, match="no such function"),
    ):
        foreign.execute("insert into unit (short) values ('外人')")


def test_a_counter_never_gives_a_number_twice(ledger):
    first = in_action(ledger, lambda writer: writer.next_number("x"))
    in_action(ledger, lambda writer: writer.raise_counter("x", 9))

    assert (first, in_action(ledger, lambda writer: writer.next_number("x"))) == (1, 10)


def test_an_encrypted_ledger_opens_with_its_key_alone(tmp_path):
    create_ledger(tmp_path / "a.ledger", b"k" * 32, now).close()

    with pytest.raises(WrongKey):
        open_ledger(tmp_path / "a.ledger", b"x" * 32, now)
    opened = open_for_reading(tmp_path / "a.ledger", b"k" * 32, now)
    assert opened.reader.value("select count(*) from change_log") == 1
    opened.close()


def test_reading_cannot_write(tmp_path):
    create_ledger(tmp_path / "a.ledger", None, now).close()
    opened = open_for_reading(tmp_path / "a.ledger", None, now)

    with pytest.raises(DatabaseError):
        opened.reader._connection.execute("delete from draft")
    with pytest.raises(PermissionError):
        opened.writing()
    opened.close()


def test_a_ledger_of_a_later_version_is_refused(ledger, clock):
    with ledger.writer.transaction():
        ledger.writer._connection.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) values ('ledger', 'm9999_later', 'x')"
        )
    ledger.close()

    with pytest.raises(NewerLedger, match="m9999_later"):
        open_ledger(ledger.folder, None, clock)


def test_a_folder_that_holds_no_ledger_is_told_as_such(tmp_path):
    with pytest.raises(NotALedger):
        open_for_reading(tmp_path, None, now)


def test_triggers_that_were_dropped_are_put_back_at_the_next_open(ledger, clock):
    ledger.writer._connection.execute("drop trigger unit_insert")
    assert triggers.missing(ledger.writer._connection) == ("unit_insert",)
    ledger.close()

    reopened = open_ledger(ledger.folder, None, clock)

    assert triggers.missing(reopened.writer._connection) == ()
    reopened.close()


def test_bulk_work_without_a_rest_keeps_the_write_ahead_log_small_also_after_a_reader_held_it_back(
    ledger, clock, monkeypatch
):
    monkeypatch.setattr(db.writer, "LOG_LIMIT", 100_000)
    monkeypatch.setattr(db.writer.time, "sleep", lambda _seconds: None)
    ledger.writer._log_bound = db.writer.LOG_LIMIT
    log = ledger.folder / "ledger.db-wal"
    tries, checkpoint = [], ledger.writer.checkpoint
    monkeypatch.setattr(ledger.writer, "checkpoint", lambda: tries.append(log.stat().st_size) or checkpoint())

    def actions(count):
        return [largest_after(ledger, log, "长" * 3000) for _number in range(count)]

    free = actions(60)
    assert len(tries) >= 2 and max(free) < 200_000

    held = open_for_reading(ledger.folder, None, clock)
    held.reader._connection.execute("begin")
    held.reader.value("select count(*) from phrase")
    del tries[:]
    actions(60)
    assert (
        2 <= len(tries) <= 1 + tries[-1] // 100_000
    )  # once for each limit that the log has grown by, not once an action
    held.reader._connection.execute("rollback")
    held.close()

    actions(30)
    assert log.stat().st_size < 200_000


def test_a_log_that_a_rest_emptied_is_kept_as_small_as_before_it_was_held_back(ledger, clock, monkeypatch):
    monkeypatch.setattr(db.writer, "LOG_LIMIT", 100_000)
    monkeypatch.setattr(db.writer.time, "sleep", lambda _seconds: None)
    ledger.writer._log_bound = db.writer.LOG_LIMIT
    log = ledger.folder / "ledger.db-wal"
    held = open_for_reading(ledger.folder, None, clock)
    held.reader._connection.execute("begin")
    held.reader.value("select count(*) from phrase")
    grown = max(largest_after(ledger, log, "长" * 3000) for _number in range(60))
    held.reader._connection.execute("rollback")
    held.close()
    assert grown > 300_000 and ledger.writer.checkpoint()

    assert max(largest_after(ledger, log, "长" * 3000) for _number in range(60)) < 200_000


def largest_after(ledger, log, text):
    in_action(ledger, lambda writer: writer.insert("phrase", {"kind": "要求", "text": text}))
    return log.stat().st_size

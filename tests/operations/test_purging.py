"""The words of the recycle bin go after two years, the proof stays (ledger.md §3)."""

from datetime import date

import pytest

from db import audit
from db.driver import DatabaseError
from desktop.errors import Forbidden, KnownError
from desktop.operations import findings, maintenance, purging, recycle, undo, users
from desktop.operations.change import change
from desktop.rules.permissions import Action, Right
from tests import every_field
from tests.builders import EVERYONE, a_finding, claimed

SECRET_WORDS = "党费收缴不及时，欠缴3个月"


@pytest.fixture
def office(ledger, manager):
    for name in (manager.name, "王敏", "赵录入"):
        rights = [Right.ENTER] if name == "赵录入" else [Right.ENTER, Right.REVIEW]
        users.add(ledger, manager, name, rights)
    old = claimed(ledger, a_finding(ledger, text=SECRET_WORDS, measures_=2, responsible_leader="张某某"))
    kept = a_finding(ledger, text="留下的问题")
    findings.remove(ledger, manager, [old], "录错")
    return ledger, old, kept


def purge(ledger, manager, on="2028-06-30", second="王敏", reason="满两年"):
    return purging.empty_bin(ledger, manager, date.fromisoformat(on), second=second, passphrase="", reason=reason)


def everything(ledger):
    """All that the file says, as text."""
    return "".join(
        str(ledger.writer.tuples(f"select * from [{table}]")) for table in audit.digest.all_tables(ledger.writer)
    )


def test_what_is_old_enough_loses_its_words_and_the_log_still_proves_itself(office, manager, clock):
    ledger, old, kept = office
    assert SECRET_WORDS in everything(ledger)
    clock.set("2028-06-30T09:00:00")
    purge(ledger, manager)
    assert SECRET_WORDS not in everything(ledger)
    assert "张某某" not in everything(ledger)
    read = audit.read_log(ledger.reader)
    assert (read.broken_at, list(audit.rows_against_log(ledger.reader, read))) == (None, [])
    assert ledger.reader.value("select text from finding where id = ?", (kept,)) == "留下的问题"
    assert ledger.reader.value("select number from finding where id = ?", (old,))
    assert SECRET_WORDS.encode() not in (ledger.folder / "ledger.db").read_bytes()


def test_a_row_changed_past_the_program_after_a_purge_is_found(office, manager, clock):
    ledger, old, _ = office
    clock.set("2028-06-30T09:00:00")
    purge(ledger, manager)
    ledger.writer._connection.execute("drop trigger finding_update")
    ledger.writer._connection.execute("update finding set amount_yuan = 1 where id = ?", (old,))
    read = audit.read_log(ledger.reader)
    assert [fault.fields for fault in audit.rows_against_log(ledger.reader, read)] == [("amount_yuan",)]


def test_nothing_younger_than_two_years_is_touched(office, manager):
    ledger, _, _ = office
    assert purging.purgeable(ledger, date(2028, 6, 5)).is_empty
    with pytest.raises(KnownError, match="没有放满 2 年"):
        purge(ledger, manager, on="2028-06-05")
    assert purging.purgeable(ledger, date(2028, 6, 6)).sentence() == "问题 1 条、措施 2 条、进展 4 条"


def test_two_people_are_needed_a_right_and_a_reason(office, manager, reviewer):
    ledger, _, _ = office
    with pytest.raises(Forbidden, match="管理"):
        purge(ledger, reviewer)
    for second, words in (
        (manager.name, "两人同办"),
        ("无此人", "两人同办"),
        ("命令行", "两人同办"),
        ("赵录入", "审核"),
    ):
        with pytest.raises(Forbidden, match=words):
            purge(ledger, manager, second=second)
    with pytest.raises(KnownError, match="依据"):
        purge(ledger, manager, reason=" ")


def test_a_purge_is_logged_and_final(office, manager, clock):
    ledger, old, _ = office
    clock.set("2028-06-30T09:00:00")
    done = purge(ledger, manager)
    assert "同办：王敏" in done.title
    with pytest.raises(KnownError):
        undo.undo(ledger, manager, done.action_id)
    with pytest.raises(KnownError, match="已经清除"):
        recycle.take_out(ledger, manager, [old])
    assert purging.purgeable(ledger, date(2030, 1, 1)).is_empty


def test_outside_a_purge_neither_the_log_nor_append_only_rows_can_be_emptied(office, manager):
    ledger, _, _ = office
    with pytest.raises(DatabaseError), change(ledger, manager, Action.EDIT_OFFICE, "偷清") as changes:
        changes.writer.empty_entries("finding", 1)
    with pytest.raises(DatabaseError), change(ledger, manager, Action.EDIT_OFFICE, "偷清") as changes:
        changes.writer.update("finding_event", 1, {"text": ""})
    with (
        pytest.raises(DatabaseError),
        change(ledger, manager, Action.EDIT_OFFICE, "偷改") as changes,
        changes.writer.purging(),
    ):
        changes.writer._connection.execute("update change_log set after = '别的' where seq = 3")


def test_files_of_the_pool_are_left_alone(ledger, manager, clock):
    users.add(ledger, manager, "王敏", [Right.REVIEW])
    finding = a_finding(ledger)
    with change(ledger, manager, Action.ADD_EVIDENCE, "佐证") as changes:
        stored = ledger.pool.add(b"scan")
        changes.writer.insert("pool_file", {"sha256": stored.sha256, "size": stored.size})
        changes.writer.insert("evidence", {"finding_id": finding, "title": "纪要", "sha256": stored.sha256})
    findings.remove(ledger, manager, [finding], "录错")
    clock.set("2028-06-30T09:00:00")
    purge(ledger, manager)
    assert ledger.pool.read(stored.sha256) == b"scan"
    assert {problem.kind for problem in maintenance.check(ledger).problems} <= {"keys"}


STAY = ("category1", "category2", "category3", "category4", "years", "serial")
"""Where a finding was counted and its numbers stay, as dates and amounts do."""


def test_every_field_and_every_change_of_a_leader_goes_with_the_finding(ledger, manager, clock):
    """Each field of the book, own ones too, holds its own mark; the county leader was changed, so that events hold two of them.

    The reasons of actions stay: they say why something was done, and the log keeps who did what.
    """
    for name in (manager.name, "王敏"):
        users.add(ledger, manager, name, [Right.ENTER, Right.REVIEW])
    leaving, fields = every_field.a_marked_finding(ledger)
    findings.edit(ledger, EVERYONE, [leaving], {"county_leader": "印后任"})
    findings.remove(ledger, manager, [leaving], "录错")
    marks = {str(value) for name, value in fields.items() if name not in STAY and str(value).startswith("印")}
    marks |= {"印后任", "印措施一", "印最近进展"}
    assert len(marks) > 15 and all(mark in everything(ledger) for mark in marks)
    clock.set("2028-06-30T09:00:00")
    purge(ledger, manager)
    assert sorted(mark for mark in marks if mark in everything(ledger)) == []

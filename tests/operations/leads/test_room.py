from datetime import datetime

import pytest

from db import backup
from db import room as files
from db.store import open_ledger
from desktop.errors import KnownError
from desktop.operations.leads import book
from desktop.operations.leads.room import enter, tries_in_a_row
from tests.operations.leads.conftest import WORD

LEAD = {"moved_on": "2026-05-20", "moved_to": "县纪委监委", "cases": 1, "persons": 1, "subject_names": "甄某某"}


@pytest.mark.parametrize("closed", [True, False])
def test_a_backup_made_while_the_room_is_open_or_closed_brings_every_lead_back(room, enabled, tmp_path, clock, closed):
    made = book.enter(room, LEAD)
    if closed:
        room.close()
    kept = backup.make(enabled.folder, None, tmp_path / "b", now=datetime(2026, 6, 5, 9), occasion="")
    folder = backup.restore_aside(kept.path, tmp_path / "back.ledger", None, at="2026-06-05T09:00:00").folder
    office = open_ledger(folder, None, clock)
    again = enter(office, "李建国", WORD)
    assert book.look(again, made.number, "核对") == "甄某某"
    assert again.ledger.lost is None
    again.close()
    office.close()


def test_the_room_is_open_in_one_place_only(room, enabled):
    with pytest.raises(KnownError, match="另一处打开"):
        enter(enabled, "李建国", WORD)
    room.close()
    enter(enabled, "李建国", WORD).close()


def test_coming_in_is_logged_in_the_room_with_the_failures_before(enabled):
    with pytest.raises(KnownError):
        enter(enabled, "李建国", "不是这个口令一二三-7x")
    opened = enter(enabled, "李建国", WORD)
    told = opened.ledger.reader.tuples("select kind, user_name from login_record order by id")
    assert list(told) == [("failed", "李建国"), ("entered", "李建国")]
    assert not tries_in_a_row(enabled)
    opened.close()


def test_the_rooms_file_is_ciphered_though_the_ledger_is_plain(room, enabled):
    book.enter(room, {**LEAD, "summary": "违规领取津贴补贴"})
    room.close()
    folder = files.folder_of(enabled.folder)
    said = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert enabled.plain
    assert not said.count("津贴".encode())
    assert not (folder / "ledger.db").read_bytes().startswith(b"SQLite format 3")


def test_a_room_from_another_ledgers_steps_is_no_ledger_to_open(room, enabled):
    key = room.ledger.key
    room.close()
    from db.store import NewerLedger

    with pytest.raises(NewerLedger):
        open_ledger(files.folder_of(enabled.folder), key, enabled.clock)

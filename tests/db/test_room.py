"""What a backup sees of the room: files that are carried and come back as they lay."""

import os
import zipfile
from datetime import datetime

from db import backup, room, store

NOW = datetime(2026, 6, 5, 9)


def made_room(ledger):
    """Sealed files where a room would lie; nobody here could open them."""
    folder = room.folder_of(ledger.folder)
    (folder / store.FILES / "ab").mkdir(parents=True)
    (folder / store.DATABASE).write_bytes(b"sealed pages")
    (folder / f"{store.DATABASE}-wal").write_bytes(b"sealed log")
    (folder / "ledger.keys").write_bytes(b"slots")
    (folder / store.FILES / "ab" / "abcd").write_bytes(b"sealed file")
    return folder


def test_a_ledger_without_a_room_carries_nothing(ledger):
    assert not room.is_there(ledger.folder)
    assert not list(room.carried(ledger.folder))


def test_a_backup_carries_the_room_unopened_and_a_restore_brings_it_back_byte_by_byte(ledger, tmp_path):
    folder = made_room(ledger)
    made = backup.make(ledger.folder, None, tmp_path / "backups", now=NOW, occasion="")
    back = backup.restore_aside(made.path, tmp_path / "back.ledger", None, at="2026-06-05T09:00:00").folder
    files = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    assert len(files) == 4
    assert all((room.folder_of(back) / path).read_bytes() == (folder / path).read_bytes() for path in files)
    if os.name != "nt":  # rights of another kind there
        assert (room.folder_of(back) / store.DATABASE).stat().st_mode & 0o077 == 0


def test_what_a_backup_says_of_itself_does_not_know_of_the_room(ledger, tmp_path):
    before = backup.make(ledger.folder, None, tmp_path / "one", now=NOW, occasion="").manifest
    made_room(ledger)
    after = backup.make(ledger.folder, None, tmp_path / "two", now=NOW, occasion="")
    assert after.manifest == before
    with zipfile.ZipFile(after.path) as archive:
        assert {name for name in archive.namelist() if room.is_of_room(name)}


def test_half_a_room_is_none_and_names_that_lead_out_are_not_taken():
    assert not room.is_of_room("leads/../ledger.db")
    assert not room.is_of_room("ledger.db")
    assert room.is_of_room("leads/ledger.db")

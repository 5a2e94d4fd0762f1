"""S-9: what belongs to a ledger is its owner's alone, or the group's where the folder was set up for one; no link leads out."""

import os
import stat
import sys
from datetime import datetime

import pytest

from db import atomic, backup, lock, safe_folder, vault
from db.store import create_ledger, open_for_reading, open_ledger
from desktop.operations.change import change
from desktop.rules.permissions import Action

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights of another kind")
KEY = b"k" * 32


@pytest.fixture(autouse=True)
def loose_mask():
    was = os.umask(0o022)
    yield
    os.umask(was)


def modes(folder):
    return {path: stat.S_IMODE(path.lstat().st_mode) for path in [folder, *folder.rglob("*")]}


def worked_in(folder, clock, actor, key=None):
    ledger = create_ledger(folder, key, clock)
    vault.save(folder, vault.new_vault(plain=True)[0])
    held = lock.take(folder, "甲", lock.this_machine(), datetime(2026, 6, 5))
    with change(ledger, actor, Action.EDIT_OFFICE, "录入") as changes:
        stored = ledger.pool.add(b"scan")
        changes.writer.insert("pool_file", {"sha256": stored.sha256, "size": stored.size})
    return ledger, held


@pytest.mark.parametrize("key", [None, KEY])
def test_a_ledger_and_its_backups_are_closed_to_other_accounts(tmp_path, clock, manager, key):
    tmp_path.chmod(0o755)
    ledger, held = worked_in(tmp_path / "o.ledger", clock, manager, key)
    done = backup.make(ledger.folder, key, tmp_path / "b", now=datetime(2026, 6, 5), occasion="manual")
    (tmp_path / "usb").mkdir()
    external = backup.make(ledger.folder, key, tmp_path / "usb", now=datetime(2026, 6, 5), occasion="manual")
    backup.restore_aside(done.path, tmp_path / "r.ledger", key, at="2026-06-20T09:00:00")
    for folder in (ledger.folder, tmp_path / "b", tmp_path / "usb" / "o.files", tmp_path / "r.ledger"):
        for path, mode in modes(folder).items():
            assert mode == (0o700 if path.is_dir() else 0o600), (path, oct(mode))
    assert stat.S_IMODE(external.path.stat().st_mode) == 0o600
    held.release()
    ledger.close()


def test_a_folder_that_was_given_to_a_group_stays_the_group_s(tmp_path, clock, manager):
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o2770)
    ledger, held = worked_in(shared / "o.ledger", clock, manager)
    for path, mode in modes(ledger.folder).items():
        assert mode == (0o2770 if path.is_dir() else 0o660), (path, oct(mode))
    held.release()
    ledger.close()


def test_a_ledger_of_an_earlier_version_is_closed_at_opening(tmp_path, clock):
    create_ledger(tmp_path / "o.ledger", None, clock).close()
    (tmp_path / "o.ledger").chmod(0o755)
    (tmp_path / "o.ledger" / "ledger.db").chmod(0o644)
    open_ledger(tmp_path / "o.ledger", None, clock).close()
    assert stat.S_IMODE((tmp_path / "o.ledger").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "o.ledger" / "ledger.db").stat().st_mode) == 0o600


def test_what_leaves_the_ledger_has_the_rights_of_the_place_it_goes_to(tmp_path):
    tmp_path.chmod(0o755)
    atomic.write(tmp_path / "copy.pdf", b"scan")
    assert stat.S_IMODE((tmp_path / "copy.pdf").stat().st_mode) == 0o644


@pytest.mark.parametrize(
    "name", ["ledger.db", "ledger.keys", "ledger.keys.2", "ledger.lock", "files", "ledger.count", "ledger.attempts"]
)
@pytest.mark.parametrize("opening", [open_ledger, open_for_reading])
def test_a_link_in_the_place_of_any_part_is_refused(tmp_path, clock, manager, name, opening):
    ledger, held = worked_in(tmp_path / "o.ledger", clock, manager)
    held.release()
    ledger.close()
    part = ledger.folder / name
    if part.exists():
        part.rename(tmp_path / name)
    part.symlink_to(tmp_path / name)
    with pytest.raises(safe_folder.LinkInside):
        opening(ledger.folder, None, clock)


def test_a_lock_that_is_a_link_does_not_empty_its_target(tmp_path):
    (tmp_path / "o").mkdir()
    (tmp_path / "letter").write_text("important", encoding="utf-8")
    (tmp_path / "o" / lock.FILE).symlink_to(tmp_path / "letter")
    with pytest.raises(safe_folder.LinkInside):
        lock.take(tmp_path / "o", "甲", lock.this_machine(), datetime(2026, 6, 5))
    assert (tmp_path / "letter").read_text(encoding="utf-8") == "important"

"""B1, B2: one verified file, only new pool files beside it, thinned 12 daily, 10 weekly, 9 monthly."""

import hashlib
import json
import os
import zipfile
from dataclasses import asdict
from datetime import datetime, timedelta

import pytest

from db import backup, backup_places, container, digest, vault
from db.container import BackupDamaged, NotABackup
from db.migrations import STEP_NAMES
from db.store import create_ledger
from desktop.operations.change import change
from desktop.rules.permissions import Action, Actor, Right

NOW = datetime(2026, 6, 5, 17, 30)
KEY = b"k" * 32


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def office(request, tmp_path, clock, clerk):
    opened = create_ledger(tmp_path / "office.ledger", request.param, clock)
    vault.save(opened.folder, vault.new_vault(plain=True)[0])
    with change(opened, clerk, Action.EDIT_UNIT, "录入") as changes:
        changes.writer.insert("phrase", {"kind": "要求", "text": "逐条认领"})
        stored = opened.pool.add("佐证".encode())
        changes.writer.insert("pool_file", {"sha256": stored.sha256, "size": stored.size})
    yield opened
    opened.close()


def made(office, place, now=NOW):
    return backup.make(office.folder, office.key, place, now=now, occasion="manual")


def test_a_backup_restores_to_an_equal_ledger_with_its_files(office, tmp_path):
    done = made(office, tmp_path / "b")
    restored = backup.restore_aside(done.path, tmp_path / "back.ledger", office.key, at="2026-06-20T09:00:00")
    assert restored.sound
    assert restored.missing == ()
    assert restored.counts == done.manifest.counts
    assert restored.manifest.digest == digest.file_digest(office.reader)
    kept, back = vault.load(office.folder), vault.load(restored.folder)
    assert (back.ledger_id, back.slots) == (kept.ledger_id, kept.slots)
    assert [(each["seq"], each["hash"]) for each in back.restores] == [
        (done.manifest.head_seq, done.manifest.head_hash)
    ]
    assert vault.proves_restores(back, vault.slot_key(back, office.key))


def test_backups_are_made_while_others_read_and_write(office, tmp_path, clerk):
    other = office.another_reader()
    other.tuples("select * from phrase")
    with change(office, clerk, Action.EDIT_UNIT, "正在录入") as changes:
        changes.writer.insert("phrase", {"kind": "要求", "text": "尚未确认"})
        done = made(office, tmp_path / "b")
    other.close()
    with backup.looked_into(done.path, office.key) as reader:
        assert reader.column("select text from phrase") == ("逐条认领",)


def test_only_new_files_are_copied_beside(office, tmp_path):
    made(office, tmp_path / "b")
    pooled = sorted((tmp_path / "b" / "office.files").rglob("*"))
    before = [path.stat().st_mtime_ns for path in pooled]
    made(office, tmp_path / "b")
    assert [path.stat().st_mtime_ns for path in pooled] == before


def test_a_missing_pool_file_is_named_at_restore(office, tmp_path):
    done = made(office, tmp_path / "b")
    path = next((tmp_path / "b" / "office.files").glob("??/*"))
    path.write_bytes(b"rubbish")
    restored = backup.restore_aside(done.path, tmp_path / "back.ledger", office.key, at="2026-06-20T09:00:00")
    assert restored.missing == (path.name,)


def test_every_flipped_bit_of_a_backup_is_reported(office, tmp_path):
    done = made(office, tmp_path / "b")
    whole = done.path.read_bytes()
    for number in range(40):
        content = bytearray(whole)
        bit = number * (len(whole) * 8 - 1) // 39
        content[bit // 8] ^= 1 << bit % 8
        done.path.write_bytes(bytes(content))
        with pytest.raises((BackupDamaged, NotABackup)):
            container.manifest_of(done.path)


def test_a_cut_file_and_a_foreign_one_are_told_apart(office, tmp_path):
    done = made(office, tmp_path / "b")
    done.path.write_bytes(done.path.read_bytes()[:-1000])
    with pytest.raises(BackupDamaged):
        container.manifest_of(done.path)
    (tmp_path / "letter.docx").write_bytes(b"hello" * 40)
    with pytest.raises(NotABackup):
        container.manifest_of(tmp_path / "letter.docx")


def test_an_encrypted_backup_shows_nothing(tmp_path, clock):
    opened = create_ledger(tmp_path / "office.ledger", KEY, clock)
    done = made(opened, tmp_path / "b")
    opened.close()
    assert b"SQLite format 3" not in done.path.read_bytes()
    assert backup.key_of(done.path, [b"x" * 32, KEY]) == KEY


def test_a_full_disk_is_said_before_anything_is_written(office, tmp_path, monkeypatch):
    import shutil

    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 1024))
    with pytest.raises(backup.NoSpace) as refused:
        made(office, tmp_path / "b")
    assert refused.value.free == 1024
    assert list((tmp_path / "b").iterdir()) == []


def told(place, moment, serial, *, seq=0, ledger_id="", stem="office", occasion="", schema=""):
    """A backup file by its manifest alone."""
    said = container.Manifest(ledger_id, stem, "", occasion, True, "", seq, "", "", {}, serial=serial, schema=schema)
    path = place / f"{stem}-{moment:%Y%m%d-%H%M%S}.bak"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(container.MANIFEST, json.dumps(asdict(said)))
    return path


def test_old_backups_are_thinned_by_day_week_and_month(tmp_path):
    today = datetime(2026, 6, 5, 18)
    for days in range(300, -1, -1):
        for hour in (8, 17):
            moment = (today - timedelta(days=days)).replace(hour=hour)
            told(tmp_path, moment, (300 - days) * 2 + (hour == 17) + 1)
    (tmp_path / "other-20200101-080000.bak").touch()
    (tmp_path / "office-old.bak").touch()
    (tmp_path / "office-20200101-080000.bak").touch()
    backup.thin(tmp_path, "office")
    kept = [path.name[7:15] for path in backup.candidates(tmp_path, "office")][:-1]
    assert kept.count("20260605") == 2
    assert len(set(kept[:13])) == 12
    assert len({f"{datetime.strptime(day, '%Y%m%d'):%G%V}" for day in kept}) >= 10
    assert len({day[:6] for day in kept}) == 9
    assert len(kept) <= 12 + 1 + 10 + 9
    for name in ("other-20200101-080000.bak", "office-old.bak", "office-20200101-080000.bak"):
        assert (tmp_path / name).exists()


def test_a_day_of_many_imports_keeps_its_last_twelve(tmp_path):
    for minute in range(30):
        told(tmp_path, datetime(2026, 6, 5, 10, minute), minute + 1)
    backup.thin(tmp_path, "office")
    assert [path.name[16:20] for path in backup.candidates(tmp_path, "office")] == [
        f"10{minute}" for minute in range(29, 17, -1)
    ]


def test_a_clock_that_stood_in_2035_holds_no_places(tmp_path):
    """S-7: the order of the backups is the order in which they were made; the false ones age like all others."""
    for day in range(30):
        told(tmp_path, datetime(2035, 1, 1 + day), day + 1, seq=day)
    for day in range(30):
        told(tmp_path, datetime(2026, 6, 1 + day), 31 + day, seq=30 + day)
    backup.thin(tmp_path, "office")
    names = [path.name[7:15] for path in backup.candidates(tmp_path, "office")]
    assert names[:12] == [f"202606{day:02}" for day in range(30, 18, -1)]


FIRST_DAY = datetime(2024, 1, 1, 9)


@pytest.mark.parametrize("forms", [("m0005_a", "m0009_b"), ("", "")], ids=["the form is told", "by a former program"])
def test_what_the_way_back_to_a_former_version_rests_on_is_never_thinned(tmp_path, forms):
    """I2: the last before each update stays whatever its age; a try that failed later, in the later form, does not displace it."""
    tried = told(tmp_path, FIRST_DAY, 1, occasion=backup_places.BEFORE_MIGRATION, schema=forms[0])
    before = told(tmp_path, FIRST_DAY.replace(hour=10), 2, occasion=backup_places.BEFORE_MIGRATION, schema=forms[0])
    failed = told(tmp_path, FIRST_DAY.replace(day=2), 3, occasion=backup_places.BEFORE_MIGRATION, schema=forms[1])
    other = told(tmp_path, FIRST_DAY.replace(day=3), 4, occasion="manual")
    for days in range(400):
        told(tmp_path, datetime(2025, 1, 1, 17) + timedelta(days=days), 5 + days)
    gone = backup.thin(tmp_path, "office")

    assert before.exists() and failed.exists() and {tried, other} < set(gone)


def test_the_form_of_a_ledger_is_told_and_neither_program_minds_the_manifest_of_the_other(office, tmp_path):
    """A former program takes what it knows of a manifest, and this one opens what a former one wrote."""
    done = made(office, tmp_path / "b")
    assert done.manifest.schema == STEP_NAMES[-1]
    with zipfile.ZipFile(done.path) as archive:
        said = json.loads(archive.read(container.MANIFEST))
    assert said.pop("schema") and "later" not in said

    for number, other in enumerate((said, {**said, "schema": "m9001_x", "later": 1})):
        path = put_manifest(done.path, tmp_path / f"{number}.bak", other)
        restored = backup.restore_aside(path, tmp_path / f"{number}.ledger", office.key, at="2026-06-20T09:00:00")
        assert restored.sound and restored.manifest.schema == other.get("schema", "")


def put_manifest(path, target, said):
    """A backup with another manifest, sealed as its program would have sealed it."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as archive:
        archive.comment = b"0" * 64
        for name in source.namelist():
            archive.writestr(name, json.dumps(said) if name == container.MANIFEST else source.read(name))
    body = target.read_bytes()[:-64]
    target.write_bytes(body + hashlib.sha256(body).hexdigest().encode())
    return target


def test_former_backups_without_a_count_are_ordered_by_the_log(tmp_path):
    """S-7"""
    told(tmp_path, datetime(2035, 1, 1), 0, seq=5)
    told(tmp_path, datetime(2026, 6, 1), 0, seq=9)
    told(tmp_path, datetime(2026, 5, 1), 1, seq=3)
    assert [path.name[7:15] for path in backup.candidates(tmp_path, "office")] == ["20260501", "20260601", "20350101"]


@pytest.mark.parametrize("stem", ["[县]台账", *(() if os.name == "nt" else ("office*", "o?")), "县 台账-2", "a{b}"])
def test_backups_are_found_by_comparing_names(tmp_path, stem):
    """S-7: no sign of a name is a pattern, and a longer name is another ledger's."""
    own = told(tmp_path, datetime(2026, 6, 5), 1, stem=stem)
    told(tmp_path, datetime(2026, 6, 5), 1, stem=f"{stem}-2")
    told(tmp_path, datetime(2026, 6, 5), 1, stem="县台账")
    told(tmp_path, datetime(2026, 6, 5), 1, stem="officeX")
    assert backup.candidates(tmp_path, stem) == (own,)


def test_two_ledgers_of_one_name_in_one_place_keep_out_of_each_others_way(tmp_path, clock):
    """S-1, S-7: neither files nor thinning reach over."""
    made_of = {}
    for year, key in (("2025", b"a" * 32), ("2026", b"b" * 32)):
        opened = create_ledger(tmp_path / year / "office.ledger", key, clock)
        vault.save(opened.folder, vault.new_vault(plain=True)[0])
        with change(opened, Actor("甲", frozenset(Right)), Action.EDIT_OFFICE, "录入") as changes:
            stored = opened.pool.add("同一份佐证".encode())
            changes.writer.insert("pool_file", {"sha256": stored.sha256, "size": stored.size})
        opened.close()
        made_of[year] = backup.make(opened.folder, key, tmp_path / "disk", now=NOW, occasion="manual"), key
    for year, (done, key) in made_of.items():
        restored = backup.restore_aside(done.path, tmp_path / f"back{year}.ledger", key, at="2026-06-20T09:00:00")
        assert (restored.sound, restored.missing) == (True, ())
    backup.thin(tmp_path / "disk", "office", made_of["2026"][0].manifest.ledger_id)
    assert len(backup.candidates(tmp_path / "disk", "office")) == 2


def test_what_a_killed_backup_left_is_cleared_by_the_next(office, tmp_path):
    """S-7"""
    place = tmp_path / "b"
    (place / ".backup-abc123").mkdir(parents=True)
    (place / ".backup-abc123" / "ledger.db").write_bytes(b"half")
    (place / ".office-20260605-173000.bak.999999999.part").write_bytes(b"half")
    (place / "照片").mkdir()
    strangers = [place / "照片" / ".film.part", place / ".download.part", place / ".backup-photos" / "a.jpg"]
    strangers[2].parent.mkdir()
    for path in strangers:
        path.write_bytes(b"somebody else's")
    made(office, place)
    assert {path.name for path in place.iterdir() if path.name.startswith(".")} == {".download.part", ".backup-photos"}
    assert all(path.exists() for path in strangers)


def test_two_backups_in_one_second_both_stand(office, tmp_path):
    first, second = made(office, tmp_path / "b"), made(office, tmp_path / "b")
    assert first.path != second.path
    assert len(backup.candidates(tmp_path / "b", "office")) == 2

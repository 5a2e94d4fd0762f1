"""Random bit flips in a ledger or a backup: every changed content is reported, none silent (30 in the gate, 1,000 for acceptance)."""

import random
import shutil

import pytest

from db import digest
from db.driver import connect
from db.keyslots import Kdf
from desktop.errors import KnownError
from desktop.operations import backups, ledgers, maintenance, restoring, rounds, units
from desktop.operations.backups import Occasion
from desktop.operations.change import change
from desktop.operations.findings import FindingDraft, add, edit
from desktop.operations.units import UnitDraft
from desktop.rules.permissions import Action
from tests.conftest import SteppingClock

SECRET = "巡察整改台账口令2026"
CLOCK = SteppingClock("2026-06-05T09:00:00")


def filled(folder, **secrets):
    new = ledgers.new_ledger(folder, clock=CLOCK, kdf=Kdf(64, 1, 1), **secrets)
    ledger, actor = new.ledger, new.actor
    made, _ = units.add(ledger, actor, [UnitDraft(f"县第{number}局党组") for number in range(5)])
    round_id, _ = rounds.add(ledger, actor, "十五届县委第六轮（常规）")
    for number in range(40):
        finding_id = add(
            ledger, actor, FindingDraft(round_id, made[number % 5], f"第 {number} 条问题，金额若干。" * 5)
        )[0]
        edit(ledger, actor, [finding_id], {"owner": "刘志远", "amount_yuan": number * 1000})
    with change(ledger, actor, Action.ADD_EVIDENCE, "佐证") as changes:
        stored = ledger.pool.add(b"scan" * 100)
        changes.writer.insert("pool_file", {"sha256": stored.sha256, "size": stored.size})
    backups.back_up(ledger, actor, Occasion.MANUAL)
    key = ledger.key
    ledger.close()
    return folder, key


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return filled(tmp_path_factory.mktemp("plain") / "office.ledger", plain=True)


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("encrypted")
    return filled(folder / "office.ledger", passphrase=SECRET, recovery_sheet=folder / "s.txt")


def flip(path, bit):
    content = bytearray(path.read_bytes())
    content[bit // 8] ^= 1 << bit % 8
    path.write_bytes(bytes(content))


def content_of(database, key):
    """Everything a reader of the file could see, asked past our own code; None where it cannot be read."""
    connection = connect(str(database), isolation_level=None)
    try:
        if key is not None:
            connection.execute("pragma cipher_log_level = none")
            connection.execute(f"pragma key = \"x'{key.hex()}'\"")
        names = connection.execute("select name from sqlite_master where type = 'table' order by name").fetchall()
        skipped = {"sqlite_sequence", "_sqlite_migrations"}
        return [
            (name, sorted(map(repr, connection.execute(f"select * from [{name}]").fetchall())))
            for (name,) in names
            if name not in skipped
        ]
    except Exception as error:  # noqa: BLE001 - whatever goes wrong, the content is not what it was
        return str(error)
    finally:
        connection.close()


def reported(folder):
    """Whether opening or the health check says that something is wrong."""
    try:
        ledger = ledgers.read_as(folder, passphrase=SECRET, clock=CLOCK)
    except KnownError:
        return True
    try:
        return not maintenance.check(ledger).ok
    finally:
        ledger.reader.close()


def flips_of_a_ledger(source, tmp_path, count):
    folder, key = source
    size = (folder / "ledger.db").stat().st_size * 8
    sound = content_of(folder / "ledger.db", key)
    shutil.copytree(folder, tmp_path / "office.ledger")
    database = tmp_path / "office.ledger" / "ledger.db"
    assert not reported(tmp_path / "office.ledger")
    silent = []
    changed = 0
    for seed in range(count):
        bit = random.Random(seed).randrange(size)
        flip(database, bit)
        if content_of(database, key) != sound:
            changed += 1
            if not reported(tmp_path / "office.ledger"):
                silent.append(bit)
        shutil.copy(folder / "ledger.db", database)
    assert silent == []
    assert changed > 0


def flips_of_a_backup(source, tmp_path, count):
    folder, key = source
    (path,) = backups.local_place(folder).glob("*.bak")
    shutil.copy(path, tmp_path / path.name)
    size = path.stat().st_size * 8
    for seed in range(count):
        flip(tmp_path / path.name, random.Random(seed).randrange(size))
        assert not maintenance.check_backup(tmp_path / path.name).ok
        with pytest.raises(KnownError):
            restoring.look_into(tmp_path / path.name, [key] if key else [])
        shutil.copy(path, tmp_path / path.name)


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_no_flipped_bit_of_a_ledger_passes_in_silence(kind, request, tmp_path):
    flips_of_a_ledger(request.getfixturevalue(kind), tmp_path, 25)


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_no_flipped_bit_of_a_backup_passes_in_silence(kind, request, tmp_path):
    flips_of_a_backup(request.getfixturevalue(kind), tmp_path, 10)


@pytest.mark.acceptance
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_a_thousand_flipped_bits_of_a_ledger_are_all_reported(kind, request, tmp_path):
    flips_of_a_ledger(request.getfixturevalue(kind), tmp_path, 1000)


@pytest.mark.acceptance
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_a_thousand_flipped_bits_of_a_backup_are_all_reported(kind, request, tmp_path):
    flips_of_a_backup(request.getfixturevalue(kind), tmp_path, 1000)


def test_flipped_bits_of_a_pooled_file_and_of_the_keys_are_reported(encrypted, tmp_path):
    folder, key = encrypted
    shutil.copytree(folder, tmp_path / "office.ledger")
    ledger = ledgers.read_as(tmp_path / "office.ledger", passphrase=SECRET, clock=CLOCK)
    before = digest.file_digest(ledger.reader)
    for path in (next(ledger.files.glob("??/*")), ledger.folder / "ledger.keys"):
        for bit in range(7, path.stat().st_size * 8, path.stat().st_size // 3):
            flip(path, bit)
            assert not maintenance.check(ledger).ok
            flip(path, bit)
    assert maintenance.check(ledger).ok
    assert digest.file_digest(ledger.reader) == before
    ledger.reader.close()

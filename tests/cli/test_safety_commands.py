"""B1 to B4 on the command line: check, backup, restore, drill."""

import json

import pytest

from desktop.cli.main import main
from desktop.operations import ledgers


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("INSPECTION_LEDGER_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LEDGER_PASSPHRASE", raising=False)


@pytest.fixture
def folder(tmp_path, clock):
    ledgers.new_ledger(tmp_path / "office.ledger", clock=clock, plain=True).ledger.close()
    return tmp_path / "office.ledger"


def run(capsys, *arguments):
    code = main([*map(str, arguments), "--json"])
    told = capsys.readouterr()
    return code, json.loads(told.out), told.err


def test_a_sound_ledger_checks_well_and_a_cut_one_does_not(folder, capsys, clock):
    assert run(capsys, "check", folder)[:2] == (0, {"ok": True, "problems": []})
    (folder / "ledger.keys").unlink()
    code, document, complaint = run(capsys, "check", folder)
    assert (code, document["problems"][0]["where"]) == (1, "ledger.keys")
    assert "发现 1 处问题" in complaint


def test_a_backup_is_made_restored_aside_and_drilled(folder, capsys, tmp_path):
    code, made, _ = run(capsys, "backup", folder, "--to", tmp_path / "usb")
    assert (code, made["verified"]) == (0, True)
    code, restored, _ = run(capsys, "restore", made["path"], "--to", tmp_path / "aside.ledger")
    assert (code, restored["counts"], restored["sha256"]) == (0, made["counts"], made["sha256"])
    code, drilled, _ = run(capsys, "drill", made["path"])
    assert (code, drilled["verified"], drilled["record"]["passed"]) == (0, True, True)
    assert run(capsys, "check", made["path"])[1]["ok"]
    assert run(capsys, "restore", made["path"], "--to", folder)[0] == 1


def test_a_ledger_somebody_works_in_is_backed_up_all_the_same(folder, capsys, tmp_path, clock):
    ledger, _ = ledgers.open_as(folder, "管理员", clock=clock)
    code, made, _ = run(capsys, "backup", folder, "--to", tmp_path / "usb")
    assert (code, made["verified"]) == (0, True)
    ledger.close()


def test_an_encrypted_backup_asks_for_its_passphrase(capsys, tmp_path, clock, monkeypatch):
    from db.keyslots import Kdf

    folder, secret = tmp_path / "secret.ledger", "巡察整改台账口令2026"
    ledgers.new_ledger(
        folder, clock=clock, passphrase=secret, recovery_sheet=tmp_path / "s.txt", kdf=Kdf(64, 1, 1)
    ).ledger.close()
    monkeypatch.setenv("LEDGER_PASSPHRASE", secret)
    _, made, _ = run(capsys, "backup", folder, "--to", tmp_path / "usb")
    assert run(capsys, "drill", made["path"])[0] == 0
    monkeypatch.delenv("LEDGER_PASSPHRASE")
    code, document, complaint = run(capsys, "drill", made["path"])
    assert (code, "口令" in complaint) == (1, True)

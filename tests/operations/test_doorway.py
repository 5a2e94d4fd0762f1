"""Before the door: names and keys are told without what opens a ledger, and a run that was cut off is settled first."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from db import key_file, vault
from db.keyslots import Kdf
from desktop.errors import KnownError
from desktop.operations import doorway, ledgers

ROOT = Path(__file__).resolve().parents[2]
CODE = """
import sys
from pathlib import Path
from desktop.operations import doorway
print("，".join(doorway.user_names(Path(sys.argv[1]))), doorway.asks_passphrase(Path(sys.argv[1]), "管理员"))
print([name for name in sys.modules if name in ("db.store", "desktop.operations.ledgers", "desktop.ledgers.books", "cryptography")])
"""


@pytest.fixture
def encrypted(tmp_path, clock):
    folder = tmp_path / "office.ledger"
    ledgers.new_ledger(
        folder, clock=clock, passphrase="correct-horse-battery-1", recovery_sheet=tmp_path / "恢复单.txt",
        kdf=Kdf(memory_kib=64, passes=1, lanes=1),
    ).ledger.close()  # fmt: skip
    return folder


def test_the_names_of_an_encrypted_ledger_are_told_without_what_opens_it(encrypted):
    answer = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", CODE, str(encrypted)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )

    assert answer.stdout.splitlines() == ["管理员 True", "[]"]


def test_a_plain_ledger_names_those_at_work_and_asks_nobody_without_a_passphrase(tmp_path, clock):
    folder = tmp_path / "a.ledger"
    ledgers.new_ledger(folder, clock=clock, plain=True).ledger.close()

    assert doorway.user_names(folder) == ("管理员",)
    assert not doorway.asks_passphrase(folder, "管理员")


def test_keys_of_which_neither_copy_is_sound_are_told_with_the_remedy(encrypted):
    for name in ("ledger.keys", "ledger.keys.2"):
        (encrypted / name).write_bytes(b"x")

    with pytest.raises(KnownError, match="请从最近的备份恢复"):
        doorway.user_names(encrypted)


def test_keys_of_a_later_form_ask_for_a_later_version_and_not_for_a_backup(encrypted):
    for name in vault.NAMES:
        told = json.loads((encrypted / name).read_bytes())
        told["body"] |= {"version": 2, "lately": []}
        told["checksum"] = hashlib.sha256(key_file.canonical(told["body"])).hexdigest()
        (encrypted / name).write_text(json.dumps(told), "utf-8")

    with pytest.raises(KnownError, match="请用光盘里那一版（或更新）的安装程序覆盖安装后再打开") as refused:
        doorway.user_names(encrypted)
    assert "损坏" not in str(refused.value)

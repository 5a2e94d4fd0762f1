"""Who asks something of a ledger that stays closed is let in by what lets in a command, and the ledger is left as it was."""

import shutil
from datetime import datetime

import pytest

from db import digest
from db.keyslots import Kdf
from desktop.errors import KnownError
from desktop.operations import ledgers, users
from desktop.operations.who_asks import let_in
from desktop.rules.permissions import Right
from tests.builders import EVERYONE

SECRETS = {"管理员": "巡察整改台账口令2026", "李建国": "录入员自己的口令2026"}


def clock():
    return datetime(2026, 6, 6, 9)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An encrypted ledger, a person who enters, one who left; its recovery code."""
    home, tiny = tmp_path_factory.mktemp("made"), Kdf(64, 1, 1)
    new = ledgers.new_ledger(
        home / "a.ledger", clock=clock, kdf=tiny, passphrase=SECRETS["管理员"], recovery_sheet=home / "恢复单.txt"
    )
    users.add(new.ledger, new.actor, "李建国", {Right.ENTER}, SECRETS["李建国"], kdf=tiny)
    key = new.ledger.key
    new.ledger.close()
    return new.ledger.folder, new.recovery_code, key


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made[0], tmp_path / "a.ledger")


@pytest.mark.parametrize("name", SECRETS)
def test_a_person_has_the_rights_of_the_register_and_the_keys(made, folder, name):
    found = let_in(folder, name, SECRETS[name], clock=clock)
    assert found.actor.name == name and (Right.MANAGE in found.actor.rights) == (name == "管理员")
    assert found.keys[0] == made[2]


def test_the_recovery_code_manages_and_anybodys_passphrase_is_the_command_line(made, folder):
    assert let_in(folder, "李建国", made[1], clock=clock).actor.rights == {Right.MANAGE}
    assert let_in(folder, "命令行", SECRETS["李建国"], clock=clock).actor.rights == {Right.ENTER}


@pytest.mark.parametrize(("name", "typed", "told"), [
    ("管理员", "不是这一个口令2026", "口令不对"), ("管理员", SECRETS["李建国"], "口令不对"), ("管理员", "", "已加密"), ("查无此人", "x", "查无此人"),
    ("管理员", "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-AAAAA", "不对"),
])  # fmt: skip
def test_nobody_else_is_let_in(folder, name, typed, told):
    with pytest.raises(KnownError, match=told):
        let_in(folder, name, typed, clock=clock)


def test_who_left_is_not_let_in_and_nothing_is_locked_or_written(made, folder):
    ledger, manager = ledgers.login(folder, "管理员", SECRETS["管理员"], clock=clock)
    let_in(folder, "李建国", SECRETS["李建国"], clock=clock)  # while somebody is at work in it
    users.deactivate(ledger, manager, "李建国")
    before = digest.content_digest(ledger.reader)
    with pytest.raises(KnownError):
        let_in(folder, "李建国", SECRETS["李建国"], clock=clock)
    assert digest.content_digest(ledger.reader) == before
    ledger.close()


def test_a_plain_ledger_asks_for_the_name_and_for_a_passphrase_only_where_there_is_one(tmp_path):
    new = ledgers.new_ledger(tmp_path / "b.ledger", clock=clock, plain=True)
    users.add(new.ledger, EVERYONE, "王敏", {Right.MANAGE}, SECRETS["管理员"], kdf=Kdf(64, 1, 1))
    new.ledger.close()
    found = let_in(new.ledger.folder, "管理员", "", clock=clock)
    assert Right.MANAGE in found.actor.rights and found.keys == ()
    assert let_in(new.ledger.folder, "王敏", SECRETS["管理员"], clock=clock).keys == ()
    for name, told in (("王敏", "设有口令"), ("查无此人", "查无此人")):
        with pytest.raises(KnownError, match=told):
            let_in(new.ledger.folder, name, "", clock=clock)
    with pytest.raises(KnownError, match="找不到账本"):
        let_in(tmp_path / "c.ledger", "管理员", "", clock=clock)

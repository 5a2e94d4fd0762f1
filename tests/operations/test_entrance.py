"""R-6, R-7: at the door: what a passphrase opens, five failures and the wait, who is let in, with which rights."""

from types import SimpleNamespace

import pytest

from db import attempts, vault
from desktop.errors import KnownError
from desktop.operations import doorway, entrance
from desktop.operations.entrance import WrongPassword, actor_of
from desktop.rules.permissions import Right
from tests.operations.test_ledgers import SECRET, encrypted, encrypted_folder  # noqa: F401

NAMES = {"may_enter": Right.ENTER, "may_review": Right.REVIEW, "may_manage": Right.MANAGE, "may_audit": Right.AUDIT}


@pytest.mark.parametrize("held", NAMES)
def test_a_person_has_exactly_the_rights_of_the_register(held):
    row = SimpleNamespace(name="李", **{name: int(name == held) for name in NAMES})
    assert actor_of(row).name == "李" and actor_of(row).rights == {NAMES[held]} and not actor_of(row).program


def slots(folder, kind="user"):
    return [slot for slot in doorway.keys_of(folder).slots if (slot.kind == "user") == (kind == "user")]


def opens(folder, clock, typed, kind="user"):
    return entrance.opened(folder, doorway.keys_of(folder), slots(folder, kind), typed, clock())


def test_the_right_passphrase_opens_and_a_wrong_one_counts_down_to_a_wait_r7(encrypted, clock, monkeypatch):  # noqa: F811
    """R-7"""
    now = [1000.0]
    monkeypatch.setattr(attempts, "uptime", lambda: now[0])
    assert opens(encrypted, clock, SECRET).slots[0].name == slots(encrypted)[0].name
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongPassword, match=f"还可试 {left} 次") as refused:
            opens(encrypted, clock, "错的口令一二三四五")
        assert refused.value.until is None
    with pytest.raises(WrongPassword, match="09:1[01] 以后再试") as refused:
        opens(encrypted, clock, "错的口令一二三四五")
    assert refused.value.until.isoformat() == "2026-06-05T09:10:00"
    with pytest.raises(WrongPassword) as refused:
        opens(encrypted, clock, SECRET)
    assert refused.value.until is not None, "the right one waits too"
    now[0] += 600
    assert opens(encrypted, clock, SECRET).keys


def test_a_recovery_code_has_its_own_words_r7(encrypted, clock):  # noqa: F811
    """R-7"""
    with pytest.raises(WrongPassword, match="恢复码不对") as refused:
        opens(encrypted, clock, "AAAAA-AAAAA", "code")
    assert "恢复单" in str(refused.value) and "大写锁定" not in str(refused.value)
    kinds = [
        one.kind for one in attempts.of(vault.load(encrypted, mend=False), slots(encrypted, "code")[0].name).unlogged
    ]
    assert kinds == ["failed_code"]


def test_keys_that_are_gone_are_told(encrypted):  # noqa: F811
    for name in vault.NAMES:
        (encrypted / name).write_bytes(b"x")
    with pytest.raises(KnownError, match="口令文件"):
        doorway.keys_of(encrypted)


def test_who_the_ledger_does_not_name_is_not_admitted_and_the_ledger_is_closed(encrypted, clock, monkeypatch):  # noqa: F811
    from db.store import open_ledger

    way = opens(encrypted, clock, SECRET)
    ledger = open_ledger(encrypted, way.keys.key, clock)
    monkeypatch.setattr(entrance.keyring, "standing", lambda *_a: None)
    with pytest.raises(WrongPassword):
        entrance.admit(ledger, way)
    assert ledger.closed


def test_a_login_ends_the_spell_of_failures_and_the_total_stays_r7(encrypted, clock):  # noqa: F811
    """R-7"""
    from desktop.operations import ledgers

    for _ in range(3):
        with pytest.raises(WrongPassword):
            opens(encrypted, clock, "错的口令一二三四五")
    ledger, _actor = ledgers.login(encrypted, "管理员", SECRET, clock=clock)
    known = attempts.of(vault.load(encrypted, mend=False), "管理员")
    assert (known.spell, known.total) == (0, 3)
    ledger.close()

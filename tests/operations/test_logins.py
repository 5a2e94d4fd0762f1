"""R-7: the log of logins: who came in, every attempt that failed, a count that was made smaller; nothing here keeps a person out."""

import errno

import pytest

from db import attempts, vault
from desktop.errors import KnownError
from desktop.operations import ledgers, logins
from desktop.operations.change import ClockWentBack
from tests.operations.test_ledgers import SECRET, encrypted, encrypted_folder  # noqa: F401


@pytest.fixture
def office(encrypted, clock):  # noqa: F811
    ledger, actor = ledgers.login(encrypted, "管理员", SECRET, clock=clock)
    yield ledger, actor
    ledger.close()


def told(ledger):
    return [tuple(row) for row in ledger.reader.tuples("select user_name, kind, number from login_record order by id")]


def test_each_login_is_entered_and_a_recovery_is_told_as_one_r7(office):
    """R-7"""
    ledger, actor = office
    assert told(ledger)[-1] == ("管理员", "entered", 0)
    changes = logins.log_entry(ledger, actor, recovered=True)
    assert changes.title == "用恢复码登录" and told(ledger)[-1] == ("管理员", "recovered", 0)
    assert set(logins.KIND_WORDS) >= {kind for _name, kind, _number in told(ledger)}


def test_failed_attempts_are_entered_once_with_their_numbers_r7(office):
    """R-7"""
    ledger, actor = office
    before = len(told(ledger))
    for _ in range(2):
        attempts.failed(ledger.folder, "管理员", "2026-06-05T08:00:00")
    attempts.failed(ledger.folder, "管理员", "2026-06-05T08:01:00", "failed_code")
    changes = logins.log_entry(ledger, actor)
    assert changes.title == "登录（此前输错 3 次）"
    assert told(ledger)[before:] == [
        ("管理员", "failed", 1),
        ("管理员", "failed", 2),
        ("管理员", "failed_code", 3),
        ("管理员", "entered", 0),
    ]
    assert logins.log_entry(ledger, actor).title == "登录"
    attempts.failed(ledger.folder, "管理员", "2026-06-05T08:02:00")
    logins.log_entry(ledger, actor)
    assert [number for _name, kind, number in told(ledger) if kind.startswith("failed")] == [1, 2, 3, 4]


def test_a_count_that_fell_is_entered_and_told_r7(office):
    """R-7"""
    ledger, actor = office
    keys = [
        (ledger.folder / name, (ledger.folder / name).read_bytes())
        for name in vault.NAMES
        if (ledger.folder / name).exists()
    ]
    attempts.failed(ledger.folder, "管理员", "2026-06-05T08:00:00")
    logins.log_entry(ledger, actor)
    for path, former in keys:
        path.write_bytes(former)
    logins.log_entry(ledger, actor)
    assert ("管理员", "count_fell", 1) in told(ledger) and any("改小" in said for said in ledger.told)


def test_a_clock_that_went_back_or_a_full_disk_keeps_nobody_out_s2(office, monkeypatch):
    """S-2"""
    ledger, actor = office
    before = told(ledger)

    def fails(error):
        def change(*_a, **_n):
            raise error

        monkeypatch.setattr(logins, "change", change)

    fails(ClockWentBack("x"))
    assert logins.log_entry(ledger, actor) is None
    full = KnownError("满")
    full.__cause__ = OSError(errno.ENOSPC, "x")
    fails(full)
    assert logins.log_entry(ledger, actor) is None and "登录没有记入日志" in ledger.told[-1]
    fails(KnownError("别的"))
    with pytest.raises(KnownError):
        logins.log_entry(ledger, actor)
    assert told(ledger) == before


def test_a_plain_ledger_without_keys_logs_too(tmp_path, clock):
    made = ledgers.new_ledger(tmp_path / "a.ledger", clock=clock, plain=True)
    logins.log_entry(made.ledger, made.actor)
    assert told(made.ledger)[-1][1] == "entered"
    made.ledger.close()

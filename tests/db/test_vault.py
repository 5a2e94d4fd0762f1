from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from db import attempts, keyslots, recovery_code, vault
from db.keyslots import Kdf, WrongPassphrase

TINY = Kdf(64, 1, 1)


def a_vault(plain=False):
    box, key = vault.new_vault(plain)
    box, slot = vault.with_slot(box, key, "user", "李建国", "一二三四五六七八九十", kdf=TINY)
    return box, key, slot


def test_a_passphrase_opens_its_slot_and_no_other_does():
    box, key, slot = a_vault()
    assert vault.unlock(box, slot, "一二三四五六七八九十").key == key
    with pytest.raises(WrongPassphrase):
        vault.unlock(box, slot, "一二三四五六七八九")


def test_full_width_typing_is_the_same_passphrase():
    box, key = vault.new_vault(plain=False)
    box, slot = vault.with_slot(box, key, "user", "甲", "Abc-2026-xyz", kdf=TINY)
    assert vault.unlock(box, slot, "Ａｂｃ－２０２６－ｘｙｚ").key == key


@pytest.mark.parametrize("alg", ["AES-256-GCM", "SM4-GCM"])
def test_both_ciphers_wrap_the_key(alg):
    box, key = vault.new_vault(plain=False)
    box, slot = vault.with_slot(box, key, "escrow", "负责人", "correct horse 42", kdf=TINY, alg=alg)
    assert slot.alg == alg
    assert vault.unlock(box, slot, "correct horse 42").key == key


def test_a_slot_cannot_be_moved_to_another_ledger():
    box, _, slot = a_vault()
    other, _ = vault.new_vault(plain=False)
    with pytest.raises(WrongPassphrase):
        vault.unlock(replace(other, slots=(slot,)), slot, "一二三四五六七八九十")


def test_a_changed_passphrase_replaces_the_old_one():
    box, key, slot = a_vault()
    box, changed = vault.with_passphrase(box, key, slot.id, "另外一个新的口令短语", kdf=TINY)
    assert vault.unlock(box, changed, "另外一个新的口令短语").key == key
    assert box.slot(slot.id) is None


def test_the_last_way_in_stays():
    box, key, slot = a_vault()
    with pytest.raises(vault.LastSlot):
        vault.without_slot(box, key, slot.id)


def test_a_new_key_opens_by_every_old_passphrase_and_knows_the_former_key():
    box, key, first = a_vault()
    box, second = vault.with_slot(box, key, "user", "王芳", "王芳自己的口令短语呀", kdf=TINY)
    prepared, fresh = vault.with_new_key(box, key)
    during = vault.unlock(prepared, second, "王芳自己的口令短语呀")
    assert (during.key, during.pending, during.pending_earlier) == (key, fresh, (key,))
    after = vault.settled(prepared, changed=True)
    keys = vault.unlock(after, after.slot(first.id), "一二三四五六七八九十")
    assert (keys.key, keys.earlier, keys.pending) == (fresh, (key,), None)
    assert vault.settled(prepared, changed=False) == box


def test_who_left_with_the_old_key_cannot_open_the_new_one():
    box, key, leaver = a_vault()
    box, _ = vault.with_slot(box, key, "user", "王芳", "王芳自己的口令短语呀", kdf=TINY)
    box = vault.without_slot(box, key, leaver.id)
    prepared, fresh = vault.with_new_key(box, key)
    after = vault.settled(prepared, changed=True)
    assert fresh != key
    with pytest.raises(Exception):  # noqa: B017
        keyslots.data_key(after.slots[0], after.ledger_id, key)


def test_a_slot_planted_from_outside_is_noticed():
    box, _, slot = a_vault()
    planted = keyslots.new_slot(box.ledger_id, "user", "外人", "planted passphrase", b"0" * 32, kdf=TINY)
    with pytest.raises(vault.KeysDamaged):
        vault.unlock(replace(box, slots=(slot, planted)), slot, "一二三四五六七八九十")


def test_either_copy_recovers_the_other(tmp_path):
    box, _, _ = a_vault()
    saved = vault.save(tmp_path, box)
    for name in vault.NAMES:
        good = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(good[:-40] + b"X" + good[-39:])
        assert vault.damaged_copies(tmp_path) == (name,)
        assert vault.load(tmp_path) == saved
        assert (tmp_path / name).read_bytes() == good


def test_without_a_whole_copy_the_keys_are_damaged(tmp_path):
    with pytest.raises(vault.KeysDamaged):
        vault.load(tmp_path)


def test_a_plain_ledger_needs_no_login_to_change_its_slots():
    box, key, slot = a_vault(plain=True)
    assert vault.slot_key(box, None) == key
    assert vault.unlock(box, slot, "一二三四五六七八九十").key == key


def test_a_recovery_code_is_checked_and_proven_by_two_groups():
    code = recovery_code.new_code()
    groups = code.split("-")
    assert [len(group) for group in groups] == [5] * 6
    assert recovery_code.is_whole(code.lower().replace("-", " "))
    assert recovery_code.is_proven(code, groups[1].lower(), f" {groups[4]} ")
    assert not recovery_code.is_proven(code, groups[4], groups[1])


def test_look_alike_signs_are_read_as_digits():
    assert recovery_code.plain_signs("oIl ０－z") == "0110Z"


def test_a_mistyped_code_is_noticed_before_the_slow_step():
    code = recovery_code.plain_signs(recovery_code.new_code())
    wrong = [("1" if code[0] != "1" else "2") + code[1:], code[:-1], code + "0"]
    assert not any(recovery_code.is_whole(each) for each in wrong[1:])
    assert sum(recovery_code.is_whole(sign + code[1:]) for sign in recovery_code.ALPHABET) <= 3


def test_five_failures_wait_ten_minutes_also_after_restart(tmp_path):
    now = datetime(2026, 6, 5, 9)
    for _ in range(4):
        assert attempts.failed(tmp_path, "李建国", now).waits_until(now) is None
    attempts.failed(tmp_path, "李建国", now)
    assert attempts.of(tmp_path, "李建国").waits_until(now) == now + timedelta(minutes=10)
    assert attempts.of(tmp_path, "李建国").waits_until(now + timedelta(minutes=10)) is None
    assert attempts.of(tmp_path, "王芳").waits_until(now) is None


def test_success_gives_the_failures_to_the_log_and_forgets_them(tmp_path):
    now = datetime(2026, 6, 5, 9)
    attempts.failed(tmp_path, "李建国", now)
    assert attempts.succeeded(tmp_path, "李建国").times == ("2026-06-05T09:00:00",)
    assert attempts.of(tmp_path, "李建国") == attempts.Attempts()

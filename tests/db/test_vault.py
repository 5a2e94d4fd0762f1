from dataclasses import replace

import pytest

from db import attempts, key_file, keyslots, recovery_code, vault
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


def test_a_new_passphrase_stands_when_the_database_names_it_and_the_old_one_is_gone_then():
    """R-3"""
    box, key, old = a_vault()
    box, new = vault.with_slot(box, key, "user", "李建国", "另外一个新的口令短语", kdf=TINY)
    box = vault.announced(box, key, new)
    before, after = vault.Named(frozenset({old.id})), vault.Named(frozenset({new.id}))
    assert (vault.stands(box, before, new), vault.stands(box, after, new)) == (False, True)
    assert vault.decided(box, key, before).slots == (old,)
    settled = vault.decided(box, key, after)
    assert (settled.slots, settled.coming) == ((new,), ())
    assert vault.unlock(settled, new, "另外一个新的口令短语").key == key


def test_a_recovery_slot_of_a_ledger_that_names_none_stands_until_another_is_named():
    """R-3"""
    box, key, _ = a_vault()
    box, old = vault.with_slot(box, key, "recovery", "恢复码", "A" * 30, kdf=TINY)
    box, new = vault.with_slot(box, key, "recovery", "恢复码", "B" * 30, kdf=TINY)
    box = vault.announced(box, key, new)
    nobody = vault.Named(frozenset())
    assert [vault.stands(box, nobody, slot) for slot in (old, new)] == [True, False]
    named = vault.Named(frozenset(), recovery=new.id)
    assert [vault.stands(box, named, slot) for slot in (old, new)] == [False, True]


def test_a_vault_without_anybody_named_keeps_its_way_in():
    """R-3"""
    box, key, slot = a_vault()
    assert vault.decided(box, key, vault.Named(frozenset())).slots == (slot,)


def test_a_settled_file_is_read_by_the_first_version_too():
    box, _, _ = a_vault()
    assert not {"coming", "tries", "restores"} & set(vault.as_text(box))
    assert '"coming"' not in vault.as_text(box)


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
    box, stayer = vault.with_slot(box, key, "user", "王芳", "王芳自己的口令短语呀", kdf=TINY)
    box = vault.decided(box, key, vault.Named(frozenset({stayer.id})))
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


@pytest.mark.parametrize("place", [0, 1])
def test_a_copy_of_a_later_form_is_never_written_over(tmp_path, place):
    """A later program was interrupted between the two copies: what it wrote is the truth."""
    vault.save(tmp_path, a_vault()[0])
    newer = tmp_path / vault.NAMES[place]
    newer.write_text('{"checksum": "x", "body": {"version": 2}}', "utf-8")
    before = newer.read_bytes()
    for mend in (True, False):
        with pytest.raises(key_file.NewerKeys):
            vault.load(tmp_path, mend=mend)
    assert newer.read_bytes() == before


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


@pytest.fixture
def running(monkeypatch):
    """Seconds that this PC has been running, set by hand."""
    state = {"now": 5000.0}
    monkeypatch.setattr(attempts, "uptime", lambda: state["now"])
    return state


@pytest.fixture
def kept(tmp_path):
    box, _, _ = a_vault()
    vault.save(tmp_path, box)
    return tmp_path


def known(folder, name="李建国"):
    return attempts.of(vault.load(folder), name)


def fail(folder, count=5, name="李建国"):
    for _ in range(count):
        attempts.failed(folder, name, "2026-06-05T09:00:00")


def test_five_failures_wait_ten_minutes_of_this_pc_running_whatever_its_clock_says(kept, running):
    """R-7"""
    fail(kept, 4)
    assert known(kept).seconds_left(running["now"]) == 0
    fail(kept, 1)
    assert known(kept).seconds_left(running["now"]) == attempts.WAIT
    assert known(kept).seconds_left(running["now"] + 599) == 1
    assert known(kept).seconds_left(running["now"] + 600) == 0
    assert known(kept, "王芳").seconds_left(running["now"]) == 0


def test_a_restart_of_the_pc_does_not_end_the_wait(kept, running):
    """R-7"""
    fail(kept)
    assert [known(kept).seconds_left(up) for up in (30.0, 599.0, 600.0)] == [570.0, 1.0, 0]


def test_success_ends_the_spell_and_never_lowers_the_count(kept, running):
    """R-7"""
    fail(kept, 3)
    attempts.succeeded(kept, "李建国")
    assert (known(kept).spell, known(kept).total, len(known(kept).unlogged)) == (0, 3, 3)
    attempts.logged(kept, {"李建国": 3})
    assert (known(kept).total, known(kept).unlogged) == (3, ())
    attempts.logged(kept, {"李建国": 7})
    assert known(kept).total == 7, "the log knows of more than an older keys file"


def test_the_count_lives_in_the_keys_themselves(kept, running):
    """R-7"""
    fail(kept)
    assert sorted(path.name for path in kept.iterdir()) == sorted(vault.NAMES)
    (kept / vault.NAMES[0]).unlink()
    assert known(kept).total == 5

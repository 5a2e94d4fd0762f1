"""A key slot as it is written down."""

import json

import pytest

from db.slots import KEY_BYTES, Kdf, Slot, slot_from

CHEAP = Kdf(memory_kib=64, passes=1, lanes=1)
SALT = bytes(16)


def test_a_slot_comes_back_from_what_was_written_down():
    slot = Slot("s1", "user", "王敏", CHEAP, "00", "SM4-GCM", "01", "02", "03", "04")

    assert slot_from(json.loads(json.dumps(slot.as_dict()))) == slot


def test_a_passphrase_gives_the_same_key_however_its_characters_were_composed():
    assert CHEAP.derive("Ｐａｓｓ 2026", SALT) == CHEAP.derive("Pass 2026", SALT)
    assert len(CHEAP.derive("Pass 2026", SALT)) == KEY_BYTES


@pytest.mark.parametrize(
    "other",
    [
        CHEAP.derive("pass 2026", SALT),
        CHEAP.derive("Pass 2026", bytes(15) + b"1"),
        Kdf(memory_kib=64, passes=2, lanes=1).derive("Pass 2026", SALT),
        Kdf(memory_kib=128, passes=1, lanes=1).derive("Pass 2026", SALT),
    ],
    ids=["another passphrase", "another salt", "more passes", "more memory"],
)
def test_anything_else_gives_another_key(other):
    assert CHEAP.derive("Pass 2026", SALT) != other

"""Who is named in a salted field is kept as a key."""

from db.queries.settings import setting
from desktop.operations.records.person_keys import SALT, key_known, key_of


def test_one_person_has_one_key_however_the_name_is_spaced():
    assert key_of("盐", "陈 立军") == key_of("盐", " 陈立　军") == key_of("盐", "陈立军")


def test_the_key_tells_no_name_and_differs_by_person_and_by_ledger():
    key = key_of("盐", "陈立军")

    assert len(key) == 20 and "陈" not in key
    assert key not in (key_of("盐", "陈立君"), key_of("另一本", "陈立军"))


def test_a_key_that_is_given_stays_as_it_is():
    key = key_of("盐", "陈立军")

    assert key_of("盐", key) == key_of("另一本", f" {key} ") == key


def test_looking_up_a_key_keeps_no_salt(ledger):
    before = key_known(ledger.reader, "陈立军")

    assert setting(ledger.reader, SALT) in (None, "")
    assert key_known(ledger.reader, "陈立军") == before != key_known(ledger.reader, "陈立君")

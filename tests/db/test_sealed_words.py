import os

import pytest

from db import sealed_words


def test_words_come_back_by_the_key_that_sealed_them_and_by_no_other():
    key, other = os.urandom(32), os.urandom(32)
    stored = sealed_words.sealed("甄某某、贾某某", key)
    assert sealed_words.is_sealed(stored)
    assert "甄" not in stored
    assert sealed_words.opened(stored, (other, key)) == "甄某某、贾某某"
    with pytest.raises(sealed_words.NotOpened):
        sealed_words.opened(stored, (other,))


def test_the_same_words_are_sealed_differently_each_time():
    key = os.urandom(32)
    assert sealed_words.sealed("甲", key) != sealed_words.sealed("甲", key)


def test_changed_words_are_not_believed_and_nothing_stays_nothing():
    key = os.urandom(32)
    stored = sealed_words.sealed("甲", key)
    with pytest.raises(sealed_words.NotOpened):
        sealed_words.opened(stored[:-4] + "AAA=", (key,))
    assert sealed_words.sealed("", key) == ""
    assert sealed_words.opened("", ()) == ""

from __future__ import annotations

import sys

import pytest

from desktop.rules.pinyin import matches, readings


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("县城管局", "cgj"),
        ("县城管局", "xcgj"),
        ("长乐乡", "clx"),
        ("长乐乡", "zlx"),
        ("重庆路街道", "cql"),
        ("重庆路街道", "zql"),
        ("A区党工委", "aq"),
    ],
)
def test_s2_initials_find_a_name_in_every_reading(name, typed):
    assert matches(name, typed)


@pytest.mark.parametrize(
    ("name", "typed"), [("县城管局", "cgjj"), ("县城管局", "c"), ("县城管局", "xgj"), ("县城管局", "城管")]
)
def test_s2_other_letters_do_not_find_it(name, typed):
    assert not matches(name, typed)


def test_s2_the_office_adds_its_own_readings():
    assert matches("垚镇", "tz", {"垚": "t"})
    assert not matches("垚镇", "tz")


@pytest.mark.parametrize(("character", "letters"), [("长", "cz"), ("乐", "ly"), ("A", "a"), ("。", "")])
def test_s2_a_character_has_the_first_letter_of_each_of_its_readings(character, letters):
    assert readings(character) == frozenset(letters)


def test_s2_the_phrases_of_the_library_are_never_loaded():
    assert readings("银") and "pypinyin.pinyin_dict" in sys.modules
    assert "pypinyin.phrases_dict" not in sys.modules

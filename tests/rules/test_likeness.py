"""Texts that are alike: the quick tests leave out none that the slow one would find."""

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.likeness import alike, shared_runs

WORDS = st.text("党费收缴不及时欠", max_size=12)


@given(word=WORDS, others=st.lists(WORDS, unique=True, max_size=8), least=st.sampled_from([0.6, 0.8]))
def test_every_text_that_is_alike_enough_is_found_with_its_likeness_and_no_other(word, others, least):
    by_all = {other: SequenceMatcher(None, other, word, autojunk=False).ratio() for other in others}
    assert alike(word, others, least) == {other: ratio for other, ratio in by_all.items() if ratio >= least}


@pytest.mark.parametrize("least", [0.6, 0.8])
def test_they_come_in_their_order(least):
    others = ("资金管理甲", "别的", "资金管理乙", "资金管理")
    assert list(alike("资金管理", others, least)) == ["资金管理甲", "资金管理乙", "资金管理"]


def test_a_long_text_is_like_itself_though_its_characters_come_often():
    """Beyond 200 characters the comparison of the library would take the frequent ones for noise."""
    long = "党费收缴不及时" * 40
    assert alike(long, [long, "别的" * 140], 0.8) == {long: 1.0}


def test_no_character_is_noise_however_often_it_comes():
    """Each comes in more than one of a hundred places: the comparison of the library would drop them all."""
    one, other = "党费收缴" * 60, "党费收缴" * 50 + "采购程序" * 10
    assert alike(one, [other], 0.8) == {other: SequenceMatcher(None, other, one, autojunk=False).ratio()}


@pytest.mark.parametrize("least, found", [(0.75, ["甲乙丙戊"]), (0.76, [])])
def test_one_that_is_just_alike_enough_is_found(least, found):
    assert list(alike("甲乙丙丁", ["甲乙丙戊"], least)) == found


def test_runs_that_both_texts_hold_are_told_where_they_stand():
    assert shared_runs("甲乙丙丁戊", "子甲乙丙丁", 4) == [(0, 4)]
    assert shared_runs("甲乙丙", "甲乙丙", 4) == []
    assert shared_runs("一二三四五六七八", "五六七八一二三四", 4) == [(0, 8)]

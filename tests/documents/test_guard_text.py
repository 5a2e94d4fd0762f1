"""P-12: texts as the guard compares them: no comma, space or width hides anything; runs of twelve are found wherever they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.guard_text import SHINGLE, Cover, Passages, core, core_lines, digits, numerals, places_of
from desktop.documents.same_characters import SAME

TEXT = "老旧小区改造结余资金未清理施工许可事中检查记录不全"


@pytest.mark.parametrize(
    "text, bare", [("县 民政局，１２3。Ab", "县民政局123ab"), ("①②", "12"), ("", ""), ("—…（）", "")]
)
def test_the_core_is_letters_and_digits(text, bare):
    assert core(text) == bare


@pytest.mark.parametrize("nought", "〇零○◯⭕⚪0０oοо")
@pytest.mark.parametrize("written", ["612{}88{}", "六一二{}八八{}", "{}612{}88", "61{}{}8{}", "{}{}612"])
def test_whatever_reads_as_nought_is_one_p12(nought, written):
    """P-12"""
    assert numerals(core(written.replace("{}", nought))) == numerals(core(written.replace("{}", "0")))


@pytest.mark.parametrize(("text", "bare"), [("○老旧小○区", "老旧小区"), ("○○局", "局"), ("乙○", "乙")])
def test_a_ring_beside_no_numeral_is_a_bullet(text, bare):
    assert core(text) == bare


@pytest.mark.parametrize("group", ["苎苧薴", "干幹乾", "台臺檯颱", "发發髮", "后後", "里裏裡", "并並併"])
def test_characters_that_are_one_to_a_reader_compare_as_one_p12(group):
    """P-12"""
    assert len({core(one + "麻") for one in group}) == 1


def test_no_character_is_compared_as_one_that_is_compared_as_another_p12():
    """P-12"""
    assert [chr(one) for one in SAME if ord(SAME[one]) in SAME and SAME[ord(SAME[one])] != SAME[one]] == []


def test_lines_stay_apart_and_digits_alone():
    assert core_lines("甲，乙\n丙 丁") == "甲乙\n丙丁" and digits("（０571）6123-456转1") == "057161234561"


@given(st.integers(0, len(TEXT) - SHINGLE), st.integers(SHINGLE, len(TEXT)), st.text("一二三四", max_size=5))
def test_any_run_of_twelve_is_found_with_its_place(start, size, around):
    run = TEXT[start : start + size]
    passages = Passages()
    passages.add(TEXT, "甲")
    bare = around + run + around
    found = list(passages.found_in(bare))
    assert ("甲", len(around), len(around) + len(run)) in found


@pytest.mark.parametrize("size", [SHINGLE - 1, SHINGLE])
def test_a_shorter_run_of_a_longer_text_says_nothing(size):
    passages = Passages()
    passages.add(TEXT, "甲")
    assert bool(list(passages.found_in("前" + TEXT[3 : 3 + size] + "后"))) is (size >= SHINGLE)


def test_a_text_shorter_than_a_run_is_found_as_a_whole_only():
    passages = Passages()
    passages.add("党费收缴不及时", "甲")
    passages.add("短", "乙")
    assert (
        list(passages.found_in("又见党费收缴不及时")) == [("甲", 2, 9)]
        and list(passages.found_in("党费收缴不及")) == []
    )


def test_owners_that_share_a_text_are_all_told_and_each_place_once():
    passages = Passages()
    passages.add(TEXT, "甲")
    passages.add("另" + TEXT, "乙")
    found = sorted(passages.found_in(TEXT + "。" + TEXT))
    assert {owner for owner, *_rest in found} == {"甲", "乙"} and len(found) == len(set(found))
    assert {(start, end) for owner, start, end in found if owner == "甲"} == {
        (0, len(TEXT)),
        (len(TEXT) + 1, 2 * len(TEXT) + 1),
    }


def test_stretches_that_touch_are_one():
    assert Cover([(5, 9), (0, 3), (3, 4), (8, 12)]).spans() == [(0, 4), (5, 12)]


@pytest.mark.parametrize(
    "start, end, held, bare",
    [
        (0, 4, True, 0),
        (1, 3, True, 0),
        (0, 5, False, 1),
        (4, 5, False, 1),
        (5, 12, True, 0),
        (3, 6, False, 1),
        (12, 15, False, 3),
        (2, 14, False, 2),
        (20, 21, False, 1),
    ],
)
def test_a_stretch_lies_within_one_of_them_or_bares_its_longest_part(start, end, held, bare):
    cover = Cover([(0, 4), (5, 12)])
    assert (cover.holds(start, end), cover.bares(start, end)) == (held, bare)
    assert not Cover([]).holds(0, 1) and Cover([]).bares(2, 5) == 3


@pytest.mark.parametrize(
    "bare, word, places",
    [
        ("甲乙甲乙", "甲乙", [(0, 2), (2, 4)]),
        ("a6123456b", "6123456", [(1, 8)]),
        ("16123456", "6123456", []),
        ("61234567", "6123456", []),
        ("6123456", "6123456", [(0, 7)]),
        ("x7甲", "7甲", [(1, 3)]),
        ("aaa", "aa", [(0, 2), (1, 3)]),
    ],
)
def test_a_word_of_digits_stands_alone_among_digits(bare, word, places):
    assert list(places_of(bare, word)) == places


CHUNKS = [TEXT, "党费收缴不及时问题", "会议记录不完整抽查九份缺少三份且未说明原因", "甲乙丙丁"]
SAID = st.lists(st.tuples(st.sampled_from(CHUNKS), st.integers(0, 20), st.integers(1, 26)), max_size=5)


def _said(parts):
    return "".join(text[start : start + size] for text, start, size in parts)


@given(SAID, st.lists(SAID, min_size=1, max_size=4), SAID)
def test_what_others_alone_share_is_found_however_much_is_shared_with_an_own_text_p12(own, others, paper):
    """P-12: to leave out what is covered loses no stretch that tells of another."""
    passages = Passages()
    passages.add(_said(own), "己")
    for number, text in enumerate(others):
        passages.add(_said(text), f"他{number}")
    bare = core(_said(paper))
    mine = passages.cover_of(bare, ["己"])

    def telling(found):
        return {one for one in found if mine.bares(*one[1:]) >= min(SHINGLE, one[2] - one[1])}

    every = set(passages.found_in(bare))
    assert telling(passages.not_of(bare, ["己"], mine)) == telling(one for one in every if one[0] != "己")
    assert mine.spans() == Cover([(start, end) for owner, start, end in every if owner == "己"]).spans()
    assert passages.touch(bare) or not every


def test_of_places_those_are_left_whose_piece_shares_no_character_with_a_cover():
    cover = Cover([(2, 6), (20, 22), (36, 60)])
    places = [at for at in range(70) if at % 3]
    free = [at for at in places if not any(at < end and at + 7 > start for start, end in cover.spans())]
    assert cover.left_of(places) == cover.left_of(tuple(places)) == free and 0 < len(free) < len(places)
    assert Cover([]).left_of(places) == places and cover.left_of(()) == []


def test_a_stretch_within_the_last_one_changes_nothing():
    assert Cover([(0, 3), (5, 9), (6, 8)]).spans() == [(0, 3), (5, 9)]

from __future__ import annotations

import pytest

from db.queries.standing import BACKWARDNESS
from desktop.rules.state_words import CHIPS, SHAPES, STATE_WORDS, TONES, chip, lanes_text, standing_chip


def test_every_state_has_word_shape_and_tone():
    assert set(STATE_WORDS) == set(SHAPES) == set(TONES) == set(BACKWARDNESS)


@pytest.mark.parametrize(
    ("claim", "verdict", "newer", "text"),
    [
        ("not_started", "not_started", False, "○ 未启动"),
        ("in_progress", "not_started", True, "◔ 正在推进"),
        ("done", "not_started", True, "◉ 待核实"),
        ("done", "not_done", True, "◉ 待核实"),
        ("done", "not_done", False, "✗ 未完成"),
        ("done", "done", False, "✓ 已销号"),
        ("done", "done", True, "✓ 已销号"),
        ("long_term", "long_term", False, "◑ 长期坚持"),
        ("transferred", "transferred", False, "→ 已移交"),
        ("in_progress", "basically_done", True, "◕ 基本完成"),
    ],
)
def test_the_chip_is_a_function_of_the_two_lanes(claim, verdict, newer, text):
    assert chip(claim, verdict, newer).text == text


def test_what_left_the_counts_says_how_it_left():
    assert standing_chip("done", "done", False, "withdraw").text == "⊘ 不再整改"
    assert standing_chip("done", "done", False, "merge").text == "⇢ 已合并"
    assert standing_chip("done", "done", False, "split").text == "⇶ 已拆分"
    assert standing_chip("done", "done", False, "give").text == "✓ 已销号"


def test_every_chip_that_lanes_can_give_is_in_the_list_of_chips():
    for claim in BACKWARDNESS:
        for verdict in BACKWARDNESS:
            for newer in (False, True):
                assert chip(claim, verdict, newer) in CHIPS


def test_exports_print_both_lanes_in_words():
    assert lanes_text("done", "done") == "自报：已完成；认定：已销号"

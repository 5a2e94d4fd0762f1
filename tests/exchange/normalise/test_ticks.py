"""RULES: ticked cells, boxes, and a cell that offers its choices."""

import pytest

from desktop.exchange.normalise.ticks import chosen, is_empty_box, is_tick

TICKS, EMPTY = "√✓✔☑●○■是1", "□☐▢×✕✗✘否"


def test_each_mark_is_ticked_or_not_and_words_are_neither():
    for mark in TICKS:
        assert is_tick(mark) is is_tick(f" {mark}　") is True and is_empty_box(mark) is False
    for mark in EMPTY:
        assert is_empty_box(mark) is is_empty_box(f" {mark} ") is True and is_tick(mark) is False
    for word in ("", "已完成", "√已完成", "√√"):
        assert is_tick(word) is is_empty_box(word) is False


@pytest.mark.parametrize("box", "□☐▢")
@pytest.mark.parametrize("tick", "√✓✔☑■")
def test_the_one_ticked_choice_is_the_word_whether_the_mark_leads_or_follows(box, tick):
    assert chosen(f"{tick}已完成 {box}未完成") == chosen(f"{box}未完成{tick}已完成") == "已完成"
    assert chosen(f"已完成{tick} 未完成{box}") == chosen(f"未完成{box}已完成{tick}") == "已完成"
    assert chosen(f"{tick}甲{tick}乙{box}丙") is chosen(f"{box}甲{box}乙") is chosen(f"{tick}{box}甲") is None


@pytest.mark.parametrize("text", ["", "□", "☑", "已完成", "√已完成", "√甲 ■乙", " 已 完成 "])
def test_a_cell_without_choices_is_itself(text):
    assert chosen(text) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("☑是 □否", "是"),
        ("□是 ☑否", "否"),
        ("是☑ 否□", "是"),
        ("☑是 ☑否 □缓", None),
        ("□是 □否", None),
        ("☑ □否", None),
        ("是", "是"),
        ("□", "□"),
    ],
)
def test_the_one_choice_that_is_ticked_is_said_and_none_where_not_just_one_is(text, words):
    assert chosen(text) == words

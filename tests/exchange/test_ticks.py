"""K7: ticks and boxes: the ticked choice of a cell, ticked columns, and what is certain of neither."""

import pytest

from desktop.exchange.normalise.status import read_status
from desktop.exchange.normalise.ticks import chosen, is_empty_box, is_tick
from tests.exchange.quick_sheets import both, values


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("☑是 □否", "done"),
        ("□是 ☑否", "not_done"),
        ("□已完成　√未完成", "not_done"),
        ("■已完成 □未完成", "done"),
        ("已完成□ 未完成☑", "not_done"),
        ("□是 □否", None),
        ("☑已完成☑未完成□长期坚持", None),
        ("□已完成", None),
    ],
)
def test_of_the_choices_in_a_cell_the_ticked_one_is_the_state(written, state):
    """K3, K7: 未完成 behind an empty box denies nothing; none or two ticks are asked about."""
    reading = read_status(written)

    assert (reading.state, reading.fault) == (state, None if state else "unknown_status")


def test_a_cell_without_boxes_offers_no_choice():
    """K7."""
    assert chosen("已完成√") == "已完成√" and chosen("□") == "□"
    assert is_tick(" √ ") and not is_tick("□") and is_empty_box("□") and not is_empty_box("")


@pytest.mark.parametrize(("ticked", "empty"), [("☑", "□"), ("√", "×"), ("■", "☐"), ("√", None)])
def test_a_column_of_boxes_is_ticked_or_not(ticked, empty):
    """K7: □ and × beside √ are no ticks and no states."""
    rows = [["序号", "问题", "已完成", "未完成"], [1, "账目不清。", ticked, empty], [2, "印章混放。", empty, ticked]]

    for reading in both(rows, unit="云台镇党委"):
        assert values(reading, "status") == ["done", "not_done"]

"""What charts are given: the causes of a change add up to it, or there is no chart."""

import pytest

from desktop.statistics.chart_data import Change, ChangeStep


def change(start, end, *deltas):
    return Change(
        "上月", start, tuple(ChangeStep(str(at), "因", delta) for at, delta in enumerate(deltas)), "本月", end
    )


@pytest.mark.parametrize(("start", "end", "deltas", "text"), [
    (80, 68, (-13, 1), "80 − 13 + 1 = 68"), (5, 5, (), "5 = 5"), (5, 5, (0, 2, -2), "5 + 2 − 2 = 5"), (0, 3, (3,), "0 + 3 = 3"),
])  # fmt: skip
def test_a_sum_is_printed_with_its_signs_and_without_noughts(start, end, deltas, text):
    assert change(start, end, *deltas).sum_text() == text


@pytest.mark.parametrize(("start", "end", "deltas"), [(80, 68, (-13,)), (5, 6, ()), (0, 3, (4, -2))])
def test_causes_that_do_not_add_up_are_refused(start, end, deltas):
    with pytest.raises(ValueError, match="add up"):
        change(start, end, *deltas)

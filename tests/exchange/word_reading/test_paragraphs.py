"""Where the bold beginning of a line ends: its lead is told by it."""

import pytest

from desktop.exchange.word_reading.paragraphs import Paragraph

TEXT = "一是学习。二是作风。后面"


@pytest.mark.parametrize(
    ("bold", "start", "end"),
    [
        ((), 0, 0), ((), 3, 3), (((0, 5),), 0, 5), (((0, 5),), 4, 5), (((0, 5),), 5, 5), (((0, 5),), 9, 9),
        (((5, 10),), 0, 0), (((5, 10),), 4, 4), (((5, 10),), 5, 10), (((0, 2), (5, 10)), 3, 3), (((0, 2), (5, 10)), 6, 10),
    ],
)  # fmt: skip
def test_a_bold_stretch_ends_where_it_ends_and_a_place_outside_has_none(bold, start, end):
    """Text before the first stretch is not bold because a later one is."""
    assert Paragraph((0,), TEXT, bold=bold).bold_from(start) == end

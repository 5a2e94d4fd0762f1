"""Where the bold beginning of a line ends: its lead is told by it."""

import pytest

from desktop.exchange.word_reading.paragraphs import Paragraph, WordText

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


def test_a_paragraph_of_which_nothing_is_told_is_plain_text():
    """Else every plain line would be read as a heading, a title, a signature or a text box."""
    plain = Paragraph((0,), TEXT)
    assert not any(
        (plain.level, plain.title, plain.centred, plain.right, plain.box, plain.bold, plain.label, plain.shown)
    )
    assert plain.place is None and (WordText().count, WordText().revisions) == (0, 0)


def test_of_two_stretches_that_touch_the_one_that_begins_there_counts():
    assert Paragraph((0,), TEXT, bold=((0, 3), (3, 6))).bold_from(3) == 6

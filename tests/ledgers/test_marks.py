"""From what the rules say to what is drawn: every chip has a shape and a tone, red is for overdue alone."""

import pytest

from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.marks import NEAR_DAYS, mark_of, overdue_mark, quiet_mark, remaining_mark
from desktop.rules.state_words import CHIPS, SHAPES


def test_every_chip_is_drawn_in_its_own_word_and_none_in_red():
    for chip in CHIPS:
        assert mark_of(chip).word == chip.word and mark_of(chip).tone is not Tone.RED
    assert (
        len({mark_of(chip).shape for chip in CHIPS}) == len({chip.shape for chip in CHIPS}) >= len(set(SHAPES.values()))
    )


@pytest.mark.parametrize(
    "days, word, shape",
    [
        (0, "今天到期", Shape.DIAMOND),
        (1, "剩 1 天", Shape.DIAMOND),
        (NEAR_DAYS, "剩 3 天", Shape.DIAMOND),
        (NEAR_DAYS + 1, "剩 4 天", Shape.DIAMOND_OUTLINE),
    ],
)
def test_a_near_date_is_filled_and_amber(days, word, shape):
    mark = remaining_mark(days)
    assert (mark.word, mark.shape, mark.tone is Tone.AMBER) == (word, shape, days <= 3)


def test_overdue_is_red_and_what_does_not_press_is_quiet():
    assert (overdue_mark(18).word, overdue_mark(18).tone, overdue_mark(18).shape) == (
        "逾期 18 天",
        Tone.RED,
        Shape.TRIANGLE,
    )
    assert (quiet_mark("x").word, quiet_mark("x").tone) == ("x", Tone.PLAIN)

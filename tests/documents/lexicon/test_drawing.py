"""papers/31: nothing of a draw is typed; that both shares are met and that a witness saw what was left out is proven."""

from desktop.documents.lexicon.drawing import WORDS
from desktop.documents.vocabulary import ASSERTION


def test_nothing_of_a_draw_is_typed():
    assert not any(field.typed for field in WORDS)


def test_what_the_sheet_asserts_is_proven():
    assert {field.name for field in WORDS if field.level == ASSERTION} == {"两项达标", "排除经确认"}

"""P-3: what the public account of a round asserts is computed or ticked; its table has every column of a unit."""

from desktop.documents.lexicon import WORDS
from desktop.documents.vocabulary import ASSERTION


def test_the_table_is_computed_and_the_assertions_are_named_as_such():
    assert not WORDS["排名"].typed and not WORDS["不排名"].typed
    assert WORDS["时限均登记"].level == WORDS["派驻意见均采纳"].level == ASSERTION
    assert (WORDS["时限均登记"].typed, WORDS["派驻意见均采纳"].typed) == (False, True)

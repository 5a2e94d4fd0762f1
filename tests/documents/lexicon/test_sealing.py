"""papers/34: every figure of the page is of the freeze; that nothing is open is asserted by the ledger."""

from desktop.documents.lexicon.sealing import WORDS
from desktop.documents.vocabulary import ASSERTION


def test_only_the_place_of_keeping_is_typed_and_the_assertion_is_the_ledgers():
    assert [one.name for one in WORDS if one.typed] == ["存放"]
    assert [one.name for one in WORDS if one.level == ASSERTION] == ["没有未结"]

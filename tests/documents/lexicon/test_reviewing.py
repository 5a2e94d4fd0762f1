"""P-3: that nobody asked for anything, and whose word counts where two disagree, comes from the ledger."""

from desktop.documents.lexicon import WORDS
from desktop.documents.vocabulary import ASSERTION, BLOCKS


def test_agreement_and_conflict_are_proven_by_the_ledger():
    assert WORDS["没有意见"].level == WORDS["冲突数"].level == WORDS["退回"].level == ASSERTION
    assert not any(WORDS[name].typed for name in ("没有意见", "冲突数", "退回", "采用方"))
    assert (WORDS["采用方"].missing, WORDS["采用方"].when) == (BLOCKS, "冲突数")

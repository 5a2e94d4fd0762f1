"""Words of warnings and reminders: counts of problems, and what is said only where the ledger proves it."""

from desktop.documents.lexicon.chasing import WORDS
from desktop.documents.vocabulary import ASSERTION, FLAG


def test_the_clerk_types_only_the_reason_and_every_flag_is_an_assertion():
    assert {word.name for word in WORDS if word.typed} == {"差异原因"}
    assert all(word.level == ASSERTION and word.missing == "略" for word in WORDS if word.kind == FLAG)

"""Each term is written once: what the database stores has a word, and no two codes share one where people must tell them apart."""

from db.queries.standing import BACKWARDNESS
from desktop.ledgers import terms


def test_every_code_has_a_word():
    assert set(terms.STATE_WORDS) == set(BACKWARDNESS) and set(terms.NATURE_WORDS) == {
        "ordinary",
        "immediate",
        "long_term",
    }
    for words in (
        terms.STATE_WORDS,
        terms.NATURE_WORDS,
        terms.EVENT_WORDS,
        terms.LETTER_EVENT_WORDS,
        terms.LEVEL_WORDS,
        terms.GROUP_WORDS,
        terms.FLAG_WORDS,
        terms.ROUNDING_WORDS,
    ):
        assert len(set(words.values())) == len(words) and all(word and not word.isascii() for word in words.values())

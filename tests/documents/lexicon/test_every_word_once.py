"""Two parts of the vocabulary never say the same word: the later one would silently take its place."""

from collections import Counter

from desktop.documents.lexicon import PARTS, WORDS


def test_no_word_stands_in_two_parts():
    names = Counter(field.name for part in PARTS for field in part.WORDS)
    assert [name for name, times in names.items() if times > 1] == []
    assert set(names) == set(WORDS)

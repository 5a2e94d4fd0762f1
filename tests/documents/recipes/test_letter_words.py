"""Head and contact of a preview: what a letter's frame prints, each with a value."""

from datetime import date

from desktop.documents.lexicon import WORDS
from desktop.documents.recipes.letter_words import LETTER, OFFICE, sample_head


def test_a_preview_has_the_head_it_is_given_and_signs_with_its_organ():
    found = sample_head("甲号", date(2026, 3, 1), "某办")
    assert (found["发文字号"], found["成文日期"], found["发文机关标志"], found["署名"]) == (
        "甲号",
        date(2026, 3, 1),
        "某办",
        "某办",
    )
    assert sample_head("甲号", date(2026, 3, 1))["署名"] == OFFICE
    assert all(found.values()) and found.keys() <= set(LETTER) <= WORDS.keys()

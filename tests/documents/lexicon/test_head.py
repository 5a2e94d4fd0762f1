"""papers 00, section 9: words of head and foot; a frame names only words that there are, a red head all those of a letter."""

from desktop.documents.lexicon import WORDS as ALL
from desktop.documents.lexicon.head import FRAME_WORDS, HEAD, WORDS


def test_only_who_signs_and_how_urgent_it_is_is_typed():
    assert {word.name for word in WORDS if word.typed} == {"签发人", "紧急程度"}


def test_every_word_of_a_frame_is_there_and_a_red_head_has_what_a_letter_has():
    assert {name for names in FRAME_WORDS.values() for name in names} | set(HEAD) <= ALL.keys()
    assert set(HEAD) < set(FRAME_WORDS["letter"]) < set(FRAME_WORDS["red"])
    assert set(FRAME_WORDS["red"]) - set(FRAME_WORDS["letter"]) == {"签发人", "紧急程度", "印发机关"}


def test_a_copy_number_is_needed_only_with_a_classification():
    assert {word.name: word.when for word in WORDS if word.when} == {"份号": "密级"}

"""P-6: a number is 代字, year and sequence after NFKC, in whatever dress it was typed."""

import pytest

from desktop.rules.document_numbers import NumberParts, read_number, word_of


@pytest.mark.parametrize(
    "text",
    [
        "青巡督〔2026〕7号",
        "青巡督[2026]007号",
        "青巡督（２０２６）７号",
        "青巡督【2026】第7号",
        " 青巡督 〔2026〕 7 号",
        "青巡督〔2026〕7",
    ],
)
def test_one_number_in_many_dresses_p6(text):
    assert read_number(text) == NumberParts("青巡督", 2026, 7)


@pytest.mark.parametrize(
    "text", ["", "7号", "青巡督〔26〕7号", "青巡督〔2026〕号", "青巡督〔2026〕0号", "关于督办的函"]
)
def test_what_is_no_number_p6(text):
    assert read_number(text) is None


def test_a_pattern_in_another_dress_has_the_same_word_p6():
    assert word_of("青巡督[{年}]第{号}号") == word_of("青巡督〔{年}〕{号}号") == "青巡督"

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


@pytest.mark.parametrize(("year", "known"), [(1948, False), (1949, True), (2026, True), (2199, True), (2200, False)])
def test_a_year_of_papers_lies_between_1949_and_2199_p6(year, known):
    assert (read_number(f"青巡督〔{year}〕7号") is not None) is known


def test_a_number_is_told_back_as_it_was_read_p6():
    for seq in (1, 7, 10, 999_999):
        parts = read_number(f"青巡督〔2026〕{seq}号")
        assert (parts.text, parts.pattern) == (f"青巡督〔2026〕{seq}号", "青巡督〔{年}〕{号}号")
    assert read_number("青巡督〔2026〕1000000号") is None


@pytest.mark.parametrize("pair", ["〔〕", "[]", "（）", "()", "【】", "〈〉", "《》", "<>", "「」"])
def test_every_kind_of_bracket_is_one_p6(pair):
    assert read_number(f"青巡督{pair[0]}2026年{pair[1]}第007号") == NumberParts("青巡督", 2026, 7)


def test_a_text_without_the_form_of_a_number_is_its_own_word_p6():
    assert word_of("青 巡　督") == "青巡督"

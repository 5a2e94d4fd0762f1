"""短语库: phrases are offered where words of the vocabulary are typed, and a fact that is still open keeps a paper back."""

import tomllib

import pytest

from desktop.documents.lexicon import WORDS, word
from desktop.documents.phrase_kinds import KINDS, OFFERED, first_blank, kinds_for, unfilled
from desktop.documents.recipes import recipe_of
from desktop.operations.defaults import FILES, FOLDER

PHRASES = tomllib.loads((FOLDER / FILES["phrase"]).read_text("utf-8"))["row"]


def test_the_library_has_its_sixty_phrases_in_five_kinds_and_each_kind_is_offered_somewhere():
    counted = [sum(row["kind"] == kind for row in PHRASES) for kind in KINDS]

    assert counted == [16, 10, 12, 10, 12] and set(OFFERED.values()) == set(KINDS)


@pytest.mark.parametrize("place", OFFERED)
def test_phrases_are_offered_only_where_a_clerk_types_a_passage(place):
    name, _dot, column = place.partition(".")
    field = word(name)
    parts = {item.name: item for item in field.items}

    assert name in WORDS and (not column or column in parts)
    assert field.typed or parts[column].typed
    assert kinds_for(field)[column] == OFFERED[place]


def test_every_fact_that_a_phrase_leaves_open_is_seen():
    for row in PHRASES:
        assert ("〔" in row["text"]) == bool(first_blank(row["text"])), row["text"]
    assert first_blank("青巡督〔2026〕6号") is None


def test_a_paper_with_an_open_fact_is_not_issued():
    recipe = recipe_of("recommendation_letter")
    words = recipe.sample() | recipe.enter({"建议": [{"标题": "理清款项", "内容": "明确〔款项〕到账后的最迟入账天数"}]})

    assert [str(one) for one in recipe.missing(words) if one.blocks] == ["建议（〔款项〕未填）"]
    assert recipe.missing(recipe.sample()) == ()


def test_open_facts_are_found_in_lists_and_rows():
    assert list(unfilled({"原因": ["甲", "调整〔次数〕次"], "建议": [{"内容": "清理〔事项〕"}]})) == [
        ("原因", "〔次数〕"),
        ("建议", "〔事项〕"),
    ]

"""P-5: a figure word that became a number is told at its place, also where the same word stands elsewhere."""

import pytest

from desktop.documents.recipes import RECIPES
from desktop.documents.template import tagged_trees
from desktop.documents.template_reference import reference_faults
from desktop.documents.typed_figures import typed_figures
from desktop.documents.vocabulary import COUNT, DAY, LIST, RATE, TEXT, Field
from tests.documents.papers import TEMPLATES
from tests.documents.test_template_reference import trees

ROW = Field("行", "r", LIST, items=(Field("数", "n", COUNT), Field("名", "t", TEXT)))
FIELDS = (
    Field("总数", "n", COUNT), Field("率", "r", RATE), Field("话", "t", TEXT), Field("日", "d", DAY),
    Field("制度", "l", LIST), ROW,
)  # fmt: skip
TWICE = [
    "共回访{{总数}}个、抽查{{话}}",
    "比例不低于三分之一（{{总数}}/{{率|带数}}、{{制度|length}}/{{总数}}）",
    "{{二级}}{{话}}于{{日}}",
]


def told(own, shipped=TWICE):
    return [(fault.paragraph, fault.tag) for fault in typed_figures("甲.docx", trees(*own), trees(*shipped), FIELDS)]


@pytest.mark.parametrize(
    ("old", "new", "at", "tag"),
    [
        ("（{{总数}}/", "（23/", 2, "{{总数}}"), ("/{{总数}}）", "/二十三）", 2, "{{总数}}"), ("{{率|带数}}", "88.6%", 2, "{{率|带数}}"),
        ("{{制度|length}}", "约４项", 2, "{{制度|length}}"), ("回访{{总数}}个", "回访12个", 1, "{{总数}}"),
    ],
)  # fmt: skip
def test_a_number_in_the_place_of_a_figure_word_is_told_though_the_word_stands_elsewhere_p5(old, new, at, tag):
    """P-5"""
    own = [text.replace(old, new) for text in TWICE]
    assert own != TWICE and told(own) == [(at, tag)]


def test_two_places_of_one_paragraph_are_told_each():
    own = [TWICE[0], TWICE[1].replace("{{总数}}", "5"), TWICE[2]]
    assert told(own) == [(2, "{{总数}}"), (2, "{{总数}}")]


@pytest.mark.parametrize(
    "own",
    [
        TWICE,
        [TWICE[0].replace("抽查{{话}}", "按照条例第三十九条抽查"), *TWICE[1:]],
        [TWICE[0].replace("{{总数}}个", "若干党组织"), *TWICE[1:]],
        [TWICE[0], "比例符合《巡察工作条例》第12条的规定", TWICE[2]],
        [TWICE[0], *TWICE[2:]],
        [TWICE[0], TWICE[1].replace("{{总数}}/{{率|带数}}、", ""), "请于5个工作日内报送", TWICE[2]],
        [*TWICE[:2], "（二）{{话}}于{{日}}"],
        [TWICE[0].replace("共回访", "2轮共回访"), *TWICE[1:]],
    ],
)
def test_own_wording_a_citation_and_a_passage_left_out_stand(own):
    assert told(own) == []


def test_a_cell_is_told_and_its_words_of_a_row_count():
    shipped = ["名称", "{{行.名}}", "{{行.数}}", "合计"]
    assert told(["名称", "{{行.名}}", "12", "合计"], shipped) == [(3, "{{行.数}}")]
    assert told(["名称", "12", "{{行.数}}", "合计"], shipped) == []


def test_a_changed_paragraph_among_new_ones_is_known_again():
    own = ["另起一段本办自己的话，共分两部分", TWICE[0], "又一段", TWICE[1].replace("（{{总数}}", "（23"), TWICE[2]]
    assert told(own) == [(4, "{{总数}}")]


def test_a_place_is_told_once_although_the_word_is_gone_everywhere():
    [fault] = reference_faults("甲.docx", trees("共12个问题"), trees("共{{总数}}个问题"), FIELDS)
    assert (fault.paragraph, fault.tag) == (1, "{{总数}}")


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
def test_no_shipped_template_has_a_typed_figure_against_itself_or_with_a_paragraph_more(recipe):
    path = TEMPLATES / f"{recipe.kind}.docx"
    own = tagged_trees(path.read_bytes(), path.name)
    assert list(typed_figures(path.name, own, own, recipe.fields)) == []

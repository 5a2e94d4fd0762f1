"""问题整改销号审批表: numbered in its own series without the county's character, one a finding, some of them on wish (papers/21)."""

import re
from itertools import product
from typing import Any

import pytest

from desktop.documents.package import BODY, open_parts
from desktop.documents.recipes.close_out_approval import RECIPE
from tests.documents.papers import press

OPINIONS = ("单位主要负责人承诺", "县纪委监委派驻县农业农村局纪检监察组意见", "县委巡察组意见", "县委巡察办意见")
WISHED = {"涉组": "县委组织部意见", "报领导小组": "县委巡察工作领导小组意见"}


def sheet(wished: tuple[str, ...], times: int) -> tuple[int, str]:
    """Pages and text of a sheet, what was done and handed in told so many times."""
    words: dict[str, Any] = {**RECIPE.sample(), **dict.fromkeys(wished, True)}
    words |= {name: words[name] * times for name in ("完成措施", "佐证")}
    paper = press(RECIPE.kind).render(words)
    return paper.pages, open_parts(paper.data, "a")[BODY].decode("utf-8")


@pytest.mark.parametrize(("first", "second", "times"), [*product((False, True), (False, True), (1, 3))])
def test_every_opinion_has_its_field_once_and_the_sheet_is_one_page(first, second, times):
    wished = tuple(name for name, there in zip(WISHED, (first, second), strict=True) if there)
    pages, xml = sheet(wished, times)
    text = "".join(re.findall("<w:t[^>]*>([^<]*)</w:t>", xml))

    assert pages == 1
    for opinion in (*OPINIONS, *WISHED.values()):
        assert text.count(opinion) == (opinion in OPINIONS or opinion in [WISHED[name] for name in wished])
    assert text.count("签名：") == len(OPINIONS) + len(wished) and text.count("（公章）") == 1


def test_fields_stand_in_pairs_only_where_that_saves_a_page():
    assert [
        sheet(wished, times)[1].count("签名：＿＿＿＿　　年") for wished, times in (((), 1), (("涉组",), 1), ((), 4))
    ] == [4, 5, 0]


def test_it_is_made_of_a_finding_and_bears_a_number_of_its_own():
    assert (RECIPE.form, RECIPE.per, RECIPE.book, RECIPE.rows.part) == ("sheet", "record", "finding", True)
    assert RECIPE.issuers[0].plain and RECIPE.issuers[0].series == "销号〔{年}〕{号}号"


def test_the_register_tells_it_with_the_number_of_its_finding():
    assert RECIPE.entitled("审批表", RECIPE.sample()) == "审批表（06-01-003）"
    assert RECIPE.entitled("审批表", {}) == "审批表"

"""P-3: no template prints 均 已 没有 逐条 全部 无 一致 without a word that proves it."""

import re

import pytest

from desktop.documents.assertions import cut_words, unproven
from desktop.documents.recipes import RECIPES, recipe_of
from desktop.documents.template import body_lines
from desktop.documents.vocabulary import ASSERTION, COUNT, LEFT_OUT, LIST, TEXT, Field
from tests.documents.papers import TEMPLATES, lines_of, press

ASKED = re.compile("请|一律|应逐条|逐条(?:说明|写明|申请)|逐条整改，一条问题对应")
CLAUSES = ("逐条", "均", "没有", "全部", "一致", "无一")


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
def test_every_asserting_clause_of_a_template_hangs_on_its_assertion_p3(recipe) -> None:
    data = (TEMPLATES / f"{recipe.kind}.docx").read_bytes()

    assert unproven(body_lines(data, recipe.kind), recipe.fields) == []


@pytest.mark.parametrize(
    "line",
    [
        "各单位均召开会议研究。",
        "整改措施{{措施数}}条，逐条落实责任人。",
        "{% if 总数 %}问题全部整改到位{% endif %}。",
        "自报与核实一致。",
        "截至目前没有发现不符的情况。",
        "有关单位已高度重视。",
        "各单位尚无整改不力的情况。",
        "核实中未发现新的问题。",
        "整改后未出现反弹。",
        "各项措施从未延期。",
        "不存在逾期的问题。",
        "对问题逐项作了审核。",
        "整改任务逐一落实。",
        "问题逐个核实。",
        "各单位全都按期报送。",
        "问题悉数销号。",
        "部分单位至今没有报送。",
        "有的单位尚未启动。",
        "各单位都按期报送。",
        "各单位都已报送。",
        "整改任务全面完成。",
        "整改工作圆满收官。",
        "销号申请均已办结。",
        "整改措施全面落实到位。",
        "反馈问题彻底整改到位。",
        "整改任务按期完成。",
        "反馈问题如期销号。",
        "反馈问题一律整改到位。",
        "应改的问题一概销号。",
        "各项任务皆有进展。",
        "问题统统销号。",
    ],
)
def test_a_clause_without_its_word_is_found_p3(line) -> None:
    fields = recipe_of("rectification_summary_report").fields

    assert unproven([line], fields)


@pytest.mark.parametrize(
    "line",
    [
        "请逐条明确责任人。",
        "{% if 逐条审核 %}逐条{% endif %}作了审核。",
        "已回复{{建议回复数}}份。",
        "销号{{销号}}个。",
        "请各单位一律于月底前整改到位。",
        "编号在销号申请中一律沿用。",
        "未按期完成的，说明原因。",
        "不能按期完成的，提前说明。",
        "赴首都、成都调研。",
        "都市型农业。",
        "销号逐条申请，佐证材料逐条对应。",
        "全面推进整改工作。",
    ],
)
def test_a_proven_clause_a_demand_and_a_figure_are_left_alone_p3(line) -> None:
    fields = recipe_of("rectification_summary_report").fields

    assert unproven([line], fields) == []


@pytest.mark.parametrize(
    "lines",
    [
        ("反馈问题全", "部整改到位"),
        ("各单位没", "{%p endif %}", "有不到位的情况"),
        ("整改任务全面", "完成"),
        ("{{总数}}个问题逐", "条核实"),
    ],
)
def test_a_word_cut_by_the_end_of_a_paragraph_is_one_word_p3(lines) -> None:
    """P-3"""
    fields = recipe_of("rectification_summary_report").fields

    assert unproven(["{%p if 总数 %}", *lines], fields)


@pytest.mark.parametrize(
    "lines",
    [
        ("问题清单", "一、总体情况"),
        ("情况如下：全", "，部"),
        ("共三个方面。", "均"),
        ("全{{总数}}", "部"),
        ("一", "概况"),
    ],
)
def test_paragraphs_that_only_stand_together_make_no_word(lines) -> None:
    assert not list(cut_words(*lines))


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
def test_a_paper_of_which_nothing_is_proven_prints_no_assertion_p3(recipe) -> None:
    """The words that block, and nothing else: no assertion, no optional word."""
    optional = {field.name for field in recipe.fields if field.missing == LEFT_OUT or field.level == ASSERTION}
    words = {name: value for name, value in recipe.sample().items() if name not in optional}

    lines = lines_of(press(recipe.kind).render(words, draft=False).data)

    said = [part for line in lines if not line.startswith("|") for part in line.replace("；", "。").split("。")]
    asserted = [part for part in said if any(word in part for word in CLAUSES) and not ASKED.search(part)]
    assert asserted == []


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        (["问题均已整改。"], [1, 1]),
        (["一、总体情况", "问题全部整改。"], [2]),
        (["本办梳理反馈问题全", "部整改到位"], [2]),
        (["本办梳理反馈问题全", "  ", "部整改到位"], [3]),
        (["问题已整改，{{总数}}个。"], [1]),
        (["问题已整改{{总数}}个。"], []),
        (["{% for 行 in 清单 %}问题已整改{% endfor %}。问题已整改。"], [1]),
        (["{% if 总数 %}", "问题已整改。", "{% endif %}", "问题已整改。"], [4]),
        (["{% if 甲 %}问题已整改。{% elif 总数 %}问题已整改。{% endif %}"], [1]),
        (["请各单位整改。问题全部整改。"], [1]),
    ],
)
def test_the_paragraph_of_each_unproven_word_is_told_counted_from_one_p3(lines, places) -> None:
    """P-3"""
    fields = (Field("总数", "n", COUNT), Field("清单", "l", LIST))

    assert [place for place, _said in unproven(lines, fields)] == places


def test_an_assertion_or_a_typed_word_proves_and_a_figure_only_what_is_weakly_said_p3() -> None:
    """P-3"""
    fields = (
        Field("总数", "n", COUNT),
        Field("逐条审核", "a", TEXT, level=ASSERTION),
        Field("手填", "t", TEXT, typed=True),
    )

    for name, faults in (("总数", 1), ("逐条审核", 0), ("手填", 0)):
        assert len(unproven(["{% if " + name + " %}问题全部整改。{% endif %}"], fields)) == faults
        assert len(unproven(["{% if " + name + " %}", "本办的问题全", "部整改", "{% endif %}"], fields)) == faults


def test_the_clause_is_told_without_its_tags_and_a_cut_word_with_what_stands_beside_it() -> None:
    assert unproven(["甲，问题{{丙}}全部整改，乙。"], ()) == [(1, "全部：问题全部整改，")]
    assert unproven(["一二三四五六七八九全", "部一二三四五六七八九"], ()) == [
        (2, "全部：三四五六七八九全部一二三四五六七")
    ]

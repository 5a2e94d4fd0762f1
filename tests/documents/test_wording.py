"""P-16, P-10: the office's way of writing (papers/00-style.md), on all kinds, also where texts of the ledger are untidy."""

import re

import pytest

from desktop.documents.figures import Figure, PlainRate, Typed
from desktop.documents.recipes import RECIPES, recipe_of
from desktop.documents.vocabulary import COUNT, LIST, TEXT
from desktop.documents.words import first_sentence, trimmed
from tests.documents.papers import KINDS, cases, golden, lines_of, press

WRONG = {
    "a count of nought": re.compile(r"(?<![\d.])0(?:个|件|次|条|人|份|项)"),
    "marks that meet": re.compile(r"[，。；：、]{2}"),
    "a reference to working papers": re.compile(r"（详见|（见附|（参见"),
    "a verdict said twice": re.compile(r"(?:原因|认定)[^。]{0,6}：不予认定"),
    "arithmetic": re.compile(r"[÷×＝]"),
    "half-width marks": re.compile(r"[\u4e00-\u9fff][,;:!?()]"),
    "a lonely 一是": re.compile(r"一是[^；]*。"),
    "machine words": re.compile(r"None|\{\{|\{%|nan"),
    "a date with noughts": re.compile(r"\d{4}年0\d月|月0\d日"),
    "a break in a sentence": re.compile(r"\n"),
}
COUNTED_WITH_NOUGHT = {"export_register": re.compile(r"共\d+条：打印\d+条、导出\d+条")}
"""What a line above a table counts, nought too: not a sentence, and worded so by the worked example (papers/32, 例一)."""
UNTIDY = "往来款\n长期挂账（详见底稿3） ，未清理。。"


def untidy(recipe):
    """The sample with untidy texts wherever the ledger or a clerk gives one, and counts of nought where they may be."""
    words = recipe.sample()
    for field in recipe.fields:
        value = words.get(field.name)
        if field.kind == TEXT and field.typed and isinstance(value, str):
            words |= recipe.enter({field.name: UNTIDY})
        elif field.kind == LIST and field.items and isinstance(value, list):
            inner = {item.name for item in field.items if item.name in ("表现", "事实", "内容")}
            words[field.name] = [{**row, **{name: UNTIDY for name in inner & set(row)}} for row in value]
        elif field.kind == COUNT and field.missing == "按零":
            words[field.name] = 0
    return words


def sentences(kind, words):
    """Everything outside ruled tables."""
    return [line for line in lines_of(press(kind).render(words, draft=True).data) if not line.startswith("|")]


def faults(kind, words):
    """The rules that a paper breaks, each with a line; the counts of a head line are left out."""
    counted = COUNTED_WITH_NOUGHT.get(kind)
    lines = [(line, counted.sub("", line) if counted else line) for line in sentences(kind, words)]
    return {name: line for line, judged in lines for name, rule in WRONG.items() if rule.search(judged)}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_examples_are_written_by_the_rules_of_style_p16(kind, number):
    assert faults(kind, cases(kind)[number - 1]) == {}


@pytest.mark.parametrize("kind", COUNTED_WITH_NOUGHT)
def test_a_nought_is_counted_only_where_the_worked_example_counts_it(kind):
    counted = [COUNTED_WITH_NOUGHT[kind].search(line) for number in (1, 2, 3) for line in golden(kind, number)]

    assert any(one and WRONG["a count of nought"].search(one[0]) for one in counted)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
def test_untidy_texts_make_tidy_sentences_p16(recipe):
    assert faults(recipe.kind, untidy(recipe)) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("往来款\n长期挂账（详见底稿3）。", "往来款，长期挂账"),
        ("往来款。\r\n长期挂账；", "往来款。长期挂账"),
        ("挂账3年（2021年起）。。", "挂账3年（2021年起）"),
    ],
)
def test_a_text_inside_a_sentence_stands_in_one_line_p16(text, said):
    assert trimmed(text) == said
    assert str(trimmed(Typed(text))) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("补贴审核把关不严，抽查200户有9户不符。2024年以来" + "多次发生" * 150, "补贴审核把关不严，抽查200户有9户不符"),
        ("没有句号的一个问题", "没有句号的一个问题"),
    ],
)
def test_the_body_quotes_the_first_sentence_of_a_long_finding_p10(text, said):
    assert first_sentence(text) == said


def test_a_letter_about_one_long_finding_stays_short_p10():
    recipe = next(one for one in RECIPES if one.kind == "supervision_letter")
    words = {**recipe.sample(), "逾期数": 1, "分期": None, "自报完成数": None}
    words["问题清单"] = [
        {**words["问题清单"][0], "表现": "补贴审核把关不严，9户面积不符。" + "逐户核对的情况如下，" * 60}
    ]

    lines = lines_of(press(recipe.kind).render(words).data)

    line = next(line for line in lines if line.startswith("该问题见附件"))
    assert line == "该问题见附件，要点是：补贴审核把关不严，9户面积不符（编号06-03-004）。"
    assert any("逐户核对的情况如下" in line for line in lines if line.startswith("|")), "the whole stands in the list"


def test_nothing_done_is_said_without_noughts_p16():
    recipe = recipe_of("rectification_summary_report")
    words = {
        **recipe.sample(),
        "销号": 0,
        "自报": 0,
        "未销": 8,
        "自报差": None,
        "整改率": Figure("整改率", PlainRate(0, 8)),
    }
    words["类别表"] = [{"类别": "粮食购销", "总数": 8, "销号": 0, "整改率": PlainRate(0, 8)}]

    text = "".join(sentences(recipe.kind, words))

    assert "截至目前尚无问题核实销号" in text
    assert "尚无自报完成的问题" in text
    assert "粮食购销8个，尚未销号，整改率0.0%" in text


def test_a_visit_of_one_day_is_told_by_that_day_alone():
    for kind in ("follow_up_notice", "follow_up_report", "follow_up_bulletin"):
        sample = recipe_of(kind).sample()
        several, one = (sentences(kind, {**sample, "督查止": day}) for day in (sample["督查止"], sample["督查起"]))
        assert sample["督查止"] != sample["督查起"] and several != one
        day = str(sample["督查起"].year) + f"年{sample['督查起'].month}月{sample['督查起'].day}日"
        assert any(f"{day}至" in line for line in several) and not any(f"{day}至{day}" in line for line in one)
        assert any(f"{day}，" in line for line in one)


def test_a_leader_is_not_told_a_share_of_nothing_and_the_public_no_rest_of_it():
    sample = recipe_of("leader_copy_report").sample()
    told = "".join(sentences("leader_copy_report", {**sample, "核实数": 0}))
    assert "上述问题尚未销号" in told and "占0" not in told
    sample = recipe_of("public_rectification_report").sample()
    told = "".join(sentences("public_rectification_report", {**sample, "公开完成": 0, "公开未完成": 3}))
    assert "尚未完成整改" in told and "各问题继续整改" in told and "其余" not in told


def test_one_is_not_told_as_several_nor_a_class_as_a_part_of_itself():
    sample = recipe_of("reminder_letter").sample()
    for count, said in ((1, "自报完成1个，已核实销号"), (2, "自报完成2个，均已核实销号")):
        words = {**sample, "自报数": count, "核实数": count, "自报均已核实": True, "差数": None}
        assert said in "".join(sentences("reminder_letter", words))
    for kind in ("inspection_progress_report", "inspection_progress_upward_report"):
        sample = recipe_of(kind).sample()
        [first, *_more] = sample["任务分类"]
        assert "，其中" in "".join(sentences(kind, sample)).partition("任务单位")[2][:8]
        alone = "".join(sentences(kind, {**sample, "任务分类": [{**first, "名称": "乡镇"}]}))
        assert f"任务单位{sample['任务单位']}个，为乡镇。" in alone

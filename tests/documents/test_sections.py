"""Sections that a clerk leaves out: only those that may go, with all their figures, and what stays is numbered anew."""

from __future__ import annotations

import itertools
import re

import pytest

from desktop.documents import readback
from desktop.documents.empty_sections import HEADINGS
from desktop.documents.fonts import choose_fonts
from desktop.documents.mentions import marked
from desktop.documents.recipes import RECIPES, recipe_of
from desktop.documents.render import Press
from desktop.documents.section_order import why_fixed
from desktop.documents.sections import LEFT_OUT, outline, refuse_kept
from desktop.documents.template import compile_template
from desktop.errors import KnownError
from desktop.host.paths import templates_folder
from tests.documents.test_mentions import line

LOOSE = [one.kind for one in RECIPES if one.loose]
REPORT = "rectification_summary_report"
_NUMBERED = re.compile(r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)")
CHINESE = "一二三四五六七八九十"


@pytest.fixture(scope="module")
def presses():
    made = {}

    def press(kind):
        if kind not in made:
            path, recipe = templates_folder() / f"{kind}.docx", recipe_of(kind)
            template = compile_template(path.read_bytes(), path.name, "", recipe.fields, choose_fonts([]), recipe.form)
            made[kind] = Press(recipe, template)
        return made[kind]

    return press


def printed(press, left_out=()):
    return press.render({**press.recipe.sample(), **({LEFT_OUT: left_out} if left_out else {})})


def paragraphs(paper):
    return readback.read(paper.data, "报告.docx").paragraphs


STYLES = {"公文一级标题": "H1", "公文表题": "T"}


@pytest.mark.parametrize(("said", "reason"), [
    ("由表1可见", "别处提到表1"), ("第一部分已说明", "别处提到第一部分"), ("第二部分已说明", "别处提到第二部分"), ("见第二部分。", ""), ("统计表1份", ""),
])  # fmt: skip
def test_a_section_stays_while_the_template_may_name_it_or_its_table_in_any_form(said, reason):
    xml = line("一、甲", "H1") + line("表1　甲", "T") + line("二、乙", "H1") + line(said)
    found = outline(marked(xml, STYLES), STYLES, ())
    assert found.why_kept(0) == reason
    moved = why_fixed(found, found.headings[0].title, ["乙", "甲"])
    assert bool(moved) == (said == "第一部分已说明")


def free(outline):
    return [one.title for place, one in enumerate(outline.headings) if not outline.why_kept(place)]


def first_level(paper):
    return [line[0] for line in paragraphs(paper) if re.match(rf"[{CHINESE}]、", line)]


def test_reports_over_rounds_and_months_alone_may_go_without_sections():
    assert {REPORT, "monthly_rectification_report", "rectification_bulletin"} <= set(LOOSE)
    assert not {"supervision_letter", "recommendation_letter", "feedback", "rectification_notice"} & set(LOOSE)


@pytest.mark.parametrize("kind", LOOSE)
def test_each_section_that_may_go_goes_whole_and_takes_its_figures_along(presses, kind):
    press = presses(kind)
    whole = printed(press)
    lines = [_NUMBERED.sub("", line, count=1) for line in paragraphs(whole)]
    for title in free(press.template.outline):
        paper = printed(press, (title,))
        rest = [_NUMBERED.sub("", line, count=1) for line in paragraphs(paper)]
        assert title not in rest
        if title not in lines:
            assert rest == lines, "a section that is empty is not printed anyway"
            continue
        at, gone = lines.index(title), len(lines) - len(rest)
        assert gone and lines[:at] + lines[at + gone :] == rest, "what went stood together, under its heading"
        tokens = {one.token for one in paper.entries}
        assert tokens <= {one.token for one in whole.entries}
        spots = dict(readback.read(paper.data, "报告.docx").spots)
        assert tokens <= set(spots), "every figure of the manifest stands in the file"
        numbers = first_level(paper)
        assert numbers == list(CHINESE[: len(numbers)])


@pytest.mark.parametrize("kind", LOOSE)
def test_no_choice_loses_a_word_without_which_the_paper_may_not_go_out(presses, kind):
    outline = presses(kind).template.outline
    every = [one.title for one in outline.headings if one.title]
    for pair in itertools.combinations(every, 2):
        try:
            refuse_kept(outline, pair)
        except KnownError:
            continue
        gone = {place for place, one in enumerate(outline.headings) if one.title in pair}
        kept = frozenset().union(*(part.words for part in outline.parts if not gone & set(part.under)))
        lost = frozenset().union(*(part.words for part in outline.parts)) & outline.needed
        assert lost <= kept


def test_a_section_that_must_stay_says_why_and_a_paper_without_it_is_refused(presses):
    press = presses(REPORT)
    reasons = {one.title: press.template.outline.why_kept(at) for at, one in enumerate(press.template.outline.headings)}
    assert "只在这一部分印出" in reasons["整改总体情况"] and reasons["完成情况"] == "“未销分项”只在这一部分印出"
    assert reasons["自报与核实对照"] == ""
    with pytest.raises(KnownError, match="“整改总体情况”.*只在这一部分印出.*“没有这部分”不是这个文种的一部分"):
        printed(press, ("整改总体情况", "没有这部分"))


def test_the_sections_behind_are_numbered_anew_on_their_level(presses):
    lines = paragraphs(printed(presses(REPORT), ("自报与核实对照",)))
    heads = [line for line in lines if _NUMBERED.match(line)]
    assert heads[:4] == ["一、整改总体情况", "（一）完成情况", "（二）分类情况", "二、下一步工作"]


def test_the_outline_has_the_headings_of_the_template(presses):
    outline = presses(REPORT).template.outline
    assert {one.level for one in outline.headings} <= set(HEADINGS.values())
    assert [one.title for one in outline.headings if one.level == 1] == [
        "整改总体情况",
        "整改推进情况和主要成效",
        "存在的主要问题",
        "下一步工作",
    ]

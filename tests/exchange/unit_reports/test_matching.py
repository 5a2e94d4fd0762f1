"""A quote names the finding it is of, in spite of drift; what fits several names none (RULES §10)."""

import pytest

from desktop.exchange.unit_reports.matching import Findings
from tests.exchange.unit_reports.papers import LISTED

FINDINGS = Findings(LISTED)


@pytest.mark.parametrize(
    ("quote", "number"),
    [
        ("惠农补贴发放把关不够严格", "QY-02"),
        ("向4名已故人员发放补贴", "QY-02"),
        ("2024年向4名已故人员发放补贴3万元，惠农补贴发放把关不严", "QY-02"),
        ("公务接待管理欠规范，超标准接待3次", "QY-04"),
        ("三资底数不清", "QY-05"),
        ("把关不严", "QY-02"),
    ],
)
def test_a_part_a_drift_or_another_order_of_a_finding_names_it(quote, number):
    assert FINDINGS.named(quote).numbers == (number,)


@pytest.mark.parametrize("quote", ["公务接待管理不规范", "接待管理不规范"])
def test_a_name_that_two_findings_share_names_neither_and_tells_both(quote):
    found = FINDINGS.named(quote)
    assert found.numbers == () and set(found.near) == {"QY-03", "QY-04"}


@pytest.mark.parametrize("quote", ["合同管理不规范", "车辆管理不规范", "落实不到位", "停车位紧张", "", "问题"])
def test_common_words_alone_name_nothing(quote):
    assert FINDINGS.named(quote).numbers == ()


def test_figures_decide_between_findings_of_the_same_words_and_contradict_the_only_one():
    twins = Findings([("A", "大额支出未集体研究，涉及25项。"), ("B", "大额支出未集体研究，涉及24项。")])
    assert twins.named("大额支出未经集体研究，涉及24项").numbers == ("B",)
    alone = Findings([("A", "大额支出未集体研究，涉及25项。")])
    assert alone.named("大额支出未集体研究，涉及24项").numbers == ()
    assert alone.named("大额支出未集体研究").numbers == ("A",)


def test_the_very_text_is_meant_before_a_longer_one_that_begins_so():
    listed = Findings([("A", "公车管理不规范。"), ("B", "公车管理不规范，私用2次。")])
    assert listed.named("公车管理不规范").numbers == ("A",)


def test_findings_quoted_side_by_side_are_both_named_in_their_order():
    assert FINDINGS.named("集体“三资”底数不清和学习传达走形式").numbers == ("QY-05", "QY-01")


def test_numbers_are_found_whole():
    listed = Findings([("06-01", "甲"), ("06-01-003", "乙"), ("3", "丙")])
    assert listed.numbered("问题06-01-003。3项") == ("06-01-003",)
    assert listed.numbered("06-010") == ()


def test_of_findings_that_are_near_the_only_one_with_all_figures_is_meant():
    listed = Findings([("A", "大额支出未经集体研究。"), ("B", "大额支出未经集体研究，涉及24项、30万元。")])
    assert listed.named("大额支出未经集体研究，涉及24项").numbers == ("B",)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("QY-02、QY-05：追回", ("QY-02", "QY-05")), ("QY-05号、QY-02号问题", ("QY-05", "QY-02")), ("QY-02和QY-05", ("QY-02", "QY-05")),
        ("QY-02：追回3万元（与QY-05一并通报）", ("QY-02",)), ("关于采购的问题（QY-03）", ("QY-03",)), ("没有编号", ()),
    ],
)  # fmt: skip
def test_only_numbers_side_by_side_say_what_a_paragraph_is_about(text, first):
    assert Findings(LISTED).numbered_first(text) == first

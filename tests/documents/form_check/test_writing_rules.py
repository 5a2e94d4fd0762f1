"""What looks like a fault of writing and is none is left alone; what is one beside it is told."""

from copy import deepcopy

import pytest

from desktop.documents.form_check.checking import check
from tests.documents.form_check.written import RIGHT, named, saved

ASKED = {
    "text.hyphen",
    "date.points",
    "heading.form",
    "text.pairs",
    "text.wide_digits",
    "text.apart",
    "number.brackets",
    "heading.end",
    "text.bold",
}


def told(*texts):
    """Which of these rules a right paper breaks with other paragraphs in the place of the first one of its body."""
    document = RIGHT["plain"]()
    one = named(document, "结合实际")
    for words in reversed(texts[1:]):
        new = deepcopy(one._element)
        one._element.addnext(new)
        type(one)(new, document).runs[0].text = words
    one.runs[0].text = texts[0]
    return {fault.rule for fault in check(saved(document), "")} & ASKED


@pytest.mark.parametrize(
    "words",
    [
        "咨询电话0857-8321人工服务。",
        "请拨打8321-8355户籍窗口。",
        "依据第8-12条例文。",
        "传真（0857）832-933户。",
        "按《工作方案（2026.3.5）》和《3-5月计划》办理。",
        "软件版本2026.13.5和2026.2.32不变。",
        "A、B两家公司串通投标。",
        "A和B两家公司串通投标。",
        "①、②两项已经办结。",
        "第1，2项已经办结，见〔2026〕3号。",
        "二Ｏ二六年的账目已经核对。",
        "签收人：张三， 2026年9月1日。",
        "签收人：          年   月   日",
        "单位（盖章）：  年  月  日",
        "联系人：      电话：      （请加盖公章）",
        "_" * 45,
        "http://www.example.gov.cn/notices/2026/0605/index.html",
    ],
)
def test_what_only_looks_like_a_fault_is_none(words):
    assert not told(words)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("涉及3-5人和10%-20%户。", "text.hyphen"),
        ("11-2月开展。", "text.hyphen"),
        ("电话打不通，走访3-5户。", "text.hyphen"),
        ("按《方案》于2026.3.5完成。", "date.points"),
        ("A、建立制度。", "heading.form"),
        ("①建立制度。", "heading.form"),
        ("1）建立制度。", "heading.form"),
        ("1。建立制度。", "heading.form"),
        ("按照ＡＢ合同办理。", "text.wide_digits"),
        ("建立制度， 逐项公开。", "text.apart"),
        ("按照巡办函【2026〕3号办理。", "number.brackets"),
    ],
)
def test_a_fault_beside_it_is_told(words, rule):
    assert told(words) == {rule}


def test_a_quotation_may_go_on_over_paragraphs_and_is_told_where_it_never_ends():
    assert not told("会议指出：“要抓整改。", "“要抓落实。", "“要抓长效。”大家同意。")
    assert not told("会议指出：“要抓整改。", "要抓落实。”大家同意。")
    assert told("会议指出：“要抓整改。", "“要抓落实。", "大家同意。") == {"text.pairs"}
    assert told("会议指出：“要抓整改。”", "要抓落实。”大家同意。") == {"text.pairs"}

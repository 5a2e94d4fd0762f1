"""P-8: what no finished paper may hold, each told with its part, paragraph and the words round it."""

import pytest

from desktop.documents.leftovers import UNREAD, leftovers


def found(text):
    return [said.split("里还有“")[1].split("”，")[0] for said in leftovers([("正文", text)])]


@pytest.mark.parametrize("text, left", [
    ("请〔缺联系人〕核", "〔缺联系人〕"), ("请〔缺", "〔缺"), ("共{{问题总数}}个", "{{问题总数}}"), ("{% if 甲 %}", "{% if 甲 %}"), ("{# 注 #}", "{# 注 #}"), ("共{问题总数}个", "{问题总数}"), ("｛问题｝", "｛问题｝"), ("半个{", "{"), ("半个｝", "｝"),
    ("共None个", "None"), ("共nan个", "nan"), ("值True", "True"), ("undefined。", "undefined"), ("null", "null"), ("['甲']", "['甲'"), ("共3[]个", "[]"), ("[(1", "[(1"), ("<jinja2.x object at 0x1>", "<jinja2.x object at 0x1>"), ("Decimal('1')", "Decimal("), ("datetime.date(2026, 6, 5)", "datetime.date"),
    ("Typed(", "Typed("),
])  # fmt: skip
def test_each_kind_of_leftover_is_found_p8(text, left):
    """P-8"""
    assert left in found(text)


@pytest.mark.parametrize(
    "text", ["〔2026〕7号", "Nonesuch", "Finance nano", "a[1]", "共3个问题，（一）", "nullify", "TypedText", "〈三〉"]
)
def test_ordinary_words_are_none(text):
    assert found(text) == []


def test_the_place_is_told_by_paragraph_with_words_before_and_after():
    [said] = leftovers([("附件", "第一段\n\n 第二段前面说了很多很多很多话{甲}后面也说了很多很多很多很多话")])
    assert said.startswith("附件第2段“…") and "{甲}" in said and said.count("…") == 2
    [short] = leftovers([("正文", "甲{乙}丙")])
    assert short.startswith("正文第1段“甲{乙}丙”")


def test_nothing_is_left_in_an_empty_text():
    assert list(leftovers([("正文", ""), ("正文", "\n \n")])) == []


LEFT_OVER = (
    "{{单位}}", "{单位}", "｛单位｝", "{% if %}", "{# 注 #}", "〔缺:单位〕", "〔 缺:单位〕", "［缺：单位］", "【缺：单位】", "[缺:单位]",
    "None", "none", "Ｎｏｎｅ", "NaN", "False", "Infinity", "['甲', '乙']", "Decimal('1')", "datetime.date(2026, 9, 1)",
    "<Figure object at 0x1>", "&lt;", "&#26446;", "\ufffd", "#REF!", "错误!未找到引用源。", "错误！未定义书签。", "Error! Reference source not found.",
)  # fmt: skip
OF_A_CLERK = (
    "〔2026〕",
    "（缺资料3份）",
    "缺少凭证",
    "县R&D中心<筹>党支部",
    '("三资"管理)',
    "【立行立改】",
    "错误认识",
    "#3楼",
    "Nonewood",
)


@pytest.mark.parametrize("text", LEFT_OVER)
def test_what_is_left_over_is_told_with_its_place_p5_p8(text):
    [first, *_more] = leftovers([("正文", f"整改情况{text}")])

    assert first.startswith("正文第1段")


@pytest.mark.parametrize("text", OF_A_CLERK)
def test_what_a_clerk_writes_stands_p5(text):
    assert not list(leftovers([("正文", text)]))


@pytest.mark.parametrize("text", LEFT_OVER)
def test_what_was_given_to_the_paper_stands_and_the_same_beside_it_does_not_p8(text):
    """P-8"""
    given = f"登记表写有{text}，未更正。"
    assert not list(leftovers([("正文", f"一是登记表写有{text}，未更正；（编号14-06-0001）")], [given]))
    assert list(leftovers([("正文", f"一是登记表写有{text}，未更正；共{text}个")], [given]))
    assert list(leftovers([("正文", f"共{text}个")], [given]))


@pytest.mark.parametrize("text", ["账目记载错误！未按规定更正", "错误!引用原文不全", "错误！书签位置不对"])
def test_an_error_that_a_clerk_writes_of_is_none_of_the_editor_p8(text):
    """P-8"""
    assert found(text) == []


def test_a_given_word_pardons_no_longer_word_that_holds_it():
    assert found("True") == ["True"]
    assert not list(leftovers([("正文", "值True")], ["True"]))
    assert list(leftovers([("正文", "值{True}")], ["True"]))


def test_what_an_editor_writes_for_itself_is_not_read():
    assert list(leftovers([(UNREAD, "false\nNone")])) == []

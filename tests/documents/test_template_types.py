"""P-5: what a template prints, compares, filters and goes through: every mismatch is told before a paper is made."""

import jinja2
import pytest

from desktop.documents.template_types import (
    CHOSEN,
    COUNTED,
    TEXTUAL,
    Kind,
    judge,
    judge_loop,
    judge_printed,
    kind_of,
    kind_of_field,
    known_empty,
    named,
)
from desktop.documents.vocabulary import COUNT, DAY, FLAG, LIST, MONEY, PICTURE, RATE, RECORD, TEXT, Field
from desktop.documents.words import NUMBERING

FIELDS = {
    "数": COUNT, "钱": MONEY, "率": RATE, "日": DAY, "话": TEXT, "名单": LIST, "是": FLAG, "图": PICTURE, "数二": COUNT,
}  # fmt: skip
ROWS = Field("清单", "rows", LIST, items=(Field("编号", "n"), Field("次", "k", COUNT), Field("额", "m", MONEY)))
WHO = Field("人", "who", RECORD, items=(Field("名", "x"),))
SCOPE = {
    **{name: kind_of_field(Field(name, name, kind)) for name, kind in FIELDS.items()},
    "清单": kind_of_field(ROWS),
    "人": kind_of_field(WHO),
}
ENVIRONMENT = jinja2.Environment()
for name in (
    "中文数",
    "净",
    "首句",
    "逐项",
    "顿号",
    "逗号",
    "列举",
    "万元",
    "万",
    "带数",
    "月日",
    "年月",
    "两行",
    "断行",
    "和",
    "合并",
    "图",
):
    ENVIRONMENT.filters[name] = lambda value, *_a: value


def expression(text):
    [output] = ENVIRONMENT.parse("{{ " + text + " }}").body
    return output.nodes[0]


def told(text):
    said = []
    judge(ENVIRONMENT.parse(text), SCOPE, lambda wrong, hint: said.append((wrong, hint)))
    return said


@pytest.mark.parametrize("text, kind", [
    ("数", COUNT), ("没有", None), ("'x'", TEXT), ("3", COUNT), ("true", FLAG), ("人.名", TEXT), ("人.别", None), ("清单.编号", None), ("清单[0]", RECORD), ("清单[0].次", COUNT), ("名单[0]", TEXT), ("名单[:2]", LIST), ("数[0]", None), ("清单|length", COUNT),
    ("清单|first", RECORD), ("(清单|first).额", MONEY), ("数|first", None), ("钱|万元", TEXT), ("话 or '无'", TEXT), ("'无' or 数", COUNT), ("数 if 是 else 数二", COUNT), ("数 + 1", COUNT), ("数 - 数二", COUNT), ("数 > 1", FLAG), ("not 是", FLAG), ("数 is defined", FLAG),
    ("loop.index", COUNT), ("loop.last", FLAG), ("loop.x", None), ("话|没有的", None),
])  # fmt: skip
def test_what_an_expression_gives(text, kind):
    ENVIRONMENT.filters.setdefault("没有的", str)
    found = kind_of(expression(text), SCOPE)
    assert (found and found.kind) == kind


FITS = {
    "中文数": {COUNT}, "净": {TEXT}, "首句": {TEXT}, "逐项": {LIST}, "顿号": {LIST}, "逗号": {LIST}, "列举": {LIST}, "万元": {MONEY}, "万": {MONEY}, "带数": {RATE}, "月日": {DAY}, "年月": {DAY}, "两行": {DAY}, "断行": {TEXT}, "length": {LIST}, "合并": {TEXT, DAY, COUNT}, "图": {PICTURE}, "first": {LIST},
}  # fmt: skip


@pytest.mark.parametrize("filter_name", FITS)
@pytest.mark.parametrize("name", FIELDS)
def test_a_filter_takes_what_it_is_made_for_and_nothing_else_p5(filter_name, name):
    """P-5"""
    wrong = told("{{ " + f"{name}|{filter_name}" + " }}")
    assert bool(wrong) is (FIELDS[name] not in FITS[filter_name]), (filter_name, name)
    assert all(filter_name in said and name in said for said, _hint in wrong)


@pytest.mark.parametrize("left", FIELDS)
@pytest.mark.parametrize("right", FIELDS)
@pytest.mark.parametrize("sign", ["==", ">", "<="])
def test_only_like_is_compared_with_like_and_only_what_has_an_order_is_ordered_p5(left, right, sign):
    """P-5"""
    ordered, numbers = {COUNT, MONEY, RATE, DAY}, {COUNT, MONEY, RATE}
    one, other = FIELDS[left], FIELDS[right]
    sound = (one == other or {one, other} <= numbers) and (sign == "==" or one in ordered)
    assert bool(told("{% if " + f"{left} {sign} {right}" + " %}{% endif %}")) is not sound


@pytest.mark.parametrize("text, wrong", [
    ("{{ 数 + 钱 }}", 0), ("{{ 数 + 话 }}", 1), ("{{ 日 - 1 }}", 1), ("{{ 话 - 日 }}", 2), ("{{ 数[0] }}", 1), ("{{ 名单[0] }}", 0), ("{{ 数.名 }}", 1), ("{{ 清单.编号 }}", 1), ("{{ 人.名 }}", 0), ("{% if '甲' in 名单 %}{% endif %}", 0), ("{{ 清单|和('次') }}", 0), ("{{ 清单|和('额') }}", 0),
    ("{{ 清单|和('编号') }}", 1), ("{{ 清单|和 }}", 1), ("{{ 名单|和('x') }}", 1), ("{{ 清单|顿号 }}", 1), ("{{ 名单|顿号 }}", 0), ("{% if 数 == '3' %}{% endif %}", 1), ("{% if 没有 > 3 %}{% endif %}", 0),
])  # fmt: skip
def test_sums_slices_and_parts(text, wrong):
    assert len(told(text)) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{{ 数 + 1 }}", 1), ("{{ 10 - 数 }}", 1), ("{{ 数 - 数 }}", 0), ("{% if 数 > 1 %}{% endif %}", 0),
    ],
)  # fmt: skip
def test_no_fixed_number_is_added_to_a_field_p5(text, wrong):
    """P-5"""
    assert len(told(text)) == wrong


def test_a_number_in_quotes_is_told_with_the_remedy():
    [(_said, hint)] = told("{% if 数 == '3' %}{% endif %}")
    assert "引号" in hint
    assert told("{% if 日 == '3' %}{% endif %}")[0][1] == ""


@pytest.mark.parametrize("name, element", [("清单", RECORD), ("名单", TEXT), ("数", None), ("没有", None)])
def test_a_loop_goes_through_a_list_alone(name, element):
    said = []
    found = judge_loop(expression(name), SCOPE, lambda *one: said.append(one))
    assert (found and found.kind) == element and bool(said) is (name == "数")


@pytest.mark.parametrize("text, after, absent, wrong", [
    ("数", "", (), 0), ("名单", "", (), 1), ("清单", "", (), 1), ("人", "", (), 1), ("钱", "", (), 1), ("钱", "元", (), 0), ("钱", " 元整", (), 0), ("钱|万元", "", (), 0), ("没有", "", (), 0), ("名单", "", ("名单",), 0), ("话", "", (), 0),
])  # fmt: skip
def test_what_may_not_stand_on_paper_as_it_is_p5(text, after, absent, wrong):
    """P-5"""
    said = []
    judge_printed(expression(text), SCOPE, frozenset(absent), after, lambda *one: said.append(one))
    assert len(said) == wrong
    if text in ("清单", "名单"):
        assert not said or ("逐行" in said[0][1]) == (text == "清单")


@pytest.mark.parametrize(
    "text, names", [("甲", ["甲"]), ("人.名", ["人.名"]), ("甲 or 乙", ["甲", "乙"]), ("甲 and 乙", []), ("not 甲", [])]
)
def test_words_are_known_to_be_empty_where_a_condition_did_not_come_true(text, names):
    assert list(known_empty(expression(text))) == names


@pytest.mark.parametrize(
    "text, name",
    [("甲", "甲"), ("人.名", "人.名"), ("甲|净", "甲"), ("甲[0]", "甲"), ("'x'", "“x”"), ("1 + 2", "这个算式")],
)
def test_an_expression_is_named_in_a_sentence(text, name):
    assert named(expression(text)) == name


def test_a_list_without_columns_holds_texts_and_numbering_is_text():
    assert (
        Kind(LIST).element == TEXTUAL
        and kind_of_field(ROWS).element == Kind(RECORD, ROWS)
        and COUNTED.kind == COUNT
        and CHOSEN.kind == FLAG
    )
    from desktop.documents.template_types import ALWAYS_KINDS

    assert ALWAYS_KINDS["草稿"] == ALWAYS_KINDS["并栏"] == CHOSEN and all(
        ALWAYS_KINDS[name] == TEXTUAL for name in NUMBERING
    )


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{{ 清单|和('编号') }}", "可用：次、额"),
        ("{{ 清单|和 }}", "可用：次、额"),
        ("{{ 名单|和('x') }}", "可用：这份清单没有数字栏"),
    ],
)
def test_a_sum_of_no_number_is_told_with_the_columns_that_can_be_summed_p5(text, hint):
    """P-5"""
    assert [said for _wrong, said in told(text)] == [hint]

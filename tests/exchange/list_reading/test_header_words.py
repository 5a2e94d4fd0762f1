"""Heads are known by meaning, whatever dress they wear (RULES §1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.list_reading.header_words import (
    header_key,
    is_head_word,
    is_verifying,
    meaning_of,
    meaning_under,
    names_a_round,
)

_KNOWN = {
    "serial": ["序号", "编号", "问题序号", "No."],
    "unit": ["单位", "单位名称", "被巡察单位", "被巡察党组织", "村党组织", "村（社区）"],
    "unit_responsible": ["责任单位", "整改责任单位", "牵头单位"],
    "unit_town": ["乡镇", "镇（街道）"],
    "category": ["问题类别", "类别", "所属方面", "问题类型", "一级分类"],
    "text": [
        "问题",
        "问题表现",
        "存在问题",
        "反馈问题",
        "具体问题",
        "问题描述",
        "问题概述",
        "巡察指出的问题",
        "反馈的具体问题",
        "存在的主要问题",
        "具体表现",
        "问题清单",
        "存在问题及原因",
    ],
    "measures": ["整改措施", "整改举措", "具体举措", "整改任务", "整改措施及要求", "措施清单"],
    "responsible_leader": ["责任领导", "牵头领导", "包案领导", "挂帅领导", "分管领导", "包村领导"],
    "responsible_department": ["责任科室", "责任股室", "责任股（室）", "责任部门", "牵头股室", "承办科室"],
    "owner": ["责任人", "经办人", "承办人", "直接责任人", "具体责任人"],
    "due_on": [
        "整改时限",
        "完成时限",
        "整改期限",
        "限期",
        "时限",
        "时限要求",
        "计划完成时间",
        "目标时限",
        "整改时间要求",
    ],
    "completion_time": ["完成时间", "完成日期"],
    "completed_on": ["实际完成时间"],
    "status": ["是否完成", "整改状态", "状态", "是否整改到位"],
    "verified_status": ["巡察办认定", "认定情况", "核实结果", "是否认定"],
    "outcome": ["完成情况", "整改结果", "办理结果", "落实情况", "整改进度", "整改落实情况", "整改结论"],
    "progress": ["整改情况", "整改进展", "整改进展情况", "整改成效", "进展情况", "3月进展", "成果清单"],
    "month": ["3月", "2025年3月", "一季度"],
    "amount_yuan": [
        "涉及金额",
        "涉及资金（元）",
        "金额（万元）",
        "涉及金额/万元",
        "涉案资金万元",
        "金额：元",
        "涉及资金数额",
    ],
    "remark": ["备注", "说明"],
}
_UNKNOWN = [
    "底稿编号", "整改目标", "处理人数", "问题数", "反馈问题（个）", "问题来源", "未完成原因", "佐证材料", "联系电话", "配合单位", "督办领导", "审核人", "填报日期", "整改类型", "问题线索", "追缴金额",
    "单位类别", "整改率", "领导批示", "主管部门", "是否立行立改",
]  # fmt: skip


@pytest.mark.parametrize(("kind", "word"), [(kind, word) for kind, words in _KNOWN.items() for word in words])
def test_a_head_is_known_by_its_meaning(kind, word):
    meaning = meaning_of(word)

    assert meaning is not None and meaning.kind == kind


@pytest.mark.parametrize("word", _UNKNOWN)
def test_what_only_looks_like_a_field_is_left_as_it_is(word):
    assert meaning_of(word) is None


@given(
    st.sampled_from([word for words in _KNOWN.values() for word in words]),
    st.sampled_from(["{} ", " {}", "{}：", "*{}", "{}（必填）", "{}\n", "“{}”", "＊{}："]),
    st.booleans(),
)
def test_dress_does_not_change_the_meaning(word, dress, spaced):
    dressed = dress.format("　".join(word) if spaced else word)

    assert meaning_of(dressed) == meaning_of(word)


@pytest.mark.parametrize(
    ("groups", "leaf", "kind"),
    [
        (("责任落实",), "牵头领导", "responsible_leader"),
        (("责任领导",), "姓名", "responsible_leader"),
        (("整改进展",), "3月", "progress"),
        (("巡察办认定",), "状态", "verified_status"),
        (("整改时限",), "完成时间", "due_on"),
        (("问题",), "内容", "text"),
        (("反馈问题",), "问题分类", "category"),
    ],
)
def test_groups_complete_what_the_lowest_word_leaves_open(groups, leaf, kind):
    meaning = meaning_under(groups, leaf)

    assert meaning is not None and meaning.kind == kind


def test_a_helpers_column_under_its_group_is_nobodys():
    assert meaning_under(("配合单位",), "责任人") is None


@given(st.text(max_size=40))
def test_no_text_breaks_the_recognition(text):
    meaning_of(text)

    assert header_key(header_key(text)) is not None


@pytest.mark.parametrize(
    ("groups", "leaf", "kind"),
    [
        (("计划",), "完成时间", "due_on"), (("实际",), "完成时间", "completed_on"), (("整改",), "完成时间", "completion_time"), (("整改",), "时限", "due_on"), ((), "整改时限", "due_on"),
        (("责任落实",), "具体人", "owner"), (("会议",), "具体人", None),
    ],
)  # fmt: skip
def test_a_head_is_read_with_the_group_above_it_where_it_is_not_enough(groups, leaf, kind):
    found = meaning_under(groups, leaf)
    assert (found and found.kind) == kind


@pytest.mark.parametrize(
    "words, verifying", [("巡察办认定", True), ("核 实", True), ("验收情况", True), ("单位自报", False), ("", False)]
)
def test_a_group_of_columns_is_the_offices_own_judgement_where_it_says_so(words, verifying):
    assert is_verifying(words) is verifying


@pytest.mark.parametrize(
    "text, names", [("轮次", True), ("巡察轮次", True), ("批 次", True), ("轮次说明", False), ("第三轮", False)]
)
def test_a_column_of_rounds_is_known_by_its_head(text, names):
    assert names_a_round(text) is names


@pytest.mark.parametrize(
    "text, made_of_them",
    [("整改时限", True), ("序号", True), ("3月", True), ("2025年", True), ("村级监督缺位的问题", False), ("", False)],
)
def test_a_head_word_is_made_of_nothing_but_the_words_of_heads(text, made_of_them):
    assert is_head_word(text) is made_of_them


@pytest.mark.parametrize("head, rank", [
    ("序号", 1), ("是否完成", 2), ("状态", 2), ("实际完成时间", 2), ("整改时限", 2), ("计划完成时间", 2), ("整改任务", 1), ("整改措施", 2), ("受检单位", 4), ("被巡察单位", 4),
    ("村党组织", 4), ("单位名称", 3), ("责任人", 2), ("涉及金额", 2), ("金额", 1), ("备注", 2), ("说明", 1), ("问题标题", 1), ("安全隐患", 2), ("具体表现", 3), ("问题描述", 3),
    ("存在问题", 2), ("督办事项", 1), ("重要事项说明会", 0),
])  # fmt: skip
def test_of_several_heads_of_one_kind_the_more_certain_one_ranks_higher(head, rank):
    assert meaning_of(head).rank == rank


@pytest.mark.parametrize("group", ["计划", "实际"])
def test_a_bare_completion_time_under_its_group_ranks_as_one_that_says_so_itself(group):
    assert meaning_under((group,), "完成时间").rank == meaning_of(f"{group}完成时间").rank

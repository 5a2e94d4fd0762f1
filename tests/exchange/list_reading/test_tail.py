"""K2, RULES §2: a table ends with its last numbered finding, else with its last full row; what stands behind is judged."""

import pytest

from tests.exchange.quick_sheets import both, values

HEAD = ["序号", "单位", "问题", "整改措施", "整改时限", "完成情况"]


def row(number, text, unit="县财政局", measure="核对", due="2025年3月", state="已完成"):
    return [number, unit, text, measure, due, state]


def texts(*rows, head=HEAD):
    found = [values(reading, "text") for reading in both([head, *rows])]
    assert found[0] == found[1], "the same as a workbook and as a CSV"
    return found[0]


FINDINGS = [row(1, "甲不清。"), row(2, "乙不清。")]


@pytest.mark.parametrize(
    "tail",
    [
        ["合计", "", "2个"],
        ["", "", "填表人：程青禾"],
        ["注：以上属实"],
        ["", "", "以下空白"],
        ["2025年6月30日"],
        ["", "", "问题总数2个"],
        ["", "", "已报县委"],
        ["审核人：", "", "林知远"],
    ],
)
def test_what_stands_behind_the_last_number_is_no_finding(tail):
    assert texts(*FINDINGS, tail) == ["甲不清。", "乙不清。"]
    assert texts(*[["", *one[1:]] for one in FINDINGS], tail) == ["甲不清。", "乙不清。"], (
        "nor where nothing is numbered"
    )


def test_a_full_row_whose_number_was_forgotten_is_not_lost():
    assert texts(*FINDINGS, row("", "丙不清。")) == ["甲不清。", "乙不清。", "丙不清。"]
    assert texts(*FINDINGS, row("", "丙不清。", due="", state="")) == ["甲不清。", "乙不清。"], (
        "without date and state it is only text"
    )


def test_numbers_that_begin_anew_behind_a_note_belong_to_the_note():
    assert texts(*FINDINGS, ["填表说明："], [1, "", "逐条填写。"], [2, "", "按时报送。"]) == ["甲不清。", "乙不清。"]
    assert texts(*FINDINGS, ["填表说明："], row(3, "丙不清。")) == ["甲不清。", "乙不清。", "丙不清。"], (
        "a number that goes on is a finding"
    )


def test_where_nothing_stands_beside_the_texts_every_text_that_explains_nothing_counts():
    assert texts([1, "甲不清。"], [2, "乙不清。"], ["", "填表人：程"], head=["序号", "问题"]) == [
        "甲不清。",
        "乙不清。",
    ]


@pytest.mark.parametrize("due, state, kept", [("", "", False), ("2025年3月", "", True), ("", "已完成", True)])
def test_behind_the_last_number_a_row_without_one_is_a_finding_only_by_its_date_or_state(due, state, kept):
    head = [*HEAD, "责任领导", "责任部门"]
    rows = [[*one, "林知远", "办公室"] for one in (*FINDINGS, row("", "丙不清。", due=due, state=state))]
    assert texts(*rows, head=head) == ["甲不清。", "乙不清。", *(["丙不清。"] if kept else [])]


@pytest.mark.parametrize(
    ("tail", "found"),
    [
        (["", "县财政局", "丙不清。", "", "2025年3月", ""], False), (["", "县财政局", "丙不清。", "核对", "2025年3月", ""], True), (["", "县财政局", "丙不清。", "核对", "", "已完成"], True),
        (["", "县财政局", "丙不清。", "核对", "尽早", "某词"], False),
    ],
)  # fmt: skip
def test_a_row_without_its_number_is_a_finding_where_three_columns_stand_beside_its_text_and_a_date_or_a_state_reads(
    tail, found
):
    """To lose it silently would be worse than to ask."""
    assert ("丙不清。" in texts(*FINDINGS, tail)) is found


def test_without_numbers_a_table_ends_with_its_last_full_row_and_few_columns_need_one_beside():
    bare = [["", *one[1:]] for one in FINDINGS]
    assert texts(*bare, ["", "", "随手一记。"]) == ["甲不清。", "乙不清。"]
    assert texts(["甲不清。", "核对"], ["乙不清。", "收回"], ["随手一记。", ""], head=["问题", "整改措施"]) == [
        "甲不清。",
        "乙不清。",
    ]


def test_a_count_that_begins_anew_behind_a_note_with_two_columns_beside_it_is_of_findings():
    assert texts(*FINDINGS, ["填表说明："], row(1, "丙不清。")) == ["甲不清。", "乙不清。", "丙不清。"]
    assert texts(*FINDINGS, ["备注"], [1, "", "逐条填写。"], [2, "", "按时报送。"], [3, "", "加盖公章。"]) == [
        "甲不清。",
        "乙不清。",
    ]


def test_a_label_of_forty_characters_ends_a_table_without_numbers_and_a_longer_one_is_a_text():
    bare = [["", *one[1:]] for one in FINDINGS]
    short, long = "审核人：" + "长" * 36, "审核人：" + "长" * 37
    assert texts(*bare, ["", "县财政局", short, "核对", "2025年3月", "已完成"]) == ["甲不清。", "乙不清。"]
    assert texts(*bare, ["", "县财政局", long, "核对", "2025年3月", "已完成"])[-1] == long

"""Section I, record cards: one card is one finding; a card that is read in part is refused whole (RULES §1)."""

import pytest

from desktop.cli import list_json
from desktop.errors import Refused
from tests.exchange.sample_lists import accounted
from tests.exchange.ugly_workbooks import kinds, read_rows, reasons

CARD = [
    ["巡察整改记录卡"],
    ["填报单位：县财政局"],
    ["问题", "往来款挂账3笔。"],
    ["整改措施", "1.核对；2.收回"],
    ["责任人", "许禾", "整改时限", "2025年3月"],
    ["完成情况", "已完成"],
    ["填表人：程青禾"],
]


def test_a_card_is_one_finding_with_every_row_accounted_for(tmp_path):
    reading = read_rows(tmp_path, CARD)

    [finding] = reading.findings
    assert (finding.row, finding.rows, finding.unit) == (3, [3, 4, 5, 6], "青岩县财政局党组")
    assert (finding.text, finding.measures, finding.owner, finding.status) == (
        "往来款挂账3笔。",
        ["核对", "收回"],
        "许禾",
        "done",
    )
    assert finding.due_on == "2025-03-31"
    assert reasons(reading) == {1: "title", 2: "fill_in_line", 7: "footer"}
    assert sorted(accounted(list_json.reading(reading), "Sheet1")) == [1, 2, 3, 4, 5, 6, 7]


def test_cards_below_each_other_are_findings_of_their_own_and_faults_keep_their_cells(tmp_path):
    first = [["问题", "甲账目不清。"], ["整改措施", "核对"], ["责任单位", "县财政局"], ["完成情况", "已完成"]]
    second = [["问题", "乙账目不清。"], ["整改措施", "收回"], ["责任单位", "县民政局"], ["完成情况", "怪词"]]

    reading = read_rows(tmp_path, [*first, [], *second])

    assert [(finding.row, finding.unit) for finding in reading.findings] == [
        (1, "青岩县财政局党组"),
        (6, "青岩县民政局党组"),
    ]
    assert kinds(reading) == [(9, "unknown_status")] and reading.faults[0].cell == "B9"


def test_a_card_with_a_row_that_cannot_be_read_is_refused_whole(tmp_path):
    with pytest.raises(Refused, match="记录卡") as refused:
        read_rows(tmp_path, [*CARD[:4], ["奇怪的栏", "甲", "乙"], *CARD[4:]])

    assert refused.value.reason == "record_card"


def test_every_row_of_a_card_that_repeats_another_is_accounted_for(tmp_path):
    """Section I: only its first row was; an unknown word keeps its cell on the card."""
    card = [["问题", "甲账目不清。"], ["整改措施", "核对"], ["责任单位", "县财政局"], ["完成情况", "怪词"]]

    reading = read_rows(tmp_path, [*card, [], *card])

    assert [finding.row for finding in reading.findings] == [1]
    assert sorted(accounted(list_json.reading(reading), "Sheet1")) == [1, 2, 3, 4, 6, 7, 8, 9]
    assert [(word.word, word.row, word.cell) for word in reading.unknown_words] == [("怪词", 4, "B4")]


def test_cards_below_another_head_are_refused_whole(tmp_path):
    """Section I: two ways to read a sheet are no certain one."""
    rows = [
        ["否", "整改措施", "小计", "存在问题"],
        [None, "段然、许禾", None, "甲"],
        ["云台镇", "×", "2", "1.核对；2.建制"],
        [None, "类别", "第1条", "整改时限"],
        [None, "整改措施", "核"],
        [None, "责任落实问题", None, "类别"],
        ["涉及金额（万元）", "备注"],
    ]

    with pytest.raises(Refused, match="第 [1-9]") as refused:
        read_rows(tmp_path, rows)

    assert refused.value.reason == "record_card"


def test_a_card_that_nobody_filled_in_is_left_aside(tmp_path):
    """Section I, S-8: the empty form behind the last card ended the program."""
    card = [["问题", "甲账目不清。"], ["整改措施", "核对"], ["责任单位", "县财政局"], ["完成情况", "已完成"]]

    reading = read_rows(tmp_path, [*card, [], *([label] for label, _value in card)])

    assert [finding.rows for finding in reading.findings] == [[1, 2, 3, 4]]
    assert reasons(reading) == dict.fromkeys(range(6, 10), "header")


def _card(unit, text, state, *, signed=True):
    signature = [["填表人：程青禾"]] if signed else []
    return [
        ["整改记录卡（1）"],
        [f"填报单位：{unit}"],
        ["问题", text],
        ["整改措施", "核对"],
        ["责任人", "许禾"],
        ["完成情况", state],
        *signature,
    ]


@pytest.mark.parametrize("signed", [True, False])
def test_each_card_is_of_the_unit_that_stands_above_it(tmp_path, signed):
    first, second = (
        _card("县财政局", "账目不清3笔。", "已完成", signed=signed),
        _card("县民政局", "印章混放。", "推进中", signed=signed),
    )
    second[0] = ["整改记录卡（2）"]

    reading = read_rows(tmp_path, [*first, *second])

    assert [one.unit for one in reading.findings] == ["青岩县财政局党组", "青岩县民政局党组"]
    assert [one.category for one in reading.findings] == [None, None]
    assert sorted(accounted(list_json.reading(reading), "Sheet1")) == list(range(1, len(first + second) + 1))


def test_a_card_under_a_title_of_its_own_is_refused_as_it_may_name_another_unit(tmp_path):
    first, second = _card("县财政局", "账目不清3笔。", "已完成"), _card("县民政局", "印章混放。", "推进中")
    second[:2] = [["县民政局整改台账"]]

    with pytest.raises(Refused) as refused:
        read_rows(tmp_path, [*first, *second])
    assert refused.value.reason == "record_card"

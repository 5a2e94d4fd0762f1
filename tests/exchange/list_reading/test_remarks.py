"""What a reading says beside findings and faults: kept columns, the day of the list, rounds, words to teach (K5, K7, K16, K17)."""

from datetime import date

import pytest

from desktop.exchange.list_reading.remarks import rounds_named, stated_day
from tests.exchange.quick_sheets import read_sheet

HEAD = ["序号", "单位", "问题", "整改时限", "完成情况"]


def reading(*rows, head=HEAD, lines=()):
    return read_sheet([*([line] for line in lines), head, *rows])


@pytest.mark.parametrize(
    "text, day",
    [
        ("截至2025年5月31日", date(2025, 5, 31)),
        ("（截止：2025.5.31）", date(2025, 5, 31)),
        ("整改台账（截至2025年5月底）", date(2025, 5, 31)),
        ("2025年5月31日", None),
        ("截至目前", None),
    ],
)
def test_the_day_behind_until_is_the_day_of_the_list(text, day):
    assert stated_day(text, date(2024, 3, 1)) == day


def test_of_several_stated_days_the_latest_is_said_once():
    found = reading([1, "县财政局", "甲不清。", "", ""], lines=["截至2025年5月31日", "截至2025年4月30日"])
    assert found.list_date == date(2025, 5, 31) and [remark.kind for remark in found.remarks].count("list_date") == 1


def test_a_column_without_a_field_is_said_once_with_its_filled_cells_and_can_be_taught():
    found = reading(
        [1, "县财政局", "甲。", "", "", "x"],
        [2, "县财政局", "乙。", "", "", "/"],
        [3, "县财政局", "丙。", "", "", "y"],
        head=[*HEAD, "某栏"],
    )
    [remark] = [one for one in found.remarks if one.kind == "column_kept"]
    assert "“某栏”栏（F 列）" in remark.text if hasattr(remark, "text") else "“某栏”栏（F 列）" in str(remark)
    assert "2 格" in str(remark)
    assert [(word.kind, word.word, word.cell) for word in found.unknown_words if word.kind == "head"] == [
        ("head", "某栏", "F1")
    ]
    assert not [
        one
        for one in reading([1, "县财政局", "甲。", "", "", ""], head=[*HEAD, "某栏"]).remarks
        if one.kind == "column_kept"
    ]


def test_each_word_that_stopped_the_reader_is_told_once():
    found = reading(
        [1, "县财政局", "甲。", "猴年", "怪词"], [2, "县财政局", "乙。", "猴 年", "怪词"], [3, "某某局", "丙。", "", ""]
    )
    assert sorted((word.kind, word.word) for word in found.unknown_words) == [
        ("deadline", "猴年"),
        ("state", "怪词"),
        ("unit", "某某局"),
    ]


@pytest.mark.parametrize(
    "sheets, named",
    [
        (["第五轮", "第六轮"], {"第五轮": "第五轮", "第六轮": "第六轮"}),
        (["第五轮", "第五轮 续"], {}),
        (["第五轮", "说明"], {}),
        (["甲", "乙"], {}),
    ],
)
def test_sheets_name_rounds_only_where_several_name_different_ones(sheets, named):
    assert {sheet: name for sheet, name in rounds_named(sheets).items()} == named


@pytest.mark.parametrize(
    ("sheets", "named"),
    [
        (["第五轮", "第六轮"], {"第五轮": "第五轮", "第六轮": "第六轮"}), (["第五轮", "第五轮（续）"], {}), (["第五轮"], {}), (["第五轮", "说明"], {}),
        (["2024年第二批", "2025年第二批"], {"2024年第二批": "2024年第二批", "2025年第二批": "2025年第二批"}), (["十四届第三轮清单", "第四轮"], {"十四届第三轮清单": "十四届第三轮", "第四轮": "第四轮"}),
    ],
)  # fmt: skip
def test_sheets_name_rounds_only_where_they_name_different_ones(sheets, named):
    """K16: one round on all sheets is the round of the list, told elsewhere."""
    assert rounds_named(sheets) == named


def test_a_second_head_is_told_with_its_row():
    found = reading(
        [1, "县财政局", "甲不清。", "2025年3月", "已完成"],
        ["序号", "单位", "整改时限", "问题", "完成情况"],
        [2, "县财政局", "2025年3月", "乙不清。", "已完成"],
    )
    told = {remark.kind: (remark.row, remark.text) for remark in found.remarks}
    assert told["second_header"][0] == 3 and "第 3 行：这里是另一张表的表头" in told["second_header"][1]


def test_an_amount_without_a_unit_teaches_the_head_of_its_own_table():
    found = reading(
        [1, "县财政局", "甲不清。", "", "", 5.5],
        [2, "县财政局", "乙不清。", "", "", 700000.5],
        head=[*HEAD, "涉及资金"],
    )
    words = {(word.kind, word.word) for word in found.unknown_words}
    kinds = {fault.kind for fault in found.faults}
    assert ("amount_unit_unknown" in kinds) is (("amount", "涉及资金") in words)

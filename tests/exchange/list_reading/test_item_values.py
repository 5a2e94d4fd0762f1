"""K4, K7, K13, K16, K17: which column is which field, and what the answer says beside the findings."""

import pytest

from desktop.exchange.list_reading.context import ReadingContext
from desktop.exchange.list_reading.whole_file import read_workbook
from desktop.exchange.normalise.office_words import OfficeWords
from desktop.exchange.sheet_cells import Workbook
from tests.exchange.quick_sheets import FEEDBACK, both, read_sheet, sheet_of, values
from tests.exchange.sample_lists import register

_ = None
UNIT = "云台镇党委"


@pytest.mark.parametrize(
    ("one", "other"),
    [("整改落实情况", "整改结果"), ("完成情况", "整改进展"), ("办理情况", "办理结果"), ("落实情况", "整改成效")],
)
def test_of_two_columns_side_by_side_the_one_that_reads_as_states_is_the_state(one, other):
    """K7: whichever of the two it is."""
    rows = [["备案率升至95%", "基本完成"], ["已补报6场", "已办结"], ["已补7天", "已完成，长期坚持"]]
    head = ["序号", "问题", one, other]

    for reading in both([head, *([n, f"问题{n}。", *row] for n, row in enumerate(rows, 1))], unit=UNIT):
        assert values(reading, "status", "progress")[0] == ("basically_done", "备案率升至95%")
        assert values(reading, "status")[1:] == ["done", "long_term"]
    for reading in both([head, *([n, f"问题{n}。", *row[::-1]] for n, row in enumerate(rows, 1))], unit=UNIT):
        assert values(reading, "status", "progress")[0] == ("basically_done", "备案率升至95%")


@pytest.mark.parametrize(("heads", "group", "lane"), [
    (["已整改", "持续整改", "未整改"], "整改结果认定", "verified_status"),
    (["已完成", "正在推进", "未完成"], "整改情况", "status"),
    (["是", "否"], "是否完成", "status"),
])  # fmt: skip
def test_ticked_columns_are_one_state(heads, group, lane):
    """K7: the state is that of the ticked column; two ticks or none say nothing."""
    wide = len(heads)
    rows = [["序号", "问题", group, *[_] * (wide - 1)], [_, _, *heads]]
    rows += [[n + 1, f"问题{n}。", *("√" if place == n else _ for place in range(wide))] for n in range(wide)]
    rows += [[8, "没有勾。"], [9, "两个勾。", *["√"] * wide]]

    reading = read_sheet(rows, [(1, 3, 1, 2 + wide)], unit=UNIT)

    found = values(reading, lane)
    assert found[0] == "done" and found[wide - 1] == "not_done" and found[-2:] == [None, None]
    assert [(fault.row, fault.kind) for fault in reading.faults] == [(len(rows), "unknown_status")]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("原定整改时限", "延期后整改时限"),
        ("整改时限", "延期至"),
        ("原时限", "调整后时限"),
        ("原整改期限", "整改期限"),
        ("整改时限", "延期后时限"),
    ],
)
def test_of_two_deadlines_the_extended_one_holds_and_the_first_is_kept(first, later):
    """K7, L4."""
    rows = [
        ["序号", "问题", first, later],
        [1, "甲。", "2024年3月31日", "2024年9月30日"],
        [2, "乙。", "2024年3月31日", _],
        [3, "丙。", "2024年3月31日", "/"],
    ]

    for reading in both(rows, unit=UNIT):
        assert values(reading, "due_on", "first_due_on") == [
            ("2024-09-30", "2024-03-31"),
            ("2024-03-31", None),
            ("2024-03-31", None),
        ]


def test_an_extension_told_in_the_cell_is_one_too():
    """K7."""
    [finding] = read_sheet(
        [["序号", "问题", "整改时限"], [1, "甲。", "2024年3月31日（延期至2024年9月30日）"]], unit=UNIT
    ).findings

    assert (finding.due_on, finding.first_due_on) == ("2024-09-30", "2024-03-31")


def test_stages_beside_each_other_join_their_measures_and_take_the_last_deadline():
    """K7: merged groups and groups whose merges were undone."""
    head = [
        ["序号", "责任单位", "问题", "第一阶段", _, "第二阶段", _, "完成情况"],
        [_, _, _, "整改措施", "完成时限", "整改措施", "完成时限", _],
    ]
    rows = [
        [1, "县财政局", "甲。", "核对", "2024年4月30日", "收回", "2024年8月31日", "正在推进"],
        [2, "县财政局", "乙。", "核对", "2024年4月30日", _, _, "正在推进"],
    ]

    for reading in [read_sheet([*head, *rows], [(1, 4, 1, 5), (1, 6, 1, 7)]), *both([*head, *rows])]:
        assert values(reading, "measures", "due_on") == [(["核对", "收回"], "2024-08-31"), (["核对"], "2024-04-30")]


def test_a_stage_may_stand_in_the_head_itself():
    head = ["序号", "责任单位", "问题", "第一阶段整改措施", "第一阶段时限", "第二阶段整改措施", "第二阶段时限"]
    row = [1, "县财政局", "甲。", "核对", "2024年4月30日", "收回", "2024年8月31日"]

    for reading in both([head, row]):
        assert values(reading, "measures", "due_on") == [(["核对", "收回"], "2024-08-31")]


@pytest.mark.parametrize("head", ["被审计单位", "被检查单位", "被巡视单位", "责任党组织"])
def test_other_words_for_the_unit(head):
    """K7, RULES §1."""
    for reading in both([["序号", head, "问题"], [1, "县财政局", "甲。"]]):
        assert values(reading, "unit") == ["青岩县财政局党组"]


@pytest.mark.parametrize("line", ["单位：万元", "（单位：万元）", "金额单位：万元", "填报单位：县财政局　　单位：万元"])
def test_the_unit_of_money_stands_above_the_table(line):
    """K4."""
    for reading in both(
        [["台账"], [line], ["序号", "问题", "涉及金额"], [1, "甲。", 12.5], [2, "乙。", "800元"]], unit=UNIT
    ):
        assert values(reading, "amount_yuan") == [125_000, 800]


def test_an_unknown_unit_of_money_is_asked_once_and_can_be_taught():
    """K4, K17."""
    rows = [["序号", "问题", "涉及金额"], [1, "甲。", 12.5], [2, "乙。", 3]]

    for reading in both(rows, unit=UNIT):
        assert values(reading, "amount_yuan") == [None, None]
        assert [fault.kind for fault in reading.faults] == ["amount_unit_unknown"]
        assert [(word.kind, word.word) for word in reading.unknown_words] == [("amount", "涉及金额")]
    for reading in both(rows, unit=UNIT, office=OfficeWords(amounts={"涉及金额": "万元"})):
        assert values(reading, "amount_yuan") == [125_000, 30_000]


def test_words_that_stopped_the_reader_are_named_once_each_and_read_when_taught():
    """K17: states, deadlines, heads, units."""
    rows = [
        ["序号", "单位", "问题", "整改时限", "整改状态", "攻坚专班"],
        [1, "县农林局", "甲。", "专项行动期内", "已挂网", "一组"],
        [2, "县农林局", "乙。", "专项行动期内", "已挂网", "二组"],
    ]

    reading = read_sheet(rows)
    assert {(word.kind, word.word) for word in reading.unknown_words} == {
        ("unit", "县农林局"),
        ("deadline", "专项行动期内"),
        ("state", "已挂网"),
        ("head", "攻坚专班"),
    }

    office = OfficeWords(
        states={"已挂网": "in_progress"},
        deadlines={"专项行动期内": "2024-08-31"},
        heads={"攻坚专班": "responsible_department"},
    )
    taught = read_sheet(rows, office=office)
    assert values(taught, "due_on", "status", "responsible_department")[0] == ("2024-08-31", "in_progress", "一组")
    assert [word.kind for word in taught.unknown_words] == ["unit"]


@pytest.mark.parametrize(
    "line",
    [
        "截至2024年5月31日",
        "（截至2024年5月31日）",
        "截止日期：2024年5月31日",
        "县财政局整改台账（截至2024.5.31）",
        "截止到5月31日",
    ],
)
def test_a_line_above_the_table_states_the_day_of_the_list(line):
    """K16."""
    reading = read_sheet([[line], ["序号", "问题"], [1, "甲。"]], unit=UNIT)

    assert reading.list_date.isoformat() == "2024-05-31"
    assert [remark.kind for remark in reading.remarks] == ["list_date"]


def test_the_date_in_a_state_cell_is_the_day_of_completion_unless_a_column_says_it():
    """K16."""
    plain = [
        ["序号", "问题", "整改状态"],
        [1, "甲。", "2024年5月20日已完成"],
        [2, "乙。", "已完成（5月20日）"],
        [3, "丙。", "正在推进"],
    ]
    column = [
        ["序号", "问题", "整改时限", "整改状态", "完成时间"],
        [1, "甲。", "6月底", "2024年5月20日已完成", "2024.5.21"],
    ]

    for reading in both(plain, unit=UNIT):
        assert values(reading, "completed_on") == ["2024-05-20", "2024-05-20", None]
    assert values(read_sheet(column, unit=UNIT), "completed_on") == ["2024-05-21"]


def test_columns_that_found_no_field_are_said_once_with_their_cells_kept():
    """K7, K17: 凡有内容而进了 other 的列，一次性列给人看."""
    reading = read_sheet(
        [["序号", "问题", "底稿编号", "整改目标"], [1, "甲。", "DG-1", "/"], [2, "乙。", "DG-2", _]], unit=UNIT
    )

    assert values(reading, "other") == [{"底稿编号": "DG-1"}, {"底稿编号": "DG-2"}]
    assert [(remark.kind, remark.column) for remark in reading.remarks] == [("column_kept", "C")]


@pytest.mark.parametrize("head", ["轮次", "巡察轮次", "批次"])
def test_a_column_of_rounds_puts_each_row_into_its_own(head):
    """Landing 2: the cell also stays in `other`."""
    reading = read_sheet(
        [["序号", head, "单位", "问题"], [1, "第一轮", "县财政局", "甲。"], [2, "第二轮", "县民政局", "乙。"]]
    )

    assert values(reading, "round", "other") == [("第一轮", {head: "第一轮"}), ("第二轮", {head: "第二轮"})]


def test_a_sheet_for_each_round_puts_its_rows_into_it():
    """Landing 2: last years' books; one sheet alone names nothing."""
    head = ["序号", "单位", "问题"]
    sheets = [
        sheet_of([head, [1, "县财政局", f"问题{name}。"]], name=name) for name in ("2022年第一轮", "2023年第二轮")
    ]
    context = ReadingContext(units=register(), feedback_on=FEEDBACK)

    assert values(read_workbook(Workbook("xlsx", sheets), context), "round") == ["2022年第一轮", "2023年第二轮"]
    assert values(read_workbook(Workbook("xlsx", sheets[:1]), context), "round") == [None]


def test_each_measure_of_a_row_of_its_own_has_its_own_state():
    """K13: measures per row."""
    rows = [
        ["序号", "单位", "问题", "整改措施", "完成情况"],
        [1, "县财政局", "甲。", "核对", "已完成"],
        [_, _, _, "收回", "正在推进"],
    ]

    [finding] = read_sheet(rows).findings
    assert [(part.text, part.status) for part in finding.measure_details] == [("核对", "done"), ("收回", "in_progress")]
    assert finding.status == "in_progress"


def test_a_finding_over_several_rows_stands_in_its_first_and_bears_all_of_them():
    rows = [
        ["序号", "问题", "整改措施", "责任人"],
        [1, "账目不清。", "核对", "李明"],
        [_, _, "追缴", "王强"],
        [2, "印章混放。", "分管", "李明"],
    ]
    reading = read_sheet(rows, [(2, 1, 3, 1), (2, 2, 3, 2)], unit=UNIT)
    assert [(one.row, one.rows) for one in reading.findings] == [(2, [2, 3]), (4, [4])]
    assert reading.findings[0].measures == ["核对", "追缴"] and reading.findings[0].owner == "李明、王强"

"""K1, K2, K8, K14: where a list begins and ends, on lists drawn in every way that the rules name."""

from types import SimpleNamespace

import pytest

from desktop.exchange.list_reading.context import PointedHead
from desktop.exchange.list_reading.headers import _opens_the_page, header_key
from tests.exchange.quick_sheets import both, read_sheet, values

_ = None
HEAD = ["序号", "问题", "整改措施", "整改时限", "整改状态"]
TWO = [
    ["县财政局整改台账"],
    HEAD,
    [1, "账目不清。", "核对", "2024年6月30日", "已完成"],
    [2, "印章混放。", "分管", "2024年6月30日", "未完成"],
]
TAILS = [
    [["主要领导签字：", _, "分管领导签字：", _, "填报人："]],
    [["单位主要负责人签字：", _, _, "填报人：段然", "2024年5月6日"]],
    [["党组书记：", _, _, "2024年5月6日"]],
    [["审核意见", _, "同意上报。", "（盖章）"]],
    [["备注", _, "本表一式三份，分别报县委巡察办、县纪委监委、县委组织部。"]],
    [[_, "本表一式两份，一份存档。"], [_, "联系人：许禾　电话：123"]],
    [[_, "以下空白"]],
    [[_, "（此页无正文）"]],
    [[_, "问题总数：2个，已完成1个，完成率50%。"]],
    [[_, "共计2个问题，已整改1个，整改率50%"], ["青岩县财政局党组（公章）"], ["2024年5月6日"]],
    [[_, "注：以上问题已全部整改到位"]],
    [["说明"], [1, "如实填写。"], [2, "按时报送。"], [3, "加盖公章。"]],
    [[_, "说明：1.本表由各单位填写"], [1, "如实填写"], [2, "按时报送"]],
    [["注", "本表数据截至2024年5月"], ["填报", "许禾", _, "审核", "秦朗"]],
    [["合计", 2, _, _, "完成1个"], ["分管领导（签字）", _, "经办人（签字）"]],
    [[_, "单位意见：", "同意"], [_, "整改组组长："]],
    [[_, "由村支书核对"], [_, "情况属实。"]],
    [["党组意见", _, "以上情况属实。"], ["县委巡察办审核意见", _, "同意上报。"]],
]


@pytest.mark.parametrize("tail", TAILS, ids=str)
def test_nothing_below_the_last_numbered_finding_becomes_one_or_refuses_the_list(tail):
    """K2."""
    for reading in both([*TWO, *tail]):
        assert values(reading, "text") == ["账目不清。", "印章混放。"]
        assert not [fault for fault in reading.faults if fault.level == "error"]
        assert {entry.row for entry in reading.ignored} >= set(range(5, 5 + len(tail)))


@pytest.mark.parametrize("tail", [tail for tail in TAILS if len(tail[0]) != 1], ids=str)
def test_a_list_without_numbers_ends_with_its_last_full_row(tail):
    """K2: at least two fields beside the text."""
    rows = [
        ["被巡察单位", "问题", "整改措施", "整改时限", "完成情况"],
        ["县财政局", "账目不清。", "核对", "2024年6月30日", "已完成"],
    ]

    for reading in both([*rows, *tail]):
        assert values(reading, "text") == ["账目不清。"]
        assert not [fault for fault in reading.faults if fault.level == "error"]


def test_a_number_that_goes_on_is_a_finding_and_a_full_row_without_number_is_not_lost():
    """K2: losing a finding silently would be worse than asking."""
    reading = read_sheet([*TWO, [3, "票据缺号。", "核对", "2024年7月30日", "正在推进"], ["备注：无"]])
    forgotten = read_sheet([*TWO, [_, "票据缺号。", "核对", "2024年7月30日", "正在推进"], ["填表人：许禾"]])

    assert values(reading, "row") == values(forgotten, "row") == [3, 4, 5]


def test_a_measure_below_the_last_number_goes_on_the_finding():
    """K2."""
    reading = read_sheet([*TWO, [_, _, "登记造册", "2024年7月31日", "未完成"], ["填报人：许禾"]])

    assert values(reading, "measures") == [["核对"], ["分管", "登记造册"]]


@pytest.mark.parametrize(
    "said", ["（本轮无问题）", "无", "/", "未发现问题", "本轮巡察未发现问题。", "无此类问题", "暂无问题"]
)
def test_a_unit_without_findings_has_none(said):
    """Section I: （本轮无问题） became a finding; a row without any text is still an error."""
    rows = [
        ["序号", "单位", "问题", "整改措施"],
        [1, "县财政局", "账目不清。", "核对"],
        [2, "县水务局", said],
        [3, "县民政局", _, "核"],
        [4, "县民政局", "低保滞后。", "复核"],
    ]

    for reading in both(rows):
        assert values(reading, "row") == [2, 5]
        assert [(fault.row, fault.kind) for fault in reading.faults] == [(4, "missing_text")]


@pytest.mark.parametrize(
    "rows",
    [
        [["序号", "问题类别", "存在问题", "整改措施"], [1, "政治建设方面", "意识形态责任制压得不实", "整改措施"], [2, "组织建设方面", "责任落实问题", "整改任务"]],
        [["被巡察单位", "反馈问题", "整改措施", "责任人", "完成情况"], ["云台镇党委", "监督管理问题", "整改措施", "段然", "完成"], ["云台镇党委", "责任落实问题", "落实责任", "段然", "完成"]],
        [["编号", "反馈问题", "责任部门", "整改期限"], ["JT-01", "“第一议题”制度执行不严的问题", "办公室", "6月底"], ["JT-02", "上轮反馈问题整改不彻底", "办公室", "6月底"]],
        [["类别", "问题", "责任领导"], ["作风建设方面", "公务用车管理问题", "秦朗"], ["廉政风险方面", "非税收入收缴不及时的问题", "秦朗"]],
    ],
    ids=str,
)  # fmt: skip
def test_a_row_of_data_is_never_a_head(rows):
    """K1: whatever the words, in workbooks and in .csv."""
    for reading in both(rows, unit="云台镇党委"):
        assert values(reading, "row") == [2, 3]


def test_a_head_in_the_middle_is_one_and_is_said():
    """K1: repeated as it was, or mostly head words behind a blank row, a title or a total."""
    repeated = read_sheet([*TWO[:3], HEAD, [2, "乙。", "核对", "2024.6.30", "已完成"]])
    blank = read_sheet([*TWO[:3], [], ["序号", "存在问题", "责任领导", "整改期限"], [1, "乙。", "秦朗", "2024.6.30"]])
    total = read_sheet(
        [*TWO[:3], ["合计", "1个"], ["序号", "存在问题", "责任领导", "整改期限"], [1, "乙。", "秦朗", "2024.6.30"]]
    )

    assert values(repeated, "text") == values(blank, "text") == values(total, "text") == ["账目不清。", "乙。"]
    assert values(blank, "responsible_leader") == [None, "秦朗"]
    assert [remark.kind for remark in repeated.remarks] == []
    assert [(remark.row, remark.kind) for remark in blank.remarks] == [(5, "second_header")]


def test_a_small_table_above_a_larger_one_is_read():
    """Section I: it was left out with all its rows; rows above any head are told, never dropped."""
    large = [
        ["序号", "问题类别", "反馈问题", "整改措施", "责任领导", "整改时限", "整改状态"],
        [1, "党建", "乙。", "核", "秦朗", "2024.6.30", "已完成"],
    ]
    small = [
        ["县财政局台账"],
        ["序号", "立行立改事项", "完成时间"],
        [1, "更换门牌", "立行立改"],
        [2, "清理杂物", "立行立改"],
        [],
    ]

    assert values(read_sheet([*small, *large]), "text") == ["更换门牌", "清理杂物", "乙。"]
    headless = read_sheet([["县财政局"], ["1", "某问题甲", "核对", "段然"], *large])
    assert [(fault.row, fault.kind, fault.level) for fault in headless.faults] == [(2, "row_above_head", "error")]


@pytest.mark.parametrize("rows", [
    [["序号", "责任单位", "问题", "整改措施", "责任人", _, "完成情况"], [_, _, _, _, "领导", "经办"]],
    [["序号", "责任单位", "问题", "整改措施", "责任体系", _, "完成情况"], [_, _, _, _, "班子成员", "具体责任人"]],
    [["序号", "责任单位", "问题", "整改措施", "责任落实", _, "自评结果"], [_, _, _, _, "包联领导", "承办人"]],
    [["序号", "责任单位", "问题", "整改措施", "责任", _, "自评结果"], [_, _, _, _, "领导", "具体人"]],
    [["序", "单", "问　题", "整　改", "责　任", "经　办", "整　改"], ["号", "位", "描　述", "措　施", "领　导", "人　员", "状　态"]],
])  # fmt: skip
def test_heads_whose_merges_were_undone_are_two_rows(rows):
    """K8: as a program leaves them, and as the columns below a 责任体系 are called."""
    for reading in both([*rows, [1, "县财政局", "账目不清。", "核对", "秦朗", "许禾", "已完成"]]):
        assert values(reading, "responsible_leader", "owner", "status", "unit") == [
            ("秦朗", "许禾", "done", "青岩县财政局党组")
        ]
        assert [entry.row for entry in reading.ignored] == [1, 2]


@pytest.mark.parametrize(
    "head",
    [
        "立行立改事项",
        "督办事项",
        "确定事项",
        "反馈事项",
        "检视问题",
        "隐患描述",
        "存在不足",
        "整改事项",
        "交办事项",
        "需办事项名",
        "主要隐患",
    ],
)
def test_a_list_whose_findings_are_called_otherwise_is_read(head):
    """K14."""
    for reading in both(
        [["序号", head, "责任人", "整改期限"], [1, "消防通道堵塞", "许禾", "2024.6.30"]], unit="云台镇党委"
    ):
        assert values(reading, "text", "owner", "due_on") == [("消防通道堵塞", "许禾", "2024-06-30")]


def test_of_several_such_columns_the_one_with_the_longest_texts_is_the_finding():
    """K14."""
    rows = [["序号", "隐患点位名", "隐患及成因记述", "责任人"], [1, "一楼", "消防通道长期被杂物堵塞，疏散不畅", "许禾"]]

    assert values(read_sheet(rows, unit="云台镇党委"), "text") == ["消防通道长期被杂物堵塞，疏散不畅"]


def test_the_clerk_points_at_head_and_columns_where_none_is_found():
    """K14, X1: the likest row is named; a pointed head is read as one."""
    rows = [
        ["县财政局"],
        ["次", "内容", "谁办", "几时"],
        [1, "更换门牌", "许禾", "2024.6.30"],
        [2, "清理杂物", "许禾", "6月底"],
    ]
    pointed = {"清单": PointedHead(2, {1: "serial", 2: "text", 3: "owner", 4: "due_on"})}

    assert read_sheet(rows).sheets == []
    reading = read_sheet(rows, pointed=pointed)
    assert values(reading, "text", "owner", "due_on") == [
        ("更换门牌", "许禾", "2024-06-30"),
        ("清理杂物", "许禾", "2024-06-30"),
    ]
    assert values(reading, "unit") == ["青岩县财政局党组"] * 2


def test_instructions_in_brackets_do_not_hide_a_head():
    """Section I: heads with instructions."""
    head = [
        "序号（自动）",
        "反馈问题（逐条填写）",
        "整改措施（分条列出：1.2.3.）",
        "整改时限（年/月/日）",
        "整改状态（已完成/未完成）",
    ]

    for reading in both([head, [1, "甲。", "核对", "2024/6/30", "已完成"]], unit="云台镇党委"):
        assert values(reading, "due_on", "status") == [("2024-06-30", "done")]


def test_a_line_without_findings_below_a_units_title_is_no_section():
    """Section I: （本轮无问题） alone in its row."""
    rows = [
        ["序号", "问题", "整改措施"],
        ["云台镇党委"],
        ["（本轮无问题）"],
        ["县财政局"],
        ["（一）资金管理方面"],
        [1, "甲。", "核"],
    ]

    for reading in both(rows):
        assert values(reading, "unit", "category") == [("青岩县财政局党组", "资金管理方面")]
        assert [(entry.row, entry.reason) for entry in reading.ignored][2] == (3, "note")


def test_a_row_of_data_is_no_first_or_second_row_of_a_head():
    """K1: right below the head with a long text, and right above a head printed again."""
    head = ["具体问题", "整改措施", "限期", "备注"]
    long = ["学习贯彻不深入，流于形式；研讨发言照抄照搬", "整改措施", "立行立改", "附件"]
    short = ["印章混放", "整改措施", "立行立改", "附件"]

    for reading in both([head, long, short], unit="云台镇党委") + both(
        [head, [], short, head, long], unit="云台镇党委"
    ):
        assert sorted(values(reading, "text")) == [short[0], long[0]]
        assert not reading.remarks


def test_a_list_whose_heads_return_is_no_record_card():
    """Section I: heads among them that a card could have, a month above and a signature below."""
    head = ["序 号", "被巡察党组织", "问题清单", "责任股室", "整改时限", "目前进展"]
    rows = [
        ["（2025年6月）"],
        head,
        [1, "石桥村", "账目不清。", "办公室", "6月底前", "已核对"],
        head,
        [2, "县民政局", "印章混放。", "党政办", "6月底前", "已分管"],
        ["填报人", "许禾", "审核人", "秦朗"],
    ]

    for reading in both(rows):
        assert values(reading, "text") == ["账目不清。", "印章混放。"]


def test_a_unit_title_beside_others_is_one_though_it_is_not_registered():
    """K15: its findings went to the unit before, silently."""
    head = ["序号", "问题", "整改措施"]
    rows = [["县财政局"], head, [1, "甲。", "核"], [], ["县水务局"], head, [1, "乙。", "核"]]
    inside = [head, ["一、县财政局"], [1, "甲。", "核"], ["二、县水务局"], [1, "乙。", "核"]]

    for reading in both(rows) + both(inside, unit="云台镇党委"):
        assert values(reading, "unit") == ["青岩县财政局党组", "县水务局"]
        assert [fault.kind for fault in reading.faults] == ["unknown_unit"]


def test_the_unit_holds_for_a_second_table_that_nothing_introduces():
    """Section I: a small table above a larger one."""
    rows = [
        ["县财政局"],
        ["序号", "立行立改事项", "完成时间"],
        [1, "更换门牌", "立行立改"],
        [],
        ["序号", "反馈问题", "整改措施", "责任领导", "整改时限"],
        [1, "乙。", "核", "秦朗", "2024.6.30"],
    ]

    assert values(read_sheet(rows), "unit") == ["青岩县财政局党组"] * 2


def test_a_list_without_numbers_ends_where_its_merged_unit_ends_and_at_a_row_that_begins_with_a_date():
    """K2: a unit merged down counts in every row; a deadline in the first column signs nothing."""
    merged = [
        ["单位", "问题", "整改措施", "金额", "备注"],
        ["县财政局", "甲。", "核", 3000, _],
        [_, "乙。", "管", _, _],
        ["填表人：许禾"],
    ]
    dated = [["整改时限", "责任人", "问题", "备注"], ["2024年6月30日", "段然", "甲。", "见附件"]]

    assert values(read_sheet(merged, [(2, 1, 3, 1)]), "row") == [2, 3]
    assert values(read_sheet(dated, unit="云台镇党委"), "row") == [2]


def test_lines_behind_a_note_are_no_measures():
    """K2: where the measures stand in the first column."""
    rows = [["整改措施", "责任人", "状态", "问题"], ["核对", "段然", "已完成", "甲。"], ["说明："], ["1.按月报送。"]]

    for reading in both(rows, unit="云台镇党委"):
        assert values(reading, "measures") == [["核对"]]


def test_a_remark_between_findings_is_none_and_ordinals_are_numbers():
    """K2, K1."""
    rows = [["序号", "问题", "整改措施"], ["第1条", "甲。", "核"], [_, "（注：涉及3个村）"], ["第二项", "乙。", "管"]]

    for reading in both(rows, unit="云台镇党委"):
        assert values(reading, "row") == [2, 4]


def test_a_broken_row_behind_the_last_number_is_told():
    """K2: a row whose deadline or state reads as such lacks its text; it is no remark."""
    reading = read_sheet([*TWO, [_, _, _, "2024年7月30日", "已完成"]])

    assert [(fault.row, fault.kind) for fault in reading.faults] == [(5, "missing_text")]


@pytest.mark.parametrize(
    "below",
    [
        ["", "", "", "", ""],
        [5, "", "", "", ""],
        ["", "账目不清，长期挂账未清理，涉及资金若干，长期无人过问此事。", "", "", ""],
    ],
)
def test_a_row_of_values_or_nothing_below_a_head_is_no_second_row_of_it(below):
    """K1: a number or a long text is data."""
    reading = read_sheet([HEAD, below, [1, "账目不清。", "核对", "2024年6月30日", "已完成"]], unit="县财政局")
    assert values(reading, "text")[-1] == "账目不清。" and reading.layout[0].header_rows == (1,)


@pytest.mark.parametrize("odd", [["甲", "乙", "丙"], ["甲", "乙", "丙", "丁", "戊", "己", "庚"]])
def test_a_head_keeps_its_known_columns_among_own_ones_of_the_office(odd):
    """K8: columns that the office made for itself do not hide the head."""
    reading = read_sheet(
        [[*HEAD, *odd], [1, "账目不清。", "核对", "2024年6月30日", "已完成", *["x"] * len(odd)]], unit="县财政局"
    )
    assert values(reading, "text") == ["账目不清。"] and set(reading.findings[0].other) == set(odd)


SERIAL, OWN = SimpleNamespace(kind="serial"), SimpleNamespace(kind="leader")


@pytest.mark.parametrize(
    ("heads", "meanings", "opens"),
    [
        (["序号", "甲", "乙"], [SERIAL, OWN, None], True),
        (["序号", "甲", "乙", "丙"], [SERIAL, OWN, None, None], True),
        (["序号", "甲", "乙", "丙", "丁"], [SERIAL, OWN, None, None, None], False),
        (["问题", "甲", "乙"], [OWN, OWN, OWN], False),
        (["序号", "问题", "甲", "乙"], [None] * 4, True),
        (["序号", "问题", "甲", "乙", "丙"], [None] * 5, False),
        (["序号", "问题", "整改措施", "整改时限", *"甲乙丙丁戊己"], [None] * 10, True),
        (["序号", "问题", "整改措施", *"甲乙丙丁戊己"], [None] * 9, False),
        (["序号", "已完成", "未完成", "甲"], [None] * 4, True),
    ],
)
def test_half_of_the_columns_or_four_make_a_head_and_beside_a_serial_a_meaning_is_enough(heads, meanings, opens):
    """K1"""
    block = SimpleNamespace(labels={at: [head] for at, head in enumerate(heads)}, meanings=dict(enumerate(meanings)))
    assert _opens_the_page(block, {}) is opens
    assert _opens_the_page(block, {header_key(head): "text" for head in heads}), "as the clerk taught them"

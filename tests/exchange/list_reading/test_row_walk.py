"""X2: rows beyond the samples: sections, pages, two tables, totals, signatures, errors."""

import pytest

from tests.exchange.ugly_workbooks import kinds, read, read_rows, reasons, workbook

_ = None
HEAD = ["序号", "问题", "整改措施", "整改时限"]


def test_two_tables_on_a_page_are_read_by_their_own_heads_and_their_titles_are_categories(tmp_path):
    reading = read_rows(
        tmp_path,
        [
            ["县财政局巡察反馈问题整改台账"],
            ["一、立行立改事项"],
            ["序号", "问题", "整改措施", "责任人", "完成时间", "完成情况"],
            [1, "食堂账目不清。", "1.核对；2.公示。", "方既明 唐牧野", "立行立改", "已完成"],
            [],
            ["二、长期整改事项"],
            ["序号", "存在问题", "具体表现", "责任领导", "时限", "进展"],
            [1, "党建弱化", "党费收缴不及时。", "林知远", "2025年底", "完成了补缴。"],
            ["填表人：程青禾", _, "审核人：林知远"],
        ],
    )

    first, second = reading.findings
    assert (first.category, first.due_kind, first.owner, first.status) == (
        "立行立改事项",
        "immediate",
        "方既明、唐牧野",
        "done",
    )
    assert (second.category, second.parent, second.text) == ("长期整改事项 / 党建弱化", "党建弱化", "党费收缴不及时。")
    assert {finding.unit for finding in reading.findings} == {"青岩县财政局党组"}
    assert reasons(reading) == {1: "title", 2: "category_row", 3: "header", 6: "category_row", 7: "header", 9: "footer"}


def test_a_section_per_unit_with_categories_inside_and_totals(tmp_path):
    reading = read_rows(
        tmp_path,
        [
            ["序号", "问题", "整改措施", "金额（万元）"],
            ["县财政局（2个问题）"],
            ["（一）党的领导方面"],
            [1, "学习不够。", "加强学习", 1.5],
            ["（二）资金管理方面"],
            [2, "挪用资金。", "追回", "约3.2"],
            ["小计", _, _, 4.7],
            ["县水务局（1个问题）"],
            [1, "规则缺失。", "修订规则", "800元"],
            ["合计", _, _, 4.78],
            ["注：1.金额保留两位小数。"],
            ["2.长期坚持的写明复查日期。"],
        ],
        ["A2:D2", "A3:D3", "A5:D5", "A8:D8", "A11:D11"],
    )

    found = [(finding.unit, finding.category, finding.amount_yuan) for finding in reading.findings]
    assert found == [
        ("青岩县财政局党组", "党的领导方面", 15000),
        ("青岩县财政局党组", "资金管理方面", 32000),
        ("县水务局", None, 800),
    ]
    assert kinds(reading) == [(9, "unknown_unit")]
    assert [reasons(reading)[row] for row in (2, 3, 7, 8, 10, 11, 12)] == [
        "unit_row",
        "category_row",
        "subtotal",
        "unit_row",
        "total",
        "note",
        "note",
    ]


def test_units_inside_categories_keep_the_category(tmp_path):
    reading = read_rows(
        tmp_path,
        [
            HEAD,
            ["一、党的领导方面"],
            ["（一）县财政局"],
            [1, "学习不够。", "加强学习", "2025.3.5"],
            ["（二）县民政局"],
            [2, "学习不深。", "加强学习", "2025.3.5"],
            ["二、作风建设方面"],
            ["（一）县财政局"],
            [3, "文风不实。", "精简文件", "2025.3.5"],
        ],
    )

    found = [(finding.unit, finding.category) for finding in reading.findings]
    assert found == [
        ("青岩县财政局党组", "党的领导方面"),
        ("青岩县民政局党组", "党的领导方面"),
        ("青岩县财政局党组", "作风建设方面"),
    ]


def test_a_measure_continues_over_a_page_break(tmp_path):
    reading = read_rows(
        tmp_path,
        [
            ["县民政局整改台账"],
            HEAD,
            [1, "低保动态管理滞后。", "开展复核", "2025.3.5"],
            ["第 1 页 共 2 页"],
            ["县民政局整改台账"],
            HEAD,
            [_, _, "公示名单", "2025.5.5"],
            [2, "养老服务薄弱。", "建设站点", "同上"],
            [_, _, _, "青岩县民政局党组"],
            [_, _, _, "2025年6月30日"],
        ],
    )

    first, second = reading.findings
    assert (first.rows, first.measures, first.due_on) == ([3, 7], ["开展复核", "公示名单"], "2025-05-05")
    assert second.due_on == "2025-05-05"
    assert reasons(reading)[6] == "repeated_header"


def test_a_merged_number_holds_its_rows_together_and_its_amount_counts_once(tmp_path):
    reading = read_rows(
        tmp_path,
        [
            ["序号", "单位", "问题", "措施", "责任人", "涉及金额"],
            [1, "县财政局", "账目不清。", "核对", "方既明", "3万元"],
            [_, _, _, _, "唐牧野", _],
            [2, "县财政局", "账目不公开。", "公示", "方既明", _],
        ],
        ["A2:A3", "D2:D3", "F2:F3"],
    )

    assert (reading.findings[0].rows, reading.findings[0].owner, reading.findings[0].amount_yuan) == (
        [2, 3],
        "方既明、唐牧野",
        30000,
    )


def test_rows_without_a_finding_are_errors_and_never_lost(tmp_path):
    reading = read_rows(
        tmp_path,
        [
            ["序号", "单位", "存在问题", "整改措施"],
            [1, "县财政局", "账目不清。", "核对"],
            [_, "县民政局", _, "另一家的措施"],
            [2, "县财政局", _, "没有问题"],
            [3],
            [_, _, _, "续行措施"],
        ],
    )

    assert [(fault.row, fault.kind, fault.level) for fault in reading.faults] == [
        (3, "missing_text", "error"),
        (4, "missing_text", "error"),
    ]
    assert reasons(reading)[5] == "serial_only"
    assert reading.findings[0].rows == [2, 6]
    assert sum(reading.counts().values()) == 6


def test_behind_the_last_row_with_data_a_text_alone_is_no_finding_and_is_told(tmp_path):
    """K2: in a list without numbers the last row with something beside its text ends the table (RULES §2)."""
    reading = read_rows(
        tmp_path,
        [
            ["云台镇石桥村问题清单"],
            ["类别", "问题", "责任人"],
            ["三资管理", "鱼塘发包未经民主程序。", "方既明"],
            [_, "账目不公开。"],
            ["三资管理", "共计3笔支出未入账。"],
            [_, "由村支书核对"],
            [_, "情况属实。"],
            [_, "合计"],
            [_, "备注：以上由村支书核对"],
        ],
    )

    assert [finding.row for finding in reading.findings] == [3, 4, 5]
    assert reasons(reading) == {1: "title", 2: "header", 6: "note", 7: "note", 8: "total", 9: "note"}
    assert [remark.row for remark in reading.remarks if remark.kind == "text_below_table"] == [6, 7]


def test_a_summary_that_counts_problems_is_no_list(tmp_path):
    summary = [["单位", "反馈问题", "已完成", "整改率"], ["县财政局", 4, 3, 0.75], ["县民政局", 5, 3, 0.6]]
    path = workbook(tmp_path, {"汇总": summary, "县财政局": [["序号", "问题"], [1, "账目不清。"]]})

    reading = read(path)

    assert [(entry.sheet, entry.row, entry.reason) for entry in reading.ignored][0] == ("汇总", 0, "not_a_list_sheet")
    assert reading.findings[0].unit == "青岩县财政局党组"


def test_what_the_sheets_of_the_units_say_again_in_the_total_sheet_counts_once(tmp_path):
    path = workbook(
        tmp_path,
        {
            "1县财政局": [["序号", "问题", "措施"], [1, "账目不清。", "核对"]],
            "总表": [
                ["序号", "单位", "问题", "措施"],
                [1, "县财政局", "账目不清。", "核对"],
                [2, "松溪镇", "台账缺失。", "补录"],
            ],
        },
    )

    reading = read(path)

    assert [(finding.unit, finding.text) for finding in reading.findings] == [
        ("青岩县财政局党组", "账目不清。"),
        ("松溪镇党委", "台账缺失。"),
    ]
    assert reasons(reading)[2] == "duplicate"


def test_every_fault_says_place_value_reason_and_remedy(tmp_path):
    reading = read_rows(tmp_path, [["序号", "单位", "问题", "整改时限"], [1, "县财政局", "账目不清。", "2025.13.1"]])

    [fault] = reading.faults
    assert fault.cell == "D2"
    assert (
        fault.message
        == "“Sheet1”表第 2 行“整改时限”：“2025.13.1”不是日期（没有 13 月）。请改成如 2026-06-18 的日期，或留空。"
    )


def test_a_word_of_the_office_in_the_first_cell_does_not_make_a_date_row_a_signature(tmp_path):
    reading = read_rows(
        tmp_path, [["整改时限", "问题", "措施"], ["2025年4月30日", "账目不清。", "核对"]], unit="云台镇党委"
    )

    assert reading.findings[0].due_on == "2025-04-30"


def test_signatures_without_colons_and_totals_as_sentences_are_no_findings(tmp_path):
    reading = read_rows(
        tmp_path,
        [
            HEAD,
            [1, "账目不清。", "核对", "2025.3.5"],
            ["小计：1个问题，已完成0个"],
            [2, "台账缺失。", "补录", "2025.3.5"],
            [_, "合计：2个"],
            ["填表人", "程青禾", "审核人", "林知远"],
            ["填表人 程青禾　审核人 林知远"],
        ],
        ["A3:D3", "A7:D7"],
    )

    assert [finding.text for finding in reading.findings] == ["账目不清。", "台账缺失。"]
    assert [finding.category for finding in reading.findings] == [None, None]
    assert reasons(reading) == {1: "header", 3: "subtotal", 5: "total", 6: "footer", 7: "footer"}


def test_each_units_own_title_on_the_page_names_its_findings(tmp_path):
    reading = read_rows(
        tmp_path,
        [
            ["县财政局整改台账"],
            ["填报单位：县财政局"],
            HEAD,
            [1, "账目不清。", "核对", "2025.3.5"],
            [],
            ["县民政局整改台账"],
            HEAD,
            [1, "低保滞后。", "复核", "2025.3.5"],
        ],
    )

    assert [finding.unit for finding in reading.findings] == ["青岩县财政局党组", "青岩县民政局党组"]


def test_instructions_above_the_head_name_no_unit(tmp_path):
    reading = read_rows(
        tmp_path,
        [
            ["县委第三轮巡察整改台账"],
            ["填表说明：1.如实填写"],
            ["2.由县财政局汇总"],
            ["汇总后报县民政局存档。"],
            HEAD,
            [1, "账目不清。", "核对", "2025.3.5"],
        ],
    )

    assert kinds(reading) == [(6, "missing_unit")]
    assert [reasons(reading)[row] for row in (2, 3, 4)] == ["note", "note", "note"]


def test_sections_of_a_units_own_list_are_categories_even_where_they_sound_like_offices(tmp_path):
    reading = read_rows(
        tmp_path, [["县财政局整改台账"], HEAD, ["办公室"], [1, "账目不清。", "核对", "2025.3.5"]], ["A3:D3"]
    )

    assert (reading.findings[0].unit, reading.findings[0].category) == ("青岩县财政局党组", "办公室")


def test_a_problem_cell_as_wide_as_its_head_is_no_section_title(tmp_path):
    reading = read_rows(
        tmp_path,
        [
            ["序号", "问题", _, "整改措施"],
            [1, "账目不清。", _, "核对"],
            [_, "台账缺失", _, _],
            [2, "公章混乱。", _, "登记"],
        ],
        ["B1:C1", "B2:C2", "B3:C3", "B4:C4"],
    )

    assert [finding.text for finding in reading.findings] == ["账目不清。", "台账缺失", "公章混乱。"]


def test_a_section_title_may_have_its_number_in_a_cell_of_its_own(tmp_path):
    reading = read_rows(
        tmp_path,
        [
            ["序号", "问题类别", "问题", "整改措施"],
            ["一", "党的建设方面（2个）"],
            [1, "组织生活", "三会一课不规范。", "补记录"],
            ["二", _, "作风建设方面"],
            [2, _, "文风不实。", "精简文件"],
        ],
    )

    assert [finding.category for finding in reading.findings] == ["党的建设方面 / 组织生活", "作风建设方面"]
    assert reasons(reading) == {1: "header", 2: "category_row", 4: "category_row"}


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("2025.13.1", "（没有 13 月）"),
        ("2月30日", "（2 月没有 30 日）"),
        ("2025年2月30日前", "（2 月没有 30 日）"),
        (20251301, "（没有 13 月）"),
        ("２０２５．６．３１", "（6 月没有 31 日）"),
        ("25.2.30", "（2 月没有 30 日）"),
    ],
)
def test_a_day_that_does_not_exist_is_explained(tmp_path, written, why):
    [fault] = read_rows(tmp_path, [["问题", "整改时限"], ["账目不清。", written]], unit="云台镇党委").faults

    assert why in fault.message


def test_a_fill_in_line_between_findings_begins_another_unit_and_behind_them_signs(tmp_path):
    rows = [
        ["问题清单"], ["填报单位：县财政局"], HEAD, [1, "往来款挂账3笔。", "核对", "2025.3.1"], ["填报单位：县民政局"],
        [2, "低保资金滞留。", "发放", "2025.4.1"], ["填报单位（盖章）：县财政局", _, "填表人：王五"],
    ]  # fmt: skip
    reading = read_rows(tmp_path, rows)

    assert [one.unit for one in reading.findings] == ["青岩县财政局党组", "青岩县民政局党组"]
    assert reasons(reading)[5] == "fill_in_line" and reasons(reading)[7] == "footer"


def test_a_signature_before_the_title_comes_again_says_nothing_of_the_table_below(tmp_path):
    first = [["问题清单"], HEAD, [1, "往来款挂账3笔。", "核对", "2025.3.1"], ["填报单位（盖章）：县财政局"]]
    second = [["问题清单"], HEAD, [1, "低保资金滞留。", "发放", "2025.4.1"], ["填报单位（盖章）：县民政局"]]
    reading = read_rows(tmp_path, [*first, *second])

    assert [one.unit for one in reading.findings] == [None, None]
    assert reasons(reading)[4] == reasons(reading)[8] == "footer"

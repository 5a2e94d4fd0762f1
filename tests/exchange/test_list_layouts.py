"""X2: layouts beyond the samples: groups, sections, pages, two tables, months, villages, single columns."""

from datetime import date

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


def test_the_finer_of_two_problem_columns_is_the_finding_and_the_coarser_its_parent(tmp_path):
    reading = read_rows(
        tmp_path,
        [
            ["序号", "单位", "类别", "反馈问题", "具体表现", "责任单位", "整改时限", "完成时间"],
            [
                1,
                "县财政局",
                "一、党的领导（2个）",
                "学习不扎实",
                "（1）学习走形式。",
                "办公室",
                date(2025, 3, 5),
                date(2025, 3, 1),
            ],
            [2, _, _, _, "（2）记录不全。", "办公室", "2025年3月", _],
        ],
        ["B2:B3", "C2:C3", "D2:D3"],
    )

    assert [finding.category for finding in reading.findings] == ["党的领导 / 学习不扎实"] * 2
    assert [finding.text for finding in reading.findings] == ["（1）学习走形式。", "（2）记录不全。"]
    assert (
        reading.findings[0].completed_on == date(2025, 3, 1) and reading.findings[0].responsible_department == "办公室"
    )


def test_months_of_progress_are_joined_in_the_order_of_their_columns(tmp_path):
    reading = read_rows(
        tmp_path,
        [
            ["填报单位：云台镇党委", _, _, "填报时间：2025年6月"],
            ["序号", "反馈问题", "整改进展", _, _, "是否完成"],
            [_, _, "3月", "4月", "5月", _],
            [1, "安全隐患未排查。", "启动排查", "/", "排查25家", "否（正在整改）"],
        ],
        ["A2:A3", "B2:B3", "C2:E2", "F2:F3"],
    )

    [finding] = reading.findings
    assert (finding.progress, finding.status, finding.unit) == ("启动排查\n排查25家", "not_done", "云台镇党委")
    assert reading.layout[0].columns["progress"] == ["C", "D", "E"]


def test_claim_and_verdict_under_their_own_groups_stay_apart(tmp_path):
    reading = read_rows(
        tmp_path,
        [
            ["序号", "单位", "存在问题", "自报情况", _, "巡察办认定"],
            [_, _, _, "状态", "完成日期", "状态"],
            [1, "县财政局", "账目不清。", "已完成", "2025.3.5", "基本完成"],
        ],
        ["A1:A2", "B1:B2", "C1:C2", "D1:E1"],
    )

    [finding] = reading.findings
    assert (finding.status, finding.verified_status, finding.completed_on) == ("done", "basically_done", None)
    assert finding.due_on == date(2025, 3, 5)


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
    assert (first.rows, first.measures, first.due_on) == ([3, 7], ["开展复核", "公示名单"], date(2025, 5, 5))
    assert second.due_on == date(2025, 5, 5)
    assert reasons(reading)[6] == "repeated_header"


def test_the_town_is_the_unit_only_where_no_finer_one_stands(tmp_path):
    town = read_rows(tmp_path, [["序号", "乡镇", "问题"], [1, "云台镇", "账目不清。"]])
    village = read_rows(tmp_path, [["序号", "乡镇", "村（社区）", "问题"], [1, "云台镇", "石桥村", "账目不清。"]])

    assert town.findings[0].unit == "云台镇党委"
    assert village.findings[0].unit == "石桥村党支部" and village.layout[0].unmapped_headers == ("乡镇",)


def test_the_responsible_unit_is_the_unit_where_nothing_else_names_one(tmp_path):
    rows = [["序号", "问题", "责任单位"], [1, "账目不清。", "县财政局"]]

    assert read_rows(tmp_path, rows).findings[0].unit == "青岩县财政局党组"
    named = read_rows(tmp_path, rows, unit="云台镇党委").findings[0]
    assert (named.unit, named.responsible_department) == ("云台镇党委", "县财政局")


def test_a_group_row_above_the_heads_belongs_to_them(tmp_path):
    reading = read_rows(
        tmp_path,
        [
            ["被巡察单位：松溪镇党委", _, _, "巡察轮次：第三轮"],
            ["基本情况", _, _, "整改情况"],
            ["序号", "问题类型", "问题", "任务", "责任人", "时间", "结果"],
            [1, "三资", "账目不清。", "核对", "方既明", "2025.3.5", "完成"],
        ],
        ["A2:C2", "D2:G2"],
    )

    assert reading.layout[0].header_rows == (2, 3)
    [finding] = reading.findings
    assert (finding.unit, finding.due_on, finding.status, finding.measures) == (
        "松溪镇党委",
        date(2025, 3, 5),
        "done",
        ["核对"],
    )


def test_a_row_of_column_numbers_under_the_head_is_head(tmp_path):
    reading = read_rows(tmp_path, [HEAD, [1, 2, 3, 4], [1, "账目不清。", "核对", "2025.3.5"]])

    assert reasons(reading) == {1: "header", 2: "header"} and len(reading.findings) == 1


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


def test_texts_of_a_list_with_hardly_any_columns_are_not_taken_for_titles_or_totals(tmp_path):
    reading = read_rows(
        tmp_path,
        [
            ["云台镇石桥村问题清单"],
            ["类别", "问题", "责任人"],
            ["三资管理", "鱼塘发包未经民主程序。", "方既明"],
            [_, "账目不公开。"],
            [_, "共计3笔支出未入账。"],
            [_, "合计"],
            [_, "备注：以上由村支书核对"],
        ],
    )

    assert [finding.row for finding in reading.findings] == [3, 4, 5]
    assert reasons(reading) == {1: "title", 2: "header", 6: "total", 7: "note"}


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


def test_a_remembered_mapping_decides_columns_the_words_do_not(tmp_path):
    """X1: what the clerk once said about a head holds for the next file with it."""
    rows = [["序号", "事项内容", "整改措施", "督办要求"], [1, "账目不清。", "核对", "月底前办结"]]

    reading = read_rows(tmp_path, rows, mapping={"事项内容": "text", "督办要求": "remark"})

    assert (reading.findings[0].text, reading.findings[0].remark) == ("账目不清。", "月底前办结")
    assert [guess.field for guess in reading.layout[0].headers] == ["serial", "text", "measures", "remark"]


def test_columns_without_a_field_keep_their_cells(tmp_path):
    reading = read_rows(tmp_path, [["序号", "问题", "底稿编号", "整改目标"], [1, "账目不清。", "DG-7", "/"]])

    assert reading.findings[0].other == {"底稿编号": "DG-7"}
    assert reading.to_json()["findings"][0]["other"] == {"底稿编号": "DG-7"}


def test_every_fault_says_place_value_reason_and_remedy(tmp_path):
    reading = read_rows(tmp_path, [["序号", "单位", "问题", "整改时限"], [1, "县财政局", "账目不清。", "2025.13.1"]])

    [fault] = reading.faults
    assert fault.cell == "D2"
    assert (
        fault.message
        == "“Sheet1”表第 2 行“整改时限”：“2025.13.1”不是日历上有的日期。请改成如 2026-06-18 的日期，或留空。"
    )


def test_a_word_of_the_office_in_the_first_cell_does_not_make_a_date_row_a_signature(tmp_path):
    reading = read_rows(
        tmp_path, [["整改时限", "问题", "措施"], ["2025年4月30日", "账目不清。", "核对"]], unit="云台镇党委"
    )

    assert reading.findings[0].due_on == date(2025, 4, 30)


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


def test_a_column_that_lost_its_head_keeps_its_cells(tmp_path):
    reading = read_rows(tmp_path, [["序号", "问题", _, "整改措施"], [1, "账目不清。", "第3页", "核对"]])

    assert reading.findings[0].other == {"C列": "第3页"}


def test_heads_undone_from_their_merges_are_still_two_rows(tmp_path):
    path = tmp_path / "两行表头.csv"
    path.write_text(
        "责任清单,,,,\n序号,问题,责任落实,,整改时限\n,,牵头领导,责任人,\n1,账目不清。,方既明,唐牧野,2025年3月\n",
        encoding="gb18030",
    )

    reading = read(path)

    assert reading.layout[0].header_rows == (2, 3)
    assert (reading.findings[0].responsible_leader, reading.findings[0].owner) == ("方既明", "唐牧野")

"""X1, X2: columns beyond the samples: groups, months, two lanes, villages, remembered heads."""

from datetime import date

from desktop.cli import list_json
from tests.exchange.ugly_workbooks import read, read_rows, reasons

_ = None
HEAD = ["序号", "问题", "整改措施", "整改时限"]


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
    assert reading.findings[0].completed_on == "2025-03-01" and reading.findings[0].responsible_department == "办公室"


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
    assert finding.due_on == "2025-03-05"


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
        "2025-03-05",
        "done",
        ["核对"],
    )


def test_a_row_of_column_numbers_under_the_head_is_head(tmp_path):
    reading = read_rows(tmp_path, [HEAD, [1, 2, 3, 4], [1, "账目不清。", "核对", "2025.3.5"]])

    assert reasons(reading) == {1: "header", 2: "header"} and len(reading.findings) == 1


def test_a_remembered_mapping_decides_columns_the_words_do_not(tmp_path):
    """X1: what the clerk once said about a head holds for the next file with it."""
    rows = [["事项内容", "督办要求"], ["账目不清。", "月底前办结"]]

    reading = read_rows(tmp_path, rows, mapping={"事项内容": "text", "督办要求": "remark"})

    assert (reading.findings[0].text, reading.findings[0].remark) == ("账目不清。", "月底前办结")
    assert [guess.field for guess in reading.layout[0].headers] == ["text", "remark"]


def test_columns_without_a_field_keep_their_cells(tmp_path):
    reading = read_rows(tmp_path, [["序号", "问题", "底稿编号", "整改目标"], [1, "账目不清。", "DG-7", "/"]])

    assert reading.findings[0].other == {"底稿编号": "DG-7"}
    assert list_json.reading(reading)["findings"][0]["other"] == {"底稿编号": "DG-7"}


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

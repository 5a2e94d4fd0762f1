"""RULES §2 on random pages: whatever stands where, every row with content goes to exactly one place."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desktop.cli import list_json
from desktop.exchange.list_reading.context import ReadingContext
from desktop.exchange.list_reading.whole_file import read_workbook
from desktop.exchange.sheet_cells import Cell, Sheet, Workbook, has_content
from tests.exchange.quick_sheets import sheet_of
from tests.exchange.sample_lists import accounted, register

_WORDS = [
    "序号", "单位", "问题", "具体表现", "整改措施", "整改时限", "完成情况", "进展", "责任单位", "3月", "类别", "金额（万元）", "备注",
    "一、党的领导方面", "（一）县财政局", "县民政局", "县水务局", "账目不清。", "1.核对；2.公示。", "2025年3月", "2025.13.1", "已完成", "长期坚持", "同上", "/", "无",
    "合计", "小计", "小计：3个问题", "填表人：程青禾", "填报单位：云台镇", "注：以上属实", "第1页 共2页", "县财政局整改台账", "续表", "4个", "JT-01", "①", "附件", "2025年6月30日", " ", "，",
]  # fmt: skip
_CELLS = st.one_of(
    st.sampled_from(_WORDS).map(Cell),
    st.sampled_from([1, 2, 12, 45732, 0.65, 2025.1, -3, True, date(2025, 3, 5)]).map(Cell),
    st.sampled_from([Cell(fault="error_value", shown="#N/A"), Cell(fault="formula_no_value")]),
)
_HEAD = {
    1: Cell("序号"),
    2: Cell("单位"),
    3: Cell("问题"),
    4: Cell("整改措施"),
    5: Cell("整改时限"),
    6: Cell("完成情况"),
}
_ROWS = st.dictionaries(st.integers(1, 8), _CELLS, max_size=7)
_AREAS = st.tuples(st.integers(1, 16), st.integers(1, 6), st.integers(0, 4), st.integers(0, 3)).map(
    lambda area: (area[0], area[1], area[0] + area[2], area[1] + area[3])
)
_CONTEXT = ReadingContext(units=register(), feedback_on=date(2025, 1, 10))


@st.composite
def pages(draw):
    """A page with a head somewhere, perhaps a second one, and anything around."""
    rows = {
        number: {column: cell for column, cell in row.items() if has_content(cell)}
        for number, row in enumerate(draw(st.lists(_ROWS, max_size=15)), 1)
    }
    rows[draw(st.integers(1, 5))] = dict(_HEAD)
    if draw(st.booleans()):
        rows[draw(st.integers(6, 16))] = dict(_HEAD)
    merges = [area for area in draw(st.lists(_AREAS, max_size=5)) if area[:2] != area[2:]]
    hidden = draw(st.sets(st.integers(1, 16), max_size=4))
    return Sheet("台账", rows={number: row for number, row in rows.items() if row}, merges=merges, hidden_rows=hidden)


@given(pages())
def test_every_row_with_content_is_accounted_for_once(sheet):
    reading = read_workbook(Workbook("xlsx", [sheet]), _CONTEXT)

    found = list_json.reading(reading)
    if reading.sheets:
        assert sorted(accounted(found, "台账")) == sorted(sheet.rows)
        assert sum(reading.counts().values()) == len(sheet.rows)
    else:
        assert [(entry["row"], entry["reason"]) for entry in found["ignored"]] == [(0, "not_a_list_sheet")]


@given(pages())
def test_a_finding_comes_only_of_a_row_with_its_own_problem_text(sheet):
    reading = read_workbook(Workbook("xlsx", [sheet]), _CONTEXT)

    texts = {cell.text.strip() for row in sheet.rows.values() for cell in row.values()}
    assert all(finding.text in texts for finding in reading.findings)
    assert all(
        finding.rows == sorted(set(finding.rows)) and finding.row == finding.rows[0] for finding in reading.findings
    )


@given(pages())
def test_every_warning_stands_on_a_row_that_was_taken_or_on_a_head(sheet):
    reading = read_workbook(Workbook("xlsx", [sheet]), _CONTEXT)

    taken = {row for finding in reading.findings for row in finding.rows} | {
        row for table in reading.layout for row in table.header_rows
    }
    assert all(fault.row in taken for fault in reading.faults if fault.level == "warning")


def test_a_hidden_column_with_a_field_is_told_at_the_first_row_of_its_head():
    """RULES §0: the number may be hidden; a column without a field is no one's loss."""
    head = [["某表"], ["序号", "单位", "问题", "整改", "整改"], [None, None, None, "整改措施", "整改时限"]]
    merges = [(2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 3, 3), (2, 4, 2, 5)]
    for column, told in ((1, []), (3, [("text", 2)]), (5, [("due_on", 2)]), (9, [])):
        sheet = sheet_of(
            [
                *head,
                [1, "县财政局", "账目不清。", "核对", "2025年3月"],
                [2, "县财政局", "公章混乱。", "核对", "2025年3月"],
            ],
            merges,
        )
        sheet.hidden_columns = [(column, column)]
        faults = read_workbook(
            Workbook("xlsx", [sheet]), ReadingContext(units=register(), feedback_on=date(2024, 3, 1))
        ).faults
        assert [(one.column, one.row) for one in faults if one.kind == "hidden_column"] == told

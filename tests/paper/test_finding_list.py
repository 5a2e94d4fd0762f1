"""The meeting list: its columns, numbering, bands and strong cells (paper form 22, design 3.11)."""

import pytest

from desktop.errors import KnownError
from desktop.paper.finding_list import FULL_COLUMNS, MEETING_COLUMNS, column_keys, meeting_list
from desktop.paper.pages import Layout
from desktop.paper.table import Kind
from tests.paper.printed_lists import heading, records


def test_the_meeting_columns_fill_a4_landscape():
    printed = meeting_list(records(2), heading())

    assert [column.title for column in printed.columns] == [
        "序号",
        "单位",
        "问题",
        "编号",
        "责任领导",
        "现定时限",
        "状态",
        "时限情况",
        "会议意见",
    ]
    assert sum(column.width for column in printed.columns) == 269


def test_rows_keep_their_order_are_numbered_and_missing_values_stay_blank():
    printed = meeting_list(records(12), heading())

    assert [row.cells[0] for row in printed.rows] == [str(i) for i in range(1, 13)]
    assert {row.cells[-1] for row in printed.rows} == {""}


def test_overdue_cells_are_strong_so_that_grey_print_reads():
    printed = meeting_list(records(2), heading())

    timing = MEETING_COLUMNS.index("timing")
    assert printed.rows[0].strong == {timing}
    assert printed.rows[1].strong == frozenset()


def test_bands_count_their_own_rows_and_are_no_rows_of_the_list():
    printed = meeting_list(records(20), heading(), keys=FULL_COLUMNS, group_by="unit")

    bands = [row.cells[0] for row in printed.rows if row.kind is Kind.GROUP]
    assert bands == ["县城市管理局党组甲　8 条", "柳坪乡党委甲　8 条", "县融媒体中心党组甲　4 条"]
    assert printed.shown == 20


def test_columns_are_named_by_key_or_chinese_title_and_unknown_ones_are_refused():
    assert column_keys(["序号", "问题", "due_on", "时限"]) == ("seq", "text", "due", "due")
    with pytest.raises(KnownError, match="没有“金额大写”这一列"):
        column_keys(["序号", "金额大写"])


def test_the_clerks_own_widths_are_taken():
    text_only = Layout(meeting_list(records(1), heading(), widths={"text": 80}))
    both = Layout(meeting_list(records(1), heading(), widths={"text": 80, "opinion": 40}))

    assert text_only.widths_mm[2] == 80
    assert (both.widths_mm[2], both.widths_mm[-1]) == (80, 40)
    assert sum(both.widths_mm) == pytest.approx(269, abs=0.5)

"""A finding as it is shown on a date: what is computed from its row, told on screen and paper."""

import json

import pytest

from db.packed import Packed
from db.records import FindingRow
from desktop.ledgers.arrangement import Arrangement, ColumnFilter, arranged_places
from desktop.ledgers.finding_line import by_unit, finding_line, finding_lines, rows_of
from desktop.ledgers.findings import TABLE
from desktop.ledgers.long_list import column_of, ids_of, picked
from tests.finding_rows import AS_OF, a_row


def line(**fields):
    return finding_line(a_row(1, **fields), 1, AS_OF)


def test_every_field_of_the_row_and_every_own_value_is_there():
    row = a_row(1, owner="李", own=json.dumps({"own_1": "自设"}))
    shown = finding_line(row, 3, AS_OF)
    assert all(getattr(shown, name) == getattr(row, name) for name in row._fields)
    assert (shown.seq, shown.id, shown.own_1, shown.own_2) == (3, 1, "自设", None)
    with pytest.raises(AttributeError):
        _ = shown.no_such_field


@pytest.mark.parametrize("fields, left, overdue", [
    ({"due_on": "2026-06-05"}, 0, 0), ({"due_on": "2026-06-07"}, 2, 0), ({"due_on": "2026-06-01"}, -4, 4), ({"due_on": None}, None, 0), ({"due_on": "2026-06-01", "verdict": "done"}, None, 0),
    ({"due_on": "2026-06-01", "claim": "done", "claim_newer": 1}, None, 0), ({"verdict": "long_term", "review_on": "2026-06-10"}, 5, 0), ({"due_on": "2026-06-01", "present": 0}, None, 0),
])  # fmt: skip
def test_days_are_left_only_of_what_the_unit_still_owes(fields, left, overdue):
    assert (line(**fields).days_left, line(**fields).overdue) == (left, overdue)


@pytest.mark.parametrize("feedback_on, given", [("2026-06-05", True), ("2026-06-06", False), (None, False)])
def test_where_it_stands_is_what_the_table_of_deeds_asks(feedback_on, given):
    standing = line(feedback_on=feedback_on, claim="done", claim_newer=1).standing
    assert (standing.number, standing.present, standing.claim, standing.verdict, standing.waiting, standing.given, standing.feedback_on, standing.due_on) == (
        "15-06-0001", True, "done", "in_progress", True, given, feedback_on, "2026-06-30",
    )  # fmt: skip


@pytest.mark.parametrize("name, fields, told", [
    ("unit", {"unit_short": "民政局", "unit_name": "民政局党组"}, "民政局"), ("unit", {"unit_name": "民政局党组"}, "民政局党组"), ("measures", {"measures_done": 2, "measures_total": 3}, "2/3"), ("measures", {}, ""),
    ("is_long_term", {"nature": "long_term"}, True), ("is_long_term", {"verdict": "long_term"}, True), ("is_long_term", {}, False), ("co_unit_names", {"co_units": '["甲","乙"]'}, "甲、乙"),
    ("lacks_evidence", {"claim": "done"}, True), ("lacks_evidence", {"claim": "basically_done"}, True), ("lacks_evidence", {"claim": "done", "evidence_count": 1}, False), ("lacks_evidence", {"claim": "done", "opening": 1}, False), ("lacks_evidence", {}, False),
    ("measures_text", {"measure_texts": '{"10":"乙","2":"甲"}'}, "1、甲\n2、乙"), ("measures_text", {"measure_texts": '{"1":"甲"}'}, "甲"), ("measures_text", {}, ""), ("category", {"category1": "一", "category2": "二"}, "二"), ("category", {"category1": "一"}, "一"),
    ("lanes", {"claim": "done"}, "自报：已完成；认定：正在推进"), ("lanes", {"claim": "done", "verdict": "done"}, "已销号"), ("lanes", {"claim": "done", "verdict": "transferred"}, "已移交"), ("lanes", {}, "正在推进"),
    ("lanes", {"present": 0, "presence_kind": "withdraw"}, "不再整改"), ("lanes", {"present": 1, "presence_kind": "give"}, "正在推进"), ("timing", {"due_on": "2026-06-01"}, "逾期 4 天"), ("timing", {"verdict": "done"}, ""),
    ("due_told", {}, "2026-06-30"), ("due_told", {"nature": "long_term", "review_on": "2026-07-05"}, "长期坚持，2026年7月5日"), ("due_told", {"nature": "long_term", "due_on": None}, "长期坚持"), ("due_told", {"due_on": None}, ""),
    ("due_printed", {"nature": "long_term", "due_on": None}, "长期坚持"), ("due_printed", {"due_on": None}, ""), ("due_printed", {}, "2026-06-30"), ("remark_told", {"remark": "注", "opening": 1}, "注（期初）"), ("remark_told", {"remark": "注"}, "注"),
    ("source_place", {"source_sheet": "清单", "source_row": 5}, "清单 第5行"), ("source_place", {"source_sheet": "清单"}, ""), ("other_cells", {"other": '{"甲":"一","乙":"二"}'}, "甲：一；乙：二"), ("other_cells", {}, ""),
    ("flags", {"is_common": 1, "in_feedback": 0, "on_ideology": 1}, ("共性问题", "意识形态")), ("flags", {}, ("写入反馈",)), ("claim_text", {"claim": "done"}, "已完成"), ("verdict_text", {"verdict": "done"}, "已销号"),
    ("state_word", {"claim": "done", "claim_newer": 1}, "待核实"), ("state_word", {"verdict": "done"}, "已销号"), ("waiting", {"claim": "done", "claim_newer": 1}, True), ("waiting", {}, False),
])  # fmt: skip
def test_what_is_told_of_a_finding(name, fields, told):
    assert getattr(line(**fields), name) == told


def test_units_keep_the_order_in_which_they_came_and_findings_their_numbers():
    rows = [
        a_row(5, unit_id=2),
        a_row(1, unit_id=1),
        a_row(3, unit_id=2),
        a_row(2, unit_id=1),
        a_row(4, unit_id=2, round_id=2),
    ]
    assert [row.id for row in by_unit(rows)] == [3, 5, 1, 2, 4]


class TestLongLists:
    """Lines of packed rows are the lines of the same rows as a tuple."""

    ON = "2026-05-20"

    def rows(self) -> list[FindingRow]:
        """In the order of the statement: two units, not by number."""
        return [
            a_row(10 + one, unit_id=one // 5, amount_yuan=one or None)._replace(number=f"{one * 7 % 10}")
            for one in range(10)
        ]

    def test_lines_are_the_same(self):
        rows = self.rows()
        short, long = finding_lines(rows, self.ON), finding_lines(Packed(FindingRow, rows), self.ON)
        for found in (list(long), [long[at] for at in range(10)]):
            assert [(one.row, one.seq, one.on, one.state) for one in found] == [
                (one.row, one.seq, one.on, one.state) for one in short
            ]
        assert list(rows_of(long)) == list(rows_of(short)) == rows

    def test_some_of_them_keep_their_numbers(self):
        long = finding_lines(Packed(FindingRow, self.rows()), self.ON)
        some = picked(picked(long, [8, 2, 5]), [2, 0])
        assert [(one.id, one.seq) for one in some] == [(15, 6), (18, 9)]
        assert list(ids_of(some)) == [15, 18] and list(column_of(some, "amount_yuan")) == [5, 8]
        assert [one.seq for one in long[3:5]] == [4, 5]

    def test_a_line_that_is_painted_is_made_once(self):
        long = finding_lines(Packed(FindingRow, self.rows()), self.ON)
        assert long[3] is picked(long, [3])[0]

    def test_no_more_lines_are_kept_than_some_screens(self, monkeypatch):
        monkeypatch.setattr("desktop.ledgers.finding_line.KEPT", 4)
        long = finding_lines(Packed(FindingRow, self.rows()), self.ON)
        assert [long[at].seq for at in range(10)] == list(range(1, 11))
        assert len(long._kept) <= 4

    def test_units_stand_as_they_come_and_numbers_inside_them(self):
        rows = self.rows()
        assert list(by_unit(Packed(FindingRow, rows))) == by_unit(rows) != rows

    def test_filters_sort_and_words_are_those_of_a_short_list(self):
        rows = self.rows()
        short, long = finding_lines(rows, self.ON), finding_lines(Packed(FindingRow, rows), self.ON)
        for how in (
            Arrangement(),
            Arrangement(sort="number", descending=True),
            Arrangement({"amount_yuan": ColumnFilter(low="3")}, "number"),
        ):
            found = arranged_places(long, TABLE.columns, how)
            assert found == arranged_places(short, TABLE.columns, how)
            assert list(ids_of(picked(long, found))) == ids_of(picked(short, found))

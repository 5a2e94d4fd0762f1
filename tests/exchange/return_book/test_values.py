"""One reading for all three sides: what was sent, what came back, what stands now mean the same where they say the same (X8)."""

from datetime import date, datetime

import pytest

from desktop.exchange.return_book.values import CellReading, Reader
from desktop.exchange.sheet_cells import Cell
from desktop.rules.three_way import NOTHING, Said

READER = Reader(date(2025, 3, 1))


def cell(name, value, reader=READER, **form):
    found = reader.cell(name, Cell(value, **form))
    return found.fault or (found.said.shown, found.said.meant)


@pytest.mark.parametrize("name", ["status", "completed_on", "owner", "remark", "measures", "category"])
def test_an_absent_cell_and_a_blank_word_say_nothing_in_every_field(name):
    assert READER.cell(name, None) == READER.cell(name, Cell("/")) == READER.cell(name, Cell("")) == CellReading()
    assert READER.cell(name, Cell("x", fault="error_value")) == CellReading(fault="error_value")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("已完成", ("done", "done")), (" 正在 整改", ("in_progress", "in_progress")), ("看情况", "unknown_status"),
        (True, "unknown_status"), (datetime(2025, 6, 1), "unknown_status"),
    ],
)  # fmt: skip
def test_a_state_is_read_by_its_word(written, told):
    assert cell("status", written) == told


def test_the_day_beside_a_state_is_kept_with_it():
    assert READER.cell("status", Cell("2025.6.20已完成")).completed == "2025.6.20"
    assert READER.cell("status", Cell("已完成")).completed is None


@pytest.mark.parametrize(
    ("name", "written", "told"),
    [
        ("completed_on", "2025.6.20", ("2025-06-20", "2025-06-20")), ("completed_on", 45828, ("2025-06-20", "2025-06-20")), ("completed_on", "6月20日", ("2025-06-20", "2025-06-20")),
        ("completed_on", "长期坚持", "not_a_date"), ("due_on", "长期坚持", ("长期坚持", "long_term")), ("due_on", "尽快", "not_a_date"), ("extend_to", "长期坚持", "not_a_date"),
        ("completed_on", "2025.13.1", "invalid_date"), ("completed_on", True, "not_a_date"),
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it_and_words_of_a_deadline_stand_in_the_deadline_alone(name, written, told):
    assert cell(name, written) == told


@pytest.mark.parametrize(
    ("written", "told"), [("6月20日", "ambiguous_date"), ("2月30日", "invalid_date"), ("2月29日", "ambiguous_date")]
)
def test_without_a_day_of_feedback_a_day_without_year_is_doubtful_and_one_of_no_year_is_none(written, told):
    """29 February is a day of some year, 30 February of none."""
    assert cell("completed_on", written, Reader()) == told


@pytest.mark.parametrize(
    ("name", "written", "told"),
    [
        ("owner", "程 青 禾，李㐂平", ("程青禾、李㐂平", "程青禾、李㐂平")), ("responsible_leader", "张三", ("张三", "张三")),
        ("remark", " 等 批复\n ", ("等 批复", "等批复")), ("measures", "1.核对\n2.追缴", ("1.核对\n2.追缴", "核对追缴")),
        ("category", "一、作风方面", ("一、作风方面", "作风方面")),
    ],
)  # fmt: skip
def test_words_are_kept_as_written_and_compared_by_what_they_mean(name, written, told):
    assert cell(name, written) == told


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("status", "done", Said("done", "done")), ("status", "已完成", Said("done", "done")), ("status", "胡写", Said("胡写", "胡写")), ("status", None, NOTHING),
        ("due_on", "2025-06-30", Said("2025-06-30", "2025-06-30")), ("due_on", "不 详", Said("不 详", "不详")), ("measures", ["核对", "追缴"], Said("核对\n追缴", "核对追缴")),
        ("remark", 12, Said("12", "12")), ("remark", "done", Said("done", "done")),
    ],
)  # fmt: skip
def test_what_was_sent_is_read_by_the_same_rules_and_never_lost(name, value, said):
    """A value that no rule reads stands as it is: it can still be compared."""
    assert READER.value(name, value) == said


def test_what_went_out_and_came_back_unchanged_means_the_same():
    for name, value in (
        ("due_on", "2025-06-30"),
        ("owner", "程青禾、李㐂平"),
        ("measures", ["核对。", "追缴。"]),
        ("category", "作风方面"),
    ):
        sent = READER.value(name, value)
        assert READER.cell(name, Cell(sent.shown)).said.meant == sent.meant, name

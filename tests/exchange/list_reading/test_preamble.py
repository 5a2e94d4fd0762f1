"""RULES §2, §3: rows above a head: each is put aside with its reason, and those that name the unit or a category hold below."""

import pytest

from tests.exchange.quick_sheets import read_sheet, values

HEAD = ["序号", "问题", "整改措施", "整改时限"]
ROW = [1, "账目不清。", "核对", "2025年3月"]


def above(*lines, known=None):
    reading = read_sheet([*([line] if isinstance(line, str) else line for line in lines), HEAD, ROW], **(known or {}))
    return {
        entry[1] if isinstance(entry, tuple) else entry.row: entry[2] if isinstance(entry, tuple) else entry.reason
        for entry in reading.ignored
    }, values(reading, "unit", "category")


@pytest.mark.parametrize("line, reason, unit, category", [
    ("县财政局整改台账", "title", "青岩县财政局党组", None), ("填报单位：县财政局", "fill_in_line", "青岩县财政局党组", None), ("县财政局", "unit_row", "青岩县财政局党组", None), ("一、党的领导方面", "category_row", None, "党的领导方面"), ("注：县财政局的问题另报", "note", None, None),
    ("请县财政局按时报送。", "note", None, None), ("截至：2025年6月", "fill_in_line", None, None), ("某台账", "title", None, None),
])  # fmt: skip
def test_a_line_above_the_head_is_known_by_its_words(line, reason, unit, category):
    reasons, [found] = above(line)
    assert reasons[1] == reason and found == (unit, category)


def test_several_cells_in_a_line_are_filled_in_and_a_numbered_row_is_told():
    reasons, [found] = above(["填报单位：县财政局", "2025年6月"])
    assert reasons[1] == "fill_in_line" and found[0] == "青岩县财政局党组"
    reading = read_sheet([[1, "甲不清。", "收回", "2025年3月"], HEAD, ROW])
    assert [fault.kind for fault in reading.faults if fault.row == 1] == ["row_above_head"] or values(
        reading, "text"
    ) != []


def test_a_numbered_line_after_an_instruction_explains_too():
    reasons, [found] = above("填表说明：", "1.县财政局逐条填写", "整改台账")
    assert reasons[2] == "note" and found == (None, None)


def test_a_numbered_row_of_cells_above_the_head_is_told_as_a_row_whose_head_is_missing():
    """It is a finding of a table without head: never dropped as a line that was filled in."""
    reading = read_sheet([[1, "甲不清。", "收回", "2025年3月"], HEAD, ROW])
    assert 1 not in {entry.row for entry in reading.ignored}


@pytest.mark.parametrize(("title", "unit"), [("（二）县某某局", "县某某局"), ("（二）党的建设方面", None)])
def test_beside_units_a_title_that_looks_like_one_is_one_though_it_is_not_registered(title, unit):
    reading = read_sheet([["（一）县财政局"], HEAD, ROW, [title], HEAD, [2, "印章混放。", "分管", "2025年3月"]])
    assert values(reading, "unit") == ["青岩县财政局党组", unit]

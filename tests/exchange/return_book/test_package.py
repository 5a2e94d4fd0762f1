"""The mark of a returned workbook is read wherever its sheet was moved and however its values are written (X9)."""

import pytest

from desktop.exchange.return_book.package import mark_from, mark_of, named_values
from desktop.exchange.sheet_cells import Workbook
from tests.exchange.quick_sheets import sheet_of

PAIRS = [
    ["package_id", "HS-1-2-3"],
    ["unit", "青岩县民政局 党组"],
    ["round", "第三轮"],
    ["version", 3],
    ["signature", "ab"],
]


def mark(*sheets):
    return mark_of(Workbook("xlsx", list(sheets)))


def test_the_sheet_of_the_mark_is_asked_first_and_any_other_where_it_was_renamed():
    own = sheet_of(PAIRS, name="_PKG ")
    other = sheet_of([["package_id", "HS-9-9-9"]], name="整改台账")
    assert mark(other, own).package_id == "HS-1-2-3" and mark(other).package_id == "HS-9-9-9"
    assert mark(sheet_of([["甲", "乙"]]), other).package_id == "HS-9-9-9"


@pytest.mark.parametrize("pairs", [[], [["package_id", ""]], [["unit", "县民政局"]], [["甲", "乙"]]])
def test_a_workbook_without_a_number_has_no_mark(pairs):
    assert mark(sheet_of(pairs, name="_pkg")) is None


def test_texts_are_read_without_gaps():
    found = mark(sheet_of(PAIRS, name="_pkg"))
    assert (found.unit, found.round, found.version, found.signature) == ("青岩县民政局党组", "第三轮", 3, "ab")


@pytest.mark.parametrize(
    ("row", "values"),
    [
        (["unit", "甲"], {"unit": "甲"}), (["甲", "unit"], {"unit": "甲"}), ([None, "unit", None, "甲"], {"unit": "甲"}), (["unit", "甲", "乙"], {"unit": "甲"}),
        (["unit"], {}), (["甲", "乙"], {}), (["unit", "unit"], {}),
    ],
)  # fmt: skip
def test_a_pair_is_a_name_and_the_first_other_text_of_its_row(row, values):
    assert named_values(sheet_of([row])) == values


def test_a_name_that_stands_twice_counts_once_and_a_mark_lies_in_the_first_fifty_rows():
    """Else a unit could write another version below the one that went out."""
    assert named_values(sheet_of([["unit", "甲"], ["unit", "乙"]])) == {"unit": "甲"}
    filler = [["行", "x"]]
    assert named_values(sheet_of([*filler * 49, ["unit", "甲"]])) == {"unit": "甲"}
    assert named_values(sheet_of([*filler * 50, ["unit", "甲"]])) == {}


@pytest.mark.parametrize(
    ("written", "version"),
    [("3", 3), (3, 3), (3.0, 3), ("第3版", 3), ("第 3 版", 3), ("3版", 3), ("３", 3), ("3.00", 3), ("3.5", None), ("甲", None), (None, None), ("-3", None), ("1234567890", None)],
)  # fmt: skip
def test_a_version_is_a_whole_number_however_it_is_written(written, version):
    assert mark_from({"package_id": "x", "version": written}).version == version

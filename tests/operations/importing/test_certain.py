"""One button takes only what is certain: equal after 党组, 党委, 县 and the names of that very unit (faults I)."""

import pytest

from desktop.operations.importing.certain import bare, is_certain
from tests.builders import a_unit


@pytest.fixture
def reader(ledger):
    a_unit(ledger, "青岩县民政局党组", aliases=("民政",))
    a_unit(ledger, "青岩县财政局党组")
    return ledger.reader


@pytest.mark.parametrize(
    "written",
    ["县民政局", "民政局", "中共青岩县民政局党组", "青岩县民政局党委", "民政", "县 民政局", "县民政局机关党委"],
)
def test_names_of_the_very_unit_are_certain(reader, written):
    assert is_certain(reader, "unknown_unit", written, "青岩县民政局党组")
    assert is_certain(reader, "multiple_units", written, "青岩县民政局党组")
    assert not is_certain(reader, "unknown_unit", written, "青岩县财政局党组"), "县财政局 is never moved to 县民政局"


@pytest.mark.parametrize("written", ["县民政厅", "县财政局", "", " ", "县民政局养老院"])
def test_what_only_looks_like_a_unit_is_asked(reader, written):
    assert not is_certain(reader, "unknown_unit", written, "青岩县民政局党组")


def test_an_unknown_proposal_and_a_name_of_two_units_are_never_certain(ledger, reader):
    assert not is_certain(reader, "unknown_unit", "县水务局", "青岩县水务局党组")
    a_unit(ledger, "云岭县民政局党组")
    assert not is_certain(reader, "unknown_unit", "民政局", "青岩县民政局党组")


@pytest.mark.parametrize(
    "kind, certain", [("amount_in_words", True), ("bad_date", False), ("unknown_category", False), ("", False)]
)
def test_of_other_kinds_only_an_amount_in_words_is_certain(reader, kind, certain):
    assert is_certain(reader, kind, "县民政局", "青岩县民政局党组") is certain


@pytest.mark.parametrize(
    "name, said",
    [
        ("县", "县"),
        ("石桥乡党委", "石桥乡"),
        ("一二三四县民政局", "一二三四县民政局"),
        ("一二三县民政局", "民政局"),
        ("县局党组（党委）", "局"),
    ],
)
def test_only_words_that_change_nothing_are_taken_off(name, said):
    assert bare(name) == said

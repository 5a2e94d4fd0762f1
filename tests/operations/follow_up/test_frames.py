"""M10, W9: the frame of a draw is the list of the round on the day, with full names and the office's strata."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import KnownError
from desktop.operations import progress
from desktop.operations.follow_up.frames import frame_of, read_back, share_of, strata, stratum, written
from desktop.rules.draws import Eligible
from tests.builders import EVERYONE


def test_the_frame_is_what_is_in_the_list_on_the_day(ledger, county):
    whole = frame_of(ledger.reader, county.round, "2026-06-05")
    assert len(whole) == len(county.findings) and {one.stratum for one in whole} == {"县直部门", "乡镇（街道）"}
    assert [one.number for one in whole] == sorted(one.number for one in whole)
    progress.transfer(ledger, EVERYONE, county.findings[0], "2026-06-05", "移交", "县纪委监委")
    assert frame_of(ledger.reader, county.round, "2026-06-05") == whole, "transferred ones stay"
    progress.withdraw(ledger, EVERYONE, [county.findings[1]], "2026-06-05", "重复", "领导小组")
    assert len(frame_of(ledger.reader, county.round, "2026-06-05")) == len(whole) - 1
    assert len(frame_of(ledger.reader, county.round, "2026-06-05", without={county.findings[2]})) == len(whole) - 2


def test_strata_are_the_kinds_as_the_office_groups_them(ledger):
    grouped = strata(ledger.reader)
    assert [stratum(grouped, kind) for kind in ("街道", "事业单位", "")] == ["乡镇（街道）", "事业单位", "未分类"]


NAMES = st.text("县乡民政局党组𠮷（）", min_size=1, max_size=6)


@given(st.dictionaries(st.from_regex(r"15-0[1-9]-[0-9]{4}", fullmatch=True), NAMES, min_size=1, max_size=12))
def test_what_is_written_is_read_back_as_it_was(units):
    frame = tuple(sorted((Eligible(n, unit, "层") for n, unit in units.items()), key=lambda one: one.number))
    assert read_back(written(frame)) == frame


def test_shares_are_fractions_above_nothing():
    assert [share_of(one) for one in ("1/3", "40%", "0.5", "1")] == [
        Fraction(1, 3), Fraction(2, 5), Fraction(1, 2), Fraction(1),
    ]  # fmt: skip
    for wrong in ("", "0", "4/3", "三分之一", "1/0"):
        with pytest.raises(KnownError):
            share_of(wrong)

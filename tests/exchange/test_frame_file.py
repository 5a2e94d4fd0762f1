"""W9: a frame file is read sign by sign, in whatever encoding it was written."""

import pytest

from desktop.errors import KnownError
from desktop.exchange.frame_file import read_frame
from desktop.rules.draws import Eligible

LINES = "编号,单位,层\n15-06-0001,𠮷乡党委 ,乡镇（街道）\n\n15-06-0002,县教育局党组,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_names_stay_as_they_are_written(tmp_path, encoding):
    path = tmp_path / "frame.csv"
    path.write_text(LINES, encoding=encoding)
    assert read_frame(path) == (
        Eligible("15-06-0001", "𠮷乡党委 ", "乡镇（街道）"), Eligible("15-06-0002", "县教育局党组", ""),
    )  # fmt: skip


def test_a_semicolon_parts_columns_too_and_further_columns_do_no_harm(tmp_path):
    path = tmp_path / "frame.csv"
    path.write_text("x;number;unit;stratum\n1;a;甲;乙\n", encoding="utf-8")
    assert read_frame(path) == (Eligible("a", "甲", "乙"),)
    path.write_text("x;number\n1;a\n", encoding="utf-8")
    with pytest.raises(KnownError, match="缺 unit、stratum"):
        read_frame(path)

"""Dates that stand inside other words are found whole, a span as one, and numbers of other kinds are none."""

import pytest

from desktop.exchange.normalise.written_dates import dates_inside, without_dates


@pytest.mark.parametrize("text, dates", [
    ("于2025年3月5日完成", ["2025年3月5日"]), ("2025.3.5前", ["2025.3.5前"]), ("25年3月5日", ["25年3月5日"]), ("25.3.5", ["25.3.5"]), ("20250305", ["20250305"]), ("3月5日前完成", ["3月5日前"]), ("3月底", ["3月底"]), ("5月上旬", ["5月上旬"]), ("2025年上半年", ["2025年上半年"]), ("第2季度末", ["第2季度末"]),
    ("今年底之前", ["今年底之前"]), ("2025年内", ["2025年内"]), ("年底前", ["年底前"]), ("2025-06", ["2025-06"]), ("2025年3月至6月", ["2025年3月至6月"]), ("3月5日-8日", ["3月5日-8日"]), ("3月和5月", ["3月", "5月"]), ("已完成（7月10日）", ["7月10日"]),
    ("投入3.5万元", []), ("1.2.3项", []), ("往年底数", []), ("每年底前完成", []), ("2025年年底", ["2025年年底"]), ("今年末", ["今年末"]), ("年末", ["年末"]), ("123月", []), ("", []),
])  # fmt: skip
def test_dates_are_found_whole(text, dates):
    assert dates_inside(text) == dates


def test_each_date_is_replaced_by_a_mark():
    assert without_dates("3月5日召开，5月底办结", "＃") == ("＃召开，＃办结", ["3月5日", "5月底"])
    assert without_dates("没有日期") == ("没有日期", []) and without_dates("甲3月5日") == ("甲", ["3月5日"])

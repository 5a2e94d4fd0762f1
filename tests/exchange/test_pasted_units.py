"""K10: a pasted register of units: what stands around the names makes no units."""

import pytest

from desktop.exchange.formats.pasted_units import read_units

FINANCE, CIVIL, TOWN = "青岩县财政局党组", "青岩县民政局党组", "云台镇党委"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"附件1\r\n被巡察单位名册\r\n{FINANCE}\r\n{CIVIL}\r\n共2个单位\r\n", [FINANCE, CIVIL]),
        (f"一、县直部门（2个）\r\n1.{FINANCE}\r\n2.{CIVIL}\r\n二、乡镇（1个）\r\n3.{TOWN}\r\n", [FINANCE, CIVIL, TOWN]),
        (f"（1）{FINANCE}\r\n（2）{CIVIL}\r\n", [FINANCE, CIVIL]),
        (f"一、{FINANCE}\r\n二、{CIVIL}\r\n", [FINANCE, CIVIL]),
        (f"{FINANCE}、{CIVIL}\r\n", [FINANCE, CIVIL]),
        (f"类别\t单位\r\n县直\t{FINANCE}\r\n\t{CIVIL}\r\n小计\t2\r\n乡镇\t{TOWN}\r\n合计\t3\r\n", [FINANCE, CIVIL, TOWN]),
        (f"单位\t联系人\r\n{FINANCE}\t段然\r\n填表人：许禾\r\n", [FINANCE]),
    ],
)  # fmt: skip
def test_only_the_names_are_units(text, names):
    """K10: 合计, headings, numbers and titles became units."""
    assert [name for name, _short in read_units(text)] == names


def test_a_name_keeps_its_short_name():
    """K10."""
    assert read_units(f"1\t{FINANCE}\t县财政局\r\n") == ((FINANCE, "县财政局"),)

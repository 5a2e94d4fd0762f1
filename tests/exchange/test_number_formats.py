"""Which number formats show a day."""

import pytest

from desktop.exchange.number_formats import BUILT_IN, is_date_format


@pytest.mark.parametrize("code, day", [
    ("yyyy/m/d", True), ("m/d", True), ('yyyy"年"m"月"', True), ("[$-804]aaaa", True), ("mmm-yy", True), ("h:mm", False), ("mm:ss", False), ("General", False), ("@", False), ("", False), ("0.00%", False), ('0"m"', False), ("0\\d", False), ("[red]0", False), ("0;yyyy", False), ("yyyy;0", True), ("d", True), ("_d0", False), ("*y0", False), ("h:mm yyyy", True),
])  # fmt: skip
def test_a_format_shows_a_day_or_not(code, day):
    assert is_date_format(code) is day


@pytest.mark.parametrize("number", BUILT_IN)
def test_formats_without_a_code_are_dates_where_they_have_a_month_or_year(number):
    shown = BUILT_IN[number].replace('"', "")
    assert is_date_format(BUILT_IN[number]) is ("y" in shown or "d" in shown)


def test_the_built_in_dates_are_those_of_a_chinese_office_program():
    shown = {number for number, code in BUILT_IN.items() if is_date_format(code)}
    assert shown == {14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58}
    assert (
        BUILT_IN[9] == "0%"
        and BUILT_IN[10] == "0.00%"
        and set(BUILT_IN) - shown == {9, 10, 18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47}
    )

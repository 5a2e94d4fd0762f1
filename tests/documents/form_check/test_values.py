"""The figures of the standard: numerals, families of type, names of sizes."""

import pytest

from desktop.documents.form_check.values import counted, family, size_word


@pytest.mark.parametrize(
    ("word", "number"),
    [("一", 1), ("九", 9), ("十", 10), ("十一", 11), ("二十", 20), ("二十一", 21), ("九十九", 99)],
)
def test_chinese_numerals_are_counted_up_to_ninety_nine(word, number):
    assert counted(word) == number


@pytest.mark.parametrize(
    ("font", "word"),
    [
        ("方正小标宋简体", "小标宋"),
        ("FZXBSJW--GB1-0", "小标宋"),
        ("华文中宋", "小标宋"),
        ("仿宋_GB2312", "仿宋"),
        ("FangSong", "仿宋"),
        ("楷体_GB2312", "楷体"),
        ("KaiTi", "楷体"),
        ("SimHei", "黑体"),
        ("宋体", "宋体"),
        ("SimSun", "宋体"),
        ("Arial", "Arial"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_font_belongs_to_the_family_that_its_name_says(font, word):
    assert family(font) == word


@pytest.mark.parametrize(
    ("points", "word"), [(22.0, "二号"), (16, "三号"), (14.0, "四号"), (10.5, "五号"), (13.0, "13磅"), (None, "")]
)
def test_a_size_is_told_as_clerks_call_it(points, word):
    assert size_word(points) == word

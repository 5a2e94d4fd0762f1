"""The figures of GB/T 9704-2012 (clauses in brackets), lengths in twips (1/20 pt), type in points."""

from __future__ import annotations

import re

MM = 1440 / 25.4
A4 = (11906, 16838)
A3 = (16838, 23811)
A5 = (8391, 11906)
"""A ballot of a form sheet."""
SIDES = {"top": (37, "上"), "bottom": (35, "下"), "left": (28, "左"), "right": (26, "右")}
"""White round the type area of 156 x 225 mm, in mm (5.2.1); right and bottom follow from the paper's size."""
WRITTEN = {"top": 2098, "bottom": 1984, "left": 1587, "right": 1474}
"""The same as Word's 页面设置 shows them: 3.7, 3.5, 2.8, 2.6 cm."""
EDGE = 1.05
"""How far a side may be off, in mm (5.2.1, with what is lost in rounding to centimetres)."""
LETTER_FOOT = (23, 28)
"""Bottom white of a letter whose later footers fill it up again, in mm (10.1)."""
TITLE, TEXT, SMALL = 22.0, 16.0, 14.0
"""Sizes 2, 3 and 4."""
LINE = 579
"""22 lines in 225 mm (5.2.3)."""
LINES = (555, 602)
"""Pitches that give 22 lines by one reading or the other."""
INDENT = (540, 740)
"""Two characters (7.3.3), whether of 15.75 or 16 pt or of a grid."""
CHINESE = "一-鿿"
NUMERALS = "一二三四五六七八九十百"

_FAMILIES = (
    ("小标宋", r"小标宋|xiaobiaosong|^fzxbs|xbs|华文中宋|stzhongsong"),
    ("仿宋", r"仿宋|fang\s*song|fandolfang|^fzfs|cwfs"),
    ("楷体", r"楷|kaiti|stkai|fandolkai|^fzkt|^kai"),
    ("黑体", r"黑体|黑$|simhei|fandolhei|^fzht|heiti"),
    ("宋体", r"宋体|书宋|simsun|fandolsong|stsong"),
)
_SIZES = {
    42: "初号", 36: "小初", 26: "一号", 24: "小一", 22: "二号", 18: "小二", 16: "三号", 15: "小三", 14: "四号",
    12: "小四", 10.5: "五号", 9: "小五", 7.5: "六号",
}  # fmt: skip


def counted(word: str) -> int:
    """A number in Chinese numerals, up to 99."""
    tens, ten, ones = word.partition("十")
    digit = "〇一二三四五六七八九".find
    return (max(digit(tens), 1) * 10 if ten else 0) + (digit(ones) if ones else 0) if ten else digit(word)


def family(name: str | None) -> str:
    """The family of a font by its name, the name itself where it is no known one, empty where there is none."""
    found = (word for word, pattern in _FAMILIES if name and re.search(pattern, name, re.IGNORECASE))
    return next(found, name or "")


def size_word(points: float | None) -> str:
    """三号, 四号 …, or the points where no size has such a name."""
    return "" if points is None else _SIZES.get(points, f"{points:g}磅")

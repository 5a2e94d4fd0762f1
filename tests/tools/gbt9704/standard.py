"""GB/T 9704-2012 in numbers (mm, pt), and the families of type that it names."""

from __future__ import annotations

import re

PT_MM = 25.4 / 72
TWIP_MM = 25.4 / 1440
EMU_MM = 1 / 36000

PAGE = (210.0, 297.0)
TOP, LEFT, WIDTH, HEIGHT = 37.0, 28.0, 156.0, 225.0
RIGHT, BOTTOM = PAGE[0] - LEFT - WIDTH, PAGE[1] - TOP - HEIGHT  # 26, 35 (derived)
LINES, CHARS = 22, 28
ROW = 28.95 * PT_MM  # one of the 22 lines
CHAR = WIDTH / CHARS
SIZE = {"2": 22.0, "3": 16.0, "4": 14.0}
TOL = 1.0  # mm, clause 5.2.1 / 6.1

FONT_FAMILIES = {
    "小标宋": r"小标宋|xiaobiaosong|^fzxbs|xbs",
    "仿宋": r"仿宋|fang\s*song|fandolfang|^fzfs|cwfs|stfangso",
    "楷体": r"楷|kai(?!ti_)|kaiti|fandolkai|^fzkt",
    "黑体": r"黑体|黑$|simhei|fandolhei|^fzht|heiti|方正黑体",
    "宋体": r"宋体|书宋|simsun|nsimsun|fandolsong|stsong|中宋",
}
"""In the order in which a name is tried: 小标宋 before 宋体, which its name holds."""
CN_NUM = "一二三四五六七八九十百"


def family(name: str | None) -> str:
    """The family of a font's name; an unknown font keeps its own name."""
    if not name:
        return "?"
    return next((family for family, looks in FONT_FAMILIES.items() if re.search(looks, name, re.I)), name)
